"""First attempts at the present wording of each item: the ones that say what somebody knew.

After the first attempt a learner has read why an answer is wrong, so later ones measure the feedback
(Moodle's "Quiz statistics calculations" takes first attempts for the same reason). And answers to another
wording are answers to another question. Both stay out of every figure, and are counted, so that a report can
say so.

Every response is marked again by the rule of today: one rule for all learners, whatever version of the course
a file comes from, and a score that was edited by hand counts for nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lessons.content.content import Content
from lessons.content.marking import Markable, mark
from lessons.report.model import Attempt, LearnerAnswers

FIRST = 1


@dataclass(frozen=True)
class Left:
    """By item id: attempts that are in no figure, and why. ``foreign``: of no item with a key in this course;
    ``marked_anew`` are in the figures, with another score than their file says."""

    other_versions: Counter[str] = field(default_factory=Counter)
    without_first: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    marked_anew: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Firsts:
    """The first attempts of one learner, by item id, with today's score; how many attempts meant nothing."""

    learner: LearnerAnswers
    attempts: Mapping[str, Attempt]
    unreadable: int


def items_in_order(content: Content) -> tuple[Markable, ...]:
    """All items with a key, lesson by lesson as they are asked, each followed by its parallel ones."""
    found: dict[str, Markable] = {}
    beside: dict[str, list[str]] = {}
    for one in content.items.values():
        original = getattr(one, "parallel_of", None)
        if original:
            beside.setdefault(original, []).append(one.id)
    asked = [one for lesson in content.lessons.values() for one in lesson.item_ids]
    for first in [*asked, *content.items]:
        for identifier in (first, *beside.get(first, ())):
            item = content.items.get(identifier)
            if isinstance(item, Markable):
                found.setdefault(identifier, item)
    return tuple(found.values())


def merged(learners: Iterable[LearnerAnswers]) -> tuple[LearnerAnswers, ...]:
    """The same with one entry for each learner: two files of one learner are one learner's."""
    found: dict[str, LearnerAnswers] = {}
    for one in learners:
        before = found.get(one.learner_id)
        found[one.learner_id] = one if before is None else _joined(before, one)
    return tuple(found.values())


def _joined(before: LearnerAnswers, one: LearnerAnswers) -> LearnerAnswers:
    return replace(
        before,
        nickname=one.nickname or before.nickname,
        attempts=tuple(dict.fromkeys((*before.attempts, *one.attempts))),
        unreadable=(*before.unreadable, *one.unreadable),
    )


class FirstAttempts:
    """Picks them for one learner after another, and keeps count of what is left out.

    Marks and versions are worked out once for each item and response: a class repeats itself.
    """

    def __init__(self, items: Sequence[Markable]) -> None:
        self.left = Left()
        self._items = {item.id: item for item in items}
        self._versions = {item.id: item.version for item in items}
        self._marks: dict[tuple[str, tuple[str, ...]], float | None] = {}

    def of(self, learner: LearnerAnswers) -> Firsts:
        """This learner's first attempts."""
        found: dict[str, Attempt] = {}
        later: set[str] = set()
        bad = [one.item_id for one in learner.unreadable]
        for attempt in learner.attempts:
            item = attempt.item_id
            if item not in self._items:
                self.left.foreign[item] += 1
            elif attempt.item_version != self._versions[item]:
                self.left.other_versions[item] += 1
            elif self._score(attempt) is None:
                bad.append(item)
            elif attempt.number != FIRST:
                later.add(item)
            elif item not in found or attempt.at < found[item].at:
                found[item] = attempt
        self.left.unreadable.update(bad)
        self.left.without_first.update(later - found.keys())
        return Firsts(learner, {item: self._marked(one) for item, one in found.items()}, len(bad))

    def _marked(self, attempt: Attempt) -> Attempt:
        score = self._score(attempt)
        if score is None or score == attempt.score:
            return attempt
        self.left.marked_anew[attempt.item_id] += 1
        return replace(attempt, score=score)

    def _score(self, attempt: Attempt) -> float | None:
        """By the rule of today; None where the response is none to this item, or the score never was one."""
        if not 0 <= attempt.score <= 1:  # NaN is not, either
            return None
        key = attempt.item_id, attempt.response
        if key not in self._marks:
            try:
                self._marks[key] = mark(self._items[attempt.item_id], attempt.response).score
            except ValueError:
                self._marks[key] = None
        return self._marks[key]
