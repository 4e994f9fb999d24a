"""For each site with a distance: the nearest point of the border it is measured to, and the border beside it.

Called by make.sh as ``borders.py SHAPES SITES OUT``. Distances are geodesics on the ellipsoid of WGS 84
(Karney, 2013), as pyproj gives them; a side of the border is straight in degrees, as the shapes have it, and
is tried every 20 metres. Prints every distance in SITES that is not the one computed here, and ends with 1
if there was one.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Geod

EARTH = Geod(ellps="WGS84")
TRIED_M = 20.0
BESIDE_M = 15_000.0
UKRAINE, RUSSIA = "804", "643"  # ISO 3166-1 numeric
IN_CRIMEA = (34.1, 45.0)  # tells Crimea from the other islands and parts that the shapes count to Russia
LINE = "administrative line"  # how distance_to begins where a site is measured to that line

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""


@dataclass(frozen=True)
class Near:
    """The point of a line that is nearest to a place, and the line's own points about it."""

    metres: float
    point: Point
    beside: tuple[Point, ...]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines that the countries are made of (TopoJSON: whole steps, each told from the one before)."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    walked = (np.cumsum(np.array(arc), axis=0) * scale + start for arc in topology["arcs"])
    return [[(float(lon), float(lat)) for lon, lat in arc] for arc in walked]


def polygons(topology: dict[str, Any], country: str) -> list[list[list[int]]]:
    """The polygons of a country, each a list of rings of arc numbers (``~n``: the arc n, backwards)."""
    shapes = topology["objects"]["countries"]["geometries"]
    (one,) = (shape for shape in shapes if shape.get("id") == country)
    return list(one["arcs"]) if one["type"] == "MultiPolygon" else [one["arcs"]]


def numbers(polygon: Iterable[Sequence[int]]) -> set[int]:
    """The arcs of a polygon, whichever way round."""
    return {number if number >= 0 else ~number for ring in polygon for number in ring}


def holds(ring: Sequence[Point], place: Point) -> bool:
    """Whether a place lies in a closed line: a ray to the east crosses it an odd number of times."""
    x, y = place
    crossed = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            crossed = not crossed
    return crossed


def lines(topology: dict[str, Any]) -> tuple[list[list[Point]], list[list[Point]], list[list[Point]]]:
    """The border of Ukraine without Crimea, the line between Crimea and Kherson oblast, Crimea's coast.

    The package draws Crimea as a part of Russia, a polygon of its own: what it shares with Ukraine is that
    line.
    """
    arcs = arcs_of(topology)

    def outline(polygon: list[list[int]]) -> list[Point]:
        return [
            point for n in polygon[0] for point in (arcs[n] if n >= 0 else arcs[~n][::-1])
        ]  # the first ring is the outer one

    (crimea,) = (one for one in polygons(topology, RUSSIA) if holds(outline(one), IN_CRIMEA))
    ukraine = set[int]().union(*map(numbers, polygons(topology, UKRAINE)))
    shared = numbers(crimea) & ukraine
    border, coast = ukraine - shared, numbers(crimea) - shared
    return tuple([arcs[n] for n in sorted(one)] for one in (border, shared, coast))  # type: ignore[return-value]


def nearest(place: Point, along: Iterable[Sequence[Point]]) -> Near:
    """The nearest point of several lines; `beside` reaches BESIDE_M to both sides, and to the next points."""
    best: tuple[float, Point, Sequence[Point], int] | None = None
    for line in along:
        corners = distances(place, line)
        for at, (a, b) in enumerate(pairwise(line)):
            side = EARTH.inv(*a, *b)[2]
            # Not nearer than its nearer end minus its own length.
            if best and min(corners[at], corners[at + 1]) - side > best[0]:
                continue
            share = np.linspace(0, 1, max(2, int(side / TRIED_M) + 1))[:, None]
            tried = np.array(a) * (1 - share) + np.array(b) * share
            metres = distances(place, tried)
            first = int(metres.argmin())
            if best is None or metres[first] < best[0]:
                lon, lat = tried[first]
                best = float(metres[first]), (float(lon), float(lat)), line, at
    if best is None:
        raise ValueError("no line was given")
    metres_to, point, line, at = best
    first, last = at, at + 1
    while first > 0 and EARTH.inv(*point, *line[first])[2] < BESIDE_M:
        first -= 1
    while last < len(line) - 1 and EARTH.inv(*point, *line[last])[2] < BESIDE_M:
        last += 1
    return Near(metres_to, point, tuple(line[first : last + 1]))


def distances(place: Point, points: Any) -> Any:
    """Metres from a place to each of many points."""
    many = np.asarray(points)
    here = np.broadcast_to(place, many.shape)
    return EARTH.inv(here[:, 0], here[:, 1], many[:, 0], many[:, 1])[2]


def main(shapes: Path, sites: Path, out: Path) -> int:
    """Write the file; say how many distances of SITES are not those computed here."""
    border, line, coast = lines(json.loads(shapes.read_text(encoding="utf-8")))
    found, wrong = [], 0
    with sites.open(encoding="utf-8", newline="") as rows:
        printed = [row for row in csv.DictReader(rows) if row["distance_km"]]
    for row in printed:
        place = float(row["lon"]), float(row["lat"])
        to_line = row["distance_to"].startswith(LINE)
        near = nearest(place, line if to_line else border)
        if not to_line and nearest(place, coast).metres < near.metres:
            raise SystemExit(
                f"{row['id']}: Crimea is nearer than the mainland; say in distance_to what is meant"
            )
        if round(near.metres / 1000) != float(row["distance_km"]):
            wrong += 1
            print(f"{row['id']}: {row['distance_km']} km in sites.csv, {near.metres / 1000:.2f} computed")  # noqa: T201
        found.append(
            {
                "site_id": row["id"],
                "lon_lat": list(place),
                "measured_to": "administrative line" if to_line else "border",
                "km": round(near.metres / 1000, 2),
                "nearest": [round(one, 5) for one in near.point],
                "beside": [[round(one, 5) for one in point] for point in near.beside],
            }
        )
    about = (
        "The nearest point of the border for each distance in sites.csv, and the border beside it; longitude"
        " and latitude. Country shapes: Natural Earth 1:10m (public domain), by world-atlas. Made by make.sh."
    )
    body = ",\n".join("  " + json.dumps(one, separators=(",", ":")) for one in found)
    out.write_text(f'{{\n "about": {json.dumps(about)},\n "sites": [\n{body}\n ]\n}}\n', encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
