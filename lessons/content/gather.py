"""Read the collections into a draft: CSV files, TOML lists, and the items of each lesson."""

from typing import Any

from .csv_rows import read_csv
from .draft import Draft, Entry
from .finish import finish
from .problems import Path, what_is
from .records.base import Record
from .shape import CSV, ITEMS, TOML, Collection
from .toml_entries import read_toml


def gather(draft: Draft) -> None:
    """Fill the draft with every entry of every file, reporting what does not fit."""
    for name, collection in CSV.items():
        _read_rows(draft, name, collection)
    for name, collection in TOML.items():
        found = _read_list(draft, name, collection.file, collection.record, key=collection.key)
        draft.entries[name], draft.complete[name] = found
        _once(draft, draft.entries[name], collection.key)
    _read_items(draft)


def _read_rows(draft: Draft, name: str, collection: Collection) -> None:
    """One CSV file: an entry for each row, with a record where the row fits."""
    table = read_csv(draft.reader, collection.file, list(collection.record.model_fields))
    entries: list[Entry] = []
    for row in table.rows if table else ():
        entry = Entry(collection.file, row.line, row.cells.get(collection.key), row.cells)
        entries.append(
            finish(draft, entry, collection.record, absent=table.absent) if row.whole and table else entry
        )
    draft.entries[name] = entries
    draft.complete[name] = table is not None and table.complete and collection.key not in table.absent
    _once(draft, entries, collection.key)


def _read_list(
    draft: Draft, name: str, file: str, model: type[Record] | None, *, key: str = "id"
) -> tuple[list[Entry], bool]:
    """One TOML file that holds a list `[[name]]`; model None: items. False: its ids are not all known."""
    document = read_toml(draft.reader, file)
    if document is None:
        return [], False
    for other in document.values:
        if other != name:
            row = document.line((other,)) or document.line((other, 0))
            draft.reader.report(file, row, other, f"does not belong here; this file holds [[{name}]]")
    tables = document.values.get(name)
    if not isinstance(tables, list) or not tables or not all(isinstance(one, dict) for one in tables):
        draft.reader.report(file, document.line((name,)), name, f"is not there as a list; write [[{name}]]")
        return [], False
    entries = []
    for number, raw in enumerate(tables):
        at: Path = (name, number)
        entries.append(finish(draft, Entry(file, 0, raw.get(key), raw, None, document, at), model))
    return entries, True


def _read_items(draft: Draft) -> None:
    """items/<lesson>.toml, in the order of the lessons."""
    folder = draft.reader.folder / ITEMS
    draft.entries[ITEMS], draft.complete[ITEMS] = [], False
    stems = sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []
    if not stems:
        draft.reader.report(
            f"{ITEMS}/", 0, "", "holds no file; each lesson with a quiz has items/<lesson>.toml"
        )
        return
    lessons = [str(one) for one in draft.ids("lessons")]
    complete = True
    for stem in sorted(stems, key=lambda one: (lessons.index(one) if one in lessons else len(lessons), one)):
        file = f"{ITEMS}/{stem}.toml"
        if draft.complete["lessons"] and stem not in lessons:
            draft.reader.report(file, 0, "", f"is not named for a lesson{what_is(stem, lessons)}")
        entries, whole = _read_list(draft, ITEMS, file, None)
        draft.entries[ITEMS] += entries
        complete = complete and whole
    draft.complete[ITEMS] = complete
    _once(draft, draft.entries[ITEMS], "id")


def _once(draft: Draft, entries: list[Entry], key: str) -> None:
    """Each id stands once in its collection."""
    first: dict[Any, Entry] = {}
    for entry in entries:
        if not isinstance(entry.id, str | int) or entry.id == "":
            continue
        if entry.id in first:
            file, line, _ = first[entry.id].place(())
            where = f"{file}:{line}"
            draft.report(entry, (key,), f"{entry.id!r} stands in {where} already; each needs its own")
        first.setdefault(entry.id, entry)
