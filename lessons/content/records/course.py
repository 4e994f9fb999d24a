"""The course itself: its title, the article and its day, what the map shows, and phrases used everywhere."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .base import Broken, FrozenMap, Id, Ids, Lat, Lon, Record, Slug, Text
from .dates import PartialDate

MOST_CATEGORIES = 9  # as many signs as can be told apart without colour


def _ordered(days: tuple[date, ...]) -> tuple[date, ...]:
    if list(days) != sorted(set(days)):
        raise ValueError("is not in the order of time; each date once, the earliest first")
    return days


class Article(Record):
    """The article that is read. day: its date; what was published later was not known to its readers."""

    title: Text
    day: date
    source_id: Id | None = None


class View(Record):
    """A part of the map: bbox is west, south, east, north in degrees."""

    id: Slug
    label: Text
    bbox: tuple[Lon, Lat, Lon, Lat]

    def _rules(self) -> Iterator[Broken]:
        west, south, east, north = self.bbox
        if west >= east or south >= north:
            yield Broken(("bbox",), "must be west, south, east, north, with west < east and south < north")


class Label(Record):
    """Words that stand on the map at a point, in degrees.

    names  what they are the name of: the "hatched" shape, the "dotted" line, or (none) what is at the point
    """

    id: Slug
    text: Text
    lat: Lat
    lon: Lon
    names: Literal["hatched", "dotted"] | None = None


class Region(Record):
    """A part of the map that sites are told apart by; its points lie in bbox (west, south, east, north)."""

    name: Text
    bbox: tuple[Lon, Lat, Lon, Lat]

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a (lat, lon) point lies in the box."""
        west, south, east, north = self.bbox
        return south <= point[0] <= north and west <= point[1] <= east


class Shading(Record):
    """Countries that a switch shades, by name; those that the base map has not lie outside it.

    borders are those of them with a land border to `borders_with`; `note` says what that needs said.
    """

    id: Slug
    label: Text
    countries: tuple[Text, ...]
    borders_with: Text
    borders: tuple[Text, ...]
    note: str = ""
    source_id: Id

    def _rules(self) -> Iterator[Broken]:
        twice = [one for one in self.countries if self.countries.count(one) > 1]
        if twice:
            yield Broken(("countries",), f"names {twice[0]!r} twice; each country once")
        strange = [one for one in self.borders if one not in self.countries]
        if strange:
            yield Broken(
                ("borders",), f"names {strange[0]!r}, which is not among the countries that are shaded"
            )


class MapSettings(Record):
    """What the map's date control offers: `steps` in order of time, and the `default` step."""

    default: date
    steps: Annotated[tuple[date, ...], AfterValidator(_ordered)]
    views: tuple[View, ...] = ()
    labels: tuple[Label, ...] = ()
    regions: tuple[Region, ...] = ()
    shadings: tuple[Shading, ...] = ()

    def _rules(self) -> Iterator[Broken]:
        if self.default not in self.steps:
            yield Broken(("default",), f"{self.default} is not among the steps")


class Period(Record):
    """A stretch of time that the timeline shows in one picture, both days included."""

    id: Slug
    label: Text
    begins: date
    ends: date

    def holds(self, when: PartialDate) -> bool:
        """Whether a date belongs to it: as everywhere, by the last day that it can mean."""
        return self.begins <= when.last <= self.ends

    def _rules(self) -> Iterator[Broken]:
        if self.begins >= self.ends:
            yield Broken(("ends",), f"{self.ends} is not after begins {self.begins}")


class TimelineSettings(Record):
    """What the timeline offers: `categories` in the order of their signs, `periods` in the order of time."""

    categories: tuple[Text, ...]
    periods: tuple[Period, ...]

    def _rules(self) -> Iterator[Broken]:
        if not 1 <= len(set(self.categories)) == len(self.categories) <= MOST_CATEGORIES:
            yield Broken(
                ("categories",), f"has {len(self.categories)}; 1 to {MOST_CATEGORIES} are allowed, each once"
            )
        if not self.periods:
            yield Broken(("periods",), "is empty; the timeline needs at least one period")
        for number, (before, period) in enumerate(pairwise(self.periods), start=1):
            if period.begins <= before.ends:
                yield Broken(
                    ("periods", number, "begins"),
                    f"{period.begins} is not after {before.ends}, the end before",
                )


class Opening(Record):
    """What is said before a lesson opens what came later, and what helps to judge it afterwards.

    comes      what stands behind the button; stops: that one may stop; talks: whom to talk to
    hindsight  how knowing the end changes a judgement; founded: well founded is not the same as come true
    scale      where the words for how likely something is come from
    """

    comes: Text
    stops: Text
    talks: Text
    talks_source_ids: Ids = ()
    hindsight: Text
    hindsight_source_ids: Ids = ()
    founded: Text
    scale: Text
    scale_source_ids: Ids = ()


class Course(Record):
    """The whole of course.toml: [course], [course.article], [map], [timeline], [opening] and [wording].

    week_ends  the last day that is not a spoiler
    wording    phrases by name, used wherever the course says such a thing
    """

    title: Text
    subtitle: str = ""
    week_ends: date
    article: Article
    map: MapSettings
    timeline: TimelineSettings
    opening: Opening
    wording: FrozenMap = Field(default_factory=dict)

    def _rules(self) -> Iterator[Broken]:
        if self.week_ends < self.article.day:
            yield Broken(("week_ends",), f"{self.week_ends} is before the article of {self.article.day}")
