"""Matching, ordering, cloze, numbers, speakers and places in a quiz: what they show, say and keep."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from lessons.activities.quiz import Attempt, Places, Quiz, QuizState, playable
from lessons.content import load_content
from lessons.content.finish import ITEM
from lessons.content.marking import right_response
from lessons.ui.activity import NOT_RUNNING, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CONTENT = load_content()
COMMON = {
    "lesson": "a-lesson",
    "objective_id": "O1",
    "difficulty": 1,
    "bloom": "remember",
    "source_ids": ["s"],
}


def item(name: str, form: str, key: object, stem: str, *texts: str, **fields: object) -> Any:
    options = [
        {"id": letter, "text": text, "rationale": f"Why {text}."}
        for letter, text in zip("abcd", texts, strict=False)
    ]
    given = {**COMMON, "id": name, "format": form, "key": key, "stem": stem, "options": options}
    return ITEM.validate_python(given | fields)


PROMPTS = [{"id": "L1", "text": "<b>Sun</b>"}, {"id": "L2", "text": "Moon"}]
PAIRS = item("M", "matching", {"L1": "b", "L2": "a"}, "Match.", "night", "day", "noon", prompts=PROMPTS)
GAPS = item("C", "cloze", {"1": "c", "2": "a"}, "The [1] is <i> the [2].", "roof", "cellar", "cat")
ORDER = item("O", "ordering", ["c", "a", "b"], "In order, please.", "two", "three", "one")
NUMBER = item(
    "N",
    "numeric",
    {"value": 97, "tolerance": 1, "unit": "days"},
    "How many days?",
    options=[
        {"id": "a", "text": "8", "rationale": "That is the other one.", "value": 8},
        {"id": "b", "text": "97", "rationale": "Counted.", "value": 97},
    ],
)
SAID = item("W", "who_said_what", "b", "Who?", "Ann", "Ben", "Cem")
SITES = [site for site in CONTENT.sites.values() if site.point]
AREA = next(site for site in SITES if site.drawn_as == "area" and (site.precision_km or 0) > 20)
POINT = next(site for site in SITES if site.drawn_as == "point")
WHERE = item(
    "P",
    "map_location",
    "b",
    "Which place?",
    options=[
        {"id": "a", "text": "<Here>", "rationale": "Why here.", "site_id": AREA.id},
        {"id": "b", "text": "There", "rationale": "Why there.", "site_id": POINT.id},
        {"id": "c", "text": "Elsewhere", "rationale": "Why elsewhere.", "lat": 44.6, "lon": 34},
    ],
)
ITEMS = (PAIRS, GAPS, ORDER, NUMBER, SAID, WHERE)
QUIZ = Quiz("a-lesson", "A lesson", ITEMS, Places(CONTENT))
WRONG = {
    "M": ("L1=a", "L2=a"),
    "C": ("1=c", "2=b"),
    "O": ("a", "b", "c"),
    "N": ("8",),
    "W": ("a",),
    "P": ("a",),
}


def move(name: str, **form: str | tuple[str, ...]) -> Event:
    fields = {key: (value,) if isinstance(value, str) else value for key, value in form.items()}
    return Event(name, fields, NOON)


def at(asked: Any, *events: Event) -> QuizState:
    state = QuizState(ITEMS.index(asked))
    for event in events:
        state = QUIZ.step(state, event).state
    return state


def answer(asked: Any, *response: str) -> Event:
    return move("answer", item=asked.id, choice=response)


def shown(asked: Any, *events: Event) -> dict[str, str]:
    return QUIZ.view(at(asked, *events))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")).split())


# Every format


def test_every_format_but_the_guess_is_played():
    every = list(CONTENT.items.values())
    assert playable(every) == tuple(one for one in every if one.format != "guess")


@pytest.mark.parametrize("asked", ITEMS, ids=lambda one: one.format)
def test_wrong_then_right_and_back_from_the_log(asked):
    wrong = QUIZ.step(at(asked), answer(asked, *WRONG[asked.id]))
    right = QUIZ.step(wrong.state, answer(asked, *right_response(asked)))
    assert (wrong.focus, right.focus) == ("", "next")
    entries, state = json.loads(json.dumps((*wrong.entries, *right.entries))), right.state
    assert [one["response"] for one in entries] == [list(WRONG[asked.id]), list(right_response(asked))]
    assert [one["attempt"] for one in entries] == [1, 2]
    assert state.attempts[1] == Attempt(asked.id, right_response(asked), 1.0)
    assert QUIZ.restore(entries).attempts == state.attempts
    assert QUIZ.step(state, answer(asked, *WRONG[asked.id])).entries == ()


@pytest.mark.parametrize("asked", ITEMS, ids=lambda one: one.format)
def test_a_wrong_answer_is_explained_at_once_and_keeps_what_was_chosen(asked):
    view = shown(asked, answer(asked, *WRONG[asked.id]))
    assert "Have another look." in view["feedback"]
    assert "Look it up in this lesson" in view["feedback"]
    assert view["explained"] == ""
    assert "<form" in view["question"]
    assert "Check my answer" in view["question"]


@pytest.mark.parametrize("asked", ITEMS, ids=lambda one: one.format)
def test_a_right_answer_is_explained_in_full(asked):
    view = shown(asked, answer(asked, *right_response(asked)))
    assert "✓ Yes, that fits." in view["feedback"]
    assert [one.rationale for one in asked.options if one.rationale not in view["explained"]] == []
    assert not re.search("<form|<input|<select|<button", view["question"])


@pytest.mark.parametrize("asked", ITEMS, ids=lambda one: one.format)
def test_every_control_has_a_name_of_its_own(asked):
    view = shown(asked)["question"]
    ids = re.findall(r' id="([^"]+)"', view)
    assert len(ids) == len(set(ids))
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', view))
    for control in re.findall(r"<(?:input|select)[^>]*>", view):
        named = re.search(r' id="([^"]+)"', control)
        assert "aria-label=" in control or (named and named[1] in labels), control


# One by one


def test_matching_is_a_list_for_each_prompt():
    view = shown(PAIRS)["question"]
    assert view.count("<select") == 2
    assert '<label for="M-L1">&lt;b&gt;Sun&lt;/b&gt;</label>' in view
    assert '<option value="L2=a">night</option>' in view
    assert " selected" not in view
    again = shown(PAIRS, answer(PAIRS, "L1=b", "L2=c"))
    assert '<option value="L1=b" selected>day</option>' in again["question"]
    assert "◐ Partly. Have another look." in again["feedback"]
    assert "<b>Sun</b> → day: ✓ fits . Why day." in words(again["feedback"]).replace("&lt;", "<").replace(
        "&gt;", ">"
    )
    assert "Moon → noon: ✗ does not fit . Why noon." in words(again["feedback"])
    solved = shown(PAIRS, answer(PAIRS, *right_response(PAIRS)))["explained"]
    assert "Moon → night Why night." in words(solved)
    assert "Fits nowhere: noon Why noon." in words(solved)


def test_a_list_that_was_left_alone_is_asked_for():
    with pytest.raises(ValueError, match=r"Choose one answer each\. Still open: Moon\."):
        QUIZ.step(at(PAIRS), answer(PAIRS, "L1=b", ""))


def test_cloze_has_its_lists_in_the_text():
    view = shown(GAPS)["question"]
    assert words(view).startswith("Question 2 Choose the words that fit into the gaps. The gap (1) choose …")
    assert "is &lt;i&gt; the" in view
    assert '<label for="C-gap-2">' in view
    solved = shown(GAPS, answer(GAPS, *right_response(GAPS)))
    assert "The <u>cat</u> is &lt;i&gt; the <u>roof</u>." in solved["question"]
    half = words(shown(GAPS, answer(GAPS, *WRONG["C"]))["feedback"])
    assert "gap 1 → cat: ✓ fits . Why cat. gap 2 → cellar: ✗ does not fit . Why cellar." in half


def test_an_order_is_put_together_by_buttons_and_by_number_and_kept_when_checked():
    up = move("up", item="O", option="c")
    state = at(ORDER, up)
    assert state.shown("O") == ("a", "c", "b")
    assert state.said == "one: now 2 of 3."
    assert QUIZ.step(at(ORDER), up).entries == ()
    assert at(ORDER, up, up).shown("O") == at(ORDER, up, up, up).shown("O") == ("c", "a", "b")
    assert at(ORDER, move("down", item="O", option="a")).shown("O") == ("b", "a", "c")
    assert at(ORDER, move("down", item="O", option="c")).shown("O") == ("a", "b", "c")
    placed = move("place", item="O", option="c", place="1")
    step = QUIZ.step(at(ORDER, placed), answer(ORDER))
    assert step.entries[0]["response"] == ["c", "a", "b"]
    assert step.state.drafts == ()
    # Who changes nothing answers with the order as it is printed.
    assert QUIZ.step(at(ORDER), answer(ORDER)).entries[0]["response"] == ["a", "b", "c"]
    # A draft begins at the last answer and goes with it.
    state = at(ORDER, answer(ORDER, "b", "c", "a"), up)
    assert state.shown("O") == ("c", "b", "a")
    assert at(ORDER, up, answer(ORDER)).shown("O") == ("a", "c", "b")


def test_an_order_says_what_moved_and_where_an_end_is():
    view = shown(ORDER, move("down", item="O", option="a"))["question"]
    assert '<div class="lesson-hidden" role="status">two: now 2 of 3.</div>' in view
    rows = re.findall(r'<span class="lesson-order-text">(\w+)</span>', view)
    assert rows == ["three", "two", "one"]
    ends = re.findall(r'aria-disabled="true"[^>]* id="([^"]+)"', view)
    assert ends == ["O-b-up", "O-c-down"]
    assert (
        'aria-label="Place of: two"><option value="1">1</option><option value="2" selected>2</option>' in view
    )
    wrong = words(shown(ORDER, answer(ORDER, "b", "c", "a"))["feedback"])
    assert "Partly" in wrong
    assert "three. Why three. ✗ another one should follow . one. Why one. ✓ the right one follows ." in wrong
    assert QUIZ.step(at(ORDER, move("up", item="O", option="c")), move("next")).state.said == ""


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (move("up", item="O", option="x"), "x is not an option here: a, b, c are."),
        (move("place", item="O", option="a", place="4"), "place: 4 given; 1 to 3 are there."),
        (move("place", item="O", option="a", place="first"), "place: first given; 1 to 3 are there."),
        (move("up", item="M", option="a"), "M has no order."),
        (move("pick", item="O", choice="a"), "O is not answered on the map."),
        (move("pick", item="P", choice="x"), "x is not an option here: a, b, c are."),
    ],
)
def test_a_move_that_does_not_fit_is_refused(event, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        QUIZ.step(QUIZ.empty(), event)


def test_a_number_is_typed_beside_its_unit():
    view = shown(NUMBER)["question"]
    assert '<label for="N-number">Your answer (days)</label>' in view
    assert 'type="text" inputmode="decimal"' in view
    assert "That is the other one." in shown(NUMBER, answer(NUMBER, "8"))["feedback"]
    assert "The number is larger than yours." in shown(NUMBER, answer(NUMBER, "12"))["feedback"]
    assert "The number is smaller than yours." in shown(NUMBER, answer(NUMBER, "1.200"))["feedback"]
    assert "Counted." in shown(NUMBER, answer(NUMBER, "96"))["feedback"]  # within the tolerance
    kept = shown(NUMBER, answer(NUMBER, " 1 200 "))
    assert 'value="1 200"' in kept["question"]
    with pytest.raises(ValueError, match="“ten” is not a number"):
        QUIZ.step(at(NUMBER), answer(NUMBER, "ten"))


def test_a_speaker_is_chosen_like_any_option():
    assert shown(SAID)["question"].count('name="choice"') == 3
    assert "Why Ann." in shown(SAID, answer(SAID, "a"))["feedback"]


def picture(view: str) -> ElementTree.Element:
    found = re.search(r"<svg.*?</svg>", view)
    assert found
    plain = found[0].replace(" data-arrows ", " ").replace(" data-stop ", " ")
    return ElementTree.fromstring(plain)  # noqa: S314 - our own markup


def test_a_place_is_chosen_on_the_map_or_in_the_list_and_both_show_it():
    before = shown(WHERE)["question"]
    assert before.count('data-move="pick"') == 6
    assert 'aria-pressed="true"' not in before
    assert " checked" not in before
    picked = move("pick", item="P", choice="b")
    assert QUIZ.step(at(WHERE), picked).entries == ()
    view = shown(WHERE, picked)["question"]
    marks = {mark.get("aria-label"): mark for mark in picture(view).iter("g") if mark.get("role") == "button"}
    pressed = {name: mark.get("aria-pressed") for name, mark in marks.items()}
    assert pressed == {"1: <Here>": "false", "2: There": "true", "3: Elsewhere": "false"}
    assert re.findall(r'value="(\w)" checked', view) == ["b"]
    # The answer is what is chosen, also where the form sends nothing of it.
    assert QUIZ.step(at(WHERE, picked), answer(WHERE)).entries[0]["response"] == ["b"]
    with pytest.raises(ValueError, match=r"Choose one answer\."):
        QUIZ.step(at(WHERE), answer(WHERE))
    # Once it is solved the map shows the place and sends nothing.
    solved = shown(WHERE, answer(WHERE, "b"))["question"]
    assert 'role="img"' in solved
    assert solved.count("lesson-chosen") == 1
    assert "data-move" not in solved
    after = at(WHERE, answer(WHERE, "b"))
    assert QUIZ.step(after, picked).state == after


def test_without_its_places_a_question_on_the_map_is_a_list():
    view = Quiz("a", "A", (WHERE,)).view(QuizState())["question"]
    assert "<svg" not in view
    assert view.count('name="choice"') == 3


# The still


def test_the_still_has_lists_gaps_and_lines_and_no_answer():
    still = QUIZ.still(QUIZ.empty())
    assert not re.search("<form|<input|<select|<button|<script| id=", still.html)
    assert "Why" not in still.html + still.text
    assert still.text.splitlines()[0] == NOT_RUNNING
    expected = """\
1. Match. (one answer for each line; each answer fits once at most)
   <b>Sun</b> → ________
   Moon → ________
   A. night
   B. day
   C. noon
2. The [1] is <i> the [2]. (one answer for each gap)
   A. roof
   B. cellar
   C. cat
3. In order, please. (put in order)
   A. two
   B. three
   C. one
4. How many days? (a number, unit: days)
   ________ days
5. Who? (one answer fits)
   Ann
   Ben
   Cem
6. Which place? (one place fits)
   1. <Here>
   2. There
   3. Elsewhere"""
    assert still.text.split("\n", 2)[2] == expected
    page = words(still.html).replace("&lt;", "<").replace("&gt;", ">")
    for line in expected.splitlines():
        bare = re.sub(r"^\d\. (?=.*\()", "", line.strip())
        assert bare.replace("<b>", "").replace("</b>", "").split(" (")[0] in page.replace("<b>", "").replace(
            "</b>", ""
        )
    assert (
        "97" not in still.html.split("How many days?")[1].split("Who?")[0]
    )  # no option of a number is shown


def test_the_still_of_a_map_is_an_image_with_its_words():
    still = QUIZ.still(QUIZ.empty()).html
    (image,) = re.findall(r"<img[^>]*>", still)
    assert 'src="data:image/svg+xml;base64,' in image
    assert "Map of the places to choose from: 1 &lt;Here&gt;, 2 There, 3 Elsewhere." in image
    assert "A broken circle means: somewhere in this area." in image
    assert len(image) < 20_000
