"""Put five events in order: with buttons or by number, checked with every date.

To order events one has to think about what could follow from what; a date alone can be learned and forgotten.
So a check says more than right or wrong: which pairs stand the wrong way round, and on which day each event
was. The share of the pairs in the right order is Kendall's measure of agreement (1938), moved to 0 … 1.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import htpy as h

from lessons.content import Content
from lessons.content.records import Event as Dated
from lessons.content.records.week import EventSet
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import lettered
from lessons.ui.leafing import leafing
from lessons.ui.sources import source_line

MOVES = ("up", "down", "place", "check", "next", "previous")
Order = tuple[str, ...]


@dataclass(frozen=True)
class ChronologyState:
    """Which set is shown, how the learner has arranged each one that was touched, and all checks in order.

    ``tries`` are pairs of set and order.
    """

    position: int = 0
    arranged: Mapping[str, Order] = field(default_factory=dict)
    tries: tuple[tuple[str, Order], ...] = ()

    def of(self, name: str) -> tuple[Order, ...]:
        """The orders that were checked for one set."""
        return tuple(order for one, order in self.tries if one == name)

    def arrange(self, name: str, order: Order) -> "ChronologyState":
        """The same with another arrangement of one set."""
        return replace(self, arranged={**self.arranged, name: order})


@dataclass(frozen=True)
class Chronology:
    """The sets of this content, one at a time."""

    content: Content = field(repr=False)
    name: str = "chronology"
    key: str = "chronology"
    parts: tuple[str, ...] = ("task", "order", "checked", "on")
    ground: str = ""

    @property
    def sets(self) -> tuple[EventSet, ...]:
        """The sets, in the order of the data."""
        return tuple(self.content.event_sets.values())

    def right(self, name: str) -> Order:
        """The events of a set in the order of time."""
        events = self.content.events
        return tuple(sorted(self._set(name).event_ids, key=lambda one: events[one].happened_on))

    def version(self, name: str) -> str:
        """8 hex digits that change with the events of a set, their names or their days."""
        events = [self.content.events[one] for one in self._set(name).event_ids]
        text = "\n".join(f"{one.id} {one.label} {one.happened_on.iso}" for one in events)
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def _set(self, name: str) -> EventSet:
        return self.content.event_sets[name]

    def order(self, state: ChronologyState, name: str) -> Order:
        """How a set stands now: as arranged, as checked last, or as printed."""
        tried = state.of(name)
        return state.arranged.get(name) or (tried[-1] if tried else self._set(name).event_ids)

    def solved(self, state: ChronologyState, name: str) -> bool:
        """Whether any check found the right order."""
        return self.right(name) in state.of(name)

    def empty(self) -> ChronologyState:
        return ChronologyState()

    def restore(self, entries: Sequence[Entry]) -> ChronologyState:
        """All checks come back, and the first set that is not solved.

        A check of a set that has changed since is no check of this one.
        """
        versions = {one.id: self.version(one.id) for one in self.sets}
        tries = tuple(
            (str(entry["item"]), tuple(entry["response"]))
            for entry in entries
            if entry["kind"] == "attempt"
            and versions.get(entry["item"]) == entry["item_version"]
            and sorted(entry["response"]) == sorted(self._set(entry["item"]).event_ids)
        )
        state = ChronologyState(tries=tries)
        open_ones = (n for n, one in enumerate(self.sets) if not self.solved(state, one.id))
        return replace(state, position=next(open_ones, len(self.sets) - 1))

    def step(self, state: ChronologyState, event: Event) -> Step[ChronologyState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        one = self.sets[state.position]
        match event.move:
            case "up" | "down":
                to = -1 if event.move == "up" else 1
                return self._moved(state, event, lambda at: min(max(at + to, 0), len(one.event_ids) - 1))
            case "place":
                wanted = _number(event.one("place"), len(one.event_ids))
                return self._moved(state, event, lambda _at: wanted - 1)
            case "check":
                return self._check(state, one)
            case "next":
                position = min(state.position + 1, len(self.sets) - 1)
                return Step(replace(state, position=position), focus="five-title")
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)), focus="five-title")
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _moved(self, state: ChronologyState, event: Event, to: Any) -> Step[ChronologyState]:
        """One event at another place; the others keep their order, and the focus stays with the event."""
        name, which = self.sets[state.position].id, event.one("event")
        order = self.order(state, name)
        if which not in order:
            raise ValueError(f"{which} is not one of these five: {', '.join(order)} are.")
        rest = [one for one in order if one != which]
        rest.insert(to(order.index(which)), which)
        return Step(state.arrange(name, tuple(rest)), focus=f"{event.move}-{which}")

    def _check(self, state: ChronologyState, one: EventSet) -> Step[ChronologyState]:
        order = self.order(state, one.id)
        tried = state.of(one.id)
        if tried and tried[-1] == order:
            return Step(state, focus="next" if order == self.right(one.id) else "")
        wrong = len(self.swapped(order))
        entry = {
            "kind": "attempt",
            "item": one.id,
            "item_version": self.version(one.id),
            "response": list(order),
            "sureness": None,
            "attempt": len(tried) + 1,
            "score": 1 - wrong / len(list(combinations(order, 2))),
        }
        after = replace(state, tries=(*state.tries, (one.id, order)))
        return Step(after, (entry,), focus="next" if not wrong else "")

    def swapped(self, order: Order) -> tuple[tuple[Dated, Dated], ...]:
        """The pairs that stand the wrong way round: the one that stands first, and the one that was first."""
        events = [self.content.events[one] for one in order]
        return tuple((a, b) for a, b in combinations(events, 2) if b.happened_on < a.happened_on)

    def view(self, state: ChronologyState) -> dict[str, str]:
        one = self.sets[state.position]
        tried = state.of(one.id)
        order = self.order(state, one.id)
        return {
            "task": str(self._task(state, one)),
            "order": str(self._order(one, order)),
            "checked": str(self._checked(tried)),
            "on": str(self._on(state)),
        }

    def still(self, state: ChronologyState) -> Still:
        blocks = [
            (
                f"{one.title} (edition {self.version(one.id)})",
                [self.content.events[e].label for e in one.event_ids],
            )
            for one in self.sets
        ]
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can put the events in order here."],
            h.p["Which was first? Number them from 1, the earliest, to 5."],
            ([h.p[h.strong[title]], lettered(labels)] for title, labels in blocks),
        ]
        lines = [NOT_RUNNING]
        for title, labels in blocks:
            lines += [title, *(f"   {label}" for label in labels)]
        return Still(str(html), "\n".join(lines))

    def _task(self, state: ChronologyState, one: EventSet) -> h.Element:
        solved = sum(self.solved(state, name.id) for name in self.sets)
        return h.div[
            h.h3(id="five-title", tabindex="-1")[f"Five events: {one.title}"],
            h.p(".lesson-soft")[
                f"Set {state.position + 1} of {len(self.sets)}, {solved} solved. "
                "The earliest belongs at the top. Move an event with its buttons, or choose its number."
            ],
        ]

    def _order(self, one: EventSet, order: Order) -> h.Element:
        return h.div(data_key=one.id)[
            h.ol(".lesson-five")[(self._event(which, order, place) for place, which in enumerate(order))],
            h.div(".lesson-row")[
                h.button({"data-move": "check"}, class_="lesson-primary", id="check", type="button")[
                    "Check my order"
                ]
            ],
        ]

    def _event(self, which: str, order: Order, place: int) -> h.Element:
        label, last = self.content.events[which].label, len(order) - 1

        def button(move: str, word: str, *, end: bool) -> h.Element:
            return h.button(
                {"data-move": move, "data-with-event": which},
                id=f"{move}-{which}",
                type="button",
                aria_label=f"Move {label} {word}",
                aria_disabled="true" if end else "false",
            )[word.capitalize()]

        return h.li(data_key=which)[
            h.label(".lesson-hidden", for_=f"place-{which}")[f"Number of {label}"],
            h.select({"data-move": "place", "data-with-event": which}, id=f"place-{which}", name="place")[
                (
                    h.option(value=str(number + 1), selected=number == place)[str(number + 1)]
                    for number in range(len(order))
                )
            ],
            h.span(".lesson-five-name")[label],
            h.span(".lesson-five-moves")[
                button("up", "up", end=place == 0), button("down", "down", end=place == last)
            ],
        ]

    def _checked(self, tried: Sequence[Order]) -> h.Element:
        """What the last check found; the live region is always there, so that its change is spoken."""
        if not tried:
            return h.div(role="status")
        wrong = self.swapped(tried[-1])
        kind = ".lesson-bad" if wrong else ".lesson-good"
        return h.div(role="status")[
            h.div(f".lesson-box{kind}", data_key=f"try-{len(tried)}")[
                h.strong[_verdict(len(wrong))],
                h.p["As you had them, with their dates:" if wrong else "In the order of time:"],
                h.ol[(self._dated(self.content.events[one], full=not wrong) for one in tried[-1])],
                wrong and [h.p["The pairs:"], h.ul[(h.li[_pair(*pair)] for pair in wrong)]],
                wrong and h.p(".lesson-soft")["Move them and check again, as often as you like."],
            ]
        ]

    def _dated(self, event: Dated, *, full: bool) -> h.Element:
        return h.li[
            h.strong[event.happened_on.text],
            ": ",
            event.label,
            full and ". ",
            full
            and h.span(".lesson-soft")[
                event.statement, " ", source_line(self.content.sources[event.source_id])
            ],
        ]

    def _on(self, state: ChronologyState) -> h.Element:
        return leafing(
            "The five before",
            "Another five",
            first=state.position == 0,
            last=state.position == len(self.sets) - 1,
            ids=("previous", "next"),
        )


def _verdict(wrong: int) -> str:
    if not wrong:
        return "✓ Yes, that is the order of time."
    pairs = "One pair stands" if wrong == 1 else f"{wrong} pairs stand"
    return f"✗ Not yet. {pairs} the wrong way round."


def _pair(first: Dated, was_first: Dated) -> str:
    return f"“{was_first.label}” was before “{first.label}”."


def _number(came: str, most: int) -> int:
    if not (came.isascii() and came.isdigit() and 1 <= int(came) <= most):
        raise ValueError(f"{came} is no place here: 1 to {most} are.")
    return int(came)
