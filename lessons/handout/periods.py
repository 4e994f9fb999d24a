"""The timeline on paper: a picture for each period, and the table of all events. All of it is material."""

import htpy as h
from bs4 import BeautifulSoup

from lessons.activities.timeline import Timeline
from lessons.activities.timeline.rows import periods as all_periods
from lessons.activities.timeline.rows import rows
from lessons.handout.apart import Material
from lessons.handout.part import Paper, Part
from lessons.handout.pictures import figure
from lessons.handout.tables import prepare
from lessons.site.stills import taken_apart

_TITLE = "The timeline"


def periods(paper: Paper, activity: Timeline, *, later: bool) -> Part:
    """Pictures and table; ``later``: those periods alone that go beyond the article."""
    content = paper.page.content
    taken = taken_apart(activity.still(activity.empty()).html)
    shown = [rows(content, one) for one in all_periods(content).values()]
    day = content.course.article.day
    figures = [
        figure(one, one.caption, kind="period")
        for one, events in zip(taken.pictures, shown, strict=True)
        if not later or events[-1].event.happened_on.first > day
    ]
    soup = BeautifulSoup(str(taken.html), "html.parser")
    if later:
        for body in soup.find_all("tbody")[:-1]:
            body.decompose()
    for told in soup.find_all("p"):
        told.decompose()
    ids = tuple(row.event.source_id for events in shown for row in events)
    closed = [one for one in [taken.lead] if one and not any(one == two.caption for two in taken.pictures)]
    return Part(
        (*(h.p[one] for one in closed), Material(_TITLE, h.div(class_="periods")[figures]), *prepare(soup)),
        source_ids=ids,
    )
