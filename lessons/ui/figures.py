"""Plotly figures of the data, for learners who explore.

They travel by mime type (about 10 kB, drawn by plotly's own JupyterLab extension), never as a widget, and
leave out the button that would upload the chart to a cloud service. The panel is white in both themes,
because plotly fixes its colours when the figure is made."""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from lessons.content import Content
from lessons.content.records.evidence import Estimate

MIME = "application/vnd.plotly.v1+json"
_QUIET = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
}
_INK, _SOFT, _LINE = "#1c2126", "#4d565f", "#d5dadf"
_LOOKS = {
    "count": ("said to be there", "circle", "#0b5a94"),
    "plan": ("planned or expected, not a count", "diamond-open", "#b3530a"),
}
_HOW_TO_READ = (
    "A bar is a range. An arrow is an open end: the number was given as ‘more than’, ‘nearly’ or ‘up to’."
)

# Lengths in pixels. Text is as wide as the browser draws it, so these are a little more than it needs.
_FAMILY = "Arial, Helvetica, sans-serif"  # named, because plotly's own choice is wider where it is installed
_TEXT, _LETTER, _LINE_HEIGHT = 12, 6.6, 16
_WIDTH = 900
_LABEL_LETTERS, _MARGIN = 46, 280
_NARROWEST = 700 - _MARGIN - 20  # the plot in the narrowest window that this is made for
_TOP, _GAP, _ARROW = 140, 10, 26


class QuietFigure(go.Figure):  # type: ignore[misc]  # plotly is not typed
    """A figure that sends nothing out.

    ``summary`` says in words what it shows, for whoever does not see it.
    """

    # Plotly would show itself by ways that know neither the summary nor the buttons left out, and one of them
    # fetches a script from another place.
    _ipython_display_ = None
    _repr_html_ = None

    def __init__(self, *arguments: Any, summary: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Plotly guards its attributes against typing errors; this one is ours.
        object.__setattr__(self, "summary", summary)

    def _repr_mimebundle_(self, *_arguments: object, **_options: object) -> dict[str, Any]:
        return {MIME: {**self.to_plotly_json(), "config": dict(_QUIET)}, "text/plain": self.summary}

    def show(self, *_arguments: object, **_options: object) -> None:
        """Show it below the cell, as naming it in the last line does."""
        from IPython.display import display

        display(self)  # type: ignore[no-untyped-call]  # IPython is typed in part


def estimates_figure(content: Content) -> QuietFigure:
    """Published totals in people, one row each: the range, who said it, what was counted; plans apart from
    counts.

    Every marker is a number that was published, so a range has two and none in the middle. Rows are never
    joined: two totals of different scope are not two moments of one number.
    """
    rows = [estimate for estimate in content.estimates.values() if estimate.unit == "people"]
    labels = [_label(row) for row in rows]
    places = _places(labels)
    highest = max(max(_numbers(row)) for row in rows) * 1.06
    length = places[-1] + (places[0] if len(places) > 1 else _LINE_HEIGHT)
    pairs = list(zip(rows, places, strict=True))
    return QuietFigure(
        data=[_marks([pair for pair in pairs if pair[0].kind == kind], kind) for kind in _LOOKS],
        layout={
            "template": "none",
            # A size of its own: JupyterLab lets plotly measure cells out of sight, which are 0 wide.
            "autosize": False,
            "width": _WIDTH,
            "height": round(length + _TOP + 20),
            "margin": {"l": _MARGIN, "r": 20, "t": _TOP, "b": 20},
            "font": {"family": _FAMILY, "size": _TEXT, "color": _INK},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "hovermode": "closest",
            "title": {
                "text": "Published totals, by who said them and what they counted",
                "font": {"size": 16},
                "subtitle": {"text": _HOW_TO_READ, "font": {"size": _TEXT, "color": _INK}},
                "x": 0,
                "xref": "container",
                "pad": {"l": 8, "t": 14},
                "y": 1,
                "yanchor": "top",
                "yref": "container",
            },
            # A click in the legend would hide the marks and leave their numbers.
            "legend": {
                "orientation": "h",
                "itemclick": False,
                "itemdoubleclick": False,
                "x": 0,
                "xref": "container",
                "y": 1 - 62 / (length + _TOP + 20),
                "yref": "container",
                "yanchor": "top",
                "font": {"size": _TEXT},
            },
            "xaxis": {
                "title": {"text": "people", "standoff": 8},
                "tickformat": ",d",
                "range": [0, highest],
                "side": "top",
                "gridcolor": _LINE,
                "zeroline": False,
            },
            "yaxis": {
                "range": [length, 0],
                "tickvals": places,
                "ticktext": labels,
                "gridcolor": "#eef0f2",
                "zeroline": False,
                "automargin": False,
            },
            "shapes": [_bar(row, y) for row, y in pairs if len(set(_numbers(row))) == 2],
            "annotations": [mark for row, y in pairs for mark in _number(row, y, highest)],
        },
        summary=_summary(rows, len(content.estimates) - len(rows)),
    )


def _label(row: Estimate) -> str:
    """When, who said it and what was counted, in lines that fit the margin."""
    said = wrap(row.claimant, _LABEL_LETTERS)
    counted = (f'<span style="color:{_SOFT}">{line}</span>' for line in wrap(row.scope, _LABEL_LETTERS))
    return "<br>".join([f"<b>{row.stated_on.text}</b>", *said, *counted])


def _places(labels: Sequence[str]) -> list[float]:
    """The middle of each row, in pixels from the top: a row is as high as its label."""
    middles, top = [], 0.0
    for label in labels:
        height = (label.count("<br>") + 1) * _LINE_HEIGHT + _GAP
        middles.append(top + height / 2)
        top += height
    return middles


def _marks(pairs: Sequence[tuple[Estimate, float]], kind: str) -> go.Scatter:
    name, symbol, colour = _LOOKS[kind]
    points = [(number, y, row) for row, y in pairs for number in dict.fromkeys(_numbers(row))]
    return go.Scatter(
        x=[number for number, _, _ in points],
        y=[y for _, y, _ in points],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2, "color": colour}},
        hovertext=[
            f"{row.claimant}, {row.stated_on.text}: {_range(row)}, {row.scope}" for _, _, row in points
        ],
        hoverinfo="text",
    )


def _bar(row: Estimate, y: float) -> dict[str, Any]:
    """From the lower end of a range to the upper one."""
    ends = {"x0": row.low, "x1": row.high, "y0": y, "y1": y}
    return {"type": "line", **ends, "line": {"color": _LOOKS[row.kind][2], "width": 5}, "layer": "above"}


def _number(row: Estimate, y: float, highest: float) -> list[dict[str, Any]]:
    """The number beside its mark, never on it, and an arrow to the side that was left open."""
    text, low, high = _range(row), min(_numbers(row)), max(_numbers(row))
    up, down = row.high is None, row.low is None
    after = _GAP + (_ARROW if up else 0)
    fits = high / highest * _NARROWEST + after + len(text) * _LETTER < _NARROWEST
    before = _GAP + (_ARROW if down else 0)
    place = (high, after, "left") if fits else (low, -before, "right")
    written = dict(zip(("x", "xshift", "xanchor"), place, strict=True))
    marks: list[dict[str, Any]] = [
        {**written, "y": y, "text": text, "showarrow": False, "font": {"color": _INK}}
    ]
    if up or down:
        tip = _ARROW if up else -_ARROW
        arrow = {"ax": tip, "ay": 0, "arrowside": "start", "startarrowhead": 2, "arrowwidth": 2}
        marks.append({"x": high, "y": y, "text": "", "arrowcolor": _LOOKS[row.kind][2], **arrow})
    return marks


def _numbers(row: Estimate) -> list[int]:
    return [number for number in (row.low, row.high) if number is not None]


def _range(row: Estimate) -> str:
    if row.low is None:
        return f"up to {row.high:,}"
    if row.high is None:
        return f"more than {row.low:,}"
    return f"{row.low:,}" if row.low == row.high else f"{row.low:,} to {row.high:,}"


def _summary(rows: Sequence[Estimate], other: int) -> str:
    lines = [
        f"{row.stated_on.text}: {row.claimant}: {_range(row)} people ({row.kind}); {row.scope}"
        for row in rows
    ]
    more = "1 more total is" if other == 1 else f"{other} more totals are"
    left = f"{more} counted in battalion groups: see the table."
    return "\n".join(["Published totals in people", *lines, *([left] if other else [])])


FIGURES: dict[str, Callable[[Content], QuietFigure]] = {"estimates": estimates_figure}
