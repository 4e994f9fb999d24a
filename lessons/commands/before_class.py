"""Before a class: is everything here ready? `python3 -m lessons check --class`.

One line for each thing, in words and with a sign: ✓ ready, · worth knowing, ✗ to do. Only ✗ makes the exit
code 1. Nothing is changed, nothing is downloaded, and no learner's answer is shown: only how many learners
are kept. This file runs inside the course's environment.
"""

import importlib.util
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lessons.commands.browser import installed_browser
from lessons.commands.environment import Environment
from lessons.commands.first_lesson import opens
from lessons.commands.port import is_free
from lessons.commands.saved import course_notebooks
from lessons.commands.unchanged import Change, changes
from lessons.content import Content, ContentError, data_folder, load_content
from lessons.progress import Log, open_log

READY, NOTE, TO_DO = "✓ ready", "· note ", "✗ to do"
NEEDED = ("jupyterlab", "ipykernel", "anywidget", "pandas", "plotly", "htpy", "fsrs")
PORT = 8888
ROOM = 200_000_000  # bytes: a class of thirty writes a hundredth of it


@dataclass(frozen=True)
class Line:
    """What was found, and what to do where something is in the way."""

    sign: str
    found: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.sign}  {self.found}" + (f" {self.do}" if self.do else "")


def main(root: Path) -> int:
    """Look at everything, a line at a time: 0 when all is ready, 1 when there is something to do."""
    began, worst = time.monotonic(), 0
    for line in lines(root):
        print(line, flush=True)
        worst = max(worst, line.sign == TO_DO)
    seconds = time.monotonic() - began
    last = "There is something to do: see ✗." if worst else "Everything is ready for the class."
    print(f"{last} ({seconds:.0f} s)")
    return int(worst)


def lines(root: Path) -> Iterator[Line]:
    """Every line, the quick ones first. A look that fails is a line, too: the others still follow."""
    looks: tuple[Callable[[], Line], ...] = (
        lambda: python(sys.version_info[:2]),
        lambda: environment(Environment(root.resolve()).missing(tests=False), absent(NEEDED)),
        taught,
        lambda: notebooks(root),
        lambda: port(next((one for one in range(PORT, PORT + 50) if is_free("127.0.0.1", one)), None)),
        lambda: browser(installed_browser()),
        lambda: kept(open_log()),
        network,
        lambda: first_lesson(opens(root)),
    )
    for look in looks:
        try:
            yield look()
        except Exception as error:
            yield Line(
                TO_DO, f"A look failed: {type(error).__name__}: {error}.", "Start again, or report it."
            )


def python(version: tuple[int, int]) -> Line:
    """Which Python this is. Whoever has another one than the course runs on read that before any look."""
    return Line(READY, f"Python {version[0]}.{version[1]}.")


def absent(names: tuple[str, ...]) -> list[str]:
    """Those of the packages that cannot be found."""
    return [name for name in names if importlib.util.find_spec(name) is None]


def environment(missing: list[str], gone: list[str]) -> Line:
    """Whether .venv is whole and made from the lock that is here."""
    if missing or gone:
        what = f"without {', '.join(gone)}" if gone else "not the one that this course needs"
        way = "Delete the folder .venv" if gone else "Nothing else"
        return Line(TO_DO, f"The environment (.venv) is {what}.", f"{way}, then: python3 -m lessons.")
    return Line(READY, "The environment (.venv) is complete, with the versions of the lock.")


def taught() -> Line:
    """Whether data/ can be read, and what is in it."""
    try:
        content: Content = load_content(data_folder())
    except ContentError as error:
        return Line(
            TO_DO,
            f"{len(error.problems)} problems in what is taught, the first: {error.problems[0]}.",
            "All of them: python3 -m lessons check.",
        )
    there = sum(lesson.ready for lesson in content.lessons.values())
    return Line(READY, f"What is taught can be read: {there} lessons, {len(content.items)} questions.")


def notebooks(root: Path) -> Line:
    """Whether the pages are there and whole, and which were used or changed."""
    files = course_notebooks(root / "notebooks")
    return told(len(files), changes(root, files))


def told(number: int, found: tuple[Change, ...] | None) -> Line:
    """The line about the pages; None: nobody can tell whether they were changed."""
    if not number:
        return Line(TO_DO, "There are no notebooks.", "Unpack the whole course again.")
    if found is None:
        return Line(READY, f"{number} notebooks can be read. (Without git nobody can tell who changed them.)")
    damaged = [one.name for one in found if one.kind == "damaged"]
    if damaged:
        return Line(
            TO_DO,
            f"Damaged: {', '.join(damaged)}.",
            "Take a fresh copy from the course's ZIP. No answer is in it.",
        )
    if not found:
        return Line(READY, f"{number} notebooks, all as they came.")
    said = "; ".join(f"{one.name} {one.kind} ({one.who}, {one.when})" for one in found)
    return Line(
        NOTE,
        f"{number} notebooks; {said}.",
        "Used pages work. A fresh copy: git restore notebooks, or the ZIP. No answer is lost by it.",
    )


def port(free: int | None) -> Line:
    """Which address JupyterLab will take."""
    if free is None:
        return Line(TO_DO, f"No port from {PORT} on is free.", "Restart the computer.")
    if free != PORT:
        return Line(NOTE, f"Port {PORT} is in use, perhaps by this course; the next start takes {free}.")
    return Line(READY, f"Port {PORT} is free.")


def browser(found: str | None) -> Line:
    """A browser that is known to work with it."""
    if found:
        return Line(READY, f"A browser: {Path(found).stem}.")
    return Line(NOTE, "No Chromium, Chrome or Edge found.", "A new Firefox or Safari will do, too.")


def kept(log: Log) -> Line:
    """Where answers are kept, for how many learners, and how much room there is."""
    if log.folder is None or log.notice:
        return Line(TO_DO, log.notice, "Let learners press “Save my progress” before they leave.")
    free = shutil.disk_usage(log.folder).free
    people = len({record.learner for record in log.records()})
    said = f"Answers are kept in {log.folder}; {people} learner{'s'[: people != 1]} so far"
    if free < ROOM:
        return Line(TO_DO, f"{said}, and only {free / 1e6:.0f} MB are free.", "Make room on this disk.")
    return Line(READY, f"{said}; {free / 1e9:.0f} GB are free.")


def network() -> Line:
    """Said, so that nobody has to ask."""
    return Line(READY, "No internet is needed in the lesson: everything is on this computer.")


def first_lesson(trouble: str) -> Line:
    """Whether a kernel starts and the first page can be opened in it."""
    if trouble:
        return Line(
            TO_DO, f"The first lesson does not open: {trouble}", "Delete .venv, then: python3 -m lessons."
        )
    return Line(READY, "A session starts, and the first lesson opens in it.")
