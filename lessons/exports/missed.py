"""Which questions a learner missed: those worth another look."""

from collections.abc import Iterable

from lessons.content import Content
from lessons.content.marking import Markable
from lessons.progress import Record


def missed(content: Content, records: Iterable[Record]) -> tuple[Markable, ...]:
    """The questions with an answer that did not earn everything, even if a later one did.

    In the order of the course. An answer to an earlier wording says nothing about the question of today.
    """
    wrong: set[tuple[str, str]] = set()
    for record in records:
        entry = record.entry
        score = entry.get("score")
        if entry["kind"] == "attempt" and isinstance(score, int | float) and score < 1:
            wrong.add((str(entry.get("item")), str(entry.get("item_version"))))
    return tuple(
        item
        for item in content.items.values()
        if isinstance(item, Markable) and (item.id, item.version) in wrong
    )
