"""Organisations, councils and formats, and who has a seat in each."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from .base import Broken, Id, Record, Text


class Seat(Record):
    """Whether a party has a seat in a body: "in", "partner" (takes part, without a seat) or "out"."""

    party_id: Id
    place: Literal["in", "partner", "out"]
    said: Text


class Body(Record):
    """An organisation, a council or a format, as it was in the week of the article.

    number, counts  how many, and how they are called there ("members", "participating States")
    seats           one for each party that the course compares
    """

    id: Id
    name: Text
    expansion: str = ""
    number: int = Field(gt=0)
    counts: Text
    about: Text
    seats: tuple[Seat, ...]
    source_id: Id

    def seat(self, party_id: str) -> Seat:
        """The seat of a party."""
        return next(one for one in self.seats if one.party_id == party_id)

    def _rules(self) -> Iterator[Broken]:
        named = [one.party_id for one in self.seats]
        if not named:
            yield Broken(("seats",), "is empty; say of each party whether it has a seat")
        for number, party in enumerate(named):
            if party in named[:number]:
                yield Broken(("seats", number, "party_id"), f"{party!r} stands there twice; once is enough")
