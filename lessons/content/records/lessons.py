"""Lessons, what they are for, and the wrong beliefs their quizzes look for."""

from collections.abc import Iterator

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Slug, Text
from .question import Bloom


class Misconception(Record):
    """A wrong belief behind distractors, and what corrects it."""

    id: Id
    belief: Text
    correction: Text
    source_id: Id


class Objective(Record):
    """What a learner can do afterwards; bloom: the level of Bloom's taxonomy (revised, 2001)."""

    id: Id
    statement: Text
    bloom: Bloom


class Lesson(Record):
    """One lesson, named by its slug.

    notebook        its file in notebooks/; ready false: the file does not exist yet
    aim             one sentence for the learner; minutes: how long it takes
    item_ids        its quiz, in order; guess_ids: guesses asked first
    opens_spoilers  true: it tells what came after the week
    """

    slug: Slug
    title: Text
    notebook: Text
    ready: bool
    aim: Text
    paragraphs: ParagraphNumbers = ()
    minutes: int
    objective_ids: Ids = ()
    item_ids: Ids = ()
    guess_ids: Ids = ()
    opens_spoilers: bool

    @property
    def id(self) -> str:
        """Lessons are looked up by their slug."""
        return self.slug

    def _rules(self) -> Iterator[Broken]:
        if self.minutes <= 0:
            yield Broken(("minutes",), f"{self.minutes} is not a length of time; 1 or more")
        for name, ids in (("item_ids", self.item_ids), ("guess_ids", self.guess_ids)):
            for number, one in enumerate(ids):
                if one in ids[:number]:
                    yield Broken((name, number), f"{one!r} stands there twice; once is enough")
