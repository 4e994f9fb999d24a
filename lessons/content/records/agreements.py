"""What states have agreed on: whether it binds by law, by politics, or is argued about.

A treaty binds by law (so the convention on the law of treaties, 1969); a declaration binds those who gave it
politically. Of some texts states and scholars say different things: then both views stand here, each with the
one who holds it and a source, and the course does not decide.
"""

from collections.abc import Iterator
from typing import Literal

from .base import Broken, Id, Record, Text
from .dates import PartialDate

Binding = Literal["law", "politics", "argued"]


class Opinion(Record):
    """One view of a text that is argued about: side is what it binds by, according to the holder."""

    side: Literal["law", "politics"]
    holder: Text
    says: Text
    source_id: Id


class Agreement(Record):
    """A treaty, a declaration or another text.

    about        what it is, in a sentence that does not say how it binds
    binding      "law", "politics" or "argued"
    if_law, if_politics, if_argued  what a learner reads who chose that
    opinions     the views of a text that is argued about, both sides of them; else empty
    """

    id: Id
    name: Text
    agreed_on: PartialDate
    about: Text
    binding: Binding
    if_law: Text
    if_politics: Text
    if_argued: Text
    source_id: Id
    opinions: tuple[Opinion, ...] = ()

    def feedback(self, chosen: str) -> str:
        """The text for a choice; ``ValueError`` for anything that is no choice."""
        texts = {"law": self.if_law, "politics": self.if_politics, "argued": self.if_argued}
        if chosen not in texts:
            raise ValueError(f"{chosen!r} is no choice; allowed: {', '.join(texts)}")
        return texts[chosen]

    def _rules(self) -> Iterator[Broken]:
        sides = {one.side for one in self.opinions}
        if self.binding == "argued" and sides != {"law", "politics"}:
            came = " and ".join(sorted(sides)) or "no view"
            yield Broken(("opinions",), f"has {came}; a text that is argued about needs both sides")
        if self.binding != "argued" and self.opinions:
            yield Broken(("opinions",), 'has views, but binding is not "argued"; leave them out')
