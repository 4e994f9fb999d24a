"""The figure of totals: every number as it was published, nothing joined, nothing sent out."""

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import pytest
from IPython.core.formatters import DisplayFormatter

from lessons.content import load_content
from lessons.content.records.evidence import Estimate
from lessons.content.records.sources import Source
from lessons.ui.figure_estimates import COLUMNS, UNITS, estimates_figure
from lessons.ui.figures import MIME, QuietFigure

COUNT, PLAN = 0, 1  # the traces


SOURCE = Source(
    id="s_one",
    publisher="A paper",
    title="Numbers",
    url="https://paper.example.org/numbers",
    kind="report",
    verified="read",
    link_policy="open",
)


class Totals:
    """The part of the content that the figure reads."""

    def __init__(self, *rows: Estimate) -> None:
        self.estimates = {row.id: row for row in rows}
        self.sources = {SOURCE.id: SOURCE}


def total(low: int | None, high: int | None, **fields: Any) -> Estimate:
    usual = {"kind": "count", "unit": "people", "claimant": "A ministry", "scope": "near the border"}
    return Estimate(
        id=f"e{low}-{high}",
        stated_on="2021-12-03",
        low=low,
        high=high,
        source_id="s_one",
        verified="read",
        spoiler=False,
        **{**usual, **fields},
    )


def figure(*rows: Estimate) -> QuietFigure:
    return estimates_figure(Totals(*rows))  # type: ignore[arg-type]  # the figure reads nothing else


def sent(shown: QuietFigure) -> dict[str, Any]:
    """What travels to the browser, as JSON."""
    read: dict[str, Any] = json.loads(json.dumps(shown._repr_mimebundle_()[MIME]))
    return read


def written(shown: QuietFigure) -> dict[str, Mapping[str, Any]]:
    return {mark["text"]: mark for mark in sent(shown)["layout"]["annotations"] if mark["text"]}


def arrows(shown: QuietFigure) -> list[Mapping[str, Any]]:
    return [mark for mark in sent(shown)["layout"]["annotations"] if not mark["text"]]


@pytest.fixture(scope="module")
def real() -> QuietFigure:
    return estimates_figure(load_content().without_spoilers())


def test_a_number_is_one_mark_and_a_range_two_with_a_bar_between():
    shown = sent(figure(total(92_000, 92_000), total(80_000, 90_000)))
    assert shown["data"][COUNT]["x"] == [92_000, 80_000, 90_000]
    one, low, high = shown["data"][COUNT]["y"]
    (bar,) = shown["layout"]["shapes"]
    assert (bar["x0"], bar["x1"]) == (80_000, 90_000)
    assert low == high == bar["y0"] == bar["y1"] > one


def test_plans_have_a_trace_a_mark_and_a_name_of_their_own():
    shown = sent(figure(total(70_000, 70_000), total(None, 175_000, kind="plan")))
    assert [trace["x"] for trace in shown["data"]] == [[70_000], [175_000]]
    assert [trace["marker"]["symbol"] for trace in shown["data"]] == ["circle", "diamond-open"]
    assert shown["data"][PLAN]["name"] == "planned or expected, not a count"


def test_no_line_joins_two_totals(real: QuietFigure):
    assert {trace["mode"] for trace in sent(real)["data"]} == {"markers"}


@pytest.mark.parametrize(
    ("low", "high", "text", "side"),
    [
        (150_000, None, "more than 150,000", 1),
        (None, 100_000, "up to 100,000", -1),
    ],
)
def test_an_open_end_is_said_and_pointed_at(low, high, text, side):
    shown = figure(total(low, high))
    assert list(written(shown)) == [text]
    (arrow,) = arrows(shown)
    assert arrow["ax"] * side > 0
    assert arrow["ay"] == 0


def test_a_closed_number_has_no_arrow():
    assert arrows(figure(total(80_000, 90_000), total(5, 5))) == []


def test_the_number_stands_beside_its_mark_on_the_side_that_has_room():
    marks = written(figure(total(10_000, 20_000), total(90_000, 100_000)))
    low, high = marks["10,000 to 20,000"], marks["90,000 to 100,000"]
    assert (low["x"], low["xanchor"], low["xshift"] > 0) == (20_000, "left", True)
    assert (high["x"], high["xanchor"], high["xshift"] < 0) == (90_000, "right", True)


def test_the_number_stands_clear_of_the_arrow():
    shown = figure(total(None, 100_000), total(20_000, None))
    tips = {arrow["x"]: arrow["ax"] for arrow in arrows(shown)}
    marks = written(shown)
    assert marks["up to 100,000"]["xshift"] < tips[100_000] < 0
    assert marks["more than 20,000"]["xshift"] > tips[20_000] > 0


def test_labels_are_whole_and_wrapped_and_a_row_is_as_high_as_its_label():
    scope = "near the border and in occupied areas, with all the forces of the fleet and of the air force"
    shown = sent(figure(total(1, 1, scope=scope), total(2, 2), total(3, 3)))["layout"]["yaxis"]
    long, short, _ = shown["ticktext"]
    assert scope in long.replace("<br>", " ").replace('<span style="color:#4d565f">', "").replace(
        "</span>", ""
    )
    assert short.startswith("<b>3 December 2021</b><br>A ministry<br>")
    first, second, third = shown["tickvals"]
    assert second - first > third - second


def test_groups_have_a_panel_and_an_axis_of_their_own():
    """Three groups on the axis of people would be three people."""
    shown = sent(figure(total(92_000, 92_000), total(50, None, unit="BTGs"), total(4, 9, unit="BTGs")))
    people, _, groups = shown["data"]
    assert (people["x"], people["xaxis"], people["yaxis"]) == ([92_000], "x", "y")
    assert (groups["x"], groups["xaxis"], groups["yaxis"]) == ([50, 4, 9], "x2", "y2")
    layout = shown["layout"]
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "xaxis2")] == list(UNITS.values())
    assert layout["xaxis2"]["range"][1] < 100
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert [(bar["xref"], bar["yref"]) for bar in layout["shapes"]] == [("x2", "y2")]
    assert {mark["xref"] for mark in layout["annotations"] if "50" in mark["text"]} == {"x2"}
    assert [trace["showlegend"] for trace in shown["data"]] == [True, True, False]


def test_a_single_unit_fills_the_figure():
    layout = sent(figure(total(3, 5, unit="BTGs")))["layout"]
    assert layout["yaxis"]["domain"] == [0, 1]
    assert "xaxis2" not in layout


def test_the_range_of_a_plan_is_dotted_for_print_in_grey():
    counts, plans = figure(total(1, 2)), figure(total(1, 2, kind="plan"))
    assert [sent(one)["layout"]["shapes"][0]["line"]["dash"] for one in (counts, plans)] == ["solid", "dot"]


def test_the_rows_are_a_table_for_each_unit():
    shown = figure(
        total(92_000, 92_000, note="Read <twice>."), total(50, None, unit="BTGs"), total(None, 9, kind="plan")
    )
    assert shown.rows.text.splitlines() == [
        "Published totals, by who said them and what they counted",
        "Published totals in people, in the order of time:",
        "- 3 December 2021: A ministry: 92,000 people (said to be there); near the border",
        "- 3 December 2021: A ministry: up to 9 people (planned or expected, not a count); near the border",
        "Published totals in battalion tactical groups (BTGs), in the order of time:",
        "- 3 December 2021: A ministry: more than 50 BTGs (said to be there); near the border",
    ]
    html = shown.rows.html
    assert html.count("<table>") == html.count("<caption") == 2
    assert html.count('scope="col"') == 2 * len(COLUMNS)
    assert html.count('scope="row"') == 3
    assert html.count('tabindex="0" role="region" aria-label="Published totals in ') == 2
    assert "Read &lt;twice&gt;." in html
    assert 'href="https://paper.example.org/numbers"' in html


def test_the_rows_can_be_shown_in_a_cell_of_their_own(real: QuietFigure):
    shown, _ = DisplayFormatter().format(real.rows)
    assert set(shown) == {"text/html", "text/plain"}
    assert not [
        word for word in ("<form", "<input", "<button", "<script", " id=") if word in shown["text/html"]
    ]


def test_every_total_is_there_with_its_claimant_its_scope_and_its_number(real: QuietFigure):
    rows = list(load_content().without_spoilers().estimates.values())
    numbers = [number for trace in sent(real)["data"] for number in trace["x"]]
    assert sorted(numbers) == sorted(
        number for row in rows for number in {row.low, row.high} if number is not None
    )
    for row in rows:
        assert f"{row.stated_on.text}: {row.claimant}: " in real.rows.text
        assert row.scope in real.rows.text


def test_it_is_shown_by_its_own_bundle_alone(real: QuietFigure):
    """Plotly's own ways would leave out the summary, and fetch a script from another place."""
    shown, _ = DisplayFormatter().format(real)
    assert set(shown) == {MIME, "text/plain"}
    assert shown["text/plain"] == real.rows.text


def test_nothing_is_sent_out(real: QuietFigure):
    assert "sendChartToCloud" in sent(real)["config"]["modeBarButtonsToRemove"]
    assert sent(real)["config"]["displaylogo"] is False
    assert "http" not in json.dumps(real._repr_mimebundle_())


def test_it_is_small_white_and_the_same_each_time(real: QuietFigure):
    text = json.dumps(real._repr_mimebundle_())
    assert len(text) < 40_000
    assert text == json.dumps(estimates_figure(load_content().without_spoilers())._repr_mimebundle_())
    layout = sent(real)["layout"]
    assert {layout["paper_bgcolor"], layout["plot_bgcolor"]} == {"#ffffff"}
    assert layout["font"]["size"] >= 12


def test_a_click_in_the_legend_leaves_no_number_without_its_mark(real: QuietFigure):
    legend = sent(real)["layout"]["legend"]
    assert (legend["itemclick"], legend["itemdoubleclick"]) == (False, False)


def test_it_is_a_quiet_figure(real: QuietFigure):
    assert isinstance(real, QuietFigure)
    assert issubclass(QuietFigure, go.Figure)
