"""The timeline: what stands in it, where it stands, what a learner can do, and what is never told early."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from itertools import pairwise
from types import MappingProxyType
from xml.etree import ElementTree

import hypothesis.strategies as st
import pytest
from hypothesis import given

from lessons.activities.timeline import Timeline, TimelineState
from lessons.activities.timeline.layout import ROW, Scale, scale, spread, ticks
from lessons.activities.timeline.picture import NARROW, SIGNS, WIDTH, WORDS, alone, picture, places
from lessons.activities.timeline.rows import Side, periods, rows
from lessons.activities.timeline.words import closed, mark_name, short_date, when
from lessons.content import Content, load_content
from lessons.content.records import PartialDate, Period
from lessons.ui.activity import NOT_RUNNING, Event
from lessons.ui.map_labels import text_width

EVERYTHING = load_content()
LESSON = "the-institutions"
CONTENT = EVERYTHING.for_lesson(LESSON)
LINE = Timeline(CONTENT)
START = LINE.empty()
OLDEST, *_, NEWEST = LINE.periods


def event(move: str, **form: str) -> Event:
    return Event(move, {name: (value,) for name, value in form.items()}, datetime(2026, 1, 1, tzinfo=UTC))


def after(*moves: Event, state: TimelineState = START) -> TimelineState:
    for move in moves:
        state = LINE.step(state, move).state
    return state


# What a lesson may show


def told_early(text: str, content: Content) -> list[str]:
    """The ids of the events that came after the week and of which this text tells."""
    return [one.id for one in content.events.values() if one.spoiler and one.statement in unescape(text)]


def test_nothing_after_the_week_is_shown_before_the_lesson_that_opens_it():
    for slug, lesson in EVERYTHING.lessons.items():
        line = Timeline(EVERYTHING.for_lesson(slug))
        views = [part for one in line.periods for part in line.view(TimelineState(one)).values()]
        told = told_early("\n".join([*views, line.still(line.empty()).html]), EVERYTHING)
        assert bool(told) is lesson.opens_spoilers, (slug, told)


def test_an_event_let_through_would_be_noticed():
    late = next(one for one in EVERYTHING.events.values() if one.spoiler)
    leaky = replace(CONTENT, events=MappingProxyType({**CONTENT.events, late.id: late}),
                    sources=EVERYTHING.sources)  # fmt: skip
    assert told_early(Timeline(leaky).still(START).html, EVERYTHING) == [late.id]


def test_what_the_article_announces_stands_apart_and_names_the_article_as_its_source():
    found = {row.event.id: row.side for one in LINE.periods.values() for row in rows(CONTENT, one)}
    day = CONTENT.course.article.day
    assert {one for one, side in found.items() if side is Side.ANNOUNCED} == {
        one.id for one in CONTENT.events.values() if one.happened_on.last > day
    }
    assert len(found) == len(CONTENT.events)
    assert Side.AFTER not in found.values()
    for row in rows(CONTENT, LINE.periods[NEWEST]):
        if row.side is Side.ANNOUNCED:
            assert row.event.paragraphs, "the article announces it somewhere"
            shown = LINE.view(TimelineState(NEWEST, chosen=row.event.id))["event"]
            assert "announced for" in shown
            assert f"the article, paragraph {row.event.paragraphs[0]}" in shown
            assert CONTENT.sources[row.event.source_id].title not in unescape(shown)


def test_that_the_rest_is_closed_is_said_where_it_is_closed():
    opening = next(one for one in EVERYTHING.lessons.values() if one.opens_spoilers)
    assert opening.title in closed(CONTENT)
    assert closed(EVERYTHING) == ""
    assert opening.title in unescape(LINE.view(START)["said"])
    assert set(periods(EVERYTHING)) > set(LINE.periods)


# Moves


def test_it_opens_on_the_first_period_with_all_kinds_and_keeps_nothing():
    assert LINE.empty() == TimelineState(OLDEST) == LINE.restore([{"kind": "attempt"}])


def test_where_what_came_later_is_told_it_opens_there():
    first = next(
        one for one in EVERYTHING.course.timeline.periods if one.begins > EVERYTHING.course.week_ends
    )
    assert Timeline(EVERYTHING).empty() == TimelineState(first.id)


def test_kinds_add_up_and_none_is_all():
    one = after(event("kind", kind="OSCE"))
    two = after(event("kind", kind="NATO"), state=one)
    assert (one.kinds, two.kinds) == (("OSCE",), ("NATO", "OSCE"))
    assert {row.event.category for row in LINE.shown(two)} == {"NATO", "OSCE"}
    assert after(event("kind", kind="OSCE"), state=one) == START
    assert after(event("all"), state=two) == START
    assert "of NATO and OSCE." in LINE.view(two)["said"]


def test_choosing_moves_the_focus_and_closing_brings_it_back():
    chosen = LINE.step(START, event("choose", event="T05"))
    assert (chosen.state, chosen.focus) == (TimelineState(OLDEST, chosen="T05"), "event-title")
    view = LINE.view(chosen.state)
    assert 'id="event-title" tabindex="-1"' in view["event"]
    assert view["line"].count('aria-pressed="true"') == 1
    closing = LINE.step(chosen.state, event("close"))
    assert (closing.state, closing.focus) == (START, "event-T05")
    assert 'id="event-T05"' in view["line"]
    assert after(event("choose", event="T05"), state=chosen.state) == START


def test_an_event_that_is_filtered_away_is_let_go():
    chosen = after(event("choose", event="T05"))
    assert after(event("kind", kind="NATO"), state=chosen).chosen is None
    assert after(event("period", period=NEWEST), state=chosen) == TimelineState(NEWEST)


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (event("jump"), "the timeline has no move 'jump'; allowed: period, kind, all, choose, close"),
        (event("period", period="later"), f"'later' is not shown here; allowed: {OLDEST}, "),
        (event("kind", kind="sport"), "'sport' is not shown here; allowed: NATO, "),
        (event("choose", event="T66"), "'T66' is not shown here; allowed: T01, "),
        (event("choose"), "event: nothing came, one value is expected"),
    ],
)
def test_a_bad_move_says_what_is_allowed(move, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        LINE.step(START, move)


# Words


@pytest.mark.parametrize(
    ("iso", "short"), [("2022", "2022"), ("2022-01", "Jan 2022"), ("2022-01-05", "5 Jan 2022")]
)
def test_a_short_date_is_no_more_exact_than_the_date(iso, short):
    assert short_date(PartialDate(iso)) == short


def test_a_month_says_that_it_is_a_month_and_is_drawn_as_one():
    rough = next(one for one in EVERYTHING.events.values() if one.happened_on.precision == "month")
    period = next(one for one in periods(EVERYTHING).values() if one.holds(rough.happened_on))
    row = next(row for row in rows(EVERYTHING, period) if row.event is rough)
    assert when(row).endswith(" (month only)")
    drawn = picture(EVERYTHING, period, [row])
    assert "lesson-span" in drawn
    assert "<circle cx" not in drawn


def test_every_mark_is_a_button_with_a_name_of_its_own_and_stands_in_the_list():
    for one in LINE.periods:
        state = TimelineState(one)
        view = LINE.view(state)
        shown = LINE.shown(state)
        names = [
            unescape(name) for name in re.findall(r'role="button"[^>]* aria-label="([^"]*)"', view["line"])
        ]
        assert names == [mark_name(row) for row in shown]
        assert len(set(names)) == len(names)
        assert view["line"].count(" data-stop ") == len(shown)
        assert re.findall(r'id="row-([^"]+)"', view["events"]) == [row.event.id for row in shown]
        assert all(row.event.statement in unescape(view["events"]) for row in shown)


# Where things stand


@given(st.lists(st.floats(0, 500), max_size=30))
def test_rows_keep_their_distance_and_their_order(wanted):
    high = max(500, len(wanted) * ROW)
    found = spread(sorted(wanted), gap=ROW, low=0, high=high)
    assert len(found) == len(wanted)
    assert all(b - a >= ROW - 1e-6 for a, b in pairwise(found))
    assert all(-1e-6 <= one <= high + 1e-6 for one in found)


def test_who_has_room_stands_at_the_true_place():
    assert spread([10, 100, 300], gap=28, low=0, high=400) == (10, 100, 300)
    assert spread([100, 100], gap=20, low=0, high=400) == (90, 110)


def test_ticks_are_years_months_or_weeks():
    assert [one.text for one in ticks(Scale(date(1990, 1, 1), date(2000, 1, 1), 400))][:2] == ["1990", "1991"]
    months = [one.text for one in ticks(Scale(date(2021, 1, 1), date(2022, 1, 13), 400))]
    assert (months[0], months[-1], len(months)) == ("2021", "2022", 13)
    days = Scale(date(2021, 12, 1), date(2022, 1, 13), 400)
    assert [one.text for one in ticks(days)][:2] == ["1 Dec", "8 Dec"]
    assert days.y(date(1900, 1, 1)) == days.y(date(2021, 12, 1)) < days.y(date(2022, 1, 13))


@pytest.mark.parametrize("period", periods(EVERYTHING).values(), ids=lambda one: one.id)
def test_no_label_runs_into_another_or_off_the_picture(period: Period):
    shown = rows(EVERYTHING, period)
    line = scale(period, len(shown) + 1)
    ys, article = places(EVERYTHING, line, shown)
    every = sorted([*ys, *([article] if article is not None else [])])
    assert all(b - a >= ROW - 1e-6 for a, b in pairwise(every))
    for row in shown:
        assert WORDS + text_width(row.event.label, 12) <= NARROW, row.event.label
        dates = text_width(short_date(row.event.happened_on), 12)
        assert WORDS + text_width(row.event.label, 13) < WIDTH - 4 - dates, row.event.label
    marks = ticks(line)
    assert all(b.y - a.y >= 11 for a, b in pairwise(marks))


def test_the_article_divides_its_period_and_no_other():
    newest = rows(CONTENT, LINE.periods[NEWEST])
    line = scale(LINE.periods[NEWEST], len(newest) + 1)
    ys, article = places(CONTENT, line, newest)
    assert article is not None
    for row, y in zip(newest, ys, strict=True):
        assert (y < article) is (row.side is Side.BEFORE), row.event.id
    older = rows(CONTENT, LINE.periods[OLDEST])
    assert places(CONTENT, scale(LINE.periods[OLDEST], len(older)), older)[1] is None
    assert "the article" not in LINE.view(START)["line"]


def test_a_kind_is_told_by_its_shape_and_by_its_words():
    kinds = CONTENT.course.timeline.categories
    assert len(set(SIGNS[: len(kinds)])) == len(kinds)
    buttons = LINE.view(START)["kinds"]
    for kind in LINE.kinds:
        assert f"{SIGNS[kinds.index(kind)]}</svg>{kind}" in buttons


def test_a_picture_that_stands_alone_is_whole_and_brings_its_colours():
    for one in LINE.periods.values():
        root = ElementTree.fromstring(alone(CONTENT, one, rows(CONTENT, one)))  # noqa: S314 - made just now
        names = {node.tag.split("}")[1] for node in root.iter()}
        assert {"title", "desc", "style"} <= names
        assert not any("role" in node.attrib or "tabindex" in node.attrib for node in root.iter())


# The still


def test_the_still_has_every_event_and_nothing_to_press():
    still = LINE.still(START)
    assert still == LINE.still(TimelineState(NEWEST, ("OSCE",), "T52"))
    assert still.text.startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|script)\b| id=", still.html)
    assert still.html.count("<img ") == len(LINE.periods)
    for one in CONTENT.events.values():
        assert one.statement in unescape(still.html)
        assert one.statement in still.text


def test_an_event_that_is_moved_changes_the_still():
    one = CONTENT.events["T05"]
    moved = one.model_copy(update={"happened_on": PartialDate("1994-12-06")})
    other = Timeline(replace(CONTENT, events=MappingProxyType({**CONTENT.events, one.id: moved})))
    before, now = LINE.still(START), other.still(START)
    assert "6 December 1994" in now.text
    assert "6 December 1994" not in before.text
    assert before.html != now.html
