"""Shapes for one picture: cut to what is seen, and no finer than the eye.

A living map needs the whole base map, because a learner moves about in it. A picture that stands still needs
a tenth of it. Rings are cut at the picture's edge (Sutherland and Hodgman, "Reentrant polygon clipping",
1974), a little outside of it, so that the cut itself is never seen. Then every corner goes to the nearest
pixel. Two countries round a shared corner to the same pixel, so no gap opens between them, as it would if
each border were simplified by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lessons.ui.map_frame import Box

Point = tuple[float, float]
Cut = tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a closed ring that lies in the box; empty where none does."""
    points = list(ring)
    if not points:
        return []
    xs, ys = zip(*points, strict=True)
    # Most rings of a base map lie wholly in a view or wholly outside it.
    if min(xs) > box.x1 or max(xs) < box.x0 or min(ys) > box.y1 or max(ys) < box.y0:
        return []
    if min(xs) >= box.x0 and max(xs) <= box.x1 and min(ys) >= box.y0 and max(ys) <= box.y1:
        return points
    for holds, meet in _cuts(box):
        if not points:
            break
        kept: list[Point] = []
        for before, here in pairwise([points[-1], *points]):
            if holds(here) != holds(before):
                kept.append(meet(before, here))
            if holds(here):
                kept.append(here)
        points = kept
    return points


def _cuts(box: Box) -> Iterator[Cut]:
    """For each edge of the box: whether a point lies on the inner side, and where a line crosses the edge."""

    def at_x(edge: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0]))

    def at_y(edge: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (edge - a[1]) / (b[1] - a[1]), edge)

    yield (lambda p: p[0] >= box.x0), at_x(box.x0)
    yield (lambda p: p[0] <= box.x1), at_x(box.x1)
    yield (lambda p: p[1] >= box.y0), at_y(box.y0)
    yield (lambda p: p[1] <= box.y1), at_y(box.y1)


def on_grid(points: Sequence[Point], unit: float) -> list[tuple[int, int]]:
    """The points in whole units, without one that repeats another or lies on a straight way."""
    steps: list[tuple[int, int]] = []
    for x, y in points:
        here = (round(x / unit), round(y / unit))
        if steps and here == steps[-1]:
            continue
        if len(steps) > 1 and _straight(steps[-2], steps[-1], here):
            steps[-1] = here
        else:
            steps.append(here)
    return steps


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies between a and c, on one line with them."""
    one, two = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
    return one[0] * two[1] == one[1] * two[0] and one[0] * two[0] + one[1] * two[1] > 0


def as_path(steps: Sequence[tuple[int, int]], *, closed: bool = True) -> str:
    """An SVG path from whole points, told in steps; empty where too little is left to be seen."""
    if len(steps) < (4 if closed else 2):
        return ""
    moves = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(steps)]
    told = f"M{steps[0][0]} {steps[0][1]}l{' '.join(moves)}{'z' if closed else ''}"
    return told.replace(" -", "-")
