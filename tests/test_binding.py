"""What binds by law and what by politics: the decisions, the choices, both views of what is argued about."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from types import MappingProxyType

import pytest

from lessons.activities.binding import KINDS, Sorting
from lessons.activities.membership import Membership
from lessons.content import load_content
from lessons.ui.activity import NOT_RUNNING, Entry, Event
from lessons.ui.sorting import SortingState

CONTENT = load_content().without_spoilers()
SORT = Sorting(CONTENT)
START = SORT.empty()

# Decided by the fact check: treaties bind by law, summit and OSCE texts politically; two are argued about.
DECIDED = {
    "north-atlantic-treaty": "law",
    "helsinki-final-act": "politics",
    "budapest-memorandum": "argued",
    "founding-act": "politics",
    "inf-treaty": "law",
    "istanbul-charter": "politics",
    "minsk-agreements": "argued",
    "vienna-document": "politics",
    "bucharest-declaration": "politics",
    "un-charter": "law",
}


def choice(text: str, kind: str) -> Event:
    return Event("sort", {"text": (text,), "kind": (kind,)}, datetime(2026, 1, 1, tzinfo=UTC))


def move(name: str) -> Event:
    return Event(name, {}, datetime(2026, 1, 1, tzinfo=UTC))


def test_each_text_binds_as_was_decided():
    assert {one.id: one.binding for one in SORT.texts} == DECIDED


def test_what_is_argued_about_has_both_views_each_with_holder_and_source():
    for text in SORT.texts:
        assert {one.side for one in text.opinions} == (
            {"law", "politics"} if text.binding == "argued" else set()
        )
        for one in text.opinions:
            assert one.source_id in CONTENT.sources
            assert CONTENT.sources[one.source_id].verified == "read"
            assert not one.says.startswith("It is right")


def test_no_text_gives_its_answer_away():
    telling = re.compile(r"\b(binds?|binding|treaty|politically|legal|legally|argued)\b", re.IGNORECASE)
    found = {one.id for one in SORT.texts if telling.search(one.about)}
    assert found == set()


def test_feedback_is_short_and_there_for_every_choice():
    for text in SORT.texts:
        said = [text.feedback(kind) for kind in KINDS]
        assert len(set(said)) == len(KINDS)
        assert [one for one in said if len(one.split()) > 40] == []
    with pytest.raises(ValueError, match="'maybe' is no choice; allowed: law, politics, argued"):
        SORT.texts[0].feedback("maybe")


def test_wrong_then_right():
    wrong = SORT.step(START, choice("helsinki-final-act", "law"))
    text = CONTENT.agreements["helsinki-final-act"]
    assert wrong.entries == (
        {
            "kind": "attempt",
            "item": text.id,
            "item_version": SORT.version(text),
            "response": ["law"],
            "sureness": None,
            "attempt": 1,
            "score": 0.0,
        },
    )
    there = replace(wrong.state, position=1)
    shown = unescape(SORT.view(there)["said"])
    assert "✗ Not this one." in shown
    assert text.if_law in shown
    assert CONTENT.sources[text.source_id].title not in shown
    right = SORT.step(there, choice(text.id, "politics"))
    assert (right.entries[0]["attempt"], right.entries[0]["score"], right.focus) == (2, 1.0, "forward")
    view = SORT.view(right.state)
    assert "✓ That fits." in view["said"]
    assert CONTENT.sources[text.source_id].title in unescape(view["said"])
    assert text.name in view["sorted"]
    assert "<form" not in view["text"]
    assert SORT.step(right.state, choice(text.id, "law")).entries == ()


@pytest.mark.parametrize("text", [one for one, kind in DECIDED.items() if kind == "argued"])
def test_one_of_two_views_is_half_an_answer_and_both_are_shown_at_the_end(text):
    place = list(DECIDED).index(text)
    half = SORT.step(SortingState(place), choice(text, "law"))
    assert half.entries[0]["score"] == 0.5
    assert "◐ Partly." in SORT.view(half.state)["said"]
    whole = SORT.step(half.state, choice(text, "argued")).state
    shown = unescape(SORT.view(whole)["said"])
    for one in CONTENT.agreements[text].opinions:
        assert one.holder in shown
        assert one.says in shown


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (move("jump"), "jump is no move here: sort, next, previous are."),
        (choice("pact", "law"), "pact is not one of these texts: north-atlantic-treaty, "),
        (choice("un-charter", "both"), "Choose one: Binds by law, Binds politically, It is argued about."),
        (Event("sort", {"text": ("un-charter",)}, datetime(2026, 1, 1, tzinfo=UTC)), "Choose one: "),
    ],
)
def test_a_bad_move_says_what_is_allowed(event, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        SORT.step(START, event)


def test_choices_come_back_and_all_done_shows_the_table():
    state: SortingState = START
    entries: list[Entry] = []
    for text in SORT.texts:
        step = SORT.step(state, choice(text.id, text.binding))
        entries += step.entries
        state = SORT.step(step.state, move("next")).state
    assert SORT.restore(entries) == state == replace(state, position=len(SORT.texts))
    view = SORT.view(state)
    assert f"{len(SORT.texts)} of {len(SORT.texts)} are sorted" in view["text"]
    assert view["sorted"].count("✓ yes") == len(SORT.texts)
    assert SORT.restore(entries[:2]).position == 2
    assert SORT.restore([{**entries[0], "item_version": "00000000"}]) == START


def test_a_wrong_kind_changes_the_still_and_the_still_gives_none_away():
    still = SORT.still(START)
    assert still.text.startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|script)\b| id=", still.html)
    assert [one.id for one in SORT.texts if one.feedback(one.binding) in unescape(still.html)] == []
    one = CONTENT.agreements["vienna-document"]
    wrong = one.model_copy(update={"binding": "law"})
    other = Sorting(replace(CONTENT, agreements=MappingProxyType({**CONTENT.agreements, one.id: wrong})))
    assert other.still(START) != still


# Who belongs to what


def test_seats_are_those_of_january_2022():
    seats = {
        body.id: "".join({"in": "+", "partner": "~", "out": "-"}[seat.place] for seat in body.seats)
        for body in CONTENT.bodies.values()
    }
    assert [seat.party_id for seat in CONTENT.bodies["nato"].seats] == ["us", "ukraine", "russia"]
    assert seats == {
        "nato": "+~-",
        "osce": "+++",
        "eu": "---",
        "un": "+++",
        "csto": "--+",
        "nrc": "+-+",
        "nuc": "++-",
        "normandy": "-++",
    }
    assert {one: CONTENT.bodies[one].number for one in ("nato", "osce", "eu", "un")} == {
        "nato": 30,
        "osce": 57,
        "eu": 27,
        "un": 193,
    }


def test_the_table_says_in_words_what_its_signs_say():
    table = Membership(CONTENT)
    view, still = table.view(table.empty())["seats"], table.still(table.empty())
    for body in CONTENT.bodies.values():
        for seat in body.seats:
            assert f" {seat.said}</td>" in view
            assert f"{CONTENT.parties[seat.party_id].name}: " in still.text
    assert "<caption" in view
    assert view.count('scope="col"') == 5
    assert not re.search(r"<(form|input|button|script)\b| id=", still.html)
    with pytest.raises(ValueError, match="no move here"):
        table.step(table.empty(), move("sort"))
    with pytest.raises(StopIteration):
        CONTENT.bodies["nato"].seat("atlantis")
