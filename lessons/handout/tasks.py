"""Tasks that are no quiz, on paper: five events to number, texts to sort, questions to write about."""

from collections.abc import Sequence
from string import ascii_uppercase

import htpy as h

from lessons.activities.binding import KINDS, Sorting
from lessons.activities.chronology import Chronology
from lessons.activities.writing import Writing
from lessons.content.records import EventSet
from lessons.handout.part import Paper, Part, room, tick

_ORDER = "Write 1 into the box of the earliest event, 2 into the next, and so on. One set is enough."
_LINES = 3


def writing(activity: Writing, heading: str) -> Part:
    """Each question with lines to write on; its title, unless it stands above already."""
    return Part(
        [h.div(class_="write")[
            activity.task.title.casefold() not in heading.casefold() and h.h3[activity.task.title],
            [h.div(class_="ask")[h.p[one.text], room(_LINES)] for one in activity.task.asks],
        ]]
    )


def chronology(paper: Paper, activity: Chronology) -> Part:
    """Every set of events as it is printed; the order of time is for the key."""
    events = paper.page.content.events
    sheet = [_events(paper, one) for one in activity.sets]
    key = [_in_order(paper, one, activity.right(one.id)) for one in activity.sets]
    sources = tuple(events[which].source_id for one in activity.sets for which in one.event_ids)
    return Part([h.p(class_="how")[_ORDER], *sheet], key, sources)


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


def binding(paper: Paper, activity: Sorting) -> Part:
    """Every text with a box for each choice."""
    wording = paper.page.content.course.wording
    meaning = h.ul(class_="plain")[
        (h.li[h.b[words], ": ", wording.get(kind, "")] for kind, words in KINDS.items())
    ]
    sheet = [
        h.section(class_="task")[
            h.h3[one.name],
            h.p[h.b[one.agreed_on.text], ". ", one.about],
            h.ul(class_="options row")[(tick("", words) for words in KINDS.values())],
        ]
        for one in activity.texts
    ]
    key = [
        h.section[
            h.h3[one.name],
            h.p(class_="right")[h.b["Right: "], KINDS[one.binding]],
            h.ul(class_="why")[(h.li[h.b[f"{words}: "], one.feedback(kind)] for kind, words in KINDS.items())],
            one.opinions and h.ul[(h.li[h.b[f"{said.holder}: "], said.says] for said in one.opinions)],
        ]
        for one in activity.texts
    ]
    sources = tuple(
        source for one in activity.texts for source in (one.source_id, *(said.source_id for said in one.opinions))
    )
    return Part([h.p(class_="how")["Tick one for each text."], meaning, *sheet], key, sources)
