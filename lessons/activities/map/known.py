"""What the map knows by a day, by one of two clocks: its rows, before anything is drawn.

By the clock of publication a report counts from the day it was *published*, not from the day it shows; that
is what a reader could know. By the clock of events it counts from the day it *shows*, as far as it was public
by the last day of the map: that is what had happened, seen from there, and a row says whether a reader could
know it yet. A date that gives only its month counts from the end of that month, by either clock.

Two reports that may show the same picture are one (`Content.public_by`). A report that names no place makes a
row that is listed and never drawn. A meeting is known once it was held, and by the clock of publication from
the day of the article on, if the article announces it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lessons.content import Content
from lessons.content.records import Meeting, Observation, Site, Venue
from lessons.ui.map_marks import EVIDENCE
from lessons.ui.week import HAPPENED, PUBLISHED, checked, city_of, is_announced

POINT, AREA, CITY, NONE = "point", "area", "city", "none"
MEETINGS = "city with meetings"


@dataclass(frozen=True)
class SiteRow:
    """A site with its reports, the earliest first.

    ``named`` is False for reports filed under it that name no place; ``public`` is False while none of the
    reports was published, which only the clock of events can show.
    """

    site: Site
    reports: tuple[Observation, ...]
    named: bool = True
    public: bool = True

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
    def public(self) -> bool:
        """A meeting on the map is always one that was held or announced."""
        return True

    @property
    def kind(self) -> str:
        """What sort of place it is."""
        return MEETINGS

    @property
    def drawn_as(self) -> str:
        """A point where a building is known, the city where only that is, else nothing."""
        if not self.points:
            return NONE
        return POINT if any(one.drawn_as == POINT for one in self.venues) else CITY


Row = SiteRow | CityRow


@dataclass(frozen=True)
class Known:
    """Everything of one day: sites in the order of their file, then reports without a place, then cities."""

    day: date
    sites: tuple[SiteRow, ...]
    unplaced: tuple[SiteRow, ...]
    cities: tuple[CityRow, ...]
    clock: str = PUBLISHED

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of the table."""
        return (*self.sites, *self.unplaced, *self.cities)

    def row(self, key: str) -> Row | None:
        """The row of that key, or None while nothing is known of it."""
        return next((one for one in self.rows if one.key == key), None)

    @property
    def reports(self) -> tuple[Observation, ...]:
        """Every report that counts by this day, row by row."""
        return tuple(report for row in (*self.sites, *self.unplaced) for report in row.reports)

    @property
    def report_ids(self) -> frozenset[str]:
        """The ids of these reports."""
        return frozenset(report.id for report in self.reports)


def known_by(content: Content, day: date, *, clock: str = PUBLISHED, until: date | None = None) -> Known:
    """The rows of a day by a clock; ``until``: the last day of the map, else the day of the article."""
    if checked(clock) == PUBLISHED:
        reports = content.public_by(day)
    else:
        end = until or content.course.article.day
        reports = tuple(one for one in content.public_by(end) if one.observed_on.by(day))
    return Known(day, *_site_rows(content, day, reports), tuple(_cities(content, day, clock)), clock)


def _site_rows(
    content: Content, day: date, reports: Sequence[Observation]
) -> tuple[tuple[SiteRow, ...], tuple[SiteRow, ...]]:
    """The rows with a place and those without, in the order of the sites' file."""
    in_time = sorted(
        reports,
        key=lambda one: (one.published_on.last, one.observed_on.last, one.observed_on.first, one.id),
    )
    found: dict[bool, list[SiteRow]] = {True: [], False: []}
    for site in content.sites.values():
        for named in (True, False):
            placed = site.drawn_as != NONE
            its = tuple(
                one for one in in_time if one.site_id == site.id and (one.place_known and placed) == named
            )
            if its:
                public = any(one.published_on.by(day) for one in its)
                found[named].append(SiteRow(site, its, named, public))
    return tuple(found[True]), tuple(found[False])


def _cities(content: Content, day: date, clock: str) -> Iterator[CityRow]:
    def is_known(meeting: Meeting) -> bool:
        if clock == HAPPENED:
            return meeting.held_on.by(day)
        announced = is_announced(meeting, content) and day >= content.course.article.day
        return announced or (meeting.held_on.by(day) and not is_announced(meeting, content))

    meetings = sorted(
        (one for one in content.meetings.values() if not one.spoiler and is_known(one)),
        key=lambda one: (one.held_on.last, one.id),
    )
    cities: dict[tuple[str, str], list[Venue]] = {}
    for venue in content.venues.values():
        # A district stands in brackets behind its city: it has no mark of its own.
        cities.setdefault((city_of(venue), venue.country), []).append(venue)
    for (name, _), venues in cities.items():
        its = tuple(one for one in meetings if one.venue_id in {venue.id for venue in venues})
        used = tuple(one for one in venues if one.id in {meeting.venue_id for meeting in its})
        if its:
            yield CityRow(venues[0].id, name, used, its)
