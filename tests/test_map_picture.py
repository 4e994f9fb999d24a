"""What the picture shows: honest marks, words that do not collide, and colours that can be told apart."""

import re
from html import unescape
from typing import get_args
from xml.etree import ElementTree

import pytest

from lessons.activities.map import Map
from lessons.activities.map.known import AREA, POINT
from lessons.activities.map.picture import mark_of
from lessons.content import load_content
from lessons.content.records import Site
from lessons.ui.basemap import around, hatched_extent
from lessons.ui.map_frame import Box, frame, scale_bar
from lessons.ui.map_labels import Label, place, text_width, wrap
from lessons.ui.map_marks import EVIDENCE, SHAPES, Mark, legend, mark_svg
from lessons.ui.projection import project

CONTENT = load_content().without_spoilers()
MAP = Map(CONTENT)
ATLAS = MAP.atlas
VIEWS = list(ATLAS.frames)
EVERY_STEP_AND_VIEW = [(known, view) for known in MAP.known for view in VIEWS]


def drawn(known, view_id, look=None):
    """The marks of a picture as parsed elements, by key."""
    marks = ATLAS.living_marks(known.rows, ATLAS.frame(view_id, look))
    plain = marks.replace(" data-stop ", " ").replace(" data-arrows ", " ")
    tree = ElementTree.fromstring(plain)  # noqa: S314 - our own markup
    return {mark.get("data-with-place"): mark for mark in tree.iter("g") if mark.get("role") == "button"}


def at(mark):
    ((x, y),) = re.findall(r"^translate\((\S+) (\S+)\)$", mark.get("transform"))
    return float(x), float(y)


@pytest.mark.parametrize(("known", "view_id"), EVERY_STEP_AND_VIEW)
def test_marks_stand_at_their_places_inside_the_view(known, view_id):
    for key, mark in drawn(known, view_id).items():
        row = known.row(key)
        x, y = at(mark)
        assert ATLAS.frames[view_id].shows(x, y)
        if hasattr(row, "site"):
            assert (x, y) == pytest.approx(project(row.site.lon, row.site.lat), abs=0.051)


@pytest.mark.parametrize(("known", "view_id"), EVERY_STEP_AND_VIEW)
def test_an_area_is_a_circle_of_its_doubt_and_never_a_point(known, view_id):
    view = ATLAS.frames[view_id]
    for key, mark in drawn(known, view_id).items():
        row = known.row(key)
        outer = [one for one in mark if one.tag == "circle"]
        inner = [one for one in mark.find("g") if one.tag in ("circle", "path") and one.get("class") is None]
        if row.drawn_as == AREA:
            assert "lesson-area" in mark.get("class")
            assert inner == []
            assert float(outer[0].get("r")) >= row.site.precision_km
            assert float(outer[0].get("r")) == pytest.approx(
                max(row.site.precision_km, 9 * view.km_per_px), abs=0.1
            )
        else:
            assert outer == []
            assert "lesson-area" not in mark.get("class")
            assert len(inner) == 1


def test_no_place_known_to_15_km_or_worse_is_a_point():
    for row in MAP.known[-1].sites:
        assert (row.drawn_as == POINT) == (mark_of(row).radius_km is None)
        assert row.drawn_as != POINT or (row.site.precision_km or 99) < 15
        assert "," not in mark_of(row).label[0]


def test_every_kind_has_a_shape_and_every_evidence_a_look_of_its_own():
    kinds = get_args(Site.model_fields["kind"].annotation)
    assert set(kinds) <= set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)
    view = ATLAS.frames[VIEWS[0]]
    looks = {
        mark_svg(Mark("a", 0, 0, "garrison", evidence, ("A",), "A"), view) for evidence in (*EVIDENCE, "")
    }
    assert len(looks) == len(EVIDENCE) + 1
    key = legend(kinds)
    assert all(word in key for word in (*kinds, "imagery", "official statement", "single source", "area"))


def test_the_best_evidence_decides_the_look():
    everywhere = {key: mark for view_id in VIEWS for key, mark in drawn(MAP.known[-1], view_id).items()}
    for row in MAP.known[-1].sites:
        mark = everywhere[row.key]
        best = min((one.evidence for one in row.reports), key=list(EVIDENCE).index)
        assert EVIDENCE[best] in mark.get("class").split()


def test_a_mark_says_its_name_kind_and_reports_and_shows_no_other_name():
    for view_id in VIEWS:
        for mark in drawn(MAP.known[-1], view_id).values():
            said = mark.get("aria-label")
            assert re.fullmatch(r".+, .+: \d+ (reports?, latest .+|meetings?)", said)
            lines = [one.text or "" for one in mark.iter() if one.tag in ("text", "tspan")]
            assert " ".join(lines) in said
            assert mark.get("aria-pressed") == "false"


def test_what_is_new_has_a_ring_or_a_heavier_edge():
    markup = ATLAS.living_marks(
        MAP.known[-1].rows, ATLAS.frames[VIEWS[0]], fresh={"yelnya"}, chosen="pogonovo"
    )
    (fresh,) = re.findall(r'<g id="mark-([^"]+)" class="[^"]*lesson-new', markup)
    (pressed,) = re.findall(r'<g id="mark-([^"]+)"[^>]*aria-pressed="true"', markup)
    assert (fresh, pressed) == ("yelnya", "pogonovo")
    assert markup.count("lesson-ring") == 1


@pytest.mark.parametrize("view_id", VIEWS)
@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("look", [None, (400, 300, 900), (330, 600, 420), (560, 160, 180), (-700, 0, 3200)])
def test_words_do_not_collide_and_stay_in_the_picture(view_id, width, look):
    view = ATLAS.frame(view_id, look)
    placed = list(getattr(ATLAS.lettering(view), width).values())
    wide, high = view.pixel(view.box.x1, view.box.y1)
    assert len(placed) > (4 if look is None else 0)
    boxes = [own_box(one) for one in placed]
    for number, one in enumerate(boxes):
        assert Box(0, 0, wide, high).holds(one), placed[number].label.key
        for other, other_placed in zip(boxes[:number], placed, strict=False):
            assert not one.touches(other), (placed[number].label.key, other_placed.label.key)


def own_box(placed):
    """The ink of a label by a rule of its own: half its size for a letter, a little more in bold."""
    label = placed.label
    x, baseline, anchor = label.offset(placed.side)
    wide = max(len(line) for line in label.lines) * label.size * (0.56 if label.bold else 0.5)
    left = label.x + x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    top = label.y + baseline - 0.72 * label.size
    return Box(left, top, left + wide, top + 0.72 * label.size + (len(label.lines) - 1) * label.size * 1.12)


@pytest.mark.parametrize("view_id", VIEWS)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_required_words_stand_in_every_view_and_capitals_and_seas_in_some(view_id, width):
    view = ATLAS.frames[view_id]
    placed = getattr(ATLAS.lettering(view), width)
    required = {one.names: one for one in CONTENT.course.map.labels if one.names}
    assert {kind: one.id for kind, one in required.items()} == {"hatched": "crimea", "dotted": "contact-line"}
    crimea = hatched_extent(CONTENT.basemap)
    assert crimea is not None
    seen = {"hatched": crimea, "dotted": around(ATLAS.line)}
    for kind, one in required.items():
        told = placed.get(f"wording {one.id}")
        assert (told is not None) == view.box.touches(seen[kind])
        assert told is None or " ".join(told.label.lines) == one.text
    assert {key.split(" ")[0] for key in placed} & {"sea", "capital", "country"}


def test_words_hold_both_facts_about_crimea_and_the_date_of_the_line_wherever_they_are_seen():
    for view_id, look in (("border", None), ("europe", None), ("crimea", None), ("crimea", (420, 700, 150))):
        markup = ATLAS.words(ATLAS.frame(view_id, look))
        words = unescape(" ".join(re.findall(r">([^<>]+)<", markup)))
        assert words.count("recognised as Ukraine; annexed by Russia in 2014)") == 2, (view_id, look)
        assert markup.count('class="lesson-hatch"') == 1
        assert markup.count(" km</text>") == 2
        assert words.count("line of contact, January 2022") == (0 if view_id == "crimea" else 2)
    assert "Crimea" not in ATLAS.words(ATLAS.frames["belarus"])
    assert MAP.ground.count('class="lesson-dotted"') == 1
    key = MAP.view(MAP.empty())["legend"]
    assert "hatched: Crimea (internationally recognised as Ukraine; annexed by Russia in 2014)" in key
    assert "dotted: line of contact, January 2022" in key


def test_sites_of_crimea_are_measured_to_the_administrative_line():
    sites = [row.site for row in MAP.known[-1].sites if row.region == "Crimea"]
    assert len(sites) > 3
    assert all(one.distance_to.startswith("administrative line") for one in sites)


def test_names_keep_their_place_from_step_to_step():
    for view_id in VIEWS:
        sides: dict[str, tuple[str, str] | None] = {}
        for known in MAP.known:
            for key, mark in drawn(known, view_id).items():
                text = mark.find("g/text")
                where = None if text is None else (text.get("x"), text.get("y"))
                assert sides.setdefault(key, where) == where


def test_frames_share_one_aspect_and_a_scale_bar_is_a_round_number():
    for view in ATLAS.frames.values():
        width, height = view.box.x1 - view.box.x0, view.box.y1 - view.box.y0
        assert width / height == pytest.approx(1.2, abs=0.001)
        ground, length = scale_bar(view)
        assert str(ground)[0] in "125"
        assert set(str(ground)[1:]) <= {"0"}
        assert length == pytest.approx(ground, rel=0.012)
    assert frame("a", "A", (20, 50, 30, 52)).viewbox.count(" ") == 3


def test_labels_choose_the_first_free_side_and_yield_where_there_is_none():
    label = Label("a", ("name",), 50, 50)
    inside = Box(0, 0, 100, 100)
    assert place([label], taken=[], inside=inside)["a"].side == "E"
    assert place([label], taken=[Box(60, 40, 70, 60)], inside=inside)["a"].side == "W"
    assert place([label], taken=[inside], inside=inside) == {}
    assert place([Label("a", ("name",), 50, 50, must=True)], taken=[inside], inside=inside)["a"].side == "E"
    dot = Label("b", ("x",), 50, 50, dot=2)
    assert "b" not in place([label, dot], taken=[Box(49, 49, 51, 51)], inside=inside)


def test_wrapping_makes_few_lines_of_about_equal_length():
    assert wrap("one two three four", 10) == ("one two", "three four")
    assert wrap("short", 10) == ("short",)
    assert wrap("a indivisible b", 4) == ("a", "indivisible", "b")
    assert text_width("WM", 10) > text_width("il", 10)
    assert text_width("abc", 10, bold=True) > text_width("abc", 10)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_hold_three_to_one_against_land_and_sea(theme, root):
    sheets = [root / "lessons/ui/panel.css", root / "lessons/ui/styles/map.css"]
    start = '[data-jp-theme-light="false"] .lesson-panel {' if theme == "dark" else "\n.lesson-panel {"
    blocks = [("\n" + one.read_text(encoding="utf-8")).split(start)[1].split("}")[0] for one in sheets]
    colours = dict(re.findall(r"(--lesson-[\w-]+): (#[0-9a-f]{6});", " ".join(blocks)))
    for mark in ("--lesson-site", "--lesson-venue", "--lesson-ink", "--lesson-soft"):
        for under in ("--lesson-land", "--lesson-sea", "--lesson-shade"):
            light, dark = sorted((luminance(colours[mark]), luminance(colours[under])), reverse=True)
            wanted = 3 if mark in ("--lesson-site", "--lesson-venue") else 4.5
            assert (light + 0.05) / (dark + 0.05) >= wanted, (mark, under)
