"""A quiz: its state, its marking, what it says."""

from datetime import UTC, datetime

import pytest

from lessons.activities.quiz import Attempt, Quiz, QuizState, playable
from lessons.content.marking import Mark, mark
from lessons.content.records.items import MultipleResponse, SingleChoice, TrueFalseReason
from lessons.ui.activity import NOT_RUNNING, Entry, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
COMMON = {
    "lesson": "a-lesson",
    "objective_id": "O1",
    "difficulty": 1,
    "bloom": "remember",
    "source_ids": ["s_one"],
    "paragraphs": [2],
}


def options(*texts: str) -> list[dict[str, str]]:
    return [
        {"id": letter, "text": text, "rationale": f"Why {text}"}
        for letter, text in zip("abcd", texts, strict=False)
    ]


SINGLE = SingleChoice(
    id="I1",
    format="single_choice",
    stem="Which?",
    options=options("red", "<b>blue</b>", "green"),
    key="b",
    **COMMON,
)
MANY = MultipleResponse(
    id="I2",
    format="multiple_response",
    stem="Which ones?",
    options=options("one", "two", "three", "four"),
    key=["a", "b"],
    **COMMON,
)
REASON = TrueFalseReason(
    id="I3",
    format="true_false_reason",
    stem="It is so.",
    options=options("this", "that"),
    key={"answer": False, "reason": "b"},
    **COMMON,
)
QUIZ = Quiz("a-lesson", "A lesson", (SINGLE, MANY, REASON))


def answer(item: str, *choice: str, verdict: str = "") -> Event:
    form = {"item": (item,), "choice": choice}
    return Event("answer", form | ({"verdict": (verdict,)} if verdict else {}), NOON)


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


@pytest.mark.parametrize(
    ("item", "response", "expected"),
    [
        (SINGLE, ["b"], Mark(1)),
        (SINGLE, ["a"], Mark(0)),
        (MANY, ["a", "b"], Mark(1)),
        (MANY, ["a"], Mark(0.5, missing=1)),
        (MANY, ["a", "c"], Mark(0, missing=1, wrong=1)),
        (MANY, ["a", "b", "c", "d"], Mark(0, wrong=2)),
        (MANY, ["c", "d"], Mark(0, missing=2, wrong=2)),
        (REASON, ["false", "b"], Mark(1)),
        (REASON, ["false", "a"], Mark(0.5)),
        (REASON, ["true", "b"], Mark(0)),
    ],
)
def test_each_format_has_its_marking_rule(item, response, expected):
    assert mark(item, response) == expected


@pytest.mark.parametrize(
    ("item", "response", "message"),
    [
        (SINGLE, [], "Choose one answer."),
        (SINGLE, ["a", "b"], "Choose one answer."),
        (SINGLE, ["x"], "x is not an option here: a, b, c are."),
        (MANY, [], "Choose at least one answer."),
        (REASON, ["true"], "Choose true or false, and one reason."),
        (REASON, ["a"], "Choose true or false, and one reason."),
    ],
)
def test_an_incomplete_answer_is_asked_for_again(item, response, message):
    with pytest.raises(ValueError, match=message):
        mark(item, response)


def test_an_answer_makes_a_new_state_and_one_entry():
    before = QUIZ.empty()
    step = QUIZ.step(before, answer("I1", "a"))
    assert step.state == QuizState(0, (Attempt("I1", ("a",), 0.0),))
    assert step.entries == (
        {
            "kind": "attempt",
            "item": "I1",
            "item_version": SINGLE.version,
            "response": ["a"],
            "sureness": None,
            "attempt": 1,
            "score": 0.0,
        },
    )
    assert before == QuizState()


def test_the_first_try_counts_and_a_solved_question_stays_solved():
    state = QUIZ.step(QUIZ.empty(), answer("I1", "a")).state
    step = QUIZ.step(state, answer("I1", "b"))
    assert step.entries[0]["attempt"] == 2
    assert step.focus == "next"
    assert (step.state.solved("I1"), step.state.first_right("I1")) == (True, False)
    again = QUIZ.step(step.state, answer("I1", "c"))
    assert again.state == step.state
    assert again.entries == ()


def test_the_next_question_has_the_focus_and_not_the_button_below_it():
    second = QUIZ.step(QUIZ.empty(), move("next"))
    assert second.focus == QUIZ.step(second.state, move("previous")).focus == "question-title"
    assert '<h3 id="question-title" tabindex="-1">Question 2</h3>' in QUIZ.view(second.state)["question"]


def test_entries_bring_the_state_back_at_the_first_open_question():
    state = QUIZ.empty()
    entries: list[Entry] = []
    for event in (answer("I1", "a"), answer("I1", "b"), answer("I2", "a")):
        step = QUIZ.step(state, event)
        state, entries = step.state, [*entries, *step.entries]
    restored = QUIZ.restore(entries)
    assert restored == QuizState(2, state.attempts)


def test_an_answer_to_an_earlier_wording_does_not_count():
    entry = QUIZ.step(QUIZ.empty(), answer("I1", "b")).entries[0]
    assert QUIZ.restore([{**entry, "item_version": "00000000"}]) == QuizState()


def test_moves_stay_within_the_quiz():
    state = QUIZ.empty()
    assert QUIZ.step(state, move("previous")).state.position == 0
    for expected in (1, 2, 3, 3):
        state = QUIZ.step(state, move("next")).state
        assert state.position == expected
    assert QUIZ.step(state, move("go", item="I2")).state.position == 1
    with pytest.raises(ValueError, match="I9 is not a question of this quiz: I1, I2, I3 are"):
        QUIZ.step(state, move("go", item="I9"))
    with pytest.raises(ValueError, match="jump is no move of a quiz"):
        QUIZ.step(state, move("jump"))


def test_the_view_asks_then_explains_and_escapes():
    asked = QUIZ.view(QUIZ.empty())
    assert tuple(asked) == QUIZ.parts
    assert "&lt;b&gt;blue&lt;/b&gt;" in asked["question"]
    assert asked["feedback"] == '<div role="status"></div>'
    wrong = QUIZ.view(QUIZ.step(QUIZ.empty(), answer("I1", "a")).state)
    assert "Why red" in wrong["feedback"]
    assert "Not this one" in wrong["feedback"]
    assert "Look it up in paragraph 2." in wrong["feedback"]
    assert "Why" not in wrong["explained"]
    right = QUIZ.view(QUIZ.step(QUIZ.empty(), answer("I1", "b")).state)
    assert "Yes, that fits." in right["feedback"]
    assert [f"Why {text}" in right["explained"] for text in ("red", "green")] == [True, True]
    assert "<form" not in right["question"]


def test_half_answers_are_told_what_is_missing():
    partly = QUIZ.view(QUIZ.step(QUIZ.empty(), answer("I2", "a", "c")).state)["feedback"]
    assert "Partly" in partly
    assert "There is one more that fits." in partly
    verdict = QUIZ.view(QUIZ.step(QUIZ.empty(), answer("I3", "a", verdict="false")).state)["feedback"]
    assert "The verdict fits, the reason does not." in verdict


def test_the_summary_lists_every_question_in_words():
    state = QUIZ.step(QUIZ.empty(), answer("I1", "a")).state
    for _ in QUIZ.items:
        state = QUIZ.step(state, move("next")).state
    text = QUIZ.view(state)["question"]
    assert "0 of 3 right at the first try; 0 of 3 solved by now." in text
    assert text.count("not answered") == 2
    assert "not yet" in text


def test_the_still_shows_questions_without_controls_or_keys():
    still = QUIZ.still(QUIZ.empty())
    assert still.html.startswith("<div><p><em>Not running yet: Run &gt; Run All Cells</em>")
    assert still.text.splitlines()[0] == NOT_RUNNING
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", "<script", " id="))
    assert "Why" not in still.html + still.text
    assert f"edition {QUIZ.edition}" in still.text


def test_another_key_is_another_edition():
    other = SINGLE.model_copy(update={"key": "a"})
    assert Quiz("a-lesson", "A lesson", (other, MANY, REASON)).edition != QUIZ.edition


def test_only_formats_with_a_view_are_played():
    guess = {"id": "G1", "format": "guess", "stem": "?", "options": options("x", "y"), **COMMON}
    from lessons.content.records.items import Guess

    assert playable([Guess(**guess), SINGLE]) == (SINGLE,)
