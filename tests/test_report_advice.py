"""What the report says about an item, word for word, and when it holds its tongue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lessons.content import load_content
from lessons.content.marking import Markable, mark
from lessons.report.advice import RULES, advise
from lessons.report.analysis import analyse
from lessons.report.model import (
    SURE,
    Advice,
    Attempt,
    ItemAnalysis,
    LearnerAnswers,
    OptionCount,
    SurenessCount,
)
from tests.benchmarks.class_report import answering, drawn

COURSE = load_content(Path(__file__).parent / "small_course")
BELIEFS = COURSE.misconceptions
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def analysed(
    identifier: str,
    counts: dict[str, int],
    *,
    fits: dict[str, float] | None = None,
    right: int | None = None,
    sure_and_wrong: int = 0,
    discrimination: float | None = None,
) -> ItemAnalysis:
    """An item with these counts of its options; ``right``: how many had all of it right."""
    item = COURSE.items[identifier]
    assert isinstance(item, Markable)
    n = sum(counts.values())
    had_it = sum(count for name, count in counts.items() if name in item.right) if right is None else right
    options = tuple(
        OptionCount(
            option.id,
            option.text,
            counts.get(option.id, 0),
            counts.get(option.id, 0) / n,
            option.id in item.right,
            option.misconception_id,
            fit=(fits or {}).get(option.id),
        )
        for option in item.options
    )
    wrong = n - had_it
    sureness = (
        SurenessCount(SURE, 0, sure_and_wrong),
        SurenessCount(None, had_it, wrong - sure_and_wrong),
    )
    return ItemAnalysis(item, n, had_it / n, discrimination, options, sureness, sure_and_wrong, (), ())


def texts(one: ItemAnalysis) -> list[str]:
    return [advice.text for advice in advise(one, BELIEFS)]


def concerns(one: ItemAnalysis) -> list[str]:
    return [advice.concern for advice in advise(one, BELIEFS)]


# --- word for word ------------------------------------------------------------------------------------------


def test_most_chose_a_misconception():
    assert texts(analysed("Q1", {"a": 9, "b": 16, "c": 5})) == [
        "Most (16 of 30) chose b (“West”). They may believe: “Boats are armies.” What helps: Boats are boats."
    ]


def test_many_chose_a_wrong_answer_without_a_misconception():
    assert texts(analysed("Q1", {"a": 14, "b": 5, "c": 11})) == [
        "11 of 30 chose c (“North”). What the explanation says: Nobody named it."
    ]


def test_nobody_chose_an_option():
    (said,) = advise(analysed("Q1", {"a": 21, "b": 9}), BELIEFS)
    assert said == Advice(
        "dead_distractor",
        "Nobody chose c (“North”) (30 answers): it may be too easy to rule out, or this is chance. Something "
        "that learners really say may do better.",
        "c",
    )


def test_hardly_anybody_in_a_large_class_chose_an_option():
    found = texts(analysed("Q1", {"a": 70, "b": 29, "c": 1}))
    assert [text.split(":")[0] for text in found] == ["Only 1 chose c (“North”) (100 answers)"]


def test_the_key_may_be_wrong():
    one = analysed(
        "Q1", {"a": 8, "b": 4, "c": 18}, fits={"a": -0.1, "b": -0.2, "c": 0.3}, discrimination=-0.1
    )
    (said,) = texts(one)
    assert said == (
        "The key may be wrong, or the question misleads. Those who did well in the other questions chose "
        "c (“North”) (18 of 30) rather than the key, a (“East”) (8 of 30). Read both again."
    )


def test_an_item_may_run_against_the_others():
    (said,) = advise(analysed("Q7", {"a": 30}, right=15, discrimination=-0.3), BELIEFS)
    assert (said.concern, said.option_id) == ("wrong_key", "")
    assert said.text == (
        "The key may be wrong, or the question misleads: those who did well in the other questions did worse "
        "here than those who did not (30 answers). Read the question and its key again."
    )


def test_almost_everybody_had_it_right():
    (said,) = texts(analysed("Q1", {"a": 28, "b": 1, "c": 1}))
    assert said == (
        "Almost everybody had it right at once (28 of 30): it may be learned well, or the question may give "
        "its answer away. It tells little about who knows more."
    )
    assert texts(analysed("Q1", {"a": 12}))[0].startswith("Everybody had it right at once (12 of 12)")


def test_almost_nobody_had_it_right():
    found = texts(analysed("Q1", {"a": 2, "b": 9, "c": 9}))
    assert found[-1] == (
        "Almost nobody had it right (2 of 20): it may ask for something that was not read or not taught yet, "
        "or its wording may be hard."
    )


def test_several_were_sure_and_wrong():
    (said,) = texts(analysed("Q1", {"a": 20, "b": 6, "c": 4}, sure_and_wrong=6))
    assert said == (
        "6 of 30 were sure and did not have it right. They may not look it up by themselves: begin with this "
        "question when you talk about the quiz."
    )


# --- when it says nothing -----------------------------------------------------------------------------------


def test_a_sound_item_has_no_advice():
    assert texts(analysed("Q1", {"a": 18, "b": 7, "c": 5}, fits={"a": 0.4, "b": -0.2, "c": -0.3})) == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"a": 27, "b": 3}, []),  # three wrong answers among two wrong options: one without any says nothing
        ({"a": 26, "b": 4}, ["dead_distractor"]),
        ({"a": 15, "b": 4}, []),  # nineteen
        ({"a": 16, "b": 5}, []),  # in a small class it takes three wrong answers for each wrong option
        ({"a": 15, "b": 6}, ["dead_distractor"]),
    ],
)
def test_an_unused_option_is_named_only_where_it_says_something(counts, said):
    assert [one for one in concerns(analysed("Q1", counts)) if one == "dead_distractor"] == said


@pytest.mark.parametrize("identifier", ["Q4", "Q6", "Q7", "Q8", "Q9"])
def test_formats_whose_options_cannot_be_better_ones_have_no_dead_options(identifier):
    assert "dead_distractor" not in concerns(analysed(identifier, {"a": 15, "b": 15}))


def test_an_option_that_fits_better_is_no_alarm_while_few_choose_it():
    fits = {"a": 0.0, "b": 0.5, "c": -0.4}
    assert "wrong_key" not in concerns(analysed("Q1", {"a": 18, "b": 6, "c": 6}, fits=fits))
    assert "wrong_key" in concerns(analysed("Q1", {"a": 12, "b": 12, "c": 6}, fits=fits))


def test_where_almost_all_are_right_the_key_is_not_doubted():
    one = analysed("Q1", {"a": 28, "b": 1, "c": 1}, discrimination=-0.4)
    assert concerns(one) == ["too_easy"]


def test_the_doubtful_key_comes_first_and_explains_the_rest():
    one = analysed(
        "Q1",
        {"a": 1, "b": 6, "c": 23},
        fits={"a": -0.3, "c": 0.3},
        sure_and_wrong=9,
        discrimination=-0.3,
    )
    assert concerns(one) == ["wrong_key", "confident_errors"]


def test_a_handful_of_learners_is_no_ground_for_easy_or_hard():
    assert concerns(analysed("Q1", {"a": 9})) == []
    assert concerns(replace(analysed("Q1", {"a": 1, "b": 4, "c": 4}), facility=0)) == [
        "popular_error",
        "popular_error",
    ]


def test_other_bounds_can_be_tried():
    one = analysed("Q1", {"a": 26, "b": 2, "c": 2})
    assert concerns(one) == []
    assert [a.concern for a in advise(one, BELIEFS, replace(RULES, easy=0.8))] == ["too_easy"]


# --- from answers, in every format --------------------------------------------------------------------------


def klass(identifier: str, responses: Sequence[tuple[str, ...]]) -> ItemAnalysis:
    """The item as a class answered it whose able half gave the first responses.

    Of the other items the first half has all right and the second half all wrong, so that these say who is
    able.
    """
    item = COURSE.items[identifier]
    assert isinstance(item, Markable)
    half = len(responses) // 2
    others = [COURSE.items[name] for name in ("Q1", "Q5", "Q10", "Q11", "Q12", "Q4") if name != identifier]
    learners = []
    for number, response in enumerate(responses):
        chosen = [(item, response)]
        for other in others:
            assert isinstance(other, Markable)
            wrong = next(option.id for option in other.options if option.id not in other.right)
            chosen.append((other, (min(other.right) if number < half else wrong,)))
        attempts = tuple(
            Attempt(
                one.id, one.version, given, mark(one, given).score, None, 1, AT + timedelta(minutes=place)
            )
            for place, (one, given) in enumerate(chosen)
        )
        learners.append(LearnerAnswers(str(number), "", attempts))
    return next(one for one in analyse(COURSE, learners).items if one.item.id == identifier)


@pytest.mark.parametrize(
    ("identifier", "able", "others", "said"),
    [
        ("Q1", ("c",), ("a",), "c (“North”) (12 of 24) rather than the key, a (“East”) (12 of 24)"),
        ("Q3", ("false", "a"), ("true", "a"), "“False” (12 of 24) rather than the key, “True” (12 of 24)"),
        (
            "Q3",
            ("true", "b"),
            ("true", "a"),
            "b (“West”) (12 of 24) rather than the key, a (“East”) (12 of 24)",
        ),
        ("Q9", ("7",), ("2",), "“7” (12 of 24) rather than the key, a (“2”) (12 of 24)"),
        (
            "Q6",
            ("L1=b", "L2=c"),
            ("L1=a", "L2=c"),
            "For “Boats”, those who did well in the other questions chose “West” (12 of 24) rather than the",
        ),
        (
            "Q7",
            ("c", "b", "a"),
            ("c", "a", "b"),
            "“North”, then “West” (12 of 24) rather than the key, “North”, then “East” (12 of 24)",
        ),
    ],
)
def test_a_key_that_the_able_contradict_is_doubted_in_every_format(identifier, able, others, said):
    advice = klass(identifier, [able] * 12 + [others] * 12).advice[0]
    assert advice.concern == "wrong_key"
    assert said in advice.text


def test_a_multiple_response_that_the_able_have_wrong_is_doubted():
    advice = klass("Q2", [("b",)] * 12 + [("a", "c")] * 12).advice[0]
    assert (advice.concern, advice.option_id) == ("wrong_key", "")


@pytest.mark.parametrize(
    ("identifier", "wrong", "said"),
    [
        (
            "Q6",
            ("L1=b", "L2=c"),
            "Most (14 of 20) chose “West” for “Boats”. They may believe: “Boats are armies.”",
        ),
        (
            "Q8",
            ("1=b", "2=c"),
            "Most (14 of 20) chose “West” for “gap 1”. They may believe: “Boats are armies.”",
        ),
        ("Q9", ("3",), "Most (14 of 20) wrote 3. What the explanation says: No."),
        ("Q9", ("44",), "Most (14 of 20) wrote 44."),
        ("Q7", ("b", "c", "a"), "Most (14 of 20) put “West” directly before “North”."),
        ("Q3", ("true", "b"), "Most (14 of 20) chose b (“West”). They may believe: “Boats are armies.”"),
        ("Q3", ("false", "a"), "Most (14 of 20) chose “False”."),
    ],
)
def test_a_popular_error_is_told_in_the_words_of_its_format(identifier, wrong, said):
    right = {"Q6": ("L1=a", "L2=c"), "Q8": ("1=a", "2=c"), "Q9": ("2",), "Q7": ("c", "a", "b")}
    good = right.get(identifier, ("true", "a"))
    found = klass(identifier, [good] * 6 + [wrong] * 14).advice
    assert any(one.concern == "popular_error" and one.text.startswith(said) for one in found), found


def test_every_advice_says_how_many_answers_it_stands_on_and_never_more_than_may():
    items = [item for item in COURSE.items.values() if isinstance(item, Markable)]
    for seed in range(12):
        for one in analyse(COURSE, answering(items, 30, drawn(seed))).items:
            for advice in one.advice:
                assert str(one.n) in advice.text
                # What many chose is a fact; all else is a guess at its reason.
                assert advice.concern == "popular_error" or " may " in advice.text
