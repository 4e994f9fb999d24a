"""What the article said about the days to come, and what can be said of it afterwards.

A forecast is judged twice: by what it rested on, and by what came. The first is asked for before the second
is shown, because whoever knows the end believes that it was easier to foresee (hindsight bias: Fischhoff,
1975).
"""

from collections.abc import Iterator
from typing import Literal, get_args

from .base import Broken, Id, Ids, Record, Text, YesNo

Look = Literal["forecast", "worry", "plan", "condition"]
Likely = Literal["very unlikely", "unlikely", "about as likely as not", "likely", "very likely"]
STEPS: tuple[Likely, ...] = get_args(Likely)
Outcome = Literal["came", "partly", "otherwise", "open"]
Testable = Literal["yes", "partly", "no"]


class Known(Record):
    """Something that a reader could know on the day of the article, and for which side it speaks."""

    text: Text
    speaks: Literal["for", "against", "open"]
    source_id: Id


class Forecast(Record):
    """One statement of the article about what will or may come.

    claim_ids        where the article says so; look: what kind of look ahead it is
    statement        what it says; question: how likely was it, asked as on the day of the article
    known            what a reader could know then
    event_ids, meeting_ids  what happened and speaks to it, shown in the order of time
    outcome          what came of it, as we read it; happened: the same in words
    testable         whether anybody could test it at all; test: why
    low, high        how sure one could be then, from and to, as we read it; both empty where nobody can say
    sure             why
    doubt            what speaks against our reading or is left open
    spoiler          it tells what came later, so it is always true
    """

    id: Id
    claim_ids: Ids
    look: Look
    statement: Text
    question: Text
    known: tuple[Known, ...]
    event_ids: Ids = ()
    meeting_ids: Ids = ()
    outcome: Outcome
    happened: Text
    testable: Testable
    test: Text
    low: Likely | None = None
    high: Likely | None = None
    sure: Text
    doubt: Text
    source_ids: Ids = ()
    spoiler: YesNo

    def _rules(self) -> Iterator[Broken]:
        if not self.claim_ids:
            yield Broken(("claim_ids",), "is empty; name where the article says it")
        if not self.known:
            yield Broken(("known",), "is empty; a judgement needs something that could be known")
        if not (self.event_ids or self.meeting_ids):
            yield Broken(("event_ids",), "is empty, and so is meeting_ids; name what happened")
        if not self.spoiler:
            yield Broken(("spoiler",), "is false, but a forecast tells what came of it; write true")
        if (self.testable == "no") != (self.outcome == "open"):
            message = f'is "{self.outcome}", but testable is "{self.testable}"; open and no belong together'
            yield Broken(("outcome",), message)
        if (self.low is None) != (self.high is None):
            empty = "low" if self.low is None else "high"
            yield Broken((empty,), "is empty; low and high are both given or both left out")
        if self.low and self.high and STEPS.index(self.low) > STEPS.index(self.high):
            yield Broken(("low",), f'"{self.low}" is more than high, "{self.high}"')
