"""The timeline as an activity: one period, the kinds that are shown, and at most one chosen event.

The state holds no event, only where the learner stands; what may be shown is in the content, which for most
lessons ends with the week of the article.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import htpy as h
from markupsafe import Markup

from lessons.activities.timeline.details import details
from lessons.activities.timeline.picture import picture, sign_svg
from lessons.activities.timeline.rows import Row, periods, rows
from lessons.activities.timeline.still import still
from lessons.activities.timeline.table import table
from lessons.activities.timeline.words import closed, sentence
from lessons.content import Content
from lessons.content.records import Period
from lessons.ui.activity import Entry, Event, Step, Still

MOVES = ("period", "kind", "all", "choose", "close")


@dataclass(frozen=True)
class TimelineState:
    """Where the learner stands.

    ``kinds`` in the order of the data, empty for all of them; ``chosen`` is the id of an event.
    """

    period: str
    kinds: tuple[str, ...] = ()
    chosen: str | None = None


@dataclass(frozen=True)
class Timeline:
    """The events of this content."""

    content: Content = field(repr=False)
    name: str = "timeline"
    key: str = "timeline"
    parts: tuple[str, ...] = ("periods", "kinds", "said", "line", "event", "events")
    ground: str = ""

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """The periods that can be shown, by id."""
        return periods(self.content)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that any event has, in the order of their signs."""
        there = {event.category for event in self.content.events.values()}
        return tuple(one for one in self.content.course.timeline.categories if one in there)

    def shown(self, state: TimelineState) -> tuple[Row, ...]:
        """What the picture shows."""
        return rows(self.content, self.periods[state.period], state.kinds)

    def empty(self) -> TimelineState:
        """All kinds, nothing chosen, the first period; where what came after the week is told, its first."""
        after = (one.id for one in self.periods.values() if one.begins > self.content.course.week_ends)
        return TimelineState(next(after, next(iter(self.periods))))

    def restore(self, entries: Sequence[Entry]) -> TimelineState:
        """The same for everybody: a timeline has no answers to remember."""
        return self.empty()

    def step(self, state: TimelineState, event: Event) -> Step[TimelineState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "period":
                return Step(self._let_go(replace(state, period=_one_of(event.one("period"), self.periods))))
            case "kind":
                return Step(self._let_go(self._toggled(state, _one_of(event.one("kind"), self.kinds))))
            case "all":
                return Step(replace(state, kinds=()))
            case "choose":
                return self._choose(state, event.one("event"))
            case "close":
                return Step(
                    replace(state, chosen=None), focus=f"event-{state.chosen}" if state.chosen else ""
                )
        raise ValueError(f"the timeline has no move {event.move!r}; allowed: {', '.join(MOVES)}")

    def _toggled(self, state: TimelineState, kind: str) -> TimelineState:
        """One kind more or less; none is all of them again."""
        changed = {*state.kinds} ^ {kind}
        return replace(state, kinds=tuple(one for one in self.kinds if one in changed))

    def _let_go(self, state: TimelineState) -> TimelineState:
        """An event that is not shown any more is not chosen any more."""
        there = any(row.event.id == state.chosen for row in self.shown(state))
        return state if there else replace(state, chosen=None)

    def _choose(self, state: TimelineState, came: str) -> Step[TimelineState]:
        """A chosen event that is pressed again is let go: the mark is a toggle, and says so."""
        if came == state.chosen:
            return Step(replace(state, chosen=None))
        _one_of(came, [row.event.id for row in self.shown(state)])
        return Step(replace(state, chosen=came), focus="event-title")

    def view(self, state: TimelineState) -> dict[str, str]:
        """The parts of the page."""
        shown, period = self.shown(state), self.periods[state.period]
        said = sentence(period, shown, state.kinds)
        row = next((one for one in shown if one.event.id == state.chosen), None)
        return {
            "periods": str(self._periods(state)),
            "kinds": str(self._kinds(state)),
            "said": str(h.div[h.p(role="status")[said], h.p(".lesson-soft")[closed(self.content)]]),
            "line": picture(self.content, period, shown, chosen=state.chosen),
            "event": str(details(self.content, row)),
            "events": str(table(self.content, said, shown, chosen=state.chosen)),
        }

    def still(self, state: TimelineState) -> Still:
        """All periods and all events, without a kernel."""
        return still(self.content)

    def _periods(self, state: TimelineState) -> h.Element:
        return h.div(".lesson-row", role="group", aria_label="Period")[
            (
                h.button(
                    {"data-move": "period", "data-with-period": one.id},
                    type="button",
                    aria_pressed="true" if one.id == state.period else "false",
                )[one.label]
                for one in self.periods.values()
            )
        ]

    def _kinds(self, state: TimelineState) -> h.Element:
        """The key of the picture is also what filters it."""
        signs = self.content.course.timeline.categories
        return h.div(".lesson-row", role="group", aria_label="Kinds of events")[
            h.button({"data-move": "all"}, type="button", aria_pressed="false" if state.kinds else "true")[
                "All kinds"
            ],
            (
                h.button(
                    {"data-move": "kind", "data-with-kind": kind},
                    class_="lesson-kind-button",
                    type="button",
                    aria_pressed="true" if kind in state.kinds else "false",
                )[Markup(sign_svg(signs.index(kind))), kind]  # noqa: S704 - made of constants
                for kind in self.kinds
            ),
        ]


def _one_of(came: str, allowed: Sequence[str] | Mapping[str, Period]) -> str:
    if came not in allowed:
        raise ValueError(f"{came!r} is not shown here; allowed: {', '.join(allowed)}")
    return came
