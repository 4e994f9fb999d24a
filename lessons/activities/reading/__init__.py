"""Reading with help at hand: two levels, layers on switches, words in place, and the learner's own marks."""

from lessons.activities.reading.activity import Reading
from lessons.activities.reading.state import Mark, Opened, ReadingState, Unit

__all__ = ["Mark", "Opened", "Reading", "ReadingState", "Unit"]
