"""The plans of all lessons on paper: what it is for, 45 and 90 minutes, questions for talking, care, ways."""

from dataclasses import dataclass
from pathlib import Path

import htpy as h

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.content.records.teaching import TeachingPart
from lessons.teacher.frame import document, plan_table
from lessons.teacher.timing import Step, longer, steps_of

TITLE = "The teacher's plans"
NEITHER = "–"
WHOLE_LESSON = 45  # what is shorter than a period gets no long form
PARTS: tuple[tuple[TeachingPart, str], ...] = (
    ("care", "Care"),
    ("differentiation", "Different learners"),
    ("without laptops", "Without laptops"),
)
KEY = (
    "The answer key is not on these pages. It is made when you ask for it, with the misconception behind "
    "each wrong answer: python3 -m lessons handout --key. Whoever looks into the folder data finds the keys."
)


@dataclass(frozen=True)
class Plan:
    """A lesson's plan; `long` is empty for what is shorter than a period."""

    lesson: Lesson
    short: tuple[Step, ...]
    long: tuple[Step, ...]
    objectives: tuple[str, ...]
    talk: tuple[str, ...]


def plans(content: Content, notebooks: Path) -> tuple[Plan, ...]:
    """A plan for each lesson that is there, in the order of the course."""
    return tuple(
        plan(content, lesson, notebooks)
        for lesson in content.lessons.values()
        if lesson.ready and (notebooks / lesson.notebook).is_file()
    )


def plan(content: Content, lesson: Lesson, notebooks: Path) -> Plan:
    """The plan of one lesson, from its notebook and the data."""
    short = steps_of(content, lesson, notebooks / lesson.notebook)
    talk = [one for one in content.teaching.values() if one.part == "discussion"]
    return Plan(
        lesson,
        short,
        longer(content, lesson, short) if lesson.minutes >= WHOLE_LESSON else (),
        tuple(content.objectives[one].statement for one in lesson.objective_ids),
        tuple(line for one in talk if lesson.slug in one.lessons for line in one.lines),
    )


def plans_page(content: Content, notebooks: Path) -> bytes:
    """The whole file: what holds for every lesson, then lesson by lesson."""
    return document(
        TITLE,
        content.course.title,
        [
            h.section(".sheet")[h.h1[TITLE], h.p[KEY], _for_all(content)],
            (h.section(".sheet.plan.one")[_plan(one)] for one in plans(content, notebooks)),
        ],
    )


def _for_all(content: Content) -> h.Fragment:
    return h.fragment[
        (
            h.fragment[
                h.h2[title],
                (
                    h.section[h.h3[one.title], h.ul[(h.li[line] for line in one.lines)]]
                    for one in content.teaching.values()
                    if one.part == part
                ),
            ]
            for part, title in PARTS
        )
    ]


def _plan(one: Plan) -> h.Fragment:
    lesson = one.lesson
    return h.fragment[
        h.h2[f"{lesson.notebook[:2]}: {lesson.title}"],
        h.p[h.strong["Aim. "], lesson.aim],
        h.h3["Afterwards learners can …"],
        h.ul[(h.li[line] for line in one.objectives)],
        _table(one),
        h.h3["Questions for talking"],
        h.ul[(h.li[line] for line in one.talk)],
    ]


def _table(one: Plan) -> h.Element:
    """Both plans in one table, so that a lesson is one page: what only the long one has is marked."""
    total = sum(step.minutes for step in one.short)
    if not one.long:
        rows = [([str(step.minutes)], step.title, step.said) for step in one.short]
        return plan_table(f"{total} minutes", ("Minutes",), rows)
    whole = sum(step.minutes for step in one.long)
    both = [
        ([str(step.minutes) if step in one.short else NEITHER, str(step.minutes)], step.title, step.said)
        for step in one.long
    ]
    return plan_table(f"{total} minutes, or {whole}", (f"{total} min", f"{whole} min"), both)
