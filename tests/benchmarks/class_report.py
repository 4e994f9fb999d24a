"""The analysis of a large class: 250, 500 and 1,000 learners who answered every item of the course.

The items run up to 110 (the course's own, some of them again under another id, if it has fewer). Half the
answers are right and the others are anything that the format takes; two in three say how sure they were.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from lessons.content import Content, load_content
from lessons.content.marking import FALSE, TRUE, Markable, mark, pair, prompts_of, right_response
from lessons.content.records.items import (
    Cloze,
    Item,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.report.analysis import analyse
from lessons.report.model import Attempt, LearnerAnswers
from tests.benchmarks.measure import Row, Sample, options, ratios, report, wait_for_quiet

SIZES = (250, 500, 1000)
ITEMS = 110
AIM_S, AIM_RATIO = 20.0, 2.2
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def course_of(count: int) -> Content:
    """The course with that many items that have a key."""
    content = load_content()
    own = [item for item in content.items.values() if isinstance(item, Markable)]
    items: dict[str, Item] = {item.id: item for item in own[:count]}
    for number in range(count - len(items)):
        again = own[number % len(own)].model_copy(update={"id": f"again{number}"})
        items[again.id] = again
    return replace(content, items=MappingProxyType(items))


def drawn(seed: int) -> random.Random:
    """The same numbers for the same seed."""
    return random.Random(seed)  # noqa: S311  # nothing here is a secret


def anything(item: Markable, chance: random.Random) -> tuple[str, ...]:
    """A response that the format takes, right only by accident."""
    ids = [option.id for option in item.options]
    match item:
        case TrueFalseReason():
            return chance.choice((TRUE, FALSE)), chance.choice(ids)
        case MultipleResponse():
            return tuple(sorted(chance.sample(ids, chance.randint(1, len(ids)))))
        case Matching() | Cloze():
            return tuple(pair(prompt, chance.choice(ids)) for prompt in prompts_of(item))
        case Ordering():
            return tuple(chance.sample(ids, len(ids)))
        case Numeric():
            value = chance.choice(item.options).value if chance.random() < 0.7 else chance.randint(0, 99)
            return (f"{value:.15g}",)
        case _:
            return (chance.choice(ids),)


def answering(
    items: Sequence[Markable], learners: int, chance: random.Random, *, missing: float = 0.0
) -> list[LearnerAnswers]:
    """A class of that many; each answer is missing with that probability."""
    versions = {item.id: item.version for item in items}
    found = []
    for number in range(learners):
        able = chance.random()
        attempts = []
        for place, item in enumerate(items):
            if chance.random() < missing:
                continue
            response = right_response(item) if chance.random() < able else anything(item, chance)
            attempts.append(
                Attempt(
                    item.id,
                    versions[item.id],
                    response,
                    mark(item, response).score,
                    chance.choice((None, None, 1, 2, 3, 3)),
                    1,
                    START + timedelta(minutes=place),
                )
            )
        found.append(LearnerAnswers(f"{number:016x}", f"learner {number}", tuple(attempts)))
    return found


def main() -> None:
    given = options("class_report", "The analysis of a large class.", repetitions=5)
    content = course_of(ITEMS)
    items = [item for item in content.items.values() if isinstance(item, Markable)]
    classes = {size: answering(items, size, drawn(size)) for size in SIZES}
    analyse(content, classes[SIZES[0]])
    wait_for_quiet()
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    used: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(given.repetitions):
        for size in SIZES:  # one after the other, so that a busy second meets all of them
            began, at_work = time.perf_counter(), time.process_time()
            analyse(content, classes[size])
            times[size].append(time.perf_counter() - began)
            used[size].append(time.process_time() - at_work)
    rows = [
        Row(
            f"{size:,} learners x {len(items)} items",
            Sample(tuple(times[size]), "s"),
            AIM_S if size == SIZES[-1] else None,
            f"processor {Sample(tuple(used[size]), 's').text}",
        )
        for size in SIZES
    ]
    rows += [
        Row(
            f"… processor time of {more:,} learners against {less:,}",
            ratios(used[more], used[less]),
            AIM_RATIO,
        )
        for less, more in pairwise(SIZES)
    ]
    report("class_report", rows, write=given.write)


if __name__ == "__main__":
    main()
