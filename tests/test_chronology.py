"""Five events in order: moves, checks with their reasons, what is kept and what comes back."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from lessons.activities.chronology import Chronology, ChronologyState
from lessons.content import load_content
from lessons.content.records import PartialDate
from lessons.ui.activity import NOT_RUNNING, Event

CONTENT = load_content().without_spoilers()
FIVE = Chronology(CONTENT)
START = FIVE.empty()
SET = FIVE.sets[0]
PRINTED, RIGHT = SET.event_ids, FIVE.right(SET.id)


def event(move: str, **form: str) -> Event:
    return Event(move, {name: (value,) for name, value in form.items()}, datetime(2026, 1, 1, tzinfo=UTC))


def in_order(state: ChronologyState) -> ChronologyState:
    """The set that is shown, put in its right order by number."""
    for place, which in enumerate(FIVE.right(FIVE.sets[state.position].id), 1):
        state = FIVE.step(state, event("place", event=which, place=str(place))).state
    return state


def test_the_sets_are_those_of_the_data_and_never_printed_in_order():
    assert len(FIVE.sets) >= 3
    for one in FIVE.sets:
        assert len(one.event_ids) == 5
        assert one.event_ids != FIVE.right(one.id)
        assert {CONTENT.events[name].happened_on.precision for name in one.event_ids} == {"day"}


def test_up_down_and_number_move_one_event_and_keep_the_focus_with_it():
    first, second, third, *rest = PRINTED
    down = FIVE.step(START, event("down", event=first))
    assert FIVE.order(down.state, SET.id) == (second, first, third, *rest)
    assert down.focus == f"down-{first}"
    up = FIVE.step(down.state, event("up", event=first))
    assert FIVE.order(up.state, SET.id) == PRINTED
    assert FIVE.order(FIVE.step(START, event("up", event=first)).state, SET.id) == PRINTED
    last = FIVE.step(START, event("place", event=first, place="5"))
    assert FIVE.order(last.state, SET.id) == (second, third, *rest, first)
    assert last.focus == f"place-{first}"
    assert FIVE.empty() == START
    assert (down.entries, last.entries) == ((), ())


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (event("shuffle"), "shuffle is no move here: up, down, place, check, next, previous are."),
        (event("up", event="T66"), "T66 is not one of these five: "),
        (event("place", event=PRINTED[0], place="6"), "6 is no place here: 1 to 5 are."),
        (event("place", event=PRINTED[0], place="two"), "two is no place here: 1 to 5 are."),
    ],
)
def test_a_bad_move_says_what_is_allowed(move, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        FIVE.step(START, move)


def test_a_wrong_order_says_every_pair_and_every_date():
    step = FIVE.step(START, event("check"))
    swapped = FIVE.swapped(PRINTED)
    assert step.entries == (
        {
            "kind": "attempt",
            "item": SET.id,
            "item_version": FIVE.version(SET.id),
            "response": list(PRINTED),
            "sureness": None,
            "attempt": 1,
            "score": 1 - len(swapped) / 10,
        },
    )
    shown = FIVE.view(step.state)["checked"]
    assert f"{len(swapped)} pairs stand the wrong way round" in shown
    for first, was_first in swapped:
        assert was_first.happened_on < first.happened_on
        assert f"“{was_first.label}” was before “{first.label}”." in shown
    for name in PRINTED:
        assert CONTENT.events[name].happened_on.text in shown
    assert step.focus == ""


def test_no_date_is_given_away_before_a_check():
    view = FIVE.view(START)
    assert view["checked"] == '<div role="status"></div>'
    text = " ".join(view.values()) + FIVE.still(START).html
    assert [name for name in PRINTED if CONTENT.events[name].happened_on.text in text] == []
    assert not re.search(r"\b(19|20)\d\d\b", " ".join(CONTENT.events[name].label for name in PRINTED))


def test_the_right_order_is_solved_explained_and_leads_on():
    wrong = FIVE.step(START, event("check")).state
    step = FIVE.step(in_order(wrong), event("check"))
    assert step.entries[0]["score"] == 1
    assert step.entries[0]["attempt"] == 2
    assert step.focus == "next"
    assert FIVE.solved(step.state, SET.id)
    shown = FIVE.view(step.state)["checked"]
    assert "✓ Yes, that is the order of time." in shown
    on = FIVE.step(step.state, event("next")).state
    assert on.position == 1
    assert FIVE.view(on)["checked"] == '<div role="status"></div>'
    assert FIVE.step(on, event("previous")).state.position == 0


def test_the_same_order_checked_again_is_no_second_try():
    once = FIVE.step(START, event("check")).state
    again = FIVE.step(once, event("check"))
    assert (again.state, again.entries) == (once, ())


def test_tries_come_back_with_the_first_set_that_is_open():
    wrong = FIVE.step(START, event("check"))
    back = FIVE.restore(wrong.entries)
    assert back == ChronologyState(tries=((SET.id, PRINTED),))
    done = FIVE.step(in_order(wrong.state), event("check"))
    restored = FIVE.restore([*wrong.entries, *done.entries])
    assert restored.position == 1
    assert FIVE.order(restored, SET.id) == RIGHT
    stale = {**done.entries[0], "item_version": "00000000"}
    assert FIVE.restore([stale]) == START


def test_another_date_is_another_set():
    one = CONTENT.events[PRINTED[0]]
    moved = one.model_copy(update={"happened_on": PartialDate("1900-01-01")})
    other = Chronology(replace(CONTENT, events=MappingProxyType({**CONTENT.events, one.id: moved})))
    assert other.version(SET.id) != FIVE.version(SET.id)
    assert other.still(START) != FIVE.still(START)
    assert other.right(SET.id)[0] == one.id


def test_the_still_has_all_sets_and_nothing_to_press():
    still = FIVE.still(in_order(START))
    assert still == FIVE.still(START)
    assert still.text.startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|select|script)\b| id=", still.html)
    for one in FIVE.sets:
        assert one.title in still.text
        assert all(CONTENT.events[name].label in still.text for name in one.event_ids)
