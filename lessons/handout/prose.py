"""The notebooks' text for paper: without what can only be done on a screen, with lines under its questions.

The plain pages leave out sentences about JupyterLab. Paper has to leave out more: nothing on it can be
pressed, opened or moved. A sentence that says so goes, and what stands around it stays.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag

from lessons.content.records import Lesson
from lessons.handout.part import room
from lessons.site.prose import ITEM, SENTENCE, Block, blocks

SCREEN = re.compile(
    r"\b(?:click(?:ed|s)?|scroll|arrow keys|keyboard|switch(?: on| under|es)|filter|slash"
    r"|(?:on|of) this page|previous date|next date|dotted line|two levels|change whenever|larger text"
    r"|the map opens|then open|then you read|you read (?:at once )?why|may try again|search, or|your marks"
    r"|on this computer|they are kept|move the five|save my progress|choose the (?:sentence|question)"
    r"|choose a place|choose one or more|in jupyter)\b"
    r"|\b(?:(?:the|a|same) button|(?:the|its) switch|the table below it|there for the end|all reasons open"
    r"|under the task|in the folds)\b"
    r"|\b(?:press|stay with|tick|boxes|open|choose an?|choose) \*|\*\*(?:plain|standard)\*\*",
    re.IGNORECASE,
)
"""Words of sentences that make sense on a screen alone."""
_LINK = re.compile(r"\]\([^)]*\.ipynb\)")
_NEW_LINE = re.compile(r"\n{2,}")


def paper_blocks(source: str, lessons: Sequence[Lesson]) -> Iterator[Block]:
    """A cell's text as headings and what stands between them, as far as paper can do it."""
    kept = (_kept(part) for part in _NEW_LINE.split(source.strip()))
    for block in blocks("\n\n".join(part for part in kept if part.strip()), lessons):
        yield block if block.level else Block(_with_room(block.html))


def leads_on(source: str) -> bool:
    """Whether a list of a text leads to other notebooks."""
    return any(_LINK.search(item) for item in ITEM.split(source)[1:])


def _kept(part: str) -> str:
    """A paragraph without its sentences about the screen; a list without what leads to other notebooks."""
    if ITEM.match(part):
        items = (one for one in ITEM.split(part) if one.strip() and not _LINK.search(one))
        return "\n".join(filter(None, map(_item, items)))
    if part.lstrip().startswith(("|", "#", "<", "*Double-click")):
        return part
    return "".join(one for one in SENTENCE.split(part) if not SCREEN.search(one)).strip()


def _item(item: str) -> str:
    """An item of a list; empty where nothing of it is left."""
    mark, _, words = item.lstrip().partition(" ")
    kept = "".join(one for one in SENTENCE.split(words) if not SCREEN.search(one)).strip()
    return f"{mark} {kept}" if kept else ""


def _with_room(html: str) -> str:
    """The same with a line to write on under each question of a list, and without links."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.select("a, .scroll"):
        node.unwrap()
    for lines in soup.select(".write .lines"):
        lines.replace_with(BeautifulSoup(str(room(5)), "html.parser"))
    for words in soup.select(".write p"):
        words.decompose()
    for item in soup.find_all("li"):
        if _asks(item):
            item.append(BeautifulSoup(str(room(1)), "html.parser"))
    return str(soup)


def _asks(item: Tag) -> bool:
    """Whether an item asks something of the reader; a bold question is a heading and asks nothing."""
    said = "".join(str(one) for one in item.children if not (isinstance(one, Tag) and one.name == "strong"))
    return "?" in said
