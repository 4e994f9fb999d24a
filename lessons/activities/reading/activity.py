"""Reading with help at hand: paragraphs retold at two levels, layers on switches, and the learner's marks.

Help stands where the eye is (Mayer's contiguity principle): a word's meaning opens under the paragraph that
uses it and closes again, so the place in the text is never lost. Each paragraph is a part of its own: what
a learner opens in one draws and sends that one alone.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar

import htpy as h

from lessons.activities.reading.drawing import Shown, draw_paragraph, draw_top
from lessons.activities.reading.marking import Ask, asked_of, entry_of, mark_from, mark_of
from lessons.activities.reading.state import ReadingState, first_shown
from lessons.content import Content
from lessons.content.original import Original
from lessons.content.records import LAYERS, Item, Layer
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.layers import OPEN
from lessons.ui.paragraphs import LEVELS, Level, heading_of, paragraph_still, paragraph_text, retold, terms_of


@dataclass(frozen=True)
class Reading:
    """Some paragraphs of the article, retold; the state is a :class:`ReadingState`.

    layers    what the lesson may show with the text
    items     questions of the quiz, for which sentences can be marked as evidence
    original  a copy of the article, where somebody here holds one: it stands beside
    """

    content: Content
    paragraphs: tuple[int, ...]
    layers: tuple[Layer, ...] = OPEN
    items: tuple[Item, ...] = ()
    original: Original | None = None
    # Each part as it was drawn last, with what it was drawn from: an untouched paragraph is not drawn again.
    _drawn: dict[str, tuple[object, str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    name: ClassVar[str] = "reading"
    ground: ClassVar[str] = ""
    for_all: ClassVar[tuple[str, ...]] = ("level", "layer", "larger")
    moves: ClassVar[tuple[str, ...]] = (
        *(*for_all, "paragraph_level", "term", "more", "close", "claims", "mark", "unmark"),
    )

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
        """What concerns all, then one part a paragraph."""
        return ("top", *(f"paragraph_{number}" for number in self.paragraphs))

    def empty(self) -> ReadingState:
        """Everything at the plain level, nothing open."""
        return ReadingState(shown=first_shown(self.layers))

    def restore(self, entries: Sequence[Entry]) -> ReadingState:
        """Levels, layers, looked-up words and marks come back, open definitions do not.

        Entries on what is no longer taught, or not in this lesson, are passed over.
        """
        state = self.empty()
        for entry in entries:
            state = self._restored(state, entry)
        return state

    def _restored(self, state: ReadingState, entry: Entry) -> ReadingState:
        number, level = entry.get("paragraph"), entry.get("level")
        if number is not None and number not in self.paragraphs:
            return state
        match entry.get("kind"):
            case "level" if level in LEVELS:
                return state.at(level, number)
            case "layer" if entry.get("layer") in self.layers:
                return state.show(entry["layer"], entry.get("shown") is True)
            case "larger":
                return replace(state, larger=entry.get("on") is True)
        return state if number is None else self._restored_in(state, number, entry)

    def _restored_in(self, state: ReadingState, number: int, entry: Entry) -> ReadingState:
        term = entry.get("term")
        match entry.get("kind"):
            case "opened_term" if term in self.content.terms:
                return state.open(number, str(term), origin=str(term)).close(number)
            case "mark" if mark := mark_from(entry):
                return state.mark(number, mark)
            case "unmark":
                return state.unmark(number, str(entry.get("mark")))
        return state

    def step(self, state: ReadingState, event: Event) -> Step[ReadingState]:
        """Choose for all paragraphs, or do something in one of them."""
        move = _one_of("move", event.move, self.moves)
        if move in self.for_all:
            return self._for_all(state, event)
        number = int(_one_of("paragraph", event.one("paragraph"), [str(n) for n in self.paragraphs]))
        opened = state.unit(number).opened
        match move:
            case "paragraph_level":
                level = _level(event)
                entry = {"kind": "level", "paragraph": number, "level": level}
                return Step(state.at(level, number), (entry,))
            case "claims":
                if not {"speakers", "kinds"} & {*self.layers}:
                    raise ValueError("claims: this lesson does not show who says what")
                return Step(state.change(number, claims=_yes(event, "show")))
            case "close":
                return self._close(state, number, event)
            case "more":
                if opened is None:
                    raise ValueError(f"more: no word is open in paragraph {number}; open one first")
                stays = replace(opened, more=_yes(event, "more"), hovered=False)
                return Step(state.change(number, opened=stays))
            case "mark":
                mark = mark_of(event, self.content.paragraphs[number], self.asks(number))
                return Step(
                    state.mark(number, mark), (entry_of(number, mark),), focus=f"mark-{number}-{mark.id}"
                )
            case "unmark":
                gone = _one_of("mark", event.one("mark"), [mark.id for mark in state.unit(number).marks])
                entry = {"kind": "unmark", "mark": gone, "paragraph": number}
                return Step(state.unmark(number, gone), (entry,), focus=f"marking-{number}")
        return self._open(state, number, event)

    def _for_all(self, state: ReadingState, event: Event) -> Step[ReadingState]:
        on = "on" in event.form  # an unticked box sends nothing
        match event.move:
            case "level":
                level = _level(event)
                return Step(state.at(level), ({"kind": "level", "paragraph": None, "level": level},))
            case "larger":
                return Step(replace(state, larger=on), ({"kind": "larger", "on": on},))
        came = _one_of("layer", event.one("layer"), self.layers)
        layer = next(one for one in LAYERS if one == came)
        return Step(state.show(layer, on), ({"kind": "layer", "layer": layer, "shown": on},))

    def _open(self, state: ReadingState, number: int, event: Event) -> Step[ReadingState]:
        term, opened = _one_of("term", event.one("term"), self.content.terms), state.unit(number).opened
        onward, hovered = opened is not None and "via" in event.form, "hover" in event.form
        origin = opened.origin if opened and onward else term
        if opened and hovered and not opened.hovered:
            return Step(state)  # a pointer that rests on a word never takes away what somebody pressed
        if opened and (opened.term, opened.origin, opened.hovered) == (term, origin, hovered):
            return Step(state)
        after = state.open(number, term, origin=origin, hovered=hovered)
        if hovered:
            return Step(after)
        entry = {"kind": "opened_term", "term": term, "paragraph": number}
        # A "see also" button goes away with the definition it stands in: the focus goes to the new title.
        focus = f"meaning-{number}-title" if onward else ""
        return Step(after, (entry,), focus)

    def _close(self, state: ReadingState, number: int, event: Event) -> Step[ReadingState]:
        opened = state.unit(number).opened
        if opened is None or ("hover" in event.form and not opened.hovered):
            return Step(state)
        # Whoever opened it by hovering has the focus somewhere else, where it stays.
        focus = "" if opened.hovered else f"term-{number}-{opened.origin}"
        return Step(state.close(number), focus=focus)

    def asks(self, number: int) -> tuple[Ask, ...]:
        """The questions that a sentence of this paragraph may be evidence for."""
        paragraph = self.content.paragraphs[number]
        return asked_of(paragraph, self.items, questions="questions" in self.layers)

    def view(self, state: ReadingState) -> dict[str, str]:
        """The top and the paragraphs, drawn where something in them changed."""
        levels = tuple(state.level_of(number) for number in self.paragraphs)
        top = (state.level, state.shown, state.larger, levels)
        parts = {"top": self._once("top", top, lambda: self._top(state))}
        for number in self.paragraphs:
            shown = self._shown(state, number)
            parts[f"paragraph_{number}"] = self._once(
                f"paragraph_{number}", shown, partial(self._paragraph, shown)
            )
        return parts

    def _once(self, name: str, given: object, draw: Callable[[], str]) -> str:
        before = self._drawn.get(name)
        if before is None or before[0] != given:
            self._drawn[name] = before = (given, draw())
        return before[1]

    def _shown(self, state: ReadingState, number: int) -> Shown:
        return Shown(number, state.level_of(number), state.shown, state.larger, state.unit(number))

    def _top(self, state: ReadingState) -> str:
        levels = {number: state.level_of(number) for number in self.paragraphs}
        return str(draw_top(self.content, state, levels, layers=self.layers, original=self.original))

    def _paragraph(self, shown: Shown) -> str:
        asks = self.asks(shown.number)
        return str(draw_paragraph(self.content, shown, layers=self.layers, asks=asks, original=self.original))

    def still(self, state: ReadingState) -> Still:  # it shows nothing of what a learner chose
        """Both wordings of every paragraph with the lesson's layers; each term is explained once."""
        html: list[h.Node] = [h.p[NOT_RUNNING], h.p[retold(self.content)]]
        text = [NOT_RUNNING, retold(self.content)]
        explained: dict[str, str] = {}
        for number in self.paragraphs:
            paragraph = self.content.paragraphs[number]
            terms = terms_of(self.content, paragraph) if "terms" in self.layers else []
            new = [term for term in terms if term.id not in explained]
            again = [f"{term.headword} ({explained[term.id]})" for term in terms if term.id in explained]
            explained |= dict.fromkeys((term.id for term in new), heading_of(paragraph))
            html.append(paragraph_still(self.content, paragraph, new=new, again=again, layers=self.layers))
            text.append(paragraph_text(self.content, paragraph, new=new, again=again, layers=self.layers))
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
