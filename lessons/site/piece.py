"""What a page is put together from, and what each piece has to know of the page that it stands on."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import htpy as h

from lessons.content import Content
from lessons.content.records import Lesson

GLOSSARY, SOURCES, LATER_SOURCES, INDEX = "glossary.html", "sources.html", "sources-later.html", "index.html"


class SiteError(Exception):
    """Why the pages cannot be made, in one line."""


@dataclass(frozen=True)
class Page:
    """The page of a lesson, before anything stands on it.

    ``content`` is what this lesson may show; ``later`` are the sources that only a lesson that opens the end
    may name; ``lessons`` are all that have a page, in their order.
    """

    lesson: Lesson
    content: Content = field(repr=False)
    lessons: tuple[Lesson, ...] = ()
    later: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        """The page's name in the edition."""
        return page_of(self.lesson.notebook)


@dataclass(frozen=True)
class Piece:
    """What a cell shows.

    ``pictures``: files that it needs, by name. ``paragraphs``: those of the article that can be read here.
    ``questions``: how many are asked. ``instead``: it stands in place of its section's text, which is about
    something that a plain page has not.
    """

    html: h.Renderable
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    paragraphs: tuple[int, ...] = ()
    questions: int = 0
    instead: bool = False


def meanings(page: Page, kinds: Mapping[str, str]) -> h.Element:
    """Each choice of a task with what the course means by it."""
    wording = page.content.course.wording
    return h.dl(class_="facts")[[[h.dt[words], h.dd[wording.get(kind, "")]] for kind, words in kinds.items()]]


def page_of(notebook: str) -> str:
    """01-the-text.ipynb -> 01-the-text.html."""
    return notebook.removesuffix(".ipynb") + ".html"


def slug(text: str) -> str:
    """A heading as an anchor: "What was not agreed?" -> what-was-not-agreed."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def fold(summary: h.Node, *inside: h.Node, kind: str = "") -> h.Element:
    """Something to open: the browser's own, so it needs no script and works from the keyboard."""
    return h.details(class_=kind or None)[h.summary[summary], h.div(class_="inside")[inside]]


def scroller(name: str, *inside: h.Node) -> h.Element:
    """A place for what may be wider than the screen; it can be reached and scrolled from the keyboard."""
    return h.div(class_="scroll", role="region", aria_label=name, tabindex="0")[inside]


def picture(file: str, alt: str, size: tuple[int, int] | None, caption: str) -> h.Element:
    """A picture with its name, and a way to see it alone, larger than the page is."""
    width, height = map(str, size) if size else (None, None)
    image = h.img(src=file, alt=alt, width=width, height=height, loading="lazy")
    link = h.a(href=file)[caption, h.span[" (the picture alone, to enlarge it)"]]
    return h.figure[scroller(f"Picture: {caption}", image), h.figcaption[link]]


def term_link(term_id: str, words: h.Node) -> h.Element:
    """A word that leads to its entry in the glossary."""
    return h.a(class_="term", href=f"{GLOSSARY}#term-{term_id}")[words]


def paragraph_name(number: int) -> str:
    """How a paragraph is called in running text."""
    return f"paragraph {number}" if number else "the headline"
