"""A field for one's own words: what is typed saves itself when the learner pauses, and nobody marks it.

The page keeps what is not saved yet (``data-draft``); a short line under the field says which of the two it
is. Two activities have such fields: the tasks to write, and the sentences to word anew.
"""

import htpy as h

LONGEST = 2000
PAUSE_MS = "900"  # a breath between two sentences
KEPT = "What you write is kept while you type. Nobody marks it."


def kept_text(text: str) -> str:
    """The text as it is kept; ``ValueError`` where it is too long for the log."""
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST:
        raise ValueError(f"Not saved yet: at most {LONGEST} letters are kept; this has {len(text)}.")
    return text


def own_words_field(number: int, ask: str, label: str, text: str) -> h.Element:
    """A field with its label; it sends the move "write" with ``ask`` and ``text``.

    ``number`` makes its local id.
    """
    form = {
        "data-move": "write",
        "data-with-ask": ask,
        "data-draft": f"write-{ask}",
        "data-pause": PAUSE_MS,
        "data-key": f"write-{ask}",
    }
    return h.form(form)[
        h.p(".lesson-field")[
            h.label(for_=f"text-{number}")[label],
            h.textarea(
                id=f"text-{number}",
                name="text",
                rows="3",
                maxlength=str(LONGEST),
                aria_describedby=f"kept-{number}",
            )[text],
        ],
        h.p(".lesson-soft", id=f"kept-{number}")[
            h.span(".lesson-unsaved")["Not saved yet."], h.span(".lesson-saved")["Kept." if text else ""]
        ],
    ]
