"""The ground of the map: sea, countries, hatched shapes and lines, drawn once and never again.

The shapes come projected (data/basemap/README.md), so this is putting strings together. Everything that
depends on the view, the hatching's density and the words, stands in a layer of its own; a class on the
picture says which layer is seen, so a change of view sends nothing of this.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from lessons.ui.map_frame import Box, Frame

HATCH_PX = 7
_SUBPATH = re.compile(r"M([^l]+)l([^zM]*)z?")
_RING = re.compile(r"M[^M]+")
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


def land(basemap: Mapping[str, Any], *, within: Box | None = None) -> str:
    """Countries with their borders, and the dashed lines; ``within``: only the rings that touch this box."""
    paths = (_rings_in(one["path"], within, basemap["unit_km"]) for one in basemap["countries"])
    countries = "".join(f'<path d="{escape(path)}"/>' for path in paths if path)
    dashed = "".join(f'<path d="{escape(one["path"])}"/>' for one in basemap["dashed"])
    scale = f'transform="scale({basemap["unit_km"]:g})"'
    return f'<g class="lesson-land" {scale}>{countries}</g><g class="lesson-dashed" {scale}>{dashed}</g>'


def _rings_in(path: str, box: Box | None, unit_km: float) -> str:
    """The rings of a path that can be seen; whole ones, because a cut ring would need a new border."""
    if box is None:
        return path
    seen = []
    for ring, points in zip(_RING.findall(path), points_of(path), strict=True):
        xs, ys = [x * unit_km for x, _ in points], [y * unit_km for _, y in points]
        if box.touches(Box(min(xs), min(ys), max(xs), max(ys))):
            seen.append(ring)
    return "".join(seen)


def dotted(points: Sequence[Point]) -> str:
    """A dotted line through these points (kilometres)."""
    return (
        f'<path class="lesson-dotted" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'
        if points
        else ""
    )


def ground(basemap: Mapping[str, Any], line: Sequence[Point], layers: Sequence[Layer]) -> str:
    """The whole ground as one ``<svg>``; the layer of view number N is seen inside ``.lesson-view-N``."""
    drawn = []
    for number, layer in enumerate(layers, start=1):
        hatch = f'<path class="lesson-hatch" d="{hatching(basemap, HATCH_PX * layer.frame.km_per_px)}"/>'
        drawn.append(
            f'<g class="lesson-layer lesson-layer-{number}">{hatch}'
            f'<g class="lesson-wide">{layer.wide}</g><g class="lesson-narrow">{layer.narrow}</g></g>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{layers[0].frame.viewbox}"'
        ' aria-hidden="true" focusable="false">'
        f"{land(basemap)}{''.join(drawn)}{dotted(line)}</svg>"
    )
