"""The picture of one period: the scale, a sign for each event, and a line from the sign to its day.

The sign tells the kind of event by its shape. Nothing is told by colour alone; the picture is the same in
grey. Signs are buttons in a living page; in a picture that stands alone they are only signs.
"""

from collections.abc import Sequence
from html import escape

from lessons.activities.timeline.layout import EDGE, ROW, Scale, scale, spread, ticks
from lessons.activities.timeline.rows import Row, Side
from lessons.activities.timeline.words import day_text, mark_name, short_date
from lessons.content import Content
from lessons.content.records import Period
from lessons.ui.map_marks import SHAPES

SIGNS = tuple(SHAPES.values())
WIDTH, NARROW = 440, 256  # with the dates, and without them on a phone
AXIS, BEND, SIGN, WORDS = 44, 50, 74, 86
HIT = (62, 13)  # the left end of a button, and half its height

_ABOUT = (
    "Time runs down. Each event stands in a row; a line leads from it to its day on the scale at the left."
)
_INK, _SOFT, _LINE, _ACCENT, _PAPER = "#1c2126", "#4d5761", "#7b8794", "#0b5a94", "#ffffff"
_STYLE = (
    f"text{{font:13px Arial,'Liberation Sans',Helvetica,sans-serif;fill:{_INK}}}"
    f".lesson-tick text{{font-size:11px;fill:{_SOFT}}}.lesson-when{{font-size:12px;fill:{_SOFT}}}"
    f".lesson-scale path,.lesson-lead{{fill:none;stroke:{_LINE};stroke-width:1}}"
    f".lesson-scale .lesson-axis{{stroke:{_INK};stroke-width:2}}"
    f".lesson-lead circle{{fill:{_INK};stroke:none}}"
    f".lesson-lead .lesson-span{{stroke:{_INK};stroke-width:5}}"
    f".lesson-today path{{fill:none;stroke:{_INK};stroke-width:1.5;stroke-dasharray:6 4}}"
    f".lesson-today text{{font-weight:700}}.lesson-sign{{fill:{_ACCENT}}}"
)


def picture(content: Content, period: Period, shown: Sequence[Row], *, chosen: str | None = None) -> str:
    """The living picture of some rows."""
    line = _scale(content, period, shown)
    marks = "".join(
        _button(row, y, pressed=row.event.id == chosen) for row, y in _placed(content, line, shown)
    )
    return (
        f'<div class="lesson-line" data-escape="close"><svg width="100%" height="{line.height:g}"'
        f' role="group" data-arrows aria-label="Timeline: {escape(period.label)}"'
        ' aria-describedby="line-about">'
        f'<desc id="line-about">{_ABOUT}</desc>{_behind(content, line, shown)}{marks}</svg></div>'
    )


def alone(content: Content, period: Period, shown: Sequence[Row]) -> str:
    """The same as the text of an SVG file, with its own colours."""
    line = _scale(content, period, shown)
    marks = "".join(_sign(row, y) for row, y in _placed(content, line, shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{line.height:g}"'
        f' viewBox="0 0 {WIDTH} {line.height:g}"><style>{_STYLE}</style>'
        f"<title>Timeline: {escape(period.label)}</title><desc>{_ABOUT}</desc>"
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>{_behind(content, line, shown)}{marks}</svg>'
    )


def sign_svg(sign: int) -> str:
    """The sign of a kind by itself, for the button that names it."""
    return f'<svg class="lesson-kind-sign" viewBox="-11 -11 22 22" aria-hidden="true">{SIGNS[sign]}</svg>'


def places(content: Content, line: Scale, shown: Sequence[Row]) -> tuple[tuple[float, ...], float | None]:
    """The heights of the rows, and that of the line of the article where it lies in the period.

    The article has a row of its own, so that its words run into no others.
    """
    day = content.course.article.day
    wanted = [line.y(row.event.happened_on.last) for row in shown]
    at = sum(row.side is Side.BEFORE for row in shown)
    dividing = line.begins <= day <= line.ends
    if dividing:
        wanted.insert(at, line.y(day))
    found = list(spread(wanted, gap=ROW, low=EDGE, high=line.height - EDGE))
    article = found.pop(at) if dividing else None
    return tuple(found), article


def _scale(content: Content, period: Period, shown: Sequence[Row]) -> Scale:
    dividing = period.begins <= content.course.article.day <= period.ends
    return scale(period, len(shown) + dividing)


def _placed(content: Content, line: Scale, shown: Sequence[Row]) -> list[tuple[Row, float]]:
    return list(zip(shown, places(content, line, shown)[0], strict=True))


def _behind(content: Content, line: Scale, shown: Sequence[Row]) -> str:
    """Everything that is no button: the scale, the lines to it, the day of the article."""
    axis = f'<path class="lesson-axis" d="M{AXIS} {EDGE - 8}V{line.height - EDGE + 8:g}"/>'
    marks = "".join(
        f'<g class="lesson-tick"><path d="M{AXIS - 5} {one.y:.1f}h5"/>'
        f'<text x="{AXIS - 8}" y="{one.y + 4:.1f}" text-anchor="end">{one.text}</text></g>'
        for one in ticks(line)
    )
    leads = "".join(_lead(line, row, y) for row, y in _placed(content, line, shown))
    at = places(content, line, shown)[1]
    article = ""
    if at is not None:
        day = content.course.article.day
        article = (
            f'<g class="lesson-today"><path d="M{AXIS} {line.y(day):.1f}H{BEND}L{HIT[0]} {at:.1f}h10"/>'
            f'<path d="M{WORDS} {at + 7:.1f}H{NARROW}"/>'
            f'<text x="{WORDS}" y="{at + 2:.1f}">{day_text(day)}: the article</text></g>'
        )
    scale_drawn = f'<g class="lesson-scale" aria-hidden="true">{axis}{marks}</g>'
    return f'{scale_drawn}<g aria-hidden="true">{leads}{article}</g>'


def _lead(line: Scale, row: Row, y: float) -> str:
    """A dot at the day, or a bar over all the days that a rougher date can mean, and the line to the sign."""
    when = row.event.happened_on
    first, last = line.y(when.first), line.y(when.last)
    exact = when.precision == "day"
    at = last if exact else (first + last) / 2
    dot = (
        f'<circle cx="{AXIS}" cy="{at:.1f}" r="3"/>'
        if exact
        else f'<path class="lesson-span" d="M{AXIS} {first:.1f}V{last:.1f}"/>'
    )
    return f'<g class="lesson-lead">{dot}<path d="M{AXIS} {at:.1f}H{BEND}L{HIT[0]} {y:.1f}h4"/></g>'


def _sign(row: Row, y: float) -> str:
    """A sign with its name and its date."""
    date = short_date(row.event.happened_on)
    return (
        f'<g class="lesson-sign" transform="translate({SIGN} {y:.1f})">{SIGNS[row.sign]}</g>'
        f'<text x="{WORDS}" y="{y + 4.5:.1f}">{escape(row.event.label)}</text>'
        f'<text class="lesson-when" x="{WIDTH - 4}" y="{y + 4.5:.1f}" text-anchor="end">{date}</text>'
    )


def _button(row: Row, y: float, *, pressed: bool) -> str:
    key, (left, half) = escape(row.event.id), HIT
    return (
        f'<g id="event-{key}" class="lesson-event" role="button" tabindex="-1" data-stop data-move="choose"'
        f' data-with-event="{key}" aria-pressed="{"true" if pressed else "false"}"'
        f' aria-label="{escape(mark_name(row))}"><rect class="lesson-hit" x="{left}" y="{y - half:.1f}"'
        f' width="{NARROW - left}" height="{2 * half}" rx="4"/>{_sign(row, y)}</g>'
    )
