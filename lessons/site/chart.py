"""A plotly figure on a page without plotly: drawn anew as an SVG where it is of the plain kind, and in words.

Plotly draws with a script of 4 MB. The figures that a lesson shows are marks on a scale of numbers with a
label for each row, so their own data (``to_plotly_json``) is enough to draw them: marks, bars, ticks,
numbers. A figure that has anything else in it is told in words alone, which every figure of the course can.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import htpy as h

from lessons.site.piece import Piece, fold, picture

_INK, _LINE, _PAPER = "#1c2126", "#d5dadf", "#ffffff"
_FONT = "Arial,'Liberation Sans',Helvetica,sans-serif"
_HALO = f'stroke="{_PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
_TEXT, _STEP = 12, 16
_SYMBOLS = {"circle": False, "diamond": False, "circle-open": True, "diamond-open": True}


def figure_piece(figure: Any) -> Piece:
    """The figure as a picture, if it can be drawn, and always in words."""
    words = [line for line in str(getattr(figure, "summary", "")).splitlines() if line.strip()]
    title, *rows = words or ["A figure"]
    listed = h.ul[(h.li[row] for row in rows)]
    drawn = drawing(figure.to_plotly_json(), title)
    if drawn is None:
        return Piece(h.fragment[h.p[h.strong[title]], rows and listed])
    file = f"pictures/{hashlib.sha256(drawn.content).hexdigest()[:12]}.svg"
    alt = f"{drawn.title}. {drawn.how} The numbers stand in words below."
    html = h.fragment[
        picture(file, alt, (drawn.width, drawn.height), drawn.title),
        rows and fold(f"{title}, in words", listed, kind="more"),
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
class _Scale:
    """From the figure's numbers to pixels."""

    left: float
    top: float
    width: float
    low: float
    high: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * self.width

    def y(self, value: float) -> float:
        return self.top + value


def drawing(figure: Mapping[str, Any], fallback: str) -> Drawing | None:
    """The figure as an SVG; None where it holds something that is not drawn here."""
    layout = figure.get("layout", {})
    try:
        x, y = layout["xaxis"], layout["yaxis"]
        margin, width, height = layout["margin"], int(layout["width"]), int(layout["height"])
        marks = [_mark_rows(trace) for trace in figure["data"]]
        scale = _Scale(margin["l"], margin["t"], width - margin["l"] - margin["r"], *map(float, x["range"]))
        if float(y["range"][1]) != 0 or not y["tickvals"]:
            return None  # rows from the top, in pixels: the only kind that is drawn here
        heading = layout["title"]
        inside = [
            *_grid(scale, y, width),
            *_ticks(scale, height),
            *_bars(scale, layout.get("shapes", ())),
            *(part for trace in marks for part in _marks(scale, trace)),
            *_numbers(scale, layout.get("annotations", ())),
            *_legend(marks),
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


@dataclass(frozen=True)
class _Marks:
    name: str
    symbol: str
    colour: str
    points: tuple[tuple[float, float], ...]


def _mark_rows(trace: Mapping[str, Any]) -> _Marks:
    marker = trace["marker"]
    if trace["type"] != "scatter" or trace["mode"] != "markers" or marker["symbol"] not in _SYMBOLS:
        raise ValueError("only marks are drawn here")
    points = tuple((float(x), float(y)) for x, y in zip(trace["x"], trace["y"], strict=True))
    return _Marks(str(trace.get("name", "")), marker["symbol"], str(marker["color"]), points)


def _symbol(symbol: str, colour: str, x: float, y: float) -> str:
    fill = _PAPER if _SYMBOLS[symbol] else colour
    look = f'fill="{fill}" stroke="{escape(colour)}" stroke-width="2"'
    if symbol.startswith("circle"):
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" {look}/>'
    return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" {look}/>'


def _marks(scale: _Scale, marks: _Marks) -> Iterable[str]:
    return (_symbol(marks.symbol, marks.colour, scale.x(x), scale.y(y)) for x, y in marks.points)


def _legend(traces: Sequence[_Marks]) -> Iterable[str]:
    x = 16.0
    for trace in traces:
        yield _symbol(trace.symbol, trace.colour, x, 72)
        yield f'<text x="{x + 14:.1f}" y="76">{escape(trace.name)}</text>'
        x += 40 + len(trace.name) * 6.6


def _grid(scale: _Scale, axis: Mapping[str, Any], width: int) -> Iterable[str]:
    """A line and a label for each row; the label's markup is plotly's own: <b>, <br> and <span>."""
    for place, label in zip(axis["tickvals"], axis["ticktext"], strict=True):
        y = scale.y(float(place))
        yield f'<path d="M{scale.left:.1f} {y:.1f}H{width - 8}" stroke="{_LINE}"/>'
        lines = str(label).split("<br>")
        start = y - (len(lines) - 1) * _STEP / 2 + 4
        for number, line in enumerate(lines):
            bold = ' font-weight="700"' if line.startswith("<b>") else ""
            words = _plain(line)
            yield (
                f'<text x="{scale.left - 10:.1f}" y="{start + number * _STEP:.1f}" text-anchor="end"{bold}>'
                f"{escape(words)}</text>"
            )


def _plain(markup: str) -> str:
    text, _, rest = markup.partition("<")
    while rest:
        _, _, rest = rest.partition(">")
        more, _, rest = rest.partition("<")
        text += more
    return text


def _ticks(scale: _Scale, height: int) -> Iterable[str]:
    """Numbers along the top, at a round step, four to seven of them."""
    span = scale.high - scale.low
    ten = 10 ** (len(str(int(span))) - 1)
    step = next(size for size in (ten / 5, ten / 2, ten, ten * 2, ten * 5) if span / size <= 7)
    value = 0.0
    while value <= scale.high:
        x = scale.x(value)
        yield f'<path d="M{x:.1f} {scale.top - 6:.1f}V{height - 14}" stroke="{_LINE}"/>'
        yield f'<text x="{x:.1f}" y="{scale.top - 12:.1f}" text-anchor="middle">{value:,.0f}</text>'
        value += step


def _bars(scale: _Scale, shapes: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for shape in shapes:
        if shape["type"] != "line":
            raise ValueError("only lines are drawn here")
        look = f'stroke="{escape(str(shape["line"]["color"]))}" stroke-width="{shape["line"]["width"]}"'
        yield (
            f'<path d="M{scale.x(shape["x0"]):.1f} {scale.y(shape["y0"]):.1f}'
            f'L{scale.x(shape["x1"]):.1f} {scale.y(shape["y1"]):.1f}" {look}/>'
        )


def _numbers(scale: _Scale, annotations: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """The numbers beside the marks, and an arrow where an end was left open."""
    for one in annotations:
        x, y = scale.x(one["x"]), scale.y(one["y"])
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
