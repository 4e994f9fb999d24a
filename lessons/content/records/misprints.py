"""Words that a printed text garbled: to be found among others, and to be read with the help of clues."""

from collections.abc import Iterator

from pydantic import Field

from .base import Broken, Id, Ids, Lat, Lon, ParagraphNumber, Record, Text, YesNo


class Printed(Record):
    """A few words of the article that should name a place; odd: they name none. said: what they are."""

    id: Id
    paragraph: ParagraphNumber
    words: Text
    odd: YesNo
    said: Text


class Clue(Record):
    """Something to look at before one decides; meeting_id: a meeting whose day and place it shows."""

    id: Id
    title: Text
    text: Text
    meeting_id: Id | None = None
    source_ids: Ids = Field(min_length=1)


class Meant(Record):
    """A place that may be meant: its point in degrees, and why it is or is not the one."""

    id: Id
    text: Text
    lat: Lat
    lon: Lon
    rationale: Text


class Misprint(Record):
    """A place whose name is garbled.

    find, question   what is asked: first which words are odd, then which place is meant
    key              the id of the option that is documented
    discrepancy_ids  what was documented about it, with how sure it is
    answer, doubt    what is read after the decision: what is known, and what is not
    """

    id: Id
    title: Text
    find: Text
    question: Text
    key: Id
    discrepancy_ids: Ids = Field(min_length=1)
    answer: Text
    doubt: Text
    source_ids: Ids = Field(min_length=1)
    printed: tuple[Printed, ...]
    clues: tuple[Clue, ...]
    options: tuple[Meant, ...]

    @property
    def odd(self) -> frozenset[str]:
        """The ids of the words that name no place."""
        return frozenset(one.id for one in self.printed if one.odd)

    def _rules(self) -> Iterator[Broken]:
        if len({one.odd for one in self.printed}) < 2:
            yield Broken(("printed",), "needs both: words that are odd, and words that name a place")
        if not self.clues:
            yield Broken(("clues",), "is empty; nobody can decide without a clue")
        allowed = [one.id for one in self.options]
        if self.key not in allowed:
            yield Broken(("key",), f"{self.key!r} is not among the options; allowed: {', '.join(allowed)}")
        for field in ("printed", "clues", "options"):
            ids = [one.id for one in getattr(self, field)]
            for number, one in enumerate(ids):
                if one in ids[:number]:
                    yield Broken((field, number, "id"), f"{one!r} stands there twice; each needs its own")
