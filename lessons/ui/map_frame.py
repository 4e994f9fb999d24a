"""A view of the map as a rectangle: where it lies on the flat map, and how many kilometres one pixel of it
stands for.

Marks and letters keep their size on the screen in every view, while the land under them grows and shrinks. So
a view knows two things: its rectangle in kilometres (the ``viewBox`` of the picture) and ``km_per_px``, by
which everything that is measured in pixels is scaled. Pixels are counted on a picture of ``WIDTH_PX``; on a
phone the same picture is ``NARROW_PX`` wide, and what is measured in pixels is drawn ``NARROW_FACTOR`` times
as large, so that it stays legible.
"""

from dataclasses import dataclass
from math import floor, log10

from lessons.ui.projection import project, scale_at, unproject

WIDTH_PX = 680
ASPECT = 1.2  # of every view, so that the page does not jump from one to the other
NARROW_PX = 320
NARROW_FACTOR = 1.9
_EDGE_SAMPLES = 40
NARROWEST_KM = 120  # nearer, the shapes of the base map (1 km) and most places (5 km) are not known
ZOOM = 1.5  # a press on the button
SHIFT = 0.25  # of the picture's width


@dataclass(frozen=True)
class Box:
    """A rectangle: ``x0 <= x1`` to the east, ``y0 <= y1`` to the south."""

    x0: float
    y0: float
    x1: float
    y1: float

    def touches(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly in this one."""
        return self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1


@dataclass(frozen=True)
class Frame:
    """A view: its id, its label on the button and its rectangle in kilometres from the map's centre."""

    id: str
    label: str
    box: Box

    @property
    def km_per_px(self) -> float:
        """Kilometres that one pixel of the wide picture stands for."""
        return (self.box.x1 - self.box.x0) / WIDTH_PX

    @property
    def viewbox(self) -> str:
        """The ``viewBox`` of an SVG that shows this view."""
        return f"{self.box.x0:g} {self.box.y0:g} {self.box.x1 - self.box.x0:g} {self.box.y1 - self.box.y0:g}"

    def shows(self, x: float, y: float) -> bool:
        """Whether a point (kilometres) lies in the view."""
        return self.box.holds(Box(x, y, x, y))

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Kilometres to pixels from the picture's upper left corner."""
        return (x - self.box.x0) / self.km_per_px, (y - self.box.y0) / self.km_per_px


def frame(view_id: str, label: str, bbox: tuple[float, float, float, float]) -> Frame:
    """The frame around a box of degrees (west, south, east, north), widened to the common aspect."""
    west, south, east, north = bbox
    ways = [i / _EDGE_SAMPLES for i in range(_EDGE_SAMPLES + 1)]
    edges = [project(west + (east - west) * way, lat) for way in ways for lat in (south, north)]
    edges += [project(lon, south + (north - south) * way) for way in ways for lon in (west, east)]
    x0, x1 = min(x for x, _ in edges), max(x for x, _ in edges)
    y0, y1 = min(y for _, y in edges), max(y for _, y in edges)
    wide = max(x1 - x0, (y1 - y0) * ASPECT)
    left, top = (x0 + x1 - wide) / 2, (y0 + y1 - wide / ASPECT) / 2
    # Whole tens, so that the numbers in the markup are short; the height follows from the width.
    width = round(wide / 60) * 60
    box = Box(
        round(left, -1), round(top, -1), round(left, -1) + width, round(top, -1) + round(width / ASPECT)
    )
    return Frame(view_id, label, box)


def moved(view: Frame, x: float, y: float, width: float, *, limit: Box) -> Frame:
    """The same view from elsewhere: its centre (kilometres) and width, kept inside the ``limit``.

    Whole kilometres, so that the same look always gives the same markup.
    """
    widest = min(limit.x1 - limit.x0, (limit.y1 - limit.y0) * ASPECT)
    wide = min(max(width, NARROWEST_KM), widest)
    # Whole sixths, so that the height is whole, too.
    wide = max(6, int(wide / 6) * 6)
    high = wide / ASPECT
    left = min(max(x - wide / 2, limit.x0), limit.x1 - wide)
    top = min(max(y - high / 2, limit.y0), limit.y1 - high)
    box = Box(round(left), round(top), round(left) + wide, round(top) + high)
    return Frame(view.id, view.label, box)


def scale_bar(view: Frame) -> tuple[int, float]:
    """A round number of kilometres on the ground, about a fifth of the view, and its length on the map."""
    wanted = (view.box.x1 - view.box.x0) / 5
    ten = 10 ** floor(log10(wanted))
    ground = max(step * ten for step in (1, 2, 5) if step * ten <= wanted)
    _, lat = unproject((view.box.x0 + view.box.x1) / 2, (view.box.y0 + view.box.y1) / 2)
    return ground, ground * scale_at(lat)
