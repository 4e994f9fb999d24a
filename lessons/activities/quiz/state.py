"""Where a learner is in a quiz, and what was answered so far."""

from dataclasses import dataclass, replace

from lessons.ui.paragraphs import Level


@dataclass(frozen=True)
class Attempt:
    """One answer to one item: the response, as marking.py describes it, and the score from 0 to 1.

    ``sureness``: 1 guessing, 2 fairly sure, 3 sure; None where nothing was said.
    """

    item: str
    response: tuple[str, ...]
    score: float
    sureness: int | None = None

    @property
    def right(self) -> bool:
        """Whether it earned everything."""
        return self.score == 1


@dataclass(frozen=True)
class QuizState:
    """Where the learner is, and every attempt so far, in order.

    ``position`` counts the items from 0; the number of items itself is the summary. ``parallel`` is the id of
    the parallel item that stands in the place of that item just now, or empty. ``drafts`` are answers that
    are being put together and were not checked yet: pairs of item and response; the log does not hold
    them. ``said`` is what the last move changed, for those who do not see it. ``level`` is the wording that
    the learner reads.
    """

    position: int = 0
    attempts: tuple[Attempt, ...] = ()
    drafts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    said: str = ""
    parallel: str = ""
    level: Level = "plain"

    def of(self, item: str) -> tuple[Attempt, ...]:
        """The attempts at one item."""
        return tuple(attempt for attempt in self.attempts if attempt.item == item)

    def solved(self, item: str) -> bool:
        """Whether any attempt was right."""
        return any(attempt.right for attempt in self.of(item))

    def first_right(self, item: str) -> bool:
        """Whether the first attempt was right."""
        return bool(self.of(item)) and self.of(item)[0].right

    def shown(self, item: str) -> tuple[str, ...]:
        """What is chosen on the page: the draft, or else the last answer; empty before both."""
        tried = self.of(item)
        return dict(self.drafts).get(item, tried[-1].response if tried else ())

    def at(self, position: int, parallel: str = "") -> "QuizState":
        """The same at another place: an item, or the parallel that stands for it."""
        return replace(self, position=position, parallel=parallel, said="")

    def draft(self, item: str, response: tuple[str, ...], *, said: str = "") -> "QuizState":
        """The same with this draft."""
        return replace(self, drafts=tuple({**dict(self.drafts), item: response}.items()), said=said)

    def attempt(self, attempt: Attempt) -> "QuizState":
        """The same with one more attempt, which takes the place of the draft."""
        drafts = tuple(one for one in self.drafts if one[0] != attempt.item)
        return replace(self, attempts=(*self.attempts, attempt), drafts=drafts, said="")
