"""Exercises with the tables: what is asked, and what is said to each answer.

The course works out the right answer from the data and sees what an answer has wrong; the words for it stand
here. So an exercise names a `task` that the program knows, and has a hint for each mistake of that task.
Words in braces, {median}, are put in from the data: no number that could be counted is written down.
"""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Literal, NamedTuple

from pydantic import Field

from ..problems import what_is
from .base import Broken, FrozenMap, Ids, Record, Slug, Text


class Task(NamedTuple):
    """What the words of a task may use: `facts` everywhere, and in a hint its own values beside them."""

    facts: tuple[str, ...]
    hints: Mapping[str, tuple[str, ...]]


_ANY_ANSWER: Mapping[str, tuple[str, ...]] = {
    "kind": ("came",),
    "function": (),
    "text": (),
    "nan": (),
    "empty": (),
    "column": (),
}
TASKS: Mapping[str, Task] = {
    "lag": Task(
        ("count", "median", "same_day", "longest", "longest_at"),
        {
            **_ANY_ANSWER,
            "index": (),
            "twice": ("ids",),
            "imprecise": ("ids",),
            "evidence": ("ids",),
            "same_picture": ("ids",),
            "missing": ("ids",),
            "sign": (),
            "off_by_one": (),
            "unit": ("times",),
            "values": ("ids",),
            "mean": (),
            "longest": (),
            "rows": (),
            "number": (),
        },
    ),
    "months": Task(
        ("count", "changed", "busiest", "busiest_published", "busiest_observed"),
        {
            **_ANY_ANSWER,
            "labels": (),
            "year": (),
            "days": (),
            "twice": ("months",),
            "one_clock": ("clock", "other"),
            "swapped": (),
            "same_picture": (),
            "day_rows": (),
            "pictures": (),
            "places": (),
            "months": ("clock", "months"),
            "blank": (),
            "waited": (),
            "rows": (),
            "number": (),
        },
    ),
    "scopes": Task(
        ("day", "claimant", "unit", "narrow", "wide", "narrow_scope", "wide_scope", "more", "share"),
        {
            **_ANY_ANSWER,
            "more_rows": ("ids",),
            "one_row": (),
            "other_rows": (),
            "sum": (),
            "one": (),
            "share": (),
            "unit": (),
            "sign": (),
            "number": (),
        },
    ),
}


class Exercise(Record):
    """One exercise, named by its slug in `course.check(slug, answer)`.

    task          what is worked out: one of `TASKS`
    question      what to do; number: what a single number as the answer means
    right         what a right answer shows
    hints         what is said to each mistake of the task
    estimate_ids  the two totals of a task "scopes"
    """

    slug: Slug
    task: Literal["lag", "months", "scopes"]
    question: Text
    number: Text
    right: Text
    hints: FrozenMap = Field(min_length=1)
    estimate_ids: Ids = ()

    @property
    def id(self) -> str:
        """Exercises are looked up by their slug."""
        return self.slug

    def _rules(self) -> Iterator[Broken]:
        task = TASKS[self.task]
        for name in task.hints:
            if not self.hints.get(name, "").strip():
                yield Broken(("hints", name), "is missing; each mistake of the task needs its words")
        for name in self.hints:
            if name not in task.hints:
                yield Broken(
                    ("hints", name), f"is no mistake of {self.task}{what_is(name, list(task.hints))}"
                )
        texts = {("question",): self.question, ("number",): self.number, ("right",): self.right}
        for path, text in texts.items():
            yield from _words_in(path, text, task.facts)
        for name, text in self.hints.items():
            yield from _words_in(("hints", name), text, (*task.hints.get(name, ()), *task.facts))
        if (self.task == "scopes") is not bool(self.estimate_ids) or len(self.estimate_ids) not in (0, 2):
            yield Broken(("estimate_ids",), "names the two totals of a task scopes, and is empty for others")


def _words_in(path: tuple[str, ...], text: str, allowed: tuple[str, ...]) -> Iterator[Broken]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield Broken(path, "has a brace without its partner; write {median}, or {{ for a brace")
        return
    for name in names:
        if name not in allowed:
            yield Broken(path, f"{{{name}}} is not known here; allowed: {', '.join(allowed)}")
