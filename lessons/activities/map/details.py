"""All that is known of a chosen place: each report with both dates, its evidence, its source, its doubts.

For a city: its meetings in order, who has a seat at each and who has none. A day can mean two things
(``clock``): what had been published by then, or what had happened by then. By the second clock a report may
tell of a day that the public did not know of yet: then that is said beside it.
"""

from datetime import date

import htpy as h

from lessons.activities.map.known import POINT, CityRow, Known, SiteRow
from lessons.activities.map.words import coordinates, count, dated, day_text, evidence_counts, lag
from lessons.content import Content
from lessons.content.records import Observation, Site
from lessons.ui.map_marks import EVIDENCE
from lessons.ui.sources import source_line
from lessons.ui.week import HAPPENED, PUBLISHED, Sitting, checked, parties, place_known, sitting

Facts = list[tuple[str, h.Node]]

NO_FIGURE = "none is printed here"


def details(content: Content, known: Known, key: str | None, *, clock: str = PUBLISHED) -> str:
    """The part of the page under the picture.

    ``known`` is what the rows of its day are by this clock: "published", or "happened".
    """
    checked(clock)
    if key is None:
        return str(
            h.p(".lesson-soft")[
                "Choose a mark, or a name in the table, to read every report on it. "
                "Arrow keys move between the marks."
            ]
        )
    row = known.row(key)
    if row is None:
        return str(_box("Nothing yet", h.p[nothing_yet(known.day, clock)]))
    if isinstance(row, CityRow):
        return str(_city(content, known.day, row, clock))
    return str(_site(content, known.day, row, clock))


def nothing_yet(day: date, clock: str) -> str:
    """What is said of a place that the day knows nothing of."""
    by = f"By {day_text(day)} nothing"
    said = (
        f"{by} had been published about the place you chose."
        if clock == PUBLISHED
        else f"{by} that we have a report of had happened at the place you chose."
    )
    return f"{said} Move the date on, or choose another."


def _box(title: str, *inside: h.Node) -> h.Element:
    return h.section(
        {"data-escape": "close"}, class_="lesson-box lesson-place", aria_labelledby="place-title"
    )[
        h.h3(id="place-title", tabindex="-1")[title],
        inside,
        h.button({"data-move": "close"}, type="button")["Close"],
    ]


def _facts(facts: Facts) -> h.Element:
    return h.dl(class_="lesson-facts")[[[h.dt[label], h.dd[text]] for label, text in facts if text]]


def _site(content: Content, day: date, row: SiteRow, clock: str) -> h.Element:
    site = row.site
    local = f" ({site.name_local})" if site.name_local and row.named else ""
    about: Facts = [("Where", site.place_context), ("Kind of place", site.kind)]
    if row.named:
        about += [
            ("Position", coordinates(site)),
            ("On the map", content.course.wording.get(site.drawn_as, "")),
            *_distances(site),
            ("Note", site.note),
            ("Source of the position", source_line(content.sources[site.source_id])),
        ]
    else:
        about = [("Where", site.place_context), ("Position", "the reports name no place: listed, not drawn")]
    reports = count(len(row.reports), "report")
    heading = (
        f"{reports} by {day_text(day)}"
        if clock == PUBLISHED
        else f"{reports} on what was there by {day_text(day)}"
    )
    return _box(
        f"{row.name}{local}",
        _facts(about),
        h.h4[f"{heading}: {evidence_counts(row.reports)}"],
        _kinds(content, row),
        h.ol(class_="lesson-reports")[(_report(content, day, one, clock) for one in _in_time(row, clock))],
    )


def _distances(site: Site) -> Facts:
    """As computed and as reported, side by side; neither is invented where it is not given."""
    computed = (
        NO_FIGURE
        if site.distance_km is None
        else f"about {site.distance_km:.0f} km to the {site.distance_to} (computed)"
    )
    return [("Distance", computed), ("Distance as reported", site.distance_reported or NO_FIGURE)]


def _kinds(content: Content, row: SiteRow) -> h.Element | None:
    """What each kind of evidence among these reports can tell, in the words of the course."""
    kinds = {one.evidence for one in row.reports}
    words = content.course.wording
    said = [(kind, words[kind]) for kind in EVIDENCE if kind in kinds and kind in words]
    return (
        h.dl(class_="lesson-facts lesson-kinds lesson-soft")[
            [[h.dt[kind], h.dd[text]] for kind, text in said]
        ]
        if said
        else None
    )


def _in_time(row: SiteRow, clock: str) -> list[Observation]:
    """By the day of publication, or by the day that is shown."""

    def shown(one: Observation) -> tuple[date, date]:
        return one.observed_on.last, one.observed_on.first

    if clock == HAPPENED:
        return sorted(row.reports, key=lambda one: (*shown(one), one.published_on.last, one.id))
    return sorted(row.reports, key=lambda one: (one.published_on.last, *shown(one), one.id))


def _report(content: Content, day: date, report: Observation, clock: str) -> h.Element:
    waited = lag(report)
    facts: Facts = [
        ("Shows", dated(report.observed_on)),
        ("Published", dated(report.published_on) + (f", {waited}" if waited else "")),
        ("Evidence", report.evidence),
        ("Source", source_line(content.sources[report.source_id])),
        ("Note", report.note),
    ]
    same = [
        one
        for one in content.observations.values()
        if one.same_picture_as == report.id
        and (one.published_on if clock == PUBLISHED else one.observed_on).by(day)
    ]
    facts += [
        ("Not counted", [f"“{one.statement}”, published {dated(one.published_on)}. {one.note}"])
        for one in same
    ]
    later = not report.published_on.by(day)
    return h.li[
        h.p[report.statement],
        later and h.p[h.span(class_="lesson-later")[f"published later, on {dated(report.published_on)}"]],
        _facts(facts),
    ]


def _city(content: Content, day: date, row: CityRow, clock: str) -> h.Element:
    told = [sitting(content, one, day, clock=clock) for one in row.meetings]
    what = "held or announced" if any(one.announced for one in told) else "held"
    return _box(
        f"{row.name}, {row.region}",
        h.h4[f"{count(len(told), 'meeting')}, {what} by {day_text(day)}"],
        h.ol(class_="lesson-reports")[(_meeting(content, one) for one in told)],
    )


def _meeting(content: Content, told: Sitting) -> h.Element:
    """A meeting still to come is told as the article tells it: nobody who came, and no later source."""
    meeting = told.meeting
    exactly = "" if told.venue.drawn_as == POINT else f": {place_known(told.venue)}"
    facts: Facts = [
        ("When", told.when),
        ("At the table", told.at_table and parties(told.at_table)),
        ("Not at the table", told.not_at_table and parties(told.not_at_table)),
        ("Seats", meeting.table_note),
        ("Who came", told.came),
        ("Agenda", meeting.agenda),
        ("Venue", told.venue.name + exactly),
        ("Position", coordinates(told.venue)),
        ("Note on the venue", told.venue.note),
        (
            "Announced in" if told.announced else "Source",
            told.told_in or source_line(content.sources[meeting.source_id]),
        ),
    ]
    return h.li[h.p[meeting.format], _facts(facts)]
