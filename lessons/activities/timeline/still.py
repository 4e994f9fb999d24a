"""The timeline without a kernel: a picture for each period, and all events as one table.

All periods, not only the one that the living page opens with: paper has no buttons. Whoever moves an event or
changes its words changes what stands here.
"""

import base64

import htpy as h

from lessons.activities.timeline.picture import alone
from lessons.activities.timeline.rows import Row, Side, periods, rows
from lessons.activities.timeline.table import by_side
from lessons.activities.timeline.words import closed, heading, sentence, when
from lessons.content import Content
from lessons.content.records import Period, Source
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.shown import LEFT
from lessons.ui.sources import source_short, source_short_text

COLUMNS = ("Event", "When", "Kind", "What it was", "Source")


def still(content: Content) -> Still:
    """The static twin."""
    shown = {one.id: rows(content, one) for one in periods(content).values()}
    everything = [row for some in shown.values() for row in some]
    html = h.div[
        h.p[h.strong[NOT_RUNNING]],
        closed(content) and h.p[closed(content)],
        (_picture(content, period, shown[key]) for key, period in periods(content).items()),
        h.table[
            h.caption(style=LEFT)["All events of the timeline"],
            h.thead[h.tr[(h.th(scope="col", style=LEFT)[name] for name in COLUMNS)]],
            (
                h.tbody[
                    h.tr[
                        h.th(scope="rowgroup", colspan=str(len(COLUMNS)), style=LEFT)[heading(content, side)]
                    ],
                    (
                        h.tr[
                            h.th(scope="row", style=LEFT)[row.event.label],
                            (h.td(style=LEFT)[cell] for cell in _cells(row)),
                            h.td(style=LEFT)[_told_in(row) or source_short(_source(content, row))],
                        ]
                        for row in some
                    ),
                ]
                for side, some in by_side(everything)
            ),
        ],
    ]
    lines = [NOT_RUNNING, closed(content)]
    for side, some in by_side(everything):
        lines += ["", heading(content, side)]
        lines += ["  " + " | ".join(_line(content, row)) for row in some]
    return Still(str(html), "\n".join(lines))


def _cells(row: Row) -> tuple[str, ...]:
    return when(row), row.event.category, row.event.statement


def _line(content: Content, row: Row) -> tuple[str, ...]:
    told = _told_in(row) or source_short_text(_source(content, row))
    return row.event.label, *_cells(row), told


def _told_in(row: Row) -> str:
    return "the article" if row.side is Side.ANNOUNCED else ""


def _source(content: Content, row: Row) -> Source:
    return content.sources[row.event.source_id]


def _picture(content: Content, period: Period, shown: tuple[Row, ...]) -> h.Element:
    encoded = base64.b64encode(alone(content, period, shown).encode()).decode("ascii")
    said = sentence(period, shown, ())
    first, last = shown[0].event, shown[-1].event
    ends = f"{first.label}, {first.happened_on.text}, to {last.label}, {last.happened_on.text}"
    return h.p[
        said,
        h.br,
        h.img(
            src=f"data:image/svg+xml;base64,{encoded}",
            alt=f"Timeline. {said} From {ends}. The table below has all of them.",
            style="max-width:100%",
        ),
    ]
