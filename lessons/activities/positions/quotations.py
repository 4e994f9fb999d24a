"""Quoted words and their way through languages: the printed ones first, the published ones in a fold."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import htpy as h

from lessons.activities.positions.said import sources_fold
from lessons.content import Content
from lessons.content.records import Quotation
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.shown import OWN_KEYS

OPEN = "Open the words as English media had them"


@dataclass(frozen=True)
class QuotationsState:
    """Nothing to keep: the folds are the page's own."""


@dataclass(frozen=True)
class Quotations:
    """The quotations of this content."""

    content: Content = field(repr=False)
    name: str = "quotations"
    key: str = "quotations"
    parts: tuple[str, ...] = ("quotations",)
    ground: str = ""

    def empty(self) -> QuotationsState:
        return QuotationsState()

    def restore(self, entries: Sequence[Entry]) -> QuotationsState:
        return self.empty()

    def step(self, state: QuotationsState, event: Event) -> Step[QuotationsState]:
        raise ValueError(f"{event.move} is no move here: the folds open by themselves.")

    def view(self, state: QuotationsState) -> dict[str, str]:
        return {"quotations": str(h.div[(self._section(one) for one in self.content.quotations.values())])}

    def still(self, state: QuotationsState) -> Still:
        """The same: a fold needs no kernel."""
        ones = self.content.quotations.values()
        html = h.div[h.p[h.em[NOT_RUNNING]], (self._section(one) for one in ones)]
        lines = [NOT_RUNNING]
        for one in ones:
            lines += [
                f"{one.speaker}, {one.said_on.text}, in paragraph {one.paragraph}: '{one.printed}'",
                f"   Published: '{one.published}'. {one.way}",
                f"   Kept: {one.kept} Lost: {one.lost} Not known: {one.doubt}",
            ]
        return Still(str(html), "\n".join(lines))

    def _section(self, one: Quotation) -> h.Element:
        rows = (
            ("Published", f"‘{one.published}’"),
            ("On the way", one.way),
            ("Kept", one.kept),
            ("Lost", one.lost),
            ("Not known", one.doubt),
        )
        return h.section[
            h.h3[f"‘{one.printed}’"],
            h.p[
                f"{one.speaker}, ",
                h.span(".lesson-soft")[f"{one.said_on.text}; as printed in paragraph {one.paragraph}"],
            ],
            h.details(".lesson-way")[
                h.summary(OWN_KEYS)[OPEN, h.span(".lesson-hidden")[f": {one.printed}"]],
                h.ul[
                    (h.li[h.strong[f"{name}: "], words] for name, words in rows)
                ],  # no dl: it is in the still
                sources_fold(self.content, one.source_ids, one.printed),
            ],
        ]
