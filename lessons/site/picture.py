"""The map on a page: a picture of every view, what it was on earlier days, and every row of it as a table.

In JupyterLab a learner moves the date and turns the clock. Here each date is a fold, so that what had been
published by then can be compared all the same, and so is what had happened and was published later.
"""

from collections.abc import Mapping
from dataclasses import replace

import htpy as h
from markupsafe import Markup

from lessons.activities.map import Map
from lessons.activities.map.state import MapState
from lessons.activities.map.still import picture as drawn
from lessons.activities.map.still import pictured
from lessons.activities.map.words import day_text, summary
from lessons.site.piece import Piece, fold, picture
from lessons.site.stills import Picture, Taken, taken_apart
from lessons.ui.week import CLOCKS


def map_piece(activity: Map, links: Mapping[str, str]) -> Piece:
    """All views of the day that the map opens with; then its first view, day by day; then the tables.

    ``links``: as for a still.
    """
    start = activity.empty()
    days = [day_text(day) for day in activity.steps]
    now = taken_apart(activity.still(start).html, links)
    earlier = [_both_clocks(activity, replace(start, step=step)) for step in range(start.step)]
    html = h.fragment[
        h.p[now.lead],
        [_figure(one, days[start.step]) for one in now.pictures],
        h.h3["Signs on the map"],
        h.div(class_="legend")[Markup(activity.view(start)["legend"])],  # noqa: S704  a view escapes
        earlier and h.h3(class_="earlier")["The map on earlier days"],
        earlier
        and h.p(class_="earlier soft")[
            "First what a reader could know on that day, then what had happened by then. "
            "A slash marks what was not published yet."
        ],
        [
            fold(
                f"The map as of {day}",
                [
                    [h.p[taken.lead], _figure(taken.pictures[0], f"{clock} by {day}")]
                    for clock, taken in both.items()
                ],
                kind="earlier",
            )
            for day, both in zip(days, earlier, strict=False)
        ],
        h.h3["The same as tables"],
        fold("Every report and every meeting, as tables", now.html, kind="more"),
    ]
    shown = [*now.pictures, *(taken.pictures[0] for both in earlier for taken in both.values())]
    return Piece(html, {one.file: one.content for one in shown})


def one_view(activity: Map, state: MapState) -> Taken:
    """The view of a state alone: the sentence that sums up the day, and its picture."""
    known = activity.now(state)
    said = summary(known)
    shown = next(pictured(activity.atlas, state))
    return taken_apart(str(h.div[h.p[said], drawn(known, activity.atlas, shown, said, state.shading)]))


def _both_clocks(activity: Map, state: MapState) -> dict[str, Taken]:
    """A day's map by each clock."""
    return {clock: one_view(activity, replace(state, clock=clock)) for clock in CLOCKS}


def _figure(one: Picture, when: str) -> h.Element:
    return picture(one.file, one.alt, one.size, f"{one.caption}, {when}")
