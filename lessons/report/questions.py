"""Every question that was answered, lesson by lesson: a picture, a table, and each one to open."""

from collections.abc import Iterator

import htpy as h

from lessons.report.charts import chart, item_lines
from lessons.report.class_report import ClassReport, right_count
from lessons.report.model import ItemAnalysis
from lessons.report.parts import table
from lessons.report.say import decimal, discrimination_words, facility_words, percent
from lessons.report.tables import items_table, options_table, sureness_table
from lessons.ui.listed import counted


def questions_section(report: ClassReport) -> h.Node:
    """The lessons with their questions."""
    return h.fragment[
        h.p[
            "“01.3” is question 3 of lesson 01. Open a question to see what was chosen, "
            "how sure they were, and what could be done. On paper stand those that you opened."
        ],
        [
            h.fragment[
                h.h3[title],
                chart(f"First answers in lesson {title[:2]}", item_lines(report, items), unit="learner"),
                table(items_table(report, f"The questions of lesson {title[:2]}", items)),
                [_question(report, one) for one in items],
            ]
            for title, items in by_lesson(report)
        ],
    ]


def by_lesson(report: ClassReport) -> Iterator[tuple[str, list[ItemAnalysis]]]:
    """Each lesson's name with those of its items that were answered."""
    for slug, lesson in report.content.lessons.items():
        items = [one for one in report.analysis.items if one.item.lesson == slug]
        if items:
            yield f"{lesson.notebook[:2]} {lesson.title}", items


def _question(report: ClassReport, one: ItemAnalysis) -> h.Element:
    item, right = one.item, right_count(one)
    objective = report.content.objectives.get(item.objective_id)
    concerns = f", {counted(len(one.advice), 'remark')}" if one.advice else ""
    return h.details(id=f"item-{item.id}")[
        h.summary[f"{report.label(item.id)} {item.stem} ({right} of {one.n} right{concerns})"],
        h.div(class_="inside")[
            h.ul[(h.li[advice.text] for advice in one.advice)] if one.advice else None,
            h.dl(class_="facts")[
                _fact("First answers", f"{one.n}, of which {right} wholly right"),
                _fact("Facility", f"{percent(one.facility)}: {facility_words(one.facility)}"),
                _fact(
                    "Discrimination",
                    f"{decimal(one.discrimination)}: {discrimination_words(one.discrimination)}",
                ),
                _fact("Sure and not right", str(one.confident_errors)),
                objective and _fact("Objective", objective.statement),
                _fact("In the data", f"{item.id}, {item.format.replace('_', ' ')}, wording {item.version}"),
            ],
            table(options_table(report, one)),
            table(sureness_table("How sure they were", one.sureness)),
            [h.p(class_="soft")[line] for line in _left_out(one)],
        ],
    ]


def _fact(name: str, value: str) -> h.Fragment:
    return h.fragment[h.dt[name], h.dd[value]]


def _left_out(one: ItemAnalysis) -> Iterator[str]:
    """The item's warnings, and what was not counted."""
    yield from one.warnings
    if one.other_versions:
        yield f"{counted(one.other_versions, 'answer')} to an earlier or later wording, not counted here."
    if one.without_first:
        yield f"{counted(one.without_first, 'learner')} without a first answer in the file, not counted here."
    if one.unreadable:
        yield f"{counted(one.unreadable, 'answer')} that could not be read, not counted here."
