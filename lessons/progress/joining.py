"""What a chosen file brings to the answers that are here already.

Records are put together by their ids, so the same file twice changes nothing, and two files of one learner
give each answer once. Two learners are never put together: which of them works on is asked."""

import os
from collections.abc import Sequence
from dataclasses import replace

from lessons.progress.learners import Learner, called
from lessons.progress.log import Log
from lessons.progress.originals import forget_copy
from lessons.progress.records import Record, new_id
from lessons.progress.transfer import LARGEST, LONGEST_NICKNAME, Saved, Unreadable, unpack

ChosenFile = tuple[str, int, str]
"""Name, size in bytes, and text; without its text where the page saw that it is none or is too much."""

NOTHING = "Nothing was changed."


def read_files(files: Sequence[ChosenFile]) -> Saved:
    """All files as one; ``ValueError`` in a learner's words where one cannot be read."""
    if not files:
        raise ValueError("No file was chosen. Choose one or more.")
    total = sum(size for _, size, _ in files)
    if len(files) > 1 and total > LARGEST:
        raise ValueError(
            f"These {len(files)} files have {total:,} bytes; {LARGEST:,} at most can be read at once. "
            f"Choose fewer of them. {NOTHING}"
        )
    read, refused = [], []
    for name, size, text in files:
        # Without a text: too large, which its size says, or no text at all. `unpack` has the words for both.
        data = text.encode("utf-8", errors="replace") if text or not size else b"\0"
        try:
            read.append((name, unpack(name, data, size=size)))
        except Unreadable as error:
            refused.append(str(error))
    if refused:
        raise ValueError(" ".join([*refused, NOTHING]))
    whose = {saved.learner_id: (name, saved) for name, saved in read}
    if len(whose) > 1:
        told = ", ".join(f"{name} of {label(saved.nickname)}" for name, saved in whose.values())
        raise ValueError(f"These files are of different learners: {told}. Choose those of one. {NOTHING}")
    newest = max((saved for _, saved in read), key=lambda saved: saved.saved_at)
    records = {record.id: record for _, saved in read for record in saved.records}
    return replace(newest, records=tuple(sorted(records.values(), key=lambda record: record.at)))


def label(nickname: str) -> str:
    """A learner as others are told of them."""
    return nickname or "somebody without a nickname"


def missing(saved: Saved, records: Sequence[Record]) -> tuple[Record, ...]:
    """What the file has and the log has not."""
    here = {record.id for record in records}
    return tuple(record for record in saved.records if record.id not in here)


def free_nickname(records: Sequence[Record], nickname: str, learner: str) -> str:
    """The nickname, or with a number after it where another learner here has it already."""
    wanted, number = nickname, 1
    while wanted and any(other.id != learner for other in called(records, wanted)):
        number += 1
        wanted = f"{nickname[: LONGEST_NICKNAME - 1 - len(str(number))]} {number}"
    return wanted


def take_in(log: Log, learner: Learner, records: Sequence[Record]) -> None:
    """Keep records of one learner, all or none of them; ``OSError`` where that fails."""
    if not records:
        return
    if log.folder is None:
        log.append(records)
        return
    log.folder.mkdir(parents=True, exist_ok=True)
    path = log.folder / f"{learner.id}-{new_id()}.jsonl"
    new = path.with_suffix(".new")  # not read as a part of the log until it is whole
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(b"".join(record.line() for record in records))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def forget_all(log: Log, learner: str) -> None:
    """Delete everything kept of a learner: records, the own copy of the article, and halves of either."""
    forget_copy(log, learner)
    log.forget(learner)
    for half in log.folder.glob(f"{learner}-*.new") if log.folder else ():
        half.unlink(missing_ok=True)
