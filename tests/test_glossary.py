"""The glossary: searching, a term's page, and the still."""

import html
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.activities.glossary import Glossary, GlossaryState
from lessons.activities.glossary.activity import LONGEST_QUERY
from lessons.activities.glossary.search import near, one_error, rank
from lessons.content import Content, load_content
from lessons.content.records import Source, Term
from lessons.ui.activity import NOT_RUNNING, Event
from lessons.ui.paragraphs import terms_of

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
    assert ids("ake") == ids("tan") == ids("ing") == []


def test_a_query_of_signs_alone_finds_nothing():
    assert ids("?!") == []


def test_numbers_stand_in_order_of_their_value():
    terms = {one.id: one for one in (term("Rule 10"), term("Rule 5"), term("Rule"), term("7 Rules"))}
    numbered = Glossary(replace(CONTENT, terms=terms))
    assert [one.headword for one in numbered.found(EMPTY)] == ["Rule", "Rule 5", "Rule 10", "7 Rules"]


def test_it_opens_with_the_few_terms_to_look_up_in_their_order():
    few = Glossary(CONTENT, ("lake", "body"))
    view = few.view(few.empty())
    assert [one.id for one in few.found(few.empty())] == ["lake", "body"]
    assert ">2 terms to look up on this page.</p>" in view["status"]
    assert '<option value="here" selected>To look up on this page (2)</option>' in view["narrow"]
    assert ">Show all 4 terms</button>" in view["results"]
    assert few.still(few.empty()) == GLOSSARY.still(EMPTY)


def test_whoever_looks_for_something_looks_among_all_terms():
    few = Glossary(CONTENT, ("lake", "body"))
    searched = few.step(few.empty(), move("search", query="et")).state
    assert [one.id for one in few.found(searched)] == ["etang"]
    assert len(few.found(few.step(searched, move("search", query="")).state)) == 4
    assert len(few.found(few.step(few.empty(), move("category", category="water")).state)) == 3
    assert few.step(few.empty(), move("reset")).state == GlossaryState()
    assert few.step(searched, move("lesson", lesson="here")).state == few.empty()
    with pytest.raises(ValueError, match="lesson: 'here' came"):
        GLOSSARY.step(EMPTY, move("lesson", lesson="here"))


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
        (move("jump"), "move: 'jump' came, allowed are search, category, lesson, term, close, reset"),
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
    shown = GLOSSARY.view(GlossaryState('a"b', "people"))
    assert 'value="a&#34;b"' in shown["search"]
    assert '<option value="people" selected>people (1)</option>' in shown["narrow"]


def test_a_term_page_stands_in_place_of_the_list():
    view = GLOSSARY.view(GlossaryState(term="sea_co_operation_body", origin="sea_co_operation_body"))
    assert view["results"] == ""
    assert view["status"] == '<p role="status" class="lesson-soft"></p>'
    for words in (
        "Plain Sea",
        "Standard Sea",
        "Why Sea",
        "(SCB)",
        'data-with-term="lake"',
    ):
        assert words in view["term"]
    assert view["term"].startswith('<div data-escape="close">')
    assert ">Back to the list</button>" in view["term"]


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


# --- one typing error ---


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("same", "same", True),
        ("lake", "lke", True),  # one too few
        ("lake", "laake", True),  # one too many
        ("lake", "lame", True),  # another
        ("lake", "laek", True),  # two that changed places
        ("lake", "alke", True),
        ("lake", "alek", False),
        ("lake", "lm", False),
        ("lake", "lames", False),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_typing_error_is_the_distance_of_damerau(a, b, near):
    assert one_error(a, b) is one_error(b, a) is near


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_typing_error_agrees_with_all_words_that_are_one_error_away(a, b):
    letters = "abc"
    away = {a}
    away |= {a[:n] + a[n + 1 :] for n in range(len(a))}
    away |= {a[:n] + one + a[n:] for n in range(len(a) + 1) for one in letters}
    away |= {a[:n] + one + a[n + 1 :] for n in range(len(a)) for one in letters}
    away |= {a[:n] + a[n + 1] + a[n] + a[n + 2 :] for n in range(len(a) - 1)}
    assert one_error(a, b) is (b in away)


def test_a_typing_error_is_forgiven_from_four_letters_on_while_the_word_is_typed():
    assert ids("cooparation") == ids("coopar") == ids("sea copoeration") == ["sea_co_operation_body"]
    assert ids("laek") == ["lake", "body"]  # the headword first, then "lakeman"
    assert ids("lka") == []


def test_nothing_is_forgiven_where_a_name_fits():
    assert ids("body") == ["body", "sea_co_operation_body"]
    assert near(TERMS[1], "lake") == 0  # it would be near


def test_what_was_forgiven_is_said():
    state = GlossaryState("laek")
    assert "No term is written “laek”. 2 terms come near." in GLOSSARY.view(state)["status"]
    assert (
        "No term is written “etagn” in water. 1 term comes near."
        in (GLOSSARY.view(GlossaryState("etagn", "water"))["status"])
    )


def test_words_in_another_order_and_short_forms_are_found():
    terms = {
        one.id: one for one in (term("Sea Body", abbreviations=[{"short": "IBS", "full": "In Big Sea"}]),)
    }
    glossary = Glossary(replace(CONTENT, terms=terms))
    for query in ("body sea", "bo se", "ibs", "i.b.s.", "big sea"):
        assert [one.id for one in glossary.found(GlossaryState(query))] == ["sea_body"], query
    assert "IBS: In Big Sea" in glossary.view(GlossaryState(term="sea_body", origin="sea_body"))["term"]
    assert glossary.found(GlossaryState("body boat")) == ()


# --- where a term is met: tests/small_course has two paragraphs, two lessons and no spoiler to hide ---

SMALL = Glossary(load_content(Path(__file__).parent / "small_course"))
COURSE = Glossary(load_content().for_lesson("the-text"))


def test_a_lesson_narrows_the_list():
    for slug, used in COURSE.lessons.items():
        assert [one.id for one in COURSE.found(GlossaryState(lesson=slug))] == [
            one.id for one in COURSE.found(EMPTY) if one.id in used
        ]
    narrowed = COURSE.step(GlossaryState("s", term="osce", origin="osce"), move("lesson", lesson="the-week"))
    assert narrowed.state == GlossaryState("s", lesson="the-week")
    assert "for “s” in lesson 05 The week" in COURSE.view(narrowed.state)["status"]
    assert '<option value="the-week" selected>05 The week' in COURSE.view(narrowed.state)["narrow"]
    with pytest.raises(ValueError, match=r"^lesson: 'x' came, allowed are start, the-text"):
        COURSE.step(EMPTY, move("lesson", lesson="x"))


def test_the_lessons_of_a_term_are_those_whose_texts_use_it():
    used = COURSE.lessons
    assert {"estimate", "garrison", "satellite_image", "oblast", "btg"} <= set(used["the-build-up"])
    assert "garrison" not in used["the-week"]  # the map belongs to the lesson that brings it in
    assert {"permanent_representative", "delegation", "bilateral", "read_out"} <= set(used["the-week"])
    for number in COURSE.content.lessons["the-text"].paragraphs:
        read = {one.id for one in terms_of(COURSE.content, COURSE.content.paragraphs[number])}
        assert read <= set(used["the-text"])


@pytest.mark.parametrize("glossary", [SMALL, COURSE], ids=["small", "course"])
def test_a_term_is_seen_in_the_paragraphs_that_offer_it_and_in_no_other(glossary):
    content = glossary.content
    for one in content.terms.values():
        offered = [n for n, paragraph in content.paragraphs.items() if one in terms_of(content, paragraph)]
        assert [passage.number for passage in glossary.passages[one.id]] == offered
        page = glossary.view(EMPTY.open(one.id))["term"]
        names = [f"Paragraph {number}" if number else "Headline" for number in offered]
        assert re.findall("<summary>([^<]*)<", page) == names


def test_the_passage_shows_the_word_in_its_paragraph():
    page = COURSE.view(EMPTY.open("annexation"))["term"]
    assert (
        '<summary>Paragraph 3<span class="lesson-soft"> · 01 What does the text say?</span></summary>' in page
    )
    assert "<mark>annexed</mark>" in page
    text = re.sub("<[^>]*>", "", page)
    assert html.unescape(text).count(COURSE.content.paragraphs[3].plain.replace("'", "")[:40]) == 1


def test_a_key_in_the_search_changes_nothing_of_the_two_choices():
    before, after = COURSE.view(GlossaryState("na")), COURSE.view(GlossaryState("nat"))
    assert before["narrow"] == after["narrow"]
    assert len(after["search"]) < 400


def test_the_list_of_the_course_is_small_enough_to_send_at_once():
    glossary = Glossary(load_content())
    assert sum(len(part.encode()) for part in glossary.view(glossary.empty()).values()) < 40_000
