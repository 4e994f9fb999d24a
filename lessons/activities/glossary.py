"""The glossary: browse all terms, search them, open one.

Searching is forgiving where a learner cannot know how a word is written: capitals, accents, hyphens and
spaces do not count ("cooperation" finds "Co-operation"). A hit begins where a word begins, so that "art"
finds "Article 5" and not "start". What a learner most likely means comes first: a headword that begins with
the query, then an expansion or another form that does, then a word inside one of these, then the text of a
definition.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

import htpy as h

from lessons.content import Content
from lessons.content.records import Term
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.terms import definition, definition_still, definition_text, press

LONGEST_QUERY = 100


@dataclass(frozen=True)
class GlossaryState:
    """What is searched for, the category ("" for all), and the open term ("" for the list).

    ``origin`` is the term that was pressed in the list: the focus goes back to it, also after a walk along
    "see also".
    """

    query: str = ""
    category: str = ""
    term: str = ""
    origin: str = ""

    def search(self, query: str) -> "GlossaryState":
        """A new search shows the list, whatever term was open."""
        return GlossaryState(query, self.category)

    def choose(self, category: str) -> "GlossaryState":
        """The list of one category, or of all ("")."""
        return GlossaryState(self.query, category)

    def open(self, term: str) -> "GlossaryState":
        """A term's page, in place of the list."""
        return replace(self, term=term, origin=self.origin or term)

    def close(self) -> "GlossaryState":
        """Back to the list, as it was."""
        return GlossaryState(self.query, self.category)


@dataclass(frozen=True)
class Glossary:
    """All terms of the course; the state is a :class:`GlossaryState`."""

    content: Content
    key: str = "glossary"
    name: ClassVar[str] = "glossary"
    ground: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ("search", "status", "results", "term")
    moves: ClassVar[tuple[str, ...]] = ("search", "category", "term", "close", "reset")

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the terms, in file order."""
        return tuple(dict.fromkeys(term.category for term in self.content.terms.values()))

    def empty(self) -> GlossaryState:
        """All terms, nothing searched for, nothing open."""
        return GlossaryState()

    def restore(self, entries: Sequence[Entry]) -> GlossaryState:  # nothing of the log is shown
        """A glossary opens on its list; the words looked up stay in the log, for cards and reports."""
        return self.empty()

    def step(self, state: GlossaryState, event: Event) -> Step[GlossaryState]:
        """Search, choose a category, open a term, go back, or start again."""
        if event.move not in self.moves:
            raise ValueError(f"move: {event.move!r} came, allowed are {', '.join(self.moves)}")
        if event.move == "search":
            query = event.one("query")
            if len(query) > LONGEST_QUERY:
                raise ValueError(f"query: {len(query)} characters came, at most {LONGEST_QUERY} are allowed")
            return Step(state.search(query))
        if event.move == "category":
            category = event.one("category")
            if category and category not in self.categories:
                allowed = ", ".join(self.categories)
                raise ValueError(f"category: {category!r} came, allowed are {allowed}, or nothing for all")
            return Step(state.choose(category))
        if event.move == "reset":
            return Step(self.empty(), focus="query")
        if event.move == "close":
            return Step(state.close(), focus=f"entry-{state.origin}" if state.term else "")
        term = event.one("term")
        if term not in self.content.terms:
            raise ValueError(f"term: {term!r} came, allowed are {', '.join(self.content.terms)}")
        if term == state.term:
            return Step(state)
        # The pressed button goes away with the list or the page it stood in, so the focus moves to the title.
        return Step(state.open(term), ({"kind": "opened_term", "term": term},), focus="term-title")

    def found(self, state: GlossaryState) -> tuple[Term, ...]:
        """The terms of the list: A to Z without a query, the likeliest first with one."""
        chosen = [term for term in self.content.terms.values() if state.category in ("", term.category)]
        ranked = [(place, term) for term in chosen if (place := rank(term, state.query)) is not None]
        return tuple(term for _, term in sorted(ranked, key=lambda row: (row[0], _order(row[1].headword))))

    def view(self, state: GlossaryState) -> dict[str, str]:
        """The search, how many fit, and either the list or the open term."""
        found = self.found(state)
        return {
            "search": str(self._search(state)),
            "status": str(h.p(role="status", class_="lesson-soft")[self._status(state, found)]),
            "results": "" if state.term else str(self._results(state, found)),
            "term": str(self._term(state)) if state.term else "",
        }

    def _search(self, state: GlossaryState) -> h.Fragment:
        counts = {
            name: sum(term.category == name for term in self.content.terms.values())
            for name in self.categories
        }
        every = ("", f"All categories ({len(self.content.terms)})")
        options = [every, *((name, f"{name} ({count})") for name, count in counts.items())]
        return h.fragment[
            h.h3["Glossary"],
            h.div(class_="lesson-search")[
                h.div[
                    h.label(for_="query")["Search"],
                    h.input(
                        {"data-move": "search"},
                        type="search",
                        id="query",
                        name="query",
                        value=state.query,
                        maxlength=str(LONGEST_QUERY),
                        autocomplete="off",
                        spellcheck="false",
                    ),
                ],
                h.div[
                    h.label(for_="category")["Category"],
                    h.select({"data-move": "category"}, id="category", name="category")[
                        [
                            h.option(value=value, selected=value == state.category)[label]
                            for value, label in options
                        ]
                    ],
                ],
            ],
        ]

    def _status(self, state: GlossaryState, found: Sequence[Term]) -> str:
        if state.term:
            return ""
        count = "1 term" if len(found) == 1 else f"{len(found) or 'No'} terms"
        query = f" for “{state.query.strip()}”" if state.query.strip() else ""
        category = f" in {state.category}" if state.category else ""
        return f"{count}{query}{category}."

    def _results(self, state: GlossaryState, found: Sequence[Term]) -> h.Renderable:
        if not found:
            return h.fragment[
                h.p["Nothing fits. Try the first letters of the word, another spelling, or an abbreviation."],
                press("reset", "Show all terms", {}),
            ]
        if state.query.strip():
            return self._list(found)
        return h.fragment[
            [
                h.fragment[h.h4[letter], self._list(tuple(group))]
                for letter, group in groupby(found, key=lambda term: _squeeze(term.headword)[0][:1].upper())
            ]
        ]

    def _list(self, terms: Iterable[Term]) -> h.Element:
        return h.ul(class_="lesson-entries")[
            [
                h.li({"data-key": term.id})[
                    press(
                        "term",
                        term.headword,
                        {"data-with-term": term.id},
                        id=f"entry-{term.id}",
                        class_="lesson-entry",
                    ),
                    term.expansion and h.span(class_="lesson-expansion")[f" ({term.expansion})"],
                    h.p[term.plain],
                ]
                for term in terms
            ]
        ]

    def _term(self, state: GlossaryState) -> h.Element:
        term = self.content.terms[state.term]
        return h.div({"data-escape": "close"})[
            definition(
                term,
                terms=self.content.terms,
                sources=self.content.sources,
                place="term",
                leave="Back to the list",
                seen=_seen(term),
            )
        ]

    def still(self, state: GlossaryState) -> Still:  # it shows nothing of what a learner chose
        """Every term with all that is said of it, A to Z."""
        terms, sources = self.content.terms, self.content.sources
        everything = self.found(self.empty())
        title = f"Glossary: {len(everything)} terms"
        html = h.div[
            h.p[NOT_RUNNING],
            h.h3[title],
            h.dl[
                [
                    definition_still(term, terms=terms, sources=sources, seen=_seen(term))
                    for term in everything
                ]
            ],
        ]
        entries = (
            definition_text(term, terms=terms, sources=sources, seen=_seen(term)) for term in everything
        )
        return Still(html=str(html), text="\n\n".join([NOT_RUNNING, title, *entries]))


def rank(term: Term, query: str) -> int | None:
    """How well a term fits a query: 0 is best, None is no fit. An empty query fits every term alike."""
    wanted = _squeeze(query)[0]
    if not wanted:
        return 0 if not query.strip() else None
    forms = [_squeeze(form) for form in (term.expansion, *term.aliases)]
    if _squeeze(term.headword)[0].startswith(wanted):
        return 0
    if any(text.startswith(wanted) for text, _ in forms):
        return 1
    if any(_word_begins(form, wanted) for form in (_squeeze(term.headword), *forms)):
        return 2
    if any(
        _word_begins(_squeeze(text), wanted)
        for text in (term.plain, term.standard, term.why_here, term.misconception)
    ):
        return 3
    return None


@lru_cache(maxsize=4096)
def _squeeze(text: str) -> tuple[str, frozenset[int]]:
    """A text without capitals, accents, hyphens and spaces, and the places in it where a word begins."""
    letters: list[str] = []
    begins: set[int] = set()
    before = " "
    for character in unicodedata.normalize("NFKD", text.casefold()):
        if character.isalnum():
            if not before.isalnum():
                begins.add(len(letters))
            letters.append(character)
        if not unicodedata.combining(character):
            before = character
    return "".join(letters), frozenset(begins)


def _order(headword: str) -> tuple[tuple[int, str], ...]:
    """A to Z, with numbers by their value: "Article 5" before "Article 10"."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", _squeeze(headword)[0])
    return tuple((int(piece), "") if piece.isascii() and piece.isdigit() else (-1, piece) for piece in pieces)


def _word_begins(squeezed: tuple[str, frozenset[int]], wanted: str) -> bool:
    text, begins = squeezed
    at = text.find(wanted)
    while at >= 0:
        if at in begins:
            return True
        at = text.find(wanted, at + 1)
    return False


def _seen(term: Term) -> str:
    """Where the article names it: "headline; paragraphs 3, 4"."""
    numbers = ", ".join(str(number) for number in term.paragraphs if number)
    several = "s" if "," in numbers else ""
    body = f"paragraph{several} {numbers}" if numbers else ""
    return "; ".join(part for part in ("headline" if 0 in term.paragraphs else "", body) if part)
