"""The published totals, one row each: the range, who said it, what was counted; plans apart from counts.

Every marker is a number that was published, so a range has two and none in the middle. Rows are never joined:
two totals of different scope are not two moments of one number. People and groups are two units, so each has
a panel and an axis of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from lessons.content import Content
from lessons.content.records.evidence import Estimate
from lessons.ui.figures import INK, LINE, SOFT, TEXT, QuietFigure, base_layout
from lessons.ui.shown import Rows, Shown, shown
from lessons.ui.sources import source_line

TITLE = "Published totals, by who said them and what they counted"
COLUMNS = ("Day", "Who said it", "Number", "Count or plan", "What was counted", "To know", "Source")
UNITS = {"people": "people", "BTGs": "battalion tactical groups (BTGs)"}
KINDS = {"count": "said to be there", "plan": "planned or expected, not a count"}
_LOOKS = {"count": ("circle", "#0b5a94", "solid"), "plan": ("diamond-open", "#b3530a", "dot")}
_HOW_TO_READ = (
    "A bar is a range. An arrow is an open end: the number was given as ‘more than’, ‘nearly’ or ‘up to’."
)

# Lengths in pixels. Text is as wide as the browser draws it, so these are a little more than it needs.
_LETTER, _LINE_HEIGHT = 6.6, 16
_WIDTH = 900
_LABEL_LETTERS, _MARGIN = 46, 280
_NARROWEST = 700 - _MARGIN - 20  # the plot in the narrowest window that this is made for
_TOP, _AXIS, _BOTTOM, _GAP, _ARROW = 140, 76, 20, 10, 26


@dataclass(frozen=True)
class _Panel:
    """The totals of one unit, from ``top`` (pixels below the first panel's top), on the axes ``number``."""

    unit: str
    rows: tuple[Estimate, ...]
    number: int
    top: float

    @property
    def labels(self) -> list[str]:
        return [_label(row) for row in self.rows]

    @property
    def places(self) -> list[float]:
        """The middle of each row, in pixels from the panel's top: a row is as high as its label."""
        middles, top = [], 0.0
        for label in self.labels:
            height = (label.count("<br>") + 1) * _LINE_HEIGHT + _GAP
            middles.append(top + height / 2)
            top += height
        return middles

    @property
    def pairs(self) -> list[tuple[Estimate, float]]:
        return list(zip(self.rows, self.places, strict=True))

    @property
    def length(self) -> float:
        places = self.places
        return places[-1] + (places[0] if len(places) > 1 else _LINE_HEIGHT)

    @property
    def highest(self) -> float:
        return max(max(_numbers(row)) for row in self.rows) * 1.06

    def axis(self, letter: str) -> str:
        """Plotly's name for one of its axes: x, x2, …"""
        return letter if self.number == 1 else f"{letter}{self.number}"


def estimates_figure(content: Content) -> QuietFigure:
    """All totals of the content."""
    panels = _panels(tuple(content.estimates.values()))
    plot = panels[-1].top + panels[-1].length
    layout = base_layout(TITLE, _HOW_TO_READ, width=_WIDTH, height=round(plot + _TOP + _BOTTOM))
    layout["margin"] = {"l": _MARGIN, "r": 20, "t": _TOP, "b": _BOTTOM}
    layout["legend"] |= {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 1 - 62 / (plot + _TOP + _BOTTOM),
        "yref": "container",
        "yanchor": "top",
    }
    for panel in panels:
        layout |= _axes(panel, plot)
    layout["shapes"] = [
        _bar(panel, row, y) for panel in panels for row, y in panel.pairs if len(set(_numbers(row))) == 2
    ]
    layout["annotations"] = [
        mark for panel in panels for row, y in panel.pairs for mark in _number(panel, row, y)
    ]
    traces = [_marks(panel, kind) for panel in panels for kind in _LOOKS if _has(panel, kind)]
    return QuietFigure(data=traces, layout=layout, rows=estimates_rows(content))


def estimates_rows(content: Content) -> Shown:
    """The same as a table for each unit, with the doubts and the source of each number."""
    tables = [
        Rows(
            f"Published totals in {UNITS[panel.unit]}, in the order of time",
            COLUMNS,
            tuple(
                (
                    row.stated_on.text,
                    row.claimant,
                    range_text(row),
                    KINDS[row.kind],
                    row.scope,
                    row.note,
                    source_line(content.sources[row.source_id]),
                )
                for row in panel.rows
            ),
            tuple(
                f"{row.stated_on.text}: {row.claimant}: {range_text(row)} {row.unit} "
                f"({KINDS[row.kind]}); {row.scope}"
                for row in panel.rows
            ),
        )
        for panel in _panels(tuple(content.estimates.values()))
    ]
    return shown(TITLE, tables)


def range_text(row: Estimate) -> str:
    """The number as it was given: one, a range, or with an open end."""
    if row.low is None:
        return f"up to {row.high:,}"
    if row.high is None:
        return f"more than {row.low:,}"
    return f"{row.low:,}" if row.low == row.high else f"{row.low:,} to {row.high:,}"


def _panels(estimates: Sequence[Estimate]) -> list[_Panel]:
    panels: list[_Panel] = []
    top = 0.0
    for unit in UNITS:
        rows = tuple(row for row in estimates if row.unit == unit)
        if rows:
            panel = _Panel(unit, rows, len(panels) + 1, top)
            panels.append(panel)
            top += panel.length + _AXIS
    return panels


def _has(panel: _Panel, kind: str) -> bool:
    """The first panel has both kinds, for the legend."""
    return panel.number == 1 or any(row.kind == kind for row in panel.rows)


def _axes(panel: _Panel, plot: float) -> dict[str, Any]:
    number = "" if panel.number == 1 else str(panel.number)
    return {
        f"xaxis{number}": {
            "title": {"text": UNITS[panel.unit], "standoff": 8},
            "tickformat": ",d",
            "range": [0, panel.highest],
            "side": "top",
            "anchor": panel.axis("y"),
            "gridcolor": LINE,
            "zeroline": False,
        },
        f"yaxis{number}": {
            "domain": [max(0.0, 1 - (panel.top + panel.length) / plot), 1 - panel.top / plot],
            "anchor": panel.axis("x"),
            "range": [panel.length, 0],
            "tickvals": panel.places,
            "ticktext": panel.labels,
            "gridcolor": "#eef0f2",
            "zeroline": False,
            "automargin": False,
        },
    }


def _label(row: Estimate) -> str:
    """When, who said it and what was counted, in lines that fit the margin."""
    said = wrap(row.claimant, _LABEL_LETTERS)
    counted = (f'<span style="color:{SOFT}">{line}</span>' for line in wrap(row.scope, _LABEL_LETTERS))
    return "<br>".join([f"<b>{row.stated_on.text}</b>", *said, *counted])


def _marks(panel: _Panel, kind: str) -> go.Scatter:
    symbol, colour, _ = _LOOKS[kind]
    points = [
        (number, y, row)
        for row, y in panel.pairs
        if row.kind == kind
        for number in dict.fromkeys(_numbers(row))
    ]
    return go.Scatter(
        x=[number for number, _, _ in points],
        y=[y for _, y, _ in points],
        xaxis=panel.axis("x"),
        yaxis=panel.axis("y"),
        mode="markers",
        name=KINDS[kind],
        showlegend=panel.number == 1,
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2, "color": colour}},
        hovertext=[
            f"{row.claimant}, {row.stated_on.text}: {range_text(row)} {row.unit}, {row.scope}"
            for _, _, row in points
        ],
        hoverinfo="text",
    )


def _bar(panel: _Panel, row: Estimate, y: float) -> dict[str, Any]:
    """From the lower end of a range to the upper one; that of a plan is dotted."""
    _, colour, dash = _LOOKS[row.kind]
    ends = {"x0": row.low, "x1": row.high, "y0": y, "y1": y}
    return {
        "type": "line",
        **ends,
        "xref": panel.axis("x"),
        "yref": panel.axis("y"),
        "line": {"color": colour, "width": 5, "dash": dash},
        "layer": "above",
    }


def _number(panel: _Panel, row: Estimate, y: float) -> list[dict[str, Any]]:
    """The number beside its mark, never on it, and an arrow to the side that was left open."""
    text, low, high = range_text(row), min(_numbers(row)), max(_numbers(row))
    up, down = row.high is None, row.low is None
    after = _GAP + (_ARROW if up else 0)
    fits = high / panel.highest * _NARROWEST + after + len(text) * _LETTER < _NARROWEST
    before = _GAP + (_ARROW if down else 0)
    place = (high, after, "left") if fits else (low, -before, "right")
    at = {"y": y, "xref": panel.axis("x"), "yref": panel.axis("y")}
    written = dict(zip(("x", "xshift", "xanchor"), place, strict=True))
    marks: list[dict[str, Any]] = [
        {**written, **at, "text": text, "showarrow": False, "font": {"color": INK, "size": TEXT}}
    ]
    if up or down:
        tip = _ARROW if up else -_ARROW
        arrow = {"ax": tip, "ay": 0, "arrowside": "start", "startarrowhead": 2, "arrowwidth": 2}
        marks.append({"x": high, **at, "text": "", "arrowcolor": _LOOKS[row.kind][1], **arrow})
    return marks


def _numbers(row: Estimate) -> list[int]:
    return [number for number in (row.low, row.high) if number is not None]
