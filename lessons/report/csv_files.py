"""The report as tables for a spreadsheet: a row for each question, and a row for each learner.

UTF-8 with a byte order mark, because Excel takes UTF-8 for something else without one; a comma between cells
and a point in numbers. No cell is a formula (`words.cell`). Two files and not one: a question and a learner
have nothing in common but the class, and a spreadsheet filters a table only if its rows are of one kind.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from lessons.report.class_report import ClassReport, right_count, worst_option
from lessons.report.model import ItemAnalysis, LearnerAnalysis
from lessons.report.say import SURENESS
from lessons.report.words import cell, clean

ITEM_COLUMNS = {
    "question": "where learners meet it: 01.3 is question 3 of lesson 01",
    "item_id": "the question's id in the data",
    "item_version": "the wording that was answered",
    "lesson": "the lesson's name in the data",
    "objective_id": "what it assesses",
    "format": "the kind of question",
    "stem": "what was asked",
    "n": "learners with a first answer",
    "right": "of these wholly right",
    "facility": "mean score, 0 to 1",
    "discrimination": "corrected item-rest correlation, -1 to 1; empty: not computed",
    "sure_right": "said sure, wholly right",
    "sure_wrong": "said sure, not wholly right",
    "fairly_sure_right": "said fairly sure, wholly right",
    "fairly_sure_wrong": "said fairly sure, not wholly right",
    "guessing_right": "said guessing, wholly right",
    "guessing_wrong": "said guessing, not wholly right",
    "not_said_right": "said nothing, wholly right",
    "not_said_wrong": "said nothing, not wholly right",
    "wrong_option": "the wrong answer that most chose",
    "wrong_option_n": "how many chose it",
    "misconception_id": "the belief behind it",
    "misconception": "the same in words",
    "advice": "what could be done",
    "warnings": "what to be careful with",
}
LEARNER_COLUMNS = {
    "learner": "nickname, told apart where two have the same",
    "learner_id": "random; the same in every file of this learner",
    "answered": "questions with a first answer",
    "right": "of these wholly right",
    "mean": "mean score, 0 to 1; empty: nothing answered",
    "sure_wrong": "questions answered sure and not wholly right, as 01.3",
    "missed": "all questions not wholly right, as 01.3",
    "unreadable": "answers in the file that could not be read",
}
LEVELS = {level: words.replace(" ", "_") for level, words in SURENESS.items()}


def item_rows(report: ClassReport) -> list[dict[str, object]]:
    """A row for each question that was answered, by the names of `ITEM_COLUMNS`."""
    return [_item(report, one) for one in report.analysis.items]


def learner_rows(report: ClassReport) -> list[dict[str, object]]:
    """A row for each learner, by the names of `LEARNER_COLUMNS`."""
    return [_learner(report, one) for one in report.analysis.learners]


def items_csv(report: ClassReport) -> bytes:
    """The file with the questions."""
    return _file(ITEM_COLUMNS, item_rows(report))


def learners_csv(report: ClassReport) -> bytes:
    """The file with the learners."""
    return _file(LEARNER_COLUMNS, learner_rows(report))


def _item(report: ClassReport, one: ItemAnalysis) -> dict[str, object]:
    item, worst = one.item, worst_option(one)
    belief = report.content.misconceptions.get(worst.misconception_id or "") if worst else None
    said: dict[str, object] = {}
    for count in one.sureness:
        said[f"{LEVELS[count.sureness]}_right"] = count.right
        said[f"{LEVELS[count.sureness]}_wrong"] = count.wrong
    return {
        "question": report.label(item.id),
        "item_id": item.id,
        "item_version": item.version,
        "lesson": item.lesson,
        "objective_id": item.objective_id,
        "format": item.format,
        "stem": item.stem,
        "n": one.n,
        "right": right_count(one),
        "facility": one.facility,
        "discrimination": one.discrimination,
        **said,
        "wrong_option": clean(worst.text, longest=500) if worst else None,
        "wrong_option_n": worst.count if worst else 0,
        "misconception_id": belief.id if belief else None,
        "misconception": belief.belief if belief else None,
        "advice": " ".join(advice.text for advice in one.advice),
        "warnings": " ".join(one.warnings),
    }


def _learner(report: ClassReport, one: LearnerAnalysis) -> dict[str, object]:
    return {
        "learner": one.nickname,
        "learner_id": one.learner_id,
        "answered": one.n,
        "right": one.right,
        "mean": one.mean,
        "sure_wrong": ", ".join(map(report.label, one.confident_errors)),
        "missed": ", ".join(map(report.label, one.missed)),
        "unreadable": one.unreadable,
    }


def _file(columns: Iterable[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    names = list(columns)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")
