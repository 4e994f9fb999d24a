"""The teacher's papers as files."""

from pathlib import Path

from lessons.content import Content
from lessons.teacher.plans import plans_page
from lessons.teacher.round import round_page

FOLDER = "teacher-pack"


def pack_files(content: Content, notebooks: Path, folder: Path) -> dict[Path, bytes]:
    """Two pages by their places: the plans, and the round of delegations."""
    return {
        folder / "plans.html": plans_page(content, notebooks),
        folder / "delegations.html": round_page(content),
    }
