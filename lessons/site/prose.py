"""The notebooks' text as HTML.

Two things differ from JupyterLab. Links to notebooks lead to their pages, and those to headings to the pages'
own. And some sentences are about JupyterLab alone ("choose Run All Cells"): on a page where nothing runs they
would only mislead, so they are left out, and so is what follows them in their paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

import htpy as h
import mistune

from lessons.content.records import Lesson
from lessons.site.piece import page_of, slug

JUPYTERLAB = re.compile(
    r"Run All|run (?:the|this|that) (?:page|cell)|double-click|\bkernel\b|JupyterLab|\bBinder\b|scroll back"
    r"|(?:any|write|only) code\b|session has stopped",
    re.IGNORECASE,
)
ON_PAPER = "Write on paper or in a file of your own. There are lines for it when you print this page."
_WRITE_HERE = re.compile(r"double-click here", re.IGNORECASE)
_CONTENTS = re.compile(r"On this page: ")
SENTENCE = re.compile(r"(?<=[.!?])(?=\s)|(?<=[.!?][*_'’”])(?=\s)|(?<=[.!?][*]{2})(?=\s)")
ITEM = re.compile(r"(?m)^(?=[ ]*(?:[-*+]|\d+[.)])[ ])")
"""Where a sentence ends, and where an item of a list begins: Markdown as the notebooks are written in it."""


@dataclass(frozen=True)
class Block:
    """A paragraph, list or table; or a heading, with a ``level`` above 0 and its words as ``title``."""

    html: str
    level: int = 0
    title: str = ""
    anchor: str = ""


def blocks(source: str, lessons: Iterable[Lesson]) -> Iterator[Block]:
    """A cell's text as headings and what stands between them, without what is about JupyterLab."""
    render = _markdown(lessons)
    for part in re.split(r"\n{2,}", source.strip()):
        if heading := re.fullmatch(r"(#{1,6}) +(.+)", part.strip()):
            words = _inline(str(render(heading[2])))
            title = unescape(re.sub(r"<[^>]+>", "", words))
            yield Block(words, len(heading[1]), title, slug(title))
        elif _CONTENTS.match(part):
            continue  # the page has a list of its headings, with links
        elif _WRITE_HERE.search(part):
            lines = h.div(class_="lines", aria_hidden="true")
            yield Block(str(h.div(class_="write")[h.p[ON_PAPER], lines]))
        elif kept := "".join(_kept(part)).strip():
            yield Block(str(render(kept)))


def _kept(part: str) -> Iterator[str]:
    """A paragraph up to the first sentence that is about JupyterLab; of lists and tables the other rows."""
    if ITEM.match(part):
        yield from (item for item in ITEM.split(part) if not JUPYTERLAB.search(item))
    elif part.lstrip().startswith("|"):
        yield "\n".join(row for row in part.splitlines() if not JUPYTERLAB.search(row))
    else:
        for sentence in SENTENCE.split(part):
            if JUPYTERLAB.search(sentence):
                return
            yield sentence


def _inline(paragraph: str) -> str:
    return paragraph.strip().removeprefix("<p>").removesuffix("</p>")


def _markdown(lessons: Iterable[Lesson]) -> mistune.Markdown:
    there = {lesson.notebook for lesson in lessons}
    return mistune.create_markdown(renderer=_Renderer(there), plugins=["table", _scopes])


class _Renderer(mistune.HTMLRenderer):
    """HTML as usual, but raw HTML stays text, and a link leads to a page or, where there is none, nowhere."""

    def __init__(self, there: set[str]) -> None:
        super().__init__(escape=True)
        self._there = there

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address, mark, place = url.partition("#")
        if address.endswith(".ipynb"):
            if address not in self._there:
                return text
            url = page_of(address) + mark + place
        if mark and not address:  # a heading of the same page: JupyterLab names it by its words
            url = f"#s-{slug(place)}"
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text  # a picture would be a file that the pages do not have


def _scopes(md: mistune.Markdown) -> None:
    """Tables with the scope of their headings; an empty corner is no heading at all."""
    renderer = md.renderer
    if not isinstance(renderer, mistune.HTMLRenderer):
        return
    renderer.register("table", _table)
    renderer.register("table_cell", _cell)


def _table(_renderer: object, text: str) -> str:
    return f'<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>{text}</table></div>\n'


def _cell(_renderer: object, text: str, head: bool = False, **_align: str | None) -> str:
    if head and text.strip():
        return f'<th scope="col">{text}</th>\n'
    return f"<td>{text}</td>\n"
