"""From a teacher's folder to the learners in it: who is there, with what, and what could not be read.

A learner is a random id. Two files of one learner (handed in twice, two computers, the log of a computer
room) are put together, record by record. Two learners with one nickname stay two: "Fox" and "Fox (2)".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lessons.progress import Record
from lessons.progress.transfer import Saved, Unreadable, shown_name, unpack
from lessons.report.answers import answers
from lessons.report.folders import Found, found_in
from lessons.report.model import LearnerAnswers
from lessons.report.words import clean

_NEVER = datetime.min.replace(tzinfo=UTC)
LOOKED_FOR = "files whose names begin with three-tables and end in .jsonl, also in subfolders and zip files"


@dataclass(frozen=True)
class ClassFiles:
    """What was in the folder.

    learners   with their names told apart, in the order of the names; also those without an answer
    read       how many files were read
    unread     files that could not be: a line each, that begins with the name
    others     names of files that are something else altogether
    notes      what a teacher should know of the files that were read, a line each
    """

    learners: tuple[LearnerAnswers, ...]
    read: int
    unread: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class _Learner:
    """One learner while the files come in."""

    def __init__(self) -> None:
        self.nickname = ""
        self.named_at = _NEVER
        self.files: list[str] = []
        self.records: dict[str, Record] = {}

    def take(self, file: str, saved: Saved) -> None:
        """Put one more file to what is there; the nickname last given counts."""
        self.files.append(file)
        for record in saved.records:
            self.records.setdefault(record.id, record)
        if saved.nickname and saved.saved_at >= self.named_at:
            self.nickname, self.named_at = saved.nickname, saved.saved_at


def read_class(paths: Iterable[Path]) -> ClassFiles:
    """Read everything in these folders, zip files and files. Nothing in them can make this fail."""
    learners: dict[str, _Learner] = {}
    unread, others, read = [], [], 0
    for found in found_in(paths):
        if found.other:
            others.append(found.name)
            continue
        saved = _read(found)
        if isinstance(saved, str):
            unread.append(saved)
            continue
        read += 1
        learners.setdefault(saved.learner_id, _Learner()).take(found.name, saved)
    names = _told_apart(learners)
    order = sorted(learners, key=lambda one: (names[one].casefold(), one))
    return ClassFiles(
        tuple(_answers_of(one, learners[one], names[one]) for one in order),
        read,
        tuple(unread),
        tuple(others),
        tuple(_notes(learners, names, order)),
    )


def _read(found: Found) -> Saved | str:
    """The file's content, or one line that says why not."""
    if found.reason:
        return f"{found.name}: {found.reason}."
    try:
        return unpack(found.name, found.data)
    except Unreadable as error:
        # The whole name, not a cut one: the folder around a file tells a teacher whose it is.
        return f"{found.name}: {str(error).removeprefix(f'{shown_name(found.name)}: ')}"


def _answers_of(learner_id: str, learner: _Learner, name: str) -> LearnerAnswers:
    made = answers(learner.records.values(), {learner_id: name})
    return made[0] if made else LearnerAnswers(learner_id, name, ())


def _told_apart(learners: dict[str, _Learner]) -> dict[str, str]:
    """A name for each that nobody else has. Who was there first keeps the plain one."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(learners, key=lambda one: (_first(learners[one]), one)):
        plain = clean(learners[one].nickname, longest=40).strip() or f"No nickname ({one[:4]})"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        names[one] = name
    return names


def _first(learner: _Learner) -> datetime:
    return min((record.at for record in learner.records.values()), default=datetime.max.replace(tzinfo=UTC))


def _notes(learners: dict[str, _Learner], names: dict[str, str], order: list[str]) -> Iterable[str]:
    """Who came twice, and which files belong to two of one name."""
    nicknames = [clean(one.nickname, longest=40).strip().casefold() for one in learners.values()]
    for one in order:
        learner = learners[one]
        same = clean(learner.nickname, longest=40).strip().casefold()
        if same and nicknames.count(same) > 1:
            yield f"{names[one]} shares the nickname with somebody else; this one's file: {learner.files[0]}."
        # Apart from the log of a computer, where each sitting is a file of its own.
        handed_in = [name for name in learner.files if not _is_log(name, one)]
        if len(handed_in) > 1:
            shown = ", ".join(handed_in[:4]) + (", …" if len(handed_in) > 4 else "")
            yield (
                f"{names[one]} is in {len(handed_in)} files, which were put together: {shown}. "
                "If two people gave them in, one of them copied the other's file."
            )


def _is_log(file: str, learner_id: str) -> bool:
    return file.rpartition("/")[2].startswith(f"{learner_id}-")
