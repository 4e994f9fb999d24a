"""What lies under and beside the signs of the map's figure: the land as one picture, the words, the scale.

The words keep their size and their distance from the signs when the land is enlarged; where they would
collide, the ones that matter less are left out."""

import base64
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lessons.activities.map.figure_signs import MARK_PX, at, escaped
from lessons.activities.map.known import AREA, NONE, Known, Row, SiteRow
from lessons.activities.map.words import short_name
from lessons.content import Content
from lessons.ui.basemap import dotted, extent, hatching, land
from lessons.ui.figures import INK, SOFT, TEXT
from lessons.ui.map_frame import WIDTH_PX, Box, Frame, scale_bar
from lessons.ui.map_labels import Label, place
from lessons.ui.map_labels import wrap as wrap_label
from lessons.ui.projection import project

SEA = "#cfe0ea"
_LAND, _BORDER, _GREY = "#f3efe4", "#8a8578", "#4d5761"
_GROUND = f"""<style>path{{vector-effect:non-scaling-stroke;fill:none;stroke:{_BORDER}}}
.lesson-land path{{fill:{_LAND};stroke-width:.8}}
.lesson-dashed path{{stroke:{_GREY};stroke-dasharray:4 3}}
.lesson-dotted{{stroke:{INK};stroke-width:3;stroke-dasharray:0 5;stroke-linecap:round}}</style>"""

# Lengths in pixels.
_HATCH, _LABEL_LETTERS = 7, 16
_LETTERING = 13.6  # what a line of 12 pixels takes: plotly sets its lines wider apart than the map does
_CLEAR, _LINE = 5, 7


def ground(content: Content, view: Frame) -> dict[str, Any]:
    """The land as one picture below the signs, as wide as the base map reaches."""
    box = extent(content.basemap)
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    line = [project(one.lon, one.lat) for one in content.contact_line]
    hatch = f'<path d="{hatching(content.basemap, _HATCH * view.km_per_px)}"/>'
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box.x0:g} {box.y0:g} {wide:g} {high:g}"'
        f' width="{wide:g}" height="{high:g}" preserveAspectRatio="none">{_GROUND}'
        f"{land(content.basemap)}{hatch}{dotted(line)}</svg>"
    )
    encoded = base64.b64encode(picture.encode()).decode("ascii")
    return {
        "source": f"data:image/svg+xml;base64,{encoded}",
        "xref": "x",
        "yref": "y",
        "x": box.x0,
        "y": box.y0,
        "sizex": wide,
        "sizey": high,
        "sizing": "stretch",
        "layer": "below",
    }


def letters(content: Content, known: Known, view: Frame) -> list[dict[str, Any]]:
    """Words that must stand, the names of the places, seas and capitals: as far as they do not collide."""
    drawn = [row for row in known.rows if row.drawn_as != NONE]
    most = sorted(drawn, key=lambda row: -len(row.reports) if isinstance(row, SiteRow) else 0)
    named = [_name(row, view) for row in most]
    wordings = content.course.map.labels
    countries = {one["name"] for one in content.basemap["countries"]}
    required = [one for one in wordings if one.text not in countries]
    taken = [*(_covered(one) for one in named), *_line_boxes(content, view)]
    labels = [
        *(_word(f"must-{one.id}", one.text, one.lon, one.lat, view, must=True) for one in required),
        *named,
        *(
            _word(f"land-{one.id}", one.text, one.lon, one.lat, view, bold=True)
            for one in wordings
            if one.text in countries
        ),
        *(
            _word(f"place-{one.id}", one.name, one.lon, one.lat, view)
            for one in sorted(content.places.values(), key=lambda one: one.kind != "capital")
            if one.kind in ("capital", "sea") and one.name not in {row.name for row in drawn}
        ),
    ]
    inside = Box(0, 0, WIDTH_PX, WIDTH_PX * (view.box.y1 - view.box.y0) / (view.box.x1 - view.box.x0))
    own = {one.key for one in named}
    return [
        _annotation(one.label, one.side, view, soft=key not in own and not one.label.must)
        for key, one in place(labels, taken=taken, inside=inside).items()
    ]


def _name(row: Row, view: Frame) -> Label:
    x, y = view.pixel(*at(row))
    radius = (row.site.precision_km or 0) / view.km_per_px if isinstance(row, SiteRow) else 0
    gap = (radius if row.drawn_as == AREA else MARK_PX / 2) + _CLEAR
    return Label(row.key, wrap_label(short_name(row.name), _LABEL_LETTERS), x, y, _LETTERING, gap, bold=True)


def _word(
    key: str, text: str, lon: float, lat: float, view: Frame, *, must: bool = False, bold: bool = False
) -> Label:
    x, y = view.pixel(*project(lon, lat))
    sides = ("C", "S", "N", "E", "W")
    return Label(key, wrap_label(text, 24), x, y, _LETTERING, 2, sides=sides, must=must, bold=bold)


def _covered(name: Label) -> Box:
    half = name.gap - _CLEAR
    return Box(name.x - half, name.y - half, name.x + half, name.y + half)


def _line_boxes(content: Content, view: Frame) -> Iterator[Box]:
    """What the line of contact covers, in pixels of the view."""
    points = [view.pixel(*project(one.lon, one.lat)) for one in content.contact_line]
    for (x0, y0), (x1, y1) in pairwise(points):
        for part in (0.0, 0.25, 0.5, 0.75, 1.0):
            x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
            yield Box(x - _LINE, y - _LINE, x + _LINE, y + _LINE)


def _annotation(label: Label, side: str, view: Frame, *, soft: bool) -> dict[str, Any]:
    """Tied to its point: it keeps its distance in pixels when the land is enlarged."""
    box = label.box(side)
    lines = "<br>".join(escaped(line) for line in label.lines)
    return {
        "x": view.box.x0 + label.x * view.km_per_px,
        "y": view.box.y0 + label.y * view.km_per_px,
        "xshift": round((box.x0 + box.x1) / 2 - label.x, 1),
        "yshift": round(label.y - (box.y0 + box.y1) / 2, 1),
        "text": f"<b>{lines}</b>" if label.bold else lines,
        "showarrow": False,
        "captureevents": False,
        "font": {"size": TEXT, "color": SOFT if soft else INK},
    }


def bar(view: Frame) -> dict[str, Any]:
    """The scale, in kilometres of the map: it grows with the land."""
    _, length = scale_bar(view)
    x, y = _corner(view)
    return {"type": "line", "x0": x, "x1": x + length, "y0": y, "y1": y, "line": {"color": INK, "width": 2}}


def bar_words(view: Frame) -> dict[str, Any]:
    """How long it is on the ground."""
    ground, length = scale_bar(view)
    x, y = _corner(view)
    return {"x": x + length / 2, "y": y, "yshift": 9, "text": f"{ground} km", "showarrow": False}


def _corner(view: Frame) -> tuple[float, float]:
    return view.box.x0 + 16 * view.km_per_px, view.box.y1 - 14 * view.km_per_px
