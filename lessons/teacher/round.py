"""The round of delegations on paper: the rules, a card for each seat, the sheets, and the look back."""

from collections.abc import Iterator

import htpy as h

from lessons.activities.positions.said import day
from lessons.content import Content
from lessons.content.records.teaching import Teaching, TeachingPart
from lessons.teacher.cards import NOTHING, Card, Table, tables
from lessons.teacher.frame import document, plan_table
from lessons.teacher.timing import round_steps
from lessons.ui.sources import source_line

TITLE = "A round of delegations"
FULL_CLASS = 2  # learners share a card


def round_page(content: Content) -> bytes:
    """The whole file, a sheet a page: for the teacher, the rules, then table by table, and the look back."""
    found = tables(content)
    return document(
        TITLE,
        content.course.title,
        [
            _sheet(_for_the_teacher(content, found)),
            _sheet(_lines(content, "rules", ordered=True)),
            *(sheet for table in found for sheet in _of_table(content, table)),
            _sheet(_lines(content, "debrief", ordered=True)),
        ],
    )


def _for_the_teacher(content: Content, found: tuple[Table, ...]) -> h.Fragment:
    seats = sum(len(table.cards) for table in found)
    people = FULL_CLASS * seats + 2 * len(found)
    return h.fragment[
        h.h1[TITLE],
        h.p[
            f"For the teacher. {len(found)} tables, {seats} cards, and at each table a secretary's sheet and "
            f"a sheet for those without a seat: {people} learners when two share a card. With fewer, one "
            "learner takes a card, or a table is left out; with more, a second group takes the same table."
        ],
        h.p[
            "Print one side only, and one copy of each page; the rules once for each table. Black and white "
            "is enough. Nothing on the cards is later than the week of the article, and each statement has "
            "its day and its source: what a party said, not what we think of it."
        ],
        h.p[
            h.strong["Agreement is not the goal. "],
            "If a table ends without a common subject and everybody can say why, the round has worked.",
        ],
        plan_table(
            f"The plan: {sum(step.minutes for step in round_steps(content))} minutes",
            ("Minutes",),
            (([str(step.minutes)], step.title, step.said) for step in round_steps(content)),
        ),
        h.p["Care before, in and after the lesson: see the teacher's plans."],
    ]


def _of_table(content: Content, table: Table) -> Iterator[h.Element]:
    for card in table.cards:
        yield _sheet(_card(content, table, card))
    yield _sheet(_without_a_seat(content, table))
    yield _sheet(_secretary(content, table))


def _card(content: Content, table: Table, card: Card) -> h.Fragment:
    """One card: what was said, with numbers that lead to the sources at its foot."""
    ids = list(dict.fromkeys(one.source_id for _, said in card.sections for one in said))
    return h.fragment[
        h.p(".where")[f"Table: {table.title}"],
        h.h2[card.party.name],
        h.p(".soft")["Report what stands here: “The card says that …”. You are not the party."],
        h.p[h.strong["The question of the table: "], table.delegation.question],
        (
            h.fragment[
                h.h3[title],
                h.ul[
                    (
                        h.li[
                            one.statement,
                            h.span(".soft")[f" ({day(content, one)}) [{ids.index(one.source_id) + 1}]"],
                        ]
                        for one in said
                    )
                ]
                if said
                else h.p(".soft")[NOTHING],
            ]
            for title, said in card.sections
        ),
        h.p["Why might this matter to it? (Our guess, in pencil.)"],
        _room(2),
        h.h3["Sources"],
        h.ol(".sources")[(h.li[source_line(content.sources[one])] for one in ids)],
    ]


def _without_a_seat(content: Content, table: Table) -> h.Fragment:
    note = table.meeting.table_note
    return h.fragment[
        h.p(".where")[f"Table: {table.title}"],
        (
            h.fragment[
                h.h2[one.title],
                h.p[", ".join(party.name for party in table.absent), "."],
                note and h.p[note],
                h.ul[(h.li[line] for line in one.lines)],
            ]
            for one in _of(content, "watchers")
        ),
        h.h3["Who is talked about and is not here"],
        _room(6),
        h.h3["Our question to the table"],
        _room(3),
        h.h3["How the table looked from outside"],
        _room(4),
    ]


def _secretary(content: Content, table: Table) -> h.Fragment:
    return h.fragment[
        h.p(".where")[f"Table: {table.title}"],
        (
            h.fragment[
                h.h2[one.title],
                h.p[h.strong["The question of the table: "], table.delegation.question],
                h.h3[one.lines[0]],
                h.table(".grid.fill")[
                    h.thead[
                        h.tr[
                            h.th(scope="col")["Card"],
                            h.th(scope="col")["asks for"],
                            h.th(scope="col")["offers"],
                        ]
                    ],
                    h.tbody[(h.tr[h.th(scope="row")[card.party.name], h.td, h.td] for card in table.cards)],
                ],
                (h.fragment[h.h3[line], _room(2)] for line in one.lines[1:]),
            ]
            for one in _of(content, "secretary")
        ),
    ]


def _lines(content: Content, part: TeachingPart, *, ordered: bool = False) -> h.Fragment:
    items = h.ol if ordered else h.ul
    return h.fragment[
        (
            h.fragment[h.h2[one.title], items(".wide")[(h.li[line] for line in one.lines)]]
            for one in _of(content, part)
        )
    ]


def _of(content: Content, part: TeachingPart) -> list[Teaching]:
    return [one for one in content.teaching.values() if one.part == part]


def _sheet(body: h.Node) -> h.Element:
    return h.section(".sheet.one")[body]


def _room(lines: int) -> h.Element:
    """Lines to write on; a screen reader has no use for them."""
    return h.div(".room", aria_hidden="true")[(h.div for _ in range(lines))]
