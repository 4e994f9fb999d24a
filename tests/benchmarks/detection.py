"""How often the advice of the report finds a planted fault, and how often it is wrong about a sound item.

The classes come from `simulated_classes.py`, which was fixed first; the bounds were chosen on its tuning seed
and then held against the confirming one. An item counts as found when the advice names its fault (and, of a
dead distractor, the option). A false alarm is any of the three concerns at a sound item.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import numpy as np

from lessons.content import Content, load_content
from lessons.report.advice import RULES, Rules, advise
from lessons.report.analysis import analyse
from lessons.report.model import ItemAnalysis
from tests.benchmarks.measure import README, put
from tests.benchmarks.simulated_classes import (
    CLASSES,
    CONFIRMING_SEED,
    FAULTS,
    LEARNERS,
    LETTERS,
    TUNING_SEED,
    Fault,
    Planted,
    SimulatedClass,
    choices,
    draw,
    one_class,
    simulated,
)

AIMS: dict[Fault, float] = {"dead_distractor": 0.95, "too_easy": 0.95, "wrong_key": 0.70}
MOST_FALSE_ALARMS = 0.10

Judged = tuple[Planted, ItemAnalysis]


@dataclass(frozen=True)
class Rates:
    """``found``: share of the planted faults found; ``alarms``: share of the sound items with that concern,
    and under "" with any of the three."""

    found: dict[Fault, float]
    alarms: dict[Fault, float]


def judged(classes: Iterable[SimulatedClass]) -> list[Judged]:
    """Every item of every class, as the report sees it."""
    found: list[Judged] = []
    for one in classes:
        content = taught(one)
        by_id = {item.item.id: item for item in analyse(content, one.learners).items}
        found += [(planted, by_id[planted.item.id]) for planted in one.planted if planted.item.id in by_id]
    return found


def taught(one: SimulatedClass) -> Content:
    """A course of these items alone."""
    items = MappingProxyType({planted.item.id: planted.item for planted in one.planted})
    return replace(_course(), items=items, lessons=MappingProxyType({}))


@cache
def _course() -> Content:
    return load_content()


def rates(items: Sequence[Judged], rules: Rules = RULES) -> Rates:
    """What these bounds find and what they find wrongly."""
    found: Counter[Fault] = Counter()
    alarms: Counter[Fault] = Counter()
    there: Counter[Fault] = Counter(planted.fault for planted, _ in items)
    for planted, analysed in items:
        advice = advise(analysed, {}, rules)
        named = {one.concern for one in advice}
        if planted.fault:
            exact = planted.fault != "dead_distractor" or any(
                one.concern == planted.fault and one.option_id == planted.option for one in advice
            )
            found[planted.fault] += planted.fault in named and exact
        else:
            alarms.update(fault for fault in FAULTS if fault in named)
            alarms[""] += any(fault in named for fault in FAULTS)
    return Rates(
        {fault: found[fault] / there[fault] for fault in FAULTS},
        {fault: alarms[fault] / there[""] for fault in ("", *FAULTS)},
    )


def best_possible(count: int) -> list[tuple[float, float]]:
    """(false alarms, dead distractors found) of the best rule that sees the four counts of an item alone.

    The best rule takes the likelihood ratio (Neyman & Pearson, 1933): it knows the generator, and says "dead"
    first where the counts are most typical of a dead distractor against a sound item.
    """
    numbers = np.random.default_rng(3)
    sound, dead = (
        Counter(filter(None, (_counts(numbers, fault) for _ in range(count))))
        for fault in ("", "dead_distractor")
    )
    alarms = hits = 0.0
    curve = []
    for counts in sorted(sound.keys() | dead.keys(), key=lambda one: -dead[one] / (sound[one] + 0.5)):
        alarms += sound[counts] / count
        hits += dead[counts] / count
        curve.append((alarms, hits))
    return curve


def _counts(numbers: np.random.Generator, fault: Fault) -> tuple[int, ...]:
    """Counts of the three distractors, the fewest first; empty where the dead one has not the fewest."""
    one = draw(numbers, fault, "x")
    chosen = np.bincount(choices(numbers, one, numbers.standard_normal(LEARNERS)), minlength=len(LETTERS))
    counts = {letter: int(n) for letter, n in zip(LETTERS, chosen, strict=True) if letter != one.item.key}
    least = min(counts.values())
    return () if fault and counts[one.option] > least else tuple(sorted(counts.values()))


def percent(share: float) -> str:
    """With one digit behind the point."""
    return f"{100 * share:.1f} %"


def reach(tuning: Rates, confirming: Rates) -> str:
    """The figures against their aims."""
    rows = []
    for fault in FAULTS:
        got = confirming.found[fault]
        said = "met" if got >= AIMS[fault] else "**missed**"
        rows.append(
            (
                f"{fault.replace('_', ' ')} found",
                f"at least {percent(AIMS[fault])}",
                percent(tuning.found[fault]),
                percent(got),
                said,
            )
        )
    got = confirming.alarms[""]
    rows.append(
        (
            "sound items with a false alarm",
            f"at most {percent(MOST_FALSE_ALARMS)}",
            percent(tuning.alarms[""]),
            percent(got),
            "met" if got <= MOST_FALSE_ALARMS else "**missed**",
        )
    )
    rows += [
        (
            f"… {fault.replace('_', ' ')}",
            "",
            percent(tuning.alarms[fault]),
            percent(confirming.alarms[fault]),
            "",
        )
        for fault in FAULTS
    ]
    head = ("What", "Aim", f"Seed {TUNING_SEED} (tuned on)", f"Seed {CONFIRMING_SEED} (confirmed on)", "")
    return _markdown([head, *rows])


CURVES: tuple[tuple[Fault, tuple[tuple[str, Rules], ...]], ...] = (
    (
        "dead_distractor",
        tuple(
            (
                f"{who}; {each} or more wrong answers for each wrong option",
                replace(RULES, hardly=hardly, wrong_each=each),
            )
            for who, hardly in (("chosen by nobody", 0.0), ("by 1 of 30 or nobody", 0.034))
            for each in (4, 3, 2, 1, 0)
        ),
    ),
    (
        "too_easy",
        tuple(
            (f"{right} of 30 right", replace(RULES, easy=right / LEARNERS))
            for right in (30, 29, 28, 27, 26, 25, 24)
        ),
    ),
    (
        "wrong_key",
        tuple(
            (f"another option fits better by {ahead}", replace(RULES, fit_ahead=ahead))
            for ahead in (0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
        ),
    ),
)


def trade_off(tuning: Sequence[Judged], confirming: Sequence[Judged]) -> str:
    """What other bounds would find, and find wrongly; the report's are marked."""
    head = ("Fault", "Bound", "Found", "False alarms", "Found (confirmed)", "False alarms (confirmed)")
    rows: list[tuple[str, ...]] = [head]
    for fault, bounds in CURVES:
        for text, rules in bounds:
            cells = [
                percent(value)
                for items in (tuning, confirming)
                for got in (rates(items, rules),)
                for value in (got.found[fault], got.alarms[fault])
            ]
            ours = _same(rates(tuning, rules), rates(tuning), fault)
            rows.append((fault.replace("_", " "), f"**{text}**" if ours else text, *cells))
    return _markdown(rows)


def _same(one: Rates, other: Rates, fault: Fault) -> bool:
    return one.found[fault] == other.found[fault] and one.alarms[fault] == other.alarms[fault]


def elsewhere(classes: int) -> str:
    """The same rules in other classes than those they were chosen for."""
    rows: list[tuple[str, ...]] = [("Class", *(fault.replace("_", " ") for fault in FAULTS), "False alarms")]
    for text, learners, gaps in (
        ("20 learners", 20, 0.0),
        ("25 learners", 25, 0.0),
        ("30 learners, one answer in ten missing", 30, 0.1),
        ("60 learners", 60, 0.0),
        ("120 learners", 120, 0.0),
    ):
        many = np.random.default_rng(4).spawn(classes)
        got = rates(judged(one_class(one, learners=learners, gaps=gaps) for one in many))
        rows.append((text, *(percent(got.found[fault]) for fault in FAULTS), percent(got.alarms[""])))
    return _markdown(rows)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/detection.py", description=__doc__)
    parser.add_argument("--classes", type=int, default=CLASSES, help=f"for each seed ({CLASSES})")
    parser.add_argument("--write", action="store_true", help="put the tables into tests/benchmarks/README.md")
    given = parser.parse_args()
    started = time.perf_counter()
    tuning, confirming = (judged(simulated(seed, given.classes)) for seed in (TUNING_SEED, CONFIRMING_SEED))
    curve = best_possible(20 * given.classes)
    at_ten = max(hits for alarms, hits in curve if alarms <= MOST_FALSE_ALARMS)
    at_aim = min(alarms for alarms, hits in curve if hits >= AIMS["dead_distractor"])
    bound = (
        f"The best rule there can be for one item's counts finds {percent(at_ten)} of the dead distractors "
        f"at {percent(MOST_FALSE_ALARMS)} false alarms, and needs {percent(at_aim)} false alarms to find "
        f"{percent(AIMS['dead_distractor'])}."
    )
    text = "\n\n".join(
        (
            reach(rates(tuning), rates(confirming)),
            bound,
            trade_off(tuning, confirming),
            elsewhere(given.classes // 4),
        )
    )
    print(text)
    print(f"\n{time.perf_counter() - started:.0f} s")
    if given.write:
        README.write_text(put(README.read_text(encoding="utf-8"), "detection", text), encoding="utf-8")


if __name__ == "__main__":
    main()
