"""A quiz: one question at a time, explained at once, as often as a learner likes.

Feedback that explains teaches; "right" or "wrong" alone hardly does (Van der Kleij et al., 2015), and
feedback that has to be asked for is hardly read. So the text for the chosen option comes by itself, a wrong
answer may be changed, and there is no timer. The score counts first tries, because only they say what
somebody knew.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lessons.activities.quiz.feedback import explained, feedback
from lessons.activities.quiz.parts import head, question, summary, way
from lessons.activities.quiz.places import Places
from lessons.activities.quiz.state import Attempt, QuizState
from lessons.activities.quiz.still import still
from lessons.content.marking import Markable, fits, mark
from lessons.content.records.items import Item, MapLocation, Ordering
from lessons.ui.activity import Entry, Event, Step, Still


@dataclass(frozen=True)
class Quiz:
    """A quiz of these items.

    A guess has no key and does not belong in it; see :func:`playable`. ``places`` draws the maps; without it
    a question about places is a list.
    """

    key: str
    title: str
    items: tuple[Markable, ...]
    places: Places | None = field(default=None, repr=False)
    name: str = "quiz"
    parts: tuple[str, ...] = ("head", "question", "feedback", "explained", "way")
    ground: str = ""

    @property
    def edition(self) -> str:
        """Eight hex digits that change with any wording, option or key: which quiz somebody answered."""
        return hashlib.sha256("".join(item.version for item in self.items).encode()).hexdigest()[:8]

    def empty(self) -> QuizState:
        return QuizState()

    def restore(self, entries: Sequence[Entry]) -> QuizState:
        versions = {item.id: item.version for item in self.items}
        attempts = tuple(
            Attempt(entry["item"], tuple(entry["response"]), float(entry["score"]))
            for entry in entries
            # An answer to an earlier wording is kept in the log, and is no answer to this one.
            if entry["kind"] == "attempt"
            and versions.get(entry["item"]) == entry["item_version"]
            and self._fits(entry)
        )
        state = QuizState(attempts=attempts)
        return replace(state, position=self._first_open(state))

    def _fits(self, entry: Entry) -> bool:
        """Whether the response can be shown: a log that was edited may hold an option that never was."""
        return any(item.id == entry["item"] and fits(item, entry["response"]) for item in self.items)

    def _first_open(self, state: QuizState) -> int:
        return next((n for n, item in enumerate(self.items) if not state.of(item.id)), len(self.items))

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
                return Step(replace(state, position=min(state.position + 1, last), said=""))
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0), said=""))
            case "go":
                return Step(
                    replace(state, position=self.items.index(self._asked(event)), said=""),
                    focus="question-title",
                )
        raise ValueError(
            f"{event.move} is no move of a quiz: answer, pick, up, down, place, next, previous and go are."
        )

    def _asked(self, event: Event) -> Markable:
        """The question that an event is about."""
        wanted = event.one("item")
        found = next((item for item in self.items if item.id == wanted), None)
        if found is None:
            ids = ", ".join(item.id for item in self.items)
            raise ValueError(f"{wanted} is not a question of this quiz: {ids} are.")
        return found

    def _answer(self, state: QuizState, event: Event) -> Step[QuizState]:
        item = self._asked(event)
        given = event.all("verdict") + tuple(value.strip() for value in event.all("choice"))
        # A list or a gap that was left alone sends an empty value.
        response = tuple(filter(None, given)) or _drafted(item, state)
        if state.solved(item.id):
            return Step(state, focus="next")
        attempt = Attempt(item.id, response, mark(item, response).score)
        entry = {
            "kind": "attempt",
            "item": item.id,
            "item_version": item.version,
            "response": list(response),
            "sureness": None,
            "attempt": len(state.of(item.id)) + 1,
            "score": attempt.score,
        }
        after = state.attempt(attempt, position=self.items.index(item))
        return Step(after, (entry,), focus="next" if attempt.right else "")

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
                "question": str(summary(self.items, state)),
                "feedback": str(feedback()),
                "explained": "",
            }
        else:
            item = self.items[state.position]
            tried = state.of(item.id)
            shown = {
                "question": str(question(item, state, state.position + 1, self.places)),
                "feedback": str(feedback(item, tried)),
                "explained": str(explained(item, tried[-1])) if tried and tried[-1].right else "",
            }
        return {
            "head": str(head(self.title, self.items, state)),
            **shown,
            "way": str(way(len(self.items), state.position)),
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
