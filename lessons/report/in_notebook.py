"""The report in a notebook: the same tables as on the page, figures to point at, and the files on request."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import htpy as h

from lessons.content.problems import what_is
from lessons.report.class_report import ClassReport
from lessons.report.csv_files import ITEM_COLUMNS, LEARNER_COLUMNS, item_rows, learner_rows
from lessons.report.files import LOOKED_FOR
from lessons.report.model import ItemAnalysis
from lessons.report.parts import NO_MARK
from lessons.report.questions import by_lesson
from lessons.report.summary import sentences, talk_lines
from lessons.report.tables import beliefs_table, items_table, learners_table, objectives_table
from lessons.report.written import PAGE, report_folder, write_report
from lessons.ui.shown import Rows, Shown, folded, lines_of, shown, table_of

if TYPE_CHECKING:
    import pandas as pd

    from lessons.ui.figures import QuietFigure

FOLDER = "class"
VARIABLE = "LESSONS_CLASS"
FIGURES = ("questions", "sureness", "fit")
TABLES = ("questions", "learners")


def class_folder() -> Path:
    """LESSONS_CLASS if it is set, else the folder "class" beside the notebook."""
    return Path(os.environ.get(VARIABLE) or FOLDER)


@dataclass(frozen=True)
class NotebookReport:
    """What a teacher's cell holds; naming it shows the report.

    ``source``: the folder of the class. ``here``: what was read is what this computer keeps, and no folder.
    """

    report: ClassReport
    source: Path
    here: bool = False

    def figure(self, name: str) -> "QuietFigure | Shown":
        """A plotly figure: "questions", "sureness" or "fit". Its ``rows`` are the same as a table."""
        if name not in FIGURES:
            raise ValueError(f"there is no figure {name!r}{what_is(name, FIGURES)}")
        # Plotly takes longer to import than the rest of the report.
        from lessons.report import figures

        make: dict[str, Callable[[ClassReport], QuietFigure]] = {
            "questions": figures.questions_figure,
            "sureness": figures.sureness_figure,
            "fit": figures.fit_figure,
        }
        if not self.report.has_answers:
            return shown("Nothing to draw yet.", (), ["Nothing to draw yet: there are no answers."])
        return make[name](self.report)

    def table(self, name: str) -> "pd.DataFrame":
        """A pandas ``DataFrame``: "questions" or "learners", with the columns of the CSV files."""
        import pandas as pd

        if name not in TABLES:
            raise ValueError(f"there is no table {name!r}{what_is(name, TABLES)}")
        columns, rows = (
            (ITEM_COLUMNS, item_rows(self.report))
            if name == "questions"
            else (LEARNER_COLUMNS, learner_rows(self.report))
        )
        return pd.DataFrame(rows, columns=list(columns))

    def write(self, folder: str | Path | None = None) -> Shown:
        """Write the page and the CSV files into a folder, by default beside what was read."""
        if not self.report.files.learners:
            return shown("Nothing was written.", (), ["Nothing was written: there is no learner's file yet."])
        place = Path(folder) if folder is not None else report_folder(self.source)
        write_report(self.report, place)
        line = f"Written into the folder {place}: open {PAGE} in a web browser."
        return shown(line, (), [line])

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return self._shown()._repr_mimebundle_(**options)

    def __repr__(self) -> str:
        return self._shown().text

    def _shown(self) -> Shown:
        report = self.report
        if not report.files.learners:
            return shown("Class report", (), [self._nobody(), *_not_read(report)])
        folds = _folds(report)
        care = [*report.analysis.warnings, *report.files.notes]
        html = h.div[
            _before(report),
            (
                folded(title, (h.p[line] for line in said), map(table_of, tables))
                for title, said, tables in folds
            ),
            care and folded(f"Read with care ({len(care)})", h.ul[(h.li[line] for line in care)]),
        ]
        text = [
            *_before_lines(report),
            *(line for _, said, tables in folds for line in (*said, *_lines(tables))),
            *care,
        ]
        return Shown(str(html), "\n".join(["Class report", *text]))

    def _nobody(self) -> str:
        """What to do where nothing was found."""
        if self.here:
            return "No learner's answers are kept on this computer yet."
        return (
            f"No learner's file is in the folder “{self.source.name}” yet. Put the files there, or the "
            "zip file from your school's system, and run the page again (Run > Run All Cells). "
            f"Looked for: {LOOKED_FOR}."
        )


Fold = tuple[str, tuple[str, ...], tuple[Rows, ...]]


def _folds(report: ClassReport) -> list[Fold]:
    """What is opened when it is wanted: a title, what is to be said first, and tables."""
    folds: list[Fold] = []
    if report.has_answers:
        beliefs = beliefs_table(report)
        if beliefs.cells:
            folds.append((f"What they believe ({len(beliefs.cells)})", (), (beliefs,)))
        for title, items in by_lesson(report):
            every = items_table(report, f"The questions of lesson {title[:2]}", items)
            folds.append((f"Every question of lesson {title} ({len(items)})", (), (every,)))
        folds.append(("Objective by objective", (), (objectives_table(report),)))
    learners = learners_table(report)
    folds.append((f"Learner by learner ({len(learners.cells)})", (NO_MARK,), (learners,)))
    return folds


def _lines(tables: tuple[Rows, ...]) -> list[str]:
    return [line for one in tables for line in lines_of(one)]


def _before(report: ClassReport) -> h.Fragment:
    """The sentences, what could not be read, and what to talk about first."""
    return h.fragment[
        h.p[" ".join(sentences(report))],
        (h.p[line] for line in _not_read(report)),
        h.fragment[
            h.p[h.strong["Talk about these first:"]],
            h.ol[
                (
                    h.li[h.strong[_stem(report, one)], (h.div[line] for line in talk_lines(report, one))]
                    for one in report.first_talks
                )
            ],
        ]
        if report.first_talks
        else None,
    ]


def _before_lines(report: ClassReport) -> list[str]:
    said = [" ".join(sentences(report)), *_not_read(report)]
    if report.first_talks:
        said.append("Talk about these first:")
    return said + [
        f"{number}. {_stem(report, one)} {' '.join(talk_lines(report, one))}"
        for number, one in enumerate(report.first_talks, 1)
    ]


def _stem(report: ClassReport, one: ItemAnalysis) -> str:
    return f"{report.label(one.item.id)} {one.item.stem}"


def _not_read(report: ClassReport) -> list[str]:
    return [f"Not read: {line}" for line in report.files.unread]
