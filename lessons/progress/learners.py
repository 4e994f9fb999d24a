"""Who sits here. A shared school account is the normal case: one folder, many learners, and nobody's
answers mixed.

A learner is a random id with a nickname as its label. Which learner sits at a computer is itself in the
log, by *seat*: a fingerprint of the machine's name, so that thirty computers with one network home do not
disturb each other."""

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.progress.records import Record, new_id


@dataclass(frozen=True)
class Learner:
    """``id`` is random; ``nickname`` may be empty; ``known`` is whether anything in the log is theirs."""

    id: str
    nickname: str = ""
    known: bool = False


def seat() -> str:
    """Eight hex digits for this computer; its name cannot be read back from them by looking."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def sitting(records: Sequence[Record], here: str) -> Learner:
    """The learner who sat down last at this seat, or a new one where that learner has left it."""
    last = None
    for record in records:
        if record.entry["kind"] in ("sits", "leaves") and record.entry.get("seat") == here:
            last = record.learner if record.entry["kind"] == "sits" else None
    return Learner(new_id()) if last is None else named(records, last)


def named(records: Sequence[Record], learner: str) -> Learner:
    """A learner of the log with the nickname last given."""
    nickname = ""
    for record in records:
        if record.learner == learner and record.entry["kind"] == "sits":
            nickname = str(record.entry.get("nickname", ""))
    return Learner(learner, nickname, known=True)


def called(records: Sequence[Record], nickname: str) -> tuple[Learner, ...]:
    """The learners of the log with this nickname, letter case apart."""
    labels: dict[str, str] = {}
    for record in records:
        if record.entry["kind"] == "sits":
            labels[record.learner] = str(record.entry.get("nickname", ""))
    return tuple(
        Learner(learner, label, known=True)
        for learner, label in labels.items()
        if label and label.casefold() == nickname.casefold()
    )
