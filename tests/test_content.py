"""The course's own data: it loads, nothing is lost, and before the last lesson nothing tells the end."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lessons.content import Content, load_content
from lessons.content.records.base import Record
from lessons.content.records.dates import MONTHS
from lessons.content.shape import COLLECTIONS

SMALL = Path(__file__).parent / "small_course"

DATED = re.compile(rf"(?:\b(\d{{1,2}}) )?\b({'|'.join(MONTHS)}) (\d{{4}})\b")
COUNTS = {
    "sources": 388,
    "sites": 43,
    "observations": 101,
    "estimates": 39,
    "context": 34,
    "venues": 14,
    "meetings": 22,
    "people": 32,
    "events": 65,
    "claims": 42,
    "discrepancies": 34,
    "verdicts": 25,
    "source_cards": 50,
    "criteria": 3,
    "parties": 6,
    "issues": 8,
    "positions": 78,
    "draft_articles": 17,
    "overlaps": 11,
    "statements": 10,
    "quotations": 2,
    "misconceptions": 49,
    "objectives": 13,
    "places": 40,
    "contact_line": 14,
    "paragraphs": 15,
    "terms": 76,
    "lessons": 8,
    "exercises": 3,
    "event_sets": 4,
    "agreements": 10,
    "bodies": 8,
    "items": 140,
    "wordings": 5,
    "seats": 42,
    "misprints": 1,
    "forecasts": 7,
    "teaching": 31,
    "delegations": 3,
}
# Open texts that may name a later day: what was known beforehand, and titles of lessons that open the end.
TELLS_BEFOREHAND = {
    "terms new_start standard",  # a treaty's end, agreed in 2021
    "items Q40 options rationale",  # the same
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def small() -> Content:
    return load_content(SMALL)


def test_how_much_is_taught(content: Content) -> None:
    counts = {name: len(getattr(content, name)) for name in COLLECTIONS}
    assert counts == COUNTS


def test_two_loads_are_equal_and_nothing_can_be_put_in(content: Content) -> None:
    assert load_content() == content
    with pytest.raises(TypeError):
        content.sites["x"] = None  # type: ignore[index]  # that is the mistake
    with pytest.raises(dataclasses.FrozenInstanceError):
        content.sites = {}  # type: ignore[misc]  # that is the mistake


def test_what_a_reader_could_know(content: Content) -> None:
    day = content.course.article.day
    public = content.public_by(day)
    assert {one.id for one in public} == {
        one.id for one in content.observations.values() if not one.spoiler and not one.same_picture_as
    }
    assert content.without_spoilers().public_by(date.max) == public


def test_two_pictures_that_may_be_one_are_shown_once(small: Content) -> None:
    assert [one.id for one in small.public_by(date(2020, 5, 2))] == ["o1"]
    assert [one.id for one in small.public_by(date(2020, 5, 3))] == ["o1"]
    assert [one.id for one in small.public_by(date(2020, 5, 31))] == ["o1", "o3", "o4"]


def test_look_ups(small: Content) -> None:
    assert [one.id for one in small.quiz("the-lake")] == [f"Q{n}" for n in range(1, 11)]
    assert [one.id for one in small.guesses("the-lake")] == ["G1"]
    assert [one.id for one in small.observations_at("oak")] == ["o1", "o2"]
    assert [one.id for one in small.meetings_at("inn")] == ["m2"]
    assert [one.id for one in small.claims_in(1)] == ["1-1"]
    assert [one.id for one in small.discrepancies_in(1)] == ["d1"]
    assert [one.id for one in small.positions_of("west")] == ["x2", "x3"]
    assert [one.id for one in small.positions_on("boats")] == ["x1", "x2", "x3"]
    assert [one.name for one in small.contact_line] == ["North shore", "South shore"]
    assert list(small.paragraphs) == [0, 1, 2]


def test_an_unknown_lesson_names_the_nearest(small: Content) -> None:
    with pytest.raises(
        ValueError,
        match="there is no lesson 'the-lak'; did you mean the-lake\\? Allowed: the-lake, afterwards",
    ):
        small.quiz("the-lak")


def test_without_spoilers(small: Content) -> None:
    before = {name: list(getattr(small, name)) for name in COLLECTIONS if name != "contact_line"}
    opened = small.without_spoilers()
    gone = {name: [one for one in ids if one not in getattr(opened, name)] for name, ids in before.items()}
    assert {name: ids for name, ids in gone.items() if ids} == {
        "sites": ["ash"],
        "observations": ["o4"],
        "estimates": ["e3"],
        "context": ["c2"],
        "venues": ["inn"],
        "meetings": ["m2"],
        "events": ["t3"],
        "positions": ["x2"],
        "overlaps": ["v-2"],
        "forecasts": ["again"],
        "items": ["Q11"],
    }
    assert [one.later for one in opened.people.values()] == ["", ""]
    assert [one.later for one in opened.paragraphs.values()] == ["", "", ""]
    assert opened.lessons["afterwards"].item_ids == ("Q12",)
    assert small.people["p1"].later == "Agreed on 22 May 2020"
    assert small.lessons["afterwards"].item_ids == ("Q11", "Q12")
    assert opened.without_spoilers() == opened


def test_a_lesson_gets_what_it_may_show(small: Content) -> None:
    assert small.for_lesson("the-lake") == small.without_spoilers()
    assert small.for_lesson("afterwards") is small


def test_only_the_last_lesson_opens_the_end(content: Content) -> None:
    assert [one.slug for one in content.lessons.values() if one.opens_spoilers] == [list(content.lessons)[-1]]


def test_no_open_text_tells_of_a_later_day(content: Content) -> None:
    opened = content.without_spoilers()
    end = content.course.week_ends
    told = set()
    for name in COLLECTIONS:
        if name == "sources":
            continue  # a title may be later than the fact that it is named for
        rows = getattr(opened, name)
        for record in rows.values() if name != "contact_line" else rows:
            for field, text in texts(record):
                for found in DATED.finditer(text):
                    day = date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1] or 1))
                    if day > end:
                        told.add(f"{name} {record.id} {field}")
    assert told == TELLS_BEFOREHAND


def texts(record: Record, before: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record, with the name of its field."""
    for name, value in record:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                yield before + name, one
            elif isinstance(one, Record):
                yield from texts(one, f"{before}{name} ")


def test_sources_of_later_texts_are_gone_with_them(content: Content) -> None:
    opened = content.without_spoilers()
    end = content.course.week_ends
    late = {one.id for one in opened.sources.values() if one.published_on and not one.published_on.by(end)}
    assert late <= {one.id for one in content.sources.values()}
    assert not late & (set(content.sources) - set(opened.sources))
    assert len(opened.sources) < len(content.sources)


def test_what_must_never_be_drawn_has_no_point(content: Content) -> None:
    """The packs' list "not to be shown", as far as the data can hold it."""
    nowhere = {site for site in content.sites if site.endswith("-unspecified")}
    assert len(nowhere) == 2
    assert {content.sites[site].drawn_as for site in nowhere} == {"none"}
    unknown = [one for one in content.observations.values() if content.sites[one.site_id].drawn_as == "none"]
    assert unknown
    assert not [one.id for one in unknown if one.place_known]
    assert {one.distance_km for one in content.sites.values() if one.drawn_as == "none"} == {None}


def test_numbers_are_of_a_likely_size(content: Content) -> None:
    likely = {"people": range(20_000, 200_001), "BTGs": range(20, 131)}
    numbers = [(one.id, n, one.unit) for one in content.estimates.values() for n in (one.low, one.high) if n]
    assert [(name, n) for name, n, unit in numbers if n not in likely[unit]] == []
    assert {one.id for one in content.estimates.values() if one.kind == "plan"} == {"e07", "e15", "e25"}


def test_every_claim_kind_is_explained(content: Content) -> None:
    assert {one.kind for one in content.claims.values()} <= set(content.course.wording)


def test_a_parallel_item_is_found_through_its_original(small: Content) -> None:
    assert [one.id for one in small.parallels("Q5")] == ["P5"]
    assert small.parallels("P5") == ()
    assert "P5" not in [one.id for one in small.quiz("the-lake")]


def test_naming_a_parallel_does_not_change_the_version(small: Content) -> None:
    """Learners' answers hang on the version: a record that only gains this field keeps them."""
    parallel = small.items["P5"]
    assert parallel.model_copy(update={"parallel_of": None}).version == parallel.version
