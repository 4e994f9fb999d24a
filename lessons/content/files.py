"""Reading a file as text, so that whatever is wrong with it is one clear line.

Files come out of Excel, Notepad and ZIP programs: with a byte-order mark, in another encoding, with
semicolons. Each case says what to do. A `Reader` collects problems; it never raises.
"""

from dataclasses import dataclass, field
from pathlib import Path

from .problems import Problem

BYTE_ORDER_MARK = "\ufeff"


@dataclass
class Reader:
    """One reading of one data folder: where it is, and what was found wrong so far."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def report(self, file: str, row: int, name: str, message: str) -> None:
        """Keep one problem."""
        self.problems.append(Problem(file, row, name, message))

    def text(self, file: str) -> str | None:
        """The text of a file, or None after reporting why there is none."""
        path = self.folder / file
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            self.report(file, 0, "", _missing(path))
            return None
        except OSError as error:
            self.report(file, 0, "", f"cannot be read: {error.strerror or error}")
            return None
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.report(file, line, "", "is not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8)")
            return None
        if text.startswith(BYTE_ORDER_MARK):
            self.report(file, 1, "", "begins with a byte-order mark; save the file as UTF-8 without one")
            text = text.removeprefix(BYTE_ORDER_MARK)
        if not text.strip():
            self.report(file, 0, "", "is empty; it needs its fields and at least one row")
            return None
        return text


def _missing(path: Path) -> str:
    """Say that a file is missing; on a disk that tells capitals apart it may be there with others."""
    names = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    others = [name for name in names if name.lower() == path.name.lower()]
    return (
        f"is missing; there is {others[0]}: rename it" if others else "is missing; the course needs this file"
    )
