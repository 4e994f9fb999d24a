"""The page around everything: title, skip link, landmarks, the ways to the other pages, the foot.

Links are relative, so the folder works on a stick, under any address, and beside other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.site.piece import GLOSSARY, INDEX, SOURCES, page_of

STYLE = "style.css"
_EVERYWHERE = ((INDEX, "All lessons"), (GLOSSARY, "Glossary"), (SOURCES, "Sources"))


@dataclass(frozen=True)
class Heading:
    """A heading of the page for its table of contents."""

    anchor: str
    title: str


def document(
    content: Content,
    *,
    file: str,
    title: str,
    body: h.Node,
    lead: h.Node = None,
    headings: Sequence[Heading] = (),
    around: tuple[Lesson | None, Lesson | None] = (None, None),
) -> bytes:
    """A whole page as bytes. ``around`` are the lessons before and after this one."""
    name = content.course.title
    text = h.div(class_="text")[body]
    contents = h.nav(class_="contents", aria_labelledby="contents")[
        h.h2(id="contents")["On this page"],
        h.ul[(h.li[h.a(href=f"#{one.anchor}")[one.title]] for one in headings)],
    ]
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.title[title if title == name else f"{title} | {name}"],
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.meta(name="referrer", content="no-referrer"),
            # Without this a browser asks the server for a picture of its own accord.
            h.link(rel="icon", href="data:,"),
            h.link(rel="stylesheet", href=STYLE),
        ],
        h.body[
            h.a(class_="skip", href="#main")["Skip to the text"],
            h.header(class_="top")[
                h.p(class_="brand")[name],
                h.nav(aria_label="Course")[
                    h.ul[
                        (
                            h.li[h.a(href=to, aria_current="page" if to == file else None)[words]]
                            for to, words in _EVERYWHERE
                        )
                    ]
                ],
            ],
            h.main(id="main", tabindex="-1")[
                h.div(class_="lead")[h.h1[title], lead],
                h.div(class_="columns")[contents, text] if headings else h.div(class_="column")[text],
                _ways(around),
            ],
            h.footer[
                h.p[
                    "Plain pages of the course ",
                    h.cite[name],
                    ". They keep nothing of you and send nothing anywhere. Licence: CC BY 4.0. ",
                    h.a(href=f"{INDEX}#licence")["Licence and sources"],
                ]
            ],
        ],
    ]
    return f"{page}\n".encode()


def _ways(around: tuple[Lesson | None, Lesson | None]) -> h.Element | None:
    before, after = around
    if not (before or after):
        return None
    return h.nav(class_="ways", aria_label="Lessons before and after")[
        h.ul[
            before and h.li[h.a(href=page_of(before.notebook), rel="prev")["Back: ", before.title]],
            after and h.li[h.a(href=page_of(after.notebook), rel="next")["On: ", after.title]],
        ]
    ]
