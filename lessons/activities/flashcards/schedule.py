"""When a card comes back: the FSRS algorithm, by its own library.

FSRS (Ye, Su & Cao, KDD 2022; the scheduler of Anki) keeps two numbers for each card, its stability and its
difficulty, and lets it come back when the chance of recalling it has fallen to nine in ten. Nothing of it is
computed here, and nothing is stored: the log of reviews is played again through ``fsrs``, without its random
spread of days, so that the same log gives the same days on every machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import fsrs

RATINGS = ("not at all", "with difficulty", "well", "at once")
"""How well a card was known, in the order of fsrs's ratings 1 to 4."""

CLOCK_MAY_BE_OFF = timedelta(days=1)
"""Reviews that lie further ahead of now than this were made by a computer with a wrong clock."""


@dataclass(frozen=True)
class Review:
    """A card was looked at and rated, at a time (UTC)."""

    card: str
    rating: str
    at: datetime


@dataclass(frozen=True)
class Memory:
    """What is known of a card after its reviews: when it is due, and fsrs's two numbers."""

    due: datetime
    stability: float
    difficulty: float


def counted(reviews: Iterable[Review], now: datetime) -> list[Review]:
    """Those that a clock can have made by now, in the order of time."""
    return sorted((one for one in reviews if one.at <= now + CLOCK_MAY_BE_OFF), key=lambda one: one.at)


def replay(reviews: Iterable[Review]) -> Memory | None:
    """The memory of one card after these reviews, in the order of time; None without any."""
    import fsrs  # here, so that opening a lesson does not wait for it

    card = None
    for review in reviews:
        # The id and the first due day of a new card are of no interest: both are given, so no clock is asked.
        card = card or fsrs.Card(card_id=0, due=review.at)
        card, _ = _scheduler().review_card(card, fsrs.Rating(RATINGS.index(review.rating) + 1), review.at)
    if card is None or card.stability is None or card.difficulty is None:
        return None
    return Memory(card.due.astimezone(UTC), card.stability, card.difficulty)


@cache
def _scheduler() -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(enable_fuzzing=False)
