"""A pandas table as a table of a page: with a caption, and headings that say what they head."""

import re
from typing import TYPE_CHECKING, Any

import htpy as h

from lessons.site.piece import Piece, scroller

if TYPE_CHECKING:
    import pandas as pd

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
LONGEST = 200
"""Rows. A notebook shows a part of a longer table; a page must not be longer than anybody reads."""


def table_piece(frame: "pd.DataFrame", caption: str) -> Piece:
    """The table as pandas shows it: the index heads the rows, and what is missing is ``<NA>``."""
    shown = frame.head(LONGEST)
    names = [str(name) if name is not None else "" for name in frame.index.names]
    depth = len(names)
    rows = (
        h.tr[
            [h.th(scope="row")[str(one)] for one in (index if depth > 1 else (index,))],
            [h.td(class_="date" if _DAY.fullmatch(cell) else None)[cell] for cell in cells],
        ]
        for index, cells in zip(shown.index, _cells(shown), strict=True)
    )
    heads = [*names, *map(str, frame.columns)]
    left = len(frame) - len(shown)
    return Piece(
        h.fragment[
            scroller(
                caption,
                h.table[
                    h.caption[caption],
                    h.thead[h.tr[[h.th(scope="col")[one] if one else h.td for one in heads]]],
                    h.tbody[rows],
                ],
            ),
            left > 0 and h.p(class_="soft")[f"{left} more rows are not shown here."],
        ]
    )


def _cells(frame: "pd.DataFrame") -> list[list[str]]:
    """The cells as texts; whole numbers keep their form, others lose useless digits."""
    return [[_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
