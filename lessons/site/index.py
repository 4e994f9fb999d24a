"""The first page: what the course is, its lessons, how to use the pages, and whose they are."""

from collections.abc import Mapping, Sequence

import htpy as h

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.site.frame import Heading
from lessons.site.piece import GLOSSARY, SOURCES, page_of

HEADINGS = (
    Heading("lessons", "The lessons"),
    Heading("how", "How to use these pages"),
    Heading("offline", "Without the internet"),
    Heading("licence", "Whose it is"),
)
_HOW = {
    "Nothing has to be started.": "Everything that a lesson shows stands on its page: the text at two "
    "levels, the map, the numbers, the questions.",
    "A small triangle opens something:": "the other wording, who says what, the reason behind an answer. "
    "Press it, or go there with Tab and press Enter.",
    "Questions:": "decide first, then open the answer that you would give. Each answer says why it fits or "
    "does not. You may try as often as you like, and there is no clock.",
    "Words with a dotted line": "lead to the glossary, and the glossary leads back to the paragraphs.",
    "Printing:": "texts and tables print in full, answers stay closed. A4 and Letter, black and white.",
    "What only JupyterLab can do:": "keep your answers, move the map by hand, let you work with the tables. "
    "The course is the same.",
}
_OFFLINE = (
    " in any web browser. Nothing is installed, and no page asks the internet for anything. Only the titles "
    "of sources lead there, when you follow them."
)
_LICENCE = (
    "The texts, data and pictures of the course are under the licence Creative Commons Attribution 4.0 "
    "(CC BY 4.0): use and change them, and name the course. The program that made the pages is under the MIT "
    "License. The shapes of the countries come from Natural Earth and are in the public domain."
)


def index_body(content: Content, lessons: Sequence[Lesson], questions: Mapping[str, int]) -> h.Fragment:
    """The whole text of the first page; ``questions``: how many each lesson's page asks."""
    first = lessons[0]
    heads = {one.anchor: h.h2(id=one.anchor)[one.title] for one in HEADINGS}
    return h.fragment[
        h.p[h.a(class_="begin", href=page_of(first.notebook))["Begin: ", first.title]],
        heads["lessons"],
        h.ol(class_="lessons")[(_lesson(one, questions[one.slug]) for one in lessons)],
        heads["how"],
        h.ul[(h.li[h.strong[label], " ", text] for label, text in _HOW.items())],
        h.p[h.a(href=GLOSSARY)["The glossary: all words, A to Z"]],
        heads["offline"],
        h.p[
            "Copy the whole folder to a USB stick or a computer and open the file ",
            h.code["index.html"],
            _OFFLINE,
        ],
        heads["licence"],
        h.p[content.course.wording.get("own words", "")],
        h.p[_LICENCE],
        h.p[h.a(href=SOURCES)["Where each fact comes from: all sources"]],
    ]


def _lesson(lesson: Lesson, questions: int) -> h.Element:
    facts = [f"{lesson.minutes} minutes", f"{questions} questions" if questions else ""]
    return h.li[
        h.h3[h.a(href=page_of(lesson.notebook))[lesson.title]],
        h.p[lesson.aim],
        h.p(class_="soft")[", ".join(one for one in facts if one)],
    ]
