"""The rows of the picture as a table.

It is for everybody who would rather read than look, and for every mark that is hard to hit.
"""

from collections.abc import Collection
from html import escape

from lessons.activities.map.known import AREA, CITY, NONE, Known, Row, SiteRow
from lessons.activities.map.words import count, day_text, evidence_counts
from lessons.ui.week import HAPPENED

COLUMNS = ("Place", "In", "Kind", "Known from", "Latest", "On the map")


def table(known: Known, *, chosen: str | None, outside: Collection[str]) -> str:
    """A table with one button a row.

    ``outside``: keys of the rows that the view does not show. Put together by hand, as the marks are.
    """
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    body = "".join(_row(one, one.key == chosen, one.key in outside) for one in known.rows)
    return (
        '<div class="lesson-scroll" tabindex="0" role="region" aria-label="Table of the places">'
        '<table class="lesson-places">'
        f"<caption>{caption(known)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def caption(known: Known) -> str:
    """What the table holds, by its clock."""
    by = "had happened" if known.clock == HAPPENED else "had been published"
    return f"The places on the map: what {by} by {day_text(known.day)}"


def on_the_map(row: Row, *, outside: bool) -> str:
    """How the picture shows it."""
    if row.drawn_as == NONE:
        return "place not named"
    if outside:
        return "outside this view"
    drawn = {AREA: "area", CITY: "mark of the city"}.get(row.drawn_as, "mark")
    return drawn if row.public else f"{drawn}, not published by then"


def cells(row: Row) -> tuple[str, str, str, str]:
    """Region, kind, what it is known from, and the latest date."""
    if isinstance(row, SiteRow):
        return row.region, row.kind, evidence_counts(row.reports), row.latest.published_on.text
    latest = row.meetings[-1].held_on.text
    return row.region, "meetings", count(len(row.meetings), "meeting"), latest


def _row(row: Row, pressed: bool, outside: bool) -> str:
    region, kind, known_from, latest = cells(row)
    key = escape(row.key)
    rest = "".join(
        f"<td>{escape(text)}</td>"
        for text in (region, kind, known_from, latest, on_the_map(row, outside=outside))
    )
    return (
        # A key of its own: a row that is new moves the others, and changes none of them.
        f'<tr data-key="{key}"><th scope="row">'
        f'<button type="button" id="row-{key}" data-move="choose" data-with-place="{key}"'
        f' aria-pressed="{"true" if pressed else "false"}">{escape(row.name)}</button></th>{rest}</tr>'
    )
