"""Fill in the Binder button of the README: `python3 -m lessons badge OWNER/REPOSITORY`.

The course does not know where it will be published. Whoever publishes a copy says it once.
"""

import re
from pathlib import Path

from lessons.commands.machine import CannotStart

PLACEHOLDER = "OWNER/REPOSITORY"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


def fill_in(readme: Path, arguments: list[str]) -> int:
    """Put the repository's name wherever the README has the placeholder in an address."""
    if len(arguments) != 1 or not NAME.fullmatch(arguments[0]) or arguments[0] == PLACEHOLDER:
        raise CannotStart(
            "badge wants the owner and the repository, as they stand in its address. "
            "Example: python3 -m lessons badge school-no-7/three-tables"
        )
    before = readme.read_bytes().decode("utf-8")  # bytes: the line ends stay as they are
    after, times = filled(before, arguments[0])
    if not times:
        raise CannotStart(
            f"{readme.name} has no {PLACEHOLDER} in an address: the badge is filled in already."
        )
    readme.write_bytes(after.encode("utf-8"))
    print(
        f"{readme.name}: {PLACEHOLDER} is now {arguments[0]} in {times} address{'es' if times > 1 else ''}."
    )
    return 0


def filled(text: str, name: str) -> tuple[str, int]:
    """The text with the name in its addresses, and how often. In the sentence that explains the command it
    stays.
    """
    return re.subn(rf"(https?://[^\s)>\"]*?){re.escape(PLACEHOLDER)}", lambda found: found[1] + name, text)
