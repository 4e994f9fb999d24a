"""What can be found: a learner looks first, then opens what we found and compares.

A page that says "find three things" leaves a learner alone with whether they found them. Nothing is
typed and nothing is kept: the questions stand in the notebook, the answers in the data, in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.content.records import Found
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still

TITLE = "What we found"
FIRST = "Find yours first, then compare."


@dataclass(frozen=True)
class FindingsState:
    """Whether it is open."""

    is_open: bool = False


@dataclass(frozen=True)
class Findings:
    """What was found in one place of a lesson; ``lesson`` is its slug."""

    lesson: str
    found: Found
    name: ClassVar[str] = "found"
    parts: ClassVar[tuple[str, ...]] = ("found",)
    ground: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """Lesson and place: "a-lesson/drafts"."""
        return f"{self.lesson}/{self.found.id}"

    def empty(self) -> FindingsState:
        return FindingsState()

    def restore(self, entries: Sequence[Entry]) -> FindingsState:  # whoever comes back looks anew
        return self.empty()

    def step(self, state: FindingsState, event: Event) -> Step[FindingsState]:
        """Open it, or close it again."""
        if event.move != "open":
            raise ValueError(f"{event.move} is no move here: open is.")
        return Step(FindingsState(not state.is_open))

    def view(self, state: FindingsState) -> dict[str, str]:
        """A button that stays where it is, and below it what was found."""
        button = h.button(
            {"data-move": "open"},
            type="button",
            id="open",
            aria_expanded="true" if state.is_open else "false",
        )[TITLE]
        shown = h.div[
            h.div(".lesson-row")[button, h.span(".lesson-soft")[FIRST]],
            h.div(role="status")[state.is_open and h.div(".lesson-box.lesson-note")[self._lines()]],
        ]
        return {"found": str(shown)}

    def still(self, state: FindingsState) -> Still:
        """What was found is for whoever has looked: a page that is not running does not tell it."""
        say = "and you can compare here with what we found."
        return Still(str(h.div[h.p[h.em[NOT_RUNNING], f" {say}"]]), f"{NOT_RUNNING} {say}")

    def page(self, state: FindingsState) -> str:
        """On a plain page a fold, which paper takes into the key."""
        return str(h.details[h.summary[TITLE], self._lines()])

    def _lines(self) -> h.Element:
        return h.ol[(h.li[one] for one in self.found.lines)]
