"""``course.check``: what an answer has right, what is off in it, and what a right one means.

Every answer gets a sentence, and none an error message: who is learning to write code makes mistakes all the
time. Nothing is kept of it, and nothing is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

import htpy as h

from lessons.activities.exercise import lag, months, scopes
from lessons.activities.exercise.answer import Nothing, Number, Table, Unfit, read
from lessons.activities.exercise.verdict import RIGHT, Verdict
from lessons.content import Content
from lessons.content.problems import what_is
from lessons.content.records.exercises import Exercise
from lessons.ui.shown import Shown

_TASKS: Mapping[str, ModuleType] = {"lag": lag, "months": months, "scopes": scopes}


@dataclass(frozen=True, repr=False)
class Checked(Shown):
    """What is shown below the cell. ``right`` is None while there is no answer."""

    right: bool | None = None


def check(content: Content, slug: str, answer: object = None) -> Checked:
    """The answer to an exercise; ``ValueError`` names the exercises where there is none of this name."""
    exercises = content.exercises
    if not isinstance(slug, str) or slug not in exercises:
        raise ValueError(f"there is no exercise {slug!r}{what_is(str(slug), list(exercises))}")
    exercise = exercises[slug]
    facts: dict[str, str] = _TASKS[exercise.task].facts(content, exercise)
    given = read(answer)
    if isinstance(given, Nothing):
        return _checked(
            None, "Nothing to check yet.", exercise.question.format(**facts), exercise.number.format(**facts)
        )
    verdict = (
        Verdict(given.hint, {"came": given.came} if given.hint == "kind" else {})
        if isinstance(given, Unfit)
        else _judged(content, exercise, given)
    )
    if verdict.hint == RIGHT:
        remark = exercise.hints[verdict.remark].format(**facts) if verdict.remark else ""
        return _checked(True, "Right.", exercise.right.format(**facts), remark)
    return _checked(False, "Not yet.", exercise.hints[verdict.hint].format(**facts, **verdict.values))


def _judged(content: Content, exercise: Exercise, given: Number | Table) -> Verdict:
    judge: Callable[[Content, Exercise, Number | Table], Verdict] = _TASKS[exercise.task].judge
    return judge(content, exercise, given)


def _checked(right: bool | None, first: str, *said: str) -> Checked:
    lines = [line for line in said if line]
    html = h.div[h.p[h.strong[first], " ", lines[0]], (h.p[line] for line in lines[1:])]
    return Checked(str(html), "\n".join([f"{first} {lines[0]}", *lines[1:]]), right)
