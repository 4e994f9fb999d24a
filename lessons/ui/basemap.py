"""The ground of the map: sea, countries, hatched shapes and lines, drawn once and never again.

The shapes come projected (data/basemap/README.md), so this is putting strings together. What depends on the
view, the hatching's density and the words, is a second picture above the ground: a step of the date sends
neither, a change of the view only the second.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from lessons.ui.map_frame import Box, Frame
from lessons.ui.outline import as_path, clipped, on_grid

HATCH_PX = 7
_EDGE_PX = 4  # beyond the picture, so that no cut is seen
_GRID_PX = 1.5  # finer than a border is wide
_SUBPATH = re.compile(r"M([^l]+)l([^zM]*)z?")
_NUMBER = re.compile(r"-?\d+")
Point = tuple[float, float]


@dataclass(frozen=True)
class Layer:
    """What belongs to one view only: its markup for a wide picture, and for a narrow one."""

    frame: Frame
    wide: str
    narrow: str


def points_of(path: str) -> list[list[Point]]:
    """The points of each ring or line of a base map path, in the path's own units."""
    rings = []
    for start, steps in _SUBPATH.findall(path):
        x, y = (int(one) for one in _NUMBER.findall(start))
        ring: list[Point] = [(x, y)]
        numbers = [int(one) for one in _NUMBER.findall(steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def extent(basemap: Mapping[str, Any]) -> Box:
    """The frame of the shapes in kilometres: outside it there is nothing to draw."""
    return Box(*basemap["extent_km"])


def around(points: Iterable[Point]) -> Box:
    """The smallest box that holds the points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def hatched_extent(basemap: Mapping[str, Any]) -> Box | None:
    """The box of what is hatched, in kilometres; None where nothing is."""
    unit = basemap["unit_km"]
    rings = (ring for shape in basemap["hatched"] for ring in points_of(shape["path"]))
    points = [(x * unit, y * unit) for ring in rings for x, y in ring]
    return around(points) if points else None


def hatching(basemap: Mapping[str, Any], spacing_km: float) -> str:
    """Slanting lines over every hatched shape, cut at its edge, as one path in kilometres.

    Drawn as lines, not as an SVG pattern: a pattern is found by an id, and two maps on one page would share
    it.
    """
    unit = basemap["unit_km"]
    pieces = []
    for shape in basemap["hatched"]:
        edges = [
            ((x0 * unit, y0 * unit), (x1 * unit, y1 * unit))
            for ring in points_of(shape["path"])
            for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]])
        ]
        slants = [x - y for (x, y), _ in edges]
        count = int((max(slants) - min(slants)) / spacing_km)
        for number in range(count + 1):
            slant = min(slants) + (number + 0.5) * spacing_km
            met = sorted(_meetings(edges, slant))
            for x0, x1 in zip(met[::2], met[1::2], strict=False):
                pieces.append(f"M{x0:.0f} {x0 - slant:.0f}L{x1:.0f} {x1 - slant:.0f}")
    return "".join(pieces)


def _meetings(edges: Iterable[tuple[Point, Point]], slant: float) -> Iterable[float]:
    """Where the line x - y = slant crosses the edges (its x)."""
    for (x0, y0), (x1, y1) in edges:
        a, b = x0 - y0 - slant, x1 - y1 - slant
        if (a < 0) != (b < 0):
            yield x0 + (x1 - x0) * a / (a - b)


def land(basemap: Mapping[str, Any], shadings: Sequence[Collection[str]] = ()) -> str:
    """Countries with their borders, and the dashed lines.

    A country whose name is in shading number N (from 1) is seen shaded inside ``.lesson-shade-N``.
    """
    countries = "".join(
        f'<path{_shaded(one["name"], shadings)} d="{escape(one["path"])}"/>' for one in basemap["countries"]
    )
    dashed = "".join(f'<path d="{escape(one["path"])}"/>' for one in basemap["dashed"])
    scale = f'transform="scale({basemap["unit_km"]:g})"'
    return f'<g class="lesson-land" {scale}>{countries}</g><g class="lesson-dashed" {scale}>{dashed}</g>'


def land_in(view: Frame, basemap: Mapping[str, Any], shadings: Sequence[Collection[str]] = ()) -> str:
    """The same for one picture: cut to the view and drawn as finely as it shows, in a tenth of the bytes."""
    unit, pixel = basemap["unit_km"], view.km_per_px * _GRID_PX
    edge = _EDGE_PX * view.km_per_px
    box = Box(view.box.x0 - edge, view.box.y0 - edge, view.box.x1 + edge, view.box.y1 + edge)

    def drawn(shape: Mapping[str, Any]) -> str:
        rings = ([(x * unit, y * unit) for x, y in ring] for ring in points_of(shape["path"]))
        return "".join(as_path(on_grid(clipped(ring, box), pixel)) for ring in rings)

    def lined(shape: Mapping[str, Any]) -> str:
        rings = ([(x * unit, y * unit) for x, y in ring] for ring in points_of(shape["path"]))
        return "".join(as_path(on_grid(ring, pixel), closed=False) for ring in rings)

    countries = ((one, drawn(one)) for one in basemap["countries"])
    seen = "".join(f'<path{_shaded(one["name"], shadings)} d="{path}"/>' for one, path in countries if path)
    dashed = "".join(f'<path d="{lined(one)}"/>' for one in basemap["dashed"])
    scale = f'transform="scale({pixel:.4g})"'
    return f'<g class="lesson-land" {scale}>{seen}</g><g class="lesson-dashed" {scale}>{dashed}</g>'


def _shaded(name: str, shadings: Sequence[Collection[str]]) -> str:
    numbers = [f"lesson-in-{number}" for number, names in enumerate(shadings, start=1) if name in names]
    return f' class="{" ".join(numbers)}"' if numbers else ""


def dotted(points: Sequence[Point]) -> str:
    """A dotted line through these points (kilometres)."""
    return (
        f'<path class="lesson-dotted" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'
        if points
        else ""
    )


def hatch(basemap: Mapping[str, Any], view: Frame) -> str:
    """The hatching of a view: as dense on the screen in every one."""
    return f'<path class="lesson-hatch" d="{hatching(basemap, HATCH_PX * view.km_per_px)}"/>'


def ground(
    basemap: Mapping[str, Any],
    line: Sequence[Point],
    view: Frame,
    shadings: Sequence[Collection[str]] = (),
) -> str:
    """The whole ground as one ``<svg>``: sent once, seen through any view, first through this one."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view.viewbox}"'
        ' aria-hidden="true" focusable="false">'
        f"{land(basemap, shadings)}{dotted(line)}</svg>"
    )


def words(basemap: Mapping[str, Any], layer: Layer) -> str:
    """What lies over the ground in one view alone: its hatching and its words."""
    return (
        f'<svg class="lesson-words" viewBox="{layer.frame.viewbox}" aria-hidden="true" focusable="false">'
        f"{hatch(basemap, layer.frame)}"
        f'<g class="lesson-wide">{layer.wide}</g><g class="lesson-narrow">{layer.narrow}</g></svg>'
    )
