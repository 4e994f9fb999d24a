"""How far you are.

The lessons, and how each quiz went. It reads what is kept of all activities and keeps nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h

from lessons.content.records.lessons import Lesson
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still


@dataclass(frozen=True)
class LessonProgress:
    """Of one quiz: how many of ``items`` were answered, right at the first try, and solved by now."""

    slug: str
    items: int
    answered: int = 0
    first: int = 0
    solved: int = 0


@dataclass(frozen=True)
class OverviewState:
    """The progress of each lesson that has a quiz."""

    lessons: tuple[LessonProgress, ...] = ()


@dataclass(frozen=True)
class Overview:
    """``quizzes`` gives, by lesson, the version of each item that counts."""

    lessons: tuple[Lesson, ...]
    quizzes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    key: str = ""
    name: str = "overview"
    parts: tuple[str, ...] = ("lessons",)
    ground: str = ""

    def empty(self) -> OverviewState:
        return OverviewState(tuple(LessonProgress(slug, len(items)) for slug, items in self.quizzes))

    def restore(self, entries: Sequence[Entry]) -> OverviewState:
        attempts = [entry for entry in entries if entry["kind"] == "attempt"]
        return OverviewState(tuple(_count(slug, dict(items), attempts) for slug, items in self.quizzes))

    def step(self, state: OverviewState, event: Event) -> Step[OverviewState]:
        raise ValueError(f"{event.move} is no move here: this page only shows.")

    def view(self, state: OverviewState) -> dict[str, str]:
        return {"lessons": str(_table(self.lessons, state))}

    def still(self, state: OverviewState) -> Still:
        html = h.div[h.p[h.em[NOT_RUNNING], " and your progress is shown here."], _table(self.lessons, state)]
        lines = [f"{lesson.title}: {lesson.aim}" for lesson in self.lessons if lesson.ready]
        return Still(str(html), "\n".join([NOT_RUNNING, *lines]))


def _count(slug: str, versions: dict[str, str], attempts: Sequence[Entry]) -> LessonProgress:
    scores: dict[str, list[float]] = {}
    for entry in attempts:
        if versions.get(entry["item"]) == entry["item_version"]:
            scores.setdefault(entry["item"], []).append(entry["score"])
    first = sum(tries[0] == 1 for tries in scores.values())
    solved = sum(1 in tries for tries in scores.values())
    return LessonProgress(slug, len(versions), len(scores), first, solved)


def _table(lessons: Sequence[Lesson], state: OverviewState) -> h.Element:
    progress = {one.slug: one for one in state.lessons}
    return h.div(".lesson-scroll")[
        h.table[
            h.caption["The lessons and your progress"],
            h.thead[h.tr[(h.th(scope="col")[name] for name in ("Lesson", "What for", "Minutes", "Quiz"))]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[lesson.title],
                        h.td[lesson.aim],
                        h.td[str(lesson.minutes)],
                        h.td[_words(progress.get(lesson.slug))],
                    ]
                    for lesson in lessons
                    if lesson.ready
                )
            ],
        ]
    ]


def _words(progress: LessonProgress | None) -> str:
    if progress is None:
        return "no quiz"
    if not progress.answered:
        return f"{progress.items} questions, not begun"
    counts = f"{progress.first} right at the first try, {progress.solved} solved"
    return f"{progress.answered} of {progress.items} answered, {counts}"
