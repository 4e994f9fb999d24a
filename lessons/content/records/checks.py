"""Checking a claim: the sources that are held against it, and how far a learner's own note goes."""

from .base import Id, Record, Text


class SourceCard(Record):
    """What one source says about one claim, in our words, and nothing of what became of the claim.

    speaker  who speaks in it; read_as: what of it was read, and in which form
    """

    id: Id
    verdict_id: Id
    source_id: Id
    speaker: Text
    read_as: Text
    summary: Text


class Criterion(Record):
    """One thing a note can do, in four levels. It is for the learner alone, and no mark."""

    id: Id
    title: Text
    level_0: Text
    level_1: Text
    level_2: Text
    level_3: Text

    @property
    def levels(self) -> tuple[str, ...]:
        """What a note does at 0, 1, 2 and 3."""
        return (self.level_0, self.level_1, self.level_2, self.level_3)
