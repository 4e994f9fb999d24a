"""The signs of the map's figure, and its legend: shape and filling say what they say on the map.

Plotly cannot draw a marker with a broken edge, so a single source is an open sign with a thin edge, and the
words beside it say what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from lessons.activities.map.figure_rows import held, told
from lessons.activities.map.known import CITY, POINT, CityRow, Row, SiteRow
from lessons.activities.map.words import coordinates
from lessons.content import Content
from lessons.ui.figures import TEXT
from lessons.ui.projection import project

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
MARK_PX = 13
_SITE, _VENUE, _PAPER = "#9c3d00", "#00558c", "#fbfaf5"
_DASHES = {"imagery": "solid", "official statement": "dash", "single source": "dot"}
_PLAIN = {"imagery": 0.3, "official statement": 0.12, "single source": 0.0}  # how much an area is filled
_HOVER_LETTERS = 66
_CIRCLE = 48  # corners of a circle


def _lines(*said: str) -> str:
    """What is read at a sign: each text in lines that fit, the first in bold."""
    first, *rest = ("<br>".join(escaped(line) for line in wrap(one, _HOVER_LETTERS)) for one in said)
    return "<br>".join([f"<b>{first}</b>", *rest])


def escaped(text: str) -> str:
    """Plotly reads some tags in texts."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _hover(content: Content, row: Row) -> str:
    if isinstance(row, CityRow):
        meetings = (f"• {one.format}, {held(content, one)}" for one in row.meetings)
        return _lines(row.name, *meetings)
    return _lines(
        row.name, f"{row.site.kind}: {coordinates(row.site)}", *(f"• {told(one)}" for one in row.reports)
    )


def at(row: Row) -> tuple[float, float]:
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


def marks(content: Content, rows: Sequence[SiteRow]) -> go.Scatter:
    """The places known well enough for a sign, as one trace."""
    places = [at(row) for row in rows]
    looks = [_LOOKS[row.best_evidence] for row in rows]
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        name="places",
        customdata=[row.key for row in rows],
        showlegend=False,
        marker={
            "symbol": [_symbol(row.kind, row.best_evidence) for row in rows],
            "size": MARK_PX,
            "opacity": 1,
            "color": [look.fill for look in looks],
            "line": {"color": [look.edge for look in looks], "width": [look.width for look in looks]},
        },
        hovertext=[_hover(content, row) for row in rows],
        hoverinfo="text",
    )


def stars(content: Content, rows: Sequence[CityRow]) -> go.Scatter:
    """The cities with meetings, as one trace."""
    places = [at(row) for row in rows]
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        name="cities",
        customdata=[row.key for row in rows],
        showlegend=False,
        marker={
            "symbol": [CITIES[row.drawn_as][0] for row in rows],
            "size": MARK_PX + 2,
            "color": _VENUE,
            "line": {"color": _PAPER, "width": 1},
        },
        hovertext=[_hover(content, row) for row in rows],
        hoverinfo="text",
    )


def area(content: Content, row: SiteRow) -> go.Scatter:
    """A circle as wide as the doubt, with nothing at its centre."""
    (x, y), radius = at(row), float(row.site.precision_km or 0)
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


def legend(
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
    return {
        "mode": "markers",
        "marker": {"symbol": symbol, "size": MARK_PX, "color": look.fill, "line": line},
    }
