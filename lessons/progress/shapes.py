"""What an entry has to hold so that the activities can show it again.

The course writes whole entries. What comes from a file may have been written by anybody: an entry that would
stop a page from opening must not get into the log, where it would stay.
"""

from collections.abc import Mapping
from typing import Any

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "attempt": ("item", "item_version"),
    "guess": ("item", "option"),
    "review": ("card", "rating"),
    "wrote": ("ask", "text"),
    "opened_term": ("term",),
    "mark": ("mark", "words"),
    "unmark": ("mark",),
}


def fits(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a known kind holds what its kind needs; one of another kind is passed over."""
    if not all(isinstance(entry.get(name), str) for name in _TEXTS.get(entry["kind"], ())):
        return False
    if not isinstance(entry.get("paragraph"), int | str | None):
        return False
    if entry["kind"] != "attempt":
        return all(isinstance(entry.get(name), str | None) for name in ("level", "layer", "term"))
    response, score = entry.get("response"), entry.get("score")
    said = isinstance(response, list) and bool(response) and all(isinstance(one, str) for one in response)
    return said and isinstance(score, int | float) and 0 <= score <= 1
