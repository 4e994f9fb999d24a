"""The rows of the map's figure in words: every report and meeting behind it, those without a place too."""

from lessons.activities.map.known import NONE, Known, SiteRow
from lessons.activities.map.words import coordinates, count, dated, day_text, distances, summary
from lessons.content import Content
from lessons.content.records import Meeting, Observation
from lessons.ui.shown import Rows, Shown, shown
from lessons.ui.sources import source_line
from lessons.ui.week import is_announced

REPORT_COLUMNS = ("Place", "What and where", "Report", "Shows", "Published", "Evidence", "Source")
MEETING_COLUMNS = ("City", "Meeting", "Day", "Venue and position")


def map_rows(content: Content, known: Known) -> Shown:
    """Every report and meeting behind the picture, those without a place too."""
    reports = [(row, report) for row in (*known.sites, *known.unplaced) for report in row.reports]
    meetings = [(row, meeting) for row in known.cities for meeting in row.meetings]
    by = day_text(known.day)
    tables = [
        Rows(
            f"Published by {by}",
            REPORT_COLUMNS,
            tuple(
                (
                    row.name,
                    _about(row),
                    report.statement + (f" ({report.note})" if report.note else ""),
                    dated(report.observed_on),
                    dated(report.published_on),
                    report.evidence,
                    source_line(content.sources[report.source_id]),
                )
                for row, report in reports
            ),
            tuple(f"{row.name}: {told(report)}" for row, report in reports),
        )
    ]
    if meetings:
        cells = [
            (row.name, meeting.format, held(content, meeting), _where(content, meeting))
            for row, meeting in meetings
        ]
        lines = tuple(": ".join(one[:2]) + f", {one[2]}" for one in cells)
        tables.append(Rows(f"Meetings, held or announced by {by}", MEETING_COLUMNS, tuple(cells), lines))
    nowhere = sum(len(row.reports) for row in known.unplaced)
    undrawn = count(nowhere, "report names no place and is", "reports name no place and are")
    notes = [f"{undrawn} not drawn in the picture."] if nowhere else []
    return shown(summary(known), tables, notes)


def _about(row: SiteRow) -> str:
    if row.drawn_as == NONE:
        return "the reports name no place; listed, not drawn"
    site = row.site
    return f"{site.kind}, {site.place_context}; {coordinates(site)}. Distance: {distances(site)}"


def told(report: Observation) -> str:
    """A report in one line, its two dates first."""
    shows, published = dated(report.observed_on), dated(report.published_on)
    return f"published {published}, shows {shows}; {report.evidence}: {report.statement}"


def held(content: Content, meeting: Meeting) -> str:
    """The day of a meeting, or the day it is announced for."""
    return ("announced for " if is_announced(meeting, content) else "") + meeting.held_on.text


def _where(content: Content, meeting: Meeting) -> str:
    venue = content.venues[meeting.venue_id]
    return f"{venue.name}: {coordinates(venue)}"
