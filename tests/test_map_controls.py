"""What a learner turns on the map: play, looks, filters, shading, and the words that say where they stand."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest

from lessons.activities.map import Map
from lessons.activities.map.activity import MOVES
from lessons.activities.map.filters import Filters, filtered
from lessons.activities.map.words import filter_text, shading_text
from lessons.content import load_content
from lessons.ui.activity import Event
from lessons.ui.letters import plain
from lessons.ui.map_frame import NARROWEST_KM, Box, Frame, moved

CONTENT = load_content().without_spoilers()
MAP = Map(CONTENT)
START = MAP.empty()
LAST = len(MAP.steps) - 1


def event(move, **form):
    return Event(move, {name: (value,) for name, value in form.items()}, datetime(2026, 1, 1, tzinfo=UTC))


def after(state, *moves):
    for move in moves:
        state = MAP.step(state, move).state
    return state


def shown(state):
    return filtered(MAP.now(state), state.filters)


# --- playing


def test_playing_at_the_end_begins_anew_and_stops_by_itself():
    state = after(START, event("play"))
    assert (state.step, state.playing) == (0, True)
    for step in range(LAST):
        assert state.playing
        state = after(state, event("tick", step=str(step)))
    assert (state.step, state.playing) == (LAST, False)


def test_playing_from_the_middle_goes_on_from_there():
    state = after(START, event("step", step="3"), event("play"))
    assert (state.step, state.playing) == (3, True)


def test_a_late_tick_of_a_second_page_changes_nothing():
    state = after(START, event("play"), event("tick", step="0"))
    assert after(state, event("tick", step="0")) == state
    assert after(replace(state, playing=False), event("tick", step="1")).step == state.step


@pytest.mark.parametrize(
    "move",
    [
        event("play"),
        event("step", step="4"),
        event("next"),
        event("clock", clock="happened"),
        event("view", view="europe"),
        event("filter", kind="garrison"),
        event("choose", place="crimea-unspecified"),
    ],
)
def test_whatever_a_learner_does_stops_the_play(move):
    playing = after(START, event("step", step="7"), event("play"))
    assert after(playing, move).playing is False


def test_looking_closer_does_not_stop_it():
    assert after(START, event("play"), event("zoom", by="in")).playing


def test_only_a_playing_map_asks_for_time():
    assert "data-tick" not in MAP.view(START)["dates"]
    playing = MAP.view(after(START, event("play")))["dates"]
    assert 'data-tick="tick"' in playing
    assert 'data-with-step="0"' in playing
    assert 'aria-label="Stop the dates"' in playing


# --- looks


def test_zooming_in_and_out_comes_back_and_is_no_look_any_more():
    nearer = after(START, event("zoom", by="in"))
    assert nearer.look is not None
    assert MAP.frame(nearer).km_per_px < MAP.frame(START).km_per_px
    assert 'aria-pressed="true"' not in MAP.view(nearer)["views"]
    assert after(nearer, event("reset")) == START
    assert 'aria-pressed="true"' in MAP.view(START)["views"]


def test_another_view_is_seen_whole():
    assert after(START, event("zoom", by="in"), event("view", view="crimea")).look is None


@pytest.mark.parametrize(
    ("to", "x", "y"), [("west", -1, 0), ("east", 1, 0), ("north", 0, -1), ("south", 0, 1)]
)
def test_moving_aside_keeps_the_scale(to, x, y):
    before, now = MAP.frame(START).box, MAP.frame(after(START, event("shift", to=to))).box
    assert now.x1 - now.x0 == before.x1 - before.x0
    assert ((now.x0 > before.x0) - (now.x0 < before.x0), (now.y0 > before.y0) - (now.y0 < before.y0)) == (
        x,
        y,
    )


def test_no_look_leaves_the_shapes_or_goes_nearer_than_they_are_known():
    limit = MAP.atlas.limit
    for width in (1, 50, 700, 99999):
        for x, y in ((0, 0), (-9e5, 9e5), (1400, -2200)):
            box = MAP.frame(after(START, event("look", x=str(x), y=str(y), width=str(width)))).box
            assert limit.holds(box)
            assert box.x1 - box.x0 >= NARROWEST_KM
            assert (box.x1 - box.x0) / (box.y1 - box.y0) == pytest.approx(1.2)
    near = after(START, *[event("zoom", by="in")] * 20)
    assert MAP.frame(near).box.x1 - MAP.frame(near).box.x0 == NARROWEST_KM
    assert moved(Frame("a", "A", Box(0, 0, 12, 10)), 5, 5, 600, limit=Box(0, 0, 1200, 1000)).viewbox == (
        "0 0 600 500"
    )


def test_a_look_shows_its_marks_and_names_and_lists_the_rest_as_outside():
    x, y = MAP.atlas.marks(MAP.now(START).rows, MAP.frame(START))[-1].x, 0
    near = after(START, event("look", x=str(x), y=str(y), width="300"))
    view = MAP.view(near)
    marks = set(re.findall(r'<g id="mark-([^"]+)"', view["marks"]))
    assert len(marks) < len(shown(near).rows)
    assert "outside this view" in view["table"]


# --- filters


def test_each_choice_keeps_what_fits_and_nothing_else():
    for kind in MAP.choices["kind"]:
        rows = shown(after(START, event("filter", kind=kind))).rows
        assert rows
        assert {row.kind for row in rows} == {kind}
    for region in MAP.choices["region"]:
        rows = shown(after(START, event("filter", region=region))).rows
        assert rows
        assert {row.region for row in rows} == {region}
    for evidence in MAP.choices["evidence"]:
        reports = shown(after(START, event("filter", evidence=evidence))).reports
        assert reports
        assert {one.evidence for one in reports} == {evidence}


def test_a_mark_rests_only_on_reports_that_the_filter_left():
    state = after(START, event("filter", evidence="single source"))
    row = shown(state).row("yelnya")
    assert row is not None
    assert {one.evidence for one in row.reports} == {"single source"}
    (mark,) = re.findall(r'<g id="mark-yelnya" class="([^"]+)"', MAP.view(state)["marks"])
    assert mark.split() == ["lesson-single"]
    assert "imagery" not in re.findall(r'"row-yelnya".*?</tr>', MAP.view(state)["table"])[0]


@pytest.mark.parametrize("letters", ["yelnya", "YELNYA", "ельня", "Ельня", "  yelnya ", "smolensk oblast"])
def test_a_search_forgives_capitals_and_accents_and_knows_local_names(letters):
    assert "yelnya" in {row.key for row in shown(after(START, event("filter", search=letters))).rows}
    assert plain("Élysée") == "elysee"


def test_filters_add_up_and_are_said_in_words():
    state = after(START, event("filter", kind="garrison"), event("filter", evidence="imagery"))
    assert state.filters == Filters(kind="garrison", evidence="imagery")
    said = unescape(MAP.view(state)["filtered"])
    rows, everything = len(shown(state).rows), len(MAP.now(state).rows)
    assert f"Filter: kind of place: garrison; evidence: imagery. {rows} of {everything} places" in said
    assert filter_text(Filters(), MAP.now(START), MAP.now(START)) == "No filter is set: every place is shown."


def test_an_empty_result_says_so_and_offers_the_way_back():
    state = after(START, event("filter", search="xyzzy"))
    view = MAP.view(state)
    assert "No place fits." in view["filtered"]
    assert 'data-move="all"' in view["filtered"]
    assert "<g id=" not in view["marks"]
    back = MAP.step(state, event("all"))
    assert (back.state, back.focus) == (START, "search")
    assert 'data-move="all"' not in MAP.view(START)["filtered"]


def test_a_filter_does_not_close_what_was_chosen():
    state = after(START, event("choose", place="yelnya"), event("filter", kind="airfield"))
    assert "Yelnya" in MAP.view(state)["details"]
    assert MAP.step(state, event("close")).focus == ""


def test_text_that_is_searched_for_is_escaped():
    view = MAP.view(after(START, event("filter", search='"><script>')))
    assert "<script" not in "".join(view.values())


# --- shading


def test_the_shading_names_who_is_shaded_who_is_not_on_the_map_and_who_borders():
    state = after(START, event("shade", id="nato-2022", on="yes"))
    view = MAP.view(state)
    assert "lesson-shade-1" in view["picture"]
    assert "shaded, thick border: NATO members in January 2022" in view["legend"]
    said = unescape(view["switches"])
    assert "30 countries. Outside this map: Canada, Portugal and United States." in said
    assert "With a land border to Russia: Norway, Estonia, Latvia, Lithuania and Poland." in said
    assert " checked" in view["switches"]
    off = after(state, Event("shade", {"id": ("nato-2022",)}, datetime(2026, 1, 1, tzinfo=UTC)))
    assert off == START
    assert MAP.ground.count('class="lesson-in-1"') == 30 - 3
    assert shading_text(CONTENT.course.map.shadings[0], CONTENT.course.map.shadings[0].countries).startswith(
        "Shaded: NATO members in January 2022, 30 countries. With a land border"
    )


def test_a_shaded_still_is_shaded():
    state = after(START, event("view", view="europe"), event("shade", id="nato-2022", on="yes"))
    assert MAP.still(state).html.count("lesson-in-1'") > 25
    assert "class='lesson-in-1'" not in MAP.still(START).html


# --- moves that are not allowed


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (event("clock", clock="noon"), "the map has no clock 'noon'; allowed: published, happened"),
        (event("zoom", by="a lot"), "the map has no zoom 'a lot'; allowed: in, out"),
        (event("shift", to="up"), "the map has no direction 'up'; allowed: west, east, north, south"),
        (event("look", x="a", y="0", width="9"), "x: 'a' came, a number of kilometres is expected"),
        (event("look", x="nan", y="0", width="9"), "x: 'nan' came, a number of kilometres is expected"),
        (event("look", x="0", y="inf", width="9"), "y: 'inf' came, a number of kilometres is expected"),
        (event("look", x="0", y="0"), "width: nothing came, one value is expected"),
        (event("filter"), "nothing came to filter by; allowed: kind, evidence, region, search"),
        (event("filter", kind="castle"), "the map has no kind 'castle'; allowed: garrison, "),
        (event("shade", id="eu"), "the map has no shading 'eu'; allowed: nato-2022"),
        (event("tick"), "step: nothing came, one value is expected"),
    ],
)
def test_a_bad_move_says_what_is_allowed(move, says):
    with pytest.raises(ValueError, match=f"^{re.escape(says)}"):
        MAP.step(START, move)


def test_an_unknown_view_to_open_with_is_refused():
    with pytest.raises(
        ValueError, match="the map has no view 'moon'; allowed: border, europe, belarus, crimea"
    ):
        Map(CONTENT, opens_in="moon").empty()
    assert Map(CONTENT, opens_in="crimea").empty().view == "crimea"


def test_every_control_makes_a_move_that_there_is():
    state = after(START, event("filter", search="a"), event("choose", place="yelnya"), event("play"))
    asked = set(re.findall(r'data-(?:move|pan|tick|escape)="([^"]+)"', "".join(MAP.view(state).values())))
    assert asked == set(MOVES)
