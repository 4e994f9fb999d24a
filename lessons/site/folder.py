"""Put an edition into a folder: all of it or, when something is in the way, the old one as it was.

First every file is written beside its place (here a full disk is noticed), then each takes its place by a
rename. A list in the folder says which files are the edition's: those alone are ever replaced or removed.
What else lies there, a publisher's own files, stays.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from lessons.site.piece import SiteError

LIST = "edition.json"
_BESIDE = ".edition.new"


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the edition.

    ``SiteError`` where the folder is somebody else's, ``OSError`` where the machine refuses.
    """
    ours = written_before(folder)
    taken = [name for name in files if name not in ours and (folder / name).exists()]
    if taken:
        raise SiteError(
            f"{folder} holds a file of yours called {taken[0]}. Move it, or choose another folder."
        )
    new, stale = set(files), ours - set(files)
    beside = folder / _BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    is_new = not folder.exists()
    try:
        for name, content in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(content)
        # If this is stopped between two renames, the next time still knows all files as its own.
        _note(beside, folder, ours | new)
    except OSError:
        shutil.rmtree(folder if is_new else beside, ignore_errors=True)
        raise
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(folder / name)
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    _note(beside, folder, new)
    shutil.rmtree(beside)


def written_before(folder: Path) -> frozenset[str]:
    """The files of the edition that lies there; nothing in a new or empty folder."""
    if folder.is_file():
        raise SiteError(f"{folder} is a file. Name a folder.")
    if not folder.exists() or all(one.name == _BESIDE for one in folder.iterdir()):
        return frozenset()
    try:
        names = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
        if not isinstance(names, list) or not all(_inside(name) for name in names):
            raise ValueError("this is no list of files of this folder")
    except (OSError, ValueError, KeyError, TypeError):
        raise SiteError(
            f"{folder} is not empty and holds no edition made by this command. Choose a new or empty folder."
        ) from None
    return frozenset(names)


def _note(beside: Path, folder: Path, names: set[str] | frozenset[str]) -> None:
    listed = {"made by": "python3 -m lessons site", "files": sorted(names)}
    (beside / LIST).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8", newline="\n")
    (beside / LIST).replace(folder / LIST)


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and ":" not in name and "\\" not in name
