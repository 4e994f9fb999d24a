"""The page around a sheet: one file that needs nothing else, and what stands at the edges of its pages."""

from functools import cache
from pathlib import Path

import htpy as h
from markupsafe import Markup

from lessons.site.edition import SIGNS

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
    return (
        f"@page{{@top-left{{content:{_text(title)}}}@top-right{{content:{_text(kind)}}}"
        f"@bottom-left{{content:{_text(f'{course}, CC BY 4.0')}}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}'
    )


def _text(words: str) -> str:
    r"""The words as a text of CSS: what could end it, or the style sheet, is written as a number.

    >>> _text('a "b" </style>')
    '"a \\22 b\\22  \\3c /style>"'
    """
    written = words.replace("\\", r"\5c ").replace('"', r"\22 ").replace("<", r"\3c ").replace("\n", " ")
    return f'"{written}"'
