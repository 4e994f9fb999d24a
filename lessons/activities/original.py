"""A learner's own copy of the article: pasted here, checked paragraph by paragraph, kept on this computer.

The course retells the article and does not carry it. Who holds it may read it beside the retelling. The
text goes into a file of this computer alone: not into the log of answers, and into nothing that is handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.content.original import LONGEST, Original, find_original, said_of
from lessons.content.records import Paragraph
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.terms import press

WHY = (
    "You do not need it: everything on this page can be done with the retelling. "
    "If you hold the article, for example in a newspaper or on paper from your teacher, "
    "you can see its own words beside ours."
)
WHERE = "The text stays on this computer. It is not part of your answers and is never sent or handed in."


@dataclass(frozen=True)
class OriginalState:
    """The copy that is there. ``own``: this learner added it, and can take it away."""

    copy: Original | None = None
    own: bool = False


@dataclass(frozen=True)
class OriginalBox:
    """The box to paste the article into; ``given`` is what is there at the start."""

    paragraphs: Mapping[int, Paragraph]
    given: OriginalState = OriginalState()
    key: ClassVar[str] = ""
    name: ClassVar[str] = "original"
    parts: ClassVar[tuple[str, ...]] = ("original",)
    ground: ClassVar[str] = ""

    def empty(self) -> OriginalState:
        """No copy."""
        return OriginalState()

    def restore(self, entries: Sequence[Entry]) -> OriginalState:
        """The copy that is there: no entry of the log ever has it."""
        return self.given

    def step(self, state: OriginalState, event: Event) -> Step[OriginalState]:
        """Keep a text, or take one's own away."""
        match event.move:
            case "keep":
                text = event.one("text")
                if len(text) > LONGEST:
                    raise ValueError(
                        f"This text has {len(text)} letters, far more than the article; at most {LONGEST}."
                    )
                copy = find_original(text, self.paragraphs)
                if copy is None:
                    raise ValueError("Paste the text of the article into the field first.")
                return Step(
                    OriginalState(copy, own=True), ({"kind": "keep", "text": text},), focus="original-said"
                )
            case "forget" if state.own:
                return Step(OriginalState(), ({"kind": "forget"},), focus="original-add")
        raise ValueError(f"{event.move} is no move here: keep is{', and forget' if state.own else ''}.")

    def view(self, state: OriginalState) -> dict[str, str]:
        """What is there, or the box."""
        return {"original": str(_there(state, state.copy) if state.copy else _box())}

    def still(self, state: OriginalState) -> Still:  # it shows nothing of what a learner added
        """One line: without the article nothing is missing."""
        say = "and you can add the article here, if you hold it. You do not need it."
        return Still(str(h.p[h.em[NOT_RUNNING], f" {say}"]), f"{NOT_RUNNING} {say}")


def _there(state: OriginalState, copy: Original) -> h.Element:
    whose = "You have added a copy of the article." if state.own else "A copy of the article is there."
    return h.div(data_key="there")[
        h.p(id="original-said", tabindex="-1", role="status")[
            h.strong[whose], f" {said_of(copy)} It stands beside the retelling."
        ],
        h.p(".lesson-soft")[WHERE],
        h.div(".lesson-row")[state.own and press("forget", "Take it away again", {})],
    ]


def _box() -> h.Element:
    return h.details(data_key="box")[
        h.summary(id="original-add")["Do you hold the article itself? Add it"],
        h.p[WHY],
        h.form({"data-move": "keep", "data-draft": "original"})[
            h.p(".lesson-field")[
                h.label(for_="original-text")["The text of the article"],
                h.textarea(id="original-text", name="text", rows="6", maxlength=str(LONGEST)),
            ],
            h.p(".lesson-soft")[WHERE],
            h.div(".lesson-row")[
                h.button(type="submit")["Keep this text on this computer"],
                h.span(".lesson-unsaved")["Not saved yet."],
            ],
        ],
    ]
