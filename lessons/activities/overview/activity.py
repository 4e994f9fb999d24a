"""How far you are: the lessons, what to look at next, and the objectives.

It reads what is kept of all activities and keeps nothing itself. A number always stands with what it is out
of, and there is no mark: the page says what to do next, not how good somebody is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.activities.overview.parts import lessons_table, objectives_table, review
from lessons.activities.overview.state import Asked, OverviewState, tried
from lessons.content.records.lessons import Lesson, Objective
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.term_places import title_of


@dataclass(frozen=True)
class Overview:
    """``asked``: every question that counts. ``due``: how many cards have come back, if any was rated."""

    lessons: tuple[Lesson, ...]
    asked: tuple[Asked, ...]
    objectives: tuple[Objective, ...] = ()
    due: int | None = None
    key: ClassVar[str] = ""
    name: ClassVar[str] = "overview"
    parts: ClassVar[tuple[str, ...]] = ("lessons", "review", "objectives")
    ground: ClassVar[str] = ""

    def empty(self) -> OverviewState:
        """Nothing answered, no card rated."""
        return OverviewState()

    def restore(self, entries: Sequence[Entry]) -> OverviewState:
        """What the entries of all activities tell."""
        return OverviewState(tried(self.asked, entries), self.due)

    def step(self, state: OverviewState, event: Event) -> Step[OverviewState]:
        """Look again: another page may have kept something."""
        if event.move == "look":
            return Step(state, ({"kind": "look"},))
        raise ValueError(f"{event.move} is no move here: look is; this page only shows.")

    def view(self, state: OverviewState) -> dict[str, str]:
        """The three parts, each under a heading of its own."""
        again = h.div(".lesson-row")[
            h.button({"data-move": "look"}, id="look", type="button")["Show the latest state"]
        ]
        return {
            "lessons": str(h.fragment[lessons_table(self.lessons, self.asked, state), again]),
            "review": str(review(self.lessons, self.asked, state)),
            "objectives": str(objectives_table(self.lessons, self.objectives, self.asked, state)),
        }

    def still(self, state: OverviewState) -> Still:  # it shows nothing of what a learner did
        """The lessons, as they are before anything is done."""
        table = lessons_table(self.lessons, self.asked, self.empty())
        html = h.div[h.p[h.em[NOT_RUNNING], " and your progress is shown here."], table]
        lines = [f"{title_of(lesson)}: {lesson.aim}" for lesson in self.lessons if lesson.ready]
        return Still(str(html), "\n".join([NOT_RUNNING, *lines]))
