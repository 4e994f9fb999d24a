"""A sentence that takes sides, to be put into neutral words, with guidance that grades no opinion.

The learner writes first. Then two or three versions stand beside their own, each with what it keeps and what
it loses: no version keeps everything, so none is the right one and nothing is scored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import htpy as h

from lessons.activities.positions.said import sources_fold
from lessons.content import Content
from lessons.content.records import Wording
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.leafing import leafing
from lessons.ui.own_words import KEPT, kept_text, own_words_field

CHECKS = ("whose word", "can be checked", "which word judges")
MOVES = ("write", "open", "next", "previous")
TITLE = "In neutral words"
MADE_UP = "Made up for practice: nobody is quoted."


@dataclass(frozen=True)
class WordingsState:
    """Which sentence, what was written (pairs of id and text), and whose versions are open."""

    position: int = 0
    written: tuple[tuple[str, str], ...] = ()
    opened: tuple[str, ...] = ()

    def of(self, wording: str) -> str:
        """What was written to a sentence, or an empty string."""
        return dict(self.written).get(wording, "")

    def write(self, wording: str, text: str) -> "WordingsState":
        """The same with this text in place of an earlier one."""
        texts = {**dict(self.written), wording: text}
        return replace(self, written=tuple((one, told) for one, told in texts.items() if told))


@dataclass(frozen=True)
class Wordings:
    """The sentences of this content."""

    content: Content = field(repr=False)
    name: str = "wordings"
    key: str = "wordings"
    parts: tuple[str, ...] = ("head", "loaded", "own", "versions", "on")
    ground: str = ""

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The sentences, in the order of the data."""
        return tuple(self.content.wordings.values())

    def empty(self) -> WordingsState:
        return WordingsState()

    def restore(self, entries: Sequence[Entry]) -> WordingsState:
        """The last text to each sentence that is still there; the versions are closed again."""
        state = self.empty()
        for entry in entries:
            if entry["kind"] == "wrote" and entry.get("ask") in self.content.wordings:
                state = state.write(str(entry["ask"]), str(entry.get("text", "")))
        left = (n for n, one in enumerate(self.wordings) if not state.of(one.id))
        return replace(state, position=next(left, 0))

    def step(self, state: WordingsState, event: Event) -> Step[WordingsState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "write":
                ask = self._known(event.one("ask"))
                text = kept_text(event.one("text"))
                if text == state.of(ask):
                    return Step(state)
                return Step(state.write(ask, text), ({"kind": "wrote", "ask": ask, "text": text},))
            case "open":
                wording = self._known(event.one("wording"))
                opened = state.opened if wording in state.opened else (*state.opened, wording)
                return Step(replace(state, opened=opened), focus="versions-title")
            case "next":
                last = len(self.wordings) - 1
                return Step(replace(state, position=min(state.position + 1, last)), focus="sentence-title")
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)), focus="sentence-title")
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _known(self, came: str) -> str:
        if came not in self.content.wordings:
            raise ValueError(f"{came!r} is not one of these sentences: {', '.join(self.content.wordings)}")
        return came

    def view(self, state: WordingsState) -> dict[str, str]:
        one = self.wordings[state.position]
        return {
            "head": str(self._head()),
            "loaded": str(self._sentence(state, one)),
            "own": str(own_words_field(0, one.id, "Your neutral version", state.of(one.id))),
            "versions": str(self._versions(state, one)),
            "on": str(self._on(state)),
        }

    def still(self, state: WordingsState) -> Still:
        """The checklist and the sentences; the versions are for whoever has written one."""
        say = "and you can write here. Until then, write on paper."
        html = h.div[
            h.p[h.em[NOT_RUNNING], f" {say}"],
            h.p[h.strong[TITLE], f". {MADE_UP}"],
            self._checks(),
            h.ol[(h.li[one.sentence] for one in self.wordings)],
        ]
        numbered = (f"{number}. {one.sentence}" for number, one in enumerate(self.wordings, 1))
        lines = [f"{NOT_RUNNING} {say}", TITLE, MADE_UP, *self.checks, *numbered]
        return Still(str(html), "\n".join(lines))

    @property
    def checks(self) -> tuple[str, ...]:
        """What to ask of a sentence."""
        return tuple(self.content.course.wording.get(one, one) for one in CHECKS)

    def _checks(self) -> h.Element:
        return h.ol(aria_label="Three questions")[(h.li[one] for one in self.checks)]

    def _head(self) -> h.Element:
        return h.div[h.strong[TITLE], self._checks(), h.p(".lesson-soft")[KEPT]]

    def _sentence(self, state: WordingsState, one: Wording) -> h.Element:
        number = f"Sentence {state.position + 1} of {len(self.wordings)}"
        return h.div[
            h.h3(id="sentence-title", tabindex="-1")[number],
            h.p(".lesson-statement")[one.sentence],
            h.p(".lesson-soft")[MADE_UP],
        ]

    def _versions(self, state: WordingsState, one: Wording) -> h.Element:
        if one.id not in state.opened:
            first = "Write your own first; then compare." if not state.of(one.id) else "Now compare."
            return h.div(".lesson-row")[
                h.button({"data-move": "open", "data-with-wording": one.id}, type="button")[
                    "Show possible versions"
                ],
                h.span(".lesson-soft")[first],
            ]
        return h.div(".lesson-box.lesson-note", data_key=f"versions-{one.id}")[
            h.h4(id="versions-title", tabindex="-1")["The words that judge"],
            h.ul[(h.li[h.strong[word.word], ": ", word.why] for word in one.words)],
            h.h4["Possible versions"],
            h.ul(".lesson-why")[
                (
                    h.li[
                        version.text,
                        h.div(".lesson-soft")[f"Keeps {version.keeps}. Loses {version.loses}."],
                    ]
                    for version in one.versions
                )
            ],
            h.p["Which of them is nearest to yours? What does yours keep that these lose?"],
            sources_fold(self.content, one.source_ids),
        ]

    def _on(self, state: WordingsState) -> h.Element:
        first, last = state.position == 0, state.position == len(self.wordings) - 1
        return leafing("The sentence before", "Next sentence", first=first, last=last)
