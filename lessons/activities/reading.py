"""Reading with help at hand: paragraphs retold at two levels, words explained in place, and who says what.

Help stands where the eye is (Mayer's contiguity principle): a word's meaning opens under the paragraph that
uses it and closes again, so the place in the text is never lost. Each paragraph is a part of its own: what
a learner opens in one repaints that one alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import htpy as h

from lessons.content import Content
from lessons.content.records import Paragraph
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.paragraphs import (
    LEVELS,
    Level,
    claims_list,
    heading_of,
    paragraph_still,
    paragraph_text,
    questions_list,
    retold,
    switches,
    term_button,
    terms_of,
    wording,
)
from lessons.ui.terms import Mention, definition, find_mentions, running_text


@dataclass(frozen=True)
class Opened:
    """The definition that stands open under a paragraph.

    ``origin`` is the term whose button opened it: the focus goes back there, also after a walk along
    "see also".
    """

    term: str
    origin: str
    more: bool = False


@dataclass(frozen=True)
class Unit:
    """What a learner has done to one paragraph; ``level`` None follows the level chosen for all."""

    level: Level | None = None
    opened: Opened | None = None
    claims: bool = False
    looked_up: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingState:
    """The level for all, and per paragraph number what differs from an untouched one."""

    level: Level = "plain"
    units: Mapping[int, Unit] = field(default_factory=dict)

    def unit(self, number: int) -> Unit:
        """What was done in a paragraph."""
        return self.units.get(number, Unit())

    def level_of(self, number: int) -> Level:
        """The level a paragraph is shown at."""
        return self.unit(number).level or self.level

    def at(self, level: Level, number: int | None = None) -> "ReadingState":
        """One paragraph at a level, or all of them, those that were changed singly included."""
        if number is not None:
            return self.change(number, level=None if level == self.level else level)
        units = {n: replace(unit, level=None) for n, unit in self.units.items()}
        return replace(self, level=level, units=_touched(units))

    def open(self, number: int, term: str, *, origin: str) -> "ReadingState":
        """The definition of a term, in place of any other that stands open in the paragraph."""
        seen = self.unit(number).looked_up
        looked_up = seen if term in seen else (*seen, term)
        return self.change(number, opened=Opened(term, origin), looked_up=looked_up)

    def close(self, number: int) -> "ReadingState":
        """No definition open in the paragraph."""
        return self.change(number, opened=None)

    def change(self, number: int, **changes: Any) -> "ReadingState":
        """Fields of one unit changed."""
        units = {**self.units, number: replace(self.unit(number), **changes)}
        return replace(self, units=_touched(units))


def _touched(units: Mapping[int, Unit]) -> Mapping[int, Unit]:
    """Without the untouched paragraphs, so that states that mean the same are equal."""
    return {number: unit for number, unit in units.items() if unit != Unit()}


@dataclass(frozen=True)
class Reading:
    """Some paragraphs of the article, retold; the state is a :class:`ReadingState`."""

    content: Content
    paragraphs: tuple[int, ...]
    name: ClassVar[str] = "reading"
    ground: ClassVar[str] = ""
    moves: ClassVar[tuple[str, ...]] = ("level", "paragraph_level", "term", "more", "close", "claims")

    def __post_init__(self) -> None:
        unknown = [number for number in self.paragraphs if number not in self.content.paragraphs]
        if unknown or not self.paragraphs or len(set(self.paragraphs)) < len(self.paragraphs):
            came = ", ".join(map(str, self.paragraphs)) or "none"
            allowed = ", ".join(map(str, self.content.paragraphs))
            raise ValueError(f"paragraphs: {came} came, allowed are, each once: {allowed}")

    @property
    def key(self) -> str:
        """The numbers of the paragraphs: "1-2-3"."""
        return "-".join(map(str, self.paragraphs))

    @property
    def parts(self) -> tuple[str, ...]:
        """The choice of level, then one part a paragraph."""
        return ("top", *(f"paragraph_{number}" for number in self.paragraphs))

    def empty(self) -> ReadingState:
        """Everything at the plain level, nothing open."""
        return ReadingState()

    def restore(self, entries: Sequence[Entry]) -> ReadingState:
        """Levels and looked-up words come back, open definitions do not.

        Entries on what is no longer taught are passed over.
        """
        state = self.empty()
        for entry in entries:
            number, level, term = entry.get("paragraph"), entry.get("level"), entry.get("term")
            if entry.get("kind") == "level" and level in LEVELS and number in (None, *self.paragraphs):
                state = state.at(level, number)
            if (
                entry.get("kind") == "opened_term"
                and term in self.content.terms
                and number in self.paragraphs
            ):
                state = state.open(int(number), str(term), origin=str(term)).close(int(number))
        return state

    def step(self, state: ReadingState, event: Event) -> Step[ReadingState]:
        """Choose a level for all or one paragraph; open or close a definition or the list of statements."""
        move = _one_of("move", event.move, self.moves)
        if move == "level":
            level = _level(event)
            return Step(state.at(level), ({"kind": "level", "paragraph": None, "level": level},))
        number = int(_one_of("paragraph", event.one("paragraph"), [str(n) for n in self.paragraphs]))
        opened = state.unit(number).opened
        match move:
            case "paragraph_level":
                level = _level(event)
                entry = {"kind": "level", "paragraph": number, "level": level}
                return Step(state.at(level, number), (entry,))
            case "claims":
                return Step(state.change(number, claims=_yes(event, "show")))
            case "close":
                return Step(state.close(number), focus=f"term-{number}-{opened.origin}" if opened else "")
            case "more":
                if opened is None:
                    raise ValueError(f"more: no word is open in paragraph {number}; open one first")
                return Step(state.change(number, opened=replace(opened, more=_yes(event, "more"))))
        return self._open(state, number, event)

    def _open(self, state: ReadingState, number: int, event: Event) -> Step[ReadingState]:
        term, opened = _one_of("term", event.one("term"), self.content.terms), state.unit(number).opened
        onward = opened is not None and "via" in event.form
        origin = opened.origin if opened and onward else term
        if opened and (opened.term, opened.origin) == (term, origin):
            return Step(state)
        entry = {"kind": "opened_term", "term": term, "paragraph": number}
        # A "see also" button goes away with the definition it stands in: the focus goes to the new title.
        focus = f"meaning-{number}-title" if onward else ""
        return Step(state.open(number, term, origin=origin), (entry,), focus)

    def view(self, state: ReadingState) -> dict[str, str]:
        """The top and the paragraphs."""
        shown = {f"paragraph_{number}": str(self._paragraph(state, number)) for number in self.paragraphs}
        return {"top": str(self._top(state)), **shown}

    def _top(self, state: ReadingState) -> h.Fragment:
        choices = [
            h.label(class_="lesson-option")[
                h.input(
                    {"data-move": "level"},
                    type="radio",
                    name="level",
                    value=level,
                    checked=level == state.level,
                ),
                level.capitalize(),
            ]
            for level in LEVELS
        ]
        return h.fragment[
            h.p(class_="lesson-soft")[
                retold(self.content), " Words with a dotted line are buttons: they open what the word means."
            ],
            h.fieldset(class_="lesson-levels")[
                h.legend["Wording of all paragraphs"], h.div(class_="lesson-row")[choices]
            ],
        ]

    def _paragraph(self, state: ReadingState, number: int) -> h.Element:
        paragraph, unit = self.content.paragraphs[number], state.unit(number)
        text = wording(paragraph, state.level_of(number))
        mentions = find_mentions(text, self.content.terms.values())
        escape = {"data-escape": "close", "data-with-paragraph": str(number)} if unit.opened else {}

        def button(term: str, words: str, style: str) -> h.Element:
            expanded = unit.opened is not None and unit.opened.origin == term
            return term_button(number, term, words, expanded=expanded, style=style)

        others = self._unnamed(paragraph, unit, mentions)
        chips = [h.li[button(term, self.content.terms[term].headword, "lesson-chip")] for term in others]
        return h.article(escape, class_="lesson-paragraph", aria_labelledby=f"heading-{number}")[
            h.h3(id=f"heading-{number}")[heading_of(paragraph)],
            h.p(class_="lesson-retelling")[
                running_text(
                    text, mentions, lambda mention, words: button(mention.term_id, words, "lesson-term")
                )
            ],
            h.div(id=f"meaning-{number}")[self._meaning(unit.opened, number) if unit.opened else None],
            chips and h.p(id=f"words-{number}", class_="lesson-label")["More words for this paragraph"],
            chips and h.ul(class_="lesson-chips", aria_labelledby=f"words-{number}")[chips],
            switches(paragraph, level=state.level_of(number), claims=unit.claims),
            h.div(id=f"claims-{number}")[unit.claims and claims_list(self.content, paragraph)],
            questions_list(paragraph, heading=h.h4),
            unit.looked_up
            and h.p(class_="lesson-soft")[
                "You looked up here: ",
                ", ".join(self.content.terms[term].headword for term in unit.looked_up),
                ".",
            ],
        ]

    def _meaning(self, opened: Opened, number: int) -> h.Element:
        return definition(
            self.content.terms[opened.term],
            terms=self.content.terms,
            sources=self.content.sources,
            place=f"meaning-{number}",
            more=opened.more,
            given={"data-with-paragraph": str(number)},
        )

    def _unnamed(self, paragraph: Paragraph, unit: Unit, mentions: Sequence[Mention]) -> list[str]:
        """The terms that help here and that this wording does not name."""
        named = {mention.term_id for mention in mentions}
        others = [term for term in paragraph.term_ids if term not in named]
        # The button of an open definition never goes away, or the focus would have nowhere to return to.
        if unit.opened and unit.opened.origin not in {*named, *others}:
            others.append(unit.opened.origin)
        return others

    def still(self, state: ReadingState) -> Still:  # it shows nothing of what a learner chose
        """Both wordings of every paragraph, all its words and statements; each term is explained once."""
        html: list[h.Node] = [h.p[NOT_RUNNING], h.p[retold(self.content)]]
        text = [NOT_RUNNING, retold(self.content)]
        explained: dict[str, str] = {}
        for number in self.paragraphs:
            paragraph = self.content.paragraphs[number]
            terms = terms_of(self.content, paragraph)
            new = [term for term in terms if term.id not in explained]
            again = [f"{term.headword} ({explained[term.id]})" for term in terms if term.id in explained]
            explained |= dict.fromkeys((term.id for term in new), heading_of(paragraph))
            html.append(paragraph_still(self.content, paragraph, new=new, again=again))
            text.append(paragraph_text(self.content, paragraph, new=new, again=again))
        return Still(html=str(h.div[html]), text="\n\n".join(text))


def _one_of(name: str, came: str, allowed: Collection[str]) -> str:
    if came not in allowed:
        raise ValueError(f"{name}: {came!r} came, allowed are {', '.join(allowed)}")
    return came


def _level(event: Event) -> Level:
    came = _one_of("level", event.one("level"), LEVELS)
    return "plain" if came == "plain" else "standard"


def _yes(event: Event, name: str) -> bool:
    return _one_of(name, event.one(name), ("yes", "no")) == "yes"
