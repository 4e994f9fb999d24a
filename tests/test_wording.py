"""The words of the data: plain for learners, fair to all sides, and without inner codes.

"Enlargement" is our own word and "expansion" somebody's; places in Ukraine have their Ukrainian names; a
guess about a misprint is not a fact. Such rules hold over all files together: no single record can keep
them.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from lessons.commands.saved import course_notebooks
from lessons.content import Content, load_content
from lessons.content.records.base import Record
from tests.warned import late, warned

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


NOT_READ = re.compile(
    r"id|slug|url|notebook|fingerprint|name_local|same_picture_as|parties|not_at_table|see_also|.*_ids?"
)


def everything(content: Content) -> Iterator[tuple[str, str]]:
    """(where, text) of all that somebody reads in the data; ids, references and addresses are not read."""
    for collection in fields(content):
        found = getattr(content, collection.name)
        if collection.name == "course":
            found = (found,)
        if collection.name != "basemap":
            for record in found.values() if isinstance(found, Mapping) else found:
                name = getattr(record, "id", "") or getattr(record, "slug", "")
                yield from _texts(f"{collection.name} {name or getattr(record, 'number', '')}", record)


def _texts(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Record):
        right = getattr(value, "right", None)
        for name, one in value:
            if name == "options" and right is not None:  # a wrong answer may say what is wrong
                for option in one:
                    part = "right" if option.id in right else "wrong"
                    yield from _texts(f"{where} {part}", option)
            elif not NOT_READ.fullmatch(name):
                yield from _texts(f"{where} {name}", one)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(f"{where} {name}", one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(where, one)


def pages() -> Iterator[tuple[str, str]]:
    """(where, text) of what stands in the notebooks themselves."""
    for file in course_notebooks(ROOT / "notebooks"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            yield f"{file.stem} {cell['id']}", "".join(cell["source"])


def program() -> Iterator[tuple[str, str]]:
    """(where, text) of every fixed text of the program: of panels, plain pages, handouts, plans, reports."""
    for file in sorted((ROOT / "lessons").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}  # docstrings
        for one in ast.walk(tree):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told:
                yield f"{file.relative_to(ROOT)}:{one.lineno}", one.value
    for file in sorted((ROOT / "lessons").rglob("*.js")):
        yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


# Fields that hold somebody's words, each as such: what the article says, retold or quoted; what a publisher
# calls a page; a sentence that is there to be mended; the word that a term of the glossary is about.
HELD = re.compile(
    r"paragraphs \d+ (standard|plain|key_facts|speakers words)|claims \S+ (statement|claimant)"
    r"|discrepancies \S+ printed|verdicts \S+ claim|forecasts \S+ statement|course  article title"
    r"|quotations \S+ (printed|published)|misprints \S+ printed words|sources \S+ (title|publisher)"
    r"|wordings \S+ (sentence|words word)|items \S+ wrong text|terms \S+ (aliases|article_wordings)"
    r"|terms (summit|separatists|enlargement) .*"
)


def test_the_course_uses_no_word_that_its_own_rules_warn_of(content: Content) -> None:
    own = [(where, text) for where, text in everything(content) if not HELD.fullmatch(where)]
    seen = [*own, *pages(), *((where, text) for where, text in program() if " " in text)]
    assert len(seen) > 8000
    assert [f"{where}: {one}" for where, text in seen for one in warned(text)] == []


def test_what_may_keep_a_warned_word_is_there_and_uses_it(content: Content) -> None:
    """An exception that nothing needs is a hole."""
    held = [(where, text) for where, text in everything(content) if HELD.fullmatch(where)]
    using = {where.split()[0] for where, text in held if list(warned(text))}
    assert using == {
        *("paragraphs", "claims", "discrepancies", "verdicts", "forecasts", "course"),
        *("sources", "wordings", "items", "terms"),
    }


def test_the_open_lessons_know_nothing_of_the_time_after_the_week(content: Content) -> None:
    """In own words, too: a warm-up or a teacher's line is no row that a spoiler filter could close."""
    closed = content.without_spoilers()
    dated_long_ago = {
        f"events {one.id} statement" for one in closed.events.values() if one.happened_on.last.year < 2021
    }
    told = [
        f"{where}: {one}"
        for where, text in (*everything(closed), *pages())
        if where.split()[0] != "sources" and where not in dated_long_ago
        if not where.startswith(("course  timeline periods", "course  opening"))
        for one in late(text)
    ]
    assert told == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The summit in Geneva begins.", ["summit: talks, meetings"]),
        ("NATO's 'expansion' worries it, it says.", []),
        ("NATO's expansion worries it.", ["expansion: enlargement, growth"]),
        (
            "The West wants talks, and Kiev waits.",
            ["The West: name the states, or NATO, or the EU", "Kiev: Kyiv"],
        ),
        ("The states' view: it isn't an 'aggression'.", []),
    ],
)
def test_a_warned_word_is_found_and_a_quotation_is_left_alone(text: str, found: list[str]) -> None:
    assert list(warned(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 24 February the war began.", ["24 February", "war began"]),
        ("It ended on 31 March 2022.", ["March 2022"]),
        ("Lavrov spoke on 14 January.", ["14 January"]),
        ("The meetings are from 10 to 13 January 2022, and on 27 January 1994.", []),
    ],
)
def test_a_hint_at_what_came_later_is_found(text: str, found: list[str]) -> None:
    assert list(late(text)) == found


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
        "misprints city printed words",
        "items Q55 stem",
        "items Q65 right text",
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
