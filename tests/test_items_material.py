"""Every key against the material that its question names: what a learner needs has to stand there.

A question says in `needs` what a learner has at hand. These tests put that material together as its lesson
gets it (no spoilers before the last one) and look for what the key says: its names and numbers, most of its
words, the days behind an order, the kind behind a classification. A row that is corrected later then cannot
leave an old key behind unseen.

What they cannot see: whether a sentence with the right words says the right thing ("never" for "always"),
whether a second answer could be defended too, and whether a conclusion that no row spells out is sound. For
that, people answer the questions without the key.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from lessons.content import Content, load_content
from lessons.content.records.items import ClassifyClaim, Item, Matching, Numeric, Ordering, WhoSaidWhat

COLLECTIONS = {
    "glossary": ("terms",),
    "map": ("sites", "observations", "estimates", "venues", "places", "context"),
    "timeline": ("events",),
    "meetings": ("meetings", "people", "venues"),
    "positions": ("positions", "parties", "overlaps", "draft_articles"),
    "check_sheet": ("claims", "discrepancies"),
}
# A key that is a conclusion: its words do not stand in the material, the reasons for it do.
CONCLUSIONS = {
    *("T01", "T02", "T02P", "Q06P", "Q08", "Q11", "Q26", "Q28", "Q28P", "Q60P", "Q63", "Q66", "Q66P", "Q70"),
    *(
        "Q70P",
        "Q79",
        "Q80",
        "Q81",
        "Q82",
        "Q84",
        "Q85",
        "B05",
        "B07",
        "B08",
        "B17",
        "B18",
        "B19",
        "B20",
        "B20P",
        "B22",
    ),
}
MONTHS = list(calendar.month_name)[1:]
QUOTED = re.compile(r"(?<!\w)'([^']+(?:'\w+[^']*)?)'(?!\w)")
SMALL = frozenset(
    re.findall(
        r"\w+",
        "about after again against also among another around because been before between both cannot could "
        "each every from have into less more most much must near never not only other others over same than "
        "that their them then there these they this those three through under until very were what when "
        "where which while will with without would your still such",
    )
)


@pytest.fixture(scope="module")
def everything() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def by_lesson(everything: Content) -> Mapping[str, Content]:
    return {slug: everything.for_lesson(slug) for slug in everything.lessons}


def markable(content: Content) -> list[Item]:
    return [item for item in content.items.values() if item.format != "guess"]


def levels(content: Content, item: Item) -> list[str]:
    """The paragraphs of an item, once for each level of the retelling."""
    read = [content.paragraphs[number] for number in item.paragraphs]
    spoken = " ".join(f"{who.name} {who.words}" for one in read for who in one.speakers)
    later = " ".join(one.later for one in read)
    return [
        " ".join([*(getattr(one, level) for one in read), spoken, later]) for level in ("standard", "plain")
    ]


def material(content: Content, item: Item) -> list[str]:
    """What a learner can read who has only what `needs` names, once for each level."""
    rows = " ".join(
        rows_of(getattr(content, one)) for need in item.needs for one in COLLECTIONS.get(need, ())
    )
    wording = " ".join(f"{word} {said}" for word, said in content.course.wording.items())
    texts = levels(content, item) if "article" in item.needs else [""]
    return [f"{text} {rows} {wording} {item.stem}" for text in texts]


_READ: dict[int, tuple[Mapping[str, Any], str]] = {}


def rows_of(collection: Mapping[str, Any]) -> str:
    """All that stands in the rows of a collection; put together once, for it is asked a hundred times."""
    if id(collection) not in _READ:
        said = " ".join(str(one) for row in collection.values() for one in _values(row.model_dump()))
        _READ[id(collection)] = collection, said
    return _READ[id(collection)][1]


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping) and len(str(value.get("iso", ""))) == len("2022-01-12"):
        day = date.fromisoformat(value["iso"])
        yield f"{day:%A} {day.day} {MONTHS[day.month - 1]} {day.year}"  # a day tells its weekday, too
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _values(one)
    else:
        yield value


def stem(word: str) -> str:
    return word.lower()[:5]


def keys(item: Item) -> list[str]:
    """The texts that the key of an item calls right, numbers, places and orders apart."""
    if isinstance(item, Numeric | Ordering | ClassifyClaim) or item.format == "map_location":
        return []
    return [option.text for option in item.options if option.id in item.right]


def test_every_need_leads_to_something(by_lesson: Mapping[str, Content]) -> None:
    for content in by_lesson.values():
        for item in markable(content):
            assert item.needs, item.id
            for need in set(item.needs) - {"article"}:
                assert any(getattr(content, one) for one in COLLECTIONS[need]), (item.id, need)
            if "article" in item.needs:
                assert item.paragraphs, item.id


def test_names_and_numbers_of_a_key_stand_in_its_material(by_lesson: Mapping[str, Content]) -> None:
    missing = []
    for slug, content in by_lesson.items():
        for item in markable(content):
            if item.lesson != slug:
                continue
            for text in keys(item):
                named = re.findall(r"(?<=[\w,;:'] )[A-Z][\w-]+|\d[\d,.]*\d|\d{2,}", text)
                for level in material(content, item):
                    lost = [one for one in named if one.lower() not in level.lower()]
                    missing += [(item.id, text, lost)] if lost else []
    assert missing == []


def test_most_words_of_a_key_stand_in_its_material(by_lesson: Mapping[str, Content]) -> None:
    """Word by word, by the first letters; a key that is a conclusion says so in CONCLUSIONS."""
    weak = []
    for slug, content in by_lesson.items():
        for item in markable(content):
            if item.lesson != slug or item.id in CONCLUSIONS:
                continue
            for text in keys(item):
                words = {stem(w) for w in re.findall(r"[A-Za-z]{4,}", text) if w.lower() not in SMALL}
                for level in material(content, item):
                    there = {stem(w) for w in re.findall(r"[A-Za-z]{4,}", level)}
                    if len(words & there) < 0.75 * len(words):
                        weak.append((item.id, text, sorted(words - there)))
    assert weak == []


def test_a_conclusion_is_still_asked(everything: Content) -> None:
    assert set(everything.items) >= CONCLUSIONS


def test_quoted_words_stand_in_the_paragraphs_at_both_levels(everything: Content) -> None:
    for item in markable(everything):
        if "article" not in item.needs:
            continue
        printed = " ".join(f"{one.printed} {one.problem}" for one in everything.discrepancies.values())
        terms = " ".join(one.headword for one in everything.terms.values())
        for level in levels(everything, item):
            there = f"{level} {printed} {terms}".lower()
            for words in QUOTED.findall(item.stem):
                # words of the printed article stand in the check sheet in pieces
                parts = words.split() if "printed article" in item.stem else [words]
                assert [one for one in parts if one.lower() not in there] == [], (item.id, words)


def test_whose_words_they_are_stands_with_the_paragraph(everything: Content) -> None:
    for item in markable(everything):
        if isinstance(item, WhoSaidWhat) and "article" in item.needs:
            (speaker,) = (option.text for option in item.options if option.id == item.key)
            name = re.sub(r"^(That of|The) |,.*", "", speaker)
            for level in levels(everything, item):
                assert name in level, (item.id, name)
            others = [option.text for option in item.options if option.id != item.key]
            assert len(set(others)) == len(others)


def test_a_classified_statement_is_of_that_kind_in_the_claims(everything: Content) -> None:
    for item in markable(everything):
        if isinstance(item, ClassifyClaim) and item.paragraphs:
            (kind,) = (option.text for option in item.options if option.id == item.key)
            claims = [one for one in everything.claims.values() if one.paragraph in item.paragraphs]
            assert kind in {one.kind for one in claims}, (item.id, kind)


def test_orders_follow_the_days_that_the_feedback_gives(by_lesson: Mapping[str, Content]) -> None:
    for slug, content in by_lesson.items():
        for item in markable(content):
            if item.lesson == slug and isinstance(item, Ordering):
                said = {option.id: when(option.rationale) for option in item.options}
                assert sorted(said, key=lambda one: said[one]) == list(item.key), (item.id, said)
                assert len(set(said.values())) == len(said), item.id
                dated = days(content, item)
                for option in item.options:
                    year, month, day = said[option.id]
                    assert (year, month, day) in dated or (not month and year in {y for y, _, _ in dated}), (
                        item.id,
                        option.text,
                    )


def when(text: str) -> tuple[int, int, int]:
    """(year, month, day) of the first day in a text, 0 for what it does not say. No year: 2022."""
    day = re.search(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?", text)
    if day:
        return int(day[3] or 2022), MONTHS.index(day[2]) + 1, int(day[1])
    year = re.search(r"\d{4}", text)
    assert year, text
    return int(year[0]), 0, 0


def days(content: Content, item: Item) -> set[tuple[int, int, int]]:
    """The days of the rows that an order can be read from."""
    rows: list[Any] = []
    if "timeline" in item.needs:
        rows += [one.happened_on for one in content.events.values()]
    if "meetings" in item.needs:
        rows += [one.held_on for one in content.meetings.values()]
    if "map" in item.needs:
        rows += [day for one in content.observations.values() for day in (one.observed_on, one.published_on)]
    firsts = [getattr(one, "first", one) for one in rows]
    return {(one.year, one.month, one.day) for one in firsts}


def test_numbers_are_what_the_material_gives(everything: Content, by_lesson: Mapping[str, Content]) -> None:
    """Numbers that stand there are looked up, numbers that have to be worked out are worked out anew."""
    events = {one.label: one.happened_on.first for one in everything.events.values()}
    dates = {one.id: one for one in everything.observations.values()}
    lag = (dates["o015"].published_on.first - dates["o015"].observed_on.first).days
    worked_out = {
        "B12": (dates["o013"].published_on.first - dates["o013"].observed_on.first).days,
        "B12P": lag,
        "Q54": (date(2022, 1, 13) - date(2022, 1, 10)).days,
        "Q78": everything.bodies["nrc"].number,
        "Q87": (events["Full-scale invasion"] - events["OSCE Permanent Council"]).days,
    }
    for item in markable(everything):
        if not isinstance(item, Numeric):
            continue
        if item.id in worked_out:
            assert item.key.value == worked_out[item.id], item.id
        else:
            (text,) = material(by_lesson[item.lesson], item)
            assert re.search(rf"\b{item.key.value:g}\b", text), item.id


def test_the_days_of_the_week_give_the_number_of_days(everything: Content) -> None:
    item = everything.items["Q54"]
    for level in levels(everything, item):
        assert "Monday" in level
        assert "Thursday" in level


def test_a_pair_names_both_its_sides_in_the_material(by_lesson: Mapping[str, Content]) -> None:
    for slug, content in by_lesson.items():
        for item in markable(content):
            if item.lesson == slug and isinstance(item, Matching) and "glossary" in item.needs:
                for level in material(content, item):
                    for prompt in item.prompts:
                        words = {stem(w) for w in re.findall(r"[A-Za-z]{4,}", prompt.text)}
                        there = {stem(w) for w in re.findall(r"[A-Za-z]{4,}", level)}
                        assert words <= there, (item.id, prompt.text)


def test_an_early_question_tells_nothing_of_what_came_after(everything: Content) -> None:
    """Only a spoiler names a day after the week, or an event of later."""
    after = re.compile(
        r"\b(1[4-9]|2\d|3[01]) January 2022\b|\b(February|March|April|May|June) 2022\b"
        r"|full-scale|\b202[3-6]\b"
    )
    for item in markable(everything):
        if not item.spoiler:
            read = [item.stem, *(text for o in item.options for text in (o.text, o.rationale))]
            found = [text for text in read if after.search(text.replace("5 February 2026", ""))]
            assert found == [], item.id


def test_what_the_article_leaves_out_is_left_out(everything: Content) -> None:
    """The key of Q63 names what no paragraph reports: it has to be absent, at both levels."""
    for one in everything.paragraphs.values():
        assert not re.search(r"\bden(y|ies|ied|ial)", f"{one.standard} {one.plain}"), one.number
