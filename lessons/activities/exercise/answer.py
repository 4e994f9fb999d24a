"""What a learner hands in, turned into plain values: nothing, a number, a table, or a word for what it is.

An answer comes from a cell that is being worked on, so it can be anything at all, and nothing of it may end
in an error message: whatever cannot be read is named by its kind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from numbers import Integral, Real
from typing import Any

_MOST_ROWS = 2000  # more than all tables of the course together: it would only take long


@dataclass(frozen=True)
class Nothing:
    """The cell was not filled in yet."""


@dataclass(frozen=True)
class Unfit:
    """It cannot be checked; ``came`` says what it is, ``hint`` which words fit."""

    came: str
    hint: str = "kind"


@dataclass(frozen=True)
class Number:
    """One number; NaN where it is none."""

    value: float


Cell = float | str | None
"""A value of a column: a number (spans of time in days), a text, or missing."""


Label = str | int | date | tuple[int, ...]
"""What names a row or a column: all that could be a month, and the text of anything else."""


@dataclass(frozen=True)
class Table:
    """Labels of the rows, and the columns by name. ``series``: it came as a Series, so it has one column."""

    labels: tuple[Label, ...]
    columns: tuple[tuple[Label, tuple[Cell, ...]], ...]
    series: bool = False

    @property
    def numeric(self) -> Mapping[Label, tuple[float | None, ...]]:
        """The columns that hold numbers and gaps alone."""
        return {
            name: cells  # type: ignore[misc]  # no text is in it
            for name, cells in self.columns
            if not any(isinstance(cell, str) for cell in cells) and any(cell is not None for cell in cells)
        }

    @property
    def turned(self) -> "Table":
        """Rows as columns."""
        names = tuple(name for name, _ in self.columns)
        rows = tuple(
            (label, tuple(cells[number] for _, cells in self.columns))
            for number, label in enumerate(self.labels)
        )
        return Table(names, rows)


Answer = Nothing | Unfit | Number | Table


def read(answer: object) -> Answer:
    """What it is. Never an exception, whatever it is."""
    try:
        return _read(answer)
    except Exception:
        # A strange object may fail at any question. The learner gets a sentence and not its error.
        return Unfit(_kind(answer))


def _read(answer: Any) -> Answer:
    import pandas as pd  # here, so that opening the course does not wait for it

    if answer is None or answer is ...:
        return Nothing()
    if isinstance(answer, pd.Series | pd.DataFrame):
        if max(answer.shape) > _MOST_ROWS:
            return Unfit(f"a table of {answer.shape[0]} rows and {(*answer.shape, 1)[1]} columns")
        return _table(answer)
    if isinstance(answer, str):
        return Unfit("a text", "text")
    if callable(answer):
        return Unfit("a function", "function")
    cell = _cell(answer)
    if isinstance(cell, str):
        return Unfit(_kind(answer))
    return Number(math.nan if cell is None else cell)


def _table(answer: Any) -> Table:
    import pandas as pd

    labels = tuple(_label(one) for one in answer.index)
    if isinstance(answer, pd.Series):
        return Table(labels, ((_label(answer.name), tuple(_cell(one) for one in answer.array)),), series=True)
    columns = (
        (_label(name), tuple(_cell(one) for one in answer.iloc[:, number].array))
        for number, name in enumerate(answer.columns)
    )
    return Table(labels, tuple(columns))


def _label(value: Any) -> Label:
    import pandas as pd

    if isinstance(value, str | bool):
        return str(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, tuple) and all(isinstance(one, Integral) for one in value):
        return tuple(int(one) for one in value)
    return value if isinstance(value, date) and value is not pd.NaT else str(value)


def _cell(value: Any) -> Cell:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return str(value)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if hasattr(value, "dtype") and getattr(value, "shape", None) == ():
        return _cell(value.item() if value.dtype.kind != "m" else pd.Timedelta(value))
    if isinstance(value, Real):
        number = float(value)
        return None if math.isnan(number) else number
    return value if isinstance(value, str) else _kind(value)


def _kind(value: object) -> str:
    """a list, a dict …: the name of its class, with an article."""
    try:
        name = str(type(value).__name__)
    except Exception:
        return "something that says of itself not even what it is"
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
