"""Sections of the page that are a table and what is to be said about it."""

import htpy as h

from lessons.report.class_report import ClassReport
from lessons.report.tables import learners_table, objectives_table
from lessons.ui.listed import counted
from lessons.ui.shown import Rows

WIDE = 5  # columns from which a table scrolls in a narrow window
NO_MARK = (
    "This is no mark. It says what somebody answered the first time, often before the lesson was over, at a "
    "computer of their own, and with the book open or not: nobody can tell from it what somebody can do now. "
    "It helps to see whom to sit beside first."
)


def table(one: Rows) -> h.Element:
    """A table with its caption and headings, in a region that can be moved by keyboard where it is wide."""
    return h.div(class_="scroll", tabindex="0", role="region", aria_label=one.caption)[
        h.table(class_="wide" if len(one.columns) > WIDE else None)[
            h.caption[one.caption],
            h.thead[h.tr[(h.th(scope="col")[name] for name in one.columns)]],
            h.tbody[
                (h.tr[h.th(scope="row")[first], (h.td[cell] for cell in rest)] for first, *rest in one.cells)
            ],
        ]
    ]


def objectives_section(report: ClassReport) -> h.Node:
    """How far the class is, objective by objective."""
    return h.fragment[
        h.p["The mean of all first answers to the questions that belong to an objective."],
        table(objectives_table(report)),
    ]


def learners_section(report: ClassReport) -> h.Node:
    """Everybody by nickname, and what the table is not."""
    return h.fragment[h.p(class_="note")[NO_MARK], table(learners_table(report))]


def warnings_section(report: ClassReport) -> h.Node:
    """What keeps the numbers from meaning more than they do."""
    lines = (*report.analysis.warnings, *report.files.notes)
    unanswered = [report.label(one) for one in report.analysis.unanswered]
    return h.fragment[
        h.ul[(h.li[line] for line in lines)] if lines else h.p["Nothing else stood out."],
        unanswered
        and h.details[
            h.summary[f"{counted(len(unanswered), 'question')} that nobody has answered yet"],
            h.div(class_="inside")[h.p[", ".join(unanswered), "."]],
        ],
    ]


def files_section(report: ClassReport) -> h.Node:
    """What was read and what was not; names of files come from the school's system and may be real names."""
    files = report.files
    return h.fragment[
        h.p[
            f"{counted(files.read, 'file')} of {counted(len(files.learners), 'learner')} "
            f"{'was' if files.read == 1 else 'were'} read."
        ],
        files.unread
        and h.fragment[
            h.h3[f"{counted(len(files.unread), 'file')} could not be read"],
            h.ul[(h.li[line] for line in files.unread)],
            h.p["Ask for these again. Everything else is in the report."],
        ],
        files.others
        and h.details[
            h.summary[f"{counted(len(files.others), 'file')} of another kind, left alone"],
            h.div(class_="inside")[
                h.ul[(h.li[name] for name in files.others[:200])],
                len(files.others) > 200 and h.p[f"And {len(files.others) - 200} more."],
            ],
        ],
    ]
