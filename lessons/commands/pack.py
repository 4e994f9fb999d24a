"""The course and its packages in a folder, for a place without internet: `python3 -m lessons pack DIR`.

In DIR then lie `three-tables` (the course), `wheels` (its packages and the installer) and READ-ME.txt. The
set-up from it, `python3 -m lessons --from DIR`, asks no network. Nothing that a learner did and no copy of
the article goes into it (`packed.py`). This file runs inside the course's environment, where
there is internet.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lessons.commands.install import INSTALLER, explain, run
from lessons.commands.packed import copy_course
from lessons.commands.platforms import NAMES, PYTHONS, Target, this_target
from lessons.commands.refused import in_words
from lessons.commands.wheels import FOLDER

USAGE = (
    "pack takes a folder, and perhaps --platform with one of "
    f"{', '.join(NAMES)} and --python with one of {', '.join(PYTHONS)}, each as often as you like"
)
COURSE = "three-tables"
NOTE = "READ-ME.txt"
LOG = "pack.log"  # there while something goes on or went wrong


@dataclass(frozen=True)
class Asked:
    """Where to, and for which computers."""

    folder: Path
    targets: tuple[Target, ...]


def main(arguments: list[str]) -> int:
    """Fetch and copy: 0 when all is there, 1 when something is in the way, 2 when it was not understood."""
    asked = understood(arguments)
    if asked is None:
        print(f"{USAGE}. It got: {' '.join(arguments) or 'nothing'}.", file=sys.stderr)
        return 2
    root = Path(__file__).resolve().parents[2]
    folder = asked.folder.resolve()
    if folder.is_file() or (folder.is_dir() and any(one.name not in ours() for one in folder.iterdir())):
        print(f"{folder} is no empty folder and no pack. Name a new or empty one.", file=sys.stderr)
        return 1
    if folder == root or folder.is_relative_to(root):
        print(f"{folder} lies inside the course itself. Name a folder outside of it.", file=sys.stderr)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trouble = packed(root, asked.targets, folder)
    except OSError as error:
        trouble = f"{in_words(error)}."
    if trouble:
        print(f"Not packed: {trouble}", file=sys.stderr)
        return 1
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
    print(f"{folder}: {size:.0f} MB. Copy it to a USB stick; {NOTE} in it says how to go on.")
    return 0


def packed(root: Path, targets: tuple[Target, ...], folder: Path) -> str:
    """Everything into the folder; why not, or nothing."""
    for target in targets:
        if trouble := fetch(root, target, folder):
            return trouble
    print("  Copying the course …", flush=True)
    if trouble := copy_course(root, folder / COURSE, folder / LOG):
        return trouble
    (folder / NOTE).write_text(note(targets), encoding="utf-8", newline="\r\n")
    (folder / LOG).unlink(missing_ok=True)  # it names this computer's folders
    return ""


def fetch(root: Path, target: Target, folder: Path) -> str:
    """Fetch the wheels for one kind of computer; why not, or nothing. The lock has their hashes."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--dest", str(folder / FOLDER)]
    for what, lock in (("installer", INSTALLER), ("packages", root / "binder/requirements.txt")):
        for release, lines in target.sets(lock.read_text(encoding="utf-8")).items():
            with tempfile.TemporaryDirectory(prefix="three-tables-") as place:
                wanted = Path(place) / "requirements.txt"
                wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
                code, said = run(
                    [*pip, *target.options(release), "-r", str(wanted)],
                    f"Fetching for {target.name}, Python {target.python}: {what} ({len(lines)})",
                    log=folder / LOG,
                )
            if code:
                return explain(said, folder / LOG)
    return ""


def note(targets: tuple[Target, ...]) -> str:
    """What whoever finds the folder has to know."""
    made = "\n".join(f"  {one.name}, Python {one.python}" for one in targets)
    return f"""\
Three Tables, for a computer without internet.

1. Python has to be there already (python.org). This folder was made for:
{made}
2. Copy the folder {COURSE} to the computer, open a terminal in it, and type, with the
   place of this folder (for example E:\\ or "/media/my stick") in place of DIR:

     python3 -m lessons --from DIR        (Windows: py -m lessons --from DIR)

3. From then on: python3 -m lessons. The stick is needed no more.
4. Before a class: python3 -m lessons check --class
"""


def ours() -> set[str]:
    """What an earlier pack left in its folder; it is written anew."""
    return {COURSE, FOLDER, NOTE, LOG}


def understood(arguments: list[str]) -> Asked | None:
    """The words in order; None where they are others."""
    folder: Path | None = None
    platforms: list[str] = []
    pythons: list[str] = []
    rest = list(arguments)
    while rest:
        word, equals, value = rest.pop(0).partition("=")
        if word in ("--platform", "--python"):
            value = value if equals else (rest.pop(0) if rest else "")
            allowed, chosen = (NAMES, platforms) if word == "--platform" else (PYTHONS, pythons)
            if value not in allowed:
                return None
            chosen.append(value)
        elif equals or word.startswith("-") or not word or folder:
            return None
        else:
            folder = Path(word)
    here = this_target()
    names, versions = platforms or [here.name], pythons or [here.python]
    targets = tuple(
        Target(name, version) for name in dict.fromkeys(names) for version in dict.fromkeys(versions)
    )
    return Asked(folder, targets) if folder else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
