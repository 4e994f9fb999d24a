"""The glossary: the few terms a lesson needs, all terms, a narrower list, a search, one term.

A key in the search field is answered at once: what does not change with it (the field's labels, the two
choices) is a part of its own and does not travel, and what is said of a term in the list is made once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import ClassVar

import htpy as h
from markupsafe import Markup

from lessons.activities.glossary.search import find, squeeze
from lessons.activities.glossary.state import HERE, GlossaryState
from lessons.content import Content
from lessons.content.records import Term
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.listed import counted
from lessons.ui.search_field import search_field
from lessons.ui.term_places import Passage, lessons_by_term, passages, title_of
from lessons.ui.terms import definition, definition_still, definition_text, press, running_text

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Glossary:
    """All terms of the course; the state is a :class:`GlossaryState`.

    ``words``: the ids of those that the lesson asks to look up. It opens with them; without any, with all.
    """

    content: Content
    words: tuple[str, ...] = ()
    key: str = "glossary"
    name: ClassVar[str] = "glossary"
    ground: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ("search", "narrow", "status", "results", "term")
    moves: ClassVar[tuple[str, ...]] = ("search", "category", "lesson", "term", "close", "reset")

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the terms, in file order."""
        return tuple(dict.fromkeys(term.category for term in self.content.terms.values()))

    @cached_property
    def lessons(self) -> Mapping[str, tuple[str, ...]]:
        """By lesson, the ids of the terms it uses; lessons that use none are left out."""
        used = lessons_by_term(self.content)
        rows = {
            slug: tuple(term for term, slugs in used.items() if slug in slugs)
            for slug in self.content.lessons
        }
        return {slug: terms for slug, terms in rows.items() if terms}

    @cached_property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """By term, the paragraphs it is seen in."""
        return passages(self.content)

    def empty(self) -> GlossaryState:
        """The terms to look up, or all of them; nothing searched for, nothing open."""
        return GlossaryState(lesson=HERE if self.words else "")

    def restore(self, entries: Sequence[Entry]) -> GlossaryState:  # nothing of the log is shown
        """A glossary opens on its list; the words looked up stay in the log, for cards and reports."""
        return self.empty()

    def step(self, state: GlossaryState, event: Event) -> Step[GlossaryState]:
        """Search, choose a category or a lesson, open a term, go back, or start again."""
        if event.move not in self.moves:
            raise ValueError(f"move: {event.move!r} came, allowed are {', '.join(self.moves)}")
        if event.move == "search":
            query = event.one("query")
            if len(query) > LONGEST_QUERY:
                raise ValueError(f"query: {len(query)} characters came, at most {LONGEST_QUERY} are allowed")
            return Step(state.search(query))
        if event.move == "category":
            return Step(state.choose(_chosen(event, "category", self.categories)))
        if event.move == "lesson":
            return Step(
                state.narrow(_chosen(event, "lesson", (HERE, *self.lessons) if self.words else self.lessons))
            )
        if event.move == "reset":
            return Step(GlossaryState(), focus="query")
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
        """The terms of the list: A to Z, for a query the likeliest first, to look up as given."""
        return tuple(self._find(state)[0])

    def _find(self, state: GlossaryState) -> tuple[list[Term], bool]:
        if state.lesson == HERE:
            return [self.content.terms[term] for term in self.words], False
        used = self.lessons[state.lesson] if state.lesson else self.content.terms
        terms = (self.content.terms[term] for term in used)
        return find((term for term in terms if state.category in ("", term.category)), state.query)

    def view(self, state: GlossaryState) -> dict[str, str]:
        """The search, the two choices, how many fit, and either the list or the open term."""
        found, forgiven = self._find(state)
        said = "" if state.term else self._status(state, len(found), forgiven=forgiven)
        return {
            "search": str(self._search(state)),
            "narrow": str(self._narrow(state)),
            "status": str(h.p(role="status", class_="lesson-soft")[said]),
            "results": "" if state.term else str(self._results(state, found)),
            "term": str(self._term(state)) if state.term else "",
        }

    def _search(self, state: GlossaryState) -> h.Fragment:
        return h.fragment[
            h.h3["Glossary"],
            h.div(class_="lesson-search")[
                h.div[search_field("query", state.query, move="search", longest=LONGEST_QUERY)]
            ],
        ]

    def _narrow(self, state: GlossaryState) -> h.Element:
        terms, titles = self.content.terms.values(), self.content.lessons
        categories = {name: sum(term.category == name for term in terms) for name in self.categories}
        every = ("", f"All ({len(self.content.terms)})")
        by_category = [every, *((name, f"{name} ({count})") for name, count in categories.items())]
        by_lesson = [
            *([(HERE, f"To look up on this page ({len(self.words)})")] if self.words else []),
            every,
            *((slug, f"{title_of(titles[slug])} ({len(used)})") for slug, used in self.lessons.items()),
        ]
        return h.div(class_="lesson-search")[
            _choice("category", "Category", by_category, state.category),
            _choice("lesson", "Used in lesson", by_lesson, state.lesson),
        ]

    def _status(self, state: GlossaryState, count: int, *, forgiven: bool) -> str:
        if state.lesson == HERE:
            return f"{counted(count, 'term')} to look up on this page."
        query = state.query.strip()
        within = f" in {state.category}" if state.category else ""
        if state.lesson:
            within += f" in lesson {title_of(self.content.lessons[state.lesson])}"
        if forgiven:
            come = "1 term comes" if count == 1 else f"{count} terms come"
            return f"No term is written “{query}”{within}. {come} near."
        terms = "1 term" if count == 1 else f"{count or 'No'} terms"
        return f"{terms}{f' for “{query}”' if query else ''}{within}."

    def _results(self, state: GlossaryState, found: Sequence[Term]) -> h.Renderable:
        if not found:
            return h.fragment[
                h.p["Nothing fits. Try the first letters of the word, another spelling, or an abbreviation."],
                press("reset", "Show all terms", {}),
            ]
        if state.lesson == HERE:
            return h.fragment[
                self._list(found),
                press("reset", f"Show all {len(self.content.terms)} terms", {}),
            ]
        if state.query.strip():
            return self._list(found)
        return h.fragment[
            [
                h.fragment[h.h4[letter], self._list(tuple(group))]
                for letter, group in groupby(found, key=lambda term: squeeze(term.headword).text[:1].upper())
            ]
        ]

    def _list(self, terms: Iterable[Term]) -> h.Element:
        return h.ul(class_="lesson-entries")[[self._entries[term.id] for term in terms]]

    @cached_property
    def _entries(self) -> Mapping[str, Markup]:
        """What the list says of each term; the same for every query, so it is made once."""
        return {term.id: Markup(str(_entry(term))) for term in self.content.terms.values()}  # noqa: S704  htpy has escaped it

    def _term(self, state: GlossaryState) -> h.Element:
        term = self.content.terms[state.term]
        return h.div({"data-escape": "close"})[
            definition(
                term,
                terms=self.content.terms,
                sources=self.content.sources,
                place="term",
                leave="Back to the list",
                below=self._seen_in(term),
            )
        ]

    def _seen_in(self, term: Term) -> h.Fragment | None:
        """The paragraphs it is seen in, each folded: a look at the text without losing the place here."""
        found = self.passages[term.id]
        if not found:
            return None
        return h.fragment[
            h.p(class_="lesson-label")["Seen in"],
            [
                h.details({"data-key": f"seen-{term.id}-{passage.number}"}, class_="lesson-seen")[
                    h.summary[_place(passage.number), self._lesson_of(passage)],
                    h.p[_shown(passage)],
                ]
                for passage in found
            ],
        ]

    def _lesson_of(self, passage: Passage) -> h.Element | None:
        """The lesson that reads the paragraph."""
        lessons = self.content.lessons.values()
        reader = next((one for one in lessons if passage.number in one.paragraphs), None)
        return h.span(class_="lesson-soft")[f" · {title_of(reader)}"] if reader else None

    def _seen(self, term: Term) -> str:
        """The same in a line: "headline; paragraphs 3, 4"."""
        numbers = [one.number for one in self.passages[term.id]]
        body = ", ".join(str(number) for number in numbers if number)
        several = "s" if "," in body else ""
        shown = ["headline"] if 0 in numbers else []
        return "; ".join([*shown, *([f"paragraph{several} {body}"] if body else [])])

    def still(self, state: GlossaryState) -> Still:  # it shows nothing of what a learner chose
        """Every term with all that is said of it, A to Z."""
        terms, sources = self.content.terms, self.content.sources
        everything = self.found(GlossaryState())
        title = f"Glossary: {len(everything)} terms"
        html = h.div[
            h.p[NOT_RUNNING],
            h.h3[title],
            h.dl[
                [
                    definition_still(term, terms=terms, sources=sources, seen=self._seen(term))
                    for term in everything
                ]
            ],
        ]
        entries = (
            definition_text(term, terms=terms, sources=sources, seen=self._seen(term)) for term in everything
        )
        return Still(html=str(html), text="\n\n".join([NOT_RUNNING, title, *entries]))


def _entry(term: Term) -> h.Element:
    return h.li({"data-key": term.id})[
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


def _choice(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> h.Element:
    return h.div[
        h.label(for_=name)[label],
        h.select({"data-move": name}, id=name, name=name)[
            [h.option(value=value, selected=value == chosen)[text] for value, text in options]
        ],
    ]


def _chosen(event: Event, name: str, allowed: Iterable[str]) -> str:
    """The value of a choice, or "" for all."""
    value, known = event.one(name), tuple(allowed)
    if value and value not in known:
        raise ValueError(f"{name}: {value!r} came, allowed are {', '.join(known)}, or nothing for all")
    return value


def _place(number: int) -> str:
    return f"Paragraph {number}" if number else "Headline"


def _shown(passage: Passage) -> list[h.Node]:
    mentions = [passage.mention] if passage.mention else []
    return running_text(passage.text, mentions, lambda _, words: h.mark[words])
