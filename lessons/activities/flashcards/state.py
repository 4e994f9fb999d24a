"""What is known of a learner's cards, what was due when they asked, and the session that is on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from lessons.activities.flashcards.schedule import Review


@dataclass(frozen=True)
class Rated:
    """A card of this session, how well it was known, and when it comes back."""

    card: str
    rating: str
    at: datetime
    due: datetime


@dataclass(frozen=True)
class Session:
    """At most ten cards, one after the other; ``shown``: whether the answer is to be seen."""

    cards: tuple[str, ...]
    shown: bool = False
    rated: tuple[Rated, ...] = ()
    stopped: bool = False

    @property
    def card(self) -> str:
        """The id of the card that is on, or "" at the end."""
        over = self.stopped or len(self.rated) >= len(self.cards)
        return "" if over else self.cards[len(self.rated)]


@dataclass(frozen=True)
class Due:
    """What was due at a moment: cards that have come back, and cards that are new, each in their order.

    ``following`` is when the next one comes back, ``ahead`` counts reviews that carry a date after the
    computer's clock, ``latest`` is the last of these dates.
    """

    at: datetime
    cards: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    following: datetime | None = None
    ahead: int = 0
    latest: datetime | None = None


@dataclass(frozen=True)
class FlashcardsState:
    """The reviews by card, whether the first answer to each item was right, and the terms looked up.

    ``asked`` is None until the learner asks what is due: a state has no clock.
    """

    reviews: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)
    first_right: Mapping[str, bool] = field(default_factory=dict)
    looked_up: tuple[str, ...] = ()
    asked: Due | None = None
    session: Session | None = None

    @property
    def missed(self) -> tuple[str, ...]:
        """The items whose first answer was not right, in the order of answering."""
        return tuple(item for item, right in self.first_right.items() if not right)

    def start(self, cards: tuple[str, ...]) -> "FlashcardsState":
        """A session of these cards."""
        return replace(self, session=Session(cards))

    def show(self) -> "FlashcardsState":
        """The answer to be seen."""
        return self._session(shown=True)

    def stop(self) -> "FlashcardsState":
        """No further card."""
        return self._session(stopped=True)

    def rate(self, review: Review, due: datetime) -> "FlashcardsState":
        """The card rated, and the next one on; ``due``: when it comes back."""
        reviews = sorted((*self.reviews.get(review.card, ()), review), key=lambda one: one.at)
        rated = Rated(review.card, review.rating, review.at, due)
        before = self.session.rated if self.session else ()
        after = self._session(shown=False, rated=(*before, rated))
        return replace(after, reviews={**self.reviews, review.card: tuple(reviews)})

    def _session(self, **changes: object) -> "FlashcardsState":
        if self.session is None:
            raise ValueError("No session is on; start one first.")
        return replace(self, session=replace(self.session, **changes))  # type: ignore[arg-type]  # fields of Session
