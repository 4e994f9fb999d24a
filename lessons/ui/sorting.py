"""Texts to sort, one at a time, with something to read for each choice: what all such activities share.

A learner chooses with native radios, reads at once, may choose again, and goes on with two buttons; what is
sorted is collected in a table. An activity says what its texts are, what may be chosen, and what is said.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Generic, Protocol, TypeVar

import htpy as h

from lessons.content import Content
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import Choice, choices
from lessons.ui.leafing import leafing
from lessons.ui.own_words import LONGEST, kept_text

MOVES = ("sort", "next", "previous")


class Sortable(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Sortable)


@dataclass(frozen=True)
class SortingState:
    """Where the learner is, and every choice so far.

    ``choices`` are pairs of text and choice, ``reasons`` pairs of text and the learner's words; the position
    after the last text says that all are done.
    """

    position: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> tuple[str, ...]:
        """The choices made for one text."""
        return tuple(kind for one, kind in self.choices if one == name)

    def reason(self, name: str) -> str:
        """What the learner wrote to a choice, or an empty string."""
        return dict(self.reasons).get(name, "")


@dataclass(frozen=True)
class OneByOne(ABC, Generic[T]):
    """The texts of this content, one at a time.

    ``title`` and ``noun`` ("text") are words of the view. ``asks_reason``: a choice may come with a few
    words, and ``repeats_reason`` says whether they are read again with the answer. ``other`` is the look of
    an answer that is not the whole one; ``done`` is what was done with a text ("sorted"). Where there is one
    choice only, see ``ui/deciding.py``.
    """

    content: Content = field(repr=False)
    name: str = ""
    key: str = ""
    parts: tuple[str, ...] = ("head", "text", "said", "on", "sorted")
    ground: str = ""
    title: ClassVar[str]
    noun: ClassVar[str] = "text"
    button: ClassVar[str] = "Check my choice"
    task: ClassVar[str] = "you can sort the texts here"
    other: ClassVar[str] = "lesson-bad"
    done: ClassVar[str] = "sorted"
    asks_reason: ClassVar[str] = ""
    repeats_reason: ClassVar[bool] = True

    @property
    @abstractmethod
    def texts(self) -> tuple[T, ...]:
        """The texts, in the order of the data."""

    @abstractmethod
    def asked(self, text: T) -> str:
        """All that makes this task what it is: an answer to other words is no answer to it."""

    @abstractmethod
    def options(self, text: T) -> tuple[Choice, ...]:
        """What can be chosen."""

    @abstractmethod
    def score(self, text: T, chosen: str) -> float:
        """1 where the choice fits, 0 where it does not, between them where it is one side of it."""

    @abstractmethod
    def heading(self, text: T) -> str:
        """A few words that name the text."""

    @abstractmethod
    def about(self, text: T) -> h.Node:
        """What is to be sorted."""

    @abstractmethod
    def question(self, text: T) -> str:
        """The question over the choices."""

    @abstractmethod
    def said(self, text: T, chosen: str) -> h.Node:
        """What is read after a choice."""

    @abstractmethod
    def behind(self, text: T) -> h.Node:
        """What is read when the text is sorted: views, sources."""

    @abstractmethod
    def collected(self, texts: Sequence[T], state: SortingState) -> h.Element:
        """The table of what is sorted."""

    @abstractmethod
    def line(self, text: T) -> h.Node:
        """The text in the still, which gives no answer."""

    @abstractmethod
    def line_text(self, text: T) -> str:
        """The same as plain text."""

    def explained(self) -> h.Node:
        """What the choices mean."""
        return None

    def meanings(self, kinds: Mapping[str, str]) -> h.Element:
        """Each choice with what the course means by it."""
        wording = self.content.course.wording
        return h.ul[(h.li[h.strong[words], ": ", wording.get(kind, "")] for kind, words in kinds.items())]

    def tally(self, state: SortingState) -> str:
        """How far the learner is."""
        tried = [text for text in self.texts if state.of(text.id)]
        first = sum(self.score(text, state.of(text.id)[0]) == 1 for text in tried)
        return f"{len(tried)} of {len(self.texts)} tried, {first} right at the first try"

    def verdict(self, text: T, chosen: str) -> str:
        """The first words after a choice; a sign and words, never a colour alone."""
        score = self.score(text, chosen)
        return "✓ That fits." if score == 1 else "◐ Partly." if score else "✗ Not this one."

    def choosable(self, text: T) -> str:
        """The choices in a few words, for whoever has made none."""
        return ", ".join(words for _, words in self.options(text))

    def version(self, text: T) -> str:
        """8 hex digits that change when the task changes."""
        return hashlib.sha256(self.asked(text).encode()).hexdigest()[:8]

    @property
    def kind(self) -> str:
        """What the log calls a choice."""
        return "attempt"

    @property
    def edition(self) -> str:
        """Eight hex digits that change with any text or any answer."""
        return hashlib.sha256("".join(map(self.version, self.texts)).encode()).hexdigest()[:8]

    def solved(self, state: SortingState, text: T) -> bool:
        """Whether the answer is open."""
        return any(self.score(text, one) == 1 for one in state.of(text.id))

    def marked(self, state: SortingState, text: T, chosen: str) -> Entry:
        """What the log has of a choice beside which one it was."""
        return {"sureness": None, "attempt": len(state.of(text.id)) + 1, "score": self.score(text, chosen)}

    def empty(self) -> SortingState:
        return SortingState()

    def restore(self, entries: Sequence[Entry]) -> SortingState:
        """All choices come back, and the first text that is not sorted.

        A choice for an earlier wording is no choice for this one.
        """
        versions = {text.id: self.version(text) for text in self.texts}
        offered = {(text.id, name) for text in self.texts for name, _ in self.options(text)}
        answers = (
            (entry["item"], entry["response"][0])
            for entry in entries
            if entry["kind"] == self.kind and versions.get(entry["item"]) == entry["item_version"]
        )
        # A log that was edited may hold a choice that never was.
        made = tuple(one for one in answers if one in offered)
        reasons = {
            str(entry["ask"]): str(entry["text"])
            for entry in entries
            if entry["kind"] == "wrote" and entry.get("ask") in dict(made)
        }
        state = SortingState(choices=made, reasons=tuple(reasons.items()))
        left = (n for n, text in enumerate(self.texts) if not self.solved(state, text))
        return replace(state, position=next(left, len(self.texts)))

    def step(self, state: SortingState, event: Event) -> Step[SortingState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "sort":
                return self._sort(state, event)
            case "next":
                position = min(state.position + 1, len(self.texts))
                return Step(replace(state, position=position), focus="text-title")
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)), focus="text-title")
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _sort(self, state: SortingState, event: Event) -> Step[SortingState]:
        texts = {text.id: text for text in self.texts}
        text = texts.get(event.one("text"))
        if text is None:
            raise ValueError(f"{event.one('text')} is not one of these {self.noun}s: {', '.join(texts)}.")
        chosen, allowed = event.all("kind"), dict(self.options(text))
        if len(chosen) != 1 or chosen[0] not in allowed:
            raise ValueError(f"Choose one: {self.choosable(text)}.")
        if self.solved(state, text):
            return Step(state, focus="forward")
        entry: Entry = {
            "kind": self.kind,
            "item": text.id,
            "item_version": self.version(text),
            "response": list(chosen),
            **self.marked(state, text, chosen[0]),
        }
        entries = [entry]
        after = replace(state, choices=(*state.choices, (text.id, chosen[0])))
        reason = kept_text("".join(event.all("reason"))).strip() if self.asks_reason else ""
        if reason:
            entries.append({"kind": "wrote", "ask": text.id, "text": reason})
            after = replace(after, reasons=(*state.reasons, (text.id, reason)))
        return Step(after, tuple(entries), focus="forward" if self.solved(after, text) else "")

    def view(self, state: SortingState) -> dict[str, str]:
        text = self.texts[state.position] if state.position < len(self.texts) else None
        return {
            "head": str(self._head(state)),
            "text": str(self._text(state, text)),
            "said": str(self._said(state, text)),
            "on": str(self._on(state)),
            "sorted": str(self._sorted(state)),
        }

    def still(self, state: SortingState) -> Still:
        title = f"{self.title} ({len(self.texts)} {self.noun}s, edition {self.edition})"
        html = h.div[
            h.p[h.em[NOT_RUNNING], f" and {self.task}."],
            h.p[h.strong[title]],
            self.explained(),
            h.ol[(h.li[self.line(one)] for one in self.texts)],
        ]
        lines = [NOT_RUNNING, title]
        lines += [f"{n}. {self.line_text(one)}" for n, one in enumerate(self.texts, 1)]
        return Still(str(html), "\n".join(lines))

    def _head(self, state: SortingState) -> h.Element:
        return h.div[
            h.div(".lesson-row")[h.strong[self.title], h.span(".lesson-soft")[self.tally(state)]],
            self.explained(),
        ]

    def _text(self, state: SortingState, text: T | None) -> h.Element:
        if text is None:
            done = sum(self.solved(state, one) for one in self.texts)
            return h.div(data_key="end")[
                h.h3(id="text-title", tabindex="-1")[f"All {self.noun}s"],
                h.p[f"{done} of {len(self.texts)} are {self.done}. The table shows them."],
            ]
        number = f"{self.noun.capitalize()} {state.position + 1}"
        about = [h.h3(id="text-title", tabindex="-1")[f"{number}: {self.heading(text)}"], self.about(text)]
        if self.solved(state, text):
            return h.div(data_key=f"solved-{text.id}")[about]
        form = {"data-move": "sort", "data-with-text": text.id, "data-key": f"form-{text.id}"}
        if self.asks_reason:  # words that are typed and not sent yet outlive a reload of the page
            form["data-draft"] = f"sort-{text.id}"
        return h.form(form)[
            about,
            choices(
                self.question(text),
                self.options(text),
                name="kind",
                chosen=state.of(text.id)[-1:],
                prefix=text.id,
            ),
            self.asks_reason
            and h.p(".lesson-field")[
                h.label(for_=f"reason-{text.id}")[self.asks_reason],
                h.textarea(id=f"reason-{text.id}", name="reason", rows="2", maxlength=str(LONGEST)),
            ],
            h.div(".lesson-row")[h.button(".lesson-primary", type="submit")[self.button]],
        ]

    def _said(self, state: SortingState, text: T | None) -> h.Element:
        """What the last choice earns; the live region is always there, so that its change is spoken."""
        made = state.of(text.id) if text else ()
        if text is None or not made:
            return h.div(role="status")
        mark = "lesson-good" if self.score(text, made[-1]) == 1 else self.other
        return h.div(role="status")[
            h.div(f".lesson-box.{mark}", data_key=f"{text.id}-{len(made)}")[
                h.strong(id="verdict-title", tabindex="-1")[self.verdict(text, made[-1])],
                self.repeats_reason
                and state.reason(text.id)
                and h.p["You wrote: ", h.q[state.reason(text.id)]],
                h.p[self.said(text, made[-1])],
                self.solved(state, text) and self.behind(text),
            ]
        ]

    def _on(self, state: SortingState) -> h.Element:
        first, last = state.position == 0, state.position == len(self.texts)
        return leafing(f"The {self.noun} before", f"Next {self.noun}", first=first, last=last)

    def _sorted(self, state: SortingState) -> h.Element:
        """What is sorted so far."""
        solved = [text for text in self.texts if self.solved(state, text)]
        if not solved:
            return h.p(".lesson-soft")[f"What you have {self.done} is collected here."]
        name = f"What you have {self.done}: {self.title}"
        return h.div(".lesson-scroll", tabindex="0", role="region", aria_label=name)[
            self.collected(solved, state)
        ]
