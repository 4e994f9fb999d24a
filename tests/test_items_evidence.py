"""The questions of the lesson on evidence, each key counted anew from the rows that a learner can see.

A row that is corrected later must not leave a question behind that asks for the old fact. Each test reads the
content as the lesson gets it: without what came after the day of the article.
"""

import re
from datetime import date
from typing import Any

import pytest

from lessons.content import Content, load_content
from lessons.content.records import Observation

SLUG = "the-build-up"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content().for_lesson(SLUG)


def options(content: Content, name: str) -> dict[str, str]:
    return {option.id: option.text for option in content.items[name].options}


def sites(content: Content, name: str) -> dict[str, str]:
    asked: Any = content.items[name]
    return {option.id: option.site_id for option in asked.options}


def reports(content: Content, site_id: str) -> list[Observation]:
    """Those of a place that are on the map of the day of the article."""
    return [one for one in content.public_by(content.course.article.day) if one.site_id == site_id]


def picture(
    content: Content, site_id: str, *, taken: date | None = None, out: date | None = None
) -> Observation:
    """The one picture of a place that was taken, or came out, on this day."""
    (found,) = (
        one
        for one in reports(content, site_id)
        if one.evidence == "imagery"
        and (taken is None or (one.observed_on.first, one.observed_on.last) == (taken, taken))
        and (out is None or one.published_on.first == out)
        and one.observed_on.precision == "day"
    )
    return found


def total(content: Content, row: str) -> Any:
    return content.estimates[row]


def key(content: Content, name: str) -> Any:
    return getattr(content.items[name], "key")  # noqa: B009  each format has its own


def test_b09_the_farthest_of_four_places(content):
    far = {one: content.sites[site].distance_km or 0 for one, site in sites(content, "B09").items()}
    assert max(far, key=lambda one: far[one]) == key(content, "B09")
    assert 245 < far["d"] < 255
    assert sorted(far.values())[-2] < 200


def test_b10_only_one_report_names_an_area_and_no_site(content):
    kinds = {one: content.sites[site].kind for one, site in sites(content, "B10").items()}
    assert [one for one, kind in kinds.items() if kind == "area"] == [key(content, "B10")]
    (report,) = reports(content, sites(content, "B10")["c"])
    assert report.published_on.iso == "2021-11-01"
    assert "only the areas" in report.note


def test_b11_one_place_rests_on_a_single_source(content):
    evidence = {
        one: {r.evidence for r in reports(content, site)} for one, site in sites(content, "B11").items()
    }
    assert [one for one, kinds in evidence.items() if kinds == {"single source"}] == [key(content, "B11")]
    assert {content.sites[site].region for site in sites(content, "B11").values()} == {"Crimea"}


def test_b12_days_between_picture_and_publication(content):
    first = picture(content, "soloti", taken=date(2021, 9, 7))
    second = picture(content, "soloti", taken=date(2021, 12, 5))
    out = first.published_on.first
    asked: Any = content.items["B12"]
    values = {option.id: option.value for option in asked.options}
    assert values == {
        "a": 0,
        "b": (out - first.observed_on.first).days,
        "c": (second.observed_on.first - first.observed_on.first).days,
        "d": (second.published_on.first - second.observed_on.first).days,
    }
    assert key(content, "B12").value == values["b"]


def test_b13_what_each_report_rests_on(content):
    rows = {
        "L1": [one for one in reports(content, "opuk") if "two battalion groups" in one.statement],
        "L2": [one for one in reports(content, "yelnya") if "17 per cent more structures" in one.statement],
        "L3": [one for one in reports(content, "klimovo") if "Investigators name it" in one.statement],
    }
    texts = options(content, "B13")
    assert {prompt: texts[one] for prompt, one in key(content, "B13").items()} == {
        prompt: found.evidence for prompt, (found,) in rows.items()
    }


def test_b14_what_each_number_covers(content):
    rows = {"L1": "e17", "L2": "e18", "L3": "e19", "L4": "e15"}
    asked: Any = content.items["B14"]
    for prompt in asked.prompts:
        row = total(content, rows[prompt.id])
        ends = [f"{end:,}" for end in (row.low, row.high) if end]
        assert all(end in prompt.text for end in ends), prompt
        assert f"({row.stated_on.first.day} December)" in prompt.text
    assert "200 km" in total(content, "e17").scope
    assert "400 km" in total(content, "e18").scope
    assert "recently moved closer" in total(content, "e19").scope
    assert total(content, "e15").kind == "plan"
    texts = options(content, "B14")
    said = {prompt: texts[one] for prompt, one in key(content, "B14").items()}
    assert ("200" in said["L1"], "400" in said["L2"], "closer" in said["L3"], "plan" in said["L4"]) == (
        True,
    ) * 4


DAY = re.compile(r"(\d+) (\w+) 2021")
MONTHS = ("September", "October", "November", "December")


def day_in(text: str) -> date:
    (found,) = DAY.findall(text)
    return date(2021, 9 + MONTHS.index(found[1]), int(found[0]))


PICTURES = {"Yelnya": "yelnya", "Soloti": "soloti", "Novoozerne": "novoozerne", "Pogonovo": "pogonovo"}


def test_b15_and_b16_by_the_two_clocks(content):
    for name, asked in (("B15", "published_on"), ("B16", "observed_on")):
        when = {}
        for option in content.items[name].options:
            site = PICTURES[option.text.split(",")[0]]
            given = day_in(option.text)
            if name == "B15":
                found = picture(content, site, taken=given)
            elif "newer" in option.text:
                both = [one for one in reports(content, site) if one.published_on.first == given]
                found = max(both, key=lambda one: one.observed_on.first)
                assert len(both) == 2
            else:
                found = picture(content, site, out=given)
            when[option.id] = getattr(found, asked).first
            assert getattr(found, asked).precision == "day"
            assert day_in(option.rationale) == when[option.id]
        assert len(set(when.values())) == len(when)
        assert tuple(sorted(when, key=lambda one: when[one])) == key(content, name)


def test_b17_the_document_had_a_plan(content):
    assert (total(content, "e15").kind, total(content, "e15").high) == ("plan", 175_000)
    assert total(content, "e15").stated_on.iso == "2021-12-03"
    assert "vehicles" in content.course.wording["imagery"]


def test_b18_the_same_source_speaks_of_both_places(content):
    for site in ("yelnya", "pogonovo"):
        (found,) = (one for one in reports(content, site) if one.published_on.iso == "2021-12-23")
        assert "says Maxar" in found.statement
    assert "Maxar" in options(content, "B18")[str(key(content, "B18"))]


def test_b19_the_correction(content):
    spoken, corrected = total(content, "e04"), total(content, "e05")
    assert (spoken.low, spoken.stated_on.iso) == (150_000, "2021-04-19")
    assert (corrected.low, corrected.stated_on.iso) == (100_000, "2021-04-20")
    assert "no reason was given" in corrected.note


def test_b20_nothing_came_out_from_may_to_october(content):
    out = [one.published_on for one in content.observations.values()]
    assert [one.iso for one in out if date(2021, 5, 7) <= one.last and one.first <= date(2021, 10, 31)] == []
    assert picture(content, "soloti", taken=date(2021, 9, 7)).published_on.iso == "2021-12-13"
    may = total(content, "e34")
    assert (may.stated_on.iso, may.high, may.kind) == ("2021-05-05", 80_000, "count")


def test_b21_two_scopes_of_one_ministry(content):
    third, ninth = total(content, "e13"), total(content, "e36")
    assert (third.low, third.stated_on.iso, ninth.low, ninth.stated_on.iso) == (
        94_300,
        "2021-12-03",
        120_000,
        "2021-12-09",
    )
    assert "air and naval" in ninth.scope
    assert "air and naval" not in third.scope
    assert {third.kind, ninth.kind} == {"count"}
    assert ninth.low - third.low == 25_700


def test_b22_the_details_hold_what_the_key_says(content):
    known = content.public_by(content.course.article.day)
    assert all(one.observed_on and one.published_on for one in known)
    alone = {one.site_id for one in known} - {one.site_id for one in known if one.evidence != "single source"}
    assert len(alone) >= 3


def test_every_new_question_can_be_answered_with_the_map_and_the_tables(content):
    new = [content.items[f"B{number:02}"] for number in range(9, 23)]
    assert {one.needs for one in new} == {("map",)}
    assert {one.objective_id for one in new} == {"O12", "O13"}
    assert {one.lesson for one in new} == {SLUG}
