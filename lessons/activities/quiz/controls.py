"""How each format is answered: native controls, a small function for each."""

import re
from collections.abc import Sequence

import htpy as h
from markupsafe import Markup

from lessons.activities.quiz.places import Places
from lessons.content.marking import FALSE, TRUE, Markable, pair, prompts_of
from lessons.content.records.items import (
    Cloze,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.ui.choice import choices, drop_down

VERDICTS = ((TRUE, "True"), (FALSE, "False"))
_GAP = re.compile(r"\[([0-9]+)\]")


def controls(
    item: Markable, chosen: Sequence[str], *, places: Places | None = None, said: str = ""
) -> h.Node:
    """The question with everything that is needed to answer it; ``chosen``: the response so far."""
    options = [(option.id, option.text) for option in item.options]
    match item:
        case TrueFalseReason():
            return [
                choices(item.stem, VERDICTS, name="verdict", chosen=chosen, prefix=item.id),
                choices("Because …", options, name="choice", chosen=chosen, prefix=item.id),
            ]
        case Matching():
            return _matching(item, chosen)
        case Cloze():
            return _cloze(item, chosen)
        case Ordering():
            return _ordering(item, chosen or [value for value, _ in options], said)
        case Numeric():
            return _numeric(item, chosen)
        case MapLocation():
            return _on_the_map(item, chosen, places)
        case _:
            many = isinstance(item, MultipleResponse)
            legend: h.Node = [item.stem, h.small[" Several answers fit."]] if many else item.stem
            return choices(legend, options, name="choice", many=many, chosen=chosen, prefix=item.id)


def in_gaps(stem: str, filled: dict[str, h.Node]) -> list[h.Node]:
    """The text of a cloze with something in each gap."""
    parts = _GAP.split(stem)  # text, gap, text, gap, …, text
    return [filled.get(part, part) if number % 2 else part for number, part in enumerate(parts)]


def picture(item: MapLocation, places: Places, *, chosen: str, live: bool) -> h.Element:
    """The map of one question and what its signs mean."""
    spots = places.spots(item)
    listed = ", ".join(f"{one.number} {one.name}" for one in spots.spots)
    svg = spots.svg(title="Map of the places to choose from", says=f"{listed}.", chosen=chosen, live=live)
    return h.div(".lesson-picture", data_key=f"{item.id}-map")[
        Markup(svg),  # noqa: S704  made and escaped in ui/spots.py
        h.p(".lesson-soft")[" ".join(places.says(spots))],
    ]


def _matching(item: Matching, chosen: Sequence[str]) -> h.Element:
    def row(prompt: str, text: str) -> h.Element:
        name = f"{item.id}-{prompt}"
        options = [(pair(prompt, option.id), option.text) for option in item.options]
        return h.div(".lesson-pair")[
            h.label(for_=name)[text], drop_down(options, name="choice", chosen=chosen, id=name)
        ]

    return h.fieldset[
        h.legend[item.stem, h.small[" Each answer fits once at most."]],
        (row(prompt, text) for prompt, text in prompts_of(item).items()),
    ]


def _cloze(item: Cloze, chosen: Sequence[str]) -> h.Element:
    def gap(number: str) -> h.Node:
        name = f"{item.id}-gap-{number}"
        options = [(pair(number, option.id), option.text) for option in item.options]
        # No line break between the number and its list.
        return h.span(".lesson-gap")[
            h.label(for_=name)[h.span(".lesson-hidden")["gap "], h.small[f"({number})"]],
            drop_down(options, name="choice", chosen=chosen, id=name),
        ]

    gaps = {number: gap(number) for number in prompts_of(item)}
    return h.fieldset[
        h.legend(".lesson-hidden")["Choose the words that fit into the gaps."],
        h.p(".lesson-cloze")[in_gaps(item.stem, gaps)],
    ]


def _ordering(item: Ordering, order: Sequence[str], said: str) -> h.Element:
    texts = {option.id: option.text for option in item.options}
    last = len(order)

    def move(name: str, value: str, *, end: bool) -> h.Element:
        attributes = {"data-move": name, "data-with-item": item.id, "data-with-option": value}
        return h.button(
            attributes | ({"aria-disabled": "true"} if end else {}),
            type="button",
            id=f"{item.id}-{value}-{name}",
            aria_label=f"{name.capitalize()}: {texts[value]}",
        )["↑ Up" if name == "up" else "↓ Down"]

    def row(place: int, value: str) -> h.Element:
        return h.li(data_key=f"{item.id}-{value}")[
            h.span(".lesson-order-text")[texts[value]],
            h.span(".lesson-order-keys")[
                h.select(
                    {"data-move": "place", "data-with-item": item.id, "data-with-option": value},
                    name="place",
                    id=f"{item.id}-{value}-place",
                    aria_label=f"Place of: {texts[value]}",
                )[(h.option(value=str(n), selected=n == place)[str(n)] for n in range(1, last + 1))],
                move("up", value, end=place == 1),
                move("down", value, end=place == last),
            ],
        ]

    return h.fieldset[
        h.legend[item.stem, h.small[" Move each with its number or its buttons."]],
        h.ol(".lesson-order")[(row(place, value) for place, value in enumerate(order, 1))],
        h.div(".lesson-hidden", role="status")[said],
    ]


def _numeric(item: Numeric, chosen: Sequence[str]) -> h.Element:
    name, unit = f"{item.id}-number", item.key.unit
    return h.fieldset[
        h.legend[item.stem],
        h.div(".lesson-row")[
            h.label(for_=name)["Your answer", f" ({unit})" if unit else ""],
            h.input(
                ".lesson-number",
                type="text",
                inputmode="decimal",
                autocomplete="off",
                id=name,
                name="choice",
                value=chosen[0] if chosen else "",
            ),
        ],
    ]


def _on_the_map(item: MapLocation, chosen: Sequence[str], places: Places | None) -> h.Element:
    return choices(
        item.stem,
        [(one.id, f"{number}. {one.text}") for number, one in enumerate(item.options, 1)],
        name="choice",
        chosen=chosen,
        prefix=item.id,
        sends={"data-move": "pick", "data-with-item": item.id},
        between=picture(item, places, chosen=chosen[0] if chosen else "", live=True) if places else None,
    )
