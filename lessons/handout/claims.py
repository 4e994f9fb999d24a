"""Claims to check, on paper: a table for verdict and reason, and the source cards to cut out and share."""

import htpy as h

from lessons.activities.claims import STEPS, Claims, when
from lessons.activities.claims.cards import claims_of, kinds, paragraph, speaker
from lessons.content.records import SourceCard, Verdict
from lessons.handout.apart import Material, More
from lessons.handout.part import Paper, Part, tick
from lessons.handout.sorting import answer_to
from lessons.handout.tables import Table


def claims(paper: Paper, activity: Claims, most: int | None) -> Part:
    """The four steps and a row for each claim, after ``most`` for more time; all cards are material."""
    content, texts = paper.page.content, activity.texts
    wording = content.course.wording
    rows = [_row(paper, activity, one, number) for number, one in enumerate(texts, 1)]
    first = rows[: most or len(rows)]
    sheet: list[h.Node | Table | Material | More] = [
        activity.explained(),
        h.ol[(h.li[h.b[f"{one.capitalize()}: "], wording.get(one, "")] for one in STEPS)],
        _table(activity, first),
        Material(
            f"Source cards: {activity.title.casefold()}",
            [_cards(paper, one, number) for number, one in enumerate(texts, 1)],
        ),
    ]
    if content.criteria and not activity.explained():  # once in a lesson: not at the task about plans
        sheet.append(Material("How far does your note go?", _rubric(paper)))
    if rows[len(first) :]:
        sheet.append(More(_table(activity, rows[len(first) :])))
    key = [answer_to(activity, one, _told(paper, one)) for one in texts]
    cards = [card.source_id for one in texts for card in content.cards_of(one.id)]
    return Part(sheet, key, (*cards, *(one.source_id for one in texts)))


def _table(activity: Claims, rows: list[h.Element]) -> h.Element:
    columns = (activity.noun.capitalize(), activity.question(activity.texts[0]), activity.asks_on_paper)
    return h.table(class_="fill judged")[
        h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
        h.tbody[rows],
    ]


def _row(paper: Paper, activity: Claims, text: Verdict, number: int) -> h.Element:
    return h.tr[
        h.th(scope="row")[f"{number}. {text.claim}", h.div[_where(paper, text)]],
        h.td[h.ul(class_="options")[(tick("", words) for words in activity.kinds.values())]],
        h.td,
    ]


def _where(paper: Paper, text: Verdict) -> str:
    """Where it stands, in lines if it is on the sheet, and who says it."""
    content = paper.page.content
    lines = (paper.lines or {}).get(claims_of(content, text)[0].paragraph)
    there = f", lines {lines[0]} to {lines[1]}" if lines else ""
    return f"{paragraph(content, text)}{there}. {speaker(content, text)}: {kinds(content, text)}."


def _told(paper: Paper, text: Verdict) -> h.Element:
    """The claim in the key: the sheet has the rest."""
    return h.p[h.b[text.claim], h.br, _where(paper, text)]


def _cards(paper: Paper, text: Verdict, number: int) -> h.Element:
    """The cards of one claim side by side; a paragraph that is not on the sheet stands above them."""
    content = paper.page.content
    where = claims_of(content, text)[0].paragraph
    printed = [content.discrepancies[one].printed for one in text.printed_ids]
    return h.section(class_="task")[
        h.h4[f"Claim {number}: {text.claim}"],
        printed and h.p["Printed: ", [["; " if n else "", h.q[one]] for n, one in enumerate(printed)], "."],
        where not in (paper.lines or {})
        and h.p[f"{paragraph(content, text)}, retold: ", content.paragraphs[where].plain],
        h.div(class_="cards")[(_card(paper, one) for one in content.cards_of(text.id))],
    ]


def _card(paper: Paper, card: SourceCard) -> h.Element:
    content = paper.page.content
    source = content.sources[card.source_id]
    label = f" ({source.link_label})" if source.link_label else ""
    return h.div(class_="card")[
        h.p[h.b[card.speaker], h.br, card.summary],
        h.p(class_="about")[
            f"{when(source, content.course.article.day)}; {source.kind}; we read: {card.read_as}. ",
            f"{source.publisher}, “{source.title}”{label}",
        ],
    ]


def _rubric(paper: Paper) -> h.Element:
    """The levels for one's own note."""
    return h.table[
        h.caption["For you alone, and no mark: mark in each row how far your note goes."],
        h.thead[h.tr[(h.th(scope="col")[one] for one in ("", "0", "1", "2", "3"))]],
        h.tbody[
            (
                h.tr[h.th(scope="row")[one.title], (h.td[words] for words in one.levels)]
                for one in paper.page.content.criteria.values()
            )
        ],
    ]
