"""Write what was made, and never over anything without being told to.

A teacher may have worked on a table since it was made, and nothing in a file tells; so whatever is there and
is not the same stays, until somebody says that it may go.
"""

from collections.abc import Mapping
from pathlib import Path

from lessons.exports.whole import write_whole


class InTheWay(Exception):
    """One line: what is there already, and the way out."""


def write(files: Mapping[Path, bytes], *, replace: bool = False) -> None:
    """Write all of them, or none.

    ``InTheWay`` where another file is there and ``replace`` is false; ``OSError`` where the disk refuses.
    """
    new = {path: data for path, data in files.items() if not _same(path, data)}
    for path in new:
        if path.is_dir() or (path.exists() and not replace):
            raise _in_the_way(path)
    write_whole(new)


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _in_the_way(path: Path) -> InTheWay:
    if path.is_dir():
        return InTheWay(f"{path} is a folder. Name a file, or another folder, with --out.")
    return InTheWay(
        f"{path} is there already, and it is not the same. Name another place with --out, "
        "or write over it with --replace."
    )
