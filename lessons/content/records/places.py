"""Where things are: sites of the build-up, venues of the meetings, towns to find one's way, the line of
contact.

Every point says how far it may be from the reported place (`precision_km`, an estimate by the authors of
this course), and `drawn_as` says what that allows: a point, an area (or a city), or nothing at all.
"""

import math
from collections.abc import Iterator
from typing import Literal

from .base import Broken, Id, Kilometres, Lat, Lon, Record, Text

POINT_BELOW_KM = 15.0  # a place known no better than this stands for an area
DISTANCE_FROM_KM = 10.0  # nearer than this, the precision of the places makes a printed distance a guess
EARTH_DIAMETER_KM = 12742.0


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points, by the haversine formula on a sphere."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, p)) for p in (a, b))
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


def _point(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    return None if lat is None or lon is None else (lat, lon)


def _drawn_rules(place: "Site | Venue") -> Iterator[Broken]:
    """Coordinates and their precision are all filled in, or all empty with drawn_as "none"."""
    for name in ("lat", "lon", "precision_km"):
        filled = getattr(place, name) is not None
        if place.drawn_as == "none" and filled:
            yield Broken(
                (name,), 'must be empty, because drawn_as is "none": the place is not known well enough'
            )
        if place.drawn_as != "none" and not filled:
            yield Broken((name,), f'is missing; it is needed to draw a {place.drawn_as} (or drawn_as "none")')


class Site(Record):
    """A place of the build-up.

    name_local       as it is written there
    region           the part of the map it lies in, one of course.toml's [[map.regions]]
    place_context    the words that stand beside the name
    lat, lon         degrees north and east (WGS 84); precision_km: how far the point may be off, in km
    drawn_as         "point", "area" (15 km and more, or a range that was not located) or "none"
    distance_km      computed, in km, to `distance_to`; empty where it must not be printed
    distance_reported   the distances the reports gave, as text
    """

    id: Id
    name: Text
    name_local: str = ""
    region: Text
    place_context: Text
    lat: Lat | None = None
    lon: Lon | None = None
    precision_km: Kilometres | None = None
    kind: Literal[
        "training area", "garrison", "airfield", "field camp", "port", "railway station", "bridge", "area"
    ]
    drawn_as: Literal["point", "area", "none"]
    distance_km: Kilometres | None = None
    distance_to: str = ""
    distance_reported: str = ""
    source_id: Id
    note: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon) in degrees, or None where nothing may be drawn."""
        return _point(self.lat, self.lon)

    def _rules(self) -> Iterator[Broken]:
        yield from _drawn_rules(self)
        if self.drawn_as == "point" and self.precision_km is not None and self.precision_km >= POINT_BELOW_KM:
            yield Broken(
                ("drawn_as",), f'"point" needs a precision_km below {POINT_BELOW_KM:g}; write "area"'
            )
        if self.distance_km is not None and self.distance_km < DISTANCE_FROM_KM:
            yield Broken(
                ("distance_km",),
                f"{self.distance_km:g} may not be printed; {DISTANCE_FROM_KM:g} or more, or empty",
            )
        if self.distance_km is not None and not self.distance_to:
            yield Broken(("distance_to",), "is missing; a distance needs its other end")


class Venue(Record):
    """Where people met. `drawn_as`: "point", "city" (the building is not known) or "none" (not public)."""

    id: Id
    name: Text
    city: Text
    country: Text
    lat: Lat | None = None
    lon: Lon | None = None
    precision_km: Kilometres | None = None
    drawn_as: Literal["point", "city", "none"]
    source_id: Id
    note: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon) in degrees, or None where nothing may be drawn."""
        return _point(self.lat, self.lon)

    def _rules(self) -> Iterator[Broken]:
        yield from _drawn_rules(self)


class Place(Record):
    """A town or a sea for orientation on the map; lat and lon in degrees."""

    id: Id
    name: Text
    kind: Literal["capital", "city", "sea"]
    lat: Lat
    lon: Lon
    source_id: Id


class LinePoint(Record):
    """One point of the line of contact, in order of `seq` (from 1); precision in km."""

    id: Id
    seq: int
    name: Text
    lat: Lat
    lon: Lon
    precision_km: Kilometres
    derived_from: Text
    support: Text
    source_id: Id
