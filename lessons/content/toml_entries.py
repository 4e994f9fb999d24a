"""TOML files: nested records, with the line where each field stands.

The standard library's `tomllib` gives values without their lines, and a message without a line sends a
teacher searching. So the text is read a second time for its headers `[[items.options]]` and its `field =`
lines only; what is inside a text, a list or a comment is blanked out before. The result is a map from the
path of a field to its line; a path that is not in it takes the line of the table it is in.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .files import Reader

Path = tuple[str | int, ...]

_TEXT_OR_COMMENT = re.compile(
    r'''
      """ (?: \\. | [^\\] )*? "{3,5}   # a text of several lines, with escapes
    | '{3} .*? '{3,5}                   # the same, taken as it is
    | " (?: \\. | [^"\\\n] )* "          # a text of one line, with escapes
    | ' [^'\n]* '                       # the same, taken as it is
    | \# [^\n]*                         # a comment
    ''',
    re.DOTALL | re.VERBOSE,
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?\s*$")
_FIELD = re.compile(r"\s*([A-Za-z0-9_\-]+(?:\s*\.\s*[A-Za-z0-9_\-]+)*)\s*=")
_TOML_IN_WORDS = {
    "Illegal": "a text is not closed on this line; it needs quotation marks on both sides",
    "Unterminated": "a text is opened and never closed; it needs quotation marks on both sides",
    "Invalid value": "this is no value; a text needs quotation marks on both sides, a list [ … ]",
    "Cannot": "this stands there twice; a field and a [table] stand once, a list of tables is written [[…]]",
}
_LINE_IN_MESSAGE = re.compile(r"\s*\(at line ([0-9]+), column ([0-9]+)\)$")


@dataclass(frozen=True)
class Document:
    """A file that was read: its values, and its text to find the lines in."""

    values: dict[str, Any]
    text: str

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line of each path; found only when something has to be said about the file."""
        return lines_of(self.text)

    def line(self, path: Path) -> int:
        """The line of a field, or of the smallest table around it; 0 if there is none."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 0


def read_toml(reader: Reader, file: str) -> Document | None:
    """Read a file, or report why it cannot be read, with the line."""
    text = reader.text(file)
    if text is None:
        return None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reader.report(file, *_place(str(error), text))
        return None
    except (RecursionError, ValueError) as error:  # a tower of brackets; a number of thousands of digits
        reader.report(file, 0, "", f"cannot be read as TOML ({error})")
        return None
    return Document(values, text)


def _place(message: str, text: str) -> tuple[int, str, str]:
    found = _LINE_IN_MESSAGE.search(message)
    line = int(found[1]) if found else text.count("\n") + 1
    said = _LINE_IN_MESSAGE.sub("", message).replace(" (at end of document)", "")
    for start, words in _TOML_IN_WORDS.items():
        if said.startswith(start):
            return line, "", f"is not TOML: {words}"
    return line, "", f"is not TOML: {said[:1].lower()}{said[1:]}"


def lines_of(text: str) -> dict[Path, int]:
    """The line of every header and field of a TOML text.

    >>> lines_of("[[items]]\\n[[items.options]]\\n")
    {('items', 0): 1, ('items', 0, 'options', 0): 2}
    """
    bare = _TEXT_OR_COMMENT.sub(lambda m: "" if m[0][0] == "#" else '""' + "\n" * m[0].count("\n"), text)
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    depth = 0
    for number, line in enumerate(bare.split("\n"), start=1):
        header = _HEADER.match(line) if depth == 0 else None
        if header:
            here = _table(header[2], counts, is_list=header[1] == "[[")
            lines.setdefault(here, number)
            continue
        field = _FIELD.match(line) if depth == 0 else None
        if field:
            names = re.split(r"\s*\.\s*", field[1])
            for end in range(1, len(names) + 1):
                lines.setdefault((*here, *names[:end]), number)
        depth = max(0, depth + sum(line.count(c) for c in "[{") - sum(line.count(c) for c in "]}"))
    return lines


def _table(header: str, counts: dict[Path, int], *, is_list: bool) -> Path:
    """The path of `items.options` after the tables counted so far; a list counts one more."""
    path: Path = ()
    names = [name.strip() for name in header.split(".")]
    for position, name in enumerate(names):
        path = (*path, name)
        if position == len(names) - 1 and is_list:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
