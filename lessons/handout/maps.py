"""The map on paper: as of the day of the article, its signs and tables, and other days of the text."""

from dataclasses import replace
from datetime import date

import htpy as h
from bs4 import BeautifulSoup
from markupsafe import Markup

from lessons.activities.map import Map
from lessons.activities.map.state import MapState
from lessons.activities.map.still import MEETING_COLUMNS
from lessons.activities.map.words import day_text
from lessons.content import Content
from lessons.content.records.course import View
from lessons.handout.apart import Material
from lessons.handout.part import Paper, Part
from lessons.handout.pictures import figure
from lessons.handout.tables import prepare
from lessons.site.picture import one_view
from lessons.site.stills import Picture, taken_apart

_WHO = "Who"
_LARGE = 2
"""So many views are as wide as the paper; the others are details of them, two side by side."""


def the_map(paper: Paper, activity: Map) -> Part:
    """All views of the day that the map opens with, then its first view on other days, then the tables.

    A map that opens with another view than the first is about that view: it comes alone, with the meetings
    and without their seats, which are asked for there. All of it is material.
    """
    content, start = paper.page.content, activity.empty()
    day = day_text(activity.steps[start.step])
    views = content.course.map.views
    shading = next(iter(content.course.map.shadings), None)
    widest = max(views, key=_size)
    now = taken_apart(activity.still(start).html)
    pictures = [(one, one.caption) for one in now.pictures]
    if shading:  # paper has no switch for it
        drawn = _drawn(activity, replace(start, shading=shading.id, view=widest.id))
        words = f"{widest.label}. Darker, with a thick edge: {shading.label}"
        pictures = [(drawn, words) if one.caption == widest.label else (one, name) for one, name in pictures]
    soup = BeautifulSoup(now.html, "html.parser")
    alone = start.view != views[0].id
    if alone:
        _without_seats(soup)
    tables = prepare(soup, longest=0)
    signs = h.div(class_="signs")[
        h.h3["Signs on the map"],
        Markup(activity.view(start)["legend"]),  # noqa: S704  a view escapes
    ]
    sources = _sources(content, activity.steps[start.step])
    if alone:
        one = figure(pictures[0][0], f"{pictures[0][1]}; {day}")
        return Part((Material(f"The map, {day}", [one, signs]), *tables[1:2]), source_ids=sources)
    figures: list[h.Node] = [figure(one, f"{words}; {day}") for one, words in pictures[:_LARGE]]
    details = [figure(one, f"{words}; {day}") for one, words in pictures[_LARGE:]]
    other_days = [
        figure(
            _drawn(activity, replace(start, step=step)),
            f"{views[0].label}; what was published by {day_text(when)}",
            kind="less",
        )
        for step, when in enumerate(activity.steps[: start.step])
        if day_text(when) in paper.prose
    ]
    drawn_all: list[h.Node] = [
        figures[:1],
        signs,
        figures[1:],
        details and h.div(class_="halves")[details],
        other_days,
    ]
    return Part(
        (h.p[now.lead], Material("The map", drawn_all), Markup(str(soup)), *tables),  # noqa: S704  ours
        source_ids=sources,
    )


def _without_seats(soup: BeautifulSoup) -> None:
    """Take out who is at which meeting: that is asked, and material lies on the desk from the start."""
    at = MEETING_COLUMNS.index(_WHO)
    for table in soup.find_all("table"):
        heads = table.select("thead th")
        if [one.get_text() for one in heads] == [*MEETING_COLUMNS]:
            heads[at].decompose()
            for row in table.select("tbody tr"):
                row.find_all("td")[at - 1].decompose()


def _size(view: View) -> float:
    """Square degrees, which is near enough to find the widest."""
    west, south, east, north = view.bbox
    return (east - west) * (north - south)


def _drawn(activity: Map, state: MapState) -> Picture:
    return one_view(activity, state).pictures[0]


def _sources(content: Content, day: date) -> tuple[str, ...]:
    """What the marks rest on."""
    reports = [one.source_id for one in content.public_by(day)]
    return (*reports, *(one.source_id for one in content.meetings.values()))
