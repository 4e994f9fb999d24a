"""The panels that are open on this page: what they keep, and what they show when something changes."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Any

from lessons.activities.flashcards import Flashcards
from lessons.activities.forecasts import Forecasts
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.welcome import Welcome
from lessons.course.personal import Personal
from lessons.course.seat import SomebodyElse
from lessons.course.words import foot, trouble
from lessons.progress import Record
from lessons.ui.activity import Activity, Entry, Kept
from lessons.ui.gate import Gate
from lessons.ui.panel import Panel

Place = tuple[str, str]
"""The name and the key of an activity."""
Save = Callable[[Sequence[Entry], datetime], Kept[Any] | None]
BEFORE_THE_GATE = ("forecasts", "writing", "saving", "welcome", "overview", "guess", "original", "glossary")
"""What stands before the gate in a lesson that opens what came later; all else is behind it."""


class Panels:
    """Each activity has one panel, however often it is asked for.

    ``lock`` is the course's. ``keeper`` is the activity with the button that opens what came later, None in
    a lesson that does not tell it. Everything but ``open`` and ``look`` is called with the lock held.
    """

    def __init__(
        self, personal: Personal, lock: AbstractContextManager[Any], keeper: Forecasts | None = None
    ) -> None:
        self.personal = personal
        self.seat = personal.seat
        self._lock = lock
        self._panels: dict[Place, Panel] = {}
        self._with_foot: set[Place] = set()
        self._keeper = keeper
        self._gate = Gate() if keeper else None

    def __contains__(self, place: Place) -> bool:
        return place in self._panels

    def __getitem__(self, place: Place) -> Panel:
        return self._panels[place]

    def open(self, activity: Activity[Any], *, with_foot: bool = False, save: Save | None = None) -> Panel:
        """The panel of an activity: the one that is there, or a new one.

        ``with_foot``: it says below for whom answers are kept. ``save`` keeps what is no plain answer.
        """
        place = (activity.name, activity.key)
        with self._lock:
            if place not in self._panels:
                if with_foot:
                    self._with_foot.add(place)
                self._look_at_the_gate()
                self._panels[place] = Panel(
                    activity,
                    activity.restore(self.seat.entries(activity)),
                    save=save or partial(self._keep, activity),
                    lock=self._lock,
                    foot=self._foot(place),
                    drafts=self._drafts(activity),
                    gate=None if activity.name in BEFORE_THE_GATE else self._gate,
                )
            return self._panels[place]

    def look(self) -> None:
        """See what other kernels did; if somebody else sits here by now, every panel is theirs."""
        with self._lock:
            log = self.seat.log
            before = log.trouble
            log.settle()
            if self.seat.changed() or log.trouble != before:
                self.show_all()

    def show_all(self) -> None:
        """Every panel for the learner who sits here now."""
        there = self.personal.original()
        self._look_at_the_gate()
        for place, panel in self._panels.items():
            panel.activity = self.personal.anew(panel.activity, there)
            state = panel.activity.restore(self.seat.entries(panel.activity))
            panel.show(state, foot=self._foot(place), drafts=self._drafts(panel.activity))

    def same_learner(self) -> None:
        """``SomebodyElse`` where another one sits here by now; every panel is theirs then."""
        if self.seat.changed():
            self.show_all()
            raise self.seat.meanwhile()

    def append(self, records: Sequence[Record], activity: Activity[Any]) -> None:
        """Give records to the log, and say once where writing stops or works again."""
        log = self.seat.log
        before = log.trouble
        try:
            self.seat.append(records)
        except SomebodyElse:
            self.show_all()
            raise
        if log.trouble == before:
            return
        for place, panel in self._panels.items():
            if isinstance(panel.activity, Welcome):
                panel.activity = self.personal.welcome()
            panel.show(panel.state, foot=self._foot(place))
        self._panels[activity.name, activity.key].told = trouble(log)

    def learner_is_known(self) -> None:
        """Something is kept of the learner from now on."""
        if self.seat.becomes_known():
            for panel in self._panels.values():
                panel.drafts = self._drafts(panel.activity)

    def show_original(self) -> None:
        """The article beside every reading, as far as there is a copy of it."""
        there = self.personal.original()
        for panel in self._panels.values():
            if isinstance(panel.activity, Reading):
                panel.activity = self.personal.anew(panel.activity, there)
                panel.show(panel.state)

    def _keep(self, activity: Activity[Any], entries: Sequence[Entry], at: datetime) -> None:
        seat = self.seat
        known = seat.learner.known
        if seat.changed():
            self.show_all()
            # Whoever had nothing kept yet is the same person, who has given a nickname on another page.
            if known or seat.entries(activity):
                raise seat.meanwhile()
        records = [seat.record(at, activity, entry) for entry in entries]
        if not seat.learner.known:
            records.insert(0, seat.sits(seat.learner, at))
        self.append(records, activity)
        self.learner_is_known()
        self._tell(activity, entries, at)

    def _tell(self, activity: Activity[Any], entries: Sequence[Entry], at: datetime) -> None:
        """What was done in one activity and shows at once in another."""
        for panel in self._panels.values():
            match panel.activity:
                case Flashcards() as cards if activity is not cards:  # a question that is missed becomes one
                    panel.show(cards.learn(panel.state, [{**entry, "at": at} for entry in entries]))
                case Quiz() as quiz if isinstance(activity, Reading):
                    panel.show(quiz.read_at(panel.state, entries))
        if self._look_at_the_gate():
            for panel in self._panels.values():
                if panel.gate:
                    panel.show(panel.state)

    def _look_at_the_gate(self) -> bool:
        """Open or close it as the learner who sits here left it; whether it was otherwise before."""
        if self._gate is None or self._keeper is None:
            return False
        before = self._gate.open
        self._gate.open = self._keeper.restore(self.seat.entries(self._keeper)).opened
        return self._gate.open != before

    def _foot(self, place: Place) -> str:
        return foot(self.seat.log, self.seat.learner) if place in self._with_foot else ""

    def _drafts(self, activity: Activity[Any]) -> str:
        """The name under which a page keeps what this learner has typed and not sent yet."""
        learner = self.seat.learner
        return f"{learner.id if learner.known else 'nobody'}/{activity.name}/{activity.key}"
