"""The append-only log: one file a learner and kernel, one ``write`` a move, merged on read.

No file is ever shared by two writers, so there is no lock to hold, to lose or to wait for: two tabs, a
network home and ``kill -9`` are all safe. A line that was torn by a kill, or is not ours, is skipped when
reading and never touched.

**What is promised.** When ``append`` returns and ``trouble`` is empty, the operating system has the records:
they outlive this process, however it ends. They are not forced onto the disk (``fsync`` costs a learner up to
a tenth of a second an answer on a slow disk or a school's network home): a power cut or a crash of the whole
machine may take the answers of the last seconds. Where the disk is full or the folder cannot be written to,
the records wait in memory, ``trouble`` says so, and every later ``append`` and ``settle`` tries again, oldest
first."""

import errno
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import platformdirs

from lessons.progress.records import Record, new_id

NAME = "three-tables"
_MEMORY = "Nothing can be kept on this computer, so answers last only until this session ends."
_TEMPORARY = (
    "The usual folder cannot be written to, so answers are kept in a temporary folder that may be emptied."
)
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


class Forgotten(LookupError):
    """The files of this learner were deleted by somebody else meanwhile; nothing was written."""


class Log:
    """All records in one folder; ``also``: folders that are read, too, and never written to.

    Without a folder the records live in memory. ``notice`` says in one line what is unusual from the
    start, or is empty.
    """

    def __init__(self, folder: Path | None, *, notice: str = "", also: tuple[Path, ...] = ()) -> None:
        self.folder = folder
        self.notice = notice
        self.trouble = ""
        """Why the newest records are in memory alone ("The disk is full"), or an empty string."""
        self._folders = (*also, *([folder] if folder else ()))
        self._writer = new_id()
        self._memory: list[Record] = []
        self._begun: set[Path] = set()  # the files that this log has written
        self._read: dict[
            Path, tuple[tuple[int, int], tuple[Record, ...]]
        ] = {}  # size and time: the same file
        self._stamp: tuple[tuple[str, int], ...] = ()

    def append(self, records: Iterable[Record]) -> None:
        """Keep the records: in the folder, or in memory while it cannot be written to (see ``trouble``).

        ``ValueError`` where a record could not be read again, ``Forgotten`` where the learner's files were
        deleted meanwhile; nothing is kept then.
        """
        new = list(records)
        for record in new:
            Record.from_line(record.line())  # what cannot be read again would be lost without a word
        self._memory += new
        if gone := self._settled() & {record.learner for record in new}:
            raise Forgotten(*gone)

    def settle(self) -> None:
        """Write what waits in memory, if that works by now; where it does not, ``trouble`` says why."""
        self._settled()

    def _settled(self) -> set[str]:
        """Write what waits; the learners whose files were deleted meanwhile: theirs is dropped."""
        gone: set[str] = set()
        if self.folder is None:
            return gone
        try:
            for learner, group in groupby(list(self._memory), key=lambda record: record.learner):
                together = list(group)
                if learner not in gone:
                    try:
                        self._write(self.folder, together)
                    except Forgotten:
                        gone.add(learner)
                del self._memory[: len(together)]
        except OSError as error:
            self.trouble = _why(error)
            self._memory = [record for record in self._memory if record.learner not in gone]
        else:
            self.trouble = ""
        return gone

    def _write(self, folder: Path, records: list[Record]) -> None:
        """Some records of one learner, all of them or none."""
        path = folder / f"{records[0].learner}-{self._writer}.jsonl"
        # Opened anew each time, so that no handle outlives a fork. A file that was there and is gone was
        # deleted: it must not come back with half of what it had.
        new = 0 if path in self._begun else os.O_CREAT
        if new:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_RDWR | os.O_APPEND | new | getattr(os, "O_BINARY", 0), 0o600)
        except FileNotFoundError:
            if new:
                raise
            self._begun.discard(path)
            raise Forgotten(records[0].learner) from None
        try:
            before = os.fstat(handle).st_size
            try:
                _put(handle, before, b"".join(record.line() for record in records))
                gone = self._gone(records[0].learner)
            except OSError:
                with suppress(OSError):  # else the torn line stays, and the next one begins below it
                    os.ftruncate(handle, before)
                raise
            if gone:
                os.ftruncate(handle, before)
        finally:
            os.close(handle)
        if gone:
            if not before:
                path.unlink(missing_ok=True)
            raise Forgotten(records[0].learner)
        self._begun.add(path)

    def _gone(self, learner: str) -> bool:
        """Whether a file of this learner that was read is there no more.

        It is asked after a write: whoever deletes looks again after deleting, so one of the two sees the
        other.
        """
        try:
            there = set(self._files())
        except OSError:
            return False
        return any(_whose(path) == learner and path not in there for path in self._read)

    def _files(self) -> list[Path]:
        """The files of all folders by name; ``OSError`` where a folder is there and cannot be listed."""
        found = []
        for folder in self._folders:
            with suppress(FileNotFoundError, NotADirectoryError):
                found += sorted(path for path in folder.iterdir() if path.suffix == ".jsonl")
        return found

    def records(self) -> tuple[Record, ...]:
        """Every readable record in time order, each once; those of one moment as they were written.

        What was read once and cannot be read now (a network home that is away) still counts.
        """
        try:
            files = self._files()
        except OSError:
            files = list(self._read)
        found: dict[str, Record] = {}
        kept = self._read
        self._read = {}
        for path in files:
            try:
                about = path.stat()
                now = about.st_size, about.st_mtime_ns
                if path not in kept or kept[path][0] != now:
                    kept[path] = now, read_lines(path.read_bytes())
            except FileNotFoundError:  # deleted since it was listed
                continue
            except OSError:
                if path not in kept:
                    continue
            self._read[path] = kept[path]
            found |= {record.id: record for record in kept[path][1]}
        found |= {record.id: record for record in self._memory}
        return tuple(sorted(found.values(), key=lambda record: record.at))

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """The names and sizes of the files: the same until another kernel writes or deletes something.

        Far cheaper than reading them. Files of this log count by name alone.
        """
        found = []
        try:
            for path in self._files():
                own = path.stem.endswith(self._writer)
                with suppress(FileNotFoundError):  # deleted since it was listed
                    found.append((path.name, 0 if own else path.stat().st_size))
        except OSError:  # a folder that is away for a moment is no folder without answers
            return self._stamp
        self._stamp = tuple(found)
        return self._stamp

    def forget(self, learner: str) -> None:
        """Delete everything kept of one learner, and nothing of anybody else.

        ``OSError`` where a file cannot be deleted.
        """
        self._memory = [record for record in self._memory if record.learner != learner]
        # Another kernel may just begin a file: look again until there is none.
        while files := [path for path in self._files() if _whose(path) == learner]:
            failed = []
            for path in files:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    failed.append(error)
                self._begun.discard(path)
                self._read.pop(path, None)
            if failed:
                raise failed[0]


def read_lines(data: bytes) -> tuple[Record, ...]:
    """The records of a file, in its order; lines that are torn or not ours are skipped."""
    found = []
    for line in data.splitlines(keepends=True):
        # A record is whole only with its line end: a torn one may still parse.
        if line.endswith(b"\n"):
            with suppress(ValueError):
                found.append(Record.from_line(line))
    return tuple(found)


def _put(handle: int, before: int, data: bytes) -> None:
    """All of the data at the end of a file, on a line of its own also after a torn one."""
    if before:
        os.lseek(handle, before - 1, os.SEEK_SET)
        if os.read(handle, 1) != b"\n":
            data = b"\n" + data
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def _whose(path: Path) -> str:
    """The learner of a file, by its name."""
    return path.stem.rpartition("-")[0]


def _why(error: OSError) -> str:
    """What is wrong with the folder, in a learner's words."""
    if error.errno in _FULL:
        return "The disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR):
        return "The folder for answers cannot be written to any more"
    return f"The folder for answers cannot be written to now ({error.strerror or error})"


def open_log() -> Log:
    """The log of this computer account.

    ``LESSONS_HOME``, else the user's data folder, else a temporary one, else memory. What is in the others
    is read as well: a home that can be read and not written to still has the answers of last week, and the
    temporary folder perhaps those of yesterday.
    """
    named = os.environ.get("LESSONS_HOME")
    usual = (Path(named) if named else platformdirs.user_data_path(NAME, appauthor=False)) / "log"
    passing = _temporary()
    spare = (passing,) if passing and not named and passing.is_dir() and _own(passing) else ()
    if _writable(usual):
        return Log(usual, also=spare)
    if passing and _writable(passing) and _own(passing):
        return Log(passing, notice=_TEMPORARY, also=(usual,))
    return Log(None, notice=_MEMORY, also=(usual,))


def _temporary() -> Path | None:
    """The folder of this account among the temporary ones; None where there are none."""
    try:
        whose = os.getuid() if hasattr(os, "getuid") else os.getlogin()
        return Path(tempfile.gettempdir()) / f"{NAME}-{whose}" / "log"
    except OSError:
        return None


def _own(folder: Path) -> bool:
    """Whether the folder is this account's: everybody may make folders beside it."""
    try:
        if not hasattr(os, "geteuid"):
            return True
        return folder.stat().st_uid == folder.parent.stat().st_uid == os.geteuid()
    except OSError:
        return False


def _writable(folder: Path) -> bool:
    probe = folder / f".{new_id()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True
