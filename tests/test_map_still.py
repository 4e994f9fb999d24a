"""The map's still: it stands alone, says everything in words, and notices every change of the data."""

import base64
import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from lessons.activities.map import Map, MapState
from lessons.content import load_content
from lessons.content.records import PartialDate

CONTENT = load_content().without_spoilers()
MAP = Map(CONTENT)
STILL = MAP.still(MAP.empty())


def picture(still):
    (data,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', still.html)
    return base64.b64decode(data).decode()


def test_it_begins_with_what_to_do_and_holds_nothing_to_press():
    assert STILL.text.startswith("Not running yet: Run > Run All Cells\n")
    assert re.match(r"<div><p><strong>Not running yet: Run &gt; Run All Cells</strong></p>", STILL.html)
    assert not re.search(
        r"<(form|input|button|script|svg|a)\b|\bid=|tabindex|data-", STILL.html.replace('src="data:', "")
    )


def test_it_is_the_same_bytes_each_time_and_small_enough():
    assert Map(load_content().without_spoilers()).still(MAP.empty()) == STILL
    assert len(picture(STILL)) * 4 / 3 < 60_000


def test_the_picture_is_whole_and_asks_for_nothing():
    tree = ElementTree.fromstring(picture(STILL))  # noqa: S314 - our own markup
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(r"url\(|href|https?://(?!www\.w3\.org/2000/svg)|var\(", picture(STILL))
    (alt,) = re.findall(r'<img [^>]*alt="([^"]+)"', STILL.html)
    assert all(row.name in unescape(alt) for row in MAP.known[-1].sites)


def test_the_picture_of_the_other_view_differs_and_shows_the_venues():
    other = MAP.still(replace(MAP.empty(), view=list(MAP.atlas.frames)[1]))
    assert picture(other) != picture(STILL)
    assert all(f">{row.name}<" in picture(other) for row in MAP.known[-1].cities)


def test_html_and_text_hold_every_row():
    plain = unescape(re.sub(r"<[^>]+>", " ", STILL.html))
    for row in (*MAP.known[-1].sites, *MAP.known[-1].unplaced):
        for said in (plain, STILL.text):
            assert row.name in said
            assert all(report.statement in said for report in row.reports)
    for city in MAP.known[-1].cities:
        for said in (plain, STILL.text):
            assert all(meeting.format in said and meeting.participants in said for meeting in city.meetings)
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
