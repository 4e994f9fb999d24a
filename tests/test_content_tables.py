"""`table`: what a learner gets to explore."""

from dataclasses import replace
from pathlib import Path

import pytest

from lessons.content import load_content
from lessons.content.shape import COLLECTIONS
from lessons.content.tables import table

SMALL = load_content(Path(__file__).parent / "small_course")
WHOLE = load_content()


def test_estimates_keep_whole_numbers_beside_empty_cells() -> None:
    frame = table(SMALL, "estimates")
    assert frame.index.name == "id"
    assert list(frame.columns) == [
        "stated_on", "stated_on_precision", "low", "high", "unit", "kind", "claimant", "scope", "source_id",
        "verified", "spoiler", "note",
    ]  # fmt: skip  # the header in two lines
    assert frame[["stated_on", "stated_on_precision", "low", "high"]].to_csv() == (
        "id,stated_on,stated_on_precision,low,high\n"
        "e1,2020-04-01,day,100,200\n"
        "e2,2020-04,month,300,\n"
        "e3,2020-05-20,day,,50\n"
    )


def test_meetings_join_their_lists() -> None:
    frame = table(SMALL, "meetings")
    assert frame[["parties", "paragraphs", "extra_source_ids"]].to_csv() == (
        "id,parties,paragraphs,extra_source_ids\nm1,east; west,1; 2,s-photo\nm2,east; west,,\n"
    )
    assert frame["spoiler"].to_list() == [False, True]


def test_an_absent_date_and_its_precision_are_empty_texts() -> None:
    later = (
        load_content(Path(__file__).parent / "small_course")
        .sources["s-photo"]
        .model_copy(update={"published_on": None})
    )
    changed = replace(SMALL, sources={**SMALL.sources, "s-photo": later})
    assert table(changed, "sources")[["published_on", "published_on_precision"]].to_csv() == (
        "id,published_on,published_on_precision\ns-article,2020-05-10,day\ns-photo,,\ns-later,2020-06,month\n"
    )


def test_a_point_that_is_not_known_is_no_number() -> None:
    frame = table(SMALL, "sites")
    assert frame["lat"].isna().to_list() == [False, False, True]
    assert frame.loc["oak", "lat"] == 50.5


def test_items_show_what_is_asked_and_not_the_answer() -> None:
    frame = table(SMALL, "items")
    assert frame.loc["Q1", "options"] == "East; West; North"
    assert frame.loc["Q6", "prompts"] == "Boats; Fish"
    assert frame.loc["Q1", "prompts"] == ""
    assert "key" not in frame.columns


def test_paragraphs_and_lessons_have_their_own_index() -> None:
    assert table(SMALL, "paragraphs").index.to_list() == [0, 1, 2]
    assert table(SMALL, "lessons").index.to_list() == ["the-lake", "afterwards"]
    assert table(SMALL, "contact_line")["name"].to_list() == ["North shore", "South shore"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_collection_of_the_course_is_a_table(name: str) -> None:
    frame = table(WHOLE, name)
    assert len(frame) == len(getattr(WHOLE, name))
    assert frame.index.is_unique


def test_an_unknown_table_names_the_nearest_and_all() -> None:
    with pytest.raises(
        ValueError, match="there is no table 'estimate'; did you mean estimates\\? Allowed: agreements, "
    ):
        table(SMALL, "estimate")
