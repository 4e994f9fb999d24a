"""The append-only log: one file a learner and kernel, one ``write`` a record, merged on read.

No file is ever shared by two writers, so there is no lock to hold, to lose or to wait for: two tabs, a
network home and ``kill -9`` are all safe. A line that was torn by a kill, or is not ours, is skipped when
reading and never touched."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from lessons.progress.records import Record, new_id

NAME = "three-tables"
_MEMORY = "Nothing can be kept on this computer, so answers last only until this session ends."
_TEMPORARY = (
    "The usual folder cannot be written to, so answers are kept in a temporary folder that may be emptied."
)


class Log:
    """All records in one folder.

    Without a folder they live in memory. ``notice`` says in one line what is unusual, or is empty.
    """

    def __init__(self, folder: Path | None, *, notice: str = "") -> None:
        self.folder = folder
        self.notice = notice
        self._writer = new_id()
        self._memory: list[Record] = []

    def append(self, records: Iterable[Record]) -> None:
        """Keep the records; ``OSError`` where that fails, and then the caller must not show them as kept."""
        for record in records:
            if self.folder is None:
                self._memory.append(record)
                continue
            path = self.folder / f"{record.learner}-{self._writer}.jsonl"
            line = record.line()
            # Opened anew each time: a folder that a learner deleted meanwhile comes back, and no handle
            # outlives a fork.
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                if os.write(handle, line) != len(line):
                    raise OSError(28, "the disk is full")
            finally:
                os.close(handle)

    def records(self) -> tuple[Record, ...]:
        """Every readable record in time order, each once; those of one moment as they were written."""
        found = {record.id: record for record in self._memory}
        for path in sorted(self.folder.glob("*.jsonl")) if self.folder else ():
            try:
                lines = path.read_bytes().splitlines(keepends=True)
            except OSError:
                continue
            for line in lines:
                # A record is whole only with its line end: a torn one may still parse.
                if line.endswith(b"\n"):
                    try:
                        record = Record.from_line(line)
                    except ValueError:
                        continue
                    found[record.id] = record
        return tuple(sorted(found.values(), key=lambda record: record.at))

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """The names and sizes of the files: the same until another kernel writes or deletes something.

        Far cheaper than reading them. Files of this log count by name alone.
        """
        found = []
        for path in sorted(self.folder.glob("*.jsonl")) if self.folder else ():
            own = path.stem.endswith(self._writer)
            try:
                found.append((path.name, 0 if own else path.stat().st_size))
            except OSError:  # deleted since it was listed
                continue
        return tuple(found)

    def forget(self, learner: str) -> None:
        """Delete everything kept of one learner, and nothing of anybody else."""
        self._memory = [record for record in self._memory if record.learner != learner]
        for path in self.folder.glob(f"{learner}-*.jsonl") if self.folder else ():
            path.unlink(missing_ok=True)


def open_log() -> Log:
    """The log of this computer account.

    ``LESSONS_HOME``, else the user's data folder, else a temporary one, else memory.
    """
    named = os.environ.get("LESSONS_HOME")
    usual = Path(named) if named else platformdirs.user_data_path(NAME, appauthor=False)
    if _writable(usual / "log"):
        return Log(usual / "log")
    try:
        folder = (
            Path(tempfile.gettempdir())
            / f"{NAME}-{os.getuid() if hasattr(os, 'getuid') else os.getlogin()}"
            / "log"
        )
        if _writable(folder):
            return Log(folder, notice=_TEMPORARY)
    except OSError:
        pass
    return Log(None, notice=_MEMORY)


def _writable(folder: Path) -> bool:
    probe = folder / f".{new_id()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True
