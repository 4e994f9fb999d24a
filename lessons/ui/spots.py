"""A small picture of a few numbered places to choose from.

Each place is a number in a circle at its point. A place that is known too roughly for a point is a circle as
wide as the doubt, with a broken edge and the number written into it; nothing else marks its centre. The
chosen one is filled and has a second ring, so that colour is not needed to see it. Numbers and names are
measured in pixels; a style sheet makes them larger where the picture is small, and the picture that stands
alone brings its own.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from lessons.content.records import Label as MapLabel
from lessons.ui.basemap import points_of
from lessons.ui.map_frame import ASPECT, Box, Frame
from lessons.ui.map_labels import Label, place
from lessons.ui.map_letters import inside
from lessons.ui.map_marks import words_svg
from lessons.ui.projection import project
from lessons.ui.sketch import hatched_in, sketch

SPOT_PX = 16
GROWTH = 1.9  # how much larger than in the wide picture a number gets on a phone
_SIZE_PX, _NAME_PX = 15, 13
_EDGE_PX = (150, 40)  # the middle of a name keeps this far from the edge
_MARGIN, _MARGIN_KM, _LEAST_KM = 0.1, 50, 300
_COLOURS = (
    "path,circle{vector-effect:non-scaling-stroke}"
    ".lesson-land path{fill:#f3efe4;stroke:#8a8578;stroke-width:.8}"
    ".lesson-hatch{fill:none;stroke:#8a8578;stroke-width:1.1}"
    "text{font:700 15px Arial,'Liberation Sans',Helvetica,sans-serif;text-anchor:middle}"
    ".lesson-country text{font-size:13px;fill:#4d5761}"
    ".lesson-spot circle{fill:#fbfaf5;stroke:#1c2126;stroke-width:2}"
    ".lesson-spot .lesson-area{fill:#1c2126;fill-opacity:.16;stroke-dasharray:6 4}"
    ".lesson-spot .lesson-small{stroke-dasharray:4 3}"
    ".lesson-spot .lesson-backing{stroke:none;fill-opacity:.85}"
    ".lesson-spot text{fill:#1c2126}"
)


@dataclass(frozen=True)
class Spot:
    """One place to choose: its id, its number from 1, its name, its point (kilometres), how wide an area."""

    id: str
    number: int
    name: str
    x: float
    y: float
    radius_km: float | None = None


@dataclass(frozen=True)
class Spots:
    """The places of one question and the land around them.

    ``names``: names of countries and their points, for orientation; ``item``: what a press is
    sent with; ``hatched``: whether a hatched shape is in sight.
    """

    item: str
    spots: tuple[Spot, ...]
    view: Frame
    land: str
    names: str
    hatched: bool

    def svg(self, *, title: str, says: str, chosen: str = "", live: bool = True) -> str:
        """The picture; ``live``: each place is a button, else a sign."""
        px = f"{self.view.km_per_px:.3f}"
        marks = "".join(
            _spot_svg(one, self.view, item=self.item, pressed=one.id == chosen, live=live)
            for one in _areas_first(self.spots)
        )
        role = f'role="group" {"data-arrows" if len(self.spots) > 1 else ""}' if live else 'role="img"'
        name = f"{self.item}-map"
        return (
            f'<div class="lesson-spots" style="--lesson-px:{px}">'
            f'<svg viewBox="{self.view.viewbox}" {role}'
            f' aria-labelledby="{name}-title" aria-describedby="{name}-says">'
            f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-says">{escape(says)}</desc>'
            f'<g aria-hidden="true">{self.land}{self.names}</g>{marks}</svg></div>'
        )

    @property
    def alone(self) -> str:
        """The picture as the address of an image, with its own colours, for a page without a style sheet."""
        box = self.view.box
        wide, high = self.view.pixel(box.x1, box.y1)
        marks = "".join(
            _spot_svg(one, self.view, live=False, scaled=True) for one in _areas_first(self.spots)
        )
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{self.view.viewbox}"'
            f' width="{wide:.0f}" height="{high:.0f}"><style>{_COLOURS}</style>'
            f'<rect x="{box.x0:g}" y="{box.y0:g}" width="100%" height="100%" fill="#cfe0ea"/>'
            f"{self.land}{self.names}{marks}</svg>"
        )
        return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode("ascii")


def spots(
    item: str,
    places: Sequence[Spot],
    basemap: Mapping[str, Any],
    countries: Mapping[str, tuple[float, float]],
) -> Spots:
    """The picture around these places; ``countries``: where the name of each may stand (kilometres)."""
    view = frame_around(places)
    names = _names(places, view, _in_sight(basemap, view, countries))
    return Spots(item, tuple(places), view, sketch(basemap, view), names, hatched_in(basemap, view))


def country_names(basemap: Mapping[str, Any], labels: Iterable[MapLabel]) -> dict[str, tuple[float, float]]:
    """The labels of the map that are a country's name, and where they stand (kilometres)."""
    names = {one["name"] for one in basemap["countries"]}
    return {one.text: project(one.lon, one.lat) for one in labels if one.text in names}


def frame_around(places: Sequence[Spot]) -> Frame:
    """The view that holds all places, and their areas, with some land around."""
    reach = [(one, one.radius_km or 0) for one in places]
    x0, x1 = min(one.x - far for one, far in reach), max(one.x + far for one, far in reach)
    y0, y1 = min(one.y - far for one, far in reach), max(one.y + far for one, far in reach)
    pad = max(_MARGIN * max(x1 - x0, y1 - y0), _MARGIN_KM)
    wide = max(x1 - x0 + 2 * pad, (y1 - y0 + 2 * pad) * ASPECT, _LEAST_KM)
    wide = round(wide / 12 + 0.5) * 12
    left, top = round((x0 + x1 - wide) / 2), round((y0 + y1 - wide / ASPECT) / 2)
    return Frame("", "", Box(left, top, left + wide, top + wide / ASPECT))


def _in_sight(
    basemap: Mapping[str, Any], view: Frame, countries: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Where names stand in this view: a country seen in part has its name as near to its place as can be."""
    x_edge, y_edge = _EDGE_PX[0] * view.km_per_px, _EDGE_PX[1] * view.km_per_px
    box, unit, found = view.box, basemap["unit_km"], {}
    paths = {one["name"]: one["path"] for one in basemap["countries"]}
    for name, (x, y) in countries.items():
        near = (
            min(max(x, box.x0 + x_edge), box.x1 - x_edge),
            min(max(y, box.y0 + y_edge), box.y1 - y_edge),
        )
        if view.shows(x, y) or _holds(paths[name], near[0] / unit, near[1] / unit):
            found[name] = (x, y) if view.shows(x, y) else near
    return found


def _holds(path: str, x: float, y: float) -> bool:
    """Whether a point lies in a shape: a ray from it meets the edges an odd number of times."""
    odd = False
    for ring in points_of(path):
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                odd = not odd
    return odd


def _areas_first(places: Sequence[Spot]) -> list[Spot]:
    return sorted(places, key=lambda one: (one.radius_km is None, one.y))


def _names(places: Sequence[Spot], view: Frame, countries: Mapping[str, tuple[float, float]]) -> str:
    """Names of countries where they hide no place, at the size they have on a phone."""
    half = SPOT_PX * GROWTH
    taken = []
    for one in places:
        x, y = view.pixel(one.x, one.y)
        far = max(half, (one.radius_km or 0) / view.km_per_px)
        taken.append(Box(x - far, y - far, x + far, y + far))
    wanted = [
        Label(name, (name.upper(),), *view.pixel(x, y), _NAME_PX * GROWTH, 24, ("C", "N", "S"), bold=True)
        for name, (x, y) in countries.items()
    ]
    found = []
    for name, placed in place(wanted, taken=taken, inside=inside(view)).items():
        x, y = countries[name]
        words = words_svg(placed.label.enlarged(1 / GROWTH), placed.side)
        at = f'transform="translate({x:.0f} {y:.0f})"'
        found.append(f'<g class="lesson-country" {at}><g {_scale(view)}>{words}</g></g>')
    return "".join(found)


def _scale(view: Frame) -> str:
    return f'transform="scale({view.km_per_px:.3f})"'


def _spot_svg(
    one: Spot,
    view: Frame,
    *,
    item: str = "",
    pressed: bool = False,
    live: bool = True,
    scaled: bool = False,
) -> str:
    """A place as a button, or as a sign; ``scaled``: with its size in the markup."""
    area, disc = "", f'<circle class="lesson-disc" r="{SPOT_PX - 3}"/>'
    if one.radius_km:
        # Too small to be seen as a circle, it is as large as its number; else it is as wide as the doubt.
        small = one.radius_km < SPOT_PX * view.km_per_px
        area = "" if small else f'<circle class="lesson-area" r="{one.radius_km:g}"/>'
        disc = f'<circle class="lesson-{"small" if small else "backing"}" r="{SPOT_PX - 3 if small else 9}"/>'
    hit = f'<circle class="lesson-hit" r="{SPOT_PX}"/>' if live or pressed else ""
    words = f'<text y="{_SIZE_PX * 0.36:.1f}">{one.number}</text>'
    size = f" {_scale(view)}" if scaled else ""
    at = f'transform="translate({one.x:.0f} {one.y:.0f})"'
    press = (
        f' role="button" tabindex="-1" data-stop data-move="pick" data-with-item="{escape(item)}"'
        f' data-with-choice="{escape(one.id)}" aria-pressed="{"true" if pressed else "false"}"'
        f' aria-label="{one.number}: {escape(one.name)}" id="{escape(item)}-spot-{escape(one.id)}"'
        if live
        else ""
    )
    name = "lesson-spot lesson-chosen" if pressed else "lesson-spot"
    return f'<g class="{name}"{press} {at}>{area}<g{size}>{hit}{disc}{words}</g></g>'
