"""How sure somebody is of an answer: three steps in words, asked with it, never needed and never marked.

Who was sure and wrong learns most from an explanation (Butterfield and Metcalfe, 2001), and a right answer by
guessing is not yet known; both show only if one asks. The words carry no praise and no blame.
"""

import htpy as h

from lessons.ui.activity import Event
from lessons.ui.choice import choices

GUESSING, FAIRLY, SURE = 1, 2, 3
WORDS = {GUESSING: "guessing", FAIRLY: "fairly sure", SURE: "sure"}
_LABELS = {GUESSING: "I am guessing", FAIRLY: "Fairly sure", SURE: "Sure"}


def asked(item: str, turn: int) -> h.Element:
    """The three steps for one answer; open again at each ``turn``, which is the number of answers so far."""
    return choices(
        ["How sure are you?", h.small[" (you may leave this out)"]],
        [(str(step), words) for step, words in _LABELS.items()],
        name="sureness",
        prefix=item,
        class_="lesson-sure",
        turn=turn,
    )


def chosen_in(event: Event) -> int | None:
    """The step that came with an answer; None where nothing was said. ``ValueError`` where it is no step."""
    came = [value for value in event.all("sureness") if value]
    if not came:
        return None
    if len(came) > 1 or came[0] not in map(str, WORDS):
        steps = ", ".join(f"{step} ({words})" for step, words in WORDS.items())
        raise ValueError(f"sureness: {', '.join(came)} came; one of {steps} is allowed, or nothing.")
    return int(came[0])


def kept(value: object) -> int | None:
    """The step in an entry of the log; None where nothing was said, or nothing that is a step."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value in WORDS else None


def answered_back(sureness: int | None, *, right: bool) -> str:
    """What the feedback says of it, in one line; nothing where nothing was said."""
    match sureness, right:
        case 3, False:
            return "You were sure. That makes this one worth a second look."
        case 1, True:
            return "You were guessing. Look at why it fits, so that you know it next time."
        case None, _:
            return ""
    return f"You were {WORDS[sureness]}."  # type: ignore[index]  # None is answered above
