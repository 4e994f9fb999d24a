"""The report as files: the page and two tables, in one folder."""

from pathlib import Path

from lessons.report.class_report import ClassReport
from lessons.report.csv_files import items_csv, learners_csv
from lessons.report.folder import check, write
from lessons.report.page import page

PAGE = "report.html"
NAMES = (PAGE, "questions.csv", "learners.csv")


def write_report(report: ClassReport, folder: Path) -> None:
    """Write the three files; ``CannotWrite`` or ``OSError`` where something is in the way."""
    contents = (page(report), items_csv(report), learners_csv(report))
    write(folder, dict(zip(NAMES, contents, strict=True)))


def check_folder(folder: Path) -> None:
    """``CannotWrite`` where the report could not be put into this folder."""
    check(folder, NAMES)


def report_folder(source: Path) -> Path:
    """Where a report goes that nobody said a place for: beside what was read, as "class-report"."""
    whole = source.absolute()
    name = whole.name if whole.is_dir() else whole.stem
    # ".." and "." are names of folders that have one.
    if name in ("", ".", ".."):
        whole = whole.resolve()
        name = whole.name
    return (
        source.parent / f"{name}-report"
        if source.name not in ("", ".", "..")
        else whole.parent / f"{name or 'class'}-report"
    )
