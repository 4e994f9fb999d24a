"""The questions on paper: lettered lists, gaps and lines to write on, in the order of the data and never the
key's."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.activities.quiz.places import Places
from lessons.content.marking import Markable
from lessons.content.records.items import (
    Cloze,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.choice import lettered, letters

BLANK = "________"


def still(title: str, items: Sequence[Markable], places: Places | None) -> Still:
    """All questions of a quiz without a control."""
    html = h.div[
        h.p[h.em[NOT_RUNNING], " and the questions can be answered here."],
        h.p[h.strong[title]],
        h.ol[(h.li[item.stem, " ", h.small[f"({how(item)})"], _asked(item, places)] for item in items)],
    ]
    lines = [NOT_RUNNING, title]
    for number, item in enumerate(items, 1):
        lines.append(f"{number}. {item.stem} ({how(item)})")
        lines += [f"   {line}" for line in _lines(item)]
    return Still(str(html), "\n".join(lines))


def how(item: Markable) -> str:
    """How it is answered, in words."""
    match item:
        case TrueFalseReason():
            return "true or false, and why"
        case MultipleResponse():
            return "several answers fit"
        case Matching():
            return "one answer for each line; each answer fits once at most"
        case Cloze():
            return "one answer for each gap"
        case Ordering():
            return "put in order"
        case Numeric():
            return f"a number, unit: {item.key.unit}" if item.key.unit else "a number"
        case MapLocation():
            return "one place fits"
        case _:
            return "one answer fits"


def _asked(item: Markable, places: Places | None) -> Iterator[h.Node]:
    texts = [option.text for option in item.options]
    match item:
        case Numeric():
            yield h.p[_line(item)]
        case Matching():
            yield h.ul[(h.li[f"{prompt.text} → {BLANK}"] for prompt in item.prompts)]
            yield lettered(texts)
        case MapLocation():
            if places:
                picture = places.spots(item)
                listed = ", ".join(f"{one.number} {one.name}" for one in picture.spots)
                alt = f"Map of the places to choose from: {listed}. {' '.join(places.says(picture))}"
                yield h.div[h.img(src=picture.alone, alt=alt, style="max-width:100%;width:440px")]
                yield h.div[h.small[" ".join(places.says(picture))]]
            yield h.ul(style="list-style:none;padding-left:1em")[(h.li[line] for line in _numbered(item))]
        case _:
            yield lettered(texts)


def _lines(item: Markable) -> list[str]:
    texts = [option.text for option in item.options]
    match item:
        case Numeric():
            return [_line(item)]
        case Matching():
            return [*(f"{prompt.text} → {BLANK}" for prompt in item.prompts), *letters(texts)]
        case MapLocation():
            return _numbered(item)
        case Ordering() | Cloze():
            return list(letters(texts))
        case _:
            return texts


def _line(item: Numeric) -> str:
    return f"{BLANK} {item.key.unit}".rstrip()


def _numbered(item: MapLocation) -> list[str]:
    """The places with their numbers on the map, which a letter beside them would only confuse."""
    return [f"{number}. {option.text}" for number, option in enumerate(item.options, 1)]
