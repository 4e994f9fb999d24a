"""A gate before panels that tell what came later: nothing of it is painted, or saved, before it is opened.

A page that hides its end with CSS has told it: to a screen reader, to a search, to a preview. Behind a
closed gate a panel paints one line and nothing else, and its still is that line for ever.
"""

import hashlib
from dataclasses import dataclass

import htpy as h

from lessons.ui.activity import NOT_RUNNING, Still

CLOSED = (
    "Still closed. It tells what came after the week, and opens with the button under the word of care."
    " You may leave it closed, and go on below."
)


@dataclass
class Gate:
    """One gate for all panels of a course; whoever opens it paints them anew."""

    open: bool = False

    def notice(self) -> str:
        """What a closed panel paints."""
        return str(h.p(".lesson-box.lesson-note")[CLOSED])

    def still(self, behind: Still) -> Still:
        """What stands where nothing runs: a mark of what is behind it, which tells nothing of it.

        The mark lets a comparison of saved pages see a change.
        """
        mark = hashlib.sha256(behind.html.encode()).hexdigest()[:8]
        line = f"{CLOSED} (edition {mark})"
        return Still(str(h.p[h.em[NOT_RUNNING], f". {line}"]), f"{NOT_RUNNING}. {line}")
