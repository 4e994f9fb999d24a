"""The learner's own marks, words opened by a resting pointer, and a copy of the article beside."""

import html
import re
from datetime import UTC, datetime

import pytest

from lessons.activities.reading import Mark, Opened, Reading, ReadingState
from lessons.content import load_content
from lessons.content.original import Original
from lessons.ui.activity import Event
from lessons.ui.paragraphs import LEVELS, marked_text, sentences_of

CONTENT = load_content()
READING = Reading(CONTENT, (2, 3), items=CONTENT.quiz("the-text"))
EMPTY = READING.empty()
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SENTENCE = "The report names satellite images as evidence."
QUESTION = CONTENT.paragraphs[2].questions[1]
MARK = Mark("plain", SENTENCE, QUESTION, note="no date")


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


def marking(**changes: str) -> Event:
    form = {"paragraph": "2", "sentence": "plain-2", "question": "reader-1", "note": " no   date "}
    return move("mark", **form | changes)


def test_a_mark_is_a_sentence_a_question_and_a_note_and_is_kept_before_it_shows():
    step = READING.step(EMPTY, marking())
    assert step.state == EMPTY.mark(2, MARK)
    assert step.entries == (
        {
            "kind": "mark",
            "mark": MARK.id,
            "paragraph": 2,
            "level": "plain",
            "words": SENTENCE,
            "question": QUESTION,
            "item": "",
            "note": "no date",
        },
    )
    assert step.focus == f"mark-2-{MARK.id}"
    assert f'id="mark-2-{MARK.id}"' in READING.view(step.state)["paragraph_2"]


def test_a_mark_comes_back_and_can_be_deleted():
    step = READING.step(EMPTY, marking())
    assert READING.restore(step.entries) == step.state
    gone = READING.step(step.state, move("unmark", paragraph="2", mark=MARK.id))
    assert gone.state == EMPTY
    assert gone.entries == ({"kind": "unmark", "mark": MARK.id, "paragraph": 2},)
    assert gone.focus == "marking-2"
    assert READING.restore([*step.entries, *gone.entries]) == EMPTY


def test_the_same_sentence_for_the_same_question_is_one_mark_with_the_new_note():
    state = READING.step(READING.step(EMPTY, marking()).state, marking(note="")).state
    assert state.unit(2).marks == (Mark("plain", SENTENCE, QUESTION),)
    both = READING.step(state, marking(question="")).state
    assert [mark.question for mark in both.unit(2).marks] == [QUESTION, ""]


def test_a_question_of_the_quiz_is_offered_where_it_asks_about_the_paragraph():
    asked = [ask for ask in READING.asks(2) if ask.item]
    assert {ask.item for ask in asked} == {
        item.id for item in CONTENT.quiz("the-text") if 2 in item.paragraphs
    }
    state = READING.step(EMPTY, marking(question=asked[0].item)).state
    (mark,) = state.unit(2).marks
    assert (mark.item, mark.question) == (asked[0].item, " ".join(asked[0].text.split()))
    assert all(len(ask.label) <= 100 and "\n" not in ask.label for ask in asked)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (move("mark", paragraph="2"), "Not saved yet: choose the sentence that you want to mark."),
        (marking(note="x" * 281), "Not saved yet: a note has at most 280 letters; this has 281."),
        (marking(sentence="plain-99"), "sentence: 'plain-99' came, allowed are plain-0, plain-1, "),
        (marking(question="reader-9"), "question: 'reader-9' came, allowed are reader-0, reader-1, "),
    ],
)
def test_what_is_left_out_or_wrong_is_said(event: Event, message: str):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        READING.step(EMPTY, event)


def test_a_marked_sentence_is_marked_at_its_level_alone():
    state = EMPTY.mark(2, MARK)
    marked = re.sub("</?button[^>]*>", "", READING.view(state)["paragraph_2"])  # words stay buttons in it
    assert f"<mark>{SENTENCE}</mark>" in marked
    standard = READING.view(state.at("standard"))["paragraph_2"]
    assert "<mark>" not in standard
    assert "(plain wording)" in standard
    assert "no date" in standard


def test_a_mark_outlives_a_retelling_that_was_changed():
    old = Mark("plain", "A sentence of last year.", note="mine")
    shown = READING.view(EMPTY.mark(2, old))["paragraph_2"]
    assert "<mark>" not in shown
    assert "A sentence of last year." in shown
    assert "mine" in shown


def test_what_a_learner_types_is_escaped():
    state = READING.step(EMPTY, marking(note="<b>&amp;")).state
    assert "&lt;b&gt;&amp;amp;" in READING.view(state)["paragraph_2"]


def test_no_mark_and_no_form_stands_in_the_still():
    still = READING.still(EMPTY.mark(2, MARK))
    assert still == READING.still(EMPTY)
    assert not re.search("no date|Mark a sentence|<form|<mark", still.html + still.text)


def test_a_broken_entry_is_passed_over():
    entries = [
        {"kind": "mark", "paragraph": 2, "level": "hard", "words": "x"},
        {"kind": "mark", "paragraph": 2, "level": "plain", "words": 3},
        {"kind": "mark", "paragraph": 9, "level": "plain", "words": "x"},
        {"kind": "unmark", "paragraph": 2, "mark": "nothing"},
    ]
    assert READING.restore(entries) == EMPTY


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("number", CONTENT.paragraphs)
def test_sentences_and_marks_lose_no_letter(number: int, level):
    paragraph = CONTENT.paragraphs[number]
    text = paragraph.plain if level == "plain" else paragraph.standard
    sentences = sentences_of(paragraph, level)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(re.search(r"[.!?]['’]?$", one) for one in sentences)

    def shown(marked: set[str]) -> str:
        nodes = marked_text(text, (), lambda _, words: words, marked)
        return html.unescape("".join(str(node) for node in nodes))

    everything = shown(set(sentences))
    assert everything.count("<mark>") == len(sentences)
    bare = re.sub("</?mark>", "", everything)
    assert "".join(re.findall(r"\w|</?q>", bare)) == "".join(re.findall(r"\w|</?q>", shown(set())))


# A pointer that rests on a word


def hovering(term: str = "buildup", **more: str) -> Event:
    return move("term", paragraph="2", term=term, hover="yes", **more)


def test_what_hovering_opens_is_not_logged_and_closes_without_moving_the_focus():
    step = READING.step(EMPTY, hovering())
    assert step.state.unit(2).opened == Opened("buildup", "buildup", hovered=True)
    assert step.state.unit(2).looked_up == ()
    assert (step.entries, step.focus) == ((), "")
    closed = READING.step(step.state, move("close", paragraph="2", hover="yes"))
    assert (closed.state, closed.focus) == (EMPTY, "")


def test_a_press_on_a_hovered_word_makes_it_stay_and_counts():
    hovered = READING.step(EMPTY, hovering()).state
    assert re.search(r'data-move="term"[^>]*id="term-2-buildup"', READING.view(hovered)["paragraph_2"])
    pressed = READING.step(hovered, move("term", paragraph="2", term="buildup"))
    assert pressed.entries == ({"kind": "opened_term", "term": "buildup", "paragraph": 2},)
    left = READING.step(pressed.state, move("close", paragraph="2", hover="yes"))
    assert left.state == pressed.state
    assert READING.step(pressed.state, hovering("exercise")).state == pressed.state


def test_more_about_a_hovered_word_makes_it_stay():
    hovered = READING.step(EMPTY, hovering()).state
    more = READING.step(hovered, move("more", paragraph="2", more="yes")).state
    assert more.unit(2).opened == Opened("buildup", "buildup", more=True)


# A copy of the article


def test_a_copy_stands_beside_and_what_is_not_the_article_says_so():
    copy = Original(((2, "Two <b>"), (3, "Three")), wrong=(3,), missing=(0, 1))
    shown = Reading(CONTENT, (2, 3), original=copy).view(ReadingState())
    assert "Two &lt;b&gt;" in shown["paragraph_2"]
    assert "own words" in shown["paragraph_2"]
    assert "the words differ" not in shown["paragraph_2"]
    assert "This is not the paragraph of the article: the words differ." in shown["paragraph_3"]
    assert "Paragraph 3 is not: the words differ." in shown["top"]


def test_without_a_copy_nothing_looks_missing_and_the_still_never_has_one():
    plain = "".join(READING.view(EMPTY).values())
    assert not re.search("copy|own-copy|original", plain)
    with_copy = Reading(CONTENT, (2, 3), original=Original(((2, "Two"),)))
    assert with_copy.still(EMPTY) == Reading(CONTENT, (2, 3)).still(EMPTY)
