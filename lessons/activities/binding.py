"""What binds by law and what by politics: texts to sort, with a reason for each choice.

Some texts can be sorted, and of some even states disagree how they bind. Where that is so, the task says it,
gives each view with its holder and its source, and decides nothing: to know that something is argued about is
the right answer then.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import htpy as h

from lessons.content import Content
from lessons.content.records import Agreement
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices
from lessons.ui.sources import source_line

KINDS = {"law": "Binds by law", "politics": "Binds politically", "argued": "It is argued about"}
MOVES = ("sort", "next", "previous")
HALF = 0.5  # for one of the two views of a text that is argued about


@dataclass(frozen=True)
class BindingState:
    """Where the learner is, and every choice so far.

    ``choices`` are pairs of text and kind; the position after the last text says that all are done.
    """

    position: int = 0
    choices: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> tuple[str, ...]:
        """The choices made for one text."""
        return tuple(kind for one, kind in self.choices if one == name)


@dataclass(frozen=True)
class Sorting:
    """The texts of this content, one at a time."""

    content: Content = field(repr=False)
    name: str = "binding"
    key: str = "binding"
    parts: tuple[str, ...] = ("head", "text", "said", "on", "sorted")
    ground: str = ""

    @property
    def texts(self) -> tuple[Agreement, ...]:
        """The texts, in the order of the data."""
        return tuple(self.content.agreements.values())

    @property
    def edition(self) -> str:
        """Eight hex digits that change with any text, any answer or any view."""
        return hashlib.sha256("".join(map(version, self.texts)).encode()).hexdigest()[:8]

    def solved(self, state: BindingState, text: Agreement) -> bool:
        """Whether any choice was the right one."""
        return text.binding in state.of(text.id)

    def empty(self) -> BindingState:
        return BindingState()

    def restore(self, entries: Sequence[Entry]) -> BindingState:
        """All choices come back, and the first text that is not sorted.

        A choice for an earlier wording is no choice for this one.
        """
        versions = {text.id: version(text) for text in self.texts}
        made = tuple(
            (str(entry["item"]), str(entry["response"][0]))
            for entry in entries
            if entry["kind"] == "attempt"
            and versions.get(entry["item"]) == entry["item_version"]
            and entry["response"][0] in KINDS
        )
        state = BindingState(choices=made)
        left = (n for n, text in enumerate(self.texts) if not self.solved(state, text))
        return replace(state, position=next(left, len(self.texts)))

    def step(self, state: BindingState, event: Event) -> Step[BindingState]:
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

    def _sort(self, state: BindingState, event: Event) -> Step[BindingState]:
        text = self.content.agreements.get(event.one("text"))
        if text is None:
            raise ValueError(
                f"{event.one('text')} is not one of these texts: {', '.join(self.content.agreements)}."
            )
        chosen = event.all("kind")
        if len(chosen) != 1 or chosen[0] not in KINDS:
            raise ValueError(f"Choose one: {', '.join(KINDS.values())}.")
        if self.solved(state, text):
            return Step(state, focus="forward")
        score = 1.0 if chosen[0] == text.binding else HALF if text.binding == "argued" else 0.0
        entry = {
            "kind": "attempt",
            "item": text.id,
            "item_version": version(text),
            "response": list(chosen),
            "sureness": None,
            "attempt": len(state.of(text.id)) + 1,
            "score": score,
        }
        after = replace(state, choices=(*state.choices, (text.id, chosen[0])))
        return Step(after, (entry,), focus="forward" if score == 1 else "")

    def view(self, state: BindingState) -> dict[str, str]:
        text = self.texts[state.position] if state.position < len(self.texts) else None
        return {
            "head": str(self._head(state)),
            "text": str(self._text(state, text)),
            "said": str(self._said(state, text)),
            "on": str(self._on(state)),
            "sorted": str(self._sorted(state)),
        }

    def still(self, state: BindingState) -> Still:
        title = f"By law, by politics, or argued about? ({len(self.texts)} texts, edition {self.edition})"
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can sort the texts here."],
            h.p[h.strong[title]],
            self._wordings(),
            h.ol[(h.li[h.strong[one.name], f" ({one.agreed_on.text}): {one.about}"] for one in self.texts)],
        ]
        lines = [NOT_RUNNING, title]
        lines += [
            f"{n}. {one.name} ({one.agreed_on.text}): {one.about}" for n, one in enumerate(self.texts, 1)
        ]
        return Still(str(html), "\n".join(lines))

    def _wordings(self) -> h.Element:
        wording = self.content.course.wording
        return h.ul[(h.li[h.strong[words], ": ", wording.get(kind, "")] for kind, words in KINDS.items())]

    def _head(self, state: BindingState) -> h.Element:
        tried = [text for text in self.texts if state.of(text.id)]
        first = sum(state.of(text.id)[0] == text.binding for text in tried)
        return h.div[
            h.div(".lesson-row")[
                h.strong["By law, by politics, or argued about?"],
                h.span(".lesson-soft")[
                    f"{len(tried)} of {len(self.texts)} tried, {first} right at the first try"
                ],
            ],
            self._wordings(),
        ]

    def _text(self, state: BindingState, text: Agreement | None) -> h.Element:
        if text is None:
            done = sum(self.solved(state, one) for one in self.texts)
            return h.div(data_key="end")[
                h.h3(id="text-title", tabindex="-1")["All texts"],
                h.p[f"{done} of {len(self.texts)} are sorted. The table shows them."],
            ]
        about = [
            h.h3(id="text-title", tabindex="-1")[f"Text {state.position + 1}: {text.name}"],
            h.p[h.strong[text.agreed_on.text], ". ", text.about],
        ]
        if self.solved(state, text):
            return h.div(data_key=f"solved-{text.id}")[about]
        return h.form({"data-move": "sort", "data-with-text": text.id, "data-key": f"form-{text.id}"})[
            about,
            choices(
                f"How does it bind? {text.name}",
                list(KINDS.items()),
                name="kind",
                chosen=state.of(text.id)[-1:],
                prefix=text.id,
            ),
            h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check my choice"]],
        ]

    def _said(self, state: BindingState, text: Agreement | None) -> h.Element:
        """What the last choice earns; the live region is always there, so that its change is spoken."""
        made = state.of(text.id) if text else ()
        if text is None or not made:
            return h.div(role="status")
        right = made[-1] == text.binding
        half = not right and text.binding == "argued"
        return h.div(role="status")[
            h.div(
                f".lesson-box.{'lesson-good' if right else 'lesson-bad'}", data_key=f"{text.id}-{len(made)}"
            )[
                h.strong["✓ That fits." if right else "◐ Partly." if half else "✗ Not this one."],
                h.p[text.feedback(made[-1])],
                right and self._behind(text),
            ]
        ]

    def _behind(self, text: Agreement) -> list[h.Node]:
        """The views, where there are several, and the source."""
        sources = self.content.sources
        views: h.Node = (
            h.ul[
                (
                    h.li[
                        h.strong[f"{'By law' if one.side == 'law' else 'Politically'}: "],
                        f"{one.holder}: {one.says} ",
                        h.span(".lesson-soft")[source_line(sources[one.source_id])],
                    ]
                    for one in text.opinions
                )
            ]
            if text.opinions
            else ""
        )
        return [views, h.p(".lesson-soft")["Source: ", source_line(sources[text.source_id])]]

    def _on(self, state: BindingState) -> h.Element:
        last = len(self.texts)
        return h.div(".lesson-row")[
            h.button(
                {"data-move": "previous"},
                id="back",
                type="button",
                aria_disabled="true" if state.position == 0 else "false",
            )["The text before"],
            h.button(
                {"data-move": "next"},
                id="forward",
                type="button",
                aria_disabled="true" if state.position == last else "false",
            )["Next text"],
        ]

    def _sorted(self, state: BindingState) -> h.Element:
        """What is sorted so far, under its kind."""
        solved = [text for text in self.texts if self.solved(state, text)]
        if not solved:
            return h.p(".lesson-soft")["What you have sorted is collected here."]
        return h.div(".lesson-scroll")[
            h.table(".lesson-seats")[
                h.caption["Sorted so far"],
                h.thead[
                    h.tr[h.th(scope="col")["Text"], (h.th(scope="col")[words] for words in KINDS.values())]
                ],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row")[text.name],
                            (h.td["✓ yes" if text.binding == kind else "–"] for kind in KINDS),
                        ]
                        for text in solved
                    )
                ],
            ]
        ]


def version(text: Agreement) -> str:
    """8 hex digits that change when the task changes: the text, what it is about, or how it binds."""
    asked = "\n".join((text.name, text.agreed_on.iso, text.about, text.binding))
    return hashlib.sha256(asked.encode()).hexdigest()[:8]
