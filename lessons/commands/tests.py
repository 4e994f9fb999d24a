"""Run every test that this machine can run: `python3 -m lessons test`.

pytest does the work: tests/, every notebook through nbval, and (tests/test_tools.py) ruff and mypy. What is
not named is the default; files that are named are run alone.
"""

import os
import subprocess
import sys
from pathlib import Path

from lessons.commands.browser import NONE_FOUND, installed_browser
from lessons.commands.environment import ready

# Options that need one process: pytest's own number of workers, the debugger, what is printed as it happens.
ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture", "--collect-only", "--co")


def run_tests(root: Path, options: list[str]) -> int:
    """Set up, test, and say so if the browser tests could not run: pytest's exit code."""
    browser = installed_browser()
    if not browser and os.environ.get("CI") == "true":
        print(f"{NONE_FOUND} With CI=true that is a failure: install one.", file=sys.stderr)
        return 1
    python = ready(root, tests=True).python
    command = [str(python), "-m", "pytest", f"--rootdir={root}", "-c", str(root / "pyproject.toml"), *options]
    if not any(names_a_file(root, option) for option in options):
        if not any(option.startswith(ALONE) for option in options):
            command += ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
        command += [str(folder) for folder in (root / "tests", root / "notebooks") if folder.is_dir()]
    return subprocess.run(command, cwd=root, check=False).returncode


def names_a_file(root: Path, option: str) -> bool:
    """Whether the option is a test file or folder (and not, say, the word after -k)."""
    return not option.startswith("-") and (root / option.split("::")[0]).exists()
