"""Where a learner is in a quiz, and what was answered so far."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One answer to one item: the chosen values and the score from 0 to 1."""

    item: str
    response: tuple[str, ...]
    score: float

    @property
    def right(self) -> bool:
        """Whether it earned everything."""
        return self.score == 1


@dataclass(frozen=True)
class QuizState:
    """Where the learner is, and every attempt so far, in order.

    ``position`` counts the items from 0; the number of items itself is the summary.
    """

    position: int = 0
    attempts: tuple[Attempt, ...] = ()

    def of(self, item: str) -> tuple[Attempt, ...]:
        """The attempts at one item."""
        return tuple(attempt for attempt in self.attempts if attempt.item == item)

    def solved(self, item: str) -> bool:
        """Whether any attempt was right."""
        return any(attempt.right for attempt in self.of(item))

    def first_right(self, item: str) -> bool:
        """Whether the first attempt was right."""
        return bool(self.of(item)) and self.of(item)[0].right
