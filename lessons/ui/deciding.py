"""Decide first, then read ours: texts of which a reading is documented, and no key.

The first choice opens the answer, and there is no second one. A documented reading has its evidence and its
doubt, so another choice is called another one, never wrong; the log keeps a decision and no score.
"""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from lessons.ui.activity import Entry, Event, Step
from lessons.ui.sorting import OneByOne, SortingState, T


@dataclass(frozen=True)
class Deciding(OneByOne[T]):
    """``kinds`` are the words of each choice.

    ``alike`` and ``otherwise`` are the first words after it, with {ours} and {yours}.
    """

    kinds: ClassVar[Mapping[str, str]]
    alike: ClassVar[str]
    otherwise: ClassVar[str]
    other: ClassVar[str] = "lesson-note"

    @abstractmethod
    def documented(self, text: T) -> str:
        """The choice that our reading comes to."""

    @property
    def kind(self) -> str:
        """A decision is no attempt: nobody scores it."""
        return "decided"

    def step(self, state: SortingState, event: Event) -> Step[SortingState]:
        """As any text to sort; but an answer that is to be read is longer than a screen: begin at its top."""
        step = super().step(state, event)
        return replace(step, focus="verdict-title") if event.move == "sort" and step.entries else step

    def solved(self, state: SortingState, text: T) -> bool:
        """Any decision opens the answer."""
        return bool(state.of(text.id))

    def marked(self, state: SortingState, text: T, chosen: str) -> Entry:
        return {}

    def score(self, text: T, chosen: str) -> float:
        """1 for the documented reading: it decides the words of the answer, and is never shown as a mark."""
        return float(chosen == self.documented(text))

    def choosable(self, text: T) -> str:
        """The words alone: what each means stands beside the choices."""
        return ", ".join(self.kinds.values())

    def tally(self, state: SortingState) -> str:
        """How many were decided; whether alike is not counted."""
        return f"{sum(bool(state.of(text.id)) for text in self.texts)} of {len(self.texts)} {self.done}"

    def verdict(self, text: T, chosen: str) -> str:
        """Alike or otherwise, without a judgement."""
        words = self.otherwise if self.score(text, chosen) < 1 else self.alike
        return words.format(ours=self.kinds[self.documented(text)], yours=self.kinds[chosen])
