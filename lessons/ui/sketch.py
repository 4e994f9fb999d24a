"""The land of a small picture: the shapes of the base map, coarser and cut at the picture's edge.

A picture inside a question is painted with every press, so it has to be light. Each point goes to the nearest
crossing of a grid of a few pixels, and what then says nothing new is left out. Two countries share the
points of their border, and a point goes to the same crossing for both: no gap opens between them, as it
would if each line were thinned by itself. The cut is the one of Sutherland and Hodgman, "Reentrant polygon
clipping" (1974): against one side of the picture after the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from lessons.ui.basemap import hatching, points_of
from lessons.ui.map_frame import Box, Frame

GRIDS_PX = (2.0, 3.0, 4.0)
LIGHT = 11_000  # characters: a finer grid is taken as long as the land stays below this
_ISLET = 7  # height and width of the smallest island that is drawn, together, in steps of the grid
HATCH_PX = 9
_BEYOND_PX = 12  # the cut runs outside the picture, so that it is not seen as a border
Crossing = tuple[int, int]


def sketch(basemap: Mapping[str, Any], view: Frame) -> str:
    """Countries with their borders, and hatched shapes with their lines, as far as the view shows them."""
    land = ""
    for grid_px in GRIDS_PX:
        land = _countries(basemap, view, grid_px * view.km_per_px)
        if len(land) <= LIGHT:
            break
    if not hatched_in(basemap, view):
        return land
    return f'{land}<path class="lesson-hatch" d="{hatching(basemap, HATCH_PX * view.km_per_px)}"/>'


def _countries(basemap: Mapping[str, Any], view: Frame, grid_km: float) -> str:
    beyond = _BEYOND_PX * view.km_per_px
    edge = Box(
        *(round((side - beyond) / grid_km) for side in (view.box.x0, view.box.y0)),
        *(round((side + beyond) / grid_km) for side in (view.box.x1, view.box.y1)),
    )
    paths = (_path(one["path"], basemap["unit_km"] / grid_km, edge) for one in basemap["countries"])
    drawn = "".join(f'<path d="{path}"/>' for path in paths if path)
    return f'<g class="lesson-land" transform="scale({grid_km:.3f})">{drawn}</g>'


def hatched_in(basemap: Mapping[str, Any], view: Frame) -> bool:
    """Whether the view shows a hatched shape, at least in part."""
    unit = basemap["unit_km"]
    rings = [ring for one in basemap["hatched"] for ring in points_of(one["path"])]
    return any(view.shows(x * unit, y * unit) for ring in rings for x, y in ring)


def _path(path: str, factor: float, edge: Box) -> str:
    """A country's rings on the grid, cut at the edge: ``M`` with the first crossing, ``l`` with the steps."""
    drawn = []
    rings = [_thin((round(x * factor), round(y * factor)) for x, y in ring) for ring in points_of(path)]
    main = max(rings, key=_extent)
    for crossings in rings:
        seen = _thin(_cut(crossings, edge)) if crossings is main or _extent(crossings) >= _ISLET else []
        if len(seen) > 2:
            steps = " ".join(f"{x1 - x0} {y1 - y0}" for (x0, y0), (x1, y1) in pairwise(seen))
            drawn.append(f"M{seen[0][0]} {seen[0][1]}l{steps}z".replace(" -", "-"))
    return "".join(drawn)


def _extent(ring: Sequence[Crossing]) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) - min(xs) + max(ys) - min(ys)


def _thin(points: Iterable[Crossing]) -> list[Crossing]:
    """Without points that are there twice in a row or lie on the straight way between their neighbours."""
    kept: list[Crossing] = []
    for point in points:
        while len(kept) > 1 and _between(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _between(a: Crossing, b: Crossing, c: Crossing) -> bool:
    straight = (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])
    return straight and (b[0] - a[0]) * (c[0] - b[0]) >= 0 and (b[1] - a[1]) * (c[1] - b[1]) >= 0


def _cut(ring: Sequence[Crossing], edge: Box) -> list[Crossing]:
    """The part of a ring inside the edge."""
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, edge.x0, lambda at, side: at >= side),
        (0, edge.x1, lambda at, side: at <= side),
        (1, edge.y0, lambda at, side: at >= side),
        (1, edge.y1, lambda at, side: at <= side),
    )
    inside = list(ring)
    for axis, side, holds in sides:
        found: list[Crossing] = []
        for before, here in zip([*inside[-1:], *inside[:-1]], inside, strict=True):
            if holds(before[axis], side) != holds(here[axis], side):
                way = (side - before[axis]) / (here[axis] - before[axis])
                across = round(before[1 - axis] + way * (here[1 - axis] - before[1 - axis]))
                found.append((int(side), across) if axis == 0 else (across, int(side)))
            if holds(here[axis], side):
                found.append(here)
        inside = found
    return inside
