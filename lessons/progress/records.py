"""One line of the log.

A record is one thing that happened, written once and never changed (an event log: Fowler, "Event Sourcing",
2005). Its JSON is flat where every reader needs it and nested where only the activity does::

    {"v": 1, "id": "9f…", "learner": "3c…", "at": "2026-11-23T21:50:00.123456+00:00",
     "activity": "quiz", "key": "the-text",
     "entry": {"kind": "attempt", "item": "Q01", "item_version": "1a2b3c4d", "response": ["b"],
               "sureness": null, "attempt": 1, "score": 1.0}}

``learner`` is random and says nothing about a person; ``at`` is UTC; ``item_version`` is the fingerprint of
what was asked, so that a later report never mixes answers to two wordings. What an entry of each kind holds
is in :mod:`lessons.progress.kinds`; a line that does not hold it is no record."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from lessons.progress.kinds import check_entry, check_plain

VERSION = 1
LONGEST = 100_000
"""Bytes of a line: five times the longest answer that the course takes."""

# An id becomes part of a file's name, so it must lead nowhere else.
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def new_id() -> str:
    """Sixteen random hex digits: enough for a world of school classes, and no name in it."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Record:
    """One entry of one learner, with the moment (UTC) and the activity it belongs to."""

    id: str
    learner: str
    at: datetime
    activity: str
    key: str
    entry: Mapping[str, Any]

    def line(self) -> bytes:
        """The record as one line of JSON, with its line end."""
        fields = {
            "v": VERSION,
            "id": self.id,
            "learner": self.learner,
            "at": self.at.astimezone(UTC).isoformat(),
            "activity": self.activity,
            "key": self.key,
            "entry": dict(self.entry),
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Record":
        """Read a line back.

        ``ValueError`` where it is torn, foreign, or of a later version than this course knows.
        """
        if len(line) > LONGEST:
            raise ValueError(f"a line of {len(line)} bytes; {LONGEST} at most are expected")
        try:
            fields = json.loads(line.decode("utf-8"), parse_constant=_no_number)
        except RecursionError:
            raise ValueError("lists in lists in lists") from None
        if not isinstance(fields, dict) or type(fields.get("v")) is not int:  # true is an int, too
            raise ValueError("not a record of this course")
        if fields["v"] > VERSION:
            raise ValueError(f"a record of version {fields['v']}; this course reads up to {VERSION}")
        at = _time(_text(fields, "at"))
        entry = fields.get("entry")
        if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
            raise ValueError("entry: a table with a kind is expected")
        who = _id(fields, "id"), _id(fields, "learner")
        record = cls(*who, at, _text(fields, "activity"), _text(fields, "key"), entry)
        for part in (record.activity, record.key, entry):
            check_plain(part)
        check_entry(entry)
        return record


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("at: a time without its zone")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("at: before the first or after the last of all years") from None


def _id(fields: Mapping[str, Any], name: str) -> str:
    value = _text(fields, name)
    if not _ID.fullmatch(value):
        raise ValueError(f"{name}: letters, digits, - and _ are expected, 64 at most")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name}: text is expected")
    return value
