"""Everything that is taught, in one value that cannot be changed.

Collections are read-only mappings from id to record, in the order of their file. What happened after the
week is closed until a lesson opens it: `without_spoilers()` gives the same content without it, and a lesson
that must not tell gets only that one (`for_lesson`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from .problems import what_is
from .records import (
    Agreement,
    Body,
    Claim,
    Context,
    Course,
    Criterion,
    Delegation,
    Discrepancy,
    DraftArticle,
    Estimate,
    Event,
    EventSet,
    Exercise,
    Forecast,
    Issue,
    Item,
    Lesson,
    LinePoint,
    Meeting,
    Misconception,
    Misprint,
    Objective,
    Observation,
    Overlap,
    Paragraph,
    Party,
    Person,
    Place,
    Position,
    Quotation,
    SeatReason,
    Site,
    Source,
    SourceCard,
    Statement,
    Teaching,
    Term,
    Venue,
    Verdict,
    Wording,
)
from .shape import REFERENCES, named_by

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Content:
    """What `load_content` returns."""

    sources: Mapping[str, Source]
    sites: Mapping[str, Site]
    observations: Mapping[str, Observation]
    estimates: Mapping[str, Estimate]
    context: Mapping[str, Context]
    venues: Mapping[str, Venue]
    meetings: Mapping[str, Meeting]
    seats: Mapping[str, SeatReason]
    people: Mapping[str, Person]
    events: Mapping[str, Event]
    terms: Mapping[str, Term]
    paragraphs: Mapping[int, Paragraph]
    claims: Mapping[str, Claim]
    discrepancies: Mapping[str, Discrepancy]
    verdicts: Mapping[str, Verdict]
    source_cards: Mapping[str, SourceCard]
    criteria: Mapping[str, Criterion]
    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    positions: Mapping[str, Position]
    draft_articles: Mapping[str, DraftArticle]
    overlaps: Mapping[str, Overlap]
    statements: Mapping[str, Statement]
    quotations: Mapping[str, Quotation]
    items: Mapping[str, Item]
    misconceptions: Mapping[str, Misconception]
    objectives: Mapping[str, Objective]
    lessons: Mapping[str, Lesson]
    exercises: Mapping[str, Exercise]
    event_sets: Mapping[str, EventSet]
    agreements: Mapping[str, Agreement]
    bodies: Mapping[str, Body]
    wordings: Mapping[str, Wording]
    misprints: Mapping[str, Misprint]
    forecasts: Mapping[str, Forecast]
    teaching: Mapping[str, Teaching]
    delegations: Mapping[str, Delegation]
    places: Mapping[str, Place]
    contact_line: tuple[LinePoint, ...]
    basemap: Mapping[str, Any]
    course: Course

    def lesson(self, slug: str) -> Lesson:
        """The lesson of that name; ValueError names the nearest and all that there are."""
        if slug not in self.lessons:
            raise ValueError(f"there is no lesson {slug!r}{what_is(slug, list(self.lessons))}")
        return self.lessons[slug]

    def quiz(self, slug: str) -> tuple[Item, ...]:
        """The items of a lesson's quiz, in its order."""
        return tuple(self.items[one] for one in self.lesson(slug).item_ids)

    def parallels(self, item_id: str) -> tuple[Item, ...]:
        """The items that are another try for this one, in the order of their file; none for most."""
        return tuple(one for one in self.items.values() if one.parallel_of == item_id)

    def guesses(self, slug: str) -> tuple[Item, ...]:
        """The guesses a lesson asks first."""
        return tuple(self.items[one] for one in self.lesson(slug).guess_ids)

    def public_by(self, day: date) -> tuple[Observation, ...]:
        """The observations that a reader could know on that day, by their day of publication.

        An observation that may show the same picture as another one here is left out: the two must not be
        shown as two.
        """
        known = {one.id: one for one in self.observations.values() if one.published_on.by(day)}
        return tuple(one for one in known.values() if one.same_picture_as not in known)

    def observations_at(self, site_id: str) -> tuple[Observation, ...]:
        """All that was reported at a site, in the order of the file."""
        return tuple(one for one in self.observations.values() if one.site_id == site_id)

    def meetings_at(self, venue_id: str) -> tuple[Meeting, ...]:
        """All meetings at a venue, in the order of the file."""
        return tuple(one for one in self.meetings.values() if one.venue_id == venue_id)

    def seats_at(self, meeting_id: str) -> Mapping[str, SeatReason]:
        """Why each party has a seat at a meeting or none, by party; empty where nobody wrote it down."""
        return {one.party_id: one for one in self.seats.values() if one.meeting_id == meeting_id}

    def claims_in(self, paragraph: int) -> tuple[Claim, ...]:
        """The claims of a paragraph."""
        return tuple(one for one in self.claims.values() if one.paragraph == paragraph)

    def discrepancies_in(self, paragraph: int) -> tuple[Discrepancy, ...]:
        """What is wrong, garbled or left out in a paragraph."""
        return tuple(one for one in self.discrepancies.values() if one.paragraph == paragraph)

    def cards_of(self, verdict_id: str) -> tuple[SourceCard, ...]:
        """The sources to hold against a claim, in the order of the file."""
        return tuple(one for one in self.source_cards.values() if one.verdict_id == verdict_id)

    def positions_of(self, party_id: str) -> tuple[Position, ...]:
        """The position of a party, point by point."""
        return tuple(one for one in self.positions.values() if one.party_id == party_id)

    def positions_on(self, issue_id: str) -> tuple[Position, ...]:
        """What the parties said on an issue, in the order of the file."""
        return tuple(one for one in self.positions.values() if issue_id in one.issue_ids)

    def for_lesson(self, slug: str) -> "Content":
        """What a lesson may show: everything if it opens the spoilers, else all that is no spoiler."""
        return self if self.lesson(slug).opens_spoilers else self.without_spoilers()

    def without_spoilers(self) -> "Content":
        """The same content as a reader of the article could have it.

        Gone are the rows marked as spoilers, every `later`, and what is there for them alone: sites without
        another observation, venues without another meeting, misconceptions and sources nothing else names,
        and later texts that no row names at all.
        """
        items = _open(self.items)
        lessons = {
            slug: one.model_copy(
                update={
                    "item_ids": tuple(i for i in one.item_ids if i in items),
                    "guess_ids": tuple(i for i in one.guess_ids if i in items),
                }
            )
            for slug, one in self.lessons.items()
        }
        observations, meetings = _open(self.observations), _open(self.meetings)
        sites = _without(
            self.sites,
            {one.site_id for one in self.observations.values()}
            - {one.site_id for one in observations.values()},
        )
        venues = _without(
            self.venues,
            {one.venue_id for one in self.meetings.values()} - {one.venue_id for one in meetings.values()},
        )
        opened = replace(
            self,
            sites=sites,
            venues=venues,
            observations=observations,
            meetings=meetings,
            estimates=_open(self.estimates),
            context=_open(self.context),
            events=_open(self.events),
            positions=_open(self.positions),
            overlaps=_open(self.overlaps),
            forecasts=_open(self.forecasts),
            people=_without_later(self.people),
            paragraphs=_without_later(self.paragraphs),
            items=items,
            lessons=MappingProxyType(lessons),
        )
        used = _named(opened, "misconceptions")
        opened = replace(
            opened, misconceptions=_without(self.misconceptions, _named(self, "misconceptions") - used)
        )
        cited, end = _named(opened, "sources"), self.course.week_ends
        late = {one.id for one in self.sources.values() if one.published_on and not one.published_on.by(end)}
        gone = (_named(self, "sources") | late) - cited
        return replace(opened, sources=_without(self.sources, gone))


def _open(rows: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType({key: row for key, row in rows.items() if not getattr(row, "spoiler", False)})


def _without(rows: Mapping[K, V], gone: set[K]) -> Mapping[K, V]:
    return MappingProxyType({key: row for key, row in rows.items() if key not in gone})


def _without_later(rows: Mapping[K, V]) -> Mapping[K, V]:
    copies: dict[K, Any] = {key: row.model_copy(update={"later": ""}) for key, row in rows.items()}  # type: ignore[attr-defined]  # people and paragraphs are records
    return MappingProxyType(copies)


def _named(content: Content, collection: str) -> set[str]:
    """The ids of a collection that something in this content names."""
    found: set[str] = {content.course.article.source_id or ""} if collection == "sources" else set()
    for name, fields in REFERENCES.items():
        rows = getattr(content, name)
        records: Iterable[Any] = rows.values() if isinstance(rows, Mapping) else rows
        wanted = [field for field, target in fields.items() if target == collection]
        found.update(one for record in records for field in wanted for _, one in named_by(record, field))
    return found
