"""Tables for a spreadsheet: every CSV file that the course hands out is written here.

UTF-8 with a byte order mark (without it Excel takes the text for an old Windows encoding), commas, every text
in quotation marks, lines end in CR LF (RFC 4180).

A spreadsheet runs a cell as a formula when it begins with ``=``, ``+``, ``-`` or ``@``, and a learner may
choose ``=cmd()`` as a nickname (OWASP, "CSV injection"). Such a text gets an apostrophe in front: the
spreadsheet then shows it as text. The same holds inside a text behind a semicolon, a tab or a new line,
where a program with another separator would begin a new cell. Numbers are numbers: -0.25 stays as it is.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

Cell = str | int | float | bool | datetime | None

# Full-width, small and raised signs too: Excel reads some as the plain ones. A tab or return in front is run
# over.
_SIGNS = "=+@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊⩵⩶﬩-"
_FORMULA = re.compile(rf"(^|\r\n|[;\t\r\n])(?=[\s\x00\ufeff\"']*[{_SIGNS}])")


def safe(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return _FORMULA.sub(r"\1'", text)


def cell(value: Cell) -> str | int | float:
    """What stands in the file: text made safe, numbers as they are, times in UTC to the second, nothing (and
    what is no number, such as 1/0) as an empty cell.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case str():
            return safe(value)
        case float() if not math.isfinite(value):
            return ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
    return value


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A whole file: the names of the columns, then the rows.

    ``ValueError`` where a row has another number of cells than there are columns.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    table.writerow(columns)
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns):
            raise ValueError(f"row {number} has {len(row)} cells; the table has {len(columns)} columns")
        table.writerow([cell(value) for value in row])
    # A lone surrogate (half a character, from a damaged file) has no UTF-8: it becomes a question mark.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")
