"""The map as an activity: its steps, its moves, what each step knows, and that table and picture agree."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape, unescape

import hypothesis
import hypothesis.strategies as st
import pytest
from hypothesis import given

from lessons.activities.map import Map, MapState
from lessons.activities.map.filters import filtered
from lessons.activities.map.known import NONE, CityRow, SiteRow, known_by
from lessons.activities.map.words import day_text, listing
from lessons.content import load_content
from lessons.ui.activity import Event
from lessons.ui.week import CLOCKS

EVERYTHING = load_content()
CONTENT = EVERYTHING.without_spoilers()
MAP = Map(CONTENT)
OTHER = Map(load_content().without_spoilers())
LAST = len(MAP.steps) - 1
VIEWS = list(MAP.atlas.frames)
FRAMES = list(MAP.atlas.frames.values())


def event(move, **form):
    return Event(move, {name: (value,) for name, value in form.items()}, datetime(2026, 1, 1, tzinfo=UTC))


def after(state, *moves):
    for move in moves:
        state = MAP.step(state, move).state
    return state


@st.composite
def states(draw):
    """Any state that moves can lead to: a place chosen at one step stays chosen at another."""
    known = MAP.by_clock[draw(st.sampled_from(CLOCKS))][draw(st.integers(0, LAST))]
    chosen = draw(st.none() | st.sampled_from([row.key for row in known.rows]))
    start = MapState(draw(st.integers(0, LAST)), draw(st.sampled_from(VIEWS)), chosen)
    turned = draw(st.lists(st.sampled_from(TURNS), max_size=6))
    words = draw(st.sampled_from(["", "a", "YEL", "tents", "polygon", "no such place"]))
    return after(start, *turned, event("filter", search=words))


TURNS = [
    *(event("clock", clock=clock) for clock in CLOCKS),
    *(event("zoom", by=by) for by in ("in", "out")),
    *(event("shift", to=to) for to in ("north", "south", "east", "west")),
    event("look", x="310.2", y="-55", width="777"),
    event("reset"),
    event("play"),
    event("shade", id="nato-2022", on="yes"),
    *(event("filter", **{name: one}) for name, values in MAP.choices.items() for one in ("", *values)),
]


def test_it_opens_on_the_day_of_the_article_in_the_first_view():
    assert MAP.empty() == MapState(LAST, VIEWS[0], None)
    assert MAP.steps[LAST] == CONTENT.course.article.day
    assert MAP.restore([{"kind": "attempt"}]) == MAP.empty()


def test_there_are_at_least_eight_steps_and_none_after_the_article():
    assert len(MAP.steps) >= 8
    assert max(MAP.steps) <= CONTENT.course.article.day
    assert min(MAP.steps) < date(2021, 6, 1)


def test_an_earlier_day_closes_the_later_steps():
    early = Map(CONTENT, day=MAP.steps[3])
    assert early.steps == MAP.steps[:4]
    assert early.empty().step == 3
    with pytest.raises(
        ValueError, match=f"the map has no step by 1 January 2000; its first is {day_text(MAP.steps[0])}"
    ):
        _ = Map(CONTENT, day=date(2000, 1, 1)).steps


def test_moves_make_a_new_state_and_leave_the_old_one():
    start = MAP.empty()
    kept = replace(start)
    there = after(
        start, event("previous"), event("view", view=VIEWS[1]), event("step", step="2"), event("next")
    )
    assert there == MapState(3, VIEWS[1], None)
    assert start == kept
    assert after(there, event("choose", place="pogonovo")) == MapState(3, VIEWS[1], "pogonovo")


def test_choosing_moves_the_focus_and_closing_brings_it_back():
    chosen = MAP.step(MAP.empty(), event("choose", place="yelnya"))
    assert chosen.focus == "place-title"
    assert 'id="place-title" tabindex="-1"' in MAP.view(chosen.state)["details"]
    closed = MAP.step(chosen.state, event("close"))
    assert (closed.state, closed.focus) == (MAP.empty(), "mark-yelnya")
    assert 'id="mark-yelnya"' in MAP.view(closed.state)["marks"]


def test_a_place_without_a_mark_in_the_view_returns_the_focus_to_its_row():
    for key in ("crimea-unspecified", MAP.known[LAST].cities[0].key):
        closed = MAP.step(after(MAP.empty(), event("choose", place=key)), event("close"))
        assert closed.focus == f"row-{key}"
        assert f'id="row-{key}"' in MAP.view(closed.state)["table"]


def test_pressing_a_chosen_place_again_lets_it_go_and_closing_nothing_is_no_error():
    assert after(MAP.empty(), event("choose", place="yelnya"), event("choose", place="yelnya")) == MAP.empty()
    assert MAP.step(MAP.empty(), event("close")).state == MAP.empty()


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (
            event("jump"),
            "the map has no move 'jump'; allowed: step, previous, next, play, tick, clock, view, ",
        ),
        (event("next"), rf"step {LAST + 1} is not there; the map has the steps 0 \(.+\) to {LAST} \(.+\)"),
        (event("step", step="-1"), "step -1 is not there"),
        (event("step", step="two"), "step two is not there"),
        (event("step", step="²"), "step ² is not there"),
        (event("step"), "step: nothing came, one value is expected"),
        (event("view", view="moon"), f"the map has no view 'moon'; allowed: {', '.join(VIEWS)}"),
        (event("choose", place="atlantis"), "nothing is known of 'atlantis' by .+; allowed: yelnya, "),
    ],
)
def test_a_bad_move_says_what_is_allowed(move, says):
    with pytest.raises(ValueError, match=says):
        MAP.step(MAP.empty(), move)


def test_a_place_cannot_be_chosen_before_anything_was_published_on_it():
    with pytest.raises(ValueError, match="nothing is known of 'yelnya' by"):
        MAP.step(MapState(0, VIEWS[0]), event("choose", place="yelnya"))
    stayed = MAP.view(MapState(0, VIEWS[0], "yelnya"))
    assert "nothing had been published about the place you chose" in stayed["details"]
    assert 'aria-pressed="true"' not in stayed["marks"] + stayed["table"]


@hypothesis.settings(max_examples=30)
@given(states())
def test_the_same_state_gives_the_same_parts(state):
    assert set(MAP.view(state)) == set(MAP.parts)
    assert MAP.view(state) == OTHER.view(state)


@given(states())
def test_table_and_picture_show_the_same_rows(state):
    view = MAP.view(state)
    known = filtered(MAP.by_clock[state.clock][state.step], state.filters)
    rows = re.findall(
        r'<tr data-key="[^"]+"><th scope="row"><button [^>]*data-with-place="([^"]+)"', view["table"]
    )
    marks = re.findall(r'<g id="mark-([^"]+)"', view["marks"])
    ends = re.findall(r"<td>([^<]*)</td></tr>", view["table"])
    where = dict(zip(rows, ends, strict=True))
    assert rows == [row.key for row in known.rows]
    assert len(set(marks)) == len(marks)
    drawn = ("mark", "area", "mark of the city")
    assert set(marks) == {key for key in rows if where[key].removesuffix(", not published by then") in drawn}
    assert {key for key in rows if where[key] == "place not named"} == {
        row.key for row in known.rows if row.drawn_as == NONE
    }
    later = set(re.findall(r'<g id="mark-([^"]+)" class="[^"]*lesson-later', view["marks"]))
    assert later == {key for key in marks if where[key].endswith("not published by then")}
    pressed = re.findall(r'data-with-place="([^"]+)" aria-pressed="true"', view["table"] + view["marks"])
    assert set(pressed) == {state.chosen} & set(rows)
    # What the picture shows and what it says of itself come from one frame.
    (box,) = set(re.findall(r'viewbox="([^"]+)"', (view["picture"] + view["words"] + view["marks"]).lower()))
    assert box == MAP.frame(state).viewbox


def test_every_row_has_a_mark_in_some_view():
    for known in MAP.known:
        for row in known.rows:
            if row.drawn_as != NONE:
                assert any(row.key not in MAP.atlas.outside(known.rows, frame) for frame in FRAMES), row.key


@pytest.mark.parametrize("step", range(LAST + 1))
def test_a_step_knows_what_was_published_by_then_and_nothing_else(step):
    day, known = MAP.steps[step], MAP.known[step]
    shown = known.report_ids
    public = {one.id for one in CONTENT.observations.values() if one.published_on.last <= day}
    doubles = {one.id for one in CONTENT.observations.values() if one.same_picture_as in public}
    assert shown == public - doubles
    # Nothing of the whole data that came later stands anywhere on the page, with every place opened.
    for row in known.rows:
        page = "".join(MAP.view(MapState(step, VIEWS[0], row.key)).values())
        for one in EVERYTHING.observations.values():
            if one.published_on.last > day and one.statement not in {
                CONTENT.observations[id_].statement for id_ in shown
            }:
                assert f"<p>{one.statement}</p>" not in page


def test_a_month_counts_from_its_end():
    month = next(one for one in CONTENT.observations.values() if one.published_on.precision == "month")
    assert month.id not in known_by(CONTENT, month.published_on.last.replace(day=27)).report_ids
    assert month.id in known_by(CONTENT, month.published_on.last).report_ids


def test_two_reports_of_one_picture_are_one_and_the_other_is_named():
    double = next(one for one in CONTENT.observations.values() if one.same_picture_as)
    assert double.id not in MAP.known[LAST].report_ids
    details = MAP.view(after(MAP.empty(), event("choose", place=double.site_id)))["details"]
    assert "Not counted" in details
    assert double.statement in details


def test_reports_that_name_no_place_are_listed_and_not_drawn():
    (row,) = MAP.known[LAST].unplaced
    assert {one.place_known for one in row.reports} == {False}
    view = MAP.view(after(MAP.empty(), event("choose", place=row.key)))
    assert f"mark-{row.key}" not in view["marks"]
    assert "the reports name no place: listed, not drawn" in view["details"]


def test_even_a_report_filed_under_a_drawn_site_is_not_drawn_where_it_names_no_place():
    site = MAP.known[LAST].sites[0]
    nowhere = site.latest.model_copy(update={"place_known": False})
    known = known_by(
        replace(CONTENT, observations={**CONTENT.observations, nowhere.id: nowhere}), MAP.steps[LAST]
    )
    row, rest = known.row(f"{site.key}-place-not-named"), known.row(site.key)
    assert isinstance(row, SiteRow)
    assert isinstance(rest, SiteRow)
    assert row.reports == (nowhere,)
    assert (row.drawn_as, row.name) == (NONE, f"{site.region}, place not named")
    assert rest.reports == site.reports[:-1]


def test_the_sentence_sums_up_the_step_and_what_it_brought():
    sentences = [MAP.view(MapState(step, VIEWS[0]))["sentence"] for step in range(LAST + 1)]
    assert all(
        re.fullmatch(r'<p role="status">By .+ a reader could know of \d+ places? .+</p>', one)
        for one in sentences
    )
    known, reports = MAP.known[LAST], sum(len(row.reports) for row in MAP.known[LAST].sites)
    assert f"of {len(known.sites)} places from {reports} published reports" in sentences[LAST]
    assert "This is the first step." in sentences[0]
    assert [day_text(MAP.steps[step - 1]) in sentences[step] for step in range(1, LAST + 1)] == [True] * LAST


def test_venues_have_one_mark_a_city_and_their_meetings_no_outcome():
    cities = MAP.known[LAST].cities
    assert {row.name for row in cities} == {"Geneva", "Brussels", "Vienna"}
    for row in cities:
        details = MAP.view(after(MAP.empty(), event("choose", place=row.key)))["details"]
        for meeting in row.meetings:
            assert f"<p>{meeting.format}</p>" in details.replace("&#39;", "'")
            assert meeting.outcome not in details
            if meeting.held_on.last >= CONTENT.course.article.day:
                assert f"announced for {meeting.held_on.text}" in details


def test_only_meetings_that_were_held_or_that_the_article_announces_are_known():
    held = {one.id for row in MAP.known[LAST].cities for one in row.meetings}
    day = CONTENT.course.article.day
    assert held == {
        one.id
        for one in EVERYTHING.meetings.values()
        if not one.spoiler and (one.held_on.last < day or one.in_article)
    }
    before = {one.id for row in MAP.known[LAST - 1].cities for one in row.meetings}
    assert all(EVERYTHING.meetings[one].held_on.last <= MAP.steps[LAST - 1] for one in before)


def test_details_give_each_report_with_both_dates_its_evidence_source_and_doubts():
    for row in MAP.known[LAST].sites:
        details = MAP.view(after(MAP.empty(), event("choose", place=row.key)))["details"]
        plain = unescape(re.sub(r"<[^>]+>", " ", details))
        assert details.count("<dt>Shows</dt>") == len(row.reports)
        for report in row.reports:
            source = CONTENT.sources[report.source_id]
            for wanted in (
                report.statement,
                report.observed_on.text,
                report.published_on.text,
                report.evidence,
            ):
                assert wanted in plain
            assert source.publisher in plain
            assert source.title in plain
            assert report.note in plain
            assert f'href="{source.url}"' not in details or source.link
            assert source.link is None or f'href="{escape(source.link)}"' in details


def test_details_say_how_well_a_place_is_known_and_print_no_short_distance():
    for row in MAP.known[LAST].sites:
        details = MAP.view(after(MAP.empty(), event("choose", place=row.key)))["details"]
        assert f"within about {row.site.precision_km:g} km" in details
        computed = re.findall(r"about (\d+) km to the [^;<]+ \(computed\)", details)
        assert computed == ([] if row.site.distance_km is None else [f"{row.site.distance_km:.0f}"])
        assert all(int(one) >= 10 for one in computed)
        if row.site.distance_km is not None:
            assert row.site.distance_to in details


def test_the_ends_of_the_date_control_are_said_and_not_disabled():
    first, last = (MAP.view(MapState(step, VIEWS[0]))["dates"] for step in (0, LAST))
    assert re.search(r'<button[^>]*data-move="previous"[^>]*aria-disabled="true"', first)
    assert re.search(r'<button[^>]*data-move="next"[^>]*aria-disabled="true"', last)
    assert " disabled" not in first + last
    assert f'aria-valuetext="{day_text(MAP.steps[0])}"' in first


def test_text_of_the_data_is_escaped():
    site = CONTENT.sites["yelnya"].model_copy(update={"name": "<b>Y&", "note": "<script>"})
    odd = Map(replace(CONTENT, sites={**CONTENT.sites, "yelnya": site}))
    view = odd.view(replace(odd.empty(), chosen="yelnya"))
    assert "<b>" not in "".join(view.values()) + odd.ground
    assert "<script" not in "".join(view.values())
    assert "&lt;b&gt;Y&amp;" in view["marks"]


@pytest.mark.parametrize(
    ("names", "said"), [("a", "a"), ("ab", "a and b"), ("abc", "a, b and c"), ("abcd", "a, b and 2 more")]
)
def test_lists_are_read_as_english(names, said):
    assert listing(list(names), at_most=2 if len(names) > 3 else 6) == said


def test_a_city_without_a_public_address_is_listed():
    flat = CityRow(
        "flat", "Somewhere", tuple(one for one in CONTENT.venues.values() if one.drawn_as == NONE), ()
    )
    assert flat.drawn_as == NONE
    assert flat.points == ()
