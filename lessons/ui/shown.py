"""What a cell shows without a widget: a table, or the answer to an exercise.

The same bytes each time, with or without a kernel: nothing in it can be pressed, so it needs no still. It
brings no colours either, and takes those of the page, dark or light."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import htpy as h

LEFT = "text-align:left;vertical-align:top"  # JupyterLab sets tables flush right
# What can be focused in an output has to say that its keys are its own, else JupyterLab takes them.
OWN_KEYS = {"data-lm-suppress-shortcuts": "true"}
_BLOCK = re.compile(r"(?<=.)(?=<(?:p|ul|li|table|thead|tbody|tr)[ >])")


@dataclass(frozen=True)
class Shown:
    """HTML, and the same as plain text for whoever has a terminal."""

    html: str
    text: str

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """A change shows as changed lines, to nbval and to git."""
        return {"text/html": _BLOCK.sub("\n", self.html), "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Rows:
    """A table to read: a caption, its columns, and rows of which the first cell names the row.

    A cell is text, or an element where it holds a link; ``text_of`` each row is what a terminal shows.
    """

    caption: str
    columns: tuple[str, ...]
    cells: tuple[tuple[h.Node, ...], ...]
    lines: tuple[str, ...]


def shown(title: str, tables: Sequence[Rows], notes: Iterable[str] = ()) -> Shown:
    """The tables below each other, and what is to be said about them."""
    said = list(notes)
    html = h.div[map(table_of, tables), (h.p[line] for line in said)]
    return Shown(str(html), "\n".join([title, *(line for one in tables for line in lines_of(one)), *said]))


def table_of(one: Rows) -> h.Element:
    """A table in a region of its own: a wide one in a narrow window is moved with the arrow keys."""
    return h.div(OWN_KEYS, style="overflow-x:auto", tabindex="0", role="region", aria_label=one.caption)[
        h.table[
            h.caption(style=LEFT)[one.caption],
            h.thead[h.tr[(h.th(scope="col", style=LEFT)[name] for name in one.columns)]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row", style=LEFT)[first],
                        (h.td(style=LEFT)[cell] for cell in rest),
                    ]
                    for first, *rest in one.cells
                )
            ],
        ]
    ]


def lines_of(one: Rows) -> list[str]:
    """The same table for a terminal."""
    return [f"{one.caption}:", *(f"- {line}" for line in one.lines)]


def folded(title: str, *body: h.Node) -> h.Element:
    """What is opened only when it is wanted, so that a long page stays short."""
    return h.details(style="margin:4px 0")[
        h.summary(OWN_KEYS, style="cursor:pointer;padding:4px 0")[h.strong[title]],
        h.div(style="padding-left:16px")[body],
    ]
