"""The page of the cards: what is due, one card, how the session went, and the still."""

from collections.abc import Mapping
from datetime import timedelta

import htpy as h

from lessons.activities.flashcards.cards import ASKS, Card
from lessons.activities.flashcards.schedule import RATINGS
from lessons.activities.flashcards.state import Due, FlashcardsState, Session
from lessons.content import Content
from lessons.content.records import PartialDate
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.choice import lettered
from lessons.ui.sources import sources_fold
from lessons.ui.terms import press

INTRO = (
    "A card asks, you answer in your head, then you look, and say how well you knew it. "
    "A card comes back when you are about to forget it. There is no score."
)


def said(deck: Mapping[str, Card], state: FlashcardsState) -> h.Fragment:
    """What is due, once it was asked; the live region is always there, so that its change is spoken."""
    due = None if state.session else state.asked
    return h.fragment[
        h.p(role="status", class_="lesson-soft")[due_text(due) if due else ""],
        _fronts(deck, due) if due else None,
    ]


def due_text(due: Due) -> str:
    """How many cards are due, how many are new, and when the next comes back."""
    count = len(due.cards)
    now = {0: "Nothing is due", 1: "1 card is due"}.get(count, f"{count} cards are due")
    new = f"{len(due.new)} cards are new to you" if len(due.new) != 1 else "1 card is new to you"
    following = f" The next card comes back {in_words(due.following - due.at)}." if due.following else ""
    return f"{now}; {new}.{following}"


def in_words(wait: timedelta) -> str:
    """How long from now: "in 10 minutes", "in 3 days". Days are 24 hours: no time zone is known."""
    minutes = max(round(wait.total_seconds() / 60), 1)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = round(minutes / size)
            return f"in {count} {unit}{'' if count == 1 else 's'}"
    return "now"


def page(
    content: Content, deck: Mapping[str, Card], state: FlashcardsState, *, size: int, at_most: int
) -> h.Renderable:
    """The card that is on, or the end of a session, or the start."""
    session, asked = state.session, state.asked
    if session and session.card:
        return _card(content, deck[session.card], session)
    return h.fragment[
        h.h3(id="cards-title", tabindex="-1")["How it went" if session else "Cards"],
        _summary(deck, session) if session else _intro(at_most),
        _ahead(asked) if asked and asked.ahead else None,
        h.div(class_="lesson-row")[
            h.button({"data-move": "ask"}, id="ask", type="button")["What is due?"],
            _start(size) if size else None,
        ],
    ]


def _intro(at_most: int) -> h.Fragment:
    return h.fragment[
        h.p[INTRO],
        h.p(class_="lesson-soft")[
            f"A session has at most {at_most} cards. In it, Enter or Space shows the answer, "
            "and the keys 1 to 4 say how well you knew it."
        ],
    ]


def _start(size: int) -> h.Element:
    words = "Start with 1 card" if size == 1 else f"Start with {size} cards"
    return h.button({"data-move": "start"}, id="start", type="button", class_="lesson-primary")[words]


def _ahead(due: Due) -> h.Element:
    """A log from the future is said, and not obeyed."""
    count = "1 review carries" if due.ahead == 1 else f"{due.ahead} reviews carry"
    latest = PartialDate(due.latest.date().isoformat()).text if due.latest else ""
    return h.p(class_="lesson-box lesson-bad")[
        f"{count} a date after today's (up to {latest}), so a clock was wrong. "
        "They are left out. Is the date of this computer right?"
    ]


def _fronts(deck: Mapping[str, Card], due: Due) -> h.Element | None:
    """The fronts of what is due, folded."""
    if not due.cards:
        return None
    rows = [h.li[f"{deck[card].front} ", h.small[ASKS[deck[card].kind]]] for card in due.cards]
    return h.details(data_key="due")[h.summary["Which cards are due"], h.ul[rows]]


def _card(content: Content, card: Card, session: Session) -> h.Element:
    place, of = len(session.rated) + 1, len(session.cards)
    return h.section(
        {"data-key": f"card-{place}-{card.id}", "data-shortcuts": "true"},
        class_="lesson-card",
        aria_labelledby="cards-title",
    )[
        h.h3(id="cards-title", tabindex="-1")[f"Card {place} of {of}: {ASKS[card.kind]}"],
        h.div(id="front", class_="lesson-front")[
            h.p[card.front], card.choices and lettered(list(card.choices))
        ],
        _back(content, card) if session.shown else _hidden(),
        h.div(class_="lesson-row")[press("stop", "Stop here", {})],
    ]


def _hidden() -> h.Element:
    return h.div(class_="lesson-row")[
        h.button(
            {"data-move": "show"}, id="show", type="button", class_="lesson-primary", aria_describedby="front"
        )["Show the answer"]
    ]


def _back(content: Content, card: Card) -> h.Fragment:
    answer = [h.p[line] for line in card.answer]
    if len(card.answer) > 1:
        answer = [h.ul[[h.li[line] for line in card.answer]]]
    buttons = [
        h.button(
            {"data-move": "rate", "data-with-card": card.id, "data-with-rating": rating},
            {"data-shortcut": str(number)},
            type="button",
            aria_keyshortcuts=str(number),
        )[h.kbd[str(number)], " ", rating]
        for number, rating in enumerate(RATINGS, 1)
    ]
    return h.fragment[
        h.div(
            id="back",
            class_="lesson-back",
            role="group",
            tabindex="-1",
            aria_labelledby="back-title",
            aria_describedby="back-text",
        )[
            h.h4(id="back-title")["Answer"],
            h.div(id="back-text")[answer],
            [h.p(class_="lesson-soft")[line] for line in card.more],
        ],
        sources_fold(content, card.source_ids, "this card"),
        h.div(role="group", aria_labelledby="rating-title")[
            h.p(id="rating-title", class_="lesson-label")["How well did you know it?"],
            h.div(class_="lesson-row")[buttons],
        ],
    ]


def _summary(deck: Mapping[str, Card], session: Session) -> h.Renderable:
    if not session.rated:
        return h.p["No card was rated, so nothing has changed."]
    rows = [
        h.tr[
            h.th(scope="row")[deck[one.card].front if one.card in deck else one.card],
            h.td[one.rating],
            h.td[in_words(one.due - one.at)],
        ]
        for one in session.rated
    ]
    count = "1 card" if len(session.rated) == 1 else f"{len(session.rated)} cards"
    return h.fragment[
        h.p[f"{count} done. What you said of each is kept."],
        h.div(class_="lesson-scroll")[
            h.table[
                h.caption["The cards of this session"],
                h.thead[h.tr[[h.th(scope="col")[name] for name in ("Card", "You knew it", "It comes back")]]],
                h.tbody[rows],
            ]
        ],
    ]


def still(words: Mapping[str, Card], *, at_most: int) -> Still:
    """What the deck holds, and every short form with its words; nothing is due where nobody is."""
    kinds = {kind: sum(card.kind == kind for card in words.values()) for kind in ASKS}
    counts = (
        f"The deck has {len(words)} cards: {kinds['meaning']} from a word to its meaning, {kinds['word']} "
        f"from a meaning to its word, {kinds['short']} short forms. Questions that you missed come to it. "
        f"A session has at most {at_most} cards."
    )
    shorts = [(card.front, card.answer[0]) for card in words.values() if card.kind == "short"]
    shorts.sort(key=lambda row: row[0].casefold())
    html = h.div[
        h.p[NOT_RUNNING],
        h.h3["Cards"],
        h.p[INTRO],
        h.p[counts],
        h.p["Nothing is due."],
        h.table[
            h.caption["Short forms"],
            h.thead[h.tr[[h.th(scope="col")[name] for name in ("Short form", "In full")]]],
            h.tbody[[h.tr[h.th(scope="row")[short], h.td[full]] for short, full in shorts]],
        ],
    ]
    lines = [NOT_RUNNING, "Cards", INTRO, counts, "Nothing is due.", "Short forms:"]
    return Still(str(html), "\n".join([*lines, *(f"  {short}: {full}" for short, full in shorts)]))
