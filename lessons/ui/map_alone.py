"""The map as a picture that stands alone: in a preview, in print, wherever no style sheet and no kernel is.

It brings its own colours, the light ones of the page, and its marks are signs and not buttons. Every
difference that a colour makes, a shape, a filling or an edge makes too: it may be printed in grey.
"""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

from lessons.ui.basemap import Layer, Point, dotted, hatch, land_in
from lessons.ui.map_frame import Frame

_SEA, _LAND, _BORDER, _INK, _SOFT = "#cfe0ea", "#f3efe4", "#8a8578", "#1c2126", "#4d5761"
_SITE, _VENUE, _HALO = "#9c3d00", "#00558c", "#fbfaf5"
_STYLE = f"""
path,circle{{vector-effect:non-scaling-stroke}}
.lesson-land path{{fill:{_LAND};stroke:{_BORDER};stroke-width:.8}}
.lesson-land .lesson-in-1{{fill:#dcd6c6;stroke:{_VENUE};stroke-width:2}}
.lesson-dashed path{{fill:none;stroke:{_SOFT};stroke-dasharray:4 3}}
.lesson-hatch{{fill:none;stroke:{_BORDER};stroke-width:1.1}}
.lesson-dotted{{fill:none;stroke:{_INK};stroke-width:3;stroke-dasharray:0 5;stroke-linecap:round}}
.lesson-bar path{{fill:none;stroke:{_INK};stroke-width:1.5}}
text{{font:12px Arial,'Liberation Sans',Helvetica,sans-serif;fill:{_INK}}}
text{{stroke:{_HALO};stroke-width:2.6px;paint-order:stroke;stroke-linejoin:round}}
.lesson-capital text,.lesson-wording text,.lesson-bar text{{font-size:11px}}
.lesson-city text{{font-size:10.5px}}
.lesson-country text{{font-size:12.5px;font-weight:700}}
.lesson-sea text{{font-style:italic}}
.lesson-capital,.lesson-city,.lesson-sea,.lesson-country{{fill:{_SOFT}}}
.lesson-signs>g{{fill:{_SITE};stroke:{_SITE};stroke-width:2}}
.lesson-signs>.lesson-imagery>g,.lesson-signs>.lesson-venue>g{{stroke:{_HALO};stroke-width:1}}
.lesson-signs>.lesson-venue{{fill:{_VENUE}}}
.lesson-signs>.lesson-official>g,.lesson-signs>.lesson-single>g{{fill:{_HALO}}}
.lesson-signs>.lesson-single>g{{stroke-dasharray:3 2}}
.lesson-signs .lesson-dot{{fill:{_SITE};stroke:none}}
.lesson-signs .lesson-hit{{fill:none;stroke:none}}
.lesson-signs>.lesson-area>circle{{fill-opacity:.3;stroke-dasharray:6 4}}
.lesson-signs>.lesson-area.lesson-official>circle{{fill-opacity:.12}}
.lesson-signs>.lesson-area.lesson-single>circle{{fill-opacity:0}}
.lesson-signs .lesson-slash{{fill:none;stroke:{_INK};stroke-width:2.5;stroke-dasharray:none}}
.lesson-signs text{{font-weight:600;stroke-dasharray:none}}
"""


def ground_alone(
    basemap: Mapping[str, Any], line: Sequence[Point], view: Frame, shading: Collection[str] = ()
) -> str:
    """What lies under the words and the marks of a view; ``shading``: the names of countries.

    It costs most of a picture's time, and is the same on every day.
    """
    shadings = [shading] if shading else ()
    return f"{land_in(view, basemap, shadings)}{hatch(basemap, view)}{dotted(line)}"


def alone(ground: str, layer: Layer, marks: str, *, title: str, desc: str) -> str:
    """One view as the text of an SVG file: ground, words and marks (made with ``scaled=True``).

    ``title`` and ``desc`` are its name and its content in words.
    """
    view = layer.frame
    wide, high = view.pixel(view.box.x1, view.box.y1)
    corner = f'x="{view.box.x0:g}" y="{view.box.y0:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view.viewbox}"'
        f' width="{wide:.0f}" height="{high:.0f}" role="img"><title>{escape(title)}</title>'
        f"<desc>{escape(desc)}</desc><style>{_STYLE.replace(chr(10), '')}</style>"
        f'<rect {corner} width="100%" height="100%" fill="{_SEA}"/>'
        f'{ground}{layer.wide}<g class="lesson-signs">{marks}</g></svg>'
    )
