"""The map as a plotly figure: the rows of the map itself, honest marks, and nothing fetched."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import hypot
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.activities.map.figure import map_figure
from lessons.activities.map.figure_signs import CITIES, EVIDENCE, SYMBOLS
from lessons.activities.map.known import AREA, NONE, Known, known_by
from lessons.content import Content, load_content
from lessons.ui.figures import MIME, QuietFigure
from lessons.ui.map_frame import Box
from lessons.ui.map_marks import EVIDENCE as MAP_EVIDENCE
from lessons.ui.map_marks import SHAPES
from lessons.ui.projection import project

CONTENT = load_content().without_spoilers()
DAY = CONTENT.course.article.day
KNOWN = known_by(CONTENT, DAY)


def sent(figure: QuietFigure) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(figure._repr_mimebundle_()[MIME]))
    return read


REAL = map_figure(CONTENT)
SENT = sent(REAL)


def points(shown: Mapping[str, Any]) -> dict[str, tuple[float, float, int, Mapping[str, Any]]]:
    """Key -> x, y, number in its trace, trace."""
    return {
        key: (trace["x"][number], trace["y"][number], number, trace)
        for trace in shown["data"]
        for number, key in enumerate(trace.get("customdata", []))
    }


def areas(shown: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {trace["meta"]: trace for trace in shown["data"] if "meta" in trace}


def drawn(shown: Mapping[str, Any]) -> list[str]:
    return sorted([*points(shown), *areas(shown)])


def rows_of(known: Known) -> list[str]:
    return sorted(row.key for row in known.rows if row.drawn_as != NONE)


def test_it_draws_the_rows_of_the_map_and_no_other():
    assert drawn(SENT) == rows_of(KNOWN)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(sorted(CONTENT.observations)), min_size=1))
def test_whatever_was_published_the_rows_are_those_of_the_map(ids: set[str]):
    some = {key: one for key, one in CONTENT.observations.items() if key in ids}
    content = replace(CONTENT, observations=some)
    figure, known = map_figure(content), known_by(content, DAY)
    assert drawn(sent(figure)) == rows_of(known)
    lines = [line for line in figure.rows.text.splitlines() if ": published " in line]
    assert len(lines) == sum(len(row.reports) for row in (*known.sites, *known.unplaced))


def test_every_sign_stands_at_its_place():
    for row in KNOWN.sites:
        if row.site.point and row.drawn_as not in (AREA, NONE):
            x, y, _, _ = points(SENT)[row.key]
            assert (x, y) == pytest.approx(project(row.site.point[1], row.site.point[0]), abs=0.1)


def test_a_place_that_is_not_known_well_is_a_circle_of_its_radius_and_never_a_point():
    wide = [row for row in KNOWN.sites if row.drawn_as == AREA]
    assert sorted(areas(SENT)) == sorted(row.key for row in wide)
    for row in wide:
        assert row.site.point
        assert row.site.precision_km
        trace = areas(SENT)[row.key]
        x, y = project(row.site.point[1], row.site.point[0])
        far = {round(hypot(a - x, b - y)) for a, b in zip(trace["x"], trace["y"], strict=True)}
        assert far == {round(row.site.precision_km)}
        assert (trace["mode"], trace["fill"]) == ("lines", "toself")
        assert row.key not in points(SENT)


def test_what_names_no_place_is_said_and_not_drawn():
    nowhere = [row.key for row in KNOWN.unplaced]
    assert nowhere
    assert not set(nowhere) & set(drawn(SENT))
    assert "names no place" in REAL.rows.text or "name no place" in REAL.rows.text
    assert "not drawn in the picture" in REAL.rows.html


def test_the_kind_of_place_and_the_evidence_are_seen_without_colour():
    looks = set()
    for row in KNOWN.sites:
        if row.key in points(SENT):
            _, _, number, trace = points(SENT)[row.key]
            symbol = trace["marker"]["symbol"][number]
            assert symbol.startswith(SYMBOLS[row.kind])
            look = (
                trace["marker"]["color"][number],
                trace["marker"]["line"]["width"][number],
                "dot" in symbol,
            )
            looks.add((row.best_evidence, look))
    assert len({look for _, look in looks}) == len(looks)
    assert len({one["line"]["dash"] for one in areas(SENT).values()}) == len(
        {row.best_evidence for row in KNOWN.sites if row.drawn_as == AREA}
    )


def test_a_city_whose_building_is_not_known_has_a_sign_of_its_own():
    for row in KNOWN.cities:
        _, _, number, trace = points(SENT)[row.key]
        symbol, words = CITIES[row.drawn_as]
        assert trace["marker"]["symbol"][number] == symbol
        assert words in {one["name"] for one in SENT["data"]}


def test_it_knows_every_kind_and_every_evidence_of_the_map():
    assert set(SYMBOLS) == set(SHAPES) - {"venue", "city"}
    assert list(EVIDENCE) == list(MAP_EVIDENCE)


def test_the_legend_names_what_is_drawn_and_cannot_be_pressed():
    shown = [trace for trace in SENT["data"] if trace.get("showlegend") is not False]
    names = [trace["name"] for trace in shown]
    kinds = {row.kind for row in KNOWN.sites if row.key in points(SENT)}
    assert set(names[: len(kinds)]) == kinds
    assert set(EVIDENCE.values()) < set(names)
    assert all(trace["x"] == [None] for trace in shown)
    assert SENT["layout"]["legend"]["itemclick"] is False


def test_each_sign_says_its_place_its_reports_and_their_dates():
    for row in KNOWN.sites:
        if row.key in points(SENT):
            _, _, number, trace = points(SENT)[row.key]
            text = trace["hovertext"][number]
        elif row.key in areas(SENT):
            text = areas(SENT)[row.key]["text"]
        else:
            continue
        assert text.startswith(f"<b>{row.name}</b><br>{row.kind}: ")
        plain = text.replace("<br>", " ")
        assert plain.count("• published ") == len(row.reports)
        for report in row.reports:
            assert report.published_on.text in plain
            assert report.observed_on.text in plain


def test_nothing_later_than_the_article_is_in_it():
    whole = load_content()
    text = json.dumps(map_figure(whole)._repr_mimebundle_()) + map_figure(whole).rows.html
    late = [one for one in whole.observations.values() if not one.published_on.by(DAY)]
    assert late
    told = [one.id for one in late if json.dumps(one.statement)[1:-1] in text]
    early = [one.statement for one in CONTENT.observations.values()]
    assert [one for one in told if not any(whole.observations[one].statement in said for said in early)] == []
    days = {f"published {one.published_on.text}" for one in late}
    assert not [day for day in days if day in text]


def test_the_land_is_one_picture_below_the_signs_and_nothing_is_fetched():
    (image,) = SENT["layout"]["images"]
    assert image["layer"] == "below"
    head, encoded = image["source"].split(",")
    assert head == "data:image/svg+xml;base64"
    picture = ET.fromstring(base64.b64decode(encoded))  # noqa: S314  our own
    box = Box(*CONTENT.basemap["extent_km"])
    assert picture.get("viewBox") == f"{box.x0:g} {box.y0:g} {box.x1 - box.x0:g} {box.y1 - box.y0:g}"
    assert (image["x"], image["y"], image["sizex"], image["sizey"]) == (
        box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0,
    )  # fmt: skip  # a corner and two sides
    assert len(picture.findall(".//{*}path")) > len(CONTENT.basemap["countries"])
    outside = json.dumps({**SENT, "layout": {**SENT["layout"], "images": []}})
    assert "http" not in outside
    assert "sendChartToCloud" in SENT["config"]["modeBarButtonsToRemove"]


def test_north_is_up_and_a_kilometre_is_as_long_both_ways():
    layout = SENT["layout"]
    south, north = layout["yaxis"]["range"]
    assert south > north
    assert (layout["yaxis"]["scaleanchor"], layout["yaxis"]["scaleratio"]) == ("x", 1)
    x0, x1 = layout["xaxis"]["range"]
    margin = layout["margin"]
    wide, high = layout["width"] - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    assert (x1 - x0) / wide == pytest.approx((south - north) / high, rel=0.01)


def test_the_words_that_must_stand_do():
    written = " ".join(mark["text"] for mark in SENT["layout"]["annotations"])
    words = written.replace("<br>", " ").replace("<b>", "").replace("</b>", "")
    countries = {one["name"] for one in CONTENT.basemap["countries"]}
    for label in CONTENT.course.map.labels:
        if label.text not in countries:
            assert label.text in words


def test_a_place_without_reports_leaves_a_figure_that_can_be_shown():
    quiet = replace(CONTENT, observations={}, meetings={})
    figure = map_figure(quiet)
    assert drawn(sent(figure)) == []
    assert figure.rows.text.startswith("By ")


def test_it_is_the_same_each_time_and_not_heavy():
    text = json.dumps(REAL._repr_mimebundle_())
    assert text == json.dumps(map_figure(CONTENT)._repr_mimebundle_())
    assert len(text) < 120_000


def test_the_rows_have_every_report_with_its_source():
    html = REAL.rows.html
    for row in (*KNOWN.sites, *KNOWN.unplaced):
        for report in row.reports:
            assert CONTENT.sources[report.source_id].publisher.split("'")[0].split("&")[0] in html
    assert html.count('scope="row"') == sum(
        len(row.reports) for row in (*KNOWN.sites, *KNOWN.unplaced)
    ) + sum(len(row.meetings) for row in KNOWN.cities)


def test_the_day_is_that_of_the_article():
    early = CONTENT.course.model_copy(
        update={"article": CONTENT.course.article.model_copy(update={"day": date(2021, 4, 30)})}
    )
    content: Content = replace(CONTENT, course=early)
    assert drawn(sent(map_figure(content))) == rows_of(known_by(content, date(2021, 4, 30)))
