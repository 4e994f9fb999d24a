"""The collections as pandas tables, for learners who explore.

One row for each record, its id as the index, a column for each field. A date is its ISO text (2021-04) with
its precision in a column beside it; a list is joined with "; ". The key and the rationales of items stay
out.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .content import Content
from .problems import what_is
from .records import PartialDate
from .records.base import Record
from .shape import COLLECTIONS, CSV, TOML

if TYPE_CHECKING:
    import pandas as pd

HIDDEN = ("key",)


def table(content: Content, name: str) -> "pd.DataFrame":
    """The collection of that name; ValueError names the nearest and all that there are."""
    if name not in COLLECTIONS:
        raise ValueError(f"there is no table {name!r}{what_is(name, sorted(COLLECTIONS))}")
    import pandas as pd  # here, so that opening the course does not wait for it

    rows = getattr(content, name)
    records: Iterable[Record] = rows.values() if isinstance(rows, Mapping) else rows
    key = {**CSV, **TOML}[name].key if name in CSV or name in TOML else "id"
    cells = [_cells(record) for record in records]
    columns = dict.fromkeys(column for row in cells for column in row)
    frame = pd.DataFrame({column: _column([row.get(column) for row in cells]) for column in columns})
    return frame.set_index(key) if key in frame else frame


def _cells(record: Record) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for field, value in record:
        if field in HIDDEN:
            continue
        if isinstance(value, PartialDate):
            cells[field], cells[f"{field}_precision"] = value.iso, value.precision
        elif isinstance(value, tuple):
            cells[field] = "; ".join(_word(one) for one in value)
        else:
            cells[field] = value
    return cells


def _word(value: Any) -> str:
    """One value of a list: a nested record is known by its text or its name."""
    return str(getattr(value, "text", None) or getattr(value, "name", None) or value)


def _column(values: list[Any]) -> Any:
    """Whole numbers stay whole beside empty cells; an absent text is an empty one."""
    import pandas as pd

    filled = [value for value in values if value is not None]
    if filled and all(type(value) is int for value in filled):
        return pd.array(values, dtype="Int64")
    if filled and all(isinstance(value, int | float) for value in filled):
        return values
    return ["" if value is None else value for value in values]
