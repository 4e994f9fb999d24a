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
from lessons.report.parts import NO_MARK
from lessons.report.questions import by_lesson
from lessons.report.summary import sentences, talk_lines
from lessons.report.tables import beliefs_table, items_table, learners_table, objectives_table
from lessons.report.written import PAGE, report_folder, write_report
from lessons.ui.shown import Shown, shown

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
    """What a teacher's cell holds; naming it shows the report."""

    report: ClassReport
    source: Path

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
            empty = (
                f"No learner's file is in the folder “{self.source.name}” yet. Put the files there, or the "
                "zip file from your school's system, and run the page again (Run > Run All Cells). "
                f"Looked for: {LOOKED_FOR}."
            )
            return shown("Class report", (), [empty, *_not_read(report)])
        tables = []
        if report.has_answers:
            tables = [
                beliefs_table(report),
                *(
                    items_table(report, f"The questions of lesson {title[:2]}", items)
                    for title, items in by_lesson(report)
                ),
                objectives_table(report),
            ]
        tables.append(learners_table(report))
        before = _before(report)
        after = shown(
            "", tables, [NO_MARK, *report.analysis.warnings, *report.files.notes, *_not_read(report)]
        )
        return Shown(before.html + after.html, before.text + "\n" + after.text)


def _before(report: ClassReport) -> Shown:
    """The sentences, and what to talk about first."""
    said = " ".join(sentences(report))
    talks = [
        (f"{report.label(one.item.id)} {one.item.stem}", talk_lines(report, one))
        for one in report.first_talks
    ]
    if not talks:
        return shown("Class report", (), [said])
    html = h.fragment[
        h.p[said],
        h.p[h.strong["Talk about these first:"]],
        h.ol[(h.li[h.strong[stem], (h.div[line] for line in lines)] for stem, lines in talks)],
    ]
    text = [f"{number}. {stem} {' '.join(lines)}" for number, (stem, lines) in enumerate(talks, 1)]
    return Shown(str(html), "\n".join(["Class report", said, "Talk about these first:", *text]))


def _not_read(report: ClassReport) -> list[str]:
    return [f"Not read: {line}" for line in report.files.unread]
