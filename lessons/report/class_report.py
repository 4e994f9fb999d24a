"""A report on one class: what was in the folder, and what the analysis made of it.

Tables, pictures, the page and the CSV files are all made from this one value, so they cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lessons.content import Content
from lessons.report.analysis import analyse
from lessons.report.files import ClassFiles, read_class
from lessons.report.model import ClassAnalysis, ItemAnalysis, OptionCount


@dataclass(frozen=True)
class ClassReport:
    """``day`` is the day on which it was made; ``content`` is all of it, spoilers included."""

    content: Content
    files: ClassFiles
    analysis: ClassAnalysis
    day: date

    @property
    def has_answers(self) -> bool:
        """Whether there is anything to report on."""
        return bool(self.analysis.items)

    @cached_property
    def items(self) -> dict[str, ItemAnalysis]:
        """What was found on each item that was answered, by its id."""
        return {one.item.id: one for one in self.analysis.items}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Each item by the place where a learner met it: "01.3" is question 3 of lesson 01."""
        labels = {}
        for lesson in self.content.lessons.values():
            for number, one in enumerate(lesson.item_ids, 1):
                labels[one] = f"{lesson.notebook[:2]}.{number}"
        for one, item in self.content.items.items():
            twin = getattr(item, "parallel_of", None)
            labels.setdefault(one, f"{labels[twin]} again" if twin in labels else one)
        return labels

    def label(self, item_id: str) -> str:
        """The place of an item; its id where the course no longer has it."""
        return self.labels.get(item_id, item_id)

    @cached_property
    def first_talks(self) -> tuple[ItemAnalysis, ...]:
        """What to talk about first.

        At most five: where more than one learner was sure and wrong, the most of them first; then where one
        wrong answer drew more learners than the right one; then where one learner was sure and wrong.
        """
        sure = [self.items[one] for one in self.analysis.confident]
        popular = [one for one in self.analysis.items if _popular(one) > right_count(one)]
        popular.sort(key=lambda one: one.facility)
        several = [one for one in sure if one.confident_errors > 1]
        return tuple({one.item.id: one for one in (*several, *popular, *sure)}.values())[:5]

    @cached_property
    def beliefs(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """Misconceptions behind the wrong answers, the most chosen first: id, how often, in which items."""
        counts: dict[str, int] = {}
        where: dict[str, list[str]] = {}
        for one in self.analysis.items:
            for option in one.options:
                mid = option.misconception_id
                if mid and option.count and mid in self.content.misconceptions:
                    counts[mid] = counts.get(mid, 0) + option.count
                    where.setdefault(mid, []).append(one.item.id)
        order = sorted(counts, key=lambda mid: -counts[mid])
        return tuple((mid, counts[mid], tuple(dict.fromkeys(where[mid]))) for mid in order)


def make_report(content: Content, paths: Iterable[Path], *, day: date) -> ClassReport:
    """Read the folders, zip files and files, and analyse what is in them."""
    files = read_class(paths)
    return ClassReport(content, files, analyse(content, files.learners), day)


def worst_option(one: ItemAnalysis) -> OptionCount | None:
    """The wrong option that most learners chose; None where nobody chose any."""
    wrong = [option for option in one.options if not option.right and option.count]
    return max(wrong, key=lambda option: option.count, default=None)


def worst_belief(one: ItemAnalysis) -> OptionCount | None:
    """The wrong option with a misconception behind it that most learners chose, two at least; else None."""
    wrong = [
        option for option in one.options if not option.right and option.count > 1 and option.misconception_id
    ]
    return max(wrong, key=lambda option: option.count, default=None)


def right_count(one: ItemAnalysis) -> int:
    """How many learners had it wholly right."""
    return sum(said.right for said in one.sureness)


def _popular(one: ItemAnalysis) -> int:
    worst = worst_option(one)
    return worst.count if worst else 0
