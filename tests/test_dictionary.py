"""data/README.md says of every field what it means; here it is held to the records, in both directions."""

import json
import re
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest

from lessons.content import load_content
from lessons.content.finish import FORMATS
from lessons.content.records import (
    Article,
    Ask,
    Clue,
    Course,
    Found,
    Known,
    Label,
    LoadedWord,
    MapSettings,
    Meant,
    Opening,
    Opinion,
    PartialDate,
    Period,
    Printed,
    Region,
    Seat,
    TimelineSettings,
    Version,
    View,
    Writing,
)
from lessons.content.records.base import Record
from lessons.content.records.exercises import TASKS
from lessons.content.records.items import GuessOption, NumberOption, PlaceOption, Prompt
from lessons.content.records.text import Speaker
from lessons.content.records.words import Abbreviation
from lessons.content.shape import CSV

Fields = dict[str, list[str]]

TABLES: dict[str, type[Record]] = {
    **{collection.file: collection.record for collection in CSV.values()},
    "[[paragraphs.speakers]]": Speaker,
    "[[terms.abbreviations]]": Abbreviation,
    "[[lessons.writings]]": Writing,
    "[[lessons.writings.asks]]": Ask,
    "[[lessons.found]]": Found,
    "[[items.prompts]]": Prompt,
    "[course]": Course,
    "[course.article]": Article,
    "[map]": MapSettings,
    "[[map.views]]": View,
    "[[map.labels]]": Label,
    "[[map.regions]]": Region,
    "[timeline]": TimelineSettings,
    "[[timeline.periods]]": Period,
    "[[agreements.opinions]]": Opinion,
    "[[bodies.seats]]": Seat,
    "[[wordings.words]]": LoadedWord,
    "[[wordings.versions]]": Version,
    "[[misprints.printed]]": Printed,
    "[[misprints.clues]]": Clue,
    "[[misprints.options]]": Meant,
    "[[forecasts.known]]": Known,
    "[opening]": Opening,
}
# Their tables stand below.
OWN_HEADINGS = {
    "paragraphs.toml",
    "terms.toml",
    "lessons.toml",
    "event_sets.toml",
    "agreements.toml",
    "bodies.toml",
    "wordings.toml",
    "misprints.toml",
    "forecasts.toml",
    "teaching.toml",
    "delegations.toml",
    "exercises.toml",
    "course.toml",
}


def all_fields(*models: type[Record]) -> dict[str, Any]:
    """The fields of several records, each once."""
    found: dict[str, Any] = {}
    for model in models:
        for name, field in model.model_fields.items():
            found.setdefault(name, field)
    return found


def expected() -> dict[str, dict[str, Any]]:
    from lessons.content.shape import TOML

    tables = {heading: dict(model.model_fields) for heading, model in TABLES.items()}
    tables |= {f"[[{name}]]": dict(one.record.model_fields) for name, one in TOML.items()}
    tables["[[items]]"] = all_fields(*FORMATS.values())
    tables["[[items.options]]"] = all_fields(NumberOption, PlaceOption, GuessOption)
    return tables


EXPECTED = expected()


def sections(root: Path) -> Iterator[tuple[str, Fields]]:
    """Every heading of the dictionary with the rows of its table, by first cell."""
    text = (root / "data" / "README.md").read_text("utf-8")
    for part in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in body.splitlines()
            if line[:1] == "|"
        ]
        yield heading.strip(), {row[0]: row[1:] for row in rows[2:]}


@pytest.fixture(scope="module")
def dictionary(root: Path) -> dict[str, Fields]:
    return dict(sections(root))


def literals(annotation: Any) -> list[str]:
    """The allowed words of a field, also inside `tuple[…]`, `… | None` and annotated types."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    if annotation is bool:
        return ["true", "false"]
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return [word for inner in get_args(annotation) for word in literals(inner)]
    return []


def holds(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(holds(inner, kind) for inner in get_args(annotation))


@pytest.mark.parametrize("heading", EXPECTED)
def test_every_field_is_described_in_its_order_and_no_other(
    dictionary: dict[str, Fields], heading: str
) -> None:
    described = list(dictionary[heading])
    if heading.startswith("[[items"):
        assert sorted(described) == sorted(EXPECTED[heading])
    else:
        assert described == list(EXPECTED[heading])


@pytest.mark.parametrize("heading", EXPECTED)
def test_allowed_words_are_the_records_own(dictionary: dict[str, Fields], heading: str) -> None:
    for name, field in EXPECTED[heading].items():
        words = list(FORMATS) if (heading, name) == ("[[items]]", "format") else literals(field.annotation)
        assert [word for word in dictionary[heading][name][1].split("; ") if word] == words, name


@pytest.mark.parametrize("heading", EXPECTED)
def test_what_may_be_empty_and_in_which_form(dictionary: dict[str, Fields], heading: str) -> None:
    for name, field in EXPECTED[heading].items():
        form = dictionary[heading][name][0]
        if name not in ("key", "prompts"):
            assert form.endswith("may be empty") is not field.is_required(), name
        assert form.startswith("date") is holds(field.annotation, PartialDate), name
        assert (form.startswith("day") or form == "list of days") is holds(field.annotation, date), name
        assert ("km" in form) is name.endswith("_km"), name
        assert ("degrees" in form) is (name in ("lat", "lon", "bbox")), name


def test_every_file_of_the_data_has_its_section(dictionary: dict[str, Fields], root: Path) -> None:
    files = {path.name for path in (root / "data").iterdir() if path.suffix in (".csv", ".toml", ".json")}
    headed = {heading for heading in dictionary if heading.endswith((".csv", ".toml", ".json"))}
    assert files - {"article.txt"} == headed
    assert headed == {one.file for one in CSV.values()} | OWN_HEADINGS | {"basemap.json"}


def test_every_mistake_of_an_exercise_is_described(dictionary: dict[str, Fields]) -> None:
    mistakes = {name for task in TASKS.values() for name in task.hints}
    assert set(dictionary["[exercises.hints]"]) == mistakes


def test_every_format_has_its_key(dictionary: dict[str, Fields]) -> None:
    assert sorted(dictionary["The key of each format"]) == sorted(FORMATS)


def test_every_wording_is_a_word_of_the_data_or_described(dictionary: dict[str, Fields]) -> None:
    words = {
        word
        for heading, name in (
            ("observations.csv", "evidence"),
            ("claims.csv", "kind"),
            ("estimates.csv", "kind"),
            ("positions.csv", "kind"),
            ("overlaps.csv", "relation"),
            ("verdicts.csv", "verdict"),
            ("verdicts.csv", "came"),
            ("sites.csv", "drawn_as"),
            ("venues.csv", "drawn_as"),
            ("[[agreements]]", "binding"),
            ("sources.csv", "verified"),
            ("sources.csv", "link_policy"),
        )
        for word in literals(EXPECTED[heading][name].annotation)
    }
    assert set(load_content().course.wording) == words | set(dictionary["[wording]"])


def test_the_base_map_is_described(dictionary: dict[str, Fields], root: Path) -> None:
    shapes = json.loads((root / "data" / "basemap.json").read_text("utf-8"))
    assert list(dictionary["basemap.json"]) == list(shapes)


def test_every_column_of_the_files_is_a_field(root: Path) -> None:
    for collection in CSV.values():
        header = (root / "data" / collection.file).read_text("utf-8").splitlines()[0].split(",")
        assert header == list(collection.record.model_fields), collection.file
