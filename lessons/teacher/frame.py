"""The page around a teacher's papers: one file that needs nothing beside it and prints to A4 or Letter."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import htpy as h
from markupsafe import Markup

from lessons.ui.alone import NOTHING_RUNS

_STYLE = Path(__file__).with_name("paper.css")


def document(title: str, course: str, body: h.Node) -> bytes:
    """A whole file, as UTF-8. Nothing in it runs, and it asks for nothing."""
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=NOTHING_RUNS),
            h.title[f"{title} | {course}"],
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="only light"),
            h.style[Markup(_style())],  # noqa: S704  our own file
        ],
        h.body[h.main[body], h.footer[h.p[f"{course}, CC BY 4.0"]]],
    ]
    return f"{page}\n".encode()


def plan_table(caption: str, rows: Iterable[tuple[int, str, Sequence[str]]]) -> h.Element:
    """Minutes, what it is, and what happens; where that is said of no step, room for the teacher's notes."""
    told = list(rows)
    last = "What happens" if any(said for _, _, said in told) else "Your notes"
    return h.table(".grid")[
        h.caption[caption],
        h.thead[h.tr[(h.th(scope="col")[name] for name in ("Minutes", "Step", last))]],
        h.tbody[
            (
                h.tr[
                    h.td(".minutes")[str(minutes)],
                    h.th(scope="row")[title],
                    h.td[(h.div[line] for line in said)],
                ]
                for minutes, title, said in told
            )
        ],
    ]


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
