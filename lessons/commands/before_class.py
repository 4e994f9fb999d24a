"""Before a class: is everything here ready? `python3 -m lessons check --class`.

One line for each thing, in words and with a sign: ✓ ready, · worth knowing, ✗ to do. Only ✗ makes the exit
code 1. Nothing is changed, nothing is downloaded, and no learner's answer is shown: only how many learners
are kept. The longest look, at a session, begins first and goes on beside the others (`first_lesson.py`).
This file runs inside the course's environment.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lessons.commands.browser import installed_browser
from lessons.commands.environment import Environment
from lessons.commands.first_lesson import Session
from lessons.commands.installed import Differs, differing
from lessons.commands.port import is_free
from lessons.commands.saved import course_notebooks
from lessons.commands.unchanged import Change, changes
from lessons.content import Content, ContentError, data_folder, load_content
from lessons.progress import Log, open_log
from lessons.ui.listed import counted

READY, NOTE, TO_DO = "✓ ready", "· note ", "✗ to do"
HERE, PORT = "127.0.0.1", 8888
ROOM = 200_000_000  # bytes: a class of thirty writes a hundredth of it
ANEW = "delete the folder .venv, then, with internet or a stick that pack made: python3 -m lessons."


@dataclass(frozen=True)
class Line:
    """What was found, and what to do where something is in the way."""

    sign: str
    found: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.sign}  {self.found}" + (f" {self.do}" if self.do else "")


@dataclass(frozen=True)
class Look:
    """One thing to look at, and the word that stands on the terminal meanwhile."""

    word: str
    finds: Callable[[], Line]

    def line(self) -> Line:
        """What was found. A look that fails is a line, too: the others still follow."""
        try:
            return self.finds()
        except Exception as error:
            return Line(
                TO_DO, f"A look failed: {type(error).__name__}: {error}.", "Start again, or report it."
            )


def main(root: Path) -> int:
    """Look at everything, a line at a time: 0 when all is ready, 1 when there is something to do."""
    began, worst = time.monotonic(), 0
    with Session(root) as session:
        for look in looks(root, session):
            meanwhile(look.word)
            line = look.line()
            meanwhile("", over=look.word)
            print(line, flush=True)
            worst = max(worst, line.sign == TO_DO)
    seconds = time.monotonic() - began
    last = "There is something to do: see ✗." if worst else "Everything is ready for the class."
    print(f"{last} ({seconds:.0f} s)")
    return int(worst)


def meanwhile(word: str, over: str = "") -> None:
    """Say in the last line of a terminal what goes on, over what was said before; in a file, nothing."""
    if sys.stdout.isatty():
        print(f"         {word or ' ' * len(over)}", end="\r", flush=True)


def looks(root: Path, session: Session) -> Iterator[Look]:
    """Everything to look at, the quick ones first."""
    content = cache(what_is_taught)
    ports = range(PORT, PORT + 50)
    yield Look("Python …", lambda: python(sys.version_info[:2]))
    yield Look("The environment …", lambda: environment(Environment(root.resolve())))
    yield Look("What is taught …", lambda: taught(content()))
    yield Look("The notebooks …", lambda: notebooks(root, content()))
    yield Look("A port …", lambda: port(next((one for one in ports if is_free(HERE, one)), None)))
    yield Look("A browser …", lambda: browser(installed_browser()))
    yield Look("Where answers are kept …", lambda: kept(open_log(), root))
    yield Look("The internet …", network)
    yield Look(
        "A session with the first lesson (some seconds) …", lambda: first_lesson(session.trouble(), content())
    )


def python(version: tuple[int, int]) -> Line:
    """Which Python this is. Whoever has another one than the course runs on read that before any look."""
    return Line(READY, f"Python {version[0]}.{version[1]}.")


def environment(there: Environment) -> Line:
    """Whether .venv was made from the lock that is here, and holds what it says."""
    if there.missing(tests=False):
        return Line(
            TO_DO,
            "The environment (.venv) is not the one that this course needs.",
            "With internet, or a stick that pack made: python3 -m lessons.",
        )
    lock = (there.root / "binder/requirements.txt").read_text(encoding="utf-8")
    return packages(differing(lock, there.site_packages))


def packages(found: tuple[Differs, ...]) -> Line:
    """Whether the packages are those of the lock; one that is not there is worse than another version."""
    if not found:
        return Line(READY, "The environment (.venv) is complete, with the versions of the lock.")
    gone = [one.name for one in found if not one.version]
    if gone:
        return Line(TO_DO, f"The environment (.venv) is without {some(gone)}.", f"To mend it, {ANEW}")
    others = [f"{one.name} {one.version} in place of {one.wanted}" for one in found]
    return Line(NOTE, f"The environment (.venv) was changed: {some(others)}.", f"If something fails, {ANEW}")


def some(names: list[str]) -> str:
    """The first few of them."""
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def what_is_taught() -> Content | ContentError:
    """What data/ holds, or what is wrong with it."""
    try:
        return load_content(data_folder())
    except ContentError as error:
        return error


def taught(content: Content | ContentError) -> Line:
    """Whether data/ can be read, and what is in it."""
    if isinstance(content, ContentError):
        count = len(content.problems)
        return Line(
            TO_DO,
            f"{counted(count, 'problem')} in what is taught, the first: {content.problems[0]}.",
            "Undo the last change in the folder data, or take that folder from the course's ZIP. "
            "The whole list: python3 -m lessons check.",
        )
    there = sum(lesson.ready for lesson in content.lessons.values())
    return Line(READY, f"What is taught can be read: {there} lessons, {len(content.items)} questions.")


def notebooks(root: Path, content: Content | ContentError) -> Line:
    """Whether the pages are there and whole, and which were used or changed."""
    files = course_notebooks(root / "notebooks")
    lessons = () if isinstance(content, ContentError) else tuple(content.lessons.values())
    names = {file.name for file in files}
    gone = [one.notebook for one in lessons if one.ready and one.notebook not in names]
    return told(len(files), changes(root, files), gone)


def told(number: int, found: tuple[Change, ...] | None, gone: list[str]) -> Line:
    """The line about the pages; None: nobody can tell whether they were changed."""
    if not number:
        return Line(TO_DO, "There are no notebooks.", "Unpack the whole course again.")
    damaged = [one.name for one in found or () if one.kind == "damaged"]
    broken = (("Missing", gone), ("Damaged", damaged))
    if gone or damaged:
        return Line(
            TO_DO,
            " ".join(f"{what}: {', '.join(names)}." for what, names in broken if names),
            "Take a fresh copy from the course's ZIP. No answer is in it.",
        )
    if found is None:
        return Line(READY, f"{number} notebooks can be read. (Without git nobody can tell who changed them.)")
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


def kept(log: Log, root: Path) -> Line:
    """Where answers are kept, for how many learners, and how much room there is, for notebooks too."""
    if log.folder is None or log.notice:
        return Line(
            TO_DO,
            log.notice,
            "Let learners press “Save my progress” before they leave, or set LESSONS_HOME to a folder that "
            "can be written to.",
        )
    free, place = min((shutil.disk_usage(one).free, one) for one in (log.folder, root))
    people = len({record.learner for record in log.records()})
    said = f"Answers are kept in {log.folder}; {counted(people, 'learner')} so far"
    if free < ROOM:
        return Line(
            TO_DO,
            f"{said}, and only {free / 1e6:.0f} MB are free in {place}.",
            "Make room on this disk: else answers and notebooks cannot be saved.",
        )
    return Line(READY, f"{said}; {free / 1e9:.0f} GB are free.")


def network() -> Line:
    """Said, so that nobody has to ask."""
    return Line(READY, "No internet is needed in the lesson: everything is on this computer.")


def first_lesson(trouble: str, content: Content | ContentError) -> Line:
    """Whether a kernel starts and the first page can be opened in it."""
    if trouble and isinstance(content, ContentError):
        return Line(TO_DO, "The first lesson does not open: what is taught cannot be read (see above).")
    if trouble:
        return Line(TO_DO, f"The first lesson does not open: {trouble}", f"To mend it, {ANEW}")
    return Line(READY, "A session starts, and the first lesson opens in it.")
