"""Classes that answer as a model says, with faults that are known because they were planted.

This file was fixed before any rule of the report was tuned on it, and does not change with the rules. It says
what a sound item is and what each fault is, in the population from which a class is drawn:

- Learners: ability theta from a normal distribution (mean 0, standard deviation 1); 30 in a class.
- Items: 12 single-choice items of four options. The right option is chosen with the probability of the
  two-parameter logistic model, 1 / (1 + exp(-a (theta - b))) (Birnbaum, 1968); log a is normal (0.2, 0.3), b
  is normal (-0.5, 1). Who does not know it chooses among the three distractors, whose shares come from a
  Dirichlet distribution with parameters (4, 4, 4): uneven, as real ones are.
- Sound: the expected facility is 0.25 to 0.85, and every distractor is expected from 5 % of all learners or
  more, which is the literature's bound for a distractor that works (Haladyna & Downing, 1993, "How many
  options is enough for a multiple-choice test item?"; Tarrant, Ware & Mohammed, 2009). Items are drawn until
  they are.
- Dead distractor: facility as above and two distractors that work; the third is chosen by a share of all
  learners that is uniform from 0 to 1 %: nobody, or hardly anybody.
- Too easy: the expected facility is uniform from 0.95 to 1, and b is what it has to be for that.
- Wrong key: a sound item, and the key that the teacher typed is one of its distractors.

Each class has one item of each fault, at random places, and nine sound ones. Nobody leaves a question out,
unless ``gaps`` says with what probability an answer is missing. One seed is for tuning the rules, another one
for the figures that are reported; the second was not looked at before the rules were fixed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lessons.content.records.items import Option, SingleChoice
from lessons.report.model import Attempt, LearnerAnswers

TUNING_SEED, CONFIRMING_SEED = 1, 2
LEARNERS, ITEMS, CLASSES = 30, 12, 1000
LETTERS = "abcd"
WORKS = 0.05  # the least share of all learners from which a distractor works
FAULTS: tuple["Fault", ...] = ("dead_distractor", "too_easy", "wrong_key")

Fault = Literal["", "dead_distractor", "too_easy", "wrong_key"]
Floats = NDArray[np.float64]

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(61)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True)
class Planted:
    """An item and what is wrong with it: "" is sound. ``option`` is the dead one, or the one that is truly
    right where the key is wrong. ``chances`` are those of the four options for who does not know the answer;
    0 for the one that is truly right."""

    item: SingleChoice
    fault: Fault
    option: str
    truly_right: str
    a: float
    b: float
    chances: tuple[float, ...]


@dataclass(frozen=True)
class SimulatedClass:
    """Twelve items and what thirty learners answered."""

    planted: tuple[Planted, ...]
    learners: tuple[LearnerAnswers, ...]


def simulated(seed: int, classes: int = CLASSES, *, gaps: float = 0.0) -> Iterator[SimulatedClass]:
    """That many classes; the same ones for the same seed."""
    for numbers in np.random.default_rng(seed).spawn(classes):
        yield one_class(numbers, gaps=gaps)


def one_class(
    numbers: np.random.Generator, *, learners: int = LEARNERS, items: int = ITEMS, gaps: float = 0.0
) -> SimulatedClass:
    """One class; the first faults come in a random order, the rest is sound."""
    sound: list[Fault] = [""] * (items - len(FAULTS))
    faults = [*FAULTS, *sound]
    numbers.shuffle(faults)
    planted = tuple(draw(numbers, fault, f"S{place + 1}") for place, fault in enumerate(faults))
    versions = [one.item.version for one in planted]
    theta = numbers.standard_normal(learners)
    chosen = np.stack([choices(numbers, one, theta) for one in planted], axis=1)
    there = numbers.random((learners, items)) >= gaps
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    return SimulatedClass(
        planted,
        tuple(
            LearnerAnswers(
                f"{learner:016x}",
                f"learner {learner + 1}",
                tuple(
                    Attempt(
                        one.item.id,
                        versions[place],
                        (LETTERS[chosen[learner, place]],),
                        float(LETTERS[chosen[learner, place]] == one.item.key),
                        None,
                        1,
                        start + timedelta(minutes=place),
                    )
                    for place, one in enumerate(planted)
                    if there[learner, place]
                ),
            )
            for learner in range(learners)
        ),
    )


def draw(numbers: np.random.Generator, fault: Fault, identifier: str) -> Planted:
    """One item with that fault, drawn until it is what the module says."""
    while True:
        a = float(np.exp(numbers.normal(0.2, 0.3)))
        b = float(numbers.normal(-0.5, 1))
        shares = numbers.dirichlet((4, 4, 4))
        if fault == "too_easy":
            b = difficulty(a, float(numbers.uniform(0.95, 1)))
            break
        wrong = 1 - facility(a, b)
        if fault == "dead_distractor":
            dead = float(numbers.uniform(0, 0.01)) / wrong
            shares = np.array([dead, *(shares[1:] / shares[1:].sum() * (1 - dead))])
        working = shares[1:] if fault == "dead_distractor" else shares
        if 0.25 <= 1 - wrong <= 0.85 and (working * wrong >= WORKS).all():
            break
    places = [
        int(place) for place in numbers.permutation(len(LETTERS))
    ]  # the right one, then the distractors
    chances = np.zeros(len(LETTERS))
    chances[places[1:]] = shares
    right, first, second = (LETTERS[place] for place in places[:3])
    key = second if fault == "wrong_key" else right
    option = {"dead_distractor": first, "wrong_key": right}.get(fault, "")
    return Planted(record(identifier, key), fault, option, right, a, b, tuple(map(float, chances)))


def choices(numbers: np.random.Generator, one: Planted, theta: Floats) -> NDArray[np.int64]:
    """What learners of these abilities choose: the place of an option for each."""
    knows = numbers.random(len(theta)) < probability(one.a, one.b, theta)
    other = numbers.choice(len(LETTERS), size=len(theta), p=one.chances)
    return np.where(knows, LETTERS.index(one.truly_right), other)


def probability(a: float, b: float, theta: Floats) -> Floats:
    """Of a right answer, for each ability: the two-parameter logistic model."""
    return np.asarray(1 / (1 + np.exp(-a * (theta - b))))


def facility(a: float, b: float) -> float:
    """The share of the population that has it right (Gauss-Hermite quadrature)."""
    return float(_WEIGHTS @ probability(a, b, _NODES))


def difficulty(a: float, wanted: float) -> float:
    """The b with which that share of the population has it right, by halving."""
    low, high = -40.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if facility(a, middle) > wanted else (low, middle)
    return (low + high) / 2


def record(identifier: str, key: str) -> SingleChoice:
    """The item as the course knows one."""
    options = tuple(Option(id=letter, text=f"Answer {letter}", rationale="Simulated.") for letter in LETTERS)
    return SingleChoice(
        id=identifier,
        lesson="simulated",
        objective_id="O1",
        difficulty=2,
        bloom="remember",
        stem=f"Question {identifier}",
        source_ids=("s_simulated",),
        format="single_choice",
        options=options,
        key=key,
    )
