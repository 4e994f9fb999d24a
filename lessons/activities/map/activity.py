"""The map as an activity: two clocks, a view, filters, and at most one chosen place.

The state holds no date and no report, only where the learner stands; what is known there is worked out from
the content each time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import htpy as h

from lessons.activities.map import controls
from lessons.activities.map.details import details
from lessons.activities.map.filters import NAMES, NO_FILTERS, Filters, filtered, kinds
from lessons.activities.map.known import NONE, POINT, Known, known_by
from lessons.activities.map.picture import Atlas
from lessons.activities.map.state import MapState
from lessons.activities.map.still import still
from lessons.activities.map.table import table
from lessons.activities.map.words import day_text, filter_text, fresh_counts, sentence, shading_text
from lessons.content import Content
from lessons.ui.activity import Entry, Event, Step, Still
from lessons.ui.map_frame import ASPECT, SHIFT, ZOOM, Frame
from lessons.ui.map_marks import EVIDENCE, SHAPES, legend
from lessons.ui.week import CLOCKS, HAPPENED, PUBLISHED, week_view

MOVES = (
    "step",
    "previous",
    "next",
    "play",
    "tick",
    "clock",
    "view",
    "zoom",
    "shift",
    "look",
    "reset",
    "filter",
    "all",
    "shade",
    "choose",
    "close",
)
_ASIDE: Mapping[str, tuple[int, int]] = {"west": (-1, 0), "east": (1, 0), "north": (0, -1), "south": (0, 1)}
_LONGEST = 80  # letters that a search takes


@dataclass(frozen=True)
class Map:
    """The map of this content, up to ``day`` (None: the day of the article). No later step can be reached.

    ``opens_in`` is the id of the view it opens with (empty: the first).
    """

    content: Content = field(repr=False)
    day: date | None = None
    opens_in: str = ""
    name: str = "map"
    parts: tuple[str, ...] = (
        "views",
        "dates",
        "picture",
        "words",
        "marks",
        "legend",
        "sentence",
        "switches",
        "details",
        "week",
        "filters",
        "filtered",
        "table",
    )

    @property
    def key(self) -> str:
        """Two maps that open with different views are two panels."""
        return self.opens_in or "map"

    @cached_property
    def end(self) -> date:
        """The last day that can be reached."""
        return self.day or self.content.course.article.day

    @cached_property
    def steps(self) -> tuple[date, ...]:
        """The dates that can be reached, the earliest first."""
        steps = tuple(one for one in self.content.course.map.steps if one <= self.end)
        if not steps:
            first = self.content.course.map.steps[0]
            raise ValueError(f"the map has no step by {day_text(self.end)}; its first is {day_text(first)}")
        return steps

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """What was public at each step: what a reader could know."""
        return self.by_clock[PUBLISHED]

    @cached_property
    def by_clock(self) -> Mapping[str, tuple[Known, ...]]:
        """What is known at each step, by each clock."""
        return {
            clock: tuple(known_by(self.content, one, clock=clock, until=self.end) for one in self.steps)
            for clock in CLOCKS
        }

    @cached_property
    def atlas(self) -> Atlas:
        """The pictures of all steps and views."""
        return Atlas(self.content, self.known[-1])

    @property
    def ground(self) -> str:
        """The base map, sent once."""
        return self.atlas.ground

    def empty(self) -> MapState:
        """The default step in the view it opens with, nothing chosen."""
        default = self.content.course.map.default
        step = self.steps.index(default) if default in self.steps else len(self.steps) - 1
        return MapState(step, self._view(self.opens_in or next(iter(self.atlas.frames))))

    def restore(self, entries: Sequence[Entry]) -> MapState:
        """The same for everybody: a map has no answers to remember."""
        return self.empty()

    def step(self, state: MapState, event: Event) -> Step[MapState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        quiet = replace(state, playing=False)  # whoever does something has the map stand still
        match event.move:
            case "step":
                return Step(self._at(quiet, event.one("step")))
            case "previous":
                return Step(self._at(quiet, str(state.step - 1)))
            case "next":
                return Step(self._at(quiet, str(state.step + 1)))
            case "play":
                return Step(self._play(state))
            case "tick":
                return Step(self._tick(state, event.one("step")))
            case "clock":
                return Step(replace(quiet, clock=_allowed("clock", event.one("clock"), CLOCKS)))
            case "view":
                return Step(replace(quiet, view=self._view(event.one("view")), look=None))
            case "zoom" | "shift" | "look" | "reset":
                return Step(replace(state, look=self._look(state, event)))
            case "filter":
                return Step(replace(quiet, filters=self._filter(state.filters, event)))
            case "all":
                return Step(replace(quiet, filters=NO_FILTERS), focus="search")
            case "shade":
                chosen = _allowed("shading", event.one("id"), self.atlas.shadings)
                return Step(replace(quiet, shading=chosen if event.all("on") else ""))
            case "choose":
                return self._choose(quiet, event.one("place"))
            case "close":
                return Step(replace(quiet, chosen=None), focus=self._where(state))
        raise ValueError(f"the map has no move {event.move!r}; allowed: {', '.join(MOVES)}")

    def _at(self, state: MapState, came: str) -> MapState:
        last = len(self.steps) - 1
        if not (came.isascii() and came.isdigit() and int(came) <= last):
            first, end = day_text(self.steps[0]), day_text(self.steps[-1])
            raise ValueError(f"step {came} is not there; the map has the steps 0 ({first}) to {last} ({end})")
        return replace(state, step=int(came))

    def _play(self, state: MapState) -> MapState:
        """From here to the end; from the beginning, if this is the end already."""
        if state.playing:
            return replace(state, playing=False)
        at_the_end = state.step == len(self.steps) - 1
        return replace(state, playing=True, step=0 if at_the_end else state.step)

    def _tick(self, state: MapState, came: str) -> MapState:
        """One step on, if this is where the clock of the page stood: two pages of one map count once."""
        if not state.playing or came != str(state.step):
            return state
        step = min(state.step + 1, len(self.steps) - 1)
        return replace(state, step=step, playing=step < len(self.steps) - 1)

    def _view(self, came: str) -> str:
        return _allowed("view", came, self.atlas.frames)

    def _look(self, state: MapState, event: Event) -> tuple[float, float, float] | None:
        if event.move == "reset":
            return None
        frame = self.frame(state)
        box = frame.box
        x, y, width = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, box.x1 - box.x0
        if event.move == "zoom":
            width *= 1 / ZOOM if _allowed("zoom", event.one("by"), ("in", "out")) == "in" else ZOOM
        elif event.move == "shift":
            across, down = _ASIDE[_allowed("direction", event.one("to"), _ASIDE)]
            x, y = x + across * width * SHIFT, y + down * width / ASPECT * SHIFT
        else:
            x, y, width = (_number(event, name) for name in ("x", "y", "width"))
        new = self.atlas.frame(state.view, (x, y, width)).box
        look = ((new.x0 + new.x1) / 2, (new.y0 + new.y1) / 2, new.x1 - new.x0)
        return None if self.atlas.frame(state.view, look) == self.atlas.frames[state.view] else look

    def _filter(self, asked: Filters, event: Event) -> Filters:
        came = {name: event.one(name) for name in NAMES if event.all(name)}
        if not came:
            raise ValueError(f"nothing came to filter by; allowed: {', '.join(NAMES)}")
        for name, values in self.choices.items():
            if came.get(name):
                _allowed(name, came[name], values)
        if "search" in came:
            came["search"] = came["search"][:_LONGEST]
        return replace(asked, **came)

    @cached_property
    def choices(self) -> Mapping[str, Sequence[str]]:
        """What each filter offers: what is on the last step, and nothing that fits no place."""
        last = self.known[-1]
        evidence = {one.evidence for one in last.reports}
        regions = {one.region for one in (*last.sites, *last.unplaced)}
        return {
            "kind": kinds(last.rows),
            "evidence": [one for one in EVIDENCE if one in evidence],
            "region": [one.name for one in self.content.course.map.regions if one.name in regions],
        }

    @cached_property
    def _choices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((name, tuple(values)) for name, values in self.choices.items())

    def _choose(self, state: MapState, came: str) -> Step[MapState]:
        """A chosen place that is pressed again is let go: the mark is a toggle, and says so."""
        if came == state.chosen:
            return Step(replace(state, chosen=None))
        known = self.now(state)
        if known.row(came) is None:
            allowed = ", ".join(row.key for row in known.rows)
            raise ValueError(f"nothing is known of {came!r} by {day_text(known.day)}; allowed: {allowed}")
        return Step(replace(state, chosen=came), focus="place-title")

    def _where(self, state: MapState) -> str:
        """Where the focus goes when the details close: to the mark, or to its row where there is no mark."""
        shown = filtered(self.now(state), state.filters)
        row = shown.row(state.chosen) if state.chosen else None
        if row is None:
            return ""
        drawn = row.drawn_as != NONE and row.key not in self.atlas.outside(shown.rows, self.frame(state))
        return f"{'mark' if drawn else 'row'}-{row.key}"

    def now(self, state: MapState) -> Known:
        """What is known where the learner stands, before any filter."""
        return self.by_clock[state.clock][state.step]

    def frame(self, state: MapState) -> Frame:
        """What of the map the learner sees."""
        return self.atlas.frame(state.view, state.look)

    def view(self, state: MapState) -> dict[str, str]:
        """The parts of the page. Only what the move changed differs from the view before."""
        now, frame = self.now(state), self.frame(state)
        before = self.by_clock[state.clock][state.step - 1] if state.step else None
        fresh = fresh_counts(now, before)
        shown = filtered(now, state.filters)
        return {
            "views": controls.views(
                tuple(self.atlas.frames.values()), state.view, moved=state.look is not None
            ),
            "dates": str(controls.dates(state, [day_text(one) for one in self.steps])),
            "filters": controls.filters(state.filters, self._choices),
            "filtered": str(
                controls.filter_state(filter_text(state.filters, shown, now), on=state.filters.on)
            ),
            "sentence": str(h.p(role="status")[sentence(now, before, fresh)]),
            "picture": self.atlas.picture(frame, shading=state.shading),
            "words": self.atlas.words(frame),
            "marks": self.atlas.living_marks(shown.rows, frame, fresh=fresh, chosen=state.chosen),
            "legend": self._legend(state),
            "switches": self._switches(state),
            "details": details(self.content, now, state.chosen, clock=state.clock),
            "week": self._week(now),
            "table": table(shown, chosen=state.chosen, outside=self.atlas.outside(shown.rows, frame)),
        }

    def still(self, state: MapState) -> Still:
        """The picture and every row behind it, without a kernel."""
        return still(self.content, filtered(self.now(state), state.filters), self.atlas, state)

    def _legend(self, state: MapState) -> str:
        found = {row.kind for row in self.known[-1].sites if row.drawn_as == POINT}
        return legend(
            tuple(kind for kind in SHAPES if kind in found),
            lines=tuple((one.names, one.text) for one in self.content.course.map.labels if one.names),
            shadings=(self.atlas.shadings[state.shading].label,) if state.shading else (),
            later=state.clock == HAPPENED,
        )

    def _week(self, now: Known) -> str:
        said = "The meetings of the week, table by table"
        return str(
            h.details(class_="lesson-fold")[
                h.summary[said], week_view(self.content, now.day, clock=now.clock)
            ]
        )

    def _switches(self, state: MapState) -> str:
        shadings = self.atlas.shadings
        drawn = {str(one["name"]) for one in self.content.basemap["countries"]}
        said = shading_text(shadings[state.shading], drawn) if state.shading else ""
        return controls.switches(shadings.values(), state.shading, said)


def _allowed(what: str, came: str, values: Sequence[str] | Mapping[str, object]) -> str:
    if came not in values:
        raise ValueError(f"the map has no {what} {came!r}; allowed: {', '.join(values)}")
    return came


def _number(event: Event, name: str) -> float:
    came = event.one(name)
    try:
        number = float(came)
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e6:
        raise ValueError(f"{name}: {came!r} came, a number of kilometres is expected")
    return number
