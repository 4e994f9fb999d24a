"""What the article announced, held against what took place, by the day of each source.

A text that tells beforehand can be right about the plan and wrong about the event. So a plan has answers of
its own, and the reason is asked as a question of time: what could be known on the day of writing?
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.activities.claims.activity import Claims
from lessons.content.records import Verdict

PLANS = {
    "as planned": "As planned",
    "and more": "As planned, and more",
    "otherwise": "Otherwise than planned",
    "not planned": "Not planned",
}
"""What a learner may say of a plan, by the word that verdicts.csv has for it."""


@dataclass(frozen=True)
class Plans(Claims):
    """What was announced and what took place."""

    key: str = "plan"
    title: ClassVar[str] = "Plan and event"
    noun: ClassVar[str] = "plan"
    enough: ClassVar[int] = 1
    kinds: ClassVar[Mapping[str, str]] = PLANS
    asks_reason: ClassVar[str] = "Could the author know how it came? A few words, if you like."
    asks_on_paper: ClassVar[str] = "Could the author know how it came? Which card tells it?"

    def documented(self, text: Verdict) -> str:
        """How it came; the loader has seen that every plan says so."""
        return text.came or ""

    def question(self, text: Verdict) -> str:
        return "What was planned, and what took place?"

    def explained(self) -> h.Node:
        """What a plan is, and of which day the article is."""
        wording = self.content.course.wording
        told = [wording[one] for one in ("plan and event", "article date") if one in wording]
        return h.p[" ".join(told)] if told else None
