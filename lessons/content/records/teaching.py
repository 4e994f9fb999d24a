"""What a teacher needs around the lessons, and the tables of a round of delegations."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from .base import Broken, Id, Ids, Record, Text

TeachingPart = Literal[
    "discussion",
    "care",
    "differentiation",
    "without laptops",
    "longer",
    "rules",
    "round",
    "secretary",
    "watchers",
    "debrief",
]
TIMED = ("longer", "round")


class Teaching(Record):
    """A text for the teacher, or a sheet that the teacher hands out.

    part     where it is used; "longer": what a lesson of 90 minutes adds, "round": a step of the delegations
    lessons  for which lessons, by slug; empty: for all. minutes: only of what is timed
    lines    one thing each
    """

    id: Id
    part: TeachingPart
    title: Text
    lessons: Ids = ()
    minutes: int = 0
    lines: tuple[Text, ...]

    def _rules(self) -> Iterator[Broken]:
        if not self.lines:
            yield Broken(("lines",), "is empty; one line or more")
        if (self.minutes > 0) != (self.part in TIMED) or self.minutes < 0:
            wanted = "1 or more" if self.part in TIMED else "0, or no minutes at all"
            yield Broken(("minutes",), f"{self.minutes} in the part {self.part!r}; allowed: {wanted}")
        if self.part == "discussion" and not self.lessons:
            yield Broken(("lessons",), "is empty; questions for talking belong to a lesson")


class Delegation(Record):
    """One table of a round of delegations.

    meeting_id  which meeting; its `parties` get a card each, its `not_at_table` listen
    issue_ids   what the cards speak of; question: what the table looks for
    """

    id: Id
    meeting_id: Id
    issue_ids: Ids = Field(min_length=1)
    question: Text
