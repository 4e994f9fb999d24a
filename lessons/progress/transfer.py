"""Progress in one small file: saved on one computer, continued on another, handed in to a teacher.

The file is UTF-8 JSON Lines. Line 1 says whose it is and what follows::

    {"three_tables": "progress", "v": 1, "learner": "3c…", "nickname": "Fox",
     "saved_at": "2026-11-23T21:50:00+00:00", "records": 2, "sha256": "<of all bytes after line 1>"}

Then comes one record a line, as the log writes them (`lessons.progress.records`). Who sat at which computer
stays at home. Of a mark that was taken back only that it was taken back goes along, not its words: so two
files of one learner can be put together in any order, and the mark does not come back.

A checksum is in the file because nobody sees that a line was lost on the way, e.g. by a memory stick pulled
out too early. Line ends that a mail program rewrote, and a byte order mark, are no damage."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lessons.progress.learners import Learner
from lessons.progress.records import VERSION, Record

FORMAT = 1
LARGEST = 5_000_000
"""Bytes of a file that is read: ten thousand answers, and small enough for one message to a kernel."""

LONGEST_NICKNAME = 24
AT_HOME = ("sits", "leaves")
"""Kinds of entries that tell of a computer, and are never in a file."""

_NEWER = "it was saved by a newer version of this course. Open it there, or get that version here"
_FOREIGN = (
    "this is not a progress file of this course. Choose a file that “Save my progress” made; "
    "its name begins with three-tables"
)
AGAIN = "Choose another copy of it, or save your progress once more where it was saved"
_ID = re.compile(r"[0-9a-z]{1,40}")  # it becomes part of a file's name


class Unreadable(ValueError):
    """A file that cannot be continued from.

    One line: the file's name, what is wrong, and what to do.
    """

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{shown_name(name)}: {what}.")


@dataclass(frozen=True)
class Saved:
    """What a file holds: whose it is, when it was saved (UTC), and the records in time order, each once."""

    learner_id: str
    nickname: str
    saved_at: datetime
    records: tuple[Record, ...]


def pack(records: Iterable[Record], learner: Learner, at: datetime) -> tuple[str, bytes]:
    """The name and the bytes of a file with everything that ``learner`` did; other learners' are left out."""
    kept = carried(records, learner)
    body = b"".join(record.line() for record in kept)
    header = {
        "three_tables": "progress",
        "v": FORMAT,
        "learner": learner.id,
        "nickname": learner.nickname,
        "saved_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "records": len(kept),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    line = json.dumps(header, ensure_ascii=False).encode()
    return file_name(learner, at), line + b"\n" + body


def carried(records: Iterable[Record], learner: Learner) -> list[Record]:
    """What goes into a file: everything that ``learner`` did, in time order, each once."""
    own = _each_once(record for record in records if record.learner == learner.id)
    return [one for one in without_taken_back(own) if one.entry["kind"] not in AT_HOME]


def unpack(name: str, data: bytes, *, size: int | None = None) -> Saved:
    """Read a file that `pack` made, or a file of the log itself; ``Unreadable`` where that cannot be done.

    ``name`` is the file's name, for the message; ``size`` that of the file, if it is not that of the data.
    """
    size = len(data) if size is None else size
    if size > LARGEST:
        raise Unreadable(
            name,
            f"this file has {size:,} bytes, and a progress file {LARGEST:,} at most. Choose another file",
        )
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    elif len(lines) > 1:
        lines[-1] = b""  # torn: it may still parse, and is not whole
    if not any(line.strip() for line in lines):
        raise Unreadable(name, "this file is empty. " + AGAIN)
    header = _parsed(lines[0])
    if "three_tables" in header:
        return _with_header(name, header, lines[1:], torn=not data.endswith(b"\n"))
    return _bare(name, lines)


def file_name(learner: Learner, at: datetime) -> str:
    """A readable name that every file system takes: three-tables-Fox-2026-11-28.jsonl."""
    letters = unicodedata.normalize("NFC", learner.nickname)
    kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else "-" for letter in letters)
    label = re.sub("-+", "-", kept).strip("-") or learner.id[:4]
    return f"three-tables-{label}-{at:%Y-%m-%d}.jsonl"


def shown_name(name: str) -> str:
    """A file's name as it can stand in one line."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    text = " ".join(plain.split()) or "The file"
    return text if len(text) <= 80 else text[:79] + "…"


def without_taken_back(records: Sequence[Record]) -> list[Record]:
    """The records without the marks that were taken back later; that they were stays."""
    taken: set[str] = set()
    kept = []
    for record in reversed(records):
        entry = record.entry
        mark = repr((record.activity, entry.get("paragraph"), entry.get("mark")))
        if entry["kind"] == "mark" and mark in taken:
            continue
        if entry["kind"] == "unmark":
            taken.add(mark)
        kept.append(record)
    return kept[::-1]


def _parsed(line: bytes) -> Mapping[str, Any]:
    """The table of a line, or an empty one."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _with_header(name: str, header: Mapping[str, Any], lines: Sequence[bytes], *, torn: bool) -> Saved:
    if header["three_tables"] != "progress":
        raise Unreadable(name, _FOREIGN)
    version = header.get("v")
    if isinstance(version, int) and version > FORMAT:
        raise Unreadable(name, _NEWER)
    changed = Unreadable(name, f"this file was changed after it was saved. {AGAIN}")
    try:
        learner, nickname = str(header["learner"]), header["nickname"]
        saved_at = datetime.fromisoformat(str(header["saved_at"])).astimezone(UTC)
        count, checksum = int(header["records"]), str(header["sha256"])
    except (KeyError, ValueError, TypeError, OverflowError):
        raise changed from None
    if not _ID.fullmatch(learner) or not isinstance(nickname, str):
        raise changed
    if torn or len(lines) < count:
        here = max(len(lines) - torn, 0)
        raise Unreadable(name, f"this file is not complete: {here} of {count} entries are there. {AGAIN}")
    if hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest() != checksum:
        raise changed
    records = _whole(name, [_record(name, line) for line in lines], first=2)
    if any(record.learner != learner for record in records):
        raise changed
    return Saved(learner, _label(nickname), saved_at, _each_once(records))


def _bare(name: str, lines: Sequence[bytes]) -> Saved:
    """A file of the log: no header, no checksum; its last line may be torn, as the log itself allows."""
    records = [_record(name, line) for line in lines]
    if not any(records):
        raise Unreadable(name, _FOREIGN)
    good = _whole(name, records if records[-1] else records[:-1])
    learners = {record.learner for record in good}
    if len(learners) > 1:
        raise Unreadable(name, "this file holds the answers of several learners. Use a file for each")
    names = [str(record.entry.get("nickname", "")) for record in good if record.entry["kind"] == "sits"]
    kept = without_taken_back(_each_once(good))
    own = tuple(record for record in kept if record.entry["kind"] not in AT_HOME)
    last = max(record.at for record in good)
    return Saved(learners.pop(), _label(names[-1] if names else ""), last, own)


def _record(name: str, line: bytes) -> Record | None:
    """The record of a line; None where it is damaged, ``Unreadable`` where it is of a newer version."""
    try:
        record = Record.from_line(line)
    except (ValueError, RecursionError, OverflowError):
        version = _parsed(line).get("v")  # only now: a class has many lines
        if isinstance(version, int) and version > VERSION:
            raise Unreadable(name, _NEWER) from None
        return None
    return record if _ID.fullmatch(record.learner) and record.id else None


def _whole(name: str, records: Sequence[Record | None], *, first: int = 1) -> list[Record]:
    """The records; ``Unreadable`` where a line is none. ``first``: the number of the first line."""
    if None in records:
        raise Unreadable(name, f"line {records.index(None) + first} of this file cannot be read. {AGAIN}")
    return [record for record in records if record]


def _each_once(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted({record.id: record for record in records}.values(), key=lambda record: record.at))


def _label(nickname: str) -> str:
    return shown_name(nickname)[:LONGEST_NICKNAME].strip() if nickname.split() else ""
