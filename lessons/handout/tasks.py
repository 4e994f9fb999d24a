"""Tasks that are no quiz, on paper: events to number, questions to write about, sentences to word anew."""

from collections.abc import Sequence
from string import ascii_uppercase

import htpy as h

from lessons.activities.chronology import Chronology
from lessons.activities.positions import Wordings
from lessons.activities.positions.wordings import MADE_UP
from lessons.activities.writing import Writing
from lessons.content.records import EventSet, Wording
from lessons.handout.apart import More
from lessons.handout.part import Paper, Part, room, tick

_ORDER = "Write 1 into the box of the earliest event, 2 into the next, and so on. One set is enough."
_LINES = 3


def writing(activity: Writing, heading: str, lines: int | None = None) -> Part:
    """Each question with lines to write on; its title, unless it stands above already."""
    return Part(
        [
            h.div(class_="write")[
                activity.task.title.casefold() not in heading.casefold() and h.h3[activity.task.title],
                [h.div(class_="ask")[h.p[one.text], room(lines or _LINES)] for one in activity.task.asks],
            ]
        ]
    )


def chronology(paper: Paper, activity: Chronology, most: int | None = None) -> Part:
    """Sets of events as they are printed, after ``most`` for more time; the order of time is for the key."""
    events = paper.page.content.events
    made = [_events(paper, one) for one in activity.sets]
    first = most or len(made)
    sheet: list[h.Node | More] = [*made[:first]]
    if made[first:]:
        sheet.append(More(made[first:]))
    key = [_in_order(paper, one, activity.right(one.id)) for one in activity.sets]
    sources = tuple(events[which].source_id for one in activity.sets for which in one.event_ids)
    return Part((h.p(class_="how")[_ORDER], *sheet), key, sources)


def _events(paper: Paper, one: EventSet) -> h.Element:
    named = [(letter, paper.page.content.events[which].label) for which, letter in _letters(one).items()]
    return h.section(class_="task")[
        h.h3[one.title], h.ul(class_="options order")[(tick(letter, label) for letter, label in named)]
    ]


def _in_order(paper: Paper, one: EventSet, right: Sequence[str]) -> h.Element:
    letters = _letters(one)
    told = [(letters[which], paper.page.content.events[which]) for which in right]
    return h.section[
        h.h3[one.title],
        h.ol[(h.li[h.b[f"{letter}, {event.happened_on.text}: "], event.statement] for letter, event in told)],
    ]


def _letters(one: EventSet) -> dict[str, str]:
    """The letter of each event, in the order in which they are printed."""
    return dict(zip(one.event_ids, ascii_uppercase, strict=False))


def wordings(activity: Wordings) -> Part:
    """Sentences that take sides, with lines for a neutral version; possible versions are for the key."""
    ones = activity.wordings
    sheet: list[h.Node] = [
        h.p(class_="how")[f"{MADE_UP} Choose a sentence, and write a neutral version. Ask:"],
        h.ol[(h.li[one] for one in activity.checks)],
        [h.div(class_="ask")[h.p[h.b[one.sentence]], room(2)] for one in ones],
    ]
    key = [_versions(one) for one in ones]
    return Part(sheet, key, tuple(source for one in ones for source in one.source_ids))


def _versions(one: Wording) -> h.Element:
    return h.section[
        h.h3[one.sentence],
        h.p["The words that judge:"],
        h.ul[(h.li[h.b[f"{word.word}: "], word.why] for word in one.words)],
        h.p["Possible versions; none is the right one:"],
        h.ul[(h.li[f"{v.text} ", h.i[f"Keeps {v.keeps}. Loses {v.loses}."]] for v in one.versions)],
    ]
