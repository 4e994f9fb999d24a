"""Lessons, what they are for, and the wrong beliefs their quizzes look for."""

from collections.abc import Iterator
from typing import Literal, get_args

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Slug, Text
from .question import Bloom

Layer = Literal["terms", "speakers", "kinds", "questions", "errors", "later"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


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


class Ask(Record):
    """One thing to write about, in a sentence or a few."""

    id: Id
    text: Text


class Writing(Record):
    """A task to write in one's own words; what is written is kept and never marked."""

    id: Slug
    title: Text
    asks: tuple[Ask, ...]

    def _rules(self) -> Iterator[Broken]:
        ids = [ask.id for ask in self.asks]
        if not ids:
            yield Broken(("asks",), "is empty; a task asks for one thing or more")
        for number, one in enumerate(ids):
            if one in ids[:number]:
                yield Broken(("asks", number, "id"), f"{one!r} stands there twice; each needs its own")


class Found(Record):
    """What can be found where a lesson asks to look: a line for each of its questions, in their order."""

    id: Slug
    lines: tuple[Text, ...]

    def _rules(self) -> Iterator[Broken]:
        if not self.lines:
            yield Broken(("lines",), "is empty; say one thing that can be found, or more")


class Lesson(Record):
    """One lesson, named by its slug.

    notebook        its file in notebooks/; ready false: the file does not exist yet
    aim             one sentence for the learner; minutes: how long it takes
    activity_minutes  those of doing, beside reading and the quiz
    asked           how many items of the quiz the lesson has time for; 0: all
    item_ids        its quiz, in order; guess_ids: guesses asked first
    word_ids        the terms it asks to look up, in the order of use
    opens_spoilers  true: it tells what came after the week
    layers          what its reading may show with the text, each on a switch
    writings        what it asks to write in one's own words
    found           what can be found where it asks to look
    """

    slug: Slug
    title: Text
    notebook: Text
    ready: bool
    aim: Text
    paragraphs: ParagraphNumbers = ()
    minutes: int
    activity_minutes: int = 0
    asked: int = 0
    objective_ids: Ids = ()
    item_ids: Ids = ()
    guess_ids: Ids = ()
    word_ids: Ids = ()
    opens_spoilers: bool
    layers: tuple[Layer, ...] = ()
    writings: tuple[Writing, ...] = ()
    found: tuple[Found, ...] = ()

    @property
    def id(self) -> str:
        """Lessons are looked up by their slug."""
        return self.slug

    @property
    def asked_ids(self) -> tuple[str, ...]:
        """The items that the lesson has time for: the first of its quiz."""
        return self.item_ids[: self.asked or None]

    def _rules(self) -> Iterator[Broken]:
        if self.minutes <= 0:
            yield Broken(("minutes",), f"{self.minutes} is not a length of time; 1 or more")
        if not 0 <= self.activity_minutes <= self.minutes:
            yield Broken(
                ("activity_minutes",), f"{self.activity_minutes} is not within the {self.minutes} minutes"
            )
        if not 0 <= self.asked <= len(self.item_ids):
            message = f"{self.asked} are asked, but item_ids has {len(self.item_ids)}; 0 stands for all"
            yield Broken(("asked",), message)
        for name in ("item_ids", "guess_ids", "word_ids"):
            ids: tuple[str, ...] = getattr(self, name)
            for number, one in enumerate(ids):
                if one in ids[:number]:
                    yield Broken((name, number), f"{one!r} stands there twice; once is enough")
        if "later" in self.layers and not self.opens_spoilers:
            message = "'later' tells what came after the week; only a lesson that opens spoilers may show it"
            yield Broken(("layers", self.layers.index("later")), message)
