"""What a class knew, as a page and tables: `python3 -m lessons report FOLDER [--out DIR]`.

For teachers. This file runs inside the course's environment.
"""

import sys
from datetime import datetime
from pathlib import Path

from lessons.commands.refused import in_words, tell_problems
from lessons.content import ContentError, data_folder, load_content
from lessons.report.class_report import ClassReport, make_report
from lessons.report.csv_files import ITEM_COLUMNS, LEARNER_COLUMNS
from lessons.report.files import LOOKED_FOR
from lessons.report.folder import CannotWrite
from lessons.report.summary import sentences
from lessons.report.written import NAMES, PAGE, check_folder, report_folder, write_report
from lessons.ui.listed import counted

USAGE = "report takes a folder (or zip files) and perhaps --out and a folder: report class --out class-report"
MOST_NAMED = 20


def main(arguments: list[str]) -> int:
    """Read, analyse, write: 0 when the page is there, 1 when something is in the way, 2 when it was not
    understood.
    """
    if arguments == ["--columns"]:
        print(columns())
        return 0
    understood = words(arguments)
    if understood is None:
        print(f"{USAGE}. It got: {' '.join(arguments) or 'nothing'}", file=sys.stderr)
        return 2
    paths, out = understood
    missing = [path for path in paths if not path.exists()]
    if missing:
        print(f"There is no folder or file {missing[0]}. {USAGE}.", file=sys.stderr)
        return 1
    folder = out or report_folder(paths[0])
    try:
        check_folder(folder)  # whoever named a wrong folder should not wait for the answer
        report = make_report(load_content(data_folder()), paths, day=datetime.now().astimezone().date())
        if report.files.learners:
            write_report(report, folder)
    except ContentError as error:
        tell_problems(error, f"No report: {counted(len(error.problems), 'problem')} in what is taught.")
        return 1
    except CannotWrite as reason:
        print(f"No report: {reason}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"The report cannot be written ({in_words(error)}). "
            "Name a folder that you may write to with --out.",
            file=sys.stderr,
        )
        return 1
    return said(report, paths, folder)


def said(report: ClassReport, paths: list[Path], folder: Path) -> int:
    """Say what came out; the exit code."""
    files = report.files
    if not files.learners:
        others = f" {counted(len(files.others), 'file')} of another kind." if files.others else ""
        where = ", ".join(str(path) for path in paths)
        print(f"No learner's file in {where}. Looked for: {LOOKED_FOR}.{others}", file=sys.stderr)
    else:
        print("\n".join(sentences(report)))
    for line in files.unread[:MOST_NAMED]:
        print(f"Not read: {line}", file=sys.stderr)
    if len(files.unread) > MOST_NAMED:
        print(f"Not read: {len(files.unread) - MOST_NAMED} more; the page names all.", file=sys.stderr)
    if not files.learners:
        return 1
    print(f"\nOpen {folder / PAGE} in a web browser. Beside it: {' and '.join(NAMES[1:])} for a spreadsheet.")
    return 0


def words(arguments: list[str]) -> tuple[list[Path], Path | None] | None:
    """The folders to read and the one to write to; None where the words are others."""
    paths: list[Path] = []
    out: Path | None = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--out" and rest and not rest[0].startswith("-") and rest[0]:
            out = Path(rest.pop(0))
        elif word.startswith("--out=") and word != "--out=":
            out = Path(word.removeprefix("--out="))
        elif word.startswith("-") or not word:
            return None
        else:
            paths.append(Path(word))
    return (paths, out) if paths else None


def columns() -> str:
    """What stands in the tables: a line for each column."""
    return "\n".join(
        line
        for name, described in zip(NAMES[1:], (ITEM_COLUMNS, LEARNER_COLUMNS), strict=True)
        for line in (name, *(f"  {column:20} {meaning}" for column, meaning in described.items()))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
