"""The course's own environment, `.venv`: is it there, is it whole, is it the right one?

The stamp in `.venv` answers. It is written last, so a half-made environment has none, and it holds everything
the environment depends on: the place (an environment cannot be moved), the Python, and the hash of each lock
that was installed. Whatever differs is made again. Checking all this takes a millisecond or two.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from lessons.commands.install import install
from lessons.commands.machine import CannotStart, refusal, this_machine, venv_refusal
from lessons.commands.wiring import wire

# lock -> what it is for, as the person at the terminal reads it
LOCKS = {"binder/requirements.txt": "the course's packages", "tests/requirements.txt": "the tests' packages"}


@dataclass(frozen=True)
class Environment:
    """The environment of the course that lies in the folder `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the environment is."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def site_packages(self) -> Path:
        """Where its packages are installed."""
        base = str(self.folder)
        return Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))

    @property
    def stamp(self) -> Path:
        """The file that says what the environment was made of."""
        return self.folder / "three-tables.json"

    def made_of(self) -> dict[str, str]:
        """What the stamp says; nothing when there is no stamp that can be read."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) and self.python.exists() else {}

    def wanted(self, *, tests: bool) -> dict[str, str]:
        """What the stamp should say here and now."""
        locks = list(LOCKS)[: 2 if tests else 1]
        return {
            "place": str(self.folder),
            "python": platform.python_version(),
            **{lock: hashlib.sha256((self.root / lock).read_bytes()).hexdigest() for lock in locks},
        }

    def missing(self, *, tests: bool) -> list[str]:
        """What has to be done: nothing, "tests/requirements.txt" alone, or everything in this order."""
        there, wanted = self.made_of(), self.wanted(tests=tests)
        differing = [name for name, value in wanted.items() if there.get(name) != value]
        if not differing or differing == ["tests/requirements.txt"]:
            return differing
        return [".venv", *(name for name in wanted if name in LOCKS)]


def made_here(root: Path) -> Path | None:
    """The Python of an environment that is whole, by whichever Python it was made; None where there is none.

    A terminal inside JupyterLab may find another `python3` than the one that opened the course. What only
    reads is not worth making the environment again, least of all under a course that is open.
    """
    environment = Environment(root.resolve())
    there = environment.made_of()
    if not there:
        return None
    wanted = environment.wanted(tests=False)
    same = all(there.get(name) == value for name, value in wanted.items() if name != "python")
    return environment.python if same else None


def is_whole(root: Path) -> bool:
    """Whether the environment is there, whole and the right one; nothing is done about it."""
    return not Environment(root.resolve()).missing(tests=False)


def ready(root: Path, *, tests: bool = False, wheels: Path | None = None) -> Environment:
    """The environment of the course in `root`, made or mended if need be.

    `wheels`: the folder with the packages, for a place without internet.

    Raises CannotStart, with one line, when the machine cannot have it.
    """
    environment = Environment(root.resolve())
    if not (root / "binder/requirements.txt").exists():
        raise CannotStart(
            f"{root} is not the course's folder. Unpack the whole course, go to its folder and start again."
        )
    missing = environment.missing(tests=tests)
    if missing:
        make(environment, missing, tests=tests, wheels=wheels)
    wire(environment.folder, environment.site_packages, environment.root)
    return environment


def make(environment: Environment, missing: list[str], *, tests: bool, wheels: Path | None = None) -> None:
    """Do what is missing, and say so line by line."""
    machine = this_machine()
    for reason in (refusal(machine), venv_refusal(machine)):
        if reason:
            raise CannotStart(reason)
    if ".venv" in missing:
        needs = f"takes everything from {wheels}" if wheels else "needs the internet"
        say(f"Setting up Three Tables (once; {needs}; from ten seconds to a few minutes).")
        if environment.folder.exists():
            say("  The environment in .venv is unfinished, moved or out of date: making it again.")
        make_folder(environment)
    for lock in (name for name in missing if name in LOCKS):
        install(
            environment.python,
            environment.root / lock,
            LOCKS[lock],
            log=environment.folder / "set-up.log",
            wheels=wheels,
        )
    installed = environment.made_of() | environment.wanted(tests=tests)
    environment.stamp.write_text(json.dumps(installed, indent=1) + "\n", encoding="utf-8")


def make_folder(environment: Environment) -> None:
    """Make an empty environment, in place of whatever is there."""
    say("  Making the environment (.venv) …")
    try:
        if environment.folder.is_symlink() or environment.folder.is_file():
            environment.folder.unlink()
        elif environment.folder.exists():
            shutil.rmtree(environment.folder)
        environment.folder.mkdir()
    except OSError as error:
        raise CannotStart(
            f"{environment.root} cannot be written ({error.strerror}). Copy the course to a folder of "
            "your own, for example your home folder, and start again there."
        ) from None
    # A Python inside .venv cannot make its own environment again: ask the one it was made with.
    python = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [python, "-m", "venv", str(environment.folder)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        last = (made.stdout + made.stderr).strip().splitlines()[-1:] or ["no reason given"]
        raise CannotStart(
            f"Python could not make an environment ({last[0].strip()}). On Debian and Ubuntu: "
            "sudo apt install python3-venv. Elsewhere: install Python from python.org. Then start again."
        )


def say(line: str) -> None:
    """One line of progress, at once."""
    print(line, flush=True)
