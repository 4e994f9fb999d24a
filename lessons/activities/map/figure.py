"""The map as a plotly figure, for learners who explore: the same places and reports as on the day of the
article, on projected axes, above the base map as one picture.

Nothing is fetched: plotly's own maps would be blank without a network. Marks keep their size when the picture
is enlarged, the circles of areas grow with the land. Plotly cannot draw a marker with a broken edge, so here
a single source is an open sign with a thin edge, and the words beside it say what it is."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from lessons.activities.map.known import AREA, CITY, NONE, POINT, CityRow, Known, Row, SiteRow, known_by
from lessons.activities.map.words import coordinates, count, dated, day_text, distances, short_name, summary
from lessons.content import Content
from lessons.content.records import Meeting, Observation
from lessons.ui.basemap import dotted, extent, hatching, land
from lessons.ui.figures import INK, SOFT, TEXT, QuietFigure, base_layout
from lessons.ui.map_frame import WIDTH_PX, Box, Frame, frame, scale_bar
from lessons.ui.map_labels import Label, place
from lessons.ui.map_labels import wrap as wrap_label
from lessons.ui.projection import project
from lessons.ui.shown import Rows, Shown, shown
from lessons.ui.sources import source_line
from lessons.ui.week import is_announced

SYMBOLS = {
    "garrison": "circle",
    "training area": "square",
    "airfield": "triangle-up",
    "field camp": "diamond",
    "port": "triangle-down",
    "railway station": "cross",
    "bridge": "bowtie",
    "area": "hexagon",
}
CITIES = {
    POINT: ("star", "city with meetings"),
    CITY: ("star-diamond", "city with meetings, no building"),
}
EVIDENCE = {
    "imagery": "filled: seen in a picture (imagery)",
    "official statement": "open with a dot: an official statement",
    "single source": "open, thin edge: a single source",
}
REPORT_COLUMNS = ("Place", "What and where", "Report", "Shows", "Published", "Evidence", "Source")
MEETING_COLUMNS = ("City", "Meeting", "Day", "Venue and position")

_SITE, _VENUE, _PAPER = "#9c3d00", "#00558c", "#fbfaf5"
_SEA, _LAND, _BORDER, _GREY = "#cfe0ea", "#f3efe4", "#8a8578", "#4d5761"
_GROUND = f"""<style>path{{vector-effect:non-scaling-stroke;fill:none;stroke:{_BORDER}}}
.lesson-land path{{fill:{_LAND};stroke-width:.8}}
.lesson-dashed path{{stroke:{_GREY};stroke-dasharray:4 3}}
.lesson-dotted{{stroke:{INK};stroke-width:3;stroke-dasharray:0 5;stroke-linecap:round}}</style>"""
_DASHES = {"imagery": "solid", "official statement": "dash", "single source": "dot"}
_PLAIN = {"imagery": 0.3, "official statement": 0.12, "single source": 0.0}  # how much an area is filled

# Lengths in pixels.
_TOP, _BOTTOM, _LEFT, _LEGEND = 92, 12, 8, 236
_MARK, _HATCH, _LABEL_LETTERS, _HOVER_LETTERS = 13, 7, 16, 66
_LETTERING = 13.6  # what a line of 12 pixels takes: plotly sets its lines wider apart than the map does
_CLEAR, _LINE = 5, 7
_CIRCLE = 48  # corners of a circle


def map_figure(content: Content) -> QuietFigure:
    """What a reader could know on the day of the article."""
    day = content.course.article.day
    known = known_by(content, day)
    first = content.course.map.views[0]
    view = frame(first.id, first.label, first.bbox)
    high = round(WIDTH_PX * (view.box.y1 - view.box.y0) / (view.box.x1 - view.box.x0))
    layout = base_layout(
        f"What a reader could know by {day_text(day)}",
        "Move with the mouse, enlarge with + and − at the top right. Point at a sign to read its reports.",
        width=WIDTH_PX + _LEFT + _LEGEND,
        height=high + _TOP + _BOTTOM,
    )
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "automargin": False}
    layout |= {
        "margin": {"l": _LEFT, "r": _LEGEND, "t": _TOP, "b": _BOTTOM},
        "plot_bgcolor": _SEA,
        "dragmode": "pan",
        "xaxis": {**axis, "range": [view.box.x0, view.box.x1]},
        # The map's y grows to the south; one kilometre is as long as on the other axis.
        "yaxis": {**axis, "range": [view.box.y1, view.box.y0], "scaleanchor": "x", "scaleratio": 1},
        "images": [_ground(content, view)],
        "shapes": [_bar(view)],
        "annotations": [*_letters(content, known, view), _bar_words(view)],
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK, "size": TEXT}},
    }
    layout["legend"] |= {"x": 1.01, "y": 1, "yanchor": "top", "tracegroupgap": 8}
    areas = [row for row in known.sites if row.drawn_as == AREA]
    # Signs keep their place: where two meet, the one with more reports lies on top.
    points = sorted(
        (row for row in known.sites if row.drawn_as not in (AREA, NONE)), key=lambda row: len(row.reports)
    )
    cities = [row for row in known.cities if row.drawn_as != NONE]
    traces = [_area(content, row) for row in areas]
    traces += [_marks(content, points)] if points else []
    traces += [_stars(content, cities)] if cities else []
    return QuietFigure(
        data=[*traces, *_legend(points, areas, cities)], layout=layout, rows=map_rows(content, known)
    )


def map_rows(content: Content, known: Known) -> Shown:
    """Every report and meeting behind the picture, those without a place too."""
    reports = [(row, report) for row in (*known.sites, *known.unplaced) for report in row.reports]
    meetings = [(row, meeting) for row in known.cities for meeting in row.meetings]
    by = day_text(known.day)
    tables = [
        Rows(
            f"Published by {by}",
            REPORT_COLUMNS,
            tuple(
                (
                    row.name,
                    _about(row),
                    report.statement + (f" ({report.note})" if report.note else ""),
                    dated(report.observed_on),
                    dated(report.published_on),
                    report.evidence,
                    source_line(content.sources[report.source_id]),
                )
                for row, report in reports
            ),
            tuple(f"{row.name}: {_told(report)}" for row, report in reports),
        )
    ]
    if meetings:
        cells = [
            (row.name, meeting.format, _held(content, meeting), _where(content, meeting))
            for row, meeting in meetings
        ]
        lines = tuple(": ".join(one[:2]) + f", {one[2]}" for one in cells)
        tables.append(Rows(f"Meetings, held or announced by {by}", MEETING_COLUMNS, tuple(cells), lines))
    nowhere = sum(len(row.reports) for row in known.unplaced)
    undrawn = count(nowhere, "report names no place and is", "reports name no place and are")
    notes = [f"{undrawn} not drawn in the picture."] if nowhere else []
    return shown(summary(known), tables, notes)


def _about(row: SiteRow) -> str:
    if row.drawn_as == NONE:
        return "the reports name no place; listed, not drawn"
    site = row.site
    return f"{site.kind}, {site.place_context}; {coordinates(site)}. Distance: {distances(site)}"


def _told(report: Observation) -> str:
    shows, published = dated(report.observed_on), dated(report.published_on)
    return f"published {published}, shows {shows}; {report.evidence}: {report.statement}"


def _held(content: Content, meeting: Meeting) -> str:
    return ("announced for " if is_announced(meeting, content) else "") + meeting.held_on.text


def _where(content: Content, meeting: Meeting) -> str:
    venue = content.venues[meeting.venue_id]
    return f"{venue.name}: {coordinates(venue)}"


def _lines(*said: str) -> str:
    """What is read at a sign: each text in lines that fit, the first in bold."""
    first, *rest = ("<br>".join(_escaped(line) for line in wrap(one, _HOVER_LETTERS)) for one in said)
    return "<br>".join([f"<b>{first}</b>", *rest])


def _escaped(text: str) -> str:
    """Plotly reads some tags in texts."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _hover(content: Content, row: Row) -> str:
    if isinstance(row, CityRow):
        meetings = (f"• {one.format}, {_held(content, one)}" for one in row.meetings)
        return _lines(row.name, *meetings)
    return _lines(
        row.name, f"{row.site.kind}: {coordinates(row.site)}", *(f"• {_told(one)}" for one in row.reports)
    )


def _at(row: Row) -> tuple[float, float]:
    """Kilometres on the map; a city stands in the middle of its venues."""
    points = row.points if isinstance(row, CityRow) else [row.site.point] if row.site.point else []
    if not points:
        raise ValueError(f"{row.key} has no point and cannot be drawn; list it instead")
    flat = [project(lon, lat) for lat, lon in points]
    return sum(x for x, _ in flat) / len(flat), sum(y for _, y in flat) / len(flat)


@dataclass(frozen=True)
class _Look:
    """How a sign shows what its place is best known from."""

    suffix: str
    fill: str
    edge: str
    width: float


_LOOKS = {
    "imagery": _Look("", _SITE, _PAPER, 1),
    "official statement": _Look("-dot", _PAPER, _SITE, 2),
    "single source": _Look("", _PAPER, _SITE, 1.2),
}


def _symbol(kind: str, evidence: str) -> str:
    suffix = _LOOKS[evidence].suffix
    return SYMBOLS[kind] + (suffix if SYMBOLS[kind] != "bowtie" else "")  # the one that has no dot


def _marks(content: Content, rows: Sequence[SiteRow]) -> go.Scatter:
    at = [_at(row) for row in rows]
    looks = [_LOOKS[row.best_evidence] for row in rows]
    return go.Scatter(
        x=[x for x, _ in at],
        y=[y for _, y in at],
        mode="markers",
        name="places",
        customdata=[row.key for row in rows],
        showlegend=False,
        marker={
            "symbol": [_symbol(row.kind, row.best_evidence) for row in rows],
            "size": _MARK,
            "opacity": 1,
            "color": [look.fill for look in looks],
            "line": {"color": [look.edge for look in looks], "width": [look.width for look in looks]},
        },
        hovertext=[_hover(content, row) for row in rows],
        hoverinfo="text",
    )


def _stars(content: Content, rows: Sequence[CityRow]) -> go.Scatter:
    at = [_at(row) for row in rows]
    return go.Scatter(
        x=[x for x, _ in at],
        y=[y for _, y in at],
        mode="markers",
        name="cities",
        customdata=[row.key for row in rows],
        showlegend=False,
        marker={
            "symbol": [CITIES[row.drawn_as][0] for row in rows],
            "size": _MARK + 2,
            "color": _VENUE,
            "line": {"color": _PAPER, "width": 1},
        },
        hovertext=[_hover(content, row) for row in rows],
        hoverinfo="text",
    )


def _area(content: Content, row: SiteRow) -> go.Scatter:
    """A circle as wide as the doubt, with nothing at its centre."""
    (x, y), radius = _at(row), float(row.site.precision_km or 0)
    turns = [2 * pi * step / _CIRCLE for step in range(_CIRCLE + 1)]
    return go.Scatter(
        x=[round(x + radius * cos(turn), 1) for turn in turns],
        y=[round(y + radius * sin(turn), 1) for turn in turns],
        mode="lines",
        name=row.name,
        meta=row.key,
        showlegend=False,
        fill="toself",
        text=_hover(content, row),
        hoveron="fills",
        hoverinfo="text",
        **_area_look(row.best_evidence),
    )


def _area_look(evidence: str) -> dict[str, Any]:
    red, green, blue = (int(_SITE[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "fillcolor": f"rgba({red},{green},{blue},{_PLAIN[evidence]:g})",
        "line": {"color": _SITE, "width": 2, "dash": _DASHES[evidence]},
    }


def _legend(
    points: Sequence[SiteRow], areas: Sequence[SiteRow], cities: Sequence[CityRow]
) -> Iterator[go.Scatter]:
    """Signs without a place, each with its words."""
    kinds = [kind for kind in SYMBOLS if kind in {row.kind for row in points}]
    groups = [
        ("Kind of place", [(kind, _marker(SYMBOLS[kind], _LOOKS["imagery"])) for kind in kinds]),
        (
            "Best evidence so far",
            [
                (words, _marker(_symbol("garrison", evidence), _LOOKS[evidence]))
                for evidence, words in EVIDENCE.items()
            ],
        ),
    ]
    also: list[tuple[str, dict[str, Any]]] = []
    if areas:
        wide = {"mode": "lines", "fill": "toself", **_area_look("single source")}
        also.append(("wide circle: somewhere in this area", wide))
    for how in [one for one in CITIES if one in {row.drawn_as for row in cities}]:
        symbol, words = CITIES[how]
        also.append((words, _marker(symbol, _Look("", _VENUE, _PAPER, 1))))
    for title, signs in [*groups, ("Also on the map", also)]:
        for name, look in signs:
            yield go.Scatter(
                x=[None],
                y=[None],
                name=name,
                legendgroup=title,
                legendgrouptitle={"text": f"<b>{title}</b>", "font": {"size": TEXT}},
                hoverinfo="skip",
                **look,
            )


def _marker(symbol: str, look: _Look) -> dict[str, Any]:
    line = {"color": look.edge, "width": look.width}
    return {"mode": "markers", "marker": {"symbol": symbol, "size": _MARK, "color": look.fill, "line": line}}


def _ground(content: Content, view: Frame) -> dict[str, Any]:
    """The land as one picture below the signs, as wide as the base map reaches."""
    box = extent(content.basemap)
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    line = [project(one.lon, one.lat) for one in content.contact_line]
    hatch = f'<path d="{hatching(content.basemap, _HATCH * view.km_per_px)}"/>'
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box.x0:g} {box.y0:g} {wide:g} {high:g}"'
        f' width="{wide:g}" height="{high:g}" preserveAspectRatio="none">{_GROUND}'
        f"{land(content.basemap)}{hatch}{dotted(line)}</svg>"
    )
    encoded = base64.b64encode(picture.encode()).decode("ascii")
    return {
        "source": f"data:image/svg+xml;base64,{encoded}",
        "xref": "x",
        "yref": "y",
        "x": box.x0,
        "y": box.y0,
        "sizex": wide,
        "sizey": high,
        "sizing": "stretch",
        "layer": "below",
    }


def _letters(content: Content, known: Known, view: Frame) -> list[dict[str, Any]]:
    """Words that must stand, the names of the places, seas and capitals: as far as they do not collide."""
    drawn = [row for row in known.rows if row.drawn_as != NONE]
    most = sorted(drawn, key=lambda row: -len(row.reports) if isinstance(row, SiteRow) else 0)
    named = [_name(row, view) for row in most]
    wordings = content.course.map.labels
    countries = {one["name"] for one in content.basemap["countries"]}
    required = [one for one in wordings if one.text not in countries]
    taken = [*(_covered(one) for one in named), *_line_boxes(content, view)]
    labels = [
        *(_word(f"must-{one.id}", one.text, one.lon, one.lat, view, must=True) for one in required),
        *named,
        *(
            _word(f"land-{one.id}", one.text, one.lon, one.lat, view, bold=True)
            for one in wordings
            if one.text in countries
        ),
        *(
            _word(f"place-{one.id}", one.name, one.lon, one.lat, view)
            for one in sorted(content.places.values(), key=lambda one: one.kind != "capital")
            if one.kind in ("capital", "sea") and one.name not in {row.name for row in drawn}
        ),
    ]
    inside = Box(0, 0, WIDTH_PX, WIDTH_PX * (view.box.y1 - view.box.y0) / (view.box.x1 - view.box.x0))
    own = {one.key for one in named}
    return [
        _annotation(one.label, one.side, view, soft=key not in own and not one.label.must)
        for key, one in place(labels, taken=taken, inside=inside).items()
    ]


def _name(row: Row, view: Frame) -> Label:
    x, y = view.pixel(*_at(row))
    radius = (row.site.precision_km or 0) / view.km_per_px if isinstance(row, SiteRow) else 0
    gap = (radius if row.drawn_as == AREA else _MARK / 2) + _CLEAR
    return Label(row.key, wrap_label(short_name(row.name), _LABEL_LETTERS), x, y, _LETTERING, gap, bold=True)


def _word(
    key: str, text: str, lon: float, lat: float, view: Frame, *, must: bool = False, bold: bool = False
) -> Label:
    x, y = view.pixel(*project(lon, lat))
    sides = ("C", "S", "N", "E", "W")
    return Label(key, wrap_label(text, 24), x, y, _LETTERING, 2, sides=sides, must=must, bold=bold)


def _covered(name: Label) -> Box:
    half = name.gap - _CLEAR
    return Box(name.x - half, name.y - half, name.x + half, name.y + half)


def _line_boxes(content: Content, view: Frame) -> Iterator[Box]:
    """What the line of contact covers, in pixels of the view."""
    points = [view.pixel(*project(one.lon, one.lat)) for one in content.contact_line]
    for (x0, y0), (x1, y1) in pairwise(points):
        for part in (0.0, 0.25, 0.5, 0.75, 1.0):
            x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
            yield Box(x - _LINE, y - _LINE, x + _LINE, y + _LINE)


def _annotation(label: Label, side: str, view: Frame, *, soft: bool) -> dict[str, Any]:
    """Tied to its point: it keeps its distance in pixels when the land is enlarged."""
    box = label.box(side)
    lines = "<br>".join(_escaped(line) for line in label.lines)
    return {
        "x": view.box.x0 + label.x * view.km_per_px,
        "y": view.box.y0 + label.y * view.km_per_px,
        "xshift": round((box.x0 + box.x1) / 2 - label.x, 1),
        "yshift": round(label.y - (box.y0 + box.y1) / 2, 1),
        "text": f"<b>{lines}</b>" if label.bold else lines,
        "showarrow": False,
        "captureevents": False,
        "font": {"size": TEXT, "color": SOFT if soft else INK},
    }


def _bar(view: Frame) -> dict[str, Any]:
    """The scale, in kilometres of the map: it grows with the land."""
    _, length = scale_bar(view)
    x, y = _corner(view)
    return {"type": "line", "x0": x, "x1": x + length, "y0": y, "y1": y, "line": {"color": INK, "width": 2}}


def _bar_words(view: Frame) -> dict[str, Any]:
    ground, length = scale_bar(view)
    x, y = _corner(view)
    return {"x": x + length / 2, "y": y, "yshift": 9, "text": f"{ground} km", "showarrow": False}


def _corner(view: Frame) -> tuple[float, float]:
    return view.box.x0 + 16 * view.km_per_px, view.box.y1 - 14 * view.km_per_px
