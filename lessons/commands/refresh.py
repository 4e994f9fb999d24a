"""Run all notebooks again and keep what they show: `python3 -m lessons refresh`.

A notebook in the repository shows what it showed in a real run: outputs with their counts, the stills among
them. Left out is what belongs to one run alone: widget views (their kernel is gone), times, and the number of
the Python that ran it. The run itself is always the same: a learner without a past, no learner's folder, UTC.
So a second run changes no byte. This file runs inside the course's environment.
"""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lessons.commands.saved import clean, course_notebooks

TIMEOUT = 300  # seconds for one cell: far more than any needs
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def refresh(file: Path) -> bool:
    """Run one notebook and write what it showed; whether that changed the file."""
    before = file.read_bytes()
    notebook = nbformat.reads(before.decode("utf-8"), as_version=4)
    NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(file.parent)}},
    ).execute()
    neutral(notebook)
    after: bytes = (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")
    if after != before:
        file.write_bytes(after)
    return after != before


def neutral(notebook: NotebookNode) -> None:
    """Take out, in place, what belongs to one run or one machine alone."""
    clean(notebook)
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata.pop("signature", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times
        for output in cell.get("outputs", []):
            output.get("metadata", {}).pop("execution", None)


def main(arguments: list[str]) -> int:
    """Refresh every notebook of the course; the exit code."""
    if arguments:
        print(f"refresh takes no words after it, and got: {' '.join(arguments)}", file=sys.stderr)
        return 2
    notebooks = course_notebooks(Path(__file__).resolve().parents[2] / "notebooks")
    with tempfile.TemporaryDirectory(prefix="three-tables-") as empty:
        steady_environment(empty)
        for file in notebooks:
            try:
                changed = refresh(file)
            except CellExecutionError as error:
                print(
                    f"{file.name} is left as it was: a cell fails with {error.ename}: {error.evalue}",
                    file=sys.stderr,
                )
                return 1
            except (CellTimeoutError, DeadKernelError) as error:
                print(f"{file.name} is left as it was: {type(error).__name__}", file=sys.stderr)
                return 1
            except (ValueError, OSError) as error:
                print(
                    f"{file.name} is left as it was: it cannot be read or written ({error})", file=sys.stderr
                )
                return 1
            print(f"{file.name}: {'changed' if changed else 'the same as before'}", flush=True)
    return 0


def steady_environment(empty: str) -> None:
    """What a kernel finds around it: the same each time, and nobody's own folders."""
    os.environ.update(
        LESSONS_HOME=str(Path(empty) / "learner"),
        LESSONS_CLASS=str(Path(empty) / "class"),
        IPYTHONDIR=str(Path(empty) / "ipython"),
        TZ="UTC",
        PYTHONHASHSEED="0",
        PYTHONUTF8="1",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
