"""Take yesterday's widget views out of the notebooks that learners saved.

A saved notebook remembers which widget stood under a cell, but the widget itself lived in a kernel that is
gone. Opened in a new session, such an output reads "Error displaying widget: model not found" and hides the
still beside it. So before a session starts, the views are taken out and the stills show. Nothing else in the
file changes: not a letter that the learner typed, not the order of its keys.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"


def course_notebooks(folder: Path) -> list[Path]:
    """The course's own notebooks: their names begin with two digits. A file somebody put beside them is not
    ours.
    """
    return sorted(folder.glob("[0-9][0-9]-*.ipynb"))


def take_views_out(notebooks: Iterable[Path]) -> list[str]:
    """Clean every notebook; one line for each file that could not be read or written."""
    complaints = []
    for file in notebooks:
        try:
            clean_file(file)
        except OSError as error:
            complaints.append(f"{file.name} is left as it is: it cannot be written ({error.strerror}).")
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
            complaints.append(
                f"{file.name} is damaged and left as it is. Take a fresh copy from the course's ZIP."
            )
    return complaints


def clean_file(file: Path) -> bool:
    """Take the widget views out of one notebook; whether there were any. The file stays whole if this is
    interrupted.
    """
    raw = file.read_bytes()
    if VIEW.encode() not in raw and b'"widgets"' not in raw:
        return False
    notebook = json.loads(raw.decode("utf-8-sig"))
    if not clean(notebook):
        return False
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    if b"\r\n" in raw:
        text = text.replace("\n", "\r\n")
    fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(text.encode("utf-8"))
        fresh.chmod(file.stat().st_mode)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return True


def clean(notebook: dict[str, Any]) -> bool:
    """Take the widget views out of a notebook as read from JSON, in place; whether there were any."""
    found = notebook.get("metadata", {}).pop("widgets", None) is not None
    for cell in notebook["cells"]:
        outputs = cell.get("outputs", [])
        for output in outputs:
            if output.get("data", {}).pop(VIEW, None) is not None:
                found = True
                output.get("metadata", {}).pop(VIEW, None)
        cell_outputs = [output for output in outputs if output.get("data", True)]
        if len(cell_outputs) != len(outputs):  # a bare widget has nothing else to show
            cell["outputs"] = cell_outputs
    return found


if __name__ == "__main__":  # Binder's start
    for complaint in take_views_out(course_notebooks(Path(__file__).resolve().parents[2] / "notebooks")):
        print(complaint, file=sys.stderr)
