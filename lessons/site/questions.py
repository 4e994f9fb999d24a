"""Questions on a page: think first, then open the answer that you would give and read why it fits or not.

Each option is a fold of its own, so a reader who was wrong reads why and can think again without having seen
the answer, as in JupyterLab. Where an answer has several parts (pairs, an order, gaps, a number) one fold
holds it. Outside the folds nothing tells the key: not a word, not a class, not an order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_uppercase

import htpy as h

from lessons.content.records.items import (
    Cloze,
    Guess,
    Item,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.content.records.question import Option
from lessons.site.piece import Page, Piece, fold, paragraph_name, scroller
from lessons.site.sources import citations
from lessons.ui.terms import running_text

HOW_TO = "Decide first, on paper or with somebody. Then open your answer and read why it fits or does not."
HOW_TO_GUESS = (
    "Choose for yourself. A guess cannot be wrong; open it to see where in the course you find out."
)
FITS, DOES_NOT_FIT = "Fits.", "Does not fit."
_GAP = "＿＿＿"


def quiz_piece(page: Page, items: Sequence[Item], shown: Iterable[int] = ()) -> Piece:
    """All questions of a quiz; ``shown`` are the paragraphs that can be read on this page."""
    there = frozenset(shown)
    guesses = all(isinstance(one, Guess) for one in items)
    html = h.fragment[
        h.p(class_="soft")[HOW_TO_GUESS if guesses else HOW_TO],
        [question(page, item, number, there) for number, item in enumerate(items, 1)],
    ]
    return Piece(html, questions=0 if guesses else len(items))


def question(page: Page, item: Item, number: int, there: frozenset[int] = frozenset()) -> h.Element:
    """One question with its answers."""
    guess = isinstance(item, Guess)
    return h.section(class_="question")[
        h.h3[f"Guess {number}" if guess else f"Question {number}"],
        h.p(class_="stem")[stem_with_gaps(item)],
        how(item) and h.p(class_="soft")[how(item)],
        answers(page, item),
        None if guess else _where(item, there),
    ]


def stem_with_gaps(item: Item, room: str = _GAP) -> list[h.Node]:
    """The question, with room to write into each gap."""
    if not isinstance(item, Cloze):
        return running_text(item.stem)
    text: str = item.stem
    for gap in item.gaps:
        text = text.replace(f"[{gap}]", f"[{gap}] {room}")
    return [text]


def how(item: Item) -> str:
    """What is asked for, where it is not plainly one answer."""
    match item:
        case Guess():
            return ""
        case MultipleResponse():
            return "Several answers fit."
        case TrueFalseReason():
            return "Is the statement true or false, and why?"
        case Matching():
            return "Find the partner of each. A letter may be left over."
        case Ordering():
            return "Write the letters in their order."
        case Cloze():
            return "Choose a letter for each gap. Letters may be left over."
        case Numeric():
            return f"Write a number ({item.key.unit})." if item.key.unit else "Write a number."
    return "One answer fits."


def answers(page: Page, item: Item) -> h.Fragment:
    """The options, and folded: what is right and why."""
    letters = {option.id: letter for option, letter in zip(item.options, ascii_uppercase, strict=False)}
    match item:
        case Guess():
            return h.fragment[_each(item.options, letters, lambda option: [option.rationale])]
        case Numeric():
            return h.fragment[fold("The answer, and why", *_number(item), citations(page, item.source_ids))]
        case Matching():
            prompts = {prompt.id: prompt.text for prompt in item.prompts}
            return h.fragment[
                h.ol[(h.li[text] for text in prompts.values())],
                _lettered(item.options),
                fold(
                    "The pairs, and why",
                    _pairs(item.key, prompts, item.options, letters, "Pair"),
                    citations(page, item.source_ids),
                ),
            ]
        case Cloze():
            gaps = {gap: f"[{gap}]" for gap in item.gaps}
            return h.fragment[
                _lettered(item.options),
                fold(
                    "The words for the gaps, and why",
                    _pairs(item.key, gaps, item.options, letters, "Gap"),
                    citations(page, item.source_ids),
                ),
            ]
        case Ordering():
            named = {option.id: option for option in item.options}
            return h.fragment[
                _lettered(item.options),
                fold(
                    "The order, and why",
                    h.ol[
                        (
                            h.li[f"{letters[one]}. {named[one].text}: ", named[one].rationale]
                            for one in item.key
                        )
                    ],
                    citations(page, item.source_ids),
                ),
            ]
    return h.fragment[
        isinstance(item, TrueFalseReason)
        and h.fragment[
            fold("True or false?", h.p[h.strong[f"The statement is {_truth(item)}."]]),
            h.p["Because …"],
        ],
        _each(
            item.options,
            letters,
            lambda option: [
                h.strong[FITS if option.id in item.right else DOES_NOT_FIT],
                " ",
                option.rationale,
            ],
        ),
        isinstance(item, MultipleResponse)
        and fold(
            "All that fit",
            h.p[", ".join(letters[option.id] for option in item.options if option.id in item.right), "."],
        ),
        fold("Where this comes from", citations(page, item.source_ids), kind="source"),
    ]


def _truth(item: TrueFalseReason) -> str:
    return "true" if item.key.answer else "false"


def _each(
    options: Sequence[Option], letters: Mapping[str, str], inside: Callable[[Option], list[h.Node]]
) -> h.Element:
    """Every option as a fold of its own."""
    return h.ul(class_="options")[
        (h.li[fold(f"{letters[one.id]}. {one.text}", h.p[inside(one)], kind="answer")] for one in options)
    ]


def _lettered(options: Sequence[Option]) -> h.Element:
    return h.ul(class_="options")[
        (h.li[f"{letter}. {one.text}"] for letter, one in zip(ascii_uppercase, options, strict=False))
    ]


def _pairs(
    key: Mapping[str, str],
    names: Mapping[str, str],
    options: Sequence[Option],
    letters: Mapping[str, str],
    first: str,
) -> h.Fragment:
    """What belongs together, and why; then what was left over."""
    named = {option.id: option for option in options}
    rest = [option for option in options if option.id not in key.values()]
    return h.fragment[
        scroller(
            "The answers",
            h.table[
                h.caption["The answers"],
                h.thead[h.tr[(h.th(scope="col")[title] for title in (first, "Belongs to", "Why"))]],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row")[names[one]],
                            h.td[f"{letters[key[one]]}. {named[key[one]].text}"],
                            h.td[named[key[one]].rationale],
                        ]
                        for one in names
                    )
                ],
            ],
        ),
        rest and h.p[h.strong["Left over:"]],
        rest and h.ul[(h.li[f"{letters[option.id]}. {option.text}: ", option.rationale] for option in rest)],
    ]


def _number(item: Numeric) -> list[h.Node]:
    key = item.key
    near = [option for option in item.options if option.id in item.right]
    others = [option for option in item.options if option.id not in item.right]
    unit = f" {key.unit}" if key.unit else ""
    within = (
        f" From {key.value - key.tolerance:g} to {key.value + key.tolerance:g} is near enough."
        if key.tolerance
        else ""
    )
    return [
        h.p[h.strong[f"{key.value:g}{unit}."], within, [[" ", option.rationale] for option in near]],
        h.p["If you wrote another number:"],
        h.ul[(h.li[f"{option.text}: ", option.rationale] for option in others)],
    ]


def _where(item: Item, there: frozenset[int]) -> h.Element | None:
    """Where to look it up: a link where the paragraph stands on this page."""
    if not item.paragraphs:
        return None
    names = [
        h.a(href=f"#paragraph-{number}")[paragraph_name(number)]
        if number in there
        else paragraph_name(number)
        for number in item.paragraphs
    ]
    return h.p(class_="soft")[
        "Look it up in ", [[", " if n else "", one] for n, one in enumerate(names)], "."
    ]
