"""The map without a kernel: a picture that stands alone, and every report and meeting behind it as tables.

A row for each report, not for each place: whoever moves a venue, drops a site or changes a date changes what
stands here.
"""

import base64

import htpy as h

from lessons.activities.map.known import Known, SiteRow, is_announced
from lessons.activities.map.picture import Atlas
from lessons.activities.map.words import coordinates, dated, distances, summary
from lessons.content import Content
from lessons.content.records import Meeting, Observation
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.map_alone import alone

PLACE_COLUMNS = ("Place", "Report", "Shows", "Published", "Evidence", "Source")
MEETING_COLUMNS = ("City", "Meeting", "Day", "Who", "Venue and position")


def still(content: Content, known: Known, atlas: Atlas, view_id: str) -> Still:
    """The static twin of one step and view."""
    said = summary(known)
    view = atlas.frames[view_id]
    picture = alone(content.basemap, atlas.line, atlas.layer(view_id), atlas.plain_marks(known, view_id))
    encoded = base64.b64encode(picture.encode()).decode("ascii")
    names = ", ".join(row.name for row in known.rows)
    sites = (*known.sites, *known.unplaced)
    meetings = [(row.name, one) for row in known.cities for one in row.meetings]
    html = h.div[
        h.p[h.strong[NOT_RUNNING]],
        h.p[said],
        h.p[
            h.img(
                src=f"data:image/svg+xml;base64,{encoded}",
                alt=f"Map, {view.label}. {said} Places: {names}.",
                style="max-width:100%",
            )
        ],
        _table(
            "What had been published",
            PLACE_COLUMNS,
            [(_place(row), *_report(content, one)) for row in sites for one in row.reports],
        ),
        meetings
        and _table(
            "Meetings, held or announced",
            MEETING_COLUMNS,
            [(city, *_meeting(content, one)) for city, one in meetings],
        ),
    ]
    lines = [NOT_RUNNING, "", said]
    for row in sites:
        lines += ["", _place(row)]
        lines += ["  - " + " | ".join(_report(content, one)) for one in row.reports]
    for city, one in meetings:
        lines += ["", f"{city}: {' | '.join(_meeting(content, one))}"]
    return Still(str(html), "\n".join(lines))


def _table(caption: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> h.Element:
    """Cells that repeat the row above in the first column are left empty there, to be read as one block."""
    firsts = ["", *(row[0] for row in rows)]
    return h.table[
        h.caption[caption],
        h.thead[h.tr[(h.th(scope="col")[name] for name in columns)]],
        h.tbody[
            (
                h.tr[
                    h.th(scope="row")[row[0] if row[0] != above else "(the same)"],
                    (h.td[cell] for cell in row[1:]),
                ]
                for row, above in zip(rows, firsts, strict=False)
            )
        ],
    ]


def _place(row: SiteRow) -> str:
    """Name, kind, where, how well its place is known and how far it is: everything a mark tells."""
    if not row.named:
        return f"{row.name}: the reports name no place; listed, not drawn"
    site = row.site
    return f"{row.name}: {row.kind}, {site.place_context}. {coordinates(site)}. Distance: {distances(site)}"


def _report(content: Content, report: Observation) -> tuple[str, ...]:
    doubt = f" ({report.note})" if report.note else ""
    source = content.sources[report.source_id]
    return (
        report.statement + doubt,
        dated(report.observed_on),
        dated(report.published_on),
        report.evidence,
        source.publisher,
    )


def _meeting(content: Content, meeting: Meeting) -> tuple[str, ...]:
    venue = content.venues[meeting.venue_id]
    day = f"announced for {meeting.held_on.text}" if is_announced(meeting, content) else meeting.held_on.text
    return meeting.format, day, meeting.participants, f"{venue.name}: {coordinates(venue)}"
