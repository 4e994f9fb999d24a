"""One question as native controls, and as a lettered list for the still.

A ``fieldset`` with named radios is one Tab stop, moves by arrow keys and ties the question to its options;
that is why no widget library's buttons are used here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from string import ascii_uppercase

import htpy as h

Choice = tuple[str, str]
"""The value that is sent and the text that is read."""


def choices(
    legend: h.Node,
    options: Sequence[Choice],
    *,
    name: str,
    many: bool = False,
    chosen: Collection[str] = (),
    prefix: str,
    sends: Mapping[str, str] | None = None,
    between: h.Node = None,
    class_: str | None = None,
    turn: int | None = None,
) -> h.Element:
    """A group of radios, or of boxes where ``many``; ``prefix`` keeps the local ids of one view apart.

    ``sends``: the attributes that make each choice a move of its own; ``between``: what stands between the
    question and its options. Another ``turn`` asks anew: nothing of what was ticked before stays.
    """
    kind = "checkbox" if many else "radio"
    return h.fieldset(id=f"{prefix}-{name}", class_=class_)[
        h.legend[legend],
        between,
        (
            h.label(
                ".lesson-option",
                for_=f"{prefix}-{name}-{value}",
                data_key=None if turn is None else f"{value}-{turn}",
            )[
                h.input(
                    sends or {},
                    type=kind,
                    id=f"{prefix}-{name}-{value}",
                    name=name,
                    value=value,
                    checked=value in chosen,
                ),
                h.span[text],
            ]
            for value, text in options
        ),
    ]


def drop_down(options: Sequence[Choice], *, name: str, chosen: Collection[str] = (), id: str) -> h.Element:  # noqa: A002  the attribute's name
    """A native list to choose one from; nothing is chosen at first."""
    return h.select(name=name, id=id)[
        h.option(value="")["choose …"],
        (h.option(value=value, selected=value in chosen)[text] for value, text in options),
    ]


def lettered(options: Sequence[str]) -> h.Element:
    """Options as text: A, B, C …, in the order of the data."""
    return h.ul(style="list-style:none;padding-left:1em")[(h.li[line] for line in letters(options))]


def letters(options: Sequence[str]) -> Iterator[str]:
    """ "A. first", "B. second" …"""
    return (f"{letter}. {text}" for letter, text in zip(ascii_uppercase, options, strict=False))
