"""The course and its packages in a folder, for a place without internet: `python3 -m lessons pack DIR`.

In DIR then lie `three-tables` (the course), `wheels` (its packages and the installer) and READ-ME.txt. The
set-up from it, `python3 -m lessons --from DIR`, asks no network. No answer of a learner and no copy of the
article goes into it. This file runs inside the course's environment, where there is internet.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lessons.commands.install import INSTALLER, explain
from lessons.commands.platforms import NAMES, PYTHONS, Target, this_target
from lessons.commands.refused import in_words
from lessons.commands.saved import course_notebooks
from lessons.commands.unchanged import changes
from lessons.commands.wheels import FOLDER

USAGE = (
    "pack takes a folder, and perhaps --platform with one of "
    f"{', '.join(NAMES)} and --python with one of {', '.join(PYTHONS)}, each as often as you like"
)
COURSE = "three-tables"
NOTE = "READ-ME.txt"
# What is one computer's own, or somebody's.
LEFT_OUT = shutil.ignore_patterns(
    *(
        ".venv",
        ".git",
        "__pycache__",
        "*.pyc",
        ".*_cache",
        ".hypothesis",
        ".ipynb_checkpoints",
        "node_modules",
    ),
    *("class", "class-report", "teacher-pack", "handouts", "article.txt", "*.jsonl"),
)


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
        for target in asked.targets:
            print(f"  Fetching the packages for {target.name}, Python {target.python} …", flush=True)
            if trouble := fetch(root, target, folder):
                print(f"Not packed: {trouble}", file=sys.stderr)
                return 1
        for one in changes(root, course_notebooks(root / "notebooks")) or ():
            print(f"  Note: {one.name} goes as it is here, {one.kind} on {one.when}.", file=sys.stderr)
        print("  Copying the course …", flush=True)
        shutil.copytree(root, folder / COURSE, ignore=LEFT_OUT, dirs_exist_ok=True)
        (folder / NOTE).write_text(note(asked.targets), encoding="utf-8", newline="\r\n")
    except OSError as error:
        print(f"Not packed ({in_words(error)}).", file=sys.stderr)
        return 1
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
    print(f"{folder}: {size:.0f} MB. Copy it to a USB stick; {NOTE} in it says how to go on.")
    return 0


def fetch(root: Path, target: Target, folder: Path) -> str:
    """Fetch the wheels for one kind of computer; why not, or nothing. The lock has their hashes."""
    wheels = folder / FOLDER
    locks = [lock.read_text(encoding="utf-8") for lock in (INSTALLER, root / "binder/requirements.txt")]
    for lines in (lines for lock in locks for lines in target.sets(lock)):
        with tempfile.TemporaryDirectory(prefix="three-tables-") as place:
            wanted = Path(place) / "requirements.txt"
            wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
            strict = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--dest", str(wheels)]
            done = subprocess.run(
                [*pip, *strict, *target.options, "-r", str(wanted)],
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        if done.returncode:
            log = folder / "pack.log"
            log.write_text(done.stdout + done.stderr, encoding="utf-8")
            return explain(done.stdout + done.stderr, log)
    return ""


def note(targets: tuple[Target, ...]) -> str:
    """What whoever finds the folder has to know."""
    made = "\n".join(f"  {one.name}, Python {one.python}" for one in targets)
    return f"""\
Three Tables, for a computer without internet.

1. Python has to be there already (python.org). This folder was made for:
{made}
2. Copy the folder {COURSE} to the computer, open a terminal in it, and type, with the
   place of this folder (for example E:\\ or /media/stick) in place of DIR:

     python3 -m lessons --from DIR        (Windows: py -m lessons --from DIR)

3. From then on: python3 -m lessons. The stick is needed no more.
"""


def ours() -> set[str]:
    """What an earlier pack left in its folder; it is written anew."""
    return {COURSE, FOLDER, NOTE, "pack.log"}


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
