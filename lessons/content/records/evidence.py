"""What was seen, what was said about it, and when each became public.

An observation has two dates: the day it shows and the day it was published. Only the second says what a
reader could know. An estimate is a range with somebody who gave it and a scope; a plan is not a count.
Context holds what is needed to judge both: what is unknown, what is contested, how such things are counted.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from .base import Broken, Id, Record, Text, Verified, YesNo
from .dates import PartialDate

PLAN_WORDS = ("expected", "planned", "forecast")


class Observation(Record):
    """Something reported at a site.

    observed_on      the day of the picture; if the text gives none, that of the report (the note says so)
    published_on     the day it became public
    evidence         "imagery", "official statement" or "single source"
    place_known      false: the text names no place; it may be listed and must never be drawn
    same_picture_as  another observation that may show the very same picture: never show the two as two
    spoiler          true when it was published after the day of the article
    """

    id: Id
    site_id: Id
    observed_on: PartialDate
    published_on: PartialDate
    statement: Text
    evidence: Literal["imagery", "official statement", "single source"]
    source_id: Id
    place_known: YesNo
    same_picture_as: Id | None = None
    verified: Verified
    spoiler: YesNo
    note: str = ""

    def _rules(self) -> Iterator[Broken]:
        announced = "announce" in self.statement.lower()  # an announcement is public before what it announces
        if self.published_on.last < self.observed_on.first and not announced:
            yield Broken(
                ("published_on",),
                f"{self.published_on.iso} is before observed_on {self.observed_on.iso}; "
                "only an announcement is public before its day",
            )
        if self.same_picture_as == self.id:
            yield Broken(
                ("same_picture_as",), "names the observation itself; name the other one, or leave it empty"
            )


class Estimate(Record):
    """A published number of people or of battalion tactical groups (BTGs).

    low, high  the range as published; an empty high means "more than", an empty low "up to"; never both
    kind       "count": said to be there; "plan": expected or planned, never drawn as a count
    claimant   who said it; scope: what and where was counted
    """

    id: Id
    stated_on: PartialDate
    low: int | None = Field(default=None, gt=0)
    high: int | None = Field(default=None, gt=0)
    unit: Literal["people", "BTGs"]
    kind: Literal["count", "plan"]
    claimant: Text
    scope: Text
    source_id: Id
    verified: Verified
    spoiler: YesNo
    note: str = ""

    def _rules(self) -> Iterator[Broken]:
        if self.low is None and self.high is None:
            yield Broken(("low",), "is missing, and so is high; at least one of the two numbers is needed")
        if self.low is not None and self.high is not None and self.low > self.high:
            yield Broken(("low",), f"{self.low} is more than high {self.high}; low may be at most high")
        found = [w for w in PLAN_WORDS if w in f"{self.scope} {self.note}".lower()]
        if found and self.kind != "plan":
            yield Broken(
                ("kind",), f'scope or note says "{found[0]}"; write "plan", or say it without that word'
            )


class Context(Record):
    """What a reader must know to judge the map.

    theme  a group of such statements; topic: its heading; dated_on: when it was said or became true
    """

    id: Id
    theme: Text
    topic: Text
    statement: Text
    dated_on: PartialDate
    source_id: Id
    verified: Verified
    spoiler: YesNo
