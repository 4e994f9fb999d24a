"""Plotly figures of the data, for learners who explore.

They travel by mime type (7 kB, drawn by plotly's own JupyterLab extension), never as a widget, and leave
out the button that would upload the chart to a cloud service. The panel is white in both themes, because
plotly fixes its colours when the figure is made."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from lessons.content import Content
from lessons.content.records.evidence import Estimate

MIME = "application/vnd.plotly.v1+json"
_QUIET = {
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
}
_COUNT, _PLAN = "#0b5a94", "#b3530a"


class QuietFigure(go.Figure):  # type: ignore[misc]  # plotly is not typed
    """A figure that sends nothing out.

    ``summary`` says in words what it shows, for whoever does not see it.
    """

    def __init__(self, *arguments: Any, summary: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Plotly guards its attributes against typing errors; this one is ours.
        object.__setattr__(self, "summary", summary)

    def _repr_mimebundle_(self, *_arguments: object, **_options: object) -> dict[str, Any]:
        shown = self.to_plotly_json()
        return {MIME: {**_plain(shown), "config": _QUIET}, "text/plain": self.summary}


def _plain(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure as plain lists and numbers, as it is sent; the default template would triple its size."""
    return {"data": list(figure["data"]), "layout": figure["layout"]}


def estimates_figure(content: Content) -> QuietFigure:
    """Published totals in people, one line each: the range, who said it, what was counted; plans apart from
    counts.

    Points are never joined: two totals of different scope are not two moments of one number.
    """
    rows = [estimate for estimate in content.estimates.values() if estimate.unit == "people"]
    other = len(content.estimates) - len(rows)
    labels = [f"{row.stated_on.text}: {row.claimant}<br>{_wrap(row.scope)}" for row in rows]
    figure = QuietFigure(
        data=[
            _marks(rows, labels, kind="count", name="said to be there", symbol="circle", colour=_COUNT),
            _marks(
                rows,
                labels,
                kind="plan",
                name="planned or expected, not a count",
                symbol="diamond-open",
                colour=_PLAN,
            ),
        ],
        layout={
            "template": "none",
            "height": 140 + 44 * len(rows),
            "margin": {"l": 330, "r": 20, "t": 90, "b": 60},
            "font": {"size": 12, "color": "#1c2126"},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "title": {
                "text": "Published totals, by who said them and what they counted",
                "x": 0,
                "xref": "container",
            },
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
            "xaxis": {
                "title": {"text": "people"},
                "tickformat": ",d",
                "rangemode": "tozero",
                "gridcolor": "#d5dadf",
                "side": "bottom",
            },
            "yaxis": {
                "autorange": "reversed",
                "type": "category",
                "categoryarray": labels,
                "automargin": False,
            },
        },
        summary="",
    )
    object.__setattr__(figure, "summary", _summary(rows, other))
    return figure


def _marks(
    rows: list[Estimate], labels: list[str], *, kind: str, name: str, symbol: str, colour: str
) -> go.Scatter:
    chosen = [(row, label) for row, label in zip(rows, labels, strict=True) if row.kind == kind]
    middles = [_middle(row) for row, _ in chosen]
    return go.Scatter(
        x=middles,
        y=[label for _, label in chosen],
        mode="markers+text",
        text=[_range(row) for row, _ in chosen],
        textposition="middle right" if kind == "count" else "middle left",
        name=name,
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2, "color": colour}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [
                (row.high - middle) if row.high else 0
                for (row, _), middle in zip(chosen, middles, strict=True)
            ],
            "arrayminus": [
                (middle - row.low) if row.low else 0 for (row, _), middle in zip(chosen, middles, strict=True)
            ],
            "color": colour,
        },
        hovertext=[
            f"{row.claimant}, {row.stated_on.text}: {_range(row)} people, {row.scope}" for row, _ in chosen
        ],
        hoverinfo="text",
    )


def _middle(row: Estimate) -> float:
    known = [number for number in (row.low, row.high) if number is not None]
    return sum(known) / len(known)


def _range(row: Estimate) -> str:
    if row.low is None:
        return f"up to {row.high:,}"
    if row.high is None:
        return f"more than {row.low:,}"
    return f"{row.low:,}" if row.low == row.high else f"{row.low:,} to {row.high:,}"


def _wrap(text: str, *, width: int = 48) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _summary(rows: list[Estimate], other: int) -> str:
    lines = [
        f"{row.stated_on.text}: {row.claimant}: {_range(row)} people ({row.kind}); {row.scope}"
        for row in rows
    ]
    return "\n".join(
        [
            "Published totals in people",
            *lines,
            f"{other} more totals are counted in battalion groups: see the table.",
        ]
    )


FIGURES: dict[str, Callable[[Content], QuietFigure]] = {"estimates": estimates_figure}
