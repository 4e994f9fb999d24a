"""The map on a page: a picture of every view, what it was on earlier days, and every row of it as a table.

In JupyterLab a learner moves the date. Here each date is a fold, so that what had been published by then can
be compared all the same.
"""

from dataclasses import replace

import htpy as h

from lessons.activities.map import Map
from lessons.activities.map.words import day_text
from lessons.site.piece import Piece, fold, picture
from lessons.site.stills import Picture, Taken, taken_apart
from lessons.ui.map_marks import SHAPES, legend


def map_piece(activity: Map) -> Piece:
    """All views of the day that the map opens with; then the first view, day by day; then the tables."""
    start = activity.empty()
    views = {one.id: one.label for one in activity.content.course.map.views}
    now = {view: _taken(activity, start.step, view) for view in views}
    first = now[start.view]
    earlier = {step: _taken(activity, step, start.view) for step in range(start.step)}
    pictures = [one for taken in (*now.values(), *earlier.values()) for one in taken.pictures]
    kinds = {site.kind for site in activity.content.sites.values()}
    day = day_text(activity.steps[start.step])
    html = h.fragment[
        h.p[first.lead],
        [_figure(one, f"{label}, {day}") for view, label in views.items() for one in now[view].pictures],
        h.h3["Signs on the map"],
        h.div(class_="legend")[legend([kind for kind in SHAPES if kind in kinds])],
        earlier and h.h3(class_="earlier")["The map on earlier days"],
        [
            fold(
                f"The map as of {day_text(activity.steps[step])}",
                h.p[taken.lead],
                [
                    _figure(one, f"{views[start.view]}, {day_text(activity.steps[step])}")
                    for one in taken.pictures
                ],
                kind="earlier",
            )
            for step, taken in earlier.items()
        ],
        h.h3["The same as tables"],
        fold("Every report and every meeting, as tables", first.html, kind="more"),
    ]
    return Piece(html, {one.file: one.content for one in pictures})


def _taken(activity: Map, step: int, view: str) -> Taken:
    return taken_apart(activity.still(replace(activity.empty(), step=step, view=view)).html)


def _figure(one: Picture, caption: str) -> h.Element:
    return picture(one.file, one.alt, one.size, caption)
