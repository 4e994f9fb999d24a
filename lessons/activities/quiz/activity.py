"""A quiz: one question at a time, explained at once, as often as a learner likes.

Feedback that explains teaches; "right" or "wrong" alone hardly does (Van der Kleij et al., 2015), and
feedback that has to be asked for is hardly read. So the text for the chosen option comes by itself, a wrong
answer may be changed, and there is no timer. The score counts first tries, because only they say what
somebody knew.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import htpy as h

from lessons.activities.quiz.basis import Basis
from lessons.activities.quiz.feedback import explained, feedback
from lessons.activities.quiz.parts import head, question, summary, way
from lessons.activities.quiz.places import Places
from lessons.activities.quiz.shuffled import shuffled
from lessons.activities.quiz.state import Attempt, QuizState
from lessons.activities.quiz.still import still
from lessons.activities.quiz.tries import Tries, offer
from lessons.content.marking import Markable, fits, mark
from lessons.content.records.items import Item, MapLocation, MultipleResponse, Ordering
from lessons.ui.activity import Entry, Event, Step, Still
from lessons.ui.paragraphs import LEVELS
from lessons.ui.sureness import chosen_in, kept

MOVES = ("answer", "pick", "up", "down", "place", "next", "previous", "go", "parallel", "original")
TITLE = "question-title"


@dataclass(frozen=True)
class Quiz:
    """A quiz of these items.

    A guess has no key and does not belong in it; see :func:`playable`. ``places`` draws the maps; without it
    a question about places is a list. ``basis`` knows what an item rests on; without it the feedback names
    no beliefs and opens nothing. ``parallels`` are other tries for the items. ``shuffle`` is the id of the
    learner in whose order the options stand; without one they stand as in the data.
    """

    key: str
    title: str
    items: tuple[Markable, ...]
    places: Places | None = field(default=None, repr=False)
    basis: Basis | None = field(default=None, repr=False)
    parallels: tuple[Markable, ...] = ()
    shuffle: str = ""
    name: str = "quiz"
    parts: tuple[str, ...] = ("head", "question", "feedback", "explained", "basis", "way")
    ground: str = ""

    @property
    def edition(self) -> str:
        """Eight hex digits that change with any wording, option or key: which quiz somebody answered."""
        return hashlib.sha256("".join(item.version for item in self.items).encode()).hexdigest()[:8]

    def empty(self) -> QuizState:
        return QuizState()

    def restore(self, entries: Sequence[Entry]) -> QuizState:
        asked = {(item.id, item.version): item for item in (*self.items, *self.parallels)}
        attempts = tuple(
            Attempt(
                entry["item"],
                tuple(entry["response"]),
                float(entry["score"]),
                kept(entry.get("sureness")),
            )
            for entry in entries
            if entry["kind"] == "attempt"
            # An answer to an earlier wording is kept in the log, and is no answer to this one; and a log that
            # was edited may hold an option that never was.
            and (item := asked.get((entry["item"], entry["item_version"])))
            and fits(item, entry["response"])
        )
        state = self.read_at(QuizState(attempts=attempts), entries)
        return state.at(self._first_open(state))

    def read_at(self, state: QuizState, entries: Sequence[Entry]) -> QuizState:
        """The state once the reading has kept these entries: paragraphs open at the level chosen for all."""
        chosen = [one["level"] for one in entries if one["kind"] == "level" and one.get("paragraph") is None]
        return replace(state, level=chosen[-1]) if chosen and chosen[-1] in LEVELS else state

    def _first_open(self, state: QuizState) -> int:
        return next((n for n, item in enumerate(self.items) if not state.of(item.id)), len(self.items))

    @cached_property
    def _tries(self) -> Tries:
        """The items and their parallels as this learner sees them."""
        return Tries(
            tuple(shuffled(item, self.shuffle) for item in self.items),
            tuple(shuffled(item, self.shuffle) for item in self.parallels),
        )

    def step(self, state: QuizState, event: Event) -> Step[QuizState]:
        last = len(self.items)
        match event.move:
            case "answer":
                return self._answer(state, event)
            case "pick":
                return self._pick(state, event)
            case "up" | "down" | "place":
                return self._move(state, event)
            case "next":
                return Step(state.at(min(state.position + 1, last)), focus=TITLE)
            case "previous":
                return Step(state.at(max(state.position - 1, 0)), focus=TITLE)
            case "original":
                return Step(state.at(state.position), focus=TITLE)
            case "go":
                return Step(state.at(*self._tries.place(self._asked(event))), focus=TITLE)
            case "parallel":
                return self._try_another(state, event)
        raise ValueError(f"{event.move} is no move of a quiz: {', '.join(MOVES[:-1])} and {MOVES[-1]} are.")

    def _asked(self, event: Event) -> Markable:
        """The question that an event is about, as this learner sees it."""
        wanted = event.one("item")
        asked = (*self._tries.items, *self._tries.parallels)
        found = next((item for item in asked if item.id == wanted), None)
        if found is None:
            raise ValueError(
                f"{wanted} is not a question of this quiz: {', '.join(item.id for item in asked)} are."
            )
        return found

    def _answer(self, state: QuizState, event: Event) -> Step[QuizState]:
        item, sureness = self._asked(event), chosen_in(event)
        given = event.all("verdict") + tuple(value.strip() for value in event.all("choice"))
        # A list or a gap that was left alone sends an empty value.
        response = tuple(filter(None, given)) or _drafted(item, state)
        onward = "original" if item.parallel_of else "next"
        if state.solved(item.id):
            return Step(state, focus=onward)
        score = mark(item, response).score
        if isinstance(item, MultipleResponse):
            # Ticked in the order of somebody's page, kept in that of the data: equal answers look equal.
            response = tuple(option.id for option in self._data(item.id).options if option.id in response)
        attempt = Attempt(item.id, response, score, sureness)
        entry = {
            "kind": "attempt",
            "item": item.id,
            "item_version": self._data(item.id).version,
            "response": list(response),
            "sureness": sureness,
            "attempt": len(state.of(item.id)) + 1,
            "score": score,
        }
        after = state.at(*self._tries.place(item)).attempt(attempt)
        return Step(after, (entry,), focus=onward if attempt.right else "")

    def _data(self, name: str) -> Markable:
        """An item as it stands in the data: its version hangs on that order, not on somebody's own."""
        return next(item for item in (*self.items, *self.parallels) if item.id == name)

    def _try_another(self, state: QuizState, event: Event) -> Step[QuizState]:
        """Go to a parallel of the question that was just answered and not solved."""
        item, other = self._asked(event), self._tries.next(state)
        if other is None or other.parallel_of != item.id:
            raise ValueError(f"{item.id} has no other try to offer now.")
        return Step(state.at(state.position, other.id), focus=TITLE)

    def _pick(self, state: QuizState, event: Event) -> Step[QuizState]:
        """Choose a place, on the map or in the list: the other one shows it, too."""
        item, chosen = self._asked(event), event.one("choice")
        if not isinstance(item, MapLocation):
            raise ValueError(f"{item.id} is not answered on the map.")
        mark(item, (chosen,))  # a place that is none is refused
        if state.solved(item.id):
            return Step(state)
        return Step(state.draft(item.id, (chosen,)))

    def _move(self, state: QuizState, event: Event) -> Step[QuizState]:
        """Move one thing of an order up or down by one, or to a place by its number."""
        item, moved = self._asked(event), event.one("option")
        if not isinstance(item, Ordering):
            raise ValueError(f"{item.id} has no order.")
        order = list(_drafted(item, state))
        if moved not in order:
            raise ValueError(f"{moved} is not an option here: {', '.join(order)} are.")
        if state.solved(item.id):
            return Step(state)
        to = {"up": order.index(moved), "down": order.index(moved) + 2}.get(event.move)
        if to is None:
            number = event.one("place")
            if number not in {str(place) for place in range(1, len(order) + 1)}:
                raise ValueError(f"place: {number} given; 1 to {len(order)} are there.")
            to = int(number)
        to = min(max(to, 1), len(order))
        order.remove(moved)
        order.insert(to - 1, moved)
        text = next(option.text for option in item.options if option.id == moved)
        return Step(state.draft(item.id, tuple(order), said=f"{text}: now {to} of {len(order)}."))

    def view(self, state: QuizState) -> dict[str, str]:
        if state.position >= len(self.items):
            shown = {
                "question": str(summary(self.items, state, self.parallels)),
                "feedback": str(feedback()),
                "explained": "",
                "basis": "",
            }
        else:
            item = self._tries.now(state)
            tried = state.of(item.id)
            original = self.items[state.position].id
            more = offer(original) if self._tries.next(state) else None
            shown = {
                "question": str(question(item, state, state.position + 1, self.places)),
                "feedback": str(h.fragment[feedback(item, tried, self.basis), more]),
                "explained": str(explained(item, tried[-1])) if tried and tried[-1].right else "",
                "basis": self.basis.folds(item, state.level) if self.basis and tried else "",
            }
        return {
            "head": str(head(self.title, self.items, state)),
            **shown,
            "way": str(way(len(self.items), state.position, parallel=bool(state.parallel))),
        }

    def still(self, state: QuizState) -> Still:
        title = f"Quiz: {self.title} ({len(self.items)} questions, edition {self.edition})"
        return still(title, self.items, self.places)


def playable(items: Sequence[Item]) -> tuple[Markable, ...]:
    """The items that have a view and a marking rule: all but guesses."""
    return tuple(item for item in items if isinstance(item, Markable))


def _drafted(item: Markable, state: QuizState) -> tuple[str, ...]:
    """The answer that is being put together by moves; an order begins as it is printed."""
    if isinstance(item, Ordering):
        return state.shown(item.id) or tuple(option.id for option in item.options)
    return state.shown(item.id) if isinstance(item, MapLocation) else ()
