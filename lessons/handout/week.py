"""The week on paper: a plan of seats to fill in, the days to compare, and a garbled name to decode."""

import htpy as h
from bs4 import BeautifulSoup
from markupsafe import Markup

from lessons.activities.week import Garbled, Seats, Week, told
from lessons.activities.week.days import KNOWN
from lessons.content.records import Meeting
from lessons.handout.apart import Material
from lessons.handout.part import Paper, Part, room, tick
from lessons.handout.pictures import printed
from lessons.handout.questions import LARGER
from lessons.handout.tables import prepare, sentence
from lessons.site.week import seats
from lessons.ui.sureness import WORDS
from lessons.ui.week import city_of, seats_sentence, week

_FILL = "Tick for each table. Below it, write by which membership, or why not."
_PICTURE = "Map of the places to choose from, with the numbers of the list"
_CLUES = "Two clues that do not depend on each other"


def seating(paper: Paper, activity: Seats) -> Part:
    """One plan for all tables: each party with a place to tick and to say why. The seats are for the key."""
    content, tables = paper.page.content, activity.tables
    cell = h.td[h.ul(class_="options row")[tick("", "seat"), tick("", "none")]]
    plan = h.table(class_="fill seats")[
        h.thead[
            h.tr[
                h.th(scope="col")["Party"],
                (h.th(scope="col")[_city(paper, one), h.div[told.day_name(one)]] for one in tables),
            ]
        ],
        h.tbody[
            (
                h.tr[h.th(scope="row")[party.name], (cell for _ in tables)]
                for party in content.parties.values()
                if any(party.id in told.parties_of(content, one) for one in tables)
            )
        ],
    ]
    bodies = h.ul[(h.li[activity.heading(one)] for one in tables)]
    every = week(content, content.course.week_ends)
    key = [
        h.section[h.h3[activity.heading(one)], _plain(seats(paper.page, one)), h.p[one.table_note]]
        for one in tables
    ]
    sources = (told.source_ids(one) for one in tables)
    return Part(
        (bodies, h.p[told.SEAT], h.p(class_="how")[_FILL], plan),
        [*key, h.p[seats_sentence(content, every)]],
        tuple(one for ids in sources for one in ids),
    )


def days(paper: Paper, activity: Week) -> Part:
    """The week as it could be known, with room for differences; as it was held it is material."""
    known = [one.meeting for one in activity.sittings(KNOWN)]
    held = activity.meetings
    columns = ("Day", "Meeting", "Place", "In the article")
    names = [words for _, words in activity.sides]
    before = _table(
        f"The week, {names[0]}",
        columns,
        [(told.day_name(one), one.format, _city(paper, one), told.article_text(one)) for one in known],
    )
    after = _table(
        f"The week, {names[1]}",
        ("Day", "Meeting", "Place"),
        [
            (
                f"{told.day_name(one)}; {told.time_text(one)}",
                one.format,
                told.place_text(paper.page.content, one),
            )
            for one in held
        ],
    )
    left_out = [
        h.li[
            h.b[f"{told.day_name(one)}, {one.format}: "],
            f"{_could(one, known)} Who came: {sentence(one.participants)} {one.article_note}",
        ]
        for one in held
    ]
    asks = [h.div(class_="ask")[h.p[f"Difference {number}:"], room(1)] for number in (1, 2, 3)]
    sources = (told.source_ids(one) for one in held)
    return Part(
        (before, Material(f"The week, {names[1]}", after), *asks),
        [
            h.p["What a reader of the article could know, who came, and what the article leaves out:"],
            h.ul[left_out],
            h.h3["Who had a seat at the other meetings"],
            [_plain(seats(paper.page, one)) for one in held if not one.is_table],
        ],
        tuple(one for ids in sources for one in ids),
    )


def misprint(activity: Garbled) -> Part:
    """Words to tick, a decision with its sureness and its clue. The clues are material: they come later."""
    one = activity.misprint
    listed = [tick(str(number), option.text) for number, option in enumerate(one.options, 1)]
    words = [tick("", [h.q[word.words], f" (paragraph {word.paragraph})"]) for word in one.printed]
    clues = Material(
        f"Clues: {one.title.casefold()}",
        h.div(class_="cards")[
            (
                h.div(class_="card")[
                    h.p[h.b[clue.title], h.br, clue.text],
                    clue.meeting_id and h.p(class_="about")[activity.meeting_text(clue)],
                ]
                for clue in one.clues
            )
        ],
    )
    sheet = (
        h.section(class_="task")[h.h3["1. " + one.find], h.ul(class_="options")[words]],
        h.h3[f"2. {_CLUES}: look them up now."],
        clues,
        h.section(class_="task")[
            h.h3[f"3. {one.question} Tick one place."],
            h.div(class_="beside")[
                h.ul(class_="options one")[listed],
                printed(activity.picture.alone, _PICTURE, LARGER),
            ],
            h.div(class_="options verdict")["How sure are you?", [tick("", sure) for sure in WORDS.values()]],
            h.p["Which clue decided it, and which second clue agrees?"],
            room(2),
        ],
    )
    key: list[h.Node] = [
        h.h3["Which of them name no place"],
        h.ul[(h.li[h.q[w.words], f": {'no place' if w.odd else 'a place'}. {w.said}"] for w in one.printed)],
        h.h3[one.question],
        h.ul(class_="why")[
            (
                h.li[
                    h.b[f"{number} {'✓' if option.id == one.key else '✗'} {option.text}: "],
                    option.rationale,
                ]
                for number, option in enumerate(one.options, 1)
            )
        ],
        activity.answer(),
    ]
    ids = (*activity.source_ids, *(source for clue in one.clues for source in clue.source_ids))
    return Part(sheet, key, ids)


def _could(meeting: Meeting, known: list[Meeting]) -> str:
    return "A reader could know of it." if meeting in known else "A reader could not know of it."


def _city(paper: Paper, meeting: Meeting) -> str:
    return city_of(paper.page.content.venues[meeting.venue_id])


def _plain(node: h.Node) -> Markup:
    """The same without links and without its line of sources: the sheet's list has them."""
    soup = BeautifulSoup(str(h.fragment[node]), "html.parser")
    for line in soup.select("p.soft"):
        line.decompose()
    prepare(soup, longest=99)
    return Markup(str(soup))  # noqa: S704  made and escaped by the page's own functions


def _table(caption: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> h.Element:
    return h.table[
        h.caption[caption],
        h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
        h.tbody[(h.tr[h.th(scope="row")[first], (h.td[cell] for cell in rest)] for first, *rest in rows)],
    ]
