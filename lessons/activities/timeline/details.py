"""All that is known of a chosen event: when, how exactly, what it was, and who says so."""

import htpy as h

from lessons.activities.timeline.rows import Row, Side
from lessons.activities.timeline.words import when
from lessons.content import Content
from lessons.ui.sources import source_line


def details(content: Content, row: Row | None) -> h.Element:
    """The part beside the picture."""
    if row is None:
        return h.p(".lesson-soft")[
            "Choose an event, in the picture or in the list, to read what it was and where that is from. "
            "Arrow keys move between the events."
        ]
    event = row.event
    numbers = ", ".join(map(str, event.paragraphs))
    mentioned = f"paragraph{'s' if len(event.paragraphs) > 1 else ''} {numbers}"
    # A meeting still to come is told as the article tells it: what came of it is not known yet.
    source: h.Node = (
        f"the article, {mentioned}"
        if row.side is Side.ANNOUNCED
        else source_line(content.sources[event.source_id])
    )
    facts: list[tuple[str, h.Node]] = [
        ("When", when(row)),
        ("Kind", event.category),
        ("In the article", mentioned if numbers and row.side is not Side.ANNOUNCED else ""),
        ("Announced in" if row.side is Side.ANNOUNCED else "Source", source),
    ]
    return h.section(
        {"data-escape": "close"}, class_="lesson-box lesson-place", aria_labelledby="event-title"
    )[
        h.h3(id="event-title", tabindex="-1")[event.label],
        h.p[event.statement],
        h.dl(".lesson-facts")[[[h.dt[label], h.dd[text]] for label, text in facts if text]],
        h.button({"data-move": "close"}, type="button")["Close"],
    ]
