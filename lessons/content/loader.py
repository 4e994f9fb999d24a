"""Read all files, check all rules, and hand over the content, or say everything that is wrong with it.

`load_content` is the outer loop: it knows the folder; the records and the rules do not. Nothing stops
early: a missing file, a broken row and a name that leads nowhere are reported together.
"""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from .content import Content
from .draft import Draft
from .files import Reader
from .folder import data_folder
from .gather import gather
from .problems import ContentError
from .references import check_references, check_spoiler_references
from .rules import COURSE_RULES, RULES
from .settings import read_basemap, read_course


def load_content(folder: Path | None = None) -> Content:
    """Load everything that is taught from `folder` (None: the course's own data), or raise `ContentError`."""
    reader = Reader(folder or data_folder())
    if not reader.folder.is_dir():
        reader.report(str(reader.folder), 0, "", "is not a folder; name the folder that holds course.toml")
        raise ContentError(reader.problems)
    draft = Draft(reader)
    gather(draft)
    course = read_course(draft)
    basemap = read_basemap(reader)
    for rule in (check_references, check_spoiler_references, *RULES):
        rule(draft)
    if course is not None:
        for course_rule in COURSE_RULES:
            course_rule(draft, course)
    if reader.problems or course is None:
        raise ContentError(reader.problems)
    rows: dict[str, Any] = {name: MappingProxyType(draft.mapping(name)) for name in draft.entries}
    rows["contact_line"] = tuple(rows["contact_line"].values())
    return Content(**rows, basemap=MappingProxyType(basemap), course=course)
