"""The simulated classes are what they say, and the advice finds in a few of them what it finds in many.

The classes are the first ones of the tuning seed, so every run sees the same; the figures that are reported
come from `detection.py`, with 1,000 classes for each seed.
"""

from itertools import islice

import numpy as np
import pytest

from tests.benchmarks.detection import MOST_FALSE_ALARMS, best_possible, judged, rates
from tests.benchmarks.simulated_classes import (
    FAULTS,
    ITEMS,
    LEARNERS,
    LETTERS,
    TUNING_SEED,
    WORKS,
    choices,
    difficulty,
    draw,
    facility,
    simulated,
)


def test_the_same_seed_gives_the_same_classes():
    assert [*islice(simulated(5), 2)] == [*simulated(5, 2)]
    assert [*simulated(5, 1)] != [*simulated(6, 1)]


def test_a_class_has_one_item_of_each_fault_and_the_rest_is_sound():
    (one,) = simulated(5, 1)
    assert sorted(planted.fault for planted in one.planted) == sorted(
        [*FAULTS, *[""] * (ITEMS - len(FAULTS))]
    )
    assert [len(learner.attempts) for learner in one.learners] == [ITEMS] * LEARNERS
    some_missing = next(simulated(5, 1, gaps=0.3))
    assert 0.6 < sum(len(learner.attempts) for learner in some_missing.learners) / ITEMS / LEARNERS < 0.8


@pytest.mark.parametrize("fault", ["", *FAULTS])
def test_an_item_is_in_the_population_what_its_fault_says(fault):
    numbers = np.random.default_rng(8)
    for _ in range(60):
        one = draw(numbers, fault, "x")
        wrong = 1 - facility(one.a, one.b)
        shares = [
            wrong * chance
            for letter, chance in zip(LETTERS, one.chances, strict=True)
            if letter not in (one.truly_right, one.option if fault == "dead_distractor" else "")
        ]
        assert (one.item.key == one.truly_right) == (fault != "wrong_key")
        if fault == "too_easy":
            assert wrong <= 0.05 + 1e-9
        else:
            assert 0.15 <= wrong <= 0.75
            assert min(shares) >= WORKS
        if fault == "dead_distractor":
            assert wrong * one.chances[LETTERS.index(one.option)] <= 0.01


def test_learners_choose_as_the_model_says():
    numbers = np.random.default_rng(8)
    one = draw(numbers, "", "x")
    chosen = choices(numbers, one, numbers.standard_normal(40_000))
    expected = facility(one.a, one.b)
    assert np.mean(chosen == LETTERS.index(one.truly_right)) == pytest.approx(expected, abs=0.01)
    assert facility(1.3, difficulty(1.3, 0.97)) == pytest.approx(0.97)


def test_the_advice_finds_planted_faults_and_seldom_accuses_a_sound_item():
    got = rates(judged(simulated(TUNING_SEED, 60)))
    assert got.found["too_easy"] >= 0.95
    assert got.found["wrong_key"] >= 0.70
    assert got.found["dead_distractor"] >= 0.70  # the aim of 95 % is out of reach, see the README beside
    assert got.alarms[""] <= MOST_FALSE_ALARMS


def test_no_rule_can_have_both_all_dead_distractors_and_few_false_alarms():
    curve = best_possible(400)
    assert max(hits for alarms, hits in curve if alarms <= MOST_FALSE_ALARMS) < 0.95
    assert curve[-1] == pytest.approx((1, max(hits for _, hits in curve)))
