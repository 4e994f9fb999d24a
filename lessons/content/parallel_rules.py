"""What makes an item the parallel of another: the same lesson and objective, and asked after it only."""

from .draft import Draft
from .records.items import Guess

FIELD = ("parallel_of",)


def check_parallels(draft: Draft) -> None:
    """A parallel item is another try for an item of the lesson's quiz, and is reached through it alone."""
    items, lessons = draft.mapping("items"), draft.mapping("lessons")
    for entry, item in draft.records("items"):
        if not item.parallel_of:
            continue
        lesson = lessons.get(item.lesson)
        if lesson and item.id in (*lesson.item_ids, *lesson.guess_ids):
            where = "item_ids" if item.id in lesson.item_ids else "guess_ids"
            message = f"is given, but {item.id} stands in {where} of {lesson.slug}; take it out there"
            draft.report(entry, FIELD, message)
        if isinstance(item, Guess):
            draft.report(entry, FIELD, "stands in a guess; a guess has no wrong answer to try again after")
        original = items.get(item.parallel_of)
        if original is None:
            continue  # an id that leads nowhere is reported as such
        if original.id == item.id:
            draft.report(entry, FIELD, "is the item itself; name another one")
        elif original.lesson != item.lesson:
            message = f"{original.id!r} belongs to {original.lesson}; take an item of {item.lesson}"
            draft.report(entry, FIELD, message)
        elif original.parallel_of:
            draft.report(
                entry, FIELD, f"{original.id!r} is a parallel itself; name {original.parallel_of!r} instead"
            )
        elif isinstance(original, Guess):
            draft.report(entry, FIELD, f"{original.id!r} is a guess; take an item of item_ids")
        elif original.objective_id != item.objective_id:
            message = f"{original.id!r} assesses {original.objective_id}, this one {item.objective_id}"
            draft.report(entry, FIELD, f"{message}; both need the same objective_id")
