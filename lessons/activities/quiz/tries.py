"""Another try: after an answer that does not fit, the same once more in other words.

Changing an answer until it fits shows that somebody can exclude; a parallel item shows whether the point is
understood. It is offered, never required, kept under its own id and not counted among the questions of the
quiz.
"""

from dataclasses import dataclass

import htpy as h

from lessons.activities.quiz.state import QuizState
from lessons.content.marking import Markable


@dataclass(frozen=True)
class Tries:
    """The items of a quiz, each with its parallels."""

    items: tuple[Markable, ...]
    parallels: tuple[Markable, ...]

    def place(self, item: Markable) -> tuple[int, str]:
        """Where an item is asked: a position, and the item's own id if it is a parallel."""
        position = next(n for n, one in enumerate(self.items) if one.id in (item.id, item.parallel_of))
        return position, item.id if item.parallel_of else ""

    def now(self, state: QuizState) -> Markable:
        """The item that is asked at a place; not for the summary."""
        asked = self.items[state.position]
        return next((one for one in self.parallels if one.id == state.parallel), asked)

    def of(self, item: Markable) -> tuple[Markable, ...]:
        """All parallels of an item."""
        return tuple(one for one in self.parallels if one.parallel_of == item.id)

    def next(self, state: QuizState) -> Markable | None:
        """The parallel to offer here: of the item just answered, not solved, those not tried first."""
        if state.position >= len(self.items):
            return None
        tried = state.of(self.now(state).id)
        if not tried or tried[-1].right:
            return None
        left = [
            one
            for one in self.of(self.items[state.position])
            if one.id != state.parallel and not state.solved(one.id)
        ]
        return next((one for one in left if not state.of(one.id)), left[0] if left else None)


def offer(original: str) -> h.Element:
    """The button that leads to a parallel item, beside the way to change the answer."""
    return h.div(".lesson-row")[
        h.span["Change your answer above, or answer a question that asks for the same in another way:"],
        h.button({"data-move": "parallel", "data-with-item": original}, id="parallel", type="button")[
            "Try a parallel question"
        ],
    ]
