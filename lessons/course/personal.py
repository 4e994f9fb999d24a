"""What an activity is given of the learner who sits here, beside what is taught.

The same functions serve when an activity is opened and when the learner changes.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from lessons.activities.flashcards import Flashcards
from lessons.activities.original import OriginalBox, OriginalState
from lessons.activities.overview import Overview
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.welcome import Welcome
from lessons.content import Content
from lessons.content.original import find_original
from lessons.course.seat import Seat
from lessons.course.words import where_kept
from lessons.progress.originals import own_copy
from lessons.ui.activity import Activity, Event


@dataclass(frozen=True)
class Personal:
    """``slug`` is the lesson; ``teachers_copy`` the article as a teacher gave it to all, or empty."""

    content: Content
    slug: str
    seat: Seat
    teachers_copy: str = ""

    def welcome(self) -> Welcome:
        """The start page knows all nicknames, and where answers are kept."""
        return Welcome(where_kept(self.seat.log), {name.casefold(): name for name in self.seat.nicknames()})

    def original(self) -> OriginalState:
        """The learner's own copy of the article, else the teacher's, else none."""
        own = own_copy(self.seat.log, self.seat.learner.id)
        text = own or self.teachers_copy
        if not text:
            return OriginalState()
        return OriginalState(find_original(text, self.content.paragraphs), own=bool(own))

    def due(self, at: datetime) -> int | None:
        """How many cards have come back; None where none was ever rated."""
        cards = Flashcards(self.content, self.slug)
        entries = self.seat.entries(cards)
        if not any(entry["kind"] == "review" for entry in entries):
            return None
        due = cards.step(cards.restore(entries), Event("ask", {}, at)).state.asked
        return len(due.cards) if due else None

    def anew(self, activity: Activity[Any], there: OriginalState) -> Activity[Any]:
        """The activity for who sits here now. ``there``: what ``original()`` gives, found once for all."""
        match activity:
            case Welcome():
                return self.welcome()
            case Reading():
                return replace(activity, original=there.copy)
            case OriginalBox():
                return replace(activity, given=there)
            case Quiz():
                return replace(activity, shuffle=self.seat.learner.id)
            case Overview():
                return replace(activity, due=self.due(datetime.now(UTC)))
        return activity
