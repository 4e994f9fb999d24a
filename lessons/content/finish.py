"""From what was read to a record, or to all that is wrong with it."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from .draft import Draft, Entry
from .problems import Path, in_words
from .records import Item
from .records.base import Record

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
FORMATS: Mapping[str, type[Record]] = {
    get_args(one.model_fields["format"].annotation)[0]: one for one in get_args(get_args(Item)[0])
}


def finish(
    draft: Draft, entry: Entry, model: type[Record] | None, *, absent: frozenset[str] = frozenset()
) -> Entry:
    """The entry with its record; model None: an item, told apart by its format.

    What is wrong is reported. `absent` names columns that the file lacks: they are reported once already.
    """
    try:
        record = ITEM.validate_python(entry.raw) if model is None else model.model_validate(entry.raw)
    except ValidationError as error:
        form = entry.raw.get("format")
        shape = model or (FORMATS.get(form) if isinstance(form, str) else None)
        for details in error.errors(include_url=False):
            if model is None and details["loc"]:
                details["loc"] = details["loc"][1:]  # the first step names the format
            for path, message in in_words(details, lambda at: field_names(shape, at)):
                if not (path and path[0] in absent):
                    draft.report(entry, path, message)
        return entry
    return replace(entry, record=record)


def field_names(model: type[Record] | None, path: Path) -> Sequence[str]:
    """The fields that are allowed at a path inside a record."""
    here: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and here is not None:
            here = _model_in(here.model_fields[step].annotation) if step in here.model_fields else None
    return list(here.model_fields) if here is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The record class inside `tuple[Option, ...]`, `Key | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        for inner in get_args(annotation):
            found = _model_in(inner)
            if found is not None:
                return found
    return None
