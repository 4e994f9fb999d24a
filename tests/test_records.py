"""Records on their own, without a file: what they answer, and that they cannot be changed."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from lessons.content.records import CLAIM_KINDS, Item, Place, Site, Source
from lessons.content.records.base import words
from lessons.content.records.items import Cloze, Numeric
from lessons.content.records.places import distance_km
from lessons.content.records.text import plain_quotes, sentences

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
SHARED = {
    "id": "Q1",
    "lesson": "a",
    "objective_id": "O1",
    "difficulty": 1,
    "bloom": "apply",
    "source_ids": ["s"],
}


def options(*texts: str, **more: object) -> list[dict[str, Any]]:
    return [
        {"id": name, "text": text, "rationale": "Why.", **more}
        for name, text in zip("abcdef", texts, strict=False)
    ]


def item(form: str, key: object, *, stem: str = "Which?", **fields: object) -> Item:
    return ITEM.validate_python(
        {**SHARED, "format": form, "stem": stem, "options": options("East", "West", "North")}
        | ({"key": key} if key is not None else {})
        | fields
    )


PROMPTS = [{"id": "L1", "text": "Sun"}, {"id": "L2", "text": "Moon"}]
ONE_OF_EACH = {
    "single_choice": item("single_choice", "a"),
    "who_said_what": item("who_said_what", "c"),
    "classify_claim": item("classify_claim", "f", options=options(*CLAIM_KINDS)),
    "map_location": item("map_location", "b", options=options("x", "y", lat=50, lon=20)),
    "multiple_response": item("multiple_response", ["a", "c"]),
    "true_false_reason": item("true_false_reason", {"answer": False, "reason": "b"}),
    "matching": item("matching", {"L1": "a", "L2": "c"}, prompts=PROMPTS),
    "ordering": item("ordering", ["b", "c", "a"]),
    "cloze": item("cloze", {"1": "a", "2": "b"}, stem="The [2] and the [1]."),
    "numeric": item(
        "numeric",
        {"value": 30, "tolerance": 1},
        options=[
            {"id": "a", "text": "30", "rationale": "Yes.", "value": 30},
            {"id": "b", "text": "29", "rationale": "Near.", "value": 29},
            {"id": "c", "text": "57", "rationale": "No.", "value": 57},
        ],
    ),
    "guess": item("guess", None),
}

VERSIONS = {
    "single_choice": "a3ce8664",
    "who_said_what": "1d4afef7",
    "classify_claim": "8fc53850",
    "map_location": "cd46934e",
    "multiple_response": "b759e9b7",
    "true_false_reason": "aa3ab447",
    "matching": "4a9f8b7c",
    "ordering": "4b09f996",
    "cloze": "6688db8b",
    "numeric": "b23a3ffa",
    "guess": "e985fb45",
}


def test_the_right_options_of_every_format() -> None:
    assert {name: sorted(one.right) for name, one in ONE_OF_EACH.items()} == {
        "single_choice": ["a"],
        "who_said_what": ["c"],
        "classify_claim": ["f"],
        "map_location": ["b"],
        "multiple_response": ["a", "c"],
        "true_false_reason": ["b"],
        "matching": ["a", "c"],
        "ordering": ["a", "b", "c"],
        "cloze": ["a", "b"],
        "numeric": ["a", "b"],
        "guess": [],
    }


def test_the_class_is_chosen_by_the_format() -> None:
    assert isinstance(ONE_OF_EACH["cloze"], Cloze)
    assert isinstance(ONE_OF_EACH["numeric"], Numeric)
    assert ONE_OF_EACH["cloze"].gaps == ("2", "1")


def test_the_version_of_an_item_is_kept_from_release_to_release() -> None:
    """Attempts in a log carry it: if this test fails, old answers no longer belong to their questions."""
    assert {name: one.version for name, one in ONE_OF_EACH.items()} == VERSIONS


@pytest.mark.parametrize(
    "changed",
    [
        {"stem": "Who?"},
        {"key": "b"},
        {"options": options("East", "West", "South")},
        {"options": options("East", "West")},
        {"form": "who_said_what"},
    ],
)
def test_the_version_changes_with_the_question(changed: dict[str, Any]) -> None:
    assert (
        item(**{"form": "single_choice", "key": "a"} | changed).version
        != ONE_OF_EACH["single_choice"].version
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"difficulty": 3},
        {"source_ids": ["t"]},
        {"options": [{**one, "rationale": "New."} for one in options("East", "West", "North")]},
    ],
)
def test_the_version_stays_when_the_question_stays(changed: dict[str, Any]) -> None:
    assert (
        item(**{"form": "single_choice", "key": "a"} | changed).version
        == ONE_OF_EACH["single_choice"].version
    )


def test_the_version_does_not_hang_on_the_order_of_a_key() -> None:
    other = item("matching", {"L2": "c", "L1": "a"}, prompts=PROMPTS)
    assert other.version == ONE_OF_EACH["matching"].version


def test_nothing_in_a_record_can_be_changed() -> None:
    place = Place(id="x", name="X", kind="city", lat=1, lon=2, source_id="s")
    with pytest.raises(ValidationError):
        place.name = "Y"  # type: ignore[misc]  # that is the mistake
    key: Any = ONE_OF_EACH["matching"]
    with pytest.raises(TypeError):
        key.key["L1"] = "b"
    assert place == Place(id="x", name="X", kind="city", lat=1, lon=2, source_id="s")


@pytest.mark.parametrize(
    ("policy", "url", "link", "label"),
    [
        ("open", "https://a.example.org/b?c=1", "https://a.example.org/b?c=1", ""),
        ("republication", "http://a.example.org", "http://a.example.org", "republication"),
        ("state media", "https://a.example.org", None, "state media"),
        ("no link", "", None, ""),
    ],
)
def test_where_a_learner_may_be_sent(policy: Any, url: str, link: str | None, label: str) -> None:
    source = Source(
        id="s", publisher="P", title="T", url=url, kind="news", verified="read", link_policy=policy
    )
    assert (source.link, source.link_label) == (link, label)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example.org",
        "https://localhost/a",
        "https://10.0.0.1:80/",
        "javascript:alert(1)",
        "https://a.example.org/a b",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="url"):
        Source(id="s", publisher="P", title="T", url=url, kind="news", verified="read", link_policy="open")


def test_a_site_has_a_point_or_none() -> None:
    shared: dict[str, Any] = {
        "id": "x",
        "name": "X",
        "region": "R",
        "place_context": "C",
        "kind": "port",
        "source_id": "s",
    }
    assert Site(**shared, drawn_as="none").point is None
    assert Site(**shared, drawn_as="area", lat=50, lon=20, precision_km=15).point == (50, 20)
    with pytest.raises(ValidationError, match="needs a precision_km below 15"):
        Site(**shared, drawn_as="point", lat=50, lon=20, precision_km=15)


def test_distance_is_that_of_the_great_circle() -> None:
    quarter = distance_km((0, 0), (90, 0))
    assert quarter == pytest.approx(12742 * 3.141592653589793 / 4)
    assert distance_km((52, 28), (52, 28)) == 0
    assert (
        distance_km((52, 28), (53, 28)) == distance_km((53, 28), (52, 28)) == pytest.approx(111.2, abs=0.05)
    )


def test_words_sentences_and_quotation_marks() -> None:
    assert words("Two words – and 'two' more") == 5
    assert sentences("One. Two? 'Three!' Four.") == ("One.", "Two?", "'Three!", "Four.")
    assert plain_quotes("It’s  “So”\nsaid") == 'it\'s "so" said'
