"""Reading: its state, its moves, and what is shown in the page and in the still."""

import html
import re
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from markupsafe import escape

from lessons.activities.reading import Opened, Reading, ReadingState, Unit
from lessons.content import Content, load_content
from lessons.content.records import CLAIM_KINDS, Claim, Course, Paragraph, Source, Term
from lessons.ui.activity import NOT_RUNNING, Entry, Event
from lessons.ui.terms import find_mentions

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
FILL = "Then one more word and one more word again and again. " * 4


def paragraph(number: int, plain: str, standard: str, **more: object) -> Paragraph:
    facts = ["one more", "word", "again and", "and again"]
    return Paragraph.model_validate(
        {
            "number": number,
            "label": "body" if number else "headline",
            "plain": f"{plain} {FILL}" if number else plain + " One more word again and again.",
            "standard": f"{standard} {FILL}" if number else standard + " One more word again and again.",
            "key_facts": facts,
            "source_ids": ["s_one"],
            "later": "A SPOILER",
            **more,
        }
    )


def term(name: str, **changes: object) -> Term:
    texts = {"plain": f"Plain {name}.", "standard": f"Standard {name}.", "why_here": f"Why {name}."}
    given = {"id": name.lower(), "headword": name, "category": "words", "source_id": "s_one", **texts}
    return Term.model_validate(given | changes)


def claim(name: str, number: int, kind: str, statement: str) -> Claim:
    row = {"id": name, "paragraph": number, "claimant": "Ann <A>", "kind": kind, "statement": statement}
    return Claim.model_validate(row | {"check": "A VERDICT", "source_id": "s_one"})


TERMS = [
    term("Lake", see_also=["pond"], plain="<script>water</script>"),
    term("Pond", aliases=["small lake"]),
    term("Sea", misconception="Not a lake."),
]
PARAGRAPHS = [
    paragraph(0, "A lake is here.", "A lake stands here."),
    paragraph(
        1,
        "The lake is near a small lake, and the lake is 'calm'.",
        "This water is a <b>pond</b>.",
        term_ids=["lake", "sea"],
        questions=["Who <saw> it?"],
        speakers=[{"name": "Bea", "words": "calm", "note": "A DOUBT"}, {"name": "Cem"}],
    ),
    paragraph(2, "No water at all.", "No water here at all."),
]
CLAIMS = [claim("1-1", 1, "fact", "It is <wet>."), claim("1-2", 1, "forecast", "It will be 'dry'.")]
COURSE = {
    "title": "A course",
    "week_ends": "2022-01-13",
    "article": {"title": "A <title>", "day": "2022-01-10"},
    "map": {"default": "2022-01-10", "steps": ["2022-01-10"]},
    "timeline": {
        "categories": ["law"],
        "periods": [{"id": "all", "label": "All", "begins": "2000-01-01", "ends": "2022-12-31"}],
    },
    "opening": dict.fromkeys(("comes", "stops", "talks", "hindsight", "founded", "scale"), "Words."),
    "wording": {"fact": "Can be checked.", "forecast": "What will be."},
}
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
    | {
        "sources": {"s_one": Source.model_validate(SOURCE)},
        "terms": {one.id: one for one in TERMS},
        "paragraphs": {one.number: one for one in PARAGRAPHS},
        "claims": {one.id: one for one in CLAIMS},
        "contact_line": (),
        "course": Course.model_validate(COURSE),
    }
)
READING = Reading(CONTENT, (0, 1, 2))
EMPTY = READING.empty()


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


def after(*events: Event) -> ReadingState:
    state = EMPTY
    for event in events:
        state = READING.step(state, event).state
    return state


def test_a_move_makes_a_new_state_and_leaves_the_old_one():
    step = READING.step(EMPTY, move("term", paragraph="1", term="lake"))
    assert READING.empty() == EMPTY == ReadingState()
    assert step.state == ReadingState(units={1: Unit(opened=Opened("lake", "lake"), looked_up=("lake",))})
    assert step.entries == ({"kind": "opened_term", "term": "lake", "paragraph": 1},)
    assert step.focus == ""


def test_opening_what_is_open_changes_and_logs_nothing():
    state = after(move("term", paragraph="1", term="lake"))
    step = READING.step(state, move("term", paragraph="1", term="lake"))
    assert (step.state, step.entries) == (state, ())


def test_closing_gives_the_focus_back_to_the_button_that_opened():
    state = after(move("term", paragraph="1", term="lake"))
    onward = READING.step(state, move("term", paragraph="1", term="pond", via="see_also"))
    assert onward.state.unit(1).opened == Opened("pond", "lake")
    assert onward.focus == "meaning-1-title"
    closed = READING.step(onward.state, move("close", paragraph="1"))
    assert closed.state.unit(1) == Unit(looked_up=("lake", "pond"))
    assert closed.focus == "term-1-lake"


def test_closing_what_is_closed_does_nothing():
    step = READING.step(EMPTY, move("close", paragraph="1"))
    assert (step.state, step.focus) == (EMPTY, "")


def test_a_level_for_one_paragraph_and_then_for_all():
    one = READING.step(EMPTY, move("paragraph_level", paragraph="1", level="standard"))
    assert one.entries == ({"kind": "level", "paragraph": 1, "level": "standard"},)
    assert [one.state.level_of(n) for n in (0, 1, 2)] == ["plain", "standard", "plain"]
    everything = READING.step(one.state, move("level", level="plain"))
    assert everything.entries == ({"kind": "level", "paragraph": None, "level": "plain"},)
    assert everything.state == EMPTY


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (move("jump"), f"move: 'jump' came, allowed are {', '.join(READING.moves)}"),
        (move("layer", layer="later"), "layer: 'later' came, allowed are terms, speakers, kinds, questions"),
        (move("unmark", paragraph="1", mark="0"), "mark: '0' came, allowed are "),
        (move("level", level="hard"), "level: 'hard' came, allowed are plain, standard"),
        (move("level"), "level: nothing came, one value is expected"),
        (move("term", paragraph="9", term="lake"), "paragraph: '9' came, allowed are 0, 1, 2"),
        (move("term", paragraph="1", term="river"), "term: 'river' came, allowed are lake, pond, sea"),
        (move("claims", paragraph="1", show="maybe"), "show: 'maybe' came, allowed are yes, no"),
        (move("more", paragraph="1", more="yes"), "more: no word is open in paragraph 1; open one first"),
    ],
)
def test_a_bad_move_says_what_came_and_what_is_allowed(event, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        READING.step(EMPTY, event)


@pytest.mark.parametrize("numbers", [(), (7,), (1, 1)])
def test_a_reading_of_other_paragraphs_is_refused(numbers):
    with pytest.raises(ValueError, match=r"allowed are, each once: 0, 1, 2$"):
        Reading(CONTENT, numbers)


def test_levels_and_looked_up_words_come_back_and_nothing_stands_open():
    state = EMPTY
    entries: list[Entry] = []
    for event in (
        move("level", level="standard"),
        move("paragraph_level", paragraph="1", level="plain"),
        move("term", paragraph="1", term="lake"),
        move("term", paragraph="1", term="pond", via="see_also"),
    ):
        step = READING.step(state, event)
        state, entries = step.state, [*entries, *step.entries]
    assert READING.restore(entries) == state.close(1)


def test_entries_on_what_is_no_longer_taught_are_passed_over():
    entries: list[Entry] = [
        {"kind": "opened_term", "term": "river", "paragraph": 1},
        {"kind": "opened_term", "term": "lake", "paragraph": 9},
        {"kind": "level", "paragraph": 1, "level": "hard"},
        {"kind": "attempt"},
    ]
    assert READING.restore(entries) == EMPTY


def test_the_view_has_the_parts_it_names_and_the_same_bytes_each_time():
    assert tuple(READING.view(EMPTY)) == READING.parts == ("top", "paragraph_0", "paragraph_1", "paragraph_2")
    assert READING.view(EMPTY) == READING.view(READING.empty())


@pytest.mark.parametrize(
    "event",
    [
        move("term", paragraph="1", term="lake"),
        move("claims", paragraph="1", show="yes"),
        move("paragraph_level", paragraph="1", level="standard"),
    ],
)
def test_what_is_opened_in_a_paragraph_repaints_that_paragraph_alone(event):
    before, now = READING.view(EMPTY), READING.view(after(event))
    assert [name for name in before if before[name] != now[name]] == ["paragraph_1"]


def test_the_top_names_the_article_and_the_level():
    top = READING.view(EMPTY)["top"]
    assert "Retold in our own words from the article “A &lt;title&gt;”, 10 January 2022." in top
    assert re.search(r'value="plain" checked', top)
    assert re.search(r'value="standard" checked', READING.view(after(move("level", level="standard")))["top"])


def buttons(html: str, style: str = "lesson-term") -> list[tuple[str, str]]:
    found = re.findall(rf'<button[^>]*data-with-term="(\w+)"[^>]*class="{style}"[^>]*>([^<]*)</button>', html)
    return [(str(one), str(words)) for one, words in found]


def test_the_first_mention_of_each_term_is_a_button_and_the_rest_is_offered():
    shown = READING.view(EMPTY)["paragraph_1"]
    assert buttons(shown) == [("lake", "lake"), ("pond", "small lake")]
    assert buttons(shown, "lesson-chip") == [("sea", "Sea")]
    assert "<q>calm</q>" in shown
    standard = READING.view(after(move("level", level="standard")))["paragraph_1"]
    assert buttons(standard) == [("pond", "pond")]
    assert buttons(standard, "lesson-chip") == [("lake", "Lake"), ("sea", "Sea")]
    assert "&lt;b&gt;" in standard


def test_a_definition_opens_after_the_text_and_its_button_stays_at_the_other_level():
    opened = after(move("term", paragraph="1", term="pond"))
    shown = READING.view(opened)["paragraph_1"]
    assert shown.index("lesson-retelling") < shown.index("Plain Pond.") < shown.index("More words")
    assert "Standard Pond." not in shown
    assert (
        "Standard Pond."
        in READING.view(READING.step(opened, move("more", paragraph="1", more="yes")).state)["paragraph_1"]
    )
    assert re.search(
        r'data-move="close"[^>]*data-with-term="pond"[^>]*id="term-1-pond"[^>]*aria-expanded="true"', shown
    )
    assert re.match('<article data-with-paragraph="1"[^>]*data-escape="close"', shown)
    # Opened where the wording names it, then at the level that does not: the button moves and stays.
    in_none = READING.view(after(move("term", paragraph="2", term="pond"), move("level", level="standard")))[
        "paragraph_2"
    ]
    assert 'id="term-2-pond"' in in_none


def test_statements_show_who_says_them_and_of_what_kind_and_no_check():
    shown = READING.view(after(move("claims", paragraph="1", show="yes")))["paragraph_1"]
    for words in (
        "It is &lt;wet&gt;.",
        "<q>dry</q>",
        "Ann &lt;A&gt;",
        ">forecast<",
        "What will be.",
        "<q>calm</q> (Bea)",
    ):
        assert words in shown
    assert 'aria-expanded="true"' in shown
    assert "It is &lt;wet&gt;." not in READING.view(EMPTY)["paragraph_1"]


@pytest.mark.parametrize("closed", ["A SPOILER", "A VERDICT", "A DOUBT", "Cem"])
def test_what_belongs_to_later_lessons_is_never_shown(closed):
    state = after(move("claims", paragraph="1", show="yes"), move("term", paragraph="1", term="lake"))
    still = READING.still(state)
    assert closed not in "".join(READING.view(state).values()) + still.html + still.text


def test_every_text_is_escaped():
    state = after(move("claims", paragraph="1", show="yes"), move("term", paragraph="1", term="lake"))
    everything = "".join(READING.view(state).values()) + READING.still(state).html
    assert not re.search("<(script|wet|saw|title|A)>", everything)
    assert "&lt;script&gt;water" in everything


def test_buttons_have_names_of_their_own():
    state = after(move("term", paragraph="1", term="lake"), move("claims", paragraph="2", show="yes"))
    html = "".join(READING.view(state).values())
    names = [
        next(iter(re.findall('aria-label="([^"]*)"', tag)), text)
        for tag, text in re.findall(r"<button([^>]*)>([^<]*)</button>", html)
    ]
    assert all(name.strip() for name in names)
    switches = [name for name in names if ":" in name]
    assert len(switches) == len(set(switches))
    for label, text in re.findall(r'<button[^>]*aria-label="([^"]*)"[^>]*>([^<]*)</button>', html):
        assert label.startswith(
            text
        )  # the visible words begin the name, for those who speak to their computer


def test_ids_are_unique_and_every_reference_finds_one():
    html = "".join(READING.view(after(move("term", paragraph="1", term="lake"))).values())
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-(?:controls|labelledby)="([^"]*)"', html)) <= set(ids)


def test_the_still_has_both_levels_and_nothing_to_press():
    still = READING.still(EMPTY)
    assert still.text.startswith(f"{NOT_RUNNING}\n")
    assert still.html.startswith(f"<div><p>{html_of(NOT_RUNNING)}</p>")
    assert not re.search(r"<(button|input|form|select|script)|\s(id|data-move|aria-\w+)=", still.html)
    for words in (
        "The lake is near",
        "This water is a",
        "Standard Lake.",
        "Standard Sea.",
        "Ann",
        "forecast",
        "Who",
    ):
        assert words in still.html
        assert words in still.text


def html_of(text: str) -> str:
    return text.replace(">", "&gt;")


def test_the_still_explains_each_term_once_and_says_where():
    still = READING.still(EMPTY)
    assert still.text.count("Standard Lake.") == 1
    assert "Explained above: Lake (Headline)." in still.text


def test_the_still_is_the_same_whatever_the_learner_did():
    state = after(move("level", level="standard"), move("term", paragraph="1", term="lake"))
    assert READING.still(state) == READING.still(EMPTY)


REAL = load_content()


@pytest.mark.parametrize("level", ["plain", "standard"])
@pytest.mark.parametrize("number", REAL.paragraphs)
def test_every_paragraph_of_the_course_is_shown_at_both_levels(number, level):
    reading = Reading(REAL, (number,))
    state = reading.empty().at(level).change(number, claims=True)
    shown = reading.view(state)[f"paragraph_{number}"]
    paragraph = REAL.paragraphs[number]
    (text,) = re.findall('<p class="lesson-retelling">(.*?)</p>', shown)
    # Quotation marks are drawn by the page; all other letters stand as they were written.
    bare = html.unescape(re.sub("<[^>]*>", "", text))
    assert "".join(re.findall(r"\w", bare)) == "".join(re.findall(r"\w", getattr(paragraph, level)))
    offered = {one for one, _ in buttons(shown) + buttons(shown, "lesson-chip")}
    assert set(paragraph.term_ids) <= offered
    for one in REAL.claims_in(number):
        assert str(escape(one.claimant)) in shown
        assert one.check not in html.unescape(shown)


@pytest.mark.parametrize("level", ["plain", "standard"])
def test_every_word_form_in_a_retelling_is_part_of_a_button(level):
    """Each alias that occurs is covered by a mention, its own or a longer one; the first is a button."""
    for paragraph in REAL.paragraphs.values():
        text = getattr(paragraph, level)
        named = {mention.term_id for mention in find_mentions(text, REAL.terms.values())}
        for one in REAL.terms.values():
            for form in one.aliases:
                if re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text, re.IGNORECASE):
                    covering = [other for other in REAL.terms.values() if holds(other, form)]
                    assert named & {one.id, *(other.id for other in covering)}, (paragraph.number, form)


def holds(other: Term, form: str) -> bool:
    return any(form.lower() in longer.lower() for longer in (other.headword, *other.aliases))


def test_every_kind_of_statement_is_explained():
    assert all(REAL.course.wording.get(kind) for kind in CLAIM_KINDS)


def test_no_later_event_and_no_check_stands_in_the_still_of_the_course():
    still = Reading(REAL, tuple(REAL.paragraphs)).still(ReadingState())
    for paragraph in REAL.paragraphs.values():
        assert not paragraph.later or paragraph.later not in still.text
        assert paragraph.plain in still.text
        assert paragraph.standard in still.text
    assert not [one.id for one in REAL.claims.values() if one.check in still.text]
    assert not [one.id for one in REAL.discrepancies.values() if one.problem in still.text]
