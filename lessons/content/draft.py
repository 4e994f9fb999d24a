"""What was read so far: records and broken entries, with the place of each.

An entry that does not fit is kept with its id: a reference to it is then no second problem. A collection
whose file could not be read to its end is marked, and references into it are not judged: one missing file
gives one line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .files import Reader
from .problems import Path, shortened
from .toml_entries import Document

_ONE_OF = {
    "options": "option",
    "prompts": "prompt",
    "speakers": "speaker",
    "views": "view",
    "shadings": "shading",
    "labels": "label",
    "abbreviations": "abbreviation",
    "periods": "period",
    "opinions": "opinion",
    "seats": "seat",
    "versions": "version",
    "clues": "clue",
    "known": "known",
}


@dataclass(frozen=True)
class Entry:
    """One row of a CSV file or one table of a TOML file.

    line      where a CSV row begins; in TOML the document knows
    raw       the values as they were read; record: the finished record, None if it does not fit
    document  the TOML file it is in, None for CSV; at: its path in that file
    """

    file: str
    line: int
    id: Any
    raw: Mapping[str, Any]
    record: Any = None
    document: Document | None = None
    at: Path = ()

    def place(self, path: Path) -> tuple[str, int, str]:
        """File, row and field for a path inside this entry."""
        if self.document is None:
            return self.file, self.line, str(path[0]) if path else ""
        told = self.id if isinstance(self.id, str) else ""  # what is no id does not name the place
        known = f"paragraph {self.id}" if isinstance(self.id, int) else shortened(told)
        name = [known] if known else []
        return self.file, self.document.line((*self.at, *path)), ", ".join(name + self._in_words(path))

    def _in_words(self, path: Path) -> list[str]:
        """("options", 1, "rationale") -> ["option b", "rationale"]."""
        found: list[str] = []
        value: Any = self.raw
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list | tuple) and step < len(value) else None
                told = value.get("id") or value.get("name") if isinstance(value, dict) else None
                name = shortened(told) if isinstance(told, str) else None
                before = found.pop() if found else ""
                found.append(f"{_ONE_OF.get(before, before)} {name or step + 1}".strip())
            else:
                value = value.get(step) if isinstance(value, dict) else None
                found.append(step)
        return found


@dataclass
class Draft:
    """Everything read so far from one data folder."""

    reader: Reader
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    complete: dict[str, bool] = field(default_factory=dict)
    course: Entry | None = None

    def records(self, name: str) -> list[tuple[Entry, Any]]:
        """The finished records of a collection, each with its entry."""
        return [(entry, entry.record) for entry in self.entries.get(name, []) if entry.record is not None]

    def ids(self, name: str) -> list[Any]:
        """All ids of a collection, also of entries that do not fit."""
        ids = (entry.id for entry in self.entries.get(name, []))
        return [one for one in ids if isinstance(one, str | int) and one != ""]

    def report(self, entry: Entry, path: Path, message: str) -> None:
        """Keep one problem of an entry."""
        self.reader.report(*entry.place(path), message)

    def mapping(self, name: str) -> dict[Any, Any]:
        """The finished records by id, in file order."""
        return {entry.id: record for entry, record in self.records(name)}
