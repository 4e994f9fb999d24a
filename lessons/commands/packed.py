"""The course as it goes onto a stick: its own files alone, and notebooks in which nobody has worked.

A notebook that was used shows in its outputs what a learner did, a nickname perhaps. So no output of this
computer goes along. Where the course was cloned, git has each notebook as it came. Where it was unpacked from
a ZIP nobody can tell, and all notebooks run again in the copy, with an empty learner's folder
(`refresh.py`): that makes the same outputs, to the byte.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path

from lessons.commands.install import run
from lessons.commands.saved import course_notebooks
from lessons.commands.unchanged import as_they_came, changes

# What lies in the course's folder and is the course. Whatever else is there is somebody's.
OURS = (
    *(".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md"),
    *(
        "LICENSE",
        "LICENSE-CONTENT",
        "README.md",
        "binder",
        "data",
        "docs",
        "lessons",
        "pyproject.toml",
        "tests",
    ),
)
# What is one computer's own, or somebody's, inside of these.
LEFT_OUT = shutil.ignore_patterns(
    *("__pycache__", "*.pyc", ".*_cache", ".hypothesis", ".ipynb_checkpoints", "node_modules"),
    *("class", "class-report", "teacher-pack", "handouts", "article.txt", "*.jsonl"),
)
OUR_NAME = re.compile(r"[0-9]{2}-[a-z-]+\.ipynb")  # and not 01-the-text-Copy1.ipynb


def copy_course(root: Path, to: Path, log: Path) -> str:
    """Copy the course in `root` to the folder `to`; why not, or nothing. Says what goes on."""
    for name in OURS:
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, ignore=LEFT_OUT, dirs_exist_ok=True)
        elif (root / name).is_file():
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, to / name)
    there = [file for file in course_notebooks(root / "notebooks") if OUR_NAME.fullmatch(file.name)]
    found = changes(root, there)
    (to / "notebooks").mkdir(parents=True, exist_ok=True)
    came = as_they_came(root)
    if came is not None:
        for name, raw in came.items():
            (to / "notebooks" / name).write_bytes(raw)
        for one in found or ():
            way = " To take your change along, commit it first." if one.kind == "edited" else ""
            print(f"  {one.name} is {one.kind} here: the stick gets it as it came.{way}", flush=True)
        return ""
    if found:  # without git only damage is found
        names = ", ".join(one.name for one in found)
        return f"{names} is damaged. Take a fresh copy from the course's ZIP."
    for file in there:
        (to / "notebooks" / file.name).write_bytes(without_outputs(file.read_bytes()))
    return ran_again(to, log)


def without_outputs(raw: bytes) -> bytes:
    """A notebook without anything that it showed and any widget that was kept in it."""
    notebook = json.loads(raw.decode("utf-8-sig"))
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def ran_again(course: Path, log: Path) -> str:
    """Run all notebooks of the copied course, so that they show what they should; why not, or nothing."""
    print(
        "  Without git nobody can tell which notebooks were used here: the stick gets none of their outputs,"
    )
    print("  and what was typed into their cells goes along. In doubt, pack from a freshly unpacked ZIP.")
    environment = {**os.environ, "PYTHONPATH": str(course), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "lessons.commands.refresh"]
    code, said = run(
        command, "Running the notebooks for the stick", log=log, environment=environment, cwd=course
    )
    return f"{said.strip().splitlines()[-1]} (All it said: {log})" if code else ""
