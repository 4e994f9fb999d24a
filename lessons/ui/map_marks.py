"""Marks on the map that do not say more than is known.

The shape tells what kind of place it is, the filling what the report rests on, the colour only what the first
two tell already. A place known too roughly for a point is a circle as wide as the doubt, with a broken edge
and nothing at its centre. A mark stands at its place and is never moved aside for a neighbour; it is as large
on the screen in every view.

This is the one place where markup is put together by hand: a step of the date draws every mark anew, and a
string is quicker than a tree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import htpy as h
from markupsafe import Markup

from lessons.ui.map_frame import Box, Frame
from lessons.ui.map_labels import LINE_HEIGHT, Label

GLYPH_PX = 8
HIT_PX = 12  # half of the 24 pixels that a finger needs
LABEL_PX = 12

# Pixels around the mark's point. About equal areas, so that no kind looks more important.
SHAPES: Mapping[str, str] = {
    "garrison": '<circle r="6.5"/>',
    "training area": '<path d="M-6-6h12v12h-12z"/>',
    "airfield": '<path d="M0-8l7.6 13.2h-15.2z"/>',
    "field camp": '<path d="M0-8.4l8.4 8.4-8.4 8.4-8.4-8.4z"/>',
    "port": '<path d="M0 8l7.6-13.2h-15.2z"/>',
    "railway station": '<path d="M-2.8-8h5.6v5.2h5.2v5.6h-5.2v5.2h-5.6v-5.2h-5.2v-5.6h5.2z"/>',
    "bridge": '<path d="M-8-7l8 4.5 8-4.5v14l-8-4.5-8 4.5z"/>',
    "area": '<path d="M-4-7h8l4 7-4 7h-8l-4-7z"/>',
    "city": '<path d="M0-9.5l2.6 6.9 6.9 2.6-6.9 2.6-2.6 6.9-2.6-6.9-6.9-2.6 6.9-2.6z"/>',
    "venue": '<path d="M0-9.5l2.5 6 6.5.5-5 4.2 1.6 6.3-5.6-3.4-5.6 3.4 1.6-6.3-5-4.2 6.5-.5z"/>',
}
SLASH = '<path class="lesson-slash" d="M-9.5 9.5L9.5-9.5"/>'
"""Over a mark of what had happened and was not published yet."""

LINES: Mapping[str, str] = {
    "hatched": '<path class="lesson-hatch" d="M-10 0L0-10M-10 10L10-10M0 10L10 0"/>',
    "dotted": '<path class="lesson-dotted" d="M-10 0H10"/>',
}
_SAMPLE = '<path class="lesson-sample" d="M-10-7H10V7H-10z"/>'

EVIDENCE: Mapping[str, str] = {
    "imagery": "lesson-imagery",
    "official statement": "lesson-official",
    "single source": "lesson-single",
}
"""Kinds of evidence, the one that can be checked best first, and how a mark shows it."""


@dataclass(frozen=True)
class Mark:
    """One place on the picture.

    ``x``, ``y``, ``radius_km`` in kilometres; a radius makes it an area. ``says`` is its accessible name.
    ``later``: it had happened, and no reader could know it yet.
    """

    key: str
    x: float
    y: float
    shape: str
    evidence: str
    label: tuple[str, ...]
    says: str
    radius_km: float | None = None
    later: bool = False


def glyph_box(mark: Mark, view: Frame, *, factor: float = 1) -> Box:
    """The rectangle a mark covers, in pixels of the wide picture."""
    x, y = view.pixel(mark.x, mark.y)
    half = GLYPH_PX * factor
    if mark.radius_km:
        half = max(half, mark.radius_km / view.km_per_px)
    return Box(x - half, y - half, x + half, y + half)


def label_of(mark: Mark, view: Frame) -> Label:
    """What wants to stand beside a mark: for an area, at its edge."""
    x, y = view.pixel(mark.x, mark.y)
    gap = max(GLYPH_PX + 1, (mark.radius_km or 0) / view.km_per_px) + 3
    return Label(mark.key, mark.label, x, y, size=LABEL_PX, gap=gap, bold=True)


def mark_svg(
    mark: Mark,
    view: Frame,
    *,
    side: str = "",
    narrow: bool = True,
    fresh: bool = False,
    pressed: bool = False,
    scaled: bool = False,
) -> str:
    """A mark as a button.

    ``side``: of its name, empty for none; ``narrow``: the name stays on a phone; ``fresh``: new since the
    step before; ``scaled``: a plain sign instead of a button, with its size in the markup, for a picture
    without style sheet.
    """
    classes = " ".join(
        name
        for name, holds in (
            (EVIDENCE.get(mark.evidence, "lesson-venue"), True),
            ("lesson-area", mark.radius_km),
            ("lesson-new", fresh),
            ("lesson-later", mark.later),
            ("lesson-roomy", side and not narrow),
        )
        if holds
    )
    key, says = escape(mark.key), escape(mark.says)
    area, glyph = "", ""
    if mark.radius_km:
        area = f'<circle r="{max(mark.radius_km, (GLYPH_PX + 1) * view.km_per_px):.1f}"/>'
    else:
        ring = '<circle class="lesson-ring" r="11"/>' if fresh else ""
        dot = '<circle class="lesson-dot" r="2"/>' if mark.evidence == "official statement" else ""
        glyph = f"{ring}{SHAPES[mark.shape]}{dot}"
    if mark.later:
        glyph += SLASH
    words = words_svg(label_of(mark, view), side) if side else ""
    scale = f' transform="scale({view.km_per_px:.3f})"' if scaled else ""
    inner = f'<g{scale}><circle class="lesson-hit" r="{HIT_PX}"/>{glyph}{words}</g>'
    at = f'transform="translate({_short(mark.x)} {_short(mark.y)})"'
    if scaled:
        return f'<g class="{classes}" {at}>{area}{inner}</g>'
    return (
        f'<g id="mark-{key}" class="{classes}" role="button" tabindex="-1" data-stop'
        f' data-move="choose" data-with-place="{key}"'
        f' aria-pressed="{"true" if pressed else "false"}" aria-label="{says}" {at}>{area}{inner}</g>'
    )


def _short(number: float) -> str:
    """To 100 metres, in as few letters as that takes."""
    return f"{round(number, 1):g}"


def words_svg(label: Label, side: str) -> str:
    """The text of a label at its side of the origin, a ``tspan`` for each line where there are several."""
    x, y, anchor = label.offset(side)
    end = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}[anchor]
    first, *more = (escape(line) for line in label.lines)
    rest = "".join(f'<tspan x="{x:g}" dy="{label.size * LINE_HEIGHT:.1f}">{line}</tspan>' for line in more)
    return f'<text x="{x:g}" y="{y:g}"{end}>{first}{rest}</text>'


@lru_cache(maxsize=16)
def legend(
    kinds: tuple[str, ...],
    *,
    lines: tuple[tuple[str, str], ...] = (),
    shadings: tuple[str, ...] = (),
    later: bool = False,
) -> str:
    """What shapes, fillings and edges mean, in words beside each sign.

    ``lines``: the names of what is "hatched" and "dotted"; ``shadings``: of what is shaded now; ``later``:
    also the sign for what was not published yet.
    """

    def sign(inside: str, name: str, around: str = "") -> h.Element:
        drawn = f'<g class="{name}">{around}<g>{inside}</g></g>'
        picture = (
            f'<svg class="lesson-marks lesson-sign" viewBox="-12 -12 24 24" aria-hidden="true">{drawn}</svg>'
        )
        return h.span[Markup(picture)]  # noqa: S704 - made of the constants above

    circle = SHAPES["garrison"]
    shapes = [(sign(SHAPES[kind], "lesson-imagery"), kind) for kind in kinds]
    fillings = [
        (sign(circle, "lesson-imagery"), "filled: seen in a picture (imagery)"),
        (
            sign(circle + '<circle class="lesson-dot" r="2"/>', "lesson-official"),
            "open with a dot: an official statement",
        ),
        (sign(circle, "lesson-single"), "open, broken edge: a single source"),
    ]
    others = [
        (sign("", "lesson-imagery lesson-area", '<circle r="10"/>'), "wide circle: somewhere in this area"),
        (
            sign('<circle class="lesson-ring" r="11"/>' + circle, "lesson-imagery lesson-new"),
            "ring: new since the step before",
        ),
        (sign(SHAPES["venue"], "lesson-venue"), "city with meetings"),
        (sign(SHAPES["city"], "lesson-venue"), "the same; only the city is known, no building"),
    ]
    if later:
        others.append((sign(circle + SLASH, "lesson-imagery"), "slash: happened, and not published by then"))
    others += [(sign(LINES[kind], ""), f"{kind}: {name}") for kind, name in lines]
    others += [(sign(_SAMPLE, ""), f"shaded, thick border: {name}") for name in shadings]

    def group(title: str, rows: Sequence[tuple[h.Element, str]]) -> h.Element:
        return h.div[h.h4[title], h.ul[(h.li[picture, " ", words] for picture, words in rows)]]

    key = h.div(class_="lesson-legend")[
        group("Kind of place", shapes),
        group("Best evidence so far", fillings),
        group("Also on the map", others),
    ]
    return str(key)
