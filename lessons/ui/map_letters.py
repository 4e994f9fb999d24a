"""All words of one view: required labels, names of the marks, seas, countries, capitals, towns, and the scale
bar.

They are set in this order, so what a map of evidence is about never gives way to what only helps to find
one's way. They are set once, for everything that is known at the last step: no word moves while the date
does. Each view is lettered twice, for a wide picture and for a narrow one, where everything counted in pixels
is larger and fewer words fit.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lessons.content.records import Label as Wording
from lessons.content.records import Place
from lessons.ui.basemap import Layer
from lessons.ui.map_frame import NARROW_FACTOR, Box, Frame, scale_bar
from lessons.ui.map_labels import AROUND, Label, Placed, place, wrap
from lessons.ui.map_marks import Mark, glyph_box, label_of, words_svg
from lessons.ui.projection import project

_ON_THE_POINT = ("C", "S", "N", "E", "W")
_BESIDE_THE_POINT = ("S", "W", "SW", "SE", "NW", "E", "N", "NE")
_EDGE_PX = 4
_ANCHOR_PX = 60  # from the edge: where words begin that name something further out
_DOT_PX = 2.2
_LINE_PX = 12
_CLOSE_PX = 20
_ORDER = ("sea", "capital", "city")


@dataclass(frozen=True)
class Lettering:
    """The words of a view.

    ``wide`` and ``narrow``: where each word stands, by key; a mark's name has the mark's key.
    """

    layer: Layer
    wide: Mapping[str, Placed]
    narrow: Mapping[str, Placed]


@dataclass(frozen=True)
class Gazetteer:
    """What a map may name besides its marks.

    A wording that is a country's name stands on its land; any other has to stand. ``extents``: the boxes
    (kilometres) of what such a wording names: it stands wherever a part of that is seen.
    """

    places: Sequence[Place]
    wordings: Sequence[Wording]
    countries: Collection[str]
    extents: Mapping[str, Box] = field(default_factory=dict)


def letter(
    view: Frame, marks: Sequence[Mark], gazetteer: Gazetteer, *, line: Sequence[tuple[float, float]] = ()
) -> Lettering:
    """The words of one view.

    ``marks``: those of the last step, the most important first; ``line``: points no word is set on.
    """
    layers, found = [], []
    fixed: Mapping[str, Placed] = {}
    for factor in (1.0, NARROW_FACTOR):
        bar, bar_box = _scale_bar(view, factor)
        names = [
            replace(label_of(one, view), sides=_sides(one, marks, view)).enlarged(factor) for one in marks
        ]
        if fixed:  # on a phone a name keeps its side or goes: the same markup serves both
            names = [replace(one, sides=(fixed[one.key].side,)) for one in names if one.key in fixed]
        others = [
            one.enlarged(factor) for one in (*_seas_and_countries(view, gazetteer), *_towns(view, gazetteer))
        ]
        required = [one.enlarged(factor) for one in _required(view, gazetteer)]
        taken = [*(glyph_box(one, view, factor=factor) for one in marks), *_beads(view, line), bar_box]
        placed = place([*required, *names, *others], taken=taken, inside=inside(view))
        ours = {one.key for one in marks}
        layers.append(
            bar + "".join(_word(view, one, factor) for key, one in placed.items() if key not in ours)
        )
        found.append(placed)
        fixed = {key: one for key, one in placed.items() if key in ours}
    return Lettering(Layer(view, *layers), *found)


def inside(view: Frame) -> Box:
    """The picture in pixels, without a small edge."""
    wide, high = view.pixel(view.box.x1, view.box.y1)
    return Box(_EDGE_PX, _EDGE_PX, wide - _EDGE_PX, high - _EDGE_PX)


def _sides(mark: Mark, marks: Sequence[Mark], view: Frame) -> tuple[str, ...]:
    """The sides of a mark, those away from a close neighbour first.

    So of two marks side by side the left one is named on the left.
    """
    reach = _CLOSE_PX * view.km_per_px
    close = [
        one
        for one in marks
        if one is not mark and abs(one.x - mark.x) < reach and abs(one.y - mark.y) < reach
    ]
    if close and min(close, key=lambda one: (one.x - mark.x) ** 2 + (one.y - mark.y) ** 2).x > mark.x:
        return tuple(sorted(AROUND, key=lambda side: ("W" not in side, "E" in side)))
    return AROUND


def _required(view: Frame, gazetteer: Gazetteer) -> Iterator[Label]:
    for one in gazetteer.wordings:
        if one.text not in gazetteer.countries:
            point = project(one.lon, one.lat)
            extent = gazetteer.extents.get(one.names or "", Box(*point, *point))
            if not (view.shows(*point) or view.box.touches(extent)):
                continue
            edge, wide = _ANCHOR_PX, view.pixel(view.box.x1, view.box.y1)
            x, y = (min(max(at, edge), end - edge) for at, end in zip(view.pixel(*point), wide, strict=True))
            yield Label(
                f"wording {one.id}",
                wrap(one.text, 28),
                x,
                y,
                size=11,
                gap=8,
                sides=_BESIDE_THE_POINT,
                must=True,
            )


def _seas_and_countries(view: Frame, gazetteer: Gazetteer) -> Iterator[Label]:
    for sea in gazetteer.places:
        if sea.kind == "sea" and view.shows(*project(sea.lon, sea.lat)):
            x, y = view.pixel(*project(sea.lon, sea.lat))
            yield Label(f"sea {sea.id}", wrap(sea.name, 14), x, y, size=12, gap=24, sides=_ON_THE_POINT)
    for one in gazetteer.wordings:
        if one.text in gazetteer.countries and view.shows(*project(one.lon, one.lat)):
            x, y = view.pixel(*project(one.lon, one.lat))
            yield Label(
                f"country {one.id}",
                (one.text.upper(),),
                x,
                y,
                size=12.5,
                gap=16,
                sides=_ON_THE_POINT,
                bold=True,
            )


def _towns(view: Frame, gazetteer: Gazetteer) -> Iterator[Label]:
    """Capitals, then other towns."""
    for one in sorted(gazetteer.places, key=lambda place: _ORDER.index(place.kind)):
        if one.kind != "sea" and view.shows(*project(one.lon, one.lat)):
            x, y = view.pixel(*project(one.lon, one.lat))
            size = 11 if one.kind == "capital" else 10.5
            yield Label(f"{one.kind} {one.id}", (one.name,), x, y, size=size, gap=6, dot=_DOT_PX)


def _word(view: Frame, placed: Placed, factor: float) -> str:
    """A word of the ground, at its point, with its dot."""
    label = placed.label
    x, y = view.box.x0 + label.x * view.km_per_px, view.box.y0 + label.y * view.km_per_px
    dot = f'<circle r="{_DOT_PX}"/>' if label.dot else ""
    return (
        f'<g class="lesson-{label.key.split(" ")[0]}" transform="translate({x:.0f} {y:.0f})">'
        f'<g transform="scale({view.km_per_px * factor:.3f})">'
        f"{dot}{words_svg(label.enlarged(1 / factor), placed.side)}</g></g>"
    )


def _beads(view: Frame, line: Sequence[tuple[float, float]]) -> Iterable[Box]:
    """A line as a row of small boxes, so that no word is set on it."""
    points = [view.pixel(x, y) for x, y in line]
    for (x0, y0), (x1, y1) in pairwise(points):
        parts = int(max(abs(x1 - x0), abs(y1 - y0)) / _LINE_PX) + 1
        for part in range(parts + 1):
            x, y = x0 + (x1 - x0) * part / parts, y0 + (y1 - y0) * part / parts
            yield Box(x - 3, y - 3, x + 3, y + 3)


def _scale_bar(view: Frame, factor: float) -> tuple[str, Box]:
    """A bar in the lower left corner with its length on the ground, and the box it covers."""
    ground, length = scale_bar(view)
    _, high = view.pixel(view.box.x1, view.box.y1)
    left, base = 14.0, high - 12
    long = length / view.km_per_px
    x, y = view.box.x0 + left * view.km_per_px, view.box.y0 + base * view.km_per_px
    tick = 5 * view.km_per_px
    words = f'<text x="{long / factor / 2:.0f}" y="-6" text-anchor="middle">{ground} km</text>'
    bar = (
        f'<g class="lesson-bar" transform="translate({x:.0f} {y:.0f})">'
        f'<path d="M0 {-tick:.0f}V0H{length:.0f}V{-tick:.0f}"/>'
        f'<g transform="scale({view.km_per_px * factor:.3f})">{words}</g></g>'
    )
    return bar, Box(left - 4, base - 20 * factor, left + max(long, 55 * factor) + 4, base + 6)
