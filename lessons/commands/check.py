"""Read everything that is taught and list every problem, one a line: `python3 -m lessons check [DATA]`.

With `--class` look instead at everything that a lesson needs (`before_class.py`).

For whoever edits data/. This file runs inside the course's environment.
"""

import sys
from collections.abc import Sized
from dataclasses import fields
from pathlib import Path

from lessons.content import Content, ContentError, data_folder, load_content


def main(arguments: list[str]) -> int:
    """Check one data folder: 0 when nothing is wrong, 1 when something is, 2 when it was not understood."""
    if arguments == ["--class"]:
        from lessons.commands.before_class import main as before_class

        return before_class(Path(__file__).resolve().parents[2])
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print(
            f"check takes one folder, or none for the course's own, and got: {' '.join(arguments)}",
            file=sys.stderr,
        )
        return 2
    folder = Path(arguments[0]) if arguments else data_folder()
    if not folder.is_dir():
        print(f"{folder} is not a folder. check wants a folder like data/.", file=sys.stderr)
        return 2
    try:
        content = load_content(folder)
    except ContentError as error:
        for problem in error.problems:
            print(problem)
        count = len(error.problems)
        files = len({problem.file for problem in error.problems})
        print(f"{folder}: {count} problem{'s'[: count > 1]} in {files} file{'s'[: files > 1]}.")
        return 1
    print(f"{folder}: no problem found. It holds {counted(content)}.")
    return 0


def counted(content: Content) -> str:
    """How many of everything: "63 sources, 39 sites, …"."""
    holdings = ((field.name.replace("_", " "), getattr(content, field.name)) for field in fields(content))
    return ", ".join(f"{len(value)} {name}" for name, value in holdings if isinstance(value, Sized))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
