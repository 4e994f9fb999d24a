"""What a reader could know by a day: the rows of the map, before anything is drawn.

A report counts from the day it was *published*, not from the day it shows; one that gives only its month
counts from the end of that month. Two reports that may show the same picture are one (`Content.public_by`). A
report that names no place makes a row that is listed and never drawn. A meeting is known once it was held,
and on the day of the article those that the article announces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lessons.content import Content
from lessons.content.records import Meeting, Observation, Site, Venue
from lessons.ui.map_marks import EVIDENCE
from lessons.ui.week import is_announced as is_announced

POINT, AREA, NONE = "point", "area", "none"


@dataclass(frozen=True)
class SiteRow:
    """A site with its published reports, the earliest first.

    ``named`` is False for reports filed under it that name no place.
    """

    site: Site
    reports: tuple[Observation, ...]
    named: bool = True

    @property
    def key(self) -> str:
        """What tells the rows of a map apart."""
        return self.site.id if self.named or self.site.drawn_as == NONE else f"{self.site.id}-place-not-named"

    @property
    def name(self) -> str:
        """As in the table; a row without a place is named for the region its reports speak of."""
        return (
            self.site.name
            if self.named or self.site.drawn_as == NONE
            else f"{self.site.region}, place not named"
        )

    @property
    def region(self) -> str:
        """The part of the map it lies in."""
        return self.site.region

    @property
    def kind(self) -> str:
        """What sort of place it is."""
        return self.site.kind

    @property
    def drawn_as(self) -> str:
        """Never a point for what no report places."""
        return self.site.drawn_as if self.named else NONE

    @property
    def best_evidence(self) -> str:
        """The kind of evidence that can be checked best, among its reports."""
        kinds = {one.evidence for one in self.reports}
        return next(kind for kind in EVIDENCE if kind in kinds)

    @property
    def latest(self) -> Observation:
        """The report that was published last."""
        return self.reports[-1]


@dataclass(frozen=True)
class CityRow:
    """A city with the venues of its known meetings, the earliest first.

    One mark stands for all venues of a city.
    """

    key: str
    name: str
    venues: tuple[Venue, ...]
    meetings: tuple[Meeting, ...]

    @property
    def region(self) -> str:
        """The country."""
        return self.venues[0].country

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """(lat, lon) of the venues that have one."""
        return tuple(one.point for one in self.venues if one.point and one.drawn_as != NONE)

    @property
    def drawn_as(self) -> str:
        """A point, unless no venue has one."""
        return POINT if self.points else NONE


Row = SiteRow | CityRow


@dataclass(frozen=True)
class Known:
    """Everything of one day: sites in the order of their file, then reports without a place, then cities."""

    day: date
    sites: tuple[SiteRow, ...]
    unplaced: tuple[SiteRow, ...]
    cities: tuple[CityRow, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of the table."""
        return (*self.sites, *self.unplaced, *self.cities)

    def row(self, key: str) -> Row | None:
        """The row of that key, or None while nothing is known of it."""
        return next((one for one in self.rows if one.key == key), None)

    @property
    def report_ids(self) -> frozenset[str]:
        """Every report that counts by this day."""
        return frozenset(report.id for row in (*self.sites, *self.unplaced) for report in row.reports)


def known_by(content: Content, day: date) -> Known:
    """The rows of a day."""
    reports = sorted(
        content.public_by(day),
        key=lambda one: (one.published_on.last, one.observed_on.last, one.observed_on.first, one.id),
    )

    def rows(*, named: bool) -> Iterator[SiteRow]:
        for site in content.sites.values():
            placed = site.drawn_as != NONE
            its = tuple(
                one for one in reports if one.site_id == site.id and (one.place_known and placed) == named
            )
            if its:
                yield SiteRow(site, its, named)

    return Known(day, tuple(rows(named=True)), tuple(rows(named=False)), tuple(_cities(content, day)))


def _cities(content: Content, day: date) -> Iterator[CityRow]:
    def is_known(meeting: Meeting) -> bool:
        announced = is_announced(meeting, content) and day >= content.course.article.day
        return announced or (meeting.held_on.by(day) and not is_announced(meeting, content))

    meetings = sorted(
        (one for one in content.meetings.values() if not one.spoiler and is_known(one)),
        key=lambda one: (one.held_on.last, one.id),
    )
    cities: dict[tuple[str, str], list[Venue]] = {}
    for venue in content.venues.values():
        # A district stands in brackets behind its city: it has no mark of its own.
        cities.setdefault((venue.city.split(" (")[0], venue.country), []).append(venue)
    for (name, _), venues in cities.items():
        its = tuple(one for one in meetings if one.venue_id in {venue.id for venue in venues})
        used = tuple(one for one in venues if one.id in {meeting.venue_id for meeting in its})
        if its:
            yield CityRow(venues[0].id, name, used, its)
