"""The glossary: searching, a term's page, and the still."""

import html
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lessons.activities.glossary import LONGEST_QUERY, Glossary, GlossaryState, rank
from lessons.content import Content, load_content
from lessons.content.records import Source, Term
from lessons.ui.activity import NOT_RUNNING, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def term(name: str, category: str = "water", **changes: object) -> Term:
    texts = {"plain": f"Plain {name}.", "standard": f"Standard {name}.", "why_here": f"Why {name}."}
    ident = name.lower().replace(" ", "_").replace("-", "_").replace("é", "e")
    return Term.model_validate(
        {"id": ident, "headword": name, "category": category, "source_id": "s_one", **texts, **changes}
    )


TERMS = [
    term("Sea Co-operation Body", expansion="SCB", see_also=["lake"], paragraphs=[0, 3, 4]),
    term("Lake", plain="Water; <script>no</script> sea.", misconception="Not a sea.", aliases=["big pond"]),
    term("Étang", paragraphs=[7]),
    term("Body", "people", aliases=["lakeman"]),
]
SOURCE = {
    "id": "s_one",
    "publisher": "P",
    "title": "T",
    "kind": "page",
    "verified": "read",
    "link_policy": "no link",
}
EMPTY_CONTENT: dict[str, Any] = {field.name: {} for field in fields(Content)}
CONTENT = Content(
    **EMPTY_CONTENT
    | {"sources": {"s_one": Source.model_validate(SOURCE)}, "terms": {one.id: one for one in TERMS}}
)
GLOSSARY = Glossary(CONTENT)
EMPTY = GLOSSARY.empty()


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


def ids(query: str, category: str = "") -> list[str]:
    return [one.id for one in GLOSSARY.found(GlossaryState(query, category))]


def test_without_a_query_all_terms_stand_in_alphabetical_order():
    assert ids("") == ids("  ") == ["body", "etang", "lake", "sea_co_operation_body"]


@pytest.mark.parametrize(
    "query", ["cooperation", "CO-OPERATION", "co operation", " Co‑operation ", "seacoop", "SCB", "s.c.b."]
)
def test_capitals_hyphens_spaces_and_dots_do_not_count(query):
    assert ids(query) == ["sea_co_operation_body"]


@pytest.mark.parametrize("query", ["etang", "Étang", "e\u0301tang", "ÉTA"])
def test_accents_do_not_count(query):
    assert ids(query) == ["etang"]


def test_the_likeliest_comes_first():
    # headword begins; another form begins; the definition has it ("sea" is inside no other name)
    assert ids("lake") == ["lake", "body"]
    assert ids("sea") == ["sea_co_operation_body", "lake"]
    assert ids("body") == ["body", "sea_co_operation_body"]
    assert [rank(TERMS[1], query) for query in ("la", "big", "pond", "water", "xyz")] == [0, 1, 2, 3, None]


def test_a_hit_begins_where_a_word_begins():
    assert ids("ake") == []
    assert ids("tang") == []


def test_a_query_of_signs_alone_finds_nothing():
    assert ids("?!") == []


def test_numbers_stand_in_order_of_their_value():
    terms = {one.id: one for one in (term("Rule 10"), term("Rule 5"), term("Rule"), term("7 Rules"))}
    numbered = Glossary(replace(CONTENT, terms=terms))
    assert [one.headword for one in numbered.found(EMPTY)] == ["Rule", "Rule 5", "Rule 10", "7 Rules"]


def test_a_category_narrows_the_list():
    assert ids("", "people") == ["body"]
    assert ids("lake", "water") == ["lake"]


def test_opening_walking_on_and_going_back():
    opened = GLOSSARY.step(EMPTY, move("term", term="lake"))
    assert GLOSSARY.empty() == EMPTY
    assert opened.state == GlossaryState(term="lake", origin="lake")
    assert opened.entries == ({"kind": "opened_term", "term": "lake"},)
    assert opened.focus == "term-title"
    onward = GLOSSARY.step(opened.state, move("term", term="body", via="see_also"))
    assert onward.state == GlossaryState(term="body", origin="lake")
    back = GLOSSARY.step(onward.state, move("close"))
    assert (back.state, back.focus, back.entries) == (EMPTY, "entry-lake", ())


def test_the_focus_goes_back_to_an_entry_that_is_there():
    state = GLOSSARY.step(GlossaryState("lake"), move("term", term="lake")).state
    back = GLOSSARY.step(state, move("close"))
    assert f'id="{back.focus}"' in GLOSSARY.view(back.state)["results"]


def test_a_new_search_or_category_shows_the_list():
    opened = GlossaryState("s", "water", "lake", "lake")
    assert GLOSSARY.step(opened, move("search", query="se")).state == GlossaryState("se", "water")
    assert GLOSSARY.step(opened, move("category", category="")).state == GlossaryState("s")
    reset = GLOSSARY.step(opened, move("reset"))
    assert (reset.state, reset.focus) == (EMPTY, "query")


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (move("jump"), "move: 'jump' came, allowed are search, category, term, close, reset"),
        (move("term", term="x"), "term: 'x' came, allowed are sea_co_operation_body, lake, etang, body"),
        (move("category", category="x"), "category: 'x' came, allowed are water, people, or nothing for all"),
        (move("search", query="x" * 101), f"query: 101 characters came, at most {LONGEST_QUERY} are allowed"),
        (move("search"), "query: nothing came, one value is expected"),
    ],
)
def test_a_bad_move_says_what_came_and_what_is_allowed(event, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        GLOSSARY.step(EMPTY, event)


def test_nothing_of_the_log_is_shown():
    assert GLOSSARY.restore([{"kind": "opened_term", "term": "lake"}]) == EMPTY


def test_the_view_has_the_parts_it_names():
    for state in (EMPTY, GlossaryState("zzz"), GlossaryState(term="lake", origin="lake")):
        assert tuple(GLOSSARY.view(state)) == GLOSSARY.parts


def test_the_list_has_a_heading_for_each_letter():
    shown = GLOSSARY.view(EMPTY)["results"]
    assert re.findall("<h4>(.)</h4>", shown) == ["B", "E", "L", "S"]
    assert re.search(
        '<button data-move="term" data-with-term="lake"[^>]* id="entry-lake"[^>]*>Lake</button>', shown
    )
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (EMPTY, "4 terms."),
        (GlossaryState("lake"), "2 terms for “lake”."),
        (GlossaryState("étang", "water"), "1 term for “étang” in water."),
        (GlossaryState("<q>"), "No terms for “&lt;q&gt;”."),
    ],
)
def test_how_many_fit_is_said(state, said):
    assert GLOSSARY.view(state)["status"] == f'<p role="status" class="lesson-soft">{said}</p>'


def test_an_empty_result_has_a_way_out():
    shown = GLOSSARY.view(GlossaryState("zzz"))["results"]
    assert "Nothing fits." in shown
    assert '<button data-move="reset" type="button">Show all terms</button>' in shown


def test_the_query_and_the_category_stand_in_their_fields():
    shown = GLOSSARY.view(GlossaryState('a"b', "people"))["search"]
    assert 'value="a&#34;b"' in shown
    assert '<option value="people" selected>people (1)</option>' in shown


def test_a_term_page_stands_in_place_of_the_list():
    view = GLOSSARY.view(GlossaryState(term="sea_co_operation_body", origin="sea_co_operation_body"))
    assert view["results"] == ""
    assert view["status"] == '<p role="status" class="lesson-soft"></p>'
    for words in (
        "Plain Sea",
        "Standard Sea",
        "Why Sea",
        "(SCB)",
        "headline; paragraphs 3, 4",
        'data-with-term="lake"',
    ):
        assert words in view["term"]
    assert view["term"].startswith('<div data-escape="close">')
    assert ">Back to the list</button>" in view["term"]
    assert "paragraph 7" in GLOSSARY.view(GlossaryState(term="etang", origin="etang"))["term"]


def test_the_still_has_every_definition_and_nothing_to_press():
    still = GLOSSARY.still(EMPTY)
    assert still.text.startswith(f"{NOT_RUNNING}\n")
    assert still.html.startswith(f"<div><p>{NOT_RUNNING.replace('>', '&gt;')}</p>")
    assert not re.search(r"<(button|input|form|select|script)|\s(id|data-move|aria-\w+)=", still.html)
    for one in TERMS:
        for words in (one.headword, one.standard, one.why_here):
            assert words in still.html
            assert words in still.text
    assert still == GLOSSARY.still(GlossaryState("lake", "water", "lake", "lake"))


@pytest.mark.parametrize("field", ["plain", "standard"])
def test_a_definition_that_changes_changes_the_still(field):
    terms = {one.id: one.model_copy(update={field: ""}) if one.id == "lake" else one for one in TERMS}
    emptied = Glossary(replace(CONTENT, terms=terms))
    assert emptied.still(EMPTY).html != GLOSSARY.still(EMPTY).html
    assert emptied.still(EMPTY).text != GLOSSARY.still(EMPTY).text


def test_every_term_of_the_course_has_a_page_and_a_place_in_the_list():
    glossary = Glossary(load_content())
    listed = glossary.view(glossary.empty())["results"]
    for one in glossary.content.terms.values():
        assert f'id="entry-{one.id}"' in listed
        page = html.unescape(glossary.view(glossary.empty().open(one.id))["term"])
        for text in (one.headword, one.plain, one.standard, one.why_here, one.misconception, one.expansion):
            assert text in page
        assert glossary.found(GlossaryState(one.headword))[0].headword.startswith(one.headword)


def test_the_list_of_the_course_is_small_enough_to_send_at_once():
    glossary = Glossary(load_content())
    assert sum(len(part.encode()) for part in glossary.view(glossary.empty()).values()) < 40_000
