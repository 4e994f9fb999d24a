"""One line of the log.

A record is one thing that happened, written once and never changed (an event log: Fowler, "Event Sourcing",
2005). Its JSON is flat where every reader needs it and nested where only the activity does::

    {"v": 1, "id": "9f…", "learner": "3c…", "at": "2026-11-23T21:50:00.123456+00:00",
     "activity": "quiz", "key": "the-text",
     "entry": {"kind": "attempt", "item": "Q01", "item_version": "1a2b3c4d", "response": ["b"],
               "sureness": null, "attempt": 1, "score": 1.0}}

``learner`` is random and says nothing about a person; ``at`` is UTC; ``item_version`` is the fingerprint of
what was asked, so that a later report never mixes answers to two wordings."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

VERSION = 1


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
        fields = json.loads(line)
        if not isinstance(fields, dict) or not isinstance(fields.get("v"), int):
            raise ValueError("not a record of this course")
        if fields["v"] > VERSION:
            raise ValueError(f"a record of version {fields['v']}; this course reads up to {VERSION}")
        at = datetime.fromisoformat(_text(fields, "at"))
        if at.tzinfo is None:
            raise ValueError("at: a time without its zone")
        entry = fields.get("entry")
        if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
            raise ValueError("entry: a table with a kind is expected")
        who = _text(fields, "id"), _text(fields, "learner")
        return cls(*who, at.astimezone(UTC), _text(fields, "activity"), _text(fields, "key"), entry)


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name}: text is expected")
    return value
