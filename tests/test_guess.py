"""Guesses: kept, answered in words, never marked."""

from datetime import UTC, datetime

import pytest

from lessons.activities.guess import Guess, GuessState
from lessons.content.records.items import Guess as GuessItem
from lessons.ui.activity import NOT_RUNNING, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def item(name: str, *texts: str) -> GuessItem:
    options = [
        {"id": letter, "text": text, "rationale": f"You will see, {text}"}
        for letter, text in zip("abc", texts, strict=False)
    ]
    common = {"lesson": "a-lesson", "objective_id": "O1", "difficulty": 1, "bloom": "remember"}
    return GuessItem(
        id=name, format="guess", stem=f"What of {name}?", options=options, source_ids=["s_one"], **common
    )


WHERE, WHO = item("G1", "north", "<b>south</b>"), item("G2", "one", "two", "three")
GUESS = Guess("a-lesson", (WHERE, WHO))


def guess(name: str, *chosen: str) -> Event:
    return Event("guess", {"item": (name,), "choice": chosen}, NOON)


def test_a_guess_makes_a_new_state_and_one_entry():
    before = GUESS.empty()
    step = GUESS.step(before, guess("G2", "b"))
    assert step.state == GuessState((("G2", "b"),))
    assert step.entries == ({"kind": "guess", "item": "G2", "item_version": WHO.version, "option": "b"},)
    assert before == GuessState()


def test_a_guess_may_be_changed_and_both_are_kept():
    first = GUESS.step(GUESS.empty(), guess("G1", "a"))
    second = GUESS.step(first.state, guess("G1", "b"))
    assert second.state.of("G1") == "b"
    assert GUESS.restore([*first.entries, *second.entries]) == second.state


def test_what_is_no_longer_asked_is_passed_over():
    entries = [
        {"kind": "guess", "item": "G1", "option": "z"},
        {"kind": "guess", "item": "G9", "option": "a"},
        {"kind": "attempt", "item": "G1", "option": "a"},
    ]
    assert GUESS.restore(entries) == GUESS.empty()


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (guess("G1"), "Choose one answer. A guess cannot be wrong."),
        (guess("G1", "a", "b"), "Choose one answer."),
        (guess("G1", "z"), "Choose one answer."),
        (guess("G9", "a"), "G9 is not asked here: G1, G2 are."),
        (Event("answer", {}, NOON), "answer is no move here: guess is."),
    ],
)
def test_what_is_no_guess_is_refused_in_words(event: Event, message: str):
    with pytest.raises(ValueError, match=message):
        GUESS.step(GUESS.empty(), event)


def test_the_reply_comes_with_the_guess_and_not_before():
    before = GUESS.view(GUESS.empty())
    assert tuple(before) == GUESS.parts == ("guess_G1", "guess_G2")
    assert "You will see" not in "".join(before.values())
    assert "Keep my guess" in before["guess_G1"]
    after = GUESS.view(GUESS.step(GUESS.empty(), guess("G1", "a")).state)
    assert "Your guess is kept. " in after["guess_G1"]
    assert "You will see, north" in after["guess_G1"]
    assert "Change my guess" in after["guess_G1"]
    assert after["guess_G2"] == before["guess_G2"]


def test_the_reply_is_a_note_and_never_a_mark():
    text = GUESS.view(GUESS.step(GUESS.empty(), guess("G1", "a")).state)["guess_G1"]
    assert 'class="lesson-box lesson-note"' in text
    assert "lesson-good" not in text
    assert "lesson-bad" not in text


def test_the_guess_stays_ticked_and_the_reply_is_spoken():
    text = GUESS.view(GUESS.step(GUESS.empty(), guess("G1", "b")).state)["guess_G1"]
    assert text.count(" checked") == 1
    assert 'id="G1-choice-b"' in text.split(" checked")[0].rsplit("<input", 1)[1]
    assert '<div role="status"><div' in text


def test_everything_from_the_data_is_escaped():
    for text in (GUESS.view(GUESS.empty())["guess_G1"], GUESS.still(GUESS.empty()).html):
        assert "&lt;b&gt;south&lt;/b&gt;" in text


def test_the_still_asks_without_controls_and_without_replies():
    still = GUESS.still(GUESS.step(GUESS.empty(), guess("G1", "a")).state)
    assert still == GUESS.still(GUESS.empty())
    assert still.text.splitlines() == [
        NOT_RUNNING,
        "What of G1?",
        "   north",
        "   <b>south</b>",
        "What of G2?",
        "   one",
        "   two",
        "   three",
    ]
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", "<script", " id="))
    assert "You will see" not in still.html
