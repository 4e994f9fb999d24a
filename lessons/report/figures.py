"""The report's pictures as plotly figures, for a notebook: to point at, to zoom into.

The page draws the same bars as SVG (`charts.py`). Each figure has its rows as a table, and as text.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from lessons.report.charts import KINDS, Line, item_lines, sureness_lines
from lessons.report.class_report import ClassReport
from lessons.report.say import decimal, percent
from lessons.report.tables import all_sureness, items_table, rows, sureness_table
from lessons.ui.figures import INK, LINE, QuietFigure, base_layout
from lessons.ui.shown import Rows, shown

_FILLS = (("#0b5a94", ""), ("#ffffff", ""), ("#ffffff", "/"))
_ROW, _ABOVE, _BELOW, _WIDTH = 24, 110, 50, 900


def questions_figure(report: ClassReport) -> QuietFigure:
    """A bar for each question: who was right, who was sure and wrong."""
    items = report.analysis.items
    title = "First answers, question by question"
    return _bars(title, "learners", item_lines(report, items), items_table(report, title, items))


def sureness_figure(report: ClassReport) -> QuietFigure:
    """A bar for each thing that was said about an answer."""
    counts = all_sureness(report)
    title = "How sure they were, and whether it was right"
    return _bars(title, "answers", sureness_lines(counts), sureness_table(title, counts))


def fit_figure(report: ClassReport) -> QuietFigure:
    """A mark for each question: how easy it was, and how well it fits the others."""
    title = "How easy, and how well it fits the other questions"
    known = [one for one in report.analysis.items if one.discrimination is not None]
    labels = [report.label(one.item.id) for one in known]
    table = rows(
        title,
        ("Question", "Facility", "Discrimination"),
        [
            (label, percent(one.facility), decimal(one.discrimination))
            for label, one in zip(labels, known, strict=True)
        ],
    )
    figure = QuietFigure(rows=shown(title, [table]))
    figure.add_trace(
        go.Scatter(
            x=[one.facility for one in known],
            y=[one.discrimination for one in known],
            text=labels,
            mode="markers+text",
            textposition="top center",
            marker={"color": "#0b5a94", "size": 8},
            hovertemplate="%{text}: facility %{x:.0%}, discrimination %{y:.2f}<extra></extra>",
        )
    )
    figure.update_layout(
        **base_layout(
            title, "Look first at those below the line, and at the left.", width=_WIDTH, height=520
        ),
        showlegend=False,
    )
    figure.update_xaxes(
        title="facility", range=[-0.03, 1.03], tickformat=".0%", gridcolor=LINE, linecolor=INK
    )
    figure.update_yaxes(title="discrimination", gridcolor=LINE, zerolinecolor=INK)
    return figure


def _bars(title: str, unit: str, lines: Sequence[Line], table: Rows) -> QuietFigure:
    figure = QuietFigure(rows=shown(title, [table]))
    labels = [line.label for line in lines]
    for number, (kind, (colour, shape)) in enumerate(zip(KINDS, _FILLS, strict=True)):
        figure.add_trace(
            go.Bar(
                y=labels,
                x=[line.counts[number] for line in lines],
                name=kind,
                orientation="h",
                marker={
                    "color": colour,
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": shape, "fgcolor": INK, "size": 6},
                },
                customdata=[line.words for line in lines],
                hovertemplate=f"%{{y}}: %{{x}} {kind}<br>%{{customdata}}<extra></extra>",
            )
        )
    height = _ABOVE + _BELOW + max(len(lines), 3) * _ROW
    layout = base_layout(title, f"{unit}, first answers", width=_WIDTH, height=height)
    layout["legend"] |= {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"}
    figure.update_layout(
        **layout, barmode="stack", bargap=0.35, margin={"l": 110, "r": 20, "t": _ABOVE, "b": _BELOW}
    )
    # "01.10" is a name and no number, and the first question stands at the top.
    figure.update_yaxes(type="category", autorange="reversed", dtick=1)
    figure.update_xaxes(gridcolor=LINE, linecolor=INK)
    return figure
