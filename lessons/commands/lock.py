"""Choose versions of all packages and write them down with their hashes: `python3 -m lessons lock`.

What is wanted stands in pyproject.toml, what was chosen in three files: binder/requirements.txt (what a
learner runs), tests/requirements.txt (the test tools, in versions that fit the first), and
commands/installer.txt (uv itself). No address of an index goes into them. Versions stay as they are where
they still fit; `--upgrade` takes the newest.
"""

import subprocess
from pathlib import Path

from lessons.commands.environment import ready
from lessons.commands.install import uv_environment
from lessons.commands.machine import CannotStart

COMMON = [
    "--universal",  # one file for Linux, macOS and Windows
    "--python-version=3.11",  # and for this Python and every later one
    "--generate-hashes",
    "--custom-compile-command=python3 -m lessons lock",
    "--quiet",
]
LOCKS = {
    "binder/requirements.txt": ["pyproject.toml"],
    "tests/requirements.txt": ["--group=test", "--constraints=binder/requirements.txt"],
    "lessons/commands/installer.txt": ["--group=installer"],
}


def compile_locks(root: Path, options: list[str]) -> int:
    """Write the three locks anew."""
    if set(options) - {"--upgrade"}:
        raise CannotStart(f"lock takes one option, --upgrade, and got: {' '.join(options)}")
    python = ready(root).python
    for lock, inputs in LOCKS.items():
        command = [
            str(python),
            "-m",
            "uv",
            "pip",
            "compile",
            *inputs,
            *COMMON,
            *options,
            "--output-file",
            lock,
        ]
        done = subprocess.run(
            command, cwd=root, env=uv_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
            raise CannotStart(f"{lock} is as it was: {last[0].strip()}")
        print(f"{lock} is up to date.")
    return 0
