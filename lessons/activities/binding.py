"""What binds by law and what by politics: texts to sort, with a reason for each choice.

Some texts can be sorted, and of some even states disagree how they bind. Where that is so, the task says it,
gives each view with its holder and its source, and decides nothing: to know that something is argued about is
the right answer then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.content.records import Agreement
from lessons.ui.choice import Choice
from lessons.ui.sorting import OneByOne, SortingState
from lessons.ui.sources import source_line

KINDS = {"law": "Binds by law", "politics": "Binds politically", "argued": "It is argued about"}
HALF = 0.5  # for one of the two views of a text that is argued about


@dataclass(frozen=True)
class Sorting(OneByOne[Agreement]):
    """The agreements of this content."""

    name: str = "binding"
    key: str = "binding"
    title: ClassVar[str] = "By law, by politics, or argued about?"

    @property
    def texts(self) -> tuple[Agreement, ...]:
        """The texts, in the order of the data."""
        return tuple(self.content.agreements.values())

    def asked(self, text: Agreement) -> str:
        """The text, what it is about, and how it binds."""
        return "\n".join((text.name, text.agreed_on.iso, text.about, text.binding))

    def options(self, text: Agreement) -> tuple[Choice, ...]:
        """The same three for every text."""
        return tuple(KINDS.items())

    def score(self, text: Agreement, chosen: str) -> float:
        """One of two views of what is argued about is half of the answer."""
        return 1.0 if chosen == text.binding else HALF if text.binding == "argued" else 0.0

    def explained(self) -> h.Element:
        """What the choices mean."""
        return self.meanings(KINDS)

    def heading(self, text: Agreement) -> str:
        return text.name

    def about(self, text: Agreement) -> h.Element:
        return h.p[h.strong[text.agreed_on.text], ". ", text.about]

    def question(self, text: Agreement) -> str:
        return f"How does it bind? {text.name}"

    def said(self, text: Agreement, chosen: str) -> str:
        return text.feedback(chosen)

    def behind(self, text: Agreement) -> list[h.Node]:
        """The views, where there are several, and the source."""
        sources = self.content.sources
        views: h.Node = (
            h.ul[
                (
                    h.li[
                        h.strong[f"{'By law' if one.side == 'law' else 'Politically'}: "],
                        f"{one.holder}: {one.says} ",
                        h.span(".lesson-soft")[source_line(sources[one.source_id])],
                    ]
                    for one in text.opinions
                )
            ]
            if text.opinions
            else ""
        )
        return [views, h.p(".lesson-soft")["Source: ", source_line(sources[text.source_id])]]

    def collected(self, texts: Sequence[Agreement], state: SortingState) -> h.Element:
        """What is sorted so far, under its kind."""
        return h.table(".lesson-seats")[
            h.caption["Sorted so far"],
            h.thead[h.tr[h.th(scope="col")["Text"], (h.th(scope="col")[words] for words in KINDS.values())]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[text.name],
                        (h.td["✓ yes" if text.binding == kind else "–"] for kind in KINDS),
                    ]
                    for text in texts
                )
            ],
        ]

    def line(self, text: Agreement) -> h.Node:
        return [h.strong[text.name], f" ({text.agreed_on.text}): {text.about}"]

    def line_text(self, text: Agreement) -> str:
        return f"{text.name} ({text.agreed_on.text}): {text.about}"
