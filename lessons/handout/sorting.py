"""Texts to sort, on paper: a box for each choice, or a letter to write where there are many choices.

What is read after a choice stands in the key, for every choice.
"""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import htpy as h
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from lessons.handout.apart import Material, More
from lessons.handout.part import Paper, Part, tick
from lessons.handout.tables import Table
from lessons.ui.choice import Choice
from lessons.ui.deciding import Deciding
from lessons.ui.sorting import OneByOne

MOST_BOXES = 3


def sorting(paper: Paper, activity: OneByOne[Any], most: int | None = None) -> Part:
    """All texts of an activity, and what is read about each of them; after ``most`` for more time."""
    texts = activity.texts
    choices = activity.options(texts[0]) if texts else ()
    few = len(choices) <= MOST_BOXES
    first = most if few and most else len(texts)
    made = [_boxes(activity, one) if few else _letter(activity, one, n) for n, one in enumerate(texts, 1)]
    sheet: list[h.Node | Table | Material | More] = [
        h.p(class_="how")["Tick one." if few else "Write the letter, or the letters, that fit."],
        activity.explained(),
        not few and _bank(choices),
        made[:first],
    ]
    if made[first:]:
        sheet.append(More(h.fragment[activity.explained(), made[first:]]))
    sources = tuple(one for text in texts for one in _sources(paper, text))
    return Part(sheet, [_answer(activity, one) for one in texts], sources)


def _boxes(activity: OneByOne[Any], text: Any) -> h.Element:
    return h.section(class_="task")[
        h.h3[activity.heading(text)],
        _flat(activity.about(text)),
        h.ul(class_="options row")[[tick("", words) for _, words in activity.options(text)]],
    ]


def _bank(choices: tuple[Choice, ...]) -> h.Element:
    named = zip(ascii_uppercase, choices, strict=False)
    return h.ul(class_="bank")[[h.li[h.b[letter], " ", words] for letter, (_, words) in named]]


def _letter(activity: OneByOne[Any], text: Any, number: int) -> h.Element:
    return h.div(class_="task lettered")[
        h.b[str(number)], h.div[_flat(activity.about(text))], h.span(class_="blank", aria_hidden="true")
    ]


def _answer(activity: OneByOne[Any], text: Any) -> h.Element:
    return answer_to(activity, text, activity.about(text))


def answer_to(activity: OneByOne[Any], text: Any, about: h.Node) -> h.Element:
    """What fits, what is read after each choice, and what stands behind it; ``about``: what was asked."""
    options = activity.options(text)
    heading = activity.heading(text)
    fits = "; ".join(words for chosen, words in options if activity.score(text, chosen) == 1)
    said: dict[str, list[str]] = {}
    for chosen, words in options:
        said.setdefault(str(h.fragment[activity.said(text, chosen)]), []).append(words)
    return h.section[
        h.h3[heading[:1].upper() + heading[1:]],
        _flat(about),
        h.p(class_="right")[h.b["How we read it: " if isinstance(activity, Deciding) else "Right: "], fits],
        h.ul(class_="why")[
            [
                h.li[len(said) > 1 and h.b[f"{', '.join(words)}: "], Markup(told)]  # noqa: S704  escaped above
                for told, words in said.items()
            ]
        ],
        _flat(activity.behind(text)),
    ]


def _flat(node: h.Node) -> Markup:
    """The same without links; folds of sources are left out, and others are opened."""
    soup = BeautifulSoup(str(h.fragment[node]), "html.parser")
    for fold in soup.find_all("details"):
        name = fold.find("summary")
        if not isinstance(name, Tag) or name.get_text(strip=True).startswith("Source"):
            fold.decompose()
        else:
            fold.name, name.name = "div", "b"
    for link in soup.find_all("a"):
        link.unwrap()
    return Markup(str(soup))  # noqa: S704  the activity is ours


def _sources(paper: Paper, text: Any) -> Iterator[str]:
    """The sources of a text, of what it was read from, and of the views on it."""
    yield from filter(None, [getattr(text, "source_id", None)])
    for which in getattr(text, "position_ids", ()):
        yield paper.page.content.positions[which].source_id
    for one in getattr(text, "opinions", ()):
        yield one.source_id
