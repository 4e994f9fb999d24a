"""A notebook's cells, and what they show when they are run for nobody.

Each cell is run by Python itself, as a kernel would run it, with one difference: ``open_course`` gives the
lesson's real course with a log in memory, so that no learner's folder is read or written. What a cell shows
is the value of its last line, not an output that was saved some day.
"""

import ast
import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.course import Course
from lessons.progress import Log
from lessons.site.piece import SiteError

ONLY_JUPYTERLAB = "jupyterlab"
"""The tag of a cell that is only for JupyterLab: the plain pages leave it out."""


@dataclass(frozen=True)
class Prose:
    """A cell of text, in Markdown."""

    source: str


@dataclass(frozen=True)
class Shown:
    """What a code cell shows: the value of its last line, and what it printed. ``where`` names the cell."""

    value: Any = field(repr=False)
    printed: str
    where: str


def run(file: Path, lesson: Lesson, content: Content) -> Iterator[Prose | Shown]:
    """The cells of one notebook, in their order; ``SiteError`` names the cell that cannot be run."""
    names = _names(lesson, content)
    for number, cell in enumerate(_cells(file), 1):
        source = "".join(cell["source"])
        if ONLY_JUPYTERLAB in cell.get("metadata", {}).get("tags", ()) or not source.strip():
            continue
        if cell["cell_type"] == "markdown":
            yield Prose(source)
        elif cell["cell_type"] == "code":
            where = f"{file.name}, cell {number}"
            printed = io.StringIO()
            try:
                with redirect_stdout(printed):
                    value = _value(source, names)
            except Exception as error:
                raise SiteError(f"{where} cannot be run: {type(error).__name__}: {error}") from error
            if value is not None or printed.getvalue():
                yield Shown(value, printed.getvalue(), where)


def _cells(file: Path) -> list[dict[str, Any]]:
    try:
        cells: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["cells"]
    except OSError as error:
        raise SiteError(f"{file.name} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SiteError(f"{file.name} is damaged. Take a fresh copy from the course's ZIP.") from error
    return cells


def _names(lesson: Lesson, content: Content) -> dict[str, Any]:
    """What a cell finds: nothing but ``open_course``, and that opens this lesson for nobody."""

    def open_course(slug: str = "start") -> Course:
        if slug != lesson.slug:
            raise ValueError(f"the notebook of {lesson.slug!r} opens the lesson {slug!r}")
        return Course(content, lesson, Log(None))

    return {"__name__": "__main__", "open_course": open_course}


def _value(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, None where that is no expression."""
    body = [node for node in ast.parse(source).body if not _imports_ours(node)]
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102  the course's own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307  (the same)


def _imports_ours(node: ast.stmt) -> bool:
    """Whether this is ``from lessons import open_course``: here it stands for another opening."""
    return isinstance(node, ast.ImportFrom) and node.module == "lessons"
