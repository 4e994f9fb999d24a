"""What the plain pages show, put on paper: folds opened or moved to the key, pictures taken in, links cut.

A fold is opened where it holds a table, or where the page marks it as more of the same: that is material to
work with. Any other fold holds what is to be read after thinking, so it goes into the key. Sources are
collected at the end of the sheet.
"""

import re
from copy import copy

import htpy as h
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from lessons.handout.part import Part
from lessons.handout.pictures import pages_of
from lessons.handout.prose import SCREEN
from lessons.handout.tables import prepare
from lessons.site.piece import Piece
from lessons.site.prose import SENTENCE

_SOURCE = re.compile(r"#source-(.+)$")


def on_paper(piece: Piece, *, instead_of: str = "") -> Part:
    """A piece of a plain page, as what stands on the sheet and what stands in the key.

    ``instead_of``: how the name of a fold ends that paper can do without.
    """
    soup = BeautifulSoup(str(h.fragment[piece.html]), "html.parser")
    sources = [found[1] for link in soup.find_all("a") if (found := _SOURCE.search(str(link.get("href"))))]
    for image in soup.find_all("img"):
        _take_in(image, piece)
    for note in soup.select("figcaption span"):
        note.decompose()
    for link in soup.find_all("a"):
        link.unwrap()
    for task in soup.select(".question"):  # only a question of the quiz is one here
        task["class"] = "task"
    for words in soup.find_all("p"):
        if words.string and SCREEN.search(words.string):
            words.string = "".join(one for one in SENTENCE.split(words.string) if not SCREEN.search(one))
    # The innermost first: a fold inside another goes its own way.
    folded = [_folded(one, instead_of) for one in reversed(soup.find_all("details"))]
    kept = [Markup(str(one)) for one in reversed(folded) if one]  # noqa: S704  the piece is ours
    tables = prepare(soup)
    return Part((Markup(str(soup)), *tables), kept or None, tuple(sources))  # noqa: S704  (the same)


def _take_in(image: Tag, piece: Piece) -> None:
    """Put a picture into the page; one that is too high for a page becomes several."""
    image.attrs.pop("loading", None)
    addresses = pages_of(piece.pictures[str(image["src"])])
    for number, address in enumerate(addresses):
        one = image if number == 0 else copy(image)
        one["src"] = address
        if len(addresses) > 1:
            one.attrs.pop("height", None)
            one["alt"] = f"{image['alt']} (part {number + 1} of {len(addresses)})"
            one["class"] = "part-of"
        if number and image.parent:
            image.parent.append(one)


def _folded(fold: Tag, instead_of: str) -> Tag | None:
    """Open a fold in its place, or take it out; what was taken out and is an answer is handed back."""
    summary = fold.find("summary", recursive=False)
    name = summary.get_text(" ", strip=True) if isinstance(summary, Tag) else ""
    kind = str(fold.get("class") or "")
    if name.startswith("Source") or "source" in kind or (instead_of and name.endswith(instead_of)):
        fold.decompose()
        return None
    fold.name = "div"
    fold.attrs = {}
    if isinstance(summary, Tag):
        summary.name = "h3"
        if fold.find("table"):  # its caption says the same
            summary.decompose()
    if "more" in kind or fold.find("table"):
        return None
    return fold.extract()
