"""All that is known of a chosen place: each report with both dates, its evidence, its source, its doubts."""

from datetime import date

import htpy as h

from lessons.activities.map.known import CityRow, Known, SiteRow, is_announced
from lessons.activities.map.words import coordinates, count, dated, day_text, distances, evidence_counts, lag
from lessons.content import Content
from lessons.content.records import Meeting, Observation
from lessons.ui.sources import source_line

Facts = list[tuple[str, h.Node]]


def details(content: Content, known: Known, key: str | None) -> str:
    """The part of the page under the picture."""
    if key is None:
        return str(
            h.p(".lesson-soft")[
                "Choose a mark, or a name in the table, to read every report on it. "
                "Arrow keys move between the marks."
            ]
        )
    row = known.row(key)
    if row is None:
        said = (
            f"By {day_text(known.day)} nothing had been published about the place you chose. "
            "Move the date on, or choose another."
        )
        return str(_box("Nothing yet", h.p[said]))
    if isinstance(row, CityRow):
        return str(_city(content, row))
    return str(_site(content, known.day, row))


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


def _site(content: Content, day: date, row: SiteRow) -> h.Element:
    site = row.site
    local = f" ({site.name_local})" if site.name_local and row.named else ""
    about: Facts = [("Where", site.place_context), ("Kind of place", site.kind)]
    if row.named:
        about += [("Position", coordinates(site)), ("Distance", distances(site)), ("Note", site.note)]
        about += [("Source of the position", source_line(content.sources[site.source_id]))]
    else:
        about = [("Where", site.place_context), ("Position", "the reports name no place: listed, not drawn")]
    return _box(
        f"{row.name}{local}",
        _facts(about),
        h.h4[f"{count(len(row.reports), 'report')} by {day_text(day)}: {evidence_counts(row.reports)}"],
        h.ol(class_="lesson-reports")[(_report(content, day, one) for one in row.reports)],
    )


def _report(content: Content, day: date, report: Observation) -> h.Element:
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
        if one.same_picture_as == report.id and one.published_on.by(day)
    ]
    facts += [
        ("Not counted", [f"“{one.statement}”, published {dated(one.published_on)}. {one.note}"])
        for one in same
    ]
    return h.li[h.p[report.statement], _facts(facts)]


def _city(content: Content, row: CityRow) -> h.Element:
    return _box(
        f"{row.name}, {row.region}",
        h.ol(class_="lesson-reports")[(_meeting(content, one) for one in row.meetings)],
    )


def _meeting(content: Content, meeting: Meeting) -> h.Element:
    """A meeting still to come is told as the article tells it: no outcome, and the article as its source."""
    venue = content.venues[meeting.venue_id]
    announced = is_announced(meeting, content)
    numbers = ", ".join(str(one) for one in meeting.paragraphs)
    told = f"the article, {'paragraph' if len(meeting.paragraphs) == 1 else 'paragraphs'} {numbers}"
    facts: Facts = [
        ("When", f"announced for {dated(meeting.held_on)}" if announced else dated(meeting.held_on)),
        ("Who", meeting.participants),
        ("Agenda", meeting.agenda),
        ("Venue", venue.name),
        ("Position", coordinates(venue)),
        ("Note on the venue", venue.note),
        (
            "Announced in" if announced else "Source",
            told if announced else source_line(content.sources[meeting.source_id]),
        ),
    ]
    return h.li[h.p[meeting.format], _facts(facts)]
