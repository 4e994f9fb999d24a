"""Write lessons for paper: `python3 -m lessons handout [LESSON] [--key] [--level LEVEL] [--out DIR]`.

One file a lesson, to print on A4 or Letter; with `--key` the answers in a second file. Without a lesson: all
that are ready. This file runs inside the course's environment.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lessons.commands.refused import in_words, tell_problems
from lessons.commands.site import notebooks_folder
from lessons.content import ContentError, data_folder, load_content
from lessons.exports.folder import InTheWay, write
from lessons.handout import LEVELS, sheet, which_lessons
from lessons.site import SiteError
from lessons.ui.paragraphs import Level

FOLDER = "handouts"
USAGE = (
    "handout takes a lesson (01, or the-text; without one: all), and perhaps --key, "
    f"--level {' or '.join(LEVELS)}, --out with a folder, and --replace"
)


@dataclass(frozen=True)
class Asked:
    """What was typed: which lesson, at which level, with the key, where to, and whether to write over."""

    lesson: str | None = None
    level: Level = LEVELS[0]
    key: bool = False
    out: Path = Path(FOLDER)
    replace: bool = False


def main(arguments: list[str]) -> int:
    """Make and write: 0 when the files are there, 1 when something is in the way, 2 when it was not
    understood.
    """
    asked = understood(arguments)
    if asked is None:
        print(f"{USAGE}. It got: {' '.join(arguments)}.", file=sys.stderr)
        return 2
    try:
        files = made(asked)
        write(files, replace=asked.replace)
    except ContentError as error:
        tell_problems(error, f"Nothing was written: {len(error.problems)} problems in what is taught.")
    except (SiteError, InTheWay) as reason:
        print(f"Nothing was written. {reason}", file=sys.stderr)
    except OSError as error:
        print(f"Nothing was written ({in_words(error)}).", file=sys.stderr)
    else:
        for path in files:
            print(path)
        print("Open a file in a web browser and print it: A4 or Letter, black and white is enough.")
        return 0
    return 1


def understood(arguments: Sequence[str]) -> Asked | None:
    """The words in order; None where they are others."""
    asked, rest = Asked(), iter(arguments)
    for word in rest:
        option, given, value = word.partition("=")
        if option in ("--level", "--out"):
            value = value if given else next(rest, "")
            level = next((one for one in LEVELS if one == value), None)
            if option == "--level" and level:
                asked = replace(asked, level=level)
            elif option == "--out" and value and not value.startswith("-"):
                asked = replace(asked, out=Path(value))
            else:
                return None
        elif word == "--key":
            asked = replace(asked, key=True)
        elif word == "--replace":
            asked = replace(asked, replace=True)
        elif word and not word.startswith("-") and asked.lesson is None:
            asked = replace(asked, lesson=word)
        else:
            return None
    return asked


def made(asked: Asked) -> Mapping[Path, bytes]:
    """The files by their places: a sheet for each lesson, and its key beside it if it was asked for."""
    if asked.out.is_file():
        raise SiteError(f"{asked.out} is a file. Name a folder.")
    content, notebooks = load_content(data_folder()), notebooks_folder()
    files: dict[Path, bytes] = {}
    for lesson in which_lessons(content, notebooks, asked.lesson):
        done = sheet(content, notebooks, lesson, asked.level)
        files[asked.out / done.name] = done.html
        if asked.key:
            files[asked.out / done.key_name] = done.key
    return files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
