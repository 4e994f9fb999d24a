"""What a teacher needs on paper: `python3 -m lessons teacher [--out DIR] [--replace]`.

Plans for 45 and 90 minutes that follow the notebooks, and a round of delegations with its cards. No answer
key is in them. This file runs inside the course's environment.
"""

import sys
from pathlib import Path

from lessons.commands.refused import in_words, tell_problems
from lessons.commands.site import notebooks_folder
from lessons.content import ContentError, data_folder, load_content
from lessons.exports.folder import InTheWay, write
from lessons.teacher import FOLDER, pack_files

USAGE = "teacher takes --out with a folder, and --replace"


def main(arguments: list[str]) -> int:
    """Make and write: 0 when the files are there, 1 when something is in the way, 2 when it was not
    understood.
    """
    understood = words(arguments)
    if understood is None:
        print(f"{USAGE}. It got: {' '.join(arguments)}.", file=sys.stderr)
        return 2
    folder, replace = understood
    try:
        files = pack_files(load_content(data_folder()), notebooks_folder(), folder)
        write(files, replace=replace)
    except ContentError as error:
        tell_problems(error, f"Nothing was written: {len(error.problems)} problems in what is taught.")
    except InTheWay as reason:
        print(f"Nothing was written. {reason}", file=sys.stderr)
    except OSError as error:
        print(f"Nothing was written ({in_words(error)}).", file=sys.stderr)
    except ValueError as error:
        print(f"Nothing was written: a notebook cannot be read ({error}).", file=sys.stderr)
    else:
        for path in files:
            print(path)
        print("Open a file in a web browser and print it: A4, black and white is enough.")
        return 0
    return 1


def words(arguments: list[str]) -> tuple[Path, bool] | None:
    """The folder, and whether something may be written over; None where the words are others."""
    folder, replace, rest = Path(FOLDER), False, list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--replace":
            replace = True
        elif word == "--out" and rest and rest[0] and not rest[0].startswith("-"):
            folder = Path(rest.pop(0))
        elif word.startswith("--out=") and word != "--out=":
            folder = Path(word.removeprefix("--out="))
        else:
            return None
    return folder, replace


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
