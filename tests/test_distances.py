"""The printed distances against a geodesic reference, pyproj, on the stretch of border kept with them.

`data/distances/make.sh` finds the nearest point on the whole border, and needs the network once. What it
found is committed, so a moved site, a changed number or a lost border is noticed here, without the network.
"""

import importlib.util
import json
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyproj import Geod

from lessons.content import load_content
from lessons.content.records import Site

EARTH = Geod(ellps="WGS84")
FOLDER = Path(__file__).resolve().parents[1] / "data" / "distances"
BORDERS = {one["site_id"]: one for one in json.loads((FOLDER / "borders.json").read_text("utf-8"))["sites"]}
SITES = load_content().sites
PRINTED = [one.id for one in SITES.values() if one.distance_km is not None]
TOLERANCE_KM = 1.0


def kilometres(point: tuple[float, float], border: Iterable[tuple[float, float]]) -> float:
    """From (lat, lon) to the nearest point of a border, told as (lon, lat); a side is tried 200 times."""
    lat, lon = point
    tried = [
        (a[0] + (b[0] - a[0]) * n / 200, a[1] + (b[1] - a[1]) * n / 200)
        for a, b in pairwise(border)
        for n in range(201)
    ]
    many = len(tried)
    _, _, metres = EARTH.inv([lon] * many, [lat] * many, [x for x, _ in tried], [y for _, y in tried])
    return float(min(metres)) / 1000


def complaints(sites: Mapping[str, Site]) -> list[str]:
    """What is wrong with the printed distances, each with what to do."""
    found = []
    for one in sites.values():
        if one.distance_km is None:
            continue
        if one.id not in BORDERS or one.point is None:
            found.append(f"{one.id}: no border is kept for it; run data/distances/make.sh")
            continue
        border = BORDERS[one.id]
        if list(one.point[::-1]) != border["lon_lat"]:
            found.append(f"{one.id}: was moved; run data/distances/make.sh")
        km = kilometres(one.point, border["beside"])
        if abs(km - one.distance_km) > TOLERANCE_KM:
            found.append(f"{one.id}: {one.distance_km:g} km is printed, {km:.1f} km is computed")
    return found


def moved(site: Site, bearing: float, km: float) -> Site:
    assert site.point
    lon, lat, _ = EARTH.fwd(site.point[1], site.point[0], bearing, km * 1000)
    return site.model_copy(update={"lat": lat, "lon": lon})


def test_every_printed_distance_is_the_geodesic_to_one_kilometre():
    assert complaints(SITES) == []
    assert list(BORDERS) == PRINTED
    assert len(PRINTED) == 36


def test_the_kept_point_is_the_nearest_and_lies_on_the_kept_border():
    for site_id in PRINTED:
        kept, point = BORDERS[site_id], SITES[site_id].point
        assert point
        _, _, metres = EARTH.inv(point[1], point[0], *kept["nearest"])
        assert metres / 1000 == pytest.approx(kept["km"], abs=0.02)
        assert kilometres(point, kept["beside"]) == pytest.approx(kept["km"], abs=0.05)
        assert kilometres(tuple(kept["nearest"][::-1]), kept["beside"]) < 0.05


@pytest.mark.parametrize("bearing", range(0, 360, 45))
def test_a_site_moved_50_km_is_noticed(bearing):
    for site_id in PRINTED:
        lost = complaints({site_id: moved(SITES[site_id], bearing, 50)})
        assert f"{site_id}: was moved; run data/distances/make.sh" in lost


def test_a_site_moved_50_km_from_or_towards_the_border_has_another_distance():
    """By the number alone, too. (A near site that crosses the border may end as far from it as it was.)"""
    for site_id in PRINTED:
        site = SITES[site_id]
        assert site.point
        towards, _, _ = EARTH.inv(site.point[1], site.point[0], *BORDERS[site_id]["nearest"])
        away = complaints({site_id: moved(site, towards + 180, 50)})
        assert [one for one in away if "is computed" in one], site_id
        if BORDERS[site_id]["km"] > 60:
            nearer = complaints({site_id: moved(site, towards, 50)})
            assert [one for one in nearer if "is computed" in one], site_id


def test_a_wrong_number_and_a_site_without_a_border_are_noticed():
    yelnya = SITES["yelnya"]
    assert yelnya.distance_km
    off = yelnya.model_copy(update={"distance_km": yelnya.distance_km + 2})
    assert complaints({"yelnya": off}) == ["yelnya: 251 km is printed, 248.9 km is computed"]
    new = yelnya.model_copy(update={"id": "new"})
    assert complaints({"new": new}) == ["new: no border is kept for it; run data/distances/make.sh"]


def test_what_must_not_be_printed_is_not_kept_either():
    assert "klintsy" not in BORDERS
    assert min(one["km"] for one in BORDERS.values()) > 10


def test_sites_in_crimea_are_measured_to_the_line_on_land_and_say_so():
    words = load_content().course.wording["administrative line"]
    to_the_line = {site_id for site_id, one in BORDERS.items() if one["measured_to"] == "administrative line"}
    assert to_the_line == {one.id for one in SITES.values() if one.region == "Crimea" and one.distance_km}
    for site_id in to_the_line:
        assert SITES[site_id].distance_to.startswith(words)
        lons = [lon for lon, _ in BORDERS[site_id]["beside"]]
        assert 33.6 < min(lons) < max(lons) < 35.1  # from the bay to the spit, nothing of a coast
    for site_id in set(PRINTED) - to_the_line:
        assert SITES[site_id].distance_to == "nearest point of Ukraine"


# --- the step that makes the file ---


@pytest.fixture(scope="module")
def borders() -> Any:
    spec = importlib.util.spec_from_file_location("borders", FOLDER / "borders.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Two countries: a square, and a strip beside it of which the nearer half is a polygon of its own.
SHAPES: dict[str, Any] = {
    "transform": {"scale": [0.1, 0.1], "translate": [34.0, 44.0]},
    "arcs": [
        [[0, 10], [10, 0], [0, 10], [-10, 0], [0, -10]],  # the square, as far as it has no neighbour
        [[0, 10], [2, 0]],  # what both share
        [[2, 10], [0, -2], [-2, 0], [0, 2]],  # the rest of the neighbour
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "804", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "643", "arcs": [[[~1, 2]]]},
                {"type": "Polygon", "arcs": [[0]]},
            ]
        }
    },
}


def test_shapes_are_read_as_topojson_tells_them(borders):
    first, shared, rest = borders.arcs_of(SHAPES)
    assert first[0] == first[-1] == pytest.approx((34.0, 45.0))
    assert shared == [pytest.approx((34.0, 45.0)), pytest.approx((34.2, 45.0))]
    assert rest[1] == pytest.approx((34.2, 44.8))
    assert borders.polygons(SHAPES, "804") == [[[0, 1]]]
    assert borders.numbers([[~1, 2]]) == {1, 2}


def test_what_two_shapes_share_is_the_line_between_them(borders, monkeypatch):
    monkeypatch.setattr(borders, "IN_CRIMEA", (34.1, 44.9))
    border, line, coast = borders.lines(SHAPES)
    arcs = borders.arcs_of(SHAPES)
    assert (border, line, coast) == ([arcs[0]], [arcs[1]], [arcs[2]])


def test_the_nearest_point_may_lie_between_two_points_of_the_border(borders):
    far, near = [(30.0, 50.0), (30.0, 51.0)], [(31.0, 50.0), (31.0, 50.5), (31.0, 51.0), (31.0, 52.0)]
    found = borders.nearest((31.5, 50.7), [far, near])
    _, _, metres = EARTH.inv(31.5, 50.7, *found.point)
    assert found.metres == pytest.approx(metres)
    assert found.point[0] == 31.0
    assert 50.7 < found.point[1] < 50.71  # a geodesic to the west leaves northwards
    assert found.beside == ((31.0, 50.5), (31.0, 51.0))


def test_the_package_is_pinned_and_named_with_its_licence():
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert set(wanted) == {"world-atlas"}
    assert re.search(
        rf"^\| world-atlas \| {re.escape(wanted['world-atlas'])} \|.* ISC \|$", readme, re.MULTILINE
    )
    assert "Natural Earth" in readme
    assert "public domain" in readme
