"""Plotly figures of the data, for learners who explore.

They travel by mime type (some ten kB, drawn by plotly's own JupyterLab extension), never as a widget, and
leave out the button that would upload the chart to a cloud service. The panel is white in both themes,
because plotly fixes its colours when the figure is made. Plotly's pictures say
nothing to whoever cannot see them, so each figure has the same rows as a table, and as plain text."""

from typing import Any

import plotly.graph_objects as go

from lessons.ui.shown import Shown

MIME = "application/vnd.plotly.v1+json"
INK, SOFT, LINE = "#1c2126", "#4d565f", "#d5dadf"
TEXT = 12
FAMILY = "Arial, Helvetica, sans-serif"  # named, because plotly's own choice is wider where it is installed
_QUIET = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
}


class QuietFigure(go.Figure):  # type: ignore[misc]  # plotly is not typed
    """A figure that sends nothing out.

    ``rows`` is what it shows as a table: name it in a cell of its own.
    """

    # Plotly would show itself by ways that know neither the rows nor the buttons left out, and one of them
    # fetches a script from another place.
    _ipython_display_ = None
    _repr_html_ = None

    rows: Shown

    def __init__(self, *arguments: Any, rows: Shown, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Plotly guards its attributes against typing errors; this one is ours.
        object.__setattr__(self, "rows", rows)

    def _repr_mimebundle_(self, *_arguments: object, **_options: object) -> dict[str, Any]:
        """The picture, and its rows as text wherever nobody draws it.

        Not as HTML too: each would travel with every picture, and JupyterLab would show none of them.
        """
        return {MIME: {**self.to_plotly_json(), "config": dict(_QUIET)}, "text/plain": self.rows.text}

    def show(self, *_arguments: object, **_options: object) -> None:
        """Show it below the cell, as naming it in the last line does."""
        from IPython.display import display

        display(self)  # type: ignore[no-untyped-call]  # IPython is typed in part


def base_layout(title: str, subtitle: str, *, width: int, height: int) -> dict[str, Any]:
    """What the layouts of all figures agree on."""
    return {
        "template": "none",
        # A size of its own: JupyterLab lets plotly measure cells out of sight, which are 0 wide.
        "autosize": False,
        "width": width,
        "height": height,
        "font": {"family": FAMILY, "size": TEXT, "color": INK},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "hovermode": "closest",
        "title": {
            "text": title,
            "font": {"size": 16},
            "subtitle": {"text": subtitle, "font": {"size": TEXT, "color": INK}},
            "x": 0,
            "xref": "container",
            "pad": {"l": 8, "t": 14},
            "y": 1,
            "yanchor": "top",
            "yref": "container",
        },
        # A click in the legend would hide marks and leave what is written beside them.
        "legend": {"itemclick": False, "itemdoubleclick": False, "font": {"size": TEXT}},
    }
