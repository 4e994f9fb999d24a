"""Write the report into a folder, and never over anything that is not ours.

A list beside the files says what was written and what was in it. So a report made again takes the place of
the last one, while a table that a teacher has worked on since, or a file of the same name that was there
before, is left alone, and said so. Everything is written beside its place first: a full disk costs nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from lessons.exports.whole import write_whole

LIST = "report.json"


class CannotWrite(Exception):
    """One line: what is in the way, and the way out."""


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files; ``CannotWrite`` where that would cost something, ``OSError`` where it is refused."""
    check(folder, files)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    listed = json.dumps({"made by": "python3 -m lessons report", "files": digests}, indent=1) + "\n"
    # The list last: stopped in between, the next run finds files that differ from it, and says so.
    write_whole({folder / name: content for name, content in {**files, LIST: listed.encode()}.items()})


def check(folder: Path, names: Mapping[str, bytes] | tuple[str, ...]) -> None:
    """Whether these names may be written there; ``CannotWrite`` says what is in the way."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"{folder} is a file. Name a folder with --out.")
    ours = _written_before(folder)
    for name in (*names, LIST):
        file = folder / name
        if not file.exists() or (name == LIST and ours is not None):
            continue
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if (ours or {}).get(name) != digest:
            whose = (
                "was changed since it was made" if ours and name in ours else "was not made by this command"
            )
            raise CannotWrite(f"{file} {whose}. Move it, or name another folder with --out.")


def _written_before(folder: Path) -> Mapping[str, str] | None:
    """What the list says; None where there is no list of ours."""
    try:
        files = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return files if isinstance(files, dict) else None
