"""Flashcards: ask what is due, take at most ten cards, say how well you knew each.

Being asked for a word makes it stay better than reading it again does (the testing effect: Roediger &
Karpicke, 2006), and better still when the asking is spread over weeks. The learner asks what is due; nothing
here reminds, counts days in a row or scolds. New cards come after those that are due: first the questions
that were missed, then words that were looked up, then the words of this lesson, then all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import ClassVar

from lessons.activities.flashcards.cards import Card, item_card, term_cards
from lessons.activities.flashcards.parts import page, said, still
from lessons.activities.flashcards.schedule import CLOCK_MAY_BE_OFF, RATINGS, Review, counted, replay
from lessons.activities.flashcards.state import Due, FlashcardsState
from lessons.content import Content
from lessons.content.records.items import Guess
from lessons.ui.activity import Entry, Event, Step, Still
from lessons.ui.term_places import lessons_by_term

AT_MOST = 10


@dataclass(frozen=True)
class Flashcards:
    """One deck for all lessons; ``lesson`` is the slug of the one whose words come first.

    ``restore`` wants every entry of the learner, whatever activity made it, each with its time under
    ``at``: a missed question and a word that was looked up are of other activities.
    """

    content: Content
    lesson: str
    key: str = ""
    name: ClassVar[str] = "flashcards"
    ground: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ("cards", "said")
    moves: ClassVar[tuple[str, ...]] = ("ask", "start", "show", "rate", "stop")

    @cached_property
    def words(self) -> Mapping[str, Card]:
        """The cards of all terms, in file order."""
        return {card.id: card for term in self.content.terms.values() for card in term_cards(term)}

    def deck(self, state: FlashcardsState) -> dict[str, Card]:
        """The cards of the terms, and of the questions that this learner missed."""
        missed = (self.content.items[item] for item in state.missed)
        return {**{card.id: card for card in map(item_card, missed)}, **self.words}

    @cached_property
    def _terms_in_order(self) -> tuple[str, ...]:
        """The terms of this lesson, then those of the others in the order of lessons, then the rest."""
        used = lessons_by_term(self.content)
        lessons = (self.lesson, *self.content.lessons)
        by_lesson = (term for slug in lessons for term, slugs in used.items() if slug in slugs)
        return tuple(dict.fromkeys(chain(by_lesson, self.content.terms)))

    def empty(self) -> FlashcardsState:
        """Nothing reviewed, nothing missed, nothing asked."""
        return FlashcardsState()

    def restore(self, entries: Sequence[Entry]) -> FlashcardsState:
        """Everything that is known from the log; a session does not come back, its reviews do."""
        return self.learn(self.empty(), entries)

    def learn(self, state: FlashcardsState, entries: Iterable[Entry]) -> FlashcardsState:
        """The state after further entries, of whatever activity; those of no interest are passed over."""
        reviews: dict[str, list[Review]] = {card: list(rows) for card, rows in state.reviews.items()}
        first = dict(state.first_right)
        looked_up = dict.fromkeys(state.looked_up)
        for entry in entries:
            match entry:
                case {"kind": "review", "card": str(card), "rating": str(rating), "at": at}:
                    if rating in RATINGS:
                        reviews.setdefault(card, []).append(Review(card, rating, at))
                case {"kind": "attempt", "item": str(item), "item_version": version, "score": score}:
                    asked = self.content.items.get(item)
                    # An answer to an earlier wording is no answer to this question.
                    if asked and not isinstance(asked, Guess) and asked.version == version:
                        first.setdefault(item, score == 1)
                case {"kind": "opened_term", "term": str(term)} if term in self.content.terms:
                    looked_up.pop(term, None)
                    looked_up[term] = None
        kept = {card: tuple(sorted(rows, key=lambda one: one.at)) for card, rows in reviews.items()}
        return replace(state, reviews=kept, first_right=first, looked_up=tuple(looked_up))

    def step(self, state: FlashcardsState, event: Event) -> Step[FlashcardsState]:
        """Ask, start, show the answer, rate it, or stop."""
        match event.move:
            case "ask":
                return Step(replace(state, asked=self._due(state, event), session=None), focus="ask")
            case "start":
                # What was due when they asked may be long ago: the session is made from what is due now.
                due = self._due(state, event)
                cards = self._session(state, due)
                if not cards:
                    return Step(replace(state, asked=due), focus="ask")
                return Step(replace(state, asked=due).start(cards), focus="show")
            case "show":
                if not state.session or not state.session.card:
                    raise ValueError("There is no card to show; ask what is due, and start.")
                return Step(state.show(), focus="back")
            case "rate":
                return self._rate(state, event)
            case "stop":
                return Step(state.stop(), focus="cards-title")
        raise ValueError(f"move: {event.move!r} came, allowed are {', '.join(self.moves)}")

    def _rate(self, state: FlashcardsState, event: Event) -> Step[FlashcardsState]:
        card, rating = event.one("card"), event.one("rating")
        if rating not in RATINGS:
            raise ValueError(f"rating: {rating!r} came, allowed are {', '.join(RATINGS)}")
        if not state.session or state.session.card != card:
            return Step(state)  # a key pressed twice: the card has been rated
        if not state.session.shown:
            raise ValueError("Show the answer first, then say how well you knew it.")
        review = Review(card, rating, event.at)
        memory = replay(counted((*state.reviews.get(card, ()), review), event.at))
        entry = {
            "kind": "review",
            "card": card,
            "rating": rating,
            "version": self.deck(state)[card].version,
        }
        after = state.rate(review, memory.due if memory else event.at)
        more = after.session and after.session.card
        return Step(after, (entry,), focus="show" if more else "cards-title")

    def _due(self, state: FlashcardsState, event: Event) -> Due:
        """What is due at the time of the event."""
        now, deck = event.at, self.deck(state)
        memories = {
            card: memory
            for card, reviews in state.reviews.items()
            if card in deck and (memory := replay(counted(reviews, now)))
        }
        back = sorted((memory.due, card) for card, memory in memories.items())
        ahead = [
            review.at
            for reviews in state.reviews.values()
            for review in reviews
            if review.at > now + CLOCK_MAY_BE_OFF
        ]
        return Due(
            at=now,
            cards=tuple(card for due, card in back if due <= now),
            new=tuple(card for card in self._new_order(state, deck) if card not in memories),
            following=next((due for due, _ in back if due > now), None),
            ahead=len(ahead),
            latest=max(ahead, default=None),
        )

    def _new_order(self, state: FlashcardsState, deck: Mapping[str, Card]) -> list[str]:
        missed = [f"missed:{item}" for item in state.missed]
        terms = dict.fromkeys((*reversed(state.looked_up), *self._terms_in_order))
        by_term: dict[str, list[str]] = {}
        for card in self.words.values():
            by_term.setdefault(card.about, []).append(card.id)
        return [*missed, *(card for term in terms for card in by_term[term])]

    def _session(self, state: FlashcardsState, due: Due) -> tuple[str, ...]:
        """What is due, then what is new; of siblings the first, and no more than ten."""
        deck = self.deck(state)
        about: set[str] = set()
        chosen: list[str] = []
        for card in (*due.cards, *due.new):
            if deck[card].about not in about and len(chosen) < AT_MOST:
                about.add(deck[card].about)
                chosen.append(card)
        return tuple(chosen)

    def view(self, state: FlashcardsState) -> dict[str, str]:
        """The page (the start, the card that is on, or how the session went), and what is due."""
        deck = self.deck(state)
        size = len(self._session(state, state.asked)) if state.asked and not state.session else 0
        return {
            "cards": str(page(self.content, deck, state, size=size, at_most=AT_MOST)),
            "said": str(said(deck, state)),
        }

    def still(self, state: FlashcardsState) -> Still:  # it shows nothing of what a learner did
        """What the deck holds; nothing is due where nobody is."""
        return still(self.words, at_most=AT_MOST)
