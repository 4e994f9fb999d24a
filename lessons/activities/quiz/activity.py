"""A quiz: one question at a time, explained at once, as often as a learner likes.

Feedback that explains teaches; "right" or "wrong" alone hardly does (Van der Kleij et al., 2015), and
feedback that has to be asked for is hardly read. So the text for the chosen option comes by itself, a wrong
answer may be changed, and there is no timer. The score counts first tries, because only they say what
somebody knew.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import htpy as h

from lessons.activities.quiz.parts import explained, feedback, head, how, question, summary, way
from lessons.activities.quiz.state import Attempt, QuizState
from lessons.content.marking import Markable, mark
from lessons.content.records.items import Item
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import lettered


@dataclass(frozen=True)
class Quiz:
    """A quiz of these items. Only formats that can be answered here belong in it; see :func:`playable`."""

    key: str
    title: str
    items: tuple[Markable, ...]
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
            if entry["kind"] == "attempt" and versions.get(entry["item"]) == entry["item_version"]
        )
        state = QuizState(attempts=attempts)
        return replace(state, position=self._first_open(state))

    def _first_open(self, state: QuizState) -> int:
        return next((n for n, item in enumerate(self.items) if not state.of(item.id)), len(self.items))

    def step(self, state: QuizState, event: Event) -> Step[QuizState]:
        last = len(self.items)
        match event.move:
            case "answer":
                return self._answer(state, event)
            case "next":
                return Step(replace(state, position=min(state.position + 1, last)))
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)))
            case "go":
                places = {item.id: n for n, item in enumerate(self.items)}
                wanted = event.one("item")
                if wanted not in places:
                    raise ValueError(f"{wanted} is not a question of this quiz: {', '.join(places)} are.")
                return Step(replace(state, position=places[wanted]), focus="question-title")
        raise ValueError(f"{event.move} is no move of a quiz: answer, next, previous and go are.")

    def _answer(self, state: QuizState, event: Event) -> Step[QuizState]:
        item = next((item for item in self.items if item.id == event.one("item")), None)
        if item is None:
            raise ValueError(f"{event.one('item')} is not a question of this quiz.")
        response = event.all("verdict") + event.all("choice")
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
        after = replace(state, attempts=(*state.attempts, attempt), position=self.items.index(item))
        return Step(after, (entry,), focus="next" if attempt.right else "")

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
                "question": str(question(item, tried, state.position + 1)),
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
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and the questions can be answered here."],
            h.p[h.strong[title]],
            h.ol[
                (
                    h.li[item.stem, " ", h.small[f"({how(item)})"], lettered([o.text for o in item.options])]
                    for item in self.items
                )
            ],
        ]
        lines = [NOT_RUNNING, title]
        for number, item in enumerate(self.items, 1):
            lines.append(f"{number}. {item.stem} ({how(item)})")
            lines += [f"   {option.text}" for option in item.options]
        return Still(str(html), "\n".join(lines))


def playable(items: Sequence[Item]) -> tuple[Markable, ...]:
    """The items that have a view and a marking rule."""
    return tuple(item for item in items if isinstance(item, Markable))
