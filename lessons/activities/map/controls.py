"""What a learner turns: the view, the date, the clock, the filters, the shading. A small function for each.

All are native controls. Dragging and the wheel do nothing that a button here does not do as well (WCAG 2.2,
2.5.7), and nothing moves by itself for long: the date stops at its end, at a press, and never starts where
the learner has asked for less motion. What a step of the date does not change is kept and not made again.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import htpy as h

from lessons.activities.map.filters import Filters
from lessons.activities.map.state import MapState
from lessons.content.records import Shading
from lessons.ui.map_frame import Frame
from lessons.ui.search_field import search_field
from lessons.ui.week import HAPPENED, PUBLISHED

PACE_MS = 2500  # the sentence of a step can be read

CLOCK_TEXTS = {
    PUBLISHED: "what had been published by that day",
    HAPPENED: "what had happened by that day",
}
DIRECTIONS: Mapping[str, tuple[str, str]] = {
    "west": ("←", "Move west"),
    "north": ("↑", "Move north"),
    "south": ("↓", "Move south"),
    "east": ("→", "Move east"),
}


@lru_cache(maxsize=32)
def views(frames: Sequence[Frame], view_id: str, *, moved: bool) -> str:
    """The whole views, and the way nearer, further and aside; ``moved``: no view is seen whole now."""
    drawn = h.div(class_="lesson-row lesson-views")[
        h.div(class_="lesson-row", role="group", aria_label="View")[
            (
                _button(
                    one.label,
                    "view",
                    with_view=one.id,
                    pressed=one.id == view_id and not moved,
                )
                for one in frames
            )
        ],
        h.div(class_="lesson-row", role="group", aria_label="Zoom and move")[
            _button("+", "zoom", name="Zoom in", with_by="in"),
            _button("−", "zoom", name="Zoom out", with_by="out"),
            (_button(sign, "shift", name=name, with_to=to) for to, (sign, name) in DIRECTIONS.items()),
            _button("Reset", "reset", name="Reset the view", off=not moved),
        ],
    ]
    return str(drawn)


def dates(state: MapState, days: Sequence[str]) -> h.Element:
    """The date control and its clock; ``days``: the steps in words."""
    last, day = len(days) - 1, days[state.step]
    ticking = {"data-tick": "tick", "data-after": str(PACE_MS), "data-with-step": str(state.step)}
    play = _button(
        "■ Stop" if state.playing else "▶ Play",
        "play",
        name="Stop the dates" if state.playing else "Play the dates",
        kind="lesson-play",
        more=ticking if state.playing else {},
    )
    return h.div[
        h.div(class_="lesson-row lesson-dates")[
            _button("Previous date", "previous", off=state.step == 0),
            h.label(for_="step")[
                "Happened by " if state.clock == HAPPENED else "Published by ", h.strong[day]
            ],
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
            _button("Next date", "next", off=state.step == last),
            play,
        ],
        h.fieldset(class_="lesson-row lesson-clock")[
            h.legend["The map shows"],
            (
                h.label[
                    h.input(
                        {"data-move": "clock"},
                        type="radio",
                        name="clock",
                        value=clock,
                        checked=clock == state.clock,
                    ),
                    " ",
                    text,
                ]
                for clock, text in CLOCK_TEXTS.items()
            ),
        ],
    ]


@lru_cache(maxsize=32)
def filters(asked: Filters, choices: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Three choices and a search. Each takes effect at once; the words about them stand below."""
    offered = dict(choices)
    drawn = h.div(class_="lesson-row lesson-filters", role="group", aria_label="Filters")[
        _choice("kind", "Kind of place", "all kinds", offered["kind"], asked.kind),
        _choice("evidence", "Evidence", "all evidence", offered["evidence"], asked.evidence),
        _choice("region", "Region", "all regions", offered["region"], asked.region),
        h.span[search_field("search", asked.search, move="filter")],
    ]
    return str(drawn)


def filter_state(said: str, *, on: bool) -> h.Element:
    """What is shown, in words, and the way back to everything."""
    return h.div(class_="lesson-row lesson-filtered")[
        h.p(".lesson-soft", role="status")[said],
        on and _button("Show all places", "all"),
    ]


def switches(shadings: Iterable[Shading], chosen: str, said: str) -> str:
    """A switch for each shading, and what it shows in words."""
    drawn = h.div[
        (
            h.label(class_="lesson-row")[
                h.input(
                    {"data-move": "shade", "data-with-id": one.id},
                    type="checkbox",
                    name="on",
                    value="yes",
                    checked=one.id == chosen,
                ),
                f"Shade: {one.label}",
            ]
            for one in shadings
        ),
        h.div(role="status")[said and h.p[said]],
    ]
    return str(drawn)


def _choice(name: str, label: str, everything: str, values: Sequence[str], chosen: str) -> h.Element:
    return h.span[
        h.label(for_=name)[label],
        h.select({"data-move": "filter"}, id=name, name=name)[
            h.option(value="", selected=not chosen)[everything],
            (h.option(value=one, selected=one == chosen)[one] for one in values),
        ],
    ]


def _button(
    label: str,
    move: str,
    *,
    name: str = "",
    pressed: bool | None = None,
    off: bool = False,
    kind: str = "",
    more: Mapping[str, str] | None = None,
    **values: str,
) -> h.Element:
    """A button that makes a move. ``off``: it says so and stays where it is, so that the focus does, too."""
    return h.button(
        {
            "data-move": move,
            **{f"data-{key.replace('_', '-')}": value for key, value in values.items()},
            "aria-label": name or None,
            "title": name or None,
            "aria-pressed": None if pressed is None else str(pressed).lower(),
            "aria-disabled": "true" if off else "false",
            "class": kind or None,
            **(more or {}),
        },
        type="button",
    )[label]
