"""The events of the picture as a list, what had happened apart from what was still to come."""

from collections.abc import Iterable, Sequence

import htpy as h

from lessons.activities.timeline.rows import Row, Side
from lessons.activities.timeline.words import heading, when
from lessons.content import Content

COLUMNS = ("Event", "When", "Kind", "What it was")


def table(content: Content, caption: str, shown: Sequence[Row], *, chosen: str | None = None) -> h.Element:
    """A table with one button a row."""
    return h.div(".lesson-scroll", tabindex="0", role="region", aria_label="List of the events")[
        h.table(".lesson-events")[
            h.caption[caption],
            h.thead[h.tr[(h.th(scope="col")[name] for name in COLUMNS)]],
            (
                h.tbody[
                    h.tr[h.th(scope="rowgroup", colspan=str(len(COLUMNS)))[heading(content, side)]],
                    (_row(row, row.event.id == chosen) for row in rows),
                ]
                for side, rows in by_side(shown)
            ),
        ]
    ]


def by_side(shown: Iterable[Row]) -> list[tuple[Side, list[Row]]]:
    """The rows of each side that has any."""
    rows = list(shown)
    found = ((side, [row for row in rows if row.side is side]) for side in Side)
    return [(side, some) for side, some in found if some]


def _row(row: Row, pressed: bool) -> h.Element:
    event = row.event
    return h.tr[
        h.th(scope="row")[
            h.button(
                {"data-move": "choose", "data-with-event": event.id},
                id=f"row-{event.id}",
                type="button",
                aria_pressed="true" if pressed else "false",
            )[event.label]
        ],
        h.td[when(row)],
        h.td[event.category],
        h.td[event.statement],
    ]
