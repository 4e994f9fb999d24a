"""Which notebooks are not as they came? Told by git, where the course was cloned; a ZIP has no memory.

A page that was used and saved differs in its outputs; its text is still ours. A page whose text differs was
edited. Nobody's answers are in either.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Change:
    """One notebook; `who`: the account that owns the file now, `when`: its last change, in UTC."""

    name: str
    kind: Literal["used", "edited", "damaged"]
    who: str
    when: str


def changes(root: Path, files: Sequence[Path]) -> tuple[Change, ...] | None:
    """Every notebook that is not as it came; None where there is no git to ask and none is damaged."""
    known = _changed(root)
    found = []
    for file in files:
        if (now := _cells(_text(file))) is None:
            found.append(_change(file, "damaged"))
        elif known is not None and file.name in known:
            before = _cells(
                (_git(root, "show", f"HEAD:notebooks/{file.name}") or b"").decode("utf-8", "replace")
            )
            found.append(_change(file, "used" if now == before else "edited"))
    return tuple(found) if found or known is not None else None


def as_they_came(root: Path) -> dict[str, bytes] | None:
    """Every notebook as it was committed last, by its name; None where there is no git to ask."""
    listed = _git(root, "ls-tree", "--name-only", "-z", "HEAD", "notebooks/") if _is_clone(root) else None
    if listed is None:
        return None
    paths = [path for path in listed.decode("utf-8").split("\0") if path.endswith(".ipynb")]
    files = {Path(path).name: _git(root, "show", f"HEAD:{path}") for path in paths}
    return {name: raw for name, raw in files.items() if raw is not None}


def _changed(root: Path) -> set[str] | None:
    """The names git calls changed; None without git, or where root is not the top of a clone."""
    listed = _git(root, "status", "--porcelain", "-z", "--", "notebooks") if _is_clone(root) else None
    if listed is None:
        return None
    return {Path(line[3:]).name for line in listed.decode("utf-8", "replace").split("\0") if line}


def _is_clone(root: Path) -> bool:
    top = _git(root, "rev-parse", "--show-toplevel")
    return top is not None and Path(os.fsdecode(top.strip())).resolve() == root.resolve()


def _git(root: Path, *words: str) -> bytes | None:
    git = shutil.which("git")
    if git is None:
        return None
    try:
        done = subprocess.run([git, "-C", str(root), *words], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _cells(text: str) -> list[str] | None:
    """What is written in the cells, without what they showed; None where this is no notebook."""
    try:
        cells: list[dict[str, Any]] = json.loads(text)["cells"]
        return ["".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return None


def _change(file: Path, kind: Literal["used", "edited", "damaged"]) -> Change:
    try:
        when = datetime.fromtimestamp(file.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M UTC")
        who = file.owner()
    except (OSError, KeyError, NotImplementedError):  # Windows tells no owner
        return Change(file.name, kind, "owner not known", "")
    return Change(file.name, kind, who, when)
