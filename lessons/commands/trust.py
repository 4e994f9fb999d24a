"""Tell JupyterLab that the course's notebooks may show their pictures and tables before they are run.

Jupyter keeps a signature of each notebook it trusts, on this machine; `jupyter trust` writes it, and so does
this file, inside a process that has Jupyter loaded anyway. No server, no network.
"""

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

from lessons.commands.saved import course_notebooks


def trust(notebooks: Iterable[Path]) -> list[str]:
    """Sign each notebook; one line for each that could not be signed."""
    complaints = []
    try:
        with NotebookNotary() as notary:
            for file in notebooks:
                try:
                    notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
                except (OSError, ValueError, AttributeError, TypeError, KeyError) as error:
                    complaints.append(f"{file.name} cannot be read as a notebook ({type(error).__name__}).")
                    continue
                if not notary.check_signature(notebook):
                    notary.sign(notebook)
    except (OSError, sqlite3.Error) as error:
        complaints.append(
            f"The notebooks could not be marked as trusted ({error}): they show more once they are run."
        )
    return complaints


if __name__ == "__main__":  # Binder's postBuild and start
    for complaint in trust(course_notebooks(Path(__file__).resolve().parents[2] / "notebooks")):
        print(complaint, file=sys.stderr)
