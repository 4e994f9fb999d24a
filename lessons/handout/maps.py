"""The map on paper: as of the day of the article, its signs, its tables, and other days that the text names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import htpy as h
from bs4 import BeautifulSoup
from markupsafe import Markup

from lessons.activities.map import Map
from lessons.activities.map.words import day_text
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
    shaded = taken_apart(activity.still(replace(start, shading=shading.id)).html) if shading else now
    pictures = list(_pictures(now.pictures, shaded.pictures, widest.label, shading.label if shading else ""))
    figures = [figure(one, f"{words}; {day}") for one, words in pictures[:_LARGE]]
    soup = BeautifulSoup(now.html, "html.parser")
    tables = prepare(soup, longest=0)
    sheet = h.fragment[
        h.p[now.lead],
        figures[:1],
        h.div(class_="signs")[
            h.h3["Signs on the map"],
            Markup(activity.view(start)["legend"]),  # noqa: S704  a view escapes
        ],
        figures[1:],
        pictures[_LARGE:]
        and h.div(class_="halves")[(figure(one, f"{words}; {day}") for one, words in pictures[_LARGE:])],
        [
            figure(
                taken_apart(activity.still(replace(start, step=step)).html).pictures[0],
                f"{views[0].label}; what was published by {day_text(when)}",
                kind="less",
            )
            for step, when in enumerate(activity.steps[: start.step])
            if day_text(when) in paper.prose
        ],
        Markup(str(soup)),  # noqa: S704  the still is ours
    ]
    return Part([sheet, *tables], source_ids=_sources(content, activity.steps[start.step]))


def _size(view: View) -> float:
    """Square degrees, which is near enough to find the widest."""
    west, south, east, north = view.bbox
    return (east - west) * (north - south)


def _pictures(
    plain: tuple[Picture, ...], shaded: tuple[Picture, ...], widest: str, label: str
) -> Iterator[tuple[Picture, str]]:
    """Each view with its caption; the widest one with the shading, since paper has no switch for it."""
    for one, other in zip(plain, shaded, strict=True):
        if label and one.caption == widest:
            yield other, f"{one.caption}. Darker, with a thick edge: {label}"
        else:
            yield one, one.caption


def _sources(content: Content, day: date) -> tuple[str, ...]:
    """What the marks rest on."""
    reports = [one.source_id for one in content.public_by(day)]
    return (*reports, *(one.source_id for one in content.meetings.values()))
