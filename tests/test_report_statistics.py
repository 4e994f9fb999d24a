"""The numbers of the class report: against cases worked by hand, and against a second way of computing them.

The second way is exact (`fractions`), goes learner by learner as the definition is read, and shares no code
with the first; where nobody leaves a gap, pandas gives the textbook's figure as a third.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lessons.content import load_content
from lessons.content.marking import Markable, right_response
from lessons.content.records.items import Numeric
from lessons.progress import Record
from lessons.report import statistics
from lessons.report.analysis import analyse
from lessons.report.answers import answers
from lessons.report.chosen import counted
from lessons.report.model import SURE, Attempt, ItemAnalysis, LearnerAnswers, SurenessCount, Unreadable
from tests.benchmarks.class_report import answering, drawn

COURSE = load_content(Path(__file__).parent / "small_course")
ITEMS = tuple(item for item in COURSE.items.values() if isinstance(item, Markable))
BY_FORMAT = {item.format: item for item in reversed(ITEMS)}  # the first one of each format
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
EXACT = 1e-9
NAN = math.nan

Table = Sequence[Sequence[float | None]]


# --- by hand ------------------------------------------------------------------------------------------------


def table(rows: Table) -> statistics.Floats:
    return np.array([[NAN if one is None else one for one in row] for row in rows], dtype=float)


def test_facility_is_the_mean_of_those_who_answered():
    found = statistics.facility(table([[1, 0.5, None], [0, None, None], [1, 1, None]]))
    assert found[:2].tolist() == [2 / 3, 0.75]
    assert math.isnan(found[2])


def test_a_rest_score_says_how_far_somebody_is_above_the_class_elsewhere():
    # Facilities: 1/2, 1/2, 1/4. The first learner's rest of the first item: (1 - 1/2 + 1 - 1/4) / 2.
    scores = table([[1, 1, 1], [0, 1, 0], [1, 0, 0], [0, 0, 0]])
    assert statistics.rest_scores(scores, least=1)[:, 0].tolist() == [0.625, 0.125, -0.375, -0.375]


def test_who_answered_the_easy_items_only_is_not_called_able():
    # Two learners had everything right; the first did only what everybody can do, and is just the class.
    scores = table([[1, 1, None, None], [1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]])
    rest = statistics.rest_scores(scores, least=1)[:, 0]
    assert rest[0] == 0
    assert rest[1] == pytest.approx(4 / 9)


def test_a_rest_of_too_few_items_is_none():
    scores = table([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, None], [None, 1, 1, 1, 1, 1]])
    has_rest = ~np.isnan(statistics.rest_scores(scores))
    assert has_rest[0].all()  # five others each
    assert not has_rest[1:].any()  # four others, or no answer to the item itself


@pytest.mark.parametrize(
    ("values", "rest", "expected"),
    [
        ((0, 0, 1, 1), (0, 0, 1, 1), 1),
        ((0, 0, 1, 1), (1, 1, 0, 0), -1),
        ((0, 0, 1, 1), (0, 1, 0, 1), 0),
        ((0, 0, 1, 1), (0, 1, 1, 1), 1 / math.sqrt(3)),  # 0.125 / (0.5 * sqrt(0.1875))
        ((0, 0.5, 1, None), (0, 1, 1, 9), math.sqrt(3) / 2),
        ((1, 1, 1, 1), (0, 1, 0, 1), None),
        ((0, 1, 0, 1), (0.3, 0.3, 0.3, 0.3), None),
    ],
)
def test_correlations_worked_by_hand(values, rest, expected):
    # Each row of the case is there seven times: a correlation does not change by that.
    columns = [np.repeat(table([[one] for one in column]), 7, axis=0) for column in (values, rest)]
    found = statistics.correlations(*columns)[0]
    assert math.isnan(found) if expected is None else found == pytest.approx(expected, abs=EXACT)


def discriminations(scores: statistics.Floats) -> statistics.Floats:
    """The item-rest correlation of each item, from the two steps that the analysis takes as well."""
    return statistics.correlations(scores, statistics.rest_scores(scores))


def test_nineteen_learners_have_no_correlation_and_twenty_have_one():
    scores = table([[n % 2] * 6 for n in range(20)])
    assert discriminations(scores).tolist() == pytest.approx([1] * 6)
    assert np.isnan(discriminations(scores[:19])).all()


def test_nobody_is_no_class():
    assert discriminations(np.empty((0, 3))).shape == (3,)
    assert np.isnan(statistics.facility(np.empty((0, 3)))).all()


# --- computed another way -----------------------------------------------------------------------------------


def exact_facility(scores: Table, item: int) -> Fraction | None:
    given_scores = [Fraction(row[item]) for row in scores if row[item] is not None]  # type: ignore[arg-type]
    return sum(given_scores, Fraction()) / len(given_scores) if given_scores else None


def exact_pairs(scores: Table, item: int, values: Sequence[float | None]) -> list[tuple[Fraction, Fraction]]:
    """The value and the rest of each learner who counts for the item, by the definition."""
    means = [exact_facility(scores, one) for one in range(len(scores[0]))] if scores else []
    pairs = []
    for row, value in zip(scores, values, strict=True):
        others = [one for one in range(len(row)) if one != item and row[one] is not None]
        if row[item] is not None and value is not None and len(others) >= 5:
            above = [Fraction(row[one]) - means[one] for one in others]  # type: ignore[arg-type, operator]
            pairs.append((Fraction(value), sum(above, Fraction()) / len(others)))
    return pairs


def exact_correlation(pairs: Sequence[tuple[Fraction, Fraction]]) -> float | None:
    if len(pairs) < 20:
        return None
    n = len(pairs)
    means = [sum((pair[side] for pair in pairs), Fraction()) / n for side in (0, 1)]
    spread = [sum((pair[side] - means[side]) ** 2 for pair in pairs) for side in (0, 1)]
    # Scores are floats: a third is not exactly a third, and what should be constant may not be, quite.
    if any(max(one[side] for one in pairs) - min(one[side] for one in pairs) < 1e-9 for side in (0, 1)):
        return None
    together = sum((x - means[0]) * (y - means[1]) for x, y in pairs)
    return float(together) / math.sqrt(float(spread[0]) * float(spread[1]))


def same(found: float | None, expected: float | Fraction | None) -> bool:
    if found is None or expected is None or math.isnan(found):
        return expected is None and (found is None or math.isnan(found))
    return abs(found - float(expected)) <= EXACT


tables = st.builds(
    lambda seed, learners, items, missing, alike: _random_table(drawn(seed), learners, items, missing, alike),
    st.integers(0, 2**32),
    st.integers(0, 45),
    st.integers(1, 12),
    st.sampled_from([0, 0.05, 0.3, 0.7]),
    st.sampled_from([0, 0.5, 0.9, 1]),
)


def _random_table(chance: random.Random, learners: int, items: int, missing: float, alike: float) -> Table:
    """Scores of all formats; ``alike``: how many of the learners answer as the first one does."""
    scores = (0.0, 0.0, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1.0, 1.0)
    first = [chance.choice(scores) for _ in range(items)]
    return [
        [
            None if chance.random() < missing else one
            for one in (first if chance.random() < alike else [chance.choice(scores) for _ in range(items)])
        ]
        for _ in range(learners)
    ]


@given(tables)
@example([[1.0, 0.0, 1.0, 1.0, 0.0, None]] * 25)
@settings(max_examples=60)
def test_facility_and_discrimination_equal_an_exact_reference(rows: Table):
    scores = table(rows) if rows else np.empty((0, 4))
    facilities, fits = statistics.facility(scores), discriminations(scores)
    for item in range(scores.shape[1]):
        assert same(facilities[item], exact_facility(rows, item))
        pairs = exact_pairs(rows, item, [row[item] for row in rows])
        assert same(fits[item], exact_correlation(pairs))


@given(st.integers(0, 2**32), st.integers(20, 60), st.integers(6, 15))
@settings(max_examples=25)
def test_without_gaps_it_is_the_textbooks_item_rest_correlation(seed: int, learners: int, items: int):
    frame = pd.DataFrame(_random_table(drawn(seed), learners, items, 0, 0))
    fits = discriminations(frame.to_numpy())
    for item, fit in enumerate(fits):
        if frame[item].nunique() > 1:
            textbook = frame[item].corr(frame.drop(columns=item).sum(axis=1))
            assert fit == pytest.approx(textbook, abs=EXACT)


# --- the whole way, from answers ----------------------------------------------------------------------------


@given(st.integers(0, 2**32), st.sampled_from([1, 19, 20, 33]), st.sampled_from([0, 0.2, 0.6]))
@settings(max_examples=25)
def test_every_figure_of_a_class_equals_one_computed_with_pandas(seed: int, learners: int, missing: float):
    classes = answering(ITEMS, learners, drawn(seed), missing=missing)
    rows = [
        {
            "learner": one.learner_id,
            "item": a.item_id,
            "score": a.score,
            "sure": a.sureness,
            "response": a.response,
        }
        for one in classes
        for a in one.attempts
    ]
    long = pd.DataFrame(rows, columns=["learner", "item", "score", "sure", "response"])
    wide = [[dict(_scores(one)).get(item.id) for item in ITEMS] for one in classes]
    found = analyse(COURSE, classes)
    by_id = {one.item.id: one for one in found.items}

    assert {name: one.n for name, one in by_id.items()} == long.groupby("item").size().to_dict()
    assert {*by_id, *found.unanswered} == {item.id for item in ITEMS}
    means = long.groupby("item").score.mean()
    for column, item in enumerate(ITEMS):
        if item.id not in by_id:
            continue
        one = by_id[item.id]
        assert same(one.facility, means[item.id])
        assert same(
            one.discrimination, exact_correlation(exact_pairs(wide, column, [row[column] for row in wide]))
        )
        part = long[long["item"] == item.id]
        assert one.right == (part.score == 1).sum()
        assert one.confident_errors == ((part.sure == SURE) & (part.score < 1)).sum()
        assert sum(sure.right + sure.wrong for sure in one.sureness) == one.n
        if item.format in ("single_choice", "who_said_what", "classify_claim", "map_location"):
            chose = part.response.str[0]
            for option in one.options:
                assert option.count == (chose == option.option_id).sum()
                assert same(option.share, (chose == option.option_id).mean())
                picked = [
                    None if response is None else float(response == (option.option_id,))
                    for response in (dict(_responses(someone)).get(item.id) for someone in classes)
                ]
                assert same(option.fit, exact_correlation(exact_pairs(wide, column, picked)))
    if rows:
        assert [(one.n, one.items) for one in found.objectives] == [(len(long), len(by_id))]
        assert same(found.objectives[0].mean, long.score.mean())
    for learner in found.learners:
        theirs = long[long.learner == learner.learner_id].score
        assert learner.n == len(theirs)
        assert same(learner.mean, theirs.mean() if len(theirs) else None)
        assert learner.right == (theirs == 1).sum() == learner.n - len(learner.missed)


def _scores(one: LearnerAnswers) -> list[tuple[str, float]]:
    return [(attempt.item_id, attempt.score) for attempt in one.attempts]


def _responses(one: LearnerAnswers) -> list[tuple[str, tuple[str, ...]]]:
    return [(attempt.item_id, attempt.response) for attempt in one.attempts]


# --- which attempts count -----------------------------------------------------------------------------------

Q1 = BY_FORMAT["single_choice"]


def attempt(response: str = "a", *, number: int = 1, minute: int = 0, **other: object) -> Attempt:
    whole = Attempt(Q1.id, Q1.version, (response,), float(response == "a"), None, number, AT)
    return replace(whole, at=AT + timedelta(minutes=minute), **other)  # type: ignore[arg-type]


def of(*attempts: Attempt, learner: str = "x") -> LearnerAnswers:
    return LearnerAnswers(learner, "", attempts)


def only(*learners: LearnerAnswers) -> ItemAnalysis:
    return analyse(COURSE, learners).items[0]


def test_the_first_attempt_counts_and_no_later_one():
    one = only(of(attempt("b"), attempt("a", number=2, minute=1)), of(attempt("a"), learner="y"))
    assert (one.n, one.facility) == (2, 0.5)


def test_of_two_first_attempts_on_two_computers_the_earlier_one_counts():
    assert only(of(attempt("a", minute=5), attempt("b", minute=1))).facility == 0


def test_a_later_attempt_is_never_taken_for_the_first():
    found = analyse(COURSE, [of(attempt("a", number=2)), of(attempt("b"), learner="y")])
    one = found.items[0]
    assert (one.n, one.facility, one.without_first) == (1, 0, 1)
    assert "1 learner's file holds a later try and not the first: not counted." in one.warnings
    assert "1 learner has no answer that counts." in found.warnings
    assert "Not counted: 1 answer from later tries whose first one is not in the file." in found.warnings


def test_answers_to_another_wording_are_counted_and_said_and_never_mixed():
    found = analyse(COURSE, [of(attempt("b", item_version="0badcafe"), attempt("a", minute=1))])
    one = found.items[0]
    assert (one.n, one.facility, one.other_versions) == (1, 1, 1)
    assert "1 answer is to another wording of this question and is not counted." in one.warnings
    assert "Not counted: 1 answer to other wordings of a question." in found.warnings


@pytest.mark.parametrize(
    "odd",
    [
        {"response": ("z",)},
        {"response": ()},
        {"response": ("a", "b")},
        {"score": NAN},
        {"score": math.inf},
        {"score": -1.0},
    ],
)
def test_what_cannot_be_read_is_counted_and_said(odd):
    found = analyse(COURSE, [of(attempt(**odd)), of(attempt("b"), learner="y")])
    assert (found.items[0].n, found.items[0].facility, found.items[0].unreadable) == (1, 0, 1)
    assert "1 answer could not be read." in found.items[0].warnings
    assert "Not counted: 1 answer that could not be read." in found.warnings
    assert [one.unreadable for one in found.learners] == [1, 0]


def test_answers_to_questions_of_another_course_are_said():
    found = analyse(COURSE, [of(attempt(item_id="Z9"), attempt(item_id="Z8"))])
    assert found.items == ()
    assert "Not counted: 2 answers to questions that this course does not have." in found.warnings
    assert "There are no answers to analyse." in found.warnings


def test_a_score_that_was_written_by_hand_counts_for_nothing():
    one = only(of(attempt("b", score=1.0)))
    assert one.facility == 0
    assert "1 answer was marked anew: its file says another score." in one.warnings


def test_two_files_of_one_learner_are_one_learner():
    both = attempt("b")
    found = analyse(COURSE, [of(both), of(both, attempt("a", number=2, minute=3))])
    assert (len(found.learners), found.items[0].n, found.items[0].facility) == (1, 1, 0)


def test_no_class_is_no_error():
    found = analyse(COURSE, [])
    assert (found.items, found.learners, found.objectives) == ((), (), ())
    assert found.warnings == ("There are no answers to analyse.",)


# --- small numbers ------------------------------------------------------------------------------------------


def test_a_class_below_twenty_has_no_discrimination_and_is_told_once():
    found = analyse(COURSE, answering(ITEMS, 19, drawn(3)))
    assert {one.discrimination for one in found.items} == {None}
    assert {option.fit for one in found.items for option in one.options} == {None}
    (said,) = (text for text in found.warnings if "discrimination" in text)
    assert said == (
        "No question was answered by 20 learners or more (the most is 19), so no discrimination is given, "
        "and wrong keys and unused options are not looked for: with so few it would be chance. Facilities of "
        "few learners are rough, too."
    )
    assert [one.warnings for one in found.items if one.warnings] == []


def test_an_item_that_all_earn_the_same_in_has_no_discrimination_and_says_so():
    classes = answering(ITEMS, 25, drawn(4))
    all_right = [
        replace(
            one,
            attempts=tuple(
                replace(a, response=right_response(Q1), score=1.0) if a.item_id == Q1.id else a
                for a in one.attempts
            ),
        )
        for one in classes
    ]
    one = analyse(COURSE, all_right).items[0]
    assert one.discrimination is None
    assert one.warnings == ("All 25 had it right: there is no discrimination where all earn the same.",)


def test_an_item_whose_learners_answered_little_else_says_so():
    found = only(*(of(attempt("ab"[n % 2]), learner=str(n)) for n in range(24)))
    assert found.discrimination is None
    (said,) = found.warnings
    assert said == (
        "No discrimination: only 0 of the 24 who answered this also answered 5 other questions; 20 are "
        "needed."
    )


def test_sureness_is_set_against_correctness_sure_first():
    said = ((SURE, "b"), (SURE, "b"), (SURE, "a"), (1, "b"), (None, "a"))
    one = only(
        *(of(attempt(response, sureness=sure), learner=str(n)) for n, (sure, response) in enumerate(said))
    )
    assert one.sureness == (
        SurenessCount(3, right=1, wrong=2),
        SurenessCount(2, right=0, wrong=0),
        SurenessCount(1, right=0, wrong=1),
        SurenessCount(None, right=1, wrong=0),
    )
    assert one.confident_errors == 2


def test_items_with_most_confident_errors_come_first():
    other = BY_FORMAT["who_said_what"]
    wrong = Attempt(other.id, other.version, ("b",), 0.0, SURE, 1, AT)
    found = analyse(COURSE, [of(attempt("b", sureness=SURE), wrong), of(wrong, learner="y")])
    assert found.confident == (other.id, Q1.id)
    assert found.learners[0].confident_errors == (Q1.id, other.id)


def test_items_come_as_they_are_asked_and_a_parallel_one_behind_its_original():
    parallel = Q1.model_copy(update={"id": "P1", "parallel_of": Q1.id})
    items = MappingProxyType({**COURSE.items, "P1": parallel})
    order = analyse(replace(COURSE, items=items), []).unanswered
    asked = [one for lesson in COURSE.lessons.values() for one in lesson.item_ids]
    assert [one for one in order if one in asked] == asked
    assert asked[0] == Q1.id
    assert 0 < order.index("P1") < order.index(asked[1])


# --- what was chosen, format by format ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "responses", "expected"),
    [
        ("single_choice", {("b",): 3, ("a",): 1}, [("a", 1, True), ("b", 3, False), ("c", 0, False)]),
        ("who_said_what", {("b",): 2}, [("a", 0, True), ("b", 2, False)]),
        ("map_location", {("b",): 2}, [("a", 0, True), ("b", 2, False)]),
        (
            "classify_claim",
            {("f",): 2},
            [("a", 0, True), *((letter, 0, False) for letter in "bcde"), ("f", 2, False)],
        ),
        (
            "multiple_response",
            {("a", "b"): 2, ("c",): 1},
            [("a", 2, True), ("b", 2, False), ("c", 1, True)],
        ),
        (
            "true_false_reason",
            {("true", "b"): 2, ("a", "false"): 1},
            [("true", 2, True), ("false", 1, False), ("a", 1, True), ("b", 2, False)],
        ),
        (
            "matching",
            {("L1=b", "L2=c"): 2, ("L2=b", "L1=a"): 1},
            [("L1=a", 1, True), ("L1=b", 2, False), ("L2=b", 1, False), ("L2=c", 2, True)],
        ),
        (
            "cloze",
            {("1=b", "2=c"): 2},
            [("1=a", 0, True), ("1=b", 2, False), ("2=c", 2, True)],
        ),
        (
            "ordering",  # right: c, a, b
            {("c", "b", "a"): 2, ("b", "c", "a"): 1},
            [("c>a", 1, True), ("a>b", 0, True), ("b>a", 2, False), ("c>b", 2, False), ("b>c", 1, False)],
        ),
        (
            "numeric",
            {("3",): 2, ("3,0",): 1, ("2 shores",): 1, ("7",): 2, ("7.0 shores",): 1, ("12",): 1},
            [("a", 1, True), ("b", 3, False), ("7", 3, False), ("12", 1, False)],
        ),
    ],
)
def test_what_was_chosen_is_counted_in_every_format(form, responses, expected):
    found = counted(BY_FORMAT[form], responses)
    assert [(one.option_id, one.count, one.right) for one in found] == expected
    n = sum(responses.values())
    assert [one.share for one in found] == [one.count / n for one in found]


def test_chosen_options_carry_their_words_and_their_misconception():
    first, second = counted(BY_FORMAT["matching"], {("L1=b", "L2=c"): 1})[:2]
    assert (first.text, first.prompt_id, first.prompt, first.misconception_id) == (
        "East",
        "L1",
        "Boats",
        None,
    )
    assert (second.text, second.misconception_id) == ("West", "mc_boats")
    gap = counted(BY_FORMAT["cloze"], {("1=b", "2=c"): 1})[1]
    assert (gap.prompt, gap.text) == ("gap 1", "West")
    neighbours = counted(BY_FORMAT["ordering"], {("c", "b", "a"): 1})
    assert neighbours[0].text == "“North”, then “East”"


def test_a_number_near_the_right_one_is_right_whatever_option_has_it():
    asked = BY_FORMAT["numeric"]
    assert isinstance(asked, Numeric)
    near = asked.model_copy(update={"key": asked.key.model_copy(update={"tolerance": 0.5})})
    found = counted(near, {("2.5",): 1, ("2",): 1})
    assert [(one.option_id, one.count, one.right) for one in found] == [
        ("a", 1, True),
        ("b", 0, False),
        ("2.5", 1, True),
    ]


# --- from the log -------------------------------------------------------------------------------------------

ENTRY = {
    "kind": "attempt",
    "item": Q1.id,
    "item_version": Q1.version,
    "response": ["b"],
    "sureness": None,
    "attempt": 1,
    "score": 0.0,
}


def record(
    entry: Mapping[str, object], *, identifier: str = "1", learner: str = "x", minute: int = 0
) -> Record:
    return Record(identifier, learner, AT + timedelta(minutes=minute), "quiz", "the-lake", entry)


def test_records_become_answers():
    sits = {"kind": "sits", "seat": "1", "nickname": "Ada"}
    later = record({**ENTRY, "response": ["a"], "attempt": 2, "score": 1.0}, identifier="2", minute=4)
    found = answers([record(sits, identifier="0"), later, record(ENTRY), record(ENTRY)])
    assert found == (LearnerAnswers("x", "Ada", (attempt("b"), attempt("a", number=2, minute=4))),)


def test_learners_are_kept_apart_and_a_files_nickname_wins():
    found = answers([record(ENTRY), record(ENTRY, identifier="2", learner="y")], {"y": "Bo"})
    assert [(one.learner_id, one.nickname, len(one.attempts)) for one in found] == [
        ("x", "", 1),
        ("y", "Bo", 1),
    ]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"item": None}, "no item is named"),
        ({"item_version": 3}, "the version of the item is missing"),
        ({"response": "b"}, "the response is not a list of words"),
        ({"response": [1]}, "the response is not a list of words"),
        ({"score": "1"}, "the score is not a number from 0 to 1"),
        ({"score": NAN}, "the score is not a number from 0 to 1"),
        ({"score": 10**400}, "the score is not a number from 0 to 1"),
        ({"score": True}, "the score is not a number from 0 to 1"),
        ({"attempt": 0}, "the number of the attempt is not 1 or more"),
        ({"sureness": 4}, "sureness is not 1 to 3"),
        ({"sureness": True}, "sureness is not 1 to 3"),
    ],
)
def test_an_entry_that_means_nothing_says_why(odd, why):
    (found,) = answers([record({**ENTRY, **odd})])
    assert found.unreadable == (Unreadable("" if "item" in odd else Q1.id, why),)
    assert found.attempts == ()


@pytest.mark.parametrize("gone", [name for name in ENTRY if name not in ("kind", "sureness")])
def test_an_entry_without_a_field_is_unreadable(gone):
    (found,) = answers([record({name: value for name, value in ENTRY.items() if name != gone})])
    assert len(found.unreadable) == 1


_words = st.one_of(
    st.sampled_from(["a", "b", "true", "false", "L1=a", "L1", "=", "1=a", "2", "3 shores", "", "c>a"]),
    st.text(),
)
_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
_odd_entries = st.fixed_dictionaries(
    {"kind": st.sampled_from(["attempt", "attempt", "attempt", "sits", "review"])},
    optional={
        "item": st.sampled_from([item.id for item in COURSE.items.values()]) | _anything,
        "item_version": st.sampled_from([item.version for item in COURSE.items.values()]) | _anything,
        "response": st.lists(_words, max_size=4) | _anything,
        "sureness": st.sampled_from([None, 1, 2, 3]) | _anything,
        "attempt": st.sampled_from([1, 2]) | _anything,
        "score": st.sampled_from([0.0, 1.0, 0.5]) | _anything,
        "nickname": _anything,
    },
)
_near_entries = st.sampled_from(ITEMS).flatmap(
    lambda item: st.fixed_dictionaries(
        {
            "kind": st.just("attempt"),
            "item": st.just(item.id),
            "item_version": st.just(item.version),
            "response": st.lists(_words, max_size=4),
            "sureness": st.sampled_from([None, 1, 2, 3]),
            "attempt": st.sampled_from([1, 2]),
            "score": st.sampled_from([0.0, 1.0]),
        }
    )
)


@given(st.lists(st.tuples(st.sampled_from("xyz"), _odd_entries | _near_entries), max_size=12))
@settings(max_examples=150)
def test_no_attempt_however_odd_stops_a_report_and_each_is_accounted_for(entries):
    records = [record(entry, identifier=str(n), learner=who) for n, (who, entry) in enumerate(entries)]
    classes = answers(records)
    found = analyse(COURSE, classes)

    attempts = sum(entry["kind"] == "attempt" for _, entry in entries)
    assert attempts == sum(len(one.attempts) + len(one.unreadable) for one in classes)
    left_out = sum(int(text.split()[2]) for text in found.warnings if text.startswith("Not counted: "))
    assert left_out + sum(one.n for one in found.items) <= attempts
    assert sum(one.unreadable for one in found.learners) == sum(
        int(text.split()[2]) for text in found.warnings if "could not be read" in text
    )
    for one in found.items:
        assert one.n == sum(sure.right + sure.wrong for sure in one.sureness) > 0
        assert 0 <= one.facility <= 1
        assert all(0 <= option.count <= one.n for option in one.options)
