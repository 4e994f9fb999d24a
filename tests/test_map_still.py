"""The map's still: it stands alone, says everything in words, and notices every change of the data."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from lessons.activities.map import Map, MapState
from lessons.content import load_content
from lessons.content.records import PartialDate
from lessons.ui.map_marks import SHAPES
from lessons.ui.week import is_announced

CONTENT = load_content().without_spoilers()
MAP = Map(CONTENT)
STILL = MAP.still(MAP.empty())


def pictures(still):
    return [unquote(one) for one in re.findall(r'src="data:image/svg\+xml,([^"]+)"', still.html)]


def picture(still):
    return pictures(still)[0]


def test_it_begins_with_what_to_do_and_holds_nothing_to_press():
    assert STILL.text.startswith("Not running yet: Run > Run All Cells\n")
    assert re.match(r"<div><p><strong>Not running yet: Run &gt; Run All Cells</strong></p>", STILL.html)
    assert not re.search(
        r"<(form|input|button|script|svg)\b|\sid=|tabindex|data-", STILL.html.replace('src="data:', "")
    )


def test_it_is_the_same_bytes_each_time_and_small_enough():
    assert Map(load_content().without_spoilers()).still(MAP.empty()) == STILL
    assert sum(len(one) for one in pictures(STILL)) < 70_000
    assert len(STILL.html) < 110_000


def test_the_picture_is_whole_and_asks_for_nothing():
    for drawn in pictures(STILL):
        tree = ElementTree.fromstring(drawn)  # noqa: S314 - our own markup
        assert tree.tag == "{http://www.w3.org/2000/svg}svg"
        assert not re.search(r"url\(|href|https?://(?!www\.w3\.org/2000/svg)|var\(", drawn)


def test_every_view_is_a_picture_with_a_title_and_a_description():
    alts = [unescape(alt) for alt in re.findall(r'<img [^>]*alt="([^"]+)"', STILL.html)]
    frames = list(MAP.atlas.frames.values())
    assert len(pictures(STILL)) == len(alts) == len(frames) == 4
    for drawn, alt, frame in zip(pictures(STILL), alts, frames, strict=True):
        tree = ElementTree.fromstring(drawn)  # noqa: S314 - our own markup
        title, desc = (tree.findtext(f"{{http://www.w3.org/2000/svg}}{one}", "") for one in ("title", "desc"))
        assert title == f"Map, {frame.label}"
        assert alt == f"{title}. {desc}"
        shown = {one.key for one in MAP.atlas.marks(MAP.known[-1].rows, frame)}
        assert [row.name in desc for row in MAP.known[-1].sites] == [
            row.key in shown for row in MAP.known[-1].sites
        ]
    assert all(any(row.name in alt for alt in alts) for row in MAP.known[-1].sites)


def test_pictures_print_in_grey():
    """What a colour tells, a shape tells as well; and in grey a mark still stands out from land and sea."""
    style = picture(STILL)
    grey = {name: luminance(re.findall(rule, style)[0]) for name, rule in RULES.items()}
    for mark in ("site", "venue", "ink"):
        for under in ("land", "sea"):
            assert (grey[under] + 0.05) / (grey[mark] + 0.05) > 3
    assert SHAPES["venue"] not in {SHAPES[kind] for kind in SHAPES if kind != "venue"}


RULES = {
    "site": r"lesson-signs>g\{fill:(#\w{6})",
    "venue": r"lesson-signs>\.lesson-venue\{fill:(#\w{6})",
    "ink": r"text\{font:[^}]+fill:(#\w{6})",
    "land": r"lesson-land path\{fill:(#\w{6})",
    "sea": r"<rect [^>]*fill=.(#\w{6})",
}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_another_view_comes_first_when_it_is_asked_for_and_shows_the_venues():
    other = MAP.still(replace(MAP.empty(), view="europe"))
    assert picture(other) == pictures(STILL)[1]
    assert Map(CONTENT, opens_in="europe").still(Map(CONTENT, opens_in="europe").empty()) == other
    assert sorted(pictures(other)) == sorted(pictures(STILL))
    assert all(f">{row.name}<" in picture(other) for row in MAP.known[-1].cities)


def test_html_and_text_hold_every_row():
    plain = unescape(re.sub(r"<[^>]+>", " ", STILL.html))
    for row in (*MAP.known[-1].sites, *MAP.known[-1].unplaced):
        for said in (plain, STILL.text):
            assert row.name in said
            assert all(report.statement in said for report in row.reports)
    for city in MAP.known[-1].cities:
        for said in (plain, STILL.text):
            assert all(meeting.format in said for meeting in city.meetings)
            assert all(
                (meeting.participants in said) == (not is_announced(meeting, CONTENT))
                for meeting in city.meetings
            )
            assert not any(meeting.outcome in said for meeting in city.meetings)


def moved(record, **fields):
    return record.model_copy(update=fields)


def without(rows, key):
    return {id_: row for id_, row in rows.items() if id_ != key}


FAULTS = {
    "a site moved 50 km": lambda c: {"sites": {**c.sites, "yelnya": moved(c.sites["yelnya"], lat=55.05)}},
    "a site dropped": lambda c: {
        "sites": without(c.sites, "klimovo"),
        "observations": {k: v for k, v in c.observations.items() if v.site_id != "klimovo"},
    },
    "an area drawn as a point": lambda c: {
        "sites": {**c.sites, "opuk": moved(c.sites["opuk"], drawn_as="point")}
    },
    "a precision lost": lambda c: {"sites": {**c.sites, "opuk": moved(c.sites["opuk"], precision_km=16.0)}},
    "a kind changed": lambda c: {"sites": {**c.sites, "yelnya": moved(c.sites["yelnya"], kind="port")}},
    "a distance changed": lambda c: {
        "sites": {**c.sites, "yelnya": moved(c.sites["yelnya"], distance_km=240.0)}
    },
    "a day of publication changed": lambda c: {
        "observations": {
            **c.observations,
            "o019": moved(c.observations["o019"], published_on=PartialDate("2021-11-02")),
        }
    },
    "the day of a picture changed": lambda c: {
        "observations": {
            **c.observations,
            "o022": moved(c.observations["o022"], observed_on=PartialDate("2021-11-08")),
        }
    },
    "an observation moved to another site": lambda c: {
        "observations": {**c.observations, "o022": moved(c.observations["o022"], site_id="klimovo")}
    },
    "a kind of evidence changed": lambda c: {
        "observations": {**c.observations, "o032": moved(c.observations["o032"], evidence="imagery")}
    },
    "a source lost": lambda c: {
        "observations": {
            **c.observations,
            "o022": moved(c.observations["o022"], source_id=c.observations["o019"].source_id),
        }
    },
    "a venue moved": lambda c: {"venues": {**c.venues, "hofburg": moved(c.venues["hofburg"], lat=48.7)}},
    "a meeting dropped": lambda c: {"meetings": without(c.meetings, "M09")},
    "a meeting moved in time": lambda c: {
        "meetings": {**c.meetings, "M08": moved(c.meetings["M08"], held_on=PartialDate("2022-01-11"))}
    },
    "the line of contact moved": lambda c: {
        "contact_line": (moved(c.contact_line[0], lat=47.4), *c.contact_line[1:])
    },
    "crimea taken off the base map": lambda c: {"basemap": {**c.basemap, "hatched": []}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_changes_the_still(fault):
    faulty = Map(replace(CONTENT, **FAULTS[fault](CONTENT)))
    still = faulty.still(MapState(MAP.empty().step, MAP.empty().view))
    assert still.html != STILL.html
    drawn_only = fault in ("the line of contact moved", "crimea taken off the base map")
    assert (still.text != STILL.text) or drawn_only
