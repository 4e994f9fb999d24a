"""The page around a sheet: one file that needs nothing else, and what stands at the edges of its pages."""

from functools import cache
from pathlib import Path

import htpy as h
from markupsafe import Markup

from lessons.site.edition import SIGNS
from lessons.ui.alone import css_text

PARTS = {
    "later": ("Second sheet.", "For after the first one. It tells what came after the week."),
    "more": ("For more time.", "Nobody needs it in the lesson."),
    "material": ("Material", "To look things up. One copy serves several learners, and more than one class."),
}
"""The parts of a handout after its first pages: what each is called and what it is for."""

_STYLE = Path(__file__).parent / "paper.css"


def document(*, title: str, kind: str, course: str, head: h.Node, body: h.Node) -> bytes:
    """A whole file. ``kind`` ("Handout") and ``title`` stand at the top of every printed page."""
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.title[f"{title}: {kind.lower()} | {course}"],
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="only light"),
            h.link(rel="icon", href="data:,"),
            h.style[Markup(_style() + _edges(title, kind, course))],  # noqa: S704  ours, and escaped for CSS
        ],
        h.body[h.header[h.p(class_="brand")[course, ": ", kind.lower()], h.h1[title], head], h.main[body]],
    ]
    return f"{page}\n".encode()


@cache
def _style() -> str:
    return SIGNS.read_text(encoding="utf-8") + _STYLE.read_text(encoding="utf-8")


def _edges(title: str, kind: str, course: str) -> str:
    """The lesson, what this is, and the number of the page, on each page but the first: that one says it."""
    every = (
        f"@page{{@top-left{{content:{css_text(title)}}}@top-right{{content:{css_text(kind)}}}"
        f"@bottom-left{{content:{css_text(f'{course}, CC BY 4.0')}}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}'
    )
    named = {part: css_text(f"{kind}: {name.rstrip('.').lower()}") for part, (name, _) in PARTS.items()}
    return every + "".join(f"@page {part}{{@top-right{{content:{words}}}}}" for part, words in named.items())
