"""Two buttons to leaf through what an activity asks, one after the other."""

import htpy as h


def leafing(
    before: str, after: str, *, first: bool, last: bool, ids: tuple[str, str] = ("back", "forward")
) -> h.Element:
    """The moves "previous" and "next"; at either end the button stays, and says that it does nothing."""

    def button(move: str, name: str, words: str, end: bool) -> h.Element:
        stop = "true" if end else "false"
        return h.button({"data-move": move}, id=name, type="button", aria_disabled=stop)[words]

    return h.div(".lesson-row")[
        button("previous", ids[0], before, first), button("next", ids[1], after, last)
    ]
