"""What each activity is restored from: the one place that decides it."""

from collections.abc import Iterable
from typing import Any

from lessons.activities.flashcards import Flashcards
from lessons.activities.overview import Overview
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.progress import Record
from lessons.ui.activity import Activity, Entry

# The overview and the flashcards look at everything; the cards need the times too.
_ALL = (Flashcards.name, Overview.name)
_WITH_TIMES = (Flashcards.name,)
# A level, a larger text, a mark hold in every reading of a paragraph.
_ALL_OF_THEIR_NAME = (Reading.name,)
# The level that was chosen for reading holds in what a quiz opens of it.
_ALSO_OF_KIND = {Quiz.name: "level"}


def entries(activity: Activity[Any], records: Iterable[Record], learner: str) -> list[Entry]:
    """What the log has of this learner (an id) for this activity: its own, if nothing is said above."""
    name = activity.name
    found = [
        record
        for record in records
        if record.learner == learner
        and (
            name in _ALL
            or (record.activity, record.key) == (name, activity.key)
            or (name in _ALL_OF_THEIR_NAME and record.activity == name)
            or record.entry["kind"] == _ALSO_OF_KIND.get(name)
        )
    ]
    if name in _WITH_TIMES:
        return [{**record.entry, "at": record.at} for record in found]
    return [record.entry for record in found]
