"""Who is here: a nickname or none, somebody else, or nothing kept at all.

A shared school account is the normal case, so the course asks once, says what is kept and where, and never
needs a real name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import htpy as h

from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still

LONGEST = 24
DELETED = "Deleted: nothing is kept of you on this computer any more."
ELSEWHERE = (
    "Files that you saved are where your browser put them, and what you typed into a page itself is still in "
    "that page, if it was saved."
)
NO_WAY_BACK = (
    "You have no nickname, so you could not come back to your answers. Choose “Go back” to take a nickname "
    "first, or save your progress to a file."
)


@dataclass(frozen=True)
class WelcomeState:
    """``known``: something is kept of this learner.

    ``asking``: the question that is open. ``typed``: the nickname it is about. ``saved``: the name of a file
    that was saved before deleting. ``deleted``: everything was deleted just now.
    """

    nickname: str = ""
    known: bool = False
    asking: Literal["", "name", "rename", "same", "delete"] = ""
    typed: str = ""
    saved: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Welcome:
    """``place`` says in words where answers are kept.

    ``taken``: the nicknames kept on this computer, as they were written, by their casefolded form.
    """

    place: str
    taken: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    name: str = "welcome"
    parts: tuple[str, ...] = ("who",)
    ground: str = ""

    def empty(self) -> WelcomeState:
        return WelcomeState()

    def restore(self, entries: Sequence[Entry]) -> WelcomeState:
        sat = [entry for entry in entries if entry["kind"] == "sits"]
        return WelcomeState(nickname=sat[-1]["nickname"], known=True) if sat else self.empty()

    def step(self, state: WelcomeState, event: Event) -> Step[WelcomeState]:
        match event.move:
            case "start":
                typed = " ".join(event.one("nickname").split())
                if len(typed) > LONGEST:
                    raise ValueError(f"A nickname has at most {LONGEST} letters; this one has {len(typed)}.")
                if known := self.taken.get(typed.casefold()):
                    return Step(replace(state, asking="same", typed=known), focus="same-yes")
                kind = "rename" if state.asking == "rename" else "start"
                return Step(
                    WelcomeState(typed, known=True), ({"kind": kind, "nickname": typed},), focus="here"
                )
            case "continue" if state.asking == "same":
                return Step(
                    WelcomeState(state.typed, known=True),
                    ({"kind": "continue", "nickname": state.typed},),
                    focus="here",
                )
            case "other":
                return Step(replace(state, asking="name", typed=""), focus="nickname")
            case "rename":
                return Step(replace(state, asking="rename", typed=""), focus="nickname")
            case "delete":
                return Step(replace(state, asking="delete"), focus="keep")
            case "save" if state.asking == "delete":
                return Step(state, ({"kind": "save"},))
            case "really-delete" if state.asking == "delete":
                return Step(WelcomeState(deleted=True), ({"kind": "delete"},), focus="deleted")
            case "keep":
                return Step(
                    WelcomeState(state.nickname, state.known), focus="here" if state.known else "nickname"
                )
        raise ValueError(
            f"{event.move} is no move here: start, continue, other, rename, delete and keep are."
        )

    def view(self, state: WelcomeState) -> dict[str, str]:
        if state.asking == "same":
            shown = _same(state)
        elif state.asking == "delete":
            shown = _delete(state)
        elif state.known and state.asking not in ("name", "rename"):
            shown = _known(state, self.place)
        else:
            shown = _ask(state, self.place)
        return {"who": str(shown)}

    def still(self, state: WelcomeState) -> Still:
        say = "and you can choose a nickname here, or start without one."
        return Still(str(h.p[h.em[NOT_RUNNING], f" {say}"]), f"{NOT_RUNNING} {say}")


def _button(move: str, text: str, *, main: bool = False) -> h.Element:
    css = ".lesson-primary" if main else ""
    return (
        h.button(css, {"data-move": move}, id=move, type="button")[text]
        if css
        else h.button({"data-move": move}, id=move, type="button")[text]
    )


def _ask(state: WelcomeState, place: str) -> h.Element:
    return h.form({"data-move": "start", "data-key": "ask"})[
        state.deleted and h.p(id="deleted", tabindex="-1", role="status")[h.strong[DELETED], f" {ELSEWHERE}"],
        state.known and not state.nickname and state.asking == "name" and h.p[h.strong[NO_WAY_BACK]],
        h.p[h.label(for_="nickname")["Your nickname (any word but your real name; you may leave it empty)"]],
        h.div(".lesson-row")[
            h.input(type="text", id="nickname", name="nickname", maxlength=str(LONGEST), autocomplete="off"),
            h.button(".lesson-primary", type="submit")["Start"],
            state.known and _button("keep", "Go back"),
        ],
        h.p(".lesson-soft")[place],
    ]


def _known(state: WelcomeState, place: str) -> h.Element:
    who = f"You are working as {state.nickname}." if state.nickname else "You are working without a nickname."
    return h.div(data_key="known")[
        h.p(id="here", tabindex="-1", role="status")[h.strong[who]],
        h.p(".lesson-soft")[place],
        h.div(".lesson-row")[
            not state.nickname and _button("rename", "Choose a nickname"),
            _button("other", "Not you? Start as someone else"),
            _button("delete", "Delete everything kept of me"),
        ],
    ]


def _same(state: WelcomeState) -> h.Element:
    return h.div(data_key="same")[
        h.p(role="status")[h.strong[f"Somebody called {state.typed} has worked here before. Is that you?"]],
        h.div(".lesson-row")[
            h.button(".lesson-primary", {"data-move": "continue"}, id="same-yes", type="button")[
                f"Yes, go on as {state.typed}"
            ],
            _button("other", "No, I will take another nickname"),
        ],
    ]


def _delete(state: WelcomeState) -> h.Element:
    saved = f"Saved: {state.saved}. Your browser keeps it with its downloads, or asks where."
    return h.div(data_key="delete")[
        h.p(role="status")[
            h.strong["Delete all your answers and your nickname from this computer? This cannot be undone."]
        ],
        h.p["Save a file first? With it you can go on later, here or on another computer."],
        h.div(".lesson-row")[
            _button("keep", "Keep them", main=True),
            _button("save", "Save a file first"),
            _button("really-delete", "Delete everything"),
        ],
        h.p(role="status")[state.saved and saved],
    ]
