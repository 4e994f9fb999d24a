"""Every id that is named must exist, and nothing open may lead to a spoiler."""

from .draft import Draft
from .problems import nearest
from .shape import COURSE_REFERENCES, REFERENCES, named_by


def check_references(draft: Draft) -> None:
    """Report every name that leads nowhere, with the nearest id that there is."""
    rows = [(draft.records(name), fields) for name, fields in REFERENCES.items()]
    if draft.course is not None and draft.course.record is not None:
        rows.append(([(draft.course, draft.course.record)], COURSE_REFERENCES))
    for records, fields in rows:
        for field, target in fields.items():
            if not draft.complete.get(target):
                continue
            known = set(draft.ids(target))
            for entry, record in records:
                for path, wanted in named_by(record, field):
                    if wanted not in known:
                        near = nearest(str(wanted), map(str, known))
                        draft.report(entry, path, f"{wanted!r} is not in {target}{near or _some(target)}")


def _some(target: str) -> str:
    return (
        f"; it must be the id of one of the {target}"
        if target != "paragraphs"
        else "; it must be a paragraph's number"
    )


def check_spoiler_references(draft: Draft) -> None:
    """Report every open row that names a row marked as a spoiler."""
    closed = {
        name: {record.id for _, record in draft.records(name) if getattr(record, "spoiler", False)}
        for name in REFERENCES
    }
    for name, fields in REFERENCES.items():
        for entry, record in draft.records(name):
            if getattr(record, "spoiler", False) or getattr(record, "opens_spoilers", False):
                continue
            for field, target in fields.items():
                for path, wanted in named_by(record, field):
                    if wanted in closed.get(target, ()):
                        what = "a lesson that opens the spoilers" if name == "lessons" else "a spoiler itself"
                        draft.report(entry, path, f"{wanted!r} is a spoiler; only {what} may name it")
