"""Terms in a running text, their definitions, and how a source is named."""

import re

import pytest

from lessons.content.records import Source, Term
from lessons.ui.sources import source_line, source_text
from lessons.ui.terms import (
    Mention,
    definition,
    definition_still,
    definition_text,
    find_mentions,
    running_text,
)


def source(**changes: str | None) -> Source:
    fields = {
        "id": "s_one",
        "publisher": "The Office",
        "title": "A page & more",
        "published_on": "2021-04",
        "url": "https://example.org/page",
        "kind": "page",
        "verified": "read",
        "link_policy": "open",
    }
    return Source.model_validate(fields | changes)


def term(name: str, **changes: object) -> Term:
    fields = {
        "id": name.lower().replace(" ", "_").replace("-", "_"),
        "headword": name,
        "category": "words",
        "plain": f"Plain {name}.",
        "standard": f"Standard {name}.",
        "why_here": f"Why {name}.",
        "source_id": "s_one",
    }
    return Term.model_validate(fields | changes)


def found(text: str, *terms: Term) -> list[tuple[str, str]]:
    return [(text[one.start : one.stop], one.term_id) for one in find_mentions(text, terms)]


LAKE, LAKE_COUNCIL = term("Lake"), term("Lake Council", aliases=("council of the lake",))


def test_a_term_is_found_where_it_first_stands_in_any_capitals():
    assert found("The lake, a LAKE, our Lake.", LAKE) == [("lake", "lake")]


def test_a_longer_form_wins_and_nothing_stands_inside_it():
    text = "The Lake Council met. The lake was calm. The council of the lake ended."
    assert found(text, LAKE, LAKE_COUNCIL) == [("Lake Council", "lake_council"), ("lake", "lake")]


@pytest.mark.parametrize("text", ["lakes", "lake-side", "the mid-lake isle", "snowlake", "lake_1"])
def test_only_whole_words_count(text):
    assert found(text, LAKE) == []


@pytest.mark.parametrize("text", ["lake's shore", "(lake)", "lake.", "'lake'", "council of\nthe lake"])
def test_marks_of_punctuation_and_line_ends_do_not_hide_a_term(text):
    assert len(found(text, LAKE, LAKE_COUNCIL)) == 1


def test_of_two_terms_with_one_form_the_first_of_the_file_has_it():
    assert found("a pond", term("Pond"), term("Pool", aliases=("pond",))) == [("pond", "pond")]


def test_a_term_does_not_cross_a_quotation_mark():
    assert found("a 'small Lake' Council", LAKE, LAKE_COUNCIL) == [("Lake", "lake")]


def html(text: str, *mentions: Mention) -> str:
    return "".join(str(node) if not isinstance(node, str) else node for node in running_text(text, mentions))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He said 'yes'.", "He said <q>yes</q>."),
        ("'the lake's edge' it is", "<q>the lake&#39;s edge</q> it is"),
        ("the lake's edge, Ann's and Bob's", "the lake's edge, Ann's and Bob's"),
        ("“Yes,” he said, ‘no’.", "<q>Yes,</q> he said, <q>no</q>."),
    ],
)
def test_quoted_words_become_quotations_and_apostrophes_do_not(text, shown):
    assert html(text) == shown


def test_a_text_keeps_every_letter():
    text = "At the 'Lake Council' <b>we</b> saw a lake & more."
    nodes = running_text(text, find_mentions(text, (LAKE, LAKE_COUNCIL)), lambda _, words: f"[{words}]")
    joined = "".join(str(node) for node in nodes)
    assert re.sub(r"</?q>|[\[\]]", "", joined) == text.replace("'", "")


TERMS = {
    one.id: one
    for one in (
        term(
            "Lake",
            expansion="Large Area",
            see_also=("pond",),
            misconception="It is not a sea.",
            plain="<script>1</script>",
        ),
        term("Pond"),
    )
}
SOURCES = {"s_one": source()}


def test_a_definition_has_everything_that_is_known_and_escapes_it():
    shown = str(definition(TERMS["lake"], terms=TERMS, sources=SOURCES, place="here", seen="paragraph 3"))
    assert "<script" not in shown
    assert "&lt;script&gt;1&lt;/script&gt;" in shown
    for words in (
        "(Large Area)",
        "Standard Lake.",
        "Why Lake.",
        "It is not a sea.",
        "paragraph 3",
        "The Office",
    ):
        assert words in shown
    assert 'data-with-term="pond"' in shown
    assert 'id="here-title"' in shown
    assert 'aria-labelledby="here-title"' in shown


def test_the_standard_definition_opens_by_a_button():
    closed = str(definition(TERMS["pond"], terms=TERMS, sources=SOURCES, place="here", more=False))
    opened = str(definition(TERMS["pond"], terms=TERMS, sources=SOURCES, place="here", more=True))
    assert "Standard Pond." not in closed
    assert 'aria-label="More about Pond"' in closed
    assert "Standard Pond." in opened
    assert 'aria-label="Less about Pond"' in opened


def test_what_a_term_does_not_have_leaves_no_label():
    shown = str(definition(TERMS["pond"], terms=TERMS, sources=SOURCES, place="here"))
    assert "mistake" not in shown
    assert "See also" not in shown
    assert "In the article" not in shown


def test_the_still_of_a_definition_says_the_same_without_anything_to_press():
    shown = str(definition_still(TERMS["lake"], terms=TERMS, sources=SOURCES, seen="paragraph 3"))
    text = definition_text(TERMS["lake"], terms=TERMS, sources=SOURCES, seen="paragraph 3")
    assert not re.search(r"<(button|input|form|script)|\sid=", shown)
    for words in (
        "Lake (Large Area)",
        "Standard Lake.",
        "Why Lake.",
        "It is not a sea.",
        "See also: ",
        "Pond",
        "paragraph 3",
    ):
        assert words in re.sub(r"</?em>", "", shown)
        assert words in text


def test_an_open_source_is_linked_by_its_title():
    assert str(source_line(source())) == (
        '<span class="lesson-source">The Office, <a href="https://example.org/page" target="_blank" '
        'rel="noopener noreferrer">“A page &amp; more”</a>, April 2021</span>'
    )
    assert source_text(source()) == "The Office, “A page & more”, April 2021 <https://example.org/page>"


@pytest.mark.parametrize(
    ("changes", "linked", "tail"),
    [
        ({"link_policy": "republication"}, True, ", April 2021 (republication)"),
        ({"link_policy": "state media"}, False, ", April 2021 (state media)"),
        ({"link_policy": "no link", "url": ""}, False, ", April 2021"),
        (
            {"published_on": None, "verified": "from knowledge"},
            True,
            " (from general knowledge, page not read)",
        ),
    ],
)
def test_a_source_is_linked_and_labelled_by_its_policy(changes, linked, tail):
    one = source(**changes)
    assert ("<a " in str(source_line(one))) is linked
    assert ("<https" in source_text(one)) is linked
    assert f"”{tail}" in re.sub(r"</?a[^>]*>", "", str(source_line(one)))
    assert f"”{tail}" in source_text(one)
