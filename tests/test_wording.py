"""The words of the data: plain for learners, fair to all sides, and without inner codes.

"Enlargement" is our own word and "expansion" somebody's; places in Ukraine have their Ukrainian names; a
guess about a misprint is not a fact. Such rules hold over all files together: no single record can keep
them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest

from lessons.content import Content, load_content


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def everything(content: Content) -> Iterator[tuple[str, str]]:
    """(where, text) of every record of the facts; ids, references and addresses are not read by learners."""
    for collection in fields(content):
        found = getattr(content, collection.name)
        if collection.name not in ("items", "lessons", "misconceptions", "objectives", "basemap", "course"):
            for record in found.values() if isinstance(found, Mapping) else found:
                for field, value in record.model_dump().items():
                    if not re.fullmatch(r"id|url|same_picture_as|parties|.*_ids?", field):
                        yield f"{collection.name} {record.id} {field}", str(_read(value))


def _read(value: Any) -> Any:
    """A value without the references in what is nested in it."""
    if isinstance(value, list | tuple):
        return [_read(one) for one in value]
    if isinstance(value, dict):
        return {name: _read(one) for name, one in value.items() if not name.endswith(("_id", "_ids"))}
    return value


def test_no_inner_code_in_what_learners_read(content: Content) -> None:
    code = re.compile(
        r"\bs_[a-z0-9]|\bS_[A-Z]|\b[eoc]\d{2,3}\b|\bM\d{2}\b|\bmc_|\.csv|\.ya?ml|\.md\b|\.toml|README"
    )
    assert [where for where, text in everything(content) if code.search(text)] == []


def test_places_of_ukraine_have_their_ukrainian_names(content: Content) -> None:
    russian = re.compile(
        r"\b(Kiev|Odessa|Lugansk|Kharkov|Lvov|Nikolaev|Dnepr|Donbass|Zaporozhye|Slavyansk|Gorlovka)\b"
    )
    for where, text in everything(content):
        if not re.fullmatch(r"sources \S+ title", where):  # a title keeps its own spelling
            assert not russian.search(text), f"{where}: {text}"


def test_the_garbled_city_is_printed_where_it_is_asked_for_and_where_it_is_explained(
    content: Content,
) -> None:
    assert {w for w, text in everything(content) if "Kardash" in text} == {
        "discrepancies d12-1 printed",
        "discrepancies d12-1 problem",
        "misprints city printed",
    }


def test_expansion_is_never_our_own_word(content: Content) -> None:
    """'Enlargement' in our own voice; 'expansion' in quotation marks, as somebody's word."""
    for where, text in everything(content):
        if "expansion" in text and not re.fullmatch(r"sources \S+ (title|note)", where):
            quoted = re.search(r"['‘\"][^'’\"]*expansion[^'’\"]*['’\"]", text)
            field = where.split()[-1]
            assert quoted or field in {"aliases", "article_wordings", "words", "printed", "key_facts"}, where


def test_the_key_terms_of_the_first_paragraphs_are_buttons(content: Content) -> None:
    """Paragraphs 0 to 3 open with lesson 01: the key terms that their words contain are buttons."""
    for number, wanted in {0: {"nato"}, 2: {"buildup", "satellite_image"}, 3: {"nato", "annexation"}}.items():
        paragraph = content.paragraphs[number]
        for text in (paragraph.standard, paragraph.plain):
            found = {
                term.id
                for term in content.terms.values()
                for alias in term.aliases
                if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text, re.IGNORECASE)
            }
            assert found == wanted, f"paragraph {number}"


def test_both_lists_of_sources_are_one(content: Content) -> None:
    urls = [s.url for s in content.sources.values() if s.url]
    twice = {url for url in urls if urls.count(url) > 1}
    # one page, two readings: Article 10 was read, the rest of the treaty is from knowledge
    assert twice == {content.sources["s_art10"].url}
    assert all(re.fullmatch(r"s_[a-z0-9_]+", s.id) for s in content.sources.values())


def test_sources_without_a_link_give_no_address(content: Content) -> None:
    address = re.compile(r"https?://|www\.|\b[\w-]+\.(com|net|org|ru|su|info|me|news|blogspot|fyi|ro|gr)\b")
    for source in content.sources.values():
        if source.link_policy == "no link":
            assert not address.search(f"{source.publisher} {source.title} {source.note}"), source.id
    assert content.sources[content.context["c11"].source_id].link is None
    assert content.sources[content.observations["o016"].source_id].link is None
