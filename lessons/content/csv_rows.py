"""CSV files: one header of field names, one row for each record; a row is named by its line in the file.

An empty cell is an absent value. The dialect is RFC 4180: commas, and quotation marks round a text that
holds a comma, a quotation mark or a line break.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from .files import Reader
from .problems import what_is


@dataclass(frozen=True)
class Row:
    """One row: the line where it begins, and its filled cells by column."""

    line: int
    cells: dict[str, str]
    whole: bool = True  # False: its cells do not fit the header; only its id is of use


@dataclass(frozen=True)
class Table:
    """The rows of a file, and the fields that have no column (reported once, not once for each row)."""

    rows: tuple[Row, ...]
    absent: frozenset[str] = frozenset()
    complete: bool = True  # False: the file could not be read to its end


def read_csv(reader: Reader, file: str, fields: Sequence[str]) -> Table | None:
    """Read a file whose columns are `fields`, in any order; None when it has no header to go by."""
    text = reader.text(file)
    if text is None:
        return None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    complete = True
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            reader.report(file, line, "", f"{_in_words(str(error))}; the rows from here on were not read")
            complete = False
            break
        if any(cell.strip() for cell in cells):
            found.append((line, [cell.strip() for cell in cells]))
    if not found:
        return None
    (header_line, header), *body = found
    columns = _columns(reader, file, header_line, header, fields)
    if columns is None:
        return None
    rows = tuple(_row(reader, file, line, cells, columns) for line, cells in body)
    if not rows and complete:
        reader.report(file, 0, "", "has a header and no rows; it needs at least one")
    return Table(rows, frozenset(fields) - set(columns), complete)


def _in_words(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quotation mark is opened and never closed"
    if "expected after" in message:
        return 'a quotation mark stands inside a quoted text; write it twice ("")'
    return f"cannot be read as CSV ({message})"


def _columns(
    reader: Reader, file: str, line: int, header: list[str], fields: Sequence[str]
) -> list[str] | None:
    """The header, checked: "" stands for a column that is not read."""
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            message = f"the columns are separated by {name}; save the file with commas"
            reader.report(file, line, "", message)
            return None
    columns: list[str] = []
    for name in header:
        if name not in fields:
            shown = name or "(a column without a name)"
            reader.report(
                file,
                line,
                shown,
                f"is not a column of this file{what_is(name, fields)}",
            )
        elif name in columns:
            reader.report(file, line, name, "is a column twice; once is allowed")
        columns.append(name if name in fields and name not in columns else "")
    for name in fields:
        if name not in header:
            reader.report(
                file, line, name, "has no column; the header needs it, also where its cells are empty"
            )
    return columns


def _row(reader: Reader, file: str, line: int, cells: list[str], columns: list[str]) -> Row:
    if len(cells) != len(columns):
        reader.report(
            file,
            line,
            "",
            f"has {len(cells)} cells, the header {len(columns)}; a text with a comma needs quotation marks",
        )
    filled = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    return Row(line, filled, len(cells) == len(columns))
