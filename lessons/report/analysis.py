"""From the answers of a class to everything that a report says about it.

The figures stand on first attempts at the present wording of each item (`firsts.py`); what facility and
discrimination are is said in `statistics.py`, and when an advice is given in `advice.py`. Whatever is left
out is counted and said. All of it takes time in proportion to the number of answers.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lessons.content.content import Content
from lessons.content.marking import Markable
from lessons.report import statistics
from lessons.report.advice import RULES, Rules, advise
from lessons.report.caveats import of_class, of_item
from lessons.report.chosen import counted, picks
from lessons.report.firsts import FirstAttempts, Firsts, Left, items_in_order, merged
from lessons.report.model import (
    FAIRLY,
    GUESSING,
    SURE,
    Attempt,
    ClassAnalysis,
    ItemAnalysis,
    LearnerAnalysis,
    LearnerAnswers,
    ObjectiveAnalysis,
    SurenessCount,
)
from lessons.report.statistics import Floats

RIGHT = 1.0


def analyse(content: Content, classes: Sequence[LearnerAnswers], *, rules: Rules = RULES) -> ClassAnalysis:
    """The analysis of all these learners as one class; ``rules`` are the bounds of the advice.

    Never raises for what stands in the answers: what cannot be read is counted and said.
    """
    items = items_in_order(content)
    choose = FirstAttempts(items)
    learners = [choose.of(one) for one in merged(classes)]
    scores = _table(items, learners)
    rest = statistics.rest_scores(scores)
    fits = statistics.correlations(scores, rest)
    usable = statistics.answered(rest)
    analysed = []
    unanswered = []
    for column, item in enumerate(items):
        attempts = [one.attempts[item.id] for one in learners if item.id in one.attempts]
        if attempts:
            plain = _item(item, attempts, _or_none(fits[column]), int(usable[column]), choose.left)
            fitted = _fitted(plain, learners, rest[:, column])
            analysed.append(replace(fitted, advice=advise(fitted, content.misconceptions, rules)))
        else:
            unanswered.append(item.id)
    confident = [one for one in analysed if one.confident_errors]
    return ClassAnalysis(
        tuple(analysed),
        _objectives(content, analysed),
        tuple(_learner(content, items, one) for one in learners),
        tuple(one.item.id for one in sorted(confident, key=lambda one: -one.confident_errors)),
        tuple(unanswered),
        of_class(learners, analysed, choose.left),
    )


def _table(items: Sequence[Markable], learners: Sequence[Firsts]) -> Floats:
    """Scores, a row for each learner and a column for each item; NaN where there is no first attempt."""
    column = {item.id: number for number, item in enumerate(items)}
    scores = np.full((len(learners), len(items)), np.nan)
    for row, one in enumerate(learners):
        for item, attempt in one.attempts.items():
            scores[row, column[item]] = attempt.score
    return scores


def _item(
    item: Markable, attempts: Sequence[Attempt], fit: float | None, usable: int, left: Left
) -> ItemAnalysis:
    """One item, without its advice."""
    scores = [attempt.score for attempt in attempts]
    sureness = _sureness(attempts)
    return ItemAnalysis(
        item,
        len(attempts),
        float(np.mean(scores)),
        fit,
        counted(item, Counter(attempt.response for attempt in attempts)),
        sureness,
        sureness[0].wrong,
        of_item(item.id, scores, fit, usable, left),
        (),
        left.other_versions[item.id],
        left.without_first[item.id],
        left.unreadable[item.id],
    )


def _sureness(attempts: Sequence[Attempt]) -> tuple[SurenessCount, ...]:
    said = Counter((attempt.sureness, attempt.score == RIGHT) for attempt in attempts)
    return tuple(
        SurenessCount(one, said[one, True], said[one, False]) for one in (SURE, FAIRLY, GUESSING, None)
    )


def _fitted(analysed: ItemAnalysis, learners: Sequence[Firsts], rest: Floats) -> ItemAnalysis:
    """The same with the fit of each option; ``rest`` is the item's column of rest scores."""
    place = {one.option_id: number for number, one in enumerate(analysed.options)}
    places: dict[tuple[str, ...], list[int]] = {}  # of each different response: a class repeats itself
    chose = np.zeros((len(learners), len(place)))
    for row, one in enumerate(learners):
        attempt = one.attempts.get(analysed.item.id)
        if attempt is not None:
            response = attempt.response
            if response not in places:
                places[response] = [place[pick] for pick in picks(analysed.item, response)]
            chose[row, places[response]] = 1.0
    fits = statistics.correlations(chose, np.repeat(rest[:, None], len(place), axis=1))
    options = tuple(replace(one, fit=_or_none(fit)) for one, fit in zip(analysed.options, fits, strict=True))
    return replace(analysed, options=options)


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _objectives(content: Content, analysed: Sequence[ItemAnalysis]) -> tuple[ObjectiveAnalysis, ...]:
    found = []
    for objective in content.objectives.values():
        of_it = [one for one in analysed if one.item.objective_id == objective.id]
        n = sum(one.n for one in of_it)
        if n:
            mean = sum(one.facility * one.n for one in of_it) / n
            found.append(ObjectiveAnalysis(objective, len(of_it), n, mean))
    return tuple(found)


def _learner(content: Content, items: Sequence[Markable], one: Firsts) -> LearnerAnalysis:
    answered = [(item, one.attempts[item.id]) for item in items if item.id in one.attempts]
    scores: dict[str, list[float]] = {}
    for item, attempt in answered:
        scores.setdefault(item.objective_id, []).append(attempt.score)
    missed = [(item.id, attempt) for item, attempt in answered if attempt.score != RIGHT]
    return LearnerAnalysis(
        one.learner.learner_id,
        one.learner.nickname,
        len(answered),
        float(np.mean([attempt.score for _, attempt in answered])) if answered else None,
        len(answered) - len(missed),
        tuple(name for name, attempt in missed if attempt.sureness == SURE),
        tuple(name for name, _ in missed),
        tuple(
            (name, len(scores[name]), float(np.mean(scores[name])))
            for name in content.objectives
            if name in scores
        ),
        one.unreadable,
    )
