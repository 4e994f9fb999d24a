"""In one's own words: a few sentences, kept while they are typed, and never marked.

To retell is what shows a reader what was understood (generative learning: Wittrock, 1989; Fiorella and
Mayer, 2016). Each question has a field of its own. A field saves itself when the learner pauses: there is
no button to forget.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import htpy as h

from lessons.content.records import Writing as Task
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.own_words import KEPT, kept_text, own_words_field


@dataclass(frozen=True)
class WritingState:
    """What was written: pairs of the id of a question and the text."""

    written: tuple[tuple[str, str], ...] = ()

    def of(self, ask: str) -> str:
        """What was written to a question, or an empty string."""
        return dict(self.written).get(ask, "")

    def write(self, ask: str, text: str) -> "WritingState":
        """The same with this text in place of an earlier one."""
        texts = {**dict(self.written), ask: text}
        return replace(self, written=tuple((one, told) for one, told in texts.items() if told))


@dataclass(frozen=True)
class Writing:
    """One task of a lesson; ``lesson`` is its slug."""

    lesson: str
    task: Task
    name: ClassVar[str] = "writing"
    ground: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """Lesson and task: "a-lesson/own-words"."""
        return f"{self.lesson}/{self.task.id}"

    @property
    def parts(self) -> tuple[str, ...]:
        """The title, then a part for each question: what is saved in one leaves the others alone."""
        return ("task", *(f"ask_{number}" for number in range(len(self.task.asks))))

    def empty(self) -> WritingState:
        """Nothing written."""
        return WritingState()

    def restore(self, entries: Sequence[Entry]) -> WritingState:
        """The last text of each question that is still asked."""
        asked = {ask.id for ask in self.task.asks}
        state = self.empty()
        for entry in entries:
            if entry["kind"] == "wrote" and entry.get("ask") in asked:
                state = state.write(str(entry["ask"]), str(entry.get("text", "")))
        return state

    def step(self, state: WritingState, event: Event) -> Step[WritingState]:
        """Keep the text of one question."""
        if event.move != "write":
            raise ValueError(f"{event.move} is no move here: write is.")
        asked, ask = {one.id: one for one in self.task.asks}, event.one("ask")
        if ask not in asked:
            raise ValueError(f"ask: {ask!r} came, allowed are {', '.join(asked)}")
        text = kept_text(event.one("text"))
        if text == state.of(ask):
            return Step(state)
        return Step(state.write(ask, text), ({"kind": "wrote", "ask": ask, "text": text},))

    def view(self, state: WritingState) -> dict[str, str]:
        """A field for each question."""
        title = h.fragment[h.h3[self.task.title], h.p(".lesson-soft")[KEPT]]
        fields = {
            f"ask_{number}": str(
                own_words_field(number, ask.id, f"{number + 1}. {ask.text}", state.of(ask.id))
            )
            for number, ask in enumerate(self.task.asks)
        }
        return {"task": str(title), **fields}

    def still(self, state: WritingState) -> Still:  # it shows nothing of what a learner wrote
        """The questions, to write about on paper."""
        say = "and you can write here. Until then, write on paper or tell a neighbour."
        asks = [ask.text for ask in self.task.asks]
        html = h.div[
            h.p[h.em[NOT_RUNNING], f" {say}"], h.h3[self.task.title], h.ol[(h.li[one] for one in asks)]
        ]
        numbered = (f"{number}. {one}" for number, one in enumerate(asks, 1))
        return Still(str(html), "\n".join([f"{NOT_RUNNING} {say}", self.task.title, *numbered]))
