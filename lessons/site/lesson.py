"""The page of one lesson: the notebook's text and what its cells show, in its order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from lessons.site.frame import Heading, document
from lessons.site.parts import piece
from lessons.site.piece import Page, Piece
from lessons.site.prose import Block, blocks
from lessons.site.running import Prose, Shown

PLAIN = (
    "A plain page: everything is here, and nothing has to be started. Where the text says “press”, “choose” "
    "or “move”, open the line with the small triangle."
)


@dataclass(frozen=True)
class Made:
    """A finished page.

    Its bytes, the files it needs, the paragraphs that can be read on it, and how many questions it asks.
    """

    html: bytes
    pictures: dict[str, bytes]
    paragraphs: tuple[int, ...]
    questions: int


def lesson_page(page: Page, cells: Iterable[Prose | Shown]) -> Made:
    """Put the page together."""
    parts = without_empty_sections(_parts(page, cells))
    title = next((one.title for one in parts if isinstance(one, Block) and one.level == 1), page.lesson.title)
    parts = [one for one in parts if not (isinstance(one, Block) and one.level == 1)]
    start = next((n for n, one in enumerate(parts) if isinstance(one, Block) and one.level), len(parts))
    named = list(_with_own_anchors(parts[start:]))
    pieces = [one for one in parts if isinstance(one, Piece)]
    place = page.lessons.index(page.lesson)
    html = document(
        page.content,
        file=page.file,
        title=title,
        lead=h.fragment[h.p(class_="note")[PLAIN], [_node(one) for one in parts[:start]]],
        body=[_node(one) for one in named],
        headings=[
            Heading(one.anchor, one.title) for one in named if isinstance(one, Block) and one.level == 2
        ],
        around=(
            page.lessons[place - 1] if place else None,
            page.lessons[place + 1] if place + 1 < len(page.lessons) else None,
        ),
    )
    pictures = {name: content for one in pieces for name, content in one.pictures.items()}
    paragraphs = tuple(dict.fromkeys(number for one in pieces for number in one.paragraphs))
    return Made(html, pictures, paragraphs, sum(one.questions for one in pieces))


def _parts(page: Page, cells: Iterable[Prose | Shown]) -> list[Block | Piece]:
    """Text and pieces in their order. A piece that says so takes the place of its section's text."""
    parts: list[Block | Piece] = []
    heading, read = page.lesson.title, ()  # type: str, tuple[int, ...]
    for cell in cells:
        if isinstance(cell, Prose):
            for block in blocks(cell.source, page.lessons):
                parts.append(block)
                heading = block.title or heading
            continue
        made = piece(page, cell, heading=heading, read=read)
        read += made.paragraphs
        while made.instead and parts and isinstance(parts[-1], Block) and not parts[-1].level:
            parts.pop()
        parts.append(made)
    return parts


def without_empty_sections(parts: list[Block | Piece]) -> list[Block | Piece]:
    """Leave out each heading that nothing stands under: all that stood there was about JupyterLab."""
    kept: list[Block | Piece] = []
    for part in reversed(parts):
        level = part.level if isinstance(part, Block) else 0
        below = kept[-1] if kept else None
        next_level = below.level if isinstance(below, Block) else 0
        if level > 1 and (below is None or 0 < next_level <= level):
            continue
        kept.append(part)
    return kept[::-1]


def _with_own_anchors(parts: Iterable[Block | Piece]) -> Iterator[Block | Piece]:
    """The same, no two headings with one anchor, and none with that of something else on the page."""
    used = {"main", "contents"}
    for part in parts:
        if isinstance(part, Block) and part.level:
            anchor, number = f"s-{part.anchor}", 2
            while anchor in used:
                anchor, number = f"s-{part.anchor}-{number}", number + 1
            used.add(anchor)
            yield Block(part.html, part.level, part.title, anchor)
        else:
            yield part


def _node(part: Block | Piece) -> h.Node:
    if isinstance(part, Piece):
        return h.div(class_="piece")[part.html]
    inside = Markup(part.html)  # noqa: S704  made by the Markdown renderer, which escapes
    if not part.level:
        return inside
    return {2: h.h2, 3: h.h3, 4: h.h4, 5: h.h5, 6: h.h6}[part.level](id=part.anchor)[inside]
