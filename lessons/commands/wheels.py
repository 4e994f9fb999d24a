"""The folder that `pack` made, as the set-up reads it: `python3 -m lessons --from DIR`.

This file needs the standard library alone: it runs before there is an environment.
"""

from collections.abc import Sequence
from pathlib import Path

from lessons.commands.machine import CannotStart

FOLDER = "wheels"


def taken_from(options: Sequence[str]) -> tuple[list[str], Path | None]:
    """The other options, and the folder with the packages; None where `--from` is not among them.

    CannotStart where it names no folder that `pack` made.
    """
    others: list[str] = []
    wheels: Path | None = None
    rest = list(options)
    while rest:
        word = rest.pop(0)
        if word == "--from" or word.startswith("--from="):
            named = word.partition("=")[2] if "=" in word else (rest.pop(0) if rest else "")
            wheels = wheels_in(named)
        else:
            others.append(word)
    return others, wheels


def wheels_in(named: str) -> Path:
    """The packages in a folder that `pack` made, or in its folder `wheels`."""
    place = Path(named).resolve() if named and not named.startswith("-") else None
    for folder in (place / FOLDER, place) if place else ():
        if folder.is_dir() and any(folder.glob("*.whl")):
            return folder
    raise CannotStart(
        f"--from wants a folder that `python3 -m lessons pack DIR` made, and got '{named}': "
        "no packages are there."
    )
