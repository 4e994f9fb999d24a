"""The map without a kernel: a picture that stands alone, and every report and meeting behind it as tables.

A row for each report, not for each place: whoever moves a venue, drops a site or changes a date changes what
stands here.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

import htpy as h
from markupsafe import Markup

from lessons.activities.map.known import Known, SiteRow
from lessons.activities.map.picture import Atlas
from lessons.activities.map.state import MapState
from lessons.activities.map.words import coordinates, dated, day_text, distances, summary
from lessons.content import Content
from lessons.content.records import Meeting, Observation, Source
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.map_frame import Frame
from lessons.ui.shown import LEFT
from lessons.ui.sources import source_short, source_short_text
from lessons.ui.week import HAPPENED, PUBLISHED, sitting, week_rows, week_still

REPORTS = {PUBLISHED: "Published by", HAPPENED: "Happened by"}
_PLAIN = " !$'()*+,-./:;=?@[]^_`{|}~"  # what an address in double quotation marks may hold as it is
PLACE_COLUMNS = ("Place", "Report", "Shows", "Published", "Evidence", "Source")

Row = tuple[tuple[str, ...], Source | str]
"""The cells of a row, and where it comes from: a source, or words."""
Block = tuple[str, str, list[Row]]
"""The name of a place, what is to be said about it, and its rows."""

MEETING_COLUMNS = ("City", "Meeting", "Day", "Who", "Venue and position", "Source")


def still(content: Content, known: Known, atlas: Atlas, state: MapState) -> Still:
    """The static twin of a state: the view that it opens with, then the others, then every row."""
    said = summary(known)
    day = day_text(known.day)
    sites: list[Block] = [
        (row.name, _about(row), [_report(content, one) for one in row.reports])
        for row in (*known.sites, *known.unplaced)
    ]
    cities: list[Block] = [
        (row.name, "", [_meeting(content, known, one) for one in row.meetings]) for row in known.cities
    ]
    html = h.div[
        h.p[h.strong[NOT_RUNNING]],
        h.p[said],
        (picture(known, atlas, frame, said, state.shading) for frame in pictured(atlas, state)),
        _table(f"{REPORTS[known.clock]} {day}", PLACE_COLUMNS, sites),
        cities and _table(f"Meetings, held or announced by {day}", MEETING_COLUMNS, cities),
        week_still(content, known.day, clock=known.clock),
    ]
    lines = [NOT_RUNNING, "", said]
    for name, about, rows in (*sites, *cities):
        lines += ["", f"{name}: {about}" if about else name, *map(_line, rows)]
    lines += ["", *(" | ".join(row) for row in week_rows(content, known.day, clock=known.clock))]
    return Still(str(html), "\n".join(lines))


def pictured(atlas: Atlas, state: MapState) -> Iterator[Frame]:
    """The view of the state, as it is looked at, and then every other view."""
    yield atlas.frame(state.view, state.look)
    yield from (frame for view_id, frame in atlas.frames.items() if view_id != state.view)


def picture(known: Known, atlas: Atlas, frame: Frame, said: str, shading: str) -> h.Element:
    """One view with its name above it; ``said`` is the sentence that sums up the day."""
    shown = {one.key for one in atlas.marks(known.rows, frame)}
    names = ", ".join(row.name for row in known.rows if row.key in shown)
    title = f"Map, {frame.label}"
    desc = f"{said} Marked: {names or 'nothing'}."
    drawn = atlas.still_picture(known.rows, frame, title=title, desc=desc, shading=shading)
    # Written out, not in base64: a third fewer bytes. What HTML would read as its own is encoded here, so the
    # quotation marks inside stay single ones, which htpy would write in five letters each.
    written = quote(drawn.replace('"', "'"), safe=_PLAIN)
    image = (
        f'<img src="data:image/svg+xml,{written}" alt="{escape(f"{title}. {desc}")}" style="max-width:100%">'
    )
    return h.p[h.strong[frame.label], h.br, Markup(image)]  # noqa: S704 - escaped in the line above


def _table(caption: str, columns: tuple[str, ...], blocks: Iterable[Block]) -> h.Element:
    """One block of rows for each place: its name stands once, beside all its rows."""
    return h.table[
        h.caption(style=LEFT)[caption],
        h.thead[h.tr[(h.th(scope="col", style=LEFT)[name] for name in columns)]],
        (
            h.tbody[
                (
                    h.tr[
                        number == 0
                        and h.th(scope="rowgroup", rowspan=str(len(rows)), style=LEFT)[
                            name, about and h.div(style="font-weight:normal")[about]
                        ],
                        (h.td(style=LEFT)[cell] for cell in cells),
                        h.td(style=LEFT)[source if isinstance(source, str) else source_short(source)],
                    ]
                    for number, (cells, source) in enumerate(rows)
                )
            ]
            for name, about, rows in blocks
        ),
    ]


def _about(row: SiteRow) -> str:
    """Kind, where, how well its place is known and how far it is: everything a mark tells."""
    if not row.named:
        return "the reports name no place; listed, not drawn"
    site = row.site
    return f"{site.kind}, {site.place_context}. {coordinates(site)}. Distance: {distances(site)}"


def _line(row: Row) -> str:
    cells, source = row
    told = source if isinstance(source, str) else source_short_text(source)
    return "  - " + " | ".join((*cells, told))


def _report(content: Content, report: Observation) -> Row:
    doubt = f" ({report.note})" if report.note else ""
    days = dated(report.observed_on), dated(report.published_on)
    return (report.statement + doubt, *days, report.evidence), content.sources[report.source_id]


def _meeting(content: Content, known: Known, meeting: Meeting) -> Row:
    told = sitting(content, meeting, known.day, clock=known.clock)
    who = told.came or "; ".join(one.name for one in told.at_table)
    cells = meeting.format, told.when, who, f"{told.venue.name}: {coordinates(told.venue)}"
    return cells, told.told_in or content.sources[meeting.source_id]
