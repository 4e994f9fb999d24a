"""The parts of the reading panel: what concerns all paragraphs, and one paragraph with what is open in it.

The order in the page is the order for a screen reader: what is read, then its words, then who says what,
then the questions, then the learner's own marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import htpy as h

from lessons.activities.reading.marking import LONGEST_NOTE, Ask
from lessons.activities.reading.state import Mark, Opened, ReadingState, Unit
from lessons.content import Content
from lessons.content.original import Original, said_of
from lessons.content.records import Layer, Paragraph
from lessons.ui.choice import choices
from lessons.ui.layers import LABELS, claims_list, errors_list, later_text, questions_list
from lessons.ui.paragraphs import (
    LEVELS,
    Level,
    heading_of,
    marked_text,
    reading_minutes,
    retold,
    sentences_of,
    switches,
    term_button,
    wording,
)
from lessons.ui.terms import Mention, definition, find_mentions, press, running_text

OWN_COPY = "The article’s own words"


@dataclass(frozen=True)
class Shown:
    """Everything that one paragraph's part is drawn from."""

    number: int
    level: Level
    layers: tuple[Layer, ...]
    larger: bool
    unit: Unit


def draw_top(
    content: Content,
    state: ReadingState,
    levels: Mapping[int, Level],
    *,
    layers: Sequence[Layer],
    original: Original | None,
) -> h.Fragment:
    """Whose text it is, how long it takes, and the choices for all paragraphs."""
    minutes = reading_minutes(
        [wording(content.paragraphs[number], level) for number, level in levels.items()]
    )
    beside = h.p(class_="lesson-soft")[_beside(original)] if original else None
    hint = " Words with a dotted line are buttons: they open what the word means."
    return h.fragment[
        h.p(class_="lesson-soft")[retold(content), "terms" in state.shown and hint],
        h.p(class_="lesson-soft")[
            f"Reading time: about {minutes} {'minute' if minutes == 1 else 'minutes'}."
        ],
        beside,
        h.fieldset(class_="lesson-levels")[
            h.legend["Wording of all paragraphs"],
            h.div(class_="lesson-row")[
                [
                    h.label(class_="lesson-option")[
                        h.input(
                            {"data-move": "level"},
                            type="radio",
                            name="level",
                            value=level,
                            checked=level == state.level,
                        ),
                        level.capitalize(),
                    ]
                    for level in LEVELS
                ]
            ],
        ],
        bool(layers)
        and h.fieldset(class_="lesson-levels")[
            h.legend["Show with the text"],
            h.div(class_="lesson-row")[
                [_box("layer", LABELS[one], one in state.shown, {"data-with-layer": one}) for one in layers]
            ],
        ],
        h.div(class_="lesson-row")[_box("larger", "Larger text", state.larger, {})],
    ]


def _beside(original: Original) -> str:
    return f"A copy of the article stands beside the retelling. {said_of(original)}"


def _box(move: str, label: str, ticked: bool, given: Mapping[str, str]) -> h.Element:
    return h.label(class_="lesson-option")[
        h.input({"data-move": move, **given}, type="checkbox", name="on", value="yes", checked=ticked),
        label,
    ]


def draw_paragraph(
    content: Content,
    shown: Shown,
    *,
    layers: Sequence[Layer],
    asks: Sequence[Ask],
    original: Original | None,
) -> h.Element:
    """One paragraph with everything that is open in it."""
    number, unit = shown.number, shown.unit
    paragraph = content.paragraphs[number]
    text = wording(paragraph, shown.level)
    explained = "terms" in shown.layers
    mentions = find_mentions(text, content.terms.values()) if explained else ()
    escape = {"data-escape": "close"} if unit.opened else {}
    place = {"data-with-paragraph": str(number), "data-hover-place": "close", **escape}

    def button(term: str, words: str, style: str) -> h.Element:
        mine = unit.opened is not None and unit.opened.origin == term
        hovered = unit.opened is not None and unit.opened.hovered
        return term_button(number, term, words, expanded=mine, style=style, hovered=mine and hovered)

    others = _unnamed(paragraph, unit, mentions) if explained else []
    chips = [h.li[button(term, content.terms[term].headword, "lesson-chip")] for term in others]
    marked = {mark.words for mark in unit.marks if mark.level == shown.level}
    speakers, kinds = _facets(shown, layers)
    style = "lesson-paragraph lesson-larger" if shown.larger else "lesson-paragraph"
    return h.article(place, class_=style, aria_labelledby=f"heading-{number}")[
        h.h3(id=f"heading-{number}")[heading_of(paragraph)],
        h.div(class_="lesson-beside")[
            h.p(class_="lesson-retelling")[
                marked_text(
                    text, mentions, lambda one, words: button(one.term_id, words, "lesson-term"), marked
                )
            ],
            original is not None and _own_copy(original, number),
        ],
        h.div(id=f"meaning-{number}")[
            explained and unit.opened is not None and _meaning(content, unit.opened, number)
        ],
        chips and h.p(id=f"words-{number}", class_="lesson-label")["More words for this paragraph"],
        chips and h.ul(class_="lesson-chips", aria_labelledby=f"words-{number}")[chips],
        switches(
            paragraph,
            level=shown.level,
            claims=(speakers or kinds) if {"speakers", "kinds"} & {*layers} else None,
        ),
        h.div(id=f"claims-{number}")[
            (speakers or kinds) and claims_list(content, paragraph, speakers=speakers, kinds=kinds)
        ],
        "questions" in shown.layers and questions_list(paragraph, heading=h.h4),
        "errors" in shown.layers and errors_list(content, paragraph, heading=h.h4),
        "later" in shown.layers and later_text(paragraph, heading=h.h4),
        bool(unit.marks) and _marks(unit.marks, number, shown.level),
        _marking(paragraph, shown.level, asks),
        explained
        and bool(unit.looked_up)
        and h.p(class_="lesson-soft")[
            "You looked up here: ",
            ", ".join(content.terms[term].headword for term in unit.looked_up),
            ".",
        ],
    ]


def _facets(shown: Shown, layers: Sequence[Layer]) -> tuple[bool, bool]:
    """Whether the statements stand here with who says them, and with their kind."""
    chosen = {"speakers", "kinds"} & {*shown.layers}
    if shown.unit.claims is not None:
        chosen = (chosen or {"speakers", "kinds"} & {*layers}) if shown.unit.claims else set()
    return "speakers" in chosen, "kinds" in chosen


def _unnamed(paragraph: Paragraph, unit: Unit, mentions: Sequence[Mention]) -> list[str]:
    """The terms that help here and that this wording does not name."""
    named = {mention.term_id for mention in mentions}
    others = [term for term in paragraph.term_ids if term not in named]
    # The button of an open definition never goes away, or the focus would have nowhere to return to.
    if unit.opened and unit.opened.origin not in {*named, *others}:
        others.append(unit.opened.origin)
    return others


def _meaning(content: Content, opened: Opened, number: int) -> h.Element:
    return definition(
        content.terms[opened.term],
        terms=content.terms,
        sources=content.sources,
        place=f"meaning-{number}",
        more=opened.more,
        given={"data-with-paragraph": str(number)},
    )


def _own_copy(original: Original, number: int) -> h.Element | None:
    """The paragraph as the article has it; one that is not the article's says so."""
    text = original.of(number)
    if not text:
        return None
    return h.section(class_="lesson-own-copy", aria_labelledby=f"copy-{number}")[
        h.h4(id=f"copy-{number}")[OWN_COPY if number not in original.wrong else "From your copy"],
        h.p[text],
        number in original.wrong
        and h.p(class_="lesson-soft")["This is not the paragraph of the article: the words differ."],
    ]


def _marks(marks: Sequence[Mark], number: int, level: Level) -> h.Element:
    """The learner's marks in a paragraph, each with a way to delete it."""
    return h.section(aria_labelledby=f"marks-{number}")[
        h.h4(id=f"marks-{number}")["Your marks"],
        h.ul(class_="lesson-marks")[
            [
                h.li(id=f"mark-{number}-{mark.id}", tabindex="-1")[
                    h.p[
                        "“",
                        running_text(mark.words),
                        "”",
                        mark.level != level and h.span(class_="lesson-soft")[f" ({mark.level} wording)"],
                    ],
                    mark.question
                    and h.p(class_="lesson-soft")["Evidence for: ", running_text(mark.question)],
                    mark.note and h.p["Your note: ", mark.note],
                    press(
                        "unmark",
                        "Delete this mark",
                        {"data-with-paragraph": str(number), "data-with-mark": mark.id},
                        aria_label=f"Delete this mark: {mark.words[:40]}",
                    ),
                ]
                for mark in marks
            ]
        ],
    ]


def _marking(paragraph: Paragraph, level: Level, asks: Sequence[Ask]) -> h.Element:
    """The form for a new mark, folded away; its sentences are those of the wording that is shown."""
    number, name = paragraph.number, heading_of(paragraph)
    sentences = sentences_of(paragraph, level)
    return h.details(class_="lesson-marking")[
        h.summary(id=f"marking-{number}", aria_label=f"Mark a sentence: {name}")["Mark a sentence"],
        h.form(
            {"data-move": "mark", "data-with-paragraph": str(number), "data-draft": f"mark-{number}"},
            aria_labelledby=f"marking-{number}",
        )[
            choices(
                "Which sentence?",
                [(f"{level}-{place}", words) for place, words in enumerate(sentences)],
                name="sentence",
                prefix=f"mark-{number}",
            ),
            h.p(class_="lesson-field")[
                h.label(for_=f"question-{number}")["It is evidence for"],
                h.select(id=f"question-{number}", name="question")[
                    h.option(value="")["no question: just a mark"],
                    [h.option(value=ask.value)[ask.label] for ask in asks],
                ],
            ],
            h.p(class_="lesson-field")[
                h.label(for_=f"note-{number}")["A short note (you may leave it empty)"],
                h.input(
                    type="text",
                    id=f"note-{number}",
                    name="note",
                    maxlength=str(LONGEST_NOTE),
                    autocomplete="off",
                ),
            ],
            h.div(class_="lesson-row")[
                h.button(type="submit")["Keep this mark"],
                h.span(class_="lesson-unsaved")["Not saved yet."],
            ],
        ],
    ]
