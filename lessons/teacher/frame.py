"""The page around a teacher's papers: one file that needs nothing beside it and prints to A4 or Letter."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import htpy as h
from markupsafe import Markup

from lessons.ui.alone import NOTHING_RUNS, css_text

STEP = "Step, and what happens"
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
            h.style[Markup(_style() + _edges(title, course))],  # noqa: S704  ours, and escaped for CSS
        ],
        h.body[h.main[body], h.footer[h.p[f"{course}, CC BY 4.0"]]],
    ]
    return f"{page}\n".encode()


def plan_table(
    caption: str, columns: Sequence[str], rows: Iterable[tuple[Sequence[str], str, Sequence[str]]]
) -> h.Element:
    """Minutes in one column or more, and what it is with what happens; `columns` names the former."""
    return h.table(".grid")[
        h.caption[caption],
        h.thead[h.tr[(h.th(scope="col")[name] for name in (*columns, STEP))]],
        h.tbody[
            (
                h.tr[
                    (h.td(".minutes")[one] for one in minutes),
                    h.th(scope="row")[title, (h.div[line] for line in said)],
                ]
                for minutes, title, said in rows
            )
        ],
    ]


def _edges(title: str, course: str) -> str:
    """What this is and the number of the page, below each page."""
    return (
        f"@page{{@bottom-left{{content:{css_text(f'{title}. {course}, CC BY 4.0')}}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}'
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
