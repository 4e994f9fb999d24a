"""The map as an activity: a step of the date, a view, and at most one chosen place.

The state holds no date and no report, only where the learner stands; what was public by then is worked out
from the content each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import htpy as h

from lessons.activities.map.details import details
from lessons.activities.map.known import NONE, POINT, Known, known_by
from lessons.activities.map.picture import Atlas
from lessons.activities.map.still import still
from lessons.activities.map.table import table
from lessons.activities.map.words import day_text, fresh_counts, sentence
from lessons.content import Content
from lessons.ui.activity import Entry, Event, Step, Still
from lessons.ui.map_marks import SHAPES, legend

MOVES = ("step", "previous", "next", "view", "choose", "close")


@dataclass(frozen=True)
class MapState:
    """Where the learner stands.

    ``step`` counts the map's dates from 0, ``view`` is a view's id, ``chosen`` the key of a site or city.
    """

    step: int
    view: str
    chosen: str | None = None


@dataclass(frozen=True)
class Map:
    """The map of this content, up to ``day`` (None: the day of the article). No later step can be reached."""

    content: Content = field(repr=False)
    day: date | None = None
    name: str = "map"
    key: str = "map"
    parts: tuple[str, ...] = ("views", "dates", "sentence", "picture", "legend", "details", "table")

    @cached_property
    def steps(self) -> tuple[date, ...]:
        """The dates that can be reached, the earliest first."""
        end = self.day or self.content.course.article.day
        steps = tuple(one for one in self.content.course.map.steps if one <= end)
        if not steps:
            first = self.content.course.map.steps[0]
            raise ValueError(f"the map has no step by {day_text(end)}; its first is {day_text(first)}")
        return steps

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """What was known at each step."""
        return tuple(known_by(self.content, one) for one in self.steps)

    @cached_property
    def atlas(self) -> Atlas:
        """The pictures of all steps and views."""
        return Atlas(self.content, self.known)

    @property
    def ground(self) -> str:
        """The base map, sent once."""
        return self.atlas.ground

    def empty(self) -> MapState:
        """The default step in the first view, nothing chosen."""
        default = self.content.course.map.default
        step = self.steps.index(default) if default in self.steps else len(self.steps) - 1
        return MapState(step, next(iter(self.atlas.frames)))

    def restore(self, entries: Sequence[Entry]) -> MapState:
        """The same for everybody: a map has no answers to remember."""
        return self.empty()

    def step(self, state: MapState, event: Event) -> Step[MapState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "step":
                return Step(self._at(state, event.one("step")))
            case "previous":
                return Step(self._at(state, str(state.step - 1)))
            case "next":
                return Step(self._at(state, str(state.step + 1)))
            case "view":
                return Step(replace(state, view=self._view(event.one("view"))))
            case "choose":
                return self._choose(state, event.one("place"))
            case "close":
                return Step(replace(state, chosen=None), focus=self._where(state))
        raise ValueError(f"the map has no move {event.move!r}; allowed: {', '.join(MOVES)}")

    def _at(self, state: MapState, came: str) -> MapState:
        last = len(self.steps) - 1
        if not (came.isascii() and came.isdigit() and int(came) <= last):
            first, end = day_text(self.steps[0]), day_text(self.steps[-1])
            raise ValueError(f"step {came} is not there; the map has the steps 0 ({first}) to {last} ({end})")
        return replace(state, step=int(came))

    def _view(self, came: str) -> str:
        if came not in self.atlas.frames:
            raise ValueError(f"the map has no view {came!r}; allowed: {', '.join(self.atlas.frames)}")
        return came

    def _choose(self, state: MapState, came: str) -> Step[MapState]:
        """A chosen place that is pressed again is let go: the mark is a toggle, and says so."""
        if came == state.chosen:
            return Step(replace(state, chosen=None))
        known = self.known[state.step]
        if known.row(came) is None:
            allowed = ", ".join(row.key for row in known.rows)
            raise ValueError(f"nothing is known of {came!r} by {day_text(known.day)}; allowed: {allowed}")
        return Step(replace(state, chosen=came), focus="place-title")

    def _where(self, state: MapState) -> str:
        """Where the focus goes when the details close: to the mark, or to its row where there is no mark."""
        known = self.known[state.step]
        row = known.row(state.chosen) if state.chosen else None
        if row is None:
            return ""
        drawn = row.drawn_as != NONE and row.key not in self.atlas.outside(known, state.view)
        return f"{'mark' if drawn else 'row'}-{row.key}"

    def view(self, state: MapState) -> dict[str, str]:
        """The parts of the page. Only what the move changed differs from the view before."""
        now = self.known[state.step]
        before = self.known[state.step - 1] if state.step else None
        fresh = fresh_counts(now, before)
        return {
            "views": str(self._views(state)),
            "dates": str(self._dates(state)),
            "sentence": str(h.p(role="status")[sentence(now, before, fresh)]),
            "picture": self.atlas.picture(now, state.view, fresh=fresh, chosen=state.chosen),
            "legend": self._legend,
            "details": details(self.content, now, state.chosen),
            "table": table(now, chosen=state.chosen, outside=self.atlas.outside(now, state.view)),
        }

    def still(self, state: MapState) -> Still:
        """The picture and every row behind it, without a kernel."""
        return still(self.content, self.known[state.step], self.atlas, state.view)

    @cached_property
    def _legend(self) -> str:
        kinds = {row.kind for row in self.known[-1].sites if row.drawn_as == POINT}
        return str(legend([kind for kind in SHAPES if kind in kinds]))

    def _views(self, state: MapState) -> h.Element:
        return h.div(class_="lesson-row", role="group", aria_label="View")[
            (
                h.button(
                    {"data-move": "view", "data-with-view": one.id},
                    type="button",
                    aria_pressed="true" if one.id == state.view else "false",
                )[one.label]
                for one in self.atlas.frames.values()
            )
        ]

    def _dates(self, state: MapState) -> h.Element:
        last = len(self.steps) - 1
        day = day_text(self.steps[state.step])

        def button(move: str, label: str, *, end: bool) -> h.Element:
            return h.button({"data-move": move}, type="button", aria_disabled="true" if end else "false")[
                label
            ]

        return h.div(class_="lesson-row lesson-dates")[
            button("previous", "Previous date", end=state.step == 0),
            h.label(for_="step")["Published by ", h.strong[day]],
            h.input(
                {"data-move": "step"},
                type="range",
                id="step",
                name="step",
                min="0",
                max=str(last),
                step="1",
                value=str(state.step),
                aria_valuetext=day,
            ),
            button("next", "Next date", end=state.step == last),
        ]
