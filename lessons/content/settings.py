"""The two files that are one thing each: course.toml and basemap.json."""

import json
from collections.abc import Mapping
from typing import Any

from .draft import Draft, Entry
from .files import Reader
from .finish import finish
from .problems import Path
from .records import Course
from .shape import BASEMAP, COURSE
from .toml_entries import Document, read_toml

PARTS = ("course", "map", "timeline", "opening", "wording")


class _CourseEntry(Entry):
    """course.toml: the fields of [course] stand one level deeper in the file than in the record."""

    def place(self, path: Path) -> tuple[str, int, str]:
        """File, line and the field with its table: "course, article, day"."""
        full: Path = path if path and path[0] in PARTS else ("course", *path)
        row = self.document.line(full) if self.document else 0
        return self.file, row, ", ".join([str(full[0]), *self._in_words(path)[1 if full == path else 0 :]])


def read_course(draft: Draft) -> Course | None:
    """course.toml as one record, or None after reporting why not."""
    document = read_toml(draft.reader, COURSE)
    if document is None:
        return None
    for name in document.values:
        if name not in PARTS:
            message = f"does not belong here; this file holds [{'], ['.join(PARTS)}]"
            draft.reader.report(COURSE, document.line((name,)), name, message)
    for name in PARTS:
        if not isinstance(document.values.get(name, {}), dict):
            draft.reader.report(COURSE, document.line((name,)), name, f"is not a table; write [{name}]")
            return None
    raw = {**document.values.get("course", {})}
    raw |= {name: document.values[name] for name in PARTS[1:] if name in document.values}
    draft.course = finish(draft, _entry(raw, document), Course)
    record: Course | None = draft.course.record
    return record


def _entry(raw: Mapping[str, Any], document: Document) -> Entry:
    return _CourseEntry(COURSE, 0, None, raw, None, document)


def read_basemap(reader: Reader) -> dict[str, Any]:
    """basemap.json: an object whose `countries` each have an id, a name and a path."""
    text = reader.text(BASEMAP)
    if text is None:
        return {}
    try:
        shapes = json.loads(text)
    except json.JSONDecodeError as error:
        reader.report(
            BASEMAP, error.lineno, "", f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]}; make it again"
        )
        return {}
    except (RecursionError, ValueError):
        reader.report(BASEMAP, 0, "", "is not JSON that can be read; make it again")
        return {}
    countries = shapes.get("countries") if isinstance(shapes, dict) else None
    whole = isinstance(countries, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(name), str) for name in ("id", "name", "path"))
        for one in countries
    )
    if not countries or not whole:
        reader.report(
            BASEMAP, 0, "countries", "is not a list of shapes with id, name and path; make the file again"
        )
        return {}
    return dict(shapes)
