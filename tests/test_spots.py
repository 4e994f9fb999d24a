"""The small pictures of places to choose from: true to the data, light, legible on a phone, and honest."""

import base64
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.activities.quiz import Places
from lessons.content import load_content
from lessons.content.records.items import MapLocation
from lessons.ui.basemap import points_of
from lessons.ui.map_frame import NARROW_PX, WIDTH_PX, Box
from lessons.ui.projection import project
from lessons.ui.sketch import GRIDS_PX, sketch
from lessons.ui.spots import GROWTH, SPOT_PX, Spot, frame_around

CONTENT = load_content()
PLACES = Places(CONTENT)
ASKED = [one for one in CONTENT.items.values() if isinstance(one, MapLocation)]
OPEN = [one for one in ASKED if CONTENT.lessons[one.lesson].ready]
HEAVIEST = 15_500  # bytes; the widest of them shows all of Europe


def test_the_ready_lessons_have_such_questions():
    assert len(OPEN) >= 3


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.id)
def test_every_place_stands_where_the_data_have_it(asked):
    picture = PLACES.spots(asked)
    for option, spot in zip(asked.options, picture.spots, strict=True):
        site: Any = CONTENT.sites[option.site_id] if option.site_id else option
        assert (spot.x, spot.y) == project(site.lon, site.lat)
        area = option.site_id and site.drawn_as == "area"
        assert spot.radius_km == (site.precision_km if area else None)
        assert picture.view.shows(spot.x, spot.y)
    drawn = re.findall(
        r'class="lesson-spot"[^>]*translate\((-?\d+) (-?\d+)\)', picture.svg(title="t", says="s")
    )
    assert {(float(x), float(y)) for x, y in drawn} == {(round(one.x), round(one.y)) for one in picture.spots}


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.id)
def test_an_area_is_as_wide_as_its_doubt_and_has_no_point(asked):
    picture = PLACES.spots(asked)
    tree = ElementTree.fromstring(base64.b64decode(picture.alone.split(",")[1]))  # noqa: S314 - our own
    marks = [one for one in tree.findall(".//{*}g") if one.get("class") == "lesson-spot"]
    by_number = {mark.find("{*}g/{*}text").text: mark for mark in marks}  # type: ignore[union-attr]
    for spot in picture.spots:
        mark = by_number[str(spot.number)]
        areas = [one.get("r") for one in mark.findall("{*}circle")]
        inner = [one.get("class") for one in mark.findall("{*}g/{*}circle")]
        if spot.radius_km is None:
            assert (areas, inner) == ([], ["lesson-disc"])
        elif spot.radius_km < SPOT_PX * picture.view.km_per_px:
            assert (areas, inner) == ([], ["lesson-small"])
        else:
            assert (areas, inner) == ([f"{spot.radius_km:g}"], ["lesson-backing"])


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.id)
def test_numbers_are_apart_and_large_enough_to_press_on_a_phone(asked):
    picture = PLACES.spots(asked)
    at = [picture.view.pixel(one.x, one.y) for one in picture.spots]
    apart = min(((x0 - x1) ** 2 + (y0 - y1) ** 2) ** 0.5 for (x0, y0), (x1, y1) in combinations(at, 2))
    assert apart >= 2 * SPOT_PX * GROWTH
    assert 2 * SPOT_PX * GROWTH * (NARROW_PX - 32) / WIDTH_PX >= 24  # WCAG 2.2, 2.5.8; less the panel's edges


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.id)
def test_a_picture_is_light(asked):
    assert len(PLACES.spots(asked).svg(title="t", says="s").encode()) <= HEAVIEST


def test_stripes_are_explained_wherever_they_are_seen():
    shapes = [one["path"] for one in CONTENT.basemap["hatched"]]
    (label,) = (one.text for one in CONTENT.course.map.labels if one.names == "hatched")
    unit = CONTENT.basemap["unit_km"]
    seen = 0
    for asked in ASKED:
        picture = PLACES.spots(asked)
        for path in shapes:
            inside = any(picture.view.shows(x * unit, y * unit) for ring in points_of(path) for x, y in ring)
            assert ("lesson-hatch" in picture.land) is inside
            assert (f"Striped: {label}." in PLACES.says(picture)) is inside
            seen += inside
    assert seen


def rings(markup: str) -> list[list[tuple[float, float]]]:
    return [ring for path in re.findall(r' d="(M[^"]+z)"', markup) for ring in points_of(path)]


places = st.tuples(st.floats(3, 41), st.floats(42, 59)).map(lambda at: project(*at))


@settings(max_examples=30)
@given(st.lists(places, min_size=2, max_size=5))
def test_any_places_lie_in_their_frame_and_the_land_in_it_is_whole(found):
    view = frame_around([Spot(str(n), n, "x", x, y) for n, (x, y) in enumerate(found)])
    assert all(view.shows(x, y) for x, y in found)
    assert view.box.x1 - view.box.x0 == pytest.approx(1.2 * (view.box.y1 - view.box.y0))
    markup = sketch(CONTENT.basemap, view)
    (scale,) = re.findall(r'lesson-land" transform="scale\((\S+)\)"', markup)
    px = float(scale) / view.km_per_px
    assert min(abs(px - one) for one in GRIDS_PX) < 0.01
    edge = Box(view.box.x0 - 60, view.box.y0 - 60, view.box.x1 + 60, view.box.y1 + 60)
    grown = max(GRIDS_PX) * view.km_per_px + 12 * view.km_per_px
    edge = Box(edge.x0 - grown, edge.y0 - grown, edge.x1 + grown, edge.y1 + grown)
    for ring in rings(markup):
        assert len(ring) > 2
        assert all(
            edge.holds(Box(x * float(scale), y * float(scale), x * float(scale), y * float(scale)))
            for x, y in ring
        )


# Half a minute for a picture of a wide view; the others run with --long.
SHAPES = [*OPEN[:2], *(pytest.param(one, marks=pytest.mark.long) for one in OPEN[2:])]


@pytest.mark.parametrize("asked", SHAPES, ids=lambda one: one.id)
def test_the_land_keeps_its_shape(asked):
    """Every point of the base map inside the picture has a drawn point within two steps of the grid."""
    picture = PLACES.spots(asked)
    view, unit = picture.view, CONTENT.basemap["unit_km"]
    (scale,) = re.findall(r'lesson-land" transform="scale\((\S+)\)"', picture.land)
    grid = float(scale)
    edges = []
    for ring in rings(picture.land):
        edges += [
            ((x0 * grid, y0 * grid), (x1 * grid, y1 * grid))
            for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        ]
    for country in CONTENT.basemap["countries"]:
        for ring in points_of(country["path"])[:1]:
            for x, y in ring:
                if view.shows(x * unit, y * unit):
                    assert min(distance((x * unit, y * unit), *edge) for edge in edges) <= 2 * grid, country[
                        "name"
                    ]


def distance(point, start, end):
    (px, py), (x0, y0), (x1, y1) = point, start, end
    long = (x1 - x0) ** 2 + (y1 - y0) ** 2
    way = 0 if long == 0 else min(1, max(0, ((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / long))
    return ((px - x0 - way * (x1 - x0)) ** 2 + (py - y0 - way * (y1 - y0)) ** 2) ** 0.5
