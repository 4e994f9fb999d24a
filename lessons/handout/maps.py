"""The map on paper: as of the day of the article, its signs and tables, and other days of the text."""

from dataclasses import replace
from datetime import date

import htpy as h
from bs4 import BeautifulSoup
from markupsafe import Markup

from lessons.activities.map import Map
from lessons.activities.map.state import MapState
from lessons.activities.map.still import picture
from lessons.activities.map.words import day_text, summary
from lessons.content import Content
from lessons.content.records.course import View
from lessons.handout.part import Paper, Part
from lessons.handout.pictures import figure
from lessons.handout.tables import prepare
from lessons.site.stills import Picture, taken_apart

_LARGE = 2
"""So many views are as wide as the paper; the others are details of them, two side by side."""


def the_map(paper: Paper, activity: Map) -> Part:
    """All views of the day that the map opens with, then its first view on other days, then the tables."""
    content, start = paper.page.content, activity.empty()
    day = day_text(activity.steps[start.step])
    views = content.course.map.views
    shading = next(iter(content.course.map.shadings), None)
    widest = max(views, key=_size)
    now = taken_apart(activity.still(start).html)
    pictures = [(one, one.caption) for one in now.pictures]
    if shading:  # paper has no switch for it
        drawn = _drawn(activity, replace(start, shading=shading.id), widest.id)
        words = f"{widest.label}. Darker, with a thick edge: {shading.label}"
        pictures = [(drawn, words) if one.caption == widest.label else (one, name) for one, name in pictures]
    figures: list[h.Node] = [figure(one, f"{words}; {day}") for one, words in pictures[:_LARGE]]
    soup = BeautifulSoup(now.html, "html.parser")
    tables = prepare(soup, longest=0)
    details = [figure(one, f"{words}; {day}") for one, words in pictures[_LARGE:]]
    sheet = h.fragment[
        h.p[now.lead],
        figures[:1],
        h.div(class_="signs")[
            h.h3["Signs on the map"],
            Markup(activity.view(start)["legend"]),  # noqa: S704  a view escapes
        ],
        figures[1:],
        details and h.div(class_="halves")[details],
        [
            figure(
                _drawn(activity, replace(start, step=step), views[0].id),
                f"{views[0].label}; what was published by {day_text(when)}",
                kind="less",
            )
            for step, when in enumerate(activity.steps[: start.step])
            if day_text(when) in paper.prose
        ],
        Markup(str(soup)),  # noqa: S704  the still is ours
    ]
    return Part((sheet, *tables), source_ids=_sources(content, activity.steps[start.step]))


def _size(view: View) -> float:
    """Square degrees, which is near enough to find the widest."""
    west, south, east, north = view.bbox
    return (east - west) * (north - south)


def _drawn(activity: Map, state: MapState, view: str) -> Picture:
    """One view of a state alone."""
    known = activity.now(state)
    html = picture(known, activity.atlas, activity.atlas.frames[view], summary(known), state.shading)
    return taken_apart(str(html)).pictures[0]


def _sources(content: Content, day: date) -> tuple[str, ...]:
    """What the marks rest on."""
    reports = [one.source_id for one in content.public_by(day)]
    return (*reports, *(one.source_id for one in content.meetings.values()))
