"""Why a command did nothing, told on the standard error stream.

Nothing of the course is imported here: the menu needs it before anything is installed.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessons.content import ContentError


def in_words(error: OSError) -> str:
    """What the machine refused, and where: "Permission denied: /pages"."""
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{where}"


def tell_problems(error: "ContentError", outcome: str) -> None:
    """Every problem of what is taught, a line each, and in a last line what came of it."""
    for problem in error.problems:
        print(problem, file=sys.stderr)
    print(outcome, file=sys.stderr)
