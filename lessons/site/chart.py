"""A plotly figure on a page without plotly: drawn anew as an SVG where it is of the plain kind, and in words.

Plotly draws with a script of 4 MB. The figures that a lesson shows are marks on a scale of numbers with a
label for each row, so their own data (``to_plotly_json``) is enough to draw them: marks, bars, ticks,
numbers. A figure that has anything else in it is told in words alone, which every figure of the course can.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import htpy as h

from lessons.site.piece import Piece, fold, picture

_INK, _LINE, _PAPER = "#1c2126", "#d5dadf", "#ffffff"
_FONT = "Arial,'Liberation Sans',Helvetica,sans-serif"
_HALO = f'stroke="{_PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
_TEXT, _STEP = 12, 16
IN_WORDS = ", in words"
"""How the name of the fold ends that says a figure in words."""
_MARKUP = re.compile(r"<[^>]*>")
_SYMBOLS = {"circle": False, "diamond": False, "circle-open": True, "diamond-open": True}


def figure_piece(figure: Any) -> Piece:
    """The figure as a picture, if it can be drawn, and always in words."""
    said = figure._repr_mimebundle_().get("text/plain", "")
    words = [line for line in str(said).splitlines() if line.strip()]
    title, *rows = words or ["A figure"]
    listed = h.ul[(h.li[row] for row in rows)]
    drawn = drawing(figure.to_plotly_json(), title)
    if drawn is None:
        return Piece(h.fragment[h.p[h.strong[title]], rows and listed])
    file = f"pictures/{hashlib.sha256(drawn.content).hexdigest()[:12]}.svg"
    alt = f"{drawn.title}. {drawn.how} The numbers stand in words below."
    html = h.fragment[
        picture(file, alt, (drawn.width, drawn.height), drawn.title),
        rows and fold(f"{title}{IN_WORDS}", listed, kind="more"),
    ]
    return Piece(html, {file: drawn.content})


@dataclass(frozen=True)
class Drawing:
    """A figure as the bytes of an SVG, with what stands above it and its size in pixels."""

    content: bytes
    title: str
    how: str
    width: int
    height: int


@dataclass(frozen=True)
class _Panel:
    """A pair of axes: from the figure's numbers to pixels, and what stands at the rows."""

    left: float
    top: float
    width: float
    height: float
    low: float
    high: float
    length: float
    unit: str
    rows: tuple[tuple[float, str], ...]

    def x(self, value: float) -> float:
        """Pixels from the left edge."""
        return self.left + (value - self.low) / (self.high - self.low) * self.width

    def y(self, value: float) -> float:
        """Pixels from the upper edge."""
        return self.top + value / self.length * self.height


def drawing(figure: Mapping[str, Any], fallback: str) -> Drawing | None:
    """The figure as an SVG; None where it holds something that is not drawn here."""
    layout = figure.get("layout", {})
    try:
        width, height = int(layout["width"]), int(layout["height"])
        panels = {
            name.removeprefix("xaxis"): _panel(layout, name.removeprefix("xaxis"))
            for name in sorted(layout)
            if name.startswith("xaxis")
        }
        marks = [_mark_rows(trace) for trace in figure["data"]]
        heading = layout["title"]
        inside = [
            *(part for panel in panels.values() for part in (*_grid(panel, width), *_ticks(panel))),
            *_bars(panels, layout.get("shapes", ())),
            *(part for trace in marks for part in _marks(panels, trace)),
            *_numbers(panels, layout.get("annotations", ())),
            *_legend([trace for trace in marks if trace.named]),
        ]
        title = str(heading["text"])
        how = str(heading.get("subtitle", {}).get("text", ""))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    head = [
        f'<text x="8" y="26" font-size="16" font-weight="700">{escape(title)}</text>',
        f'<text x="8" y="48">{escape(how)}</text>',
    ]
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="{_FONT}" font-size="{_TEXT}" fill="{_INK}">'
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>{"".join(head)}{"".join(inside)}</svg>'
    )
    return Drawing(text.encode("utf-8"), title or fallback, how, width, height)


def _panel(layout: Mapping[str, Any], number: str) -> _Panel:
    """The axes of that number ("" is the first), whose rows are counted from the top."""
    x, y, margin = layout[f"xaxis{number}"], layout[f"yaxis{number}"], layout["margin"]
    bottom, top = map(float, y.get("domain", (0, 1)))
    length, end = map(float, y["range"])
    if end != 0 or "domain" in x or not y["tickvals"]:
        raise ValueError("only rows from the top, over the whole width, are drawn here")
    height = float(layout["height"]) - margin["t"] - margin["b"]
    low, high = map(float, x["range"])
    return _Panel(
        margin["l"],
        margin["t"] + (1 - top) * height,
        float(layout["width"]) - margin["l"] - margin["r"],
        (top - bottom) * height,
        low,
        high,
        length,
        str(x.get("title", {}).get("text", "")),
        tuple(zip(map(float, y["tickvals"]), map(str, y["ticktext"]), strict=True)),
    )


def _of(panels: Mapping[str, _Panel], x: str, y: str) -> _Panel:
    """The panel that something belongs to, by the names of its axes."""
    if x[:1] != "x" or y != f"y{x[1:]}":
        raise ValueError("only what belongs to one pair of axes is drawn here")
    return panels[x[1:]]


@dataclass(frozen=True)
class _Marks:
    name: str
    named: bool
    symbol: str
    colour: str
    axes: tuple[str, str]
    points: tuple[tuple[float, float], ...]


def _mark_rows(trace: Mapping[str, Any]) -> _Marks:
    marker = trace["marker"]
    if trace["type"] != "scatter" or trace["mode"] != "markers" or marker["symbol"] not in _SYMBOLS:
        raise ValueError("only marks are drawn here")
    points = tuple((float(x), float(y)) for x, y in zip(trace["x"], trace["y"], strict=True))
    axes = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
    named = trace.get("showlegend", True)
    return _Marks(str(trace.get("name", "")), named, marker["symbol"], str(marker["color"]), axes, points)


def _symbol(symbol: str, colour: str, x: float, y: float) -> str:
    fill = _PAPER if _SYMBOLS[symbol] else colour
    look = f'fill="{fill}" stroke="{escape(colour)}" stroke-width="2"'
    if symbol.startswith("circle"):
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" {look}/>'
    return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" {look}/>'


def _marks(panels: Mapping[str, _Panel], marks: _Marks) -> Iterable[str]:
    panel = _of(panels, *marks.axes)
    return (_symbol(marks.symbol, marks.colour, panel.x(x), panel.y(y)) for x, y in marks.points)


def _legend(traces: Sequence[_Marks]) -> Iterable[str]:
    x = 16.0
    for trace in traces:
        yield _symbol(trace.symbol, trace.colour, x, 72)
        yield f'<text x="{x + 14:.1f}" y="76">{escape(trace.name)}</text>'
        x += 40 + len(trace.name) * 6.6


def _grid(panel: _Panel, width: int) -> Iterable[str]:
    """A line and a label for each row; the label's markup is plotly's own: <b>, <br> and <span>."""
    for place, label in panel.rows:
        y = panel.y(place)
        yield f'<path d="M{panel.left:.1f} {y:.1f}H{width - 8}" stroke="{_LINE}"/>'
        lines = label.split("<br>")
        start = y - (len(lines) - 1) * _STEP / 2 + 4
        for number, line in enumerate(lines):
            bold = ' font-weight="700"' if line.startswith("<b>") else ""
            words = escape(unescape(_MARKUP.sub("", line)))
            at = f'x="{panel.left - 10:.1f}" y="{start + number * _STEP:.1f}"'
            yield f'<text {at} text-anchor="end"{bold}>{words}</text>'


def _ticks(panel: _Panel) -> Iterable[str]:
    """Numbers along the top, at a round step, at most eight of them, and what they count."""
    span = panel.high - panel.low
    ten = 10 ** (len(str(int(span))) - 1)
    step = next(size for size in (ten / 5, ten / 2, ten, ten * 2, ten * 5) if span / size <= 7)
    value = 0.0
    while value <= panel.high:
        x = panel.x(value)
        yield f'<path d="M{x:.1f} {panel.top - 6:.1f}V{panel.top + panel.height:.1f}" stroke="{_LINE}"/>'
        yield f'<text x="{x:.1f}" y="{panel.top - 12:.1f}" text-anchor="middle">{value:,.0f}</text>'
        value += step
    middle = panel.left + panel.width / 2
    yield f'<text x="{middle:.1f}" y="{panel.top - 30:.1f}" text-anchor="middle">{escape(panel.unit)}</text>'


def _bars(panels: Mapping[str, _Panel], shapes: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for shape in shapes:
        if shape["type"] != "line":
            raise ValueError("only lines are drawn here")
        panel = _of(panels, shape.get("xref", "x"), shape.get("yref", "y"))
        look = f'stroke="{escape(str(shape["line"]["color"]))}" stroke-width="{shape["line"]["width"]}"'
        yield (
            f'<path d="M{panel.x(shape["x0"]):.1f} {panel.y(shape["y0"]):.1f}'
            f'L{panel.x(shape["x1"]):.1f} {panel.y(shape["y1"]):.1f}" {look}/>'
        )


def _numbers(panels: Mapping[str, _Panel], annotations: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """The numbers beside the marks, and an arrow where an end was left open."""
    for one in annotations:
        panel = _of(panels, one.get("xref", "x"), one.get("yref", "y"))
        x, y = panel.x(one["x"]), panel.y(one["y"])
        if one.get("text"):
            anchor = {"left": "start", "right": "end"}.get(one.get("xanchor", ""), "middle")
            at = x + one.get("xshift", 0)
            words = escape(str(one["text"]))
            yield f'<text x="{at:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}" {_HALO}>{words}</text>'
        elif "ax" in one:
            tip, back = x + one["ax"], -6 if one["ax"] > 0 else 6
            colour = escape(str(one["arrowcolor"]))
            yield (
                f'<path d="M{x:.1f} {y:.1f}H{tip:.1f}m{back} -5l{-back} 5l{back} 5" fill="none"'
                f' stroke="{colour}" stroke-width="2"/>'
            )
