"""What goes into a class report and what comes out of it: values without a rule, a file or HTML in them.

In: the answers of each learner (`answers.py` makes them of the log's records). Out: :class:`ClassAnalysis`
(`analysis.py` makes it). Shares, scores, means and facilities run from 0 to 1, never in percent; counts are
numbers of learners, because one learner has one first attempt at an item. Texts are plain text as a teacher
reads them: whoever puts them on a page escapes them. Of records with the same order, the one that a teacher
should see first comes first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lessons.content.marking import Markable
from lessons.content.records import Objective
from lessons.ui.sureness import FAIRLY as FAIRLY
from lessons.ui.sureness import GUESSING as GUESSING
from lessons.ui.sureness import SURE as SURE

Concern = Literal["wrong_key", "popular_error", "confident_errors", "too_hard", "dead_distractor", "too_easy"]
"""What an advice is about. wrong_key: the key may be wrong, or the question misleads; popular_error: many
chose the same wrong answer; confident_errors: many were sure and wrong; too_hard, too_easy: almost nobody,
almost everybody had it right; dead_distractor: (almost) nobody chose a wrong option."""


@dataclass(frozen=True)
class Attempt:
    """One answer as the log holds it.

    item_version  fingerprint of the wording that was answered (8 hex digits)
    response      as `content/marking.py` describes it for each format
    score         0 to 1, as it was marked then
    sureness      GUESSING, FAIRLY, SURE, or None: not said
    number        1 for the first attempt at this wording, 2 for the next …
    at            UTC
    """

    item_id: str
    item_version: str
    response: tuple[str, ...]
    score: float
    sureness: int | None
    number: int
    at: datetime


@dataclass(frozen=True)
class Unreadable:
    """An attempt that stands in a file and means nothing: which item (empty: not known) and why not."""

    item_id: str
    why: str


@dataclass(frozen=True)
class LearnerAnswers:
    """All attempts of one learner, in the order of time; ``nickname`` is as typed and may be anything."""

    learner_id: str
    nickname: str
    attempts: tuple[Attempt, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True)
class OptionCount:
    """How many chose something in their first attempt.

    option_id   the option ("b"); of matching and cloze the pair ("L1=b"); of true or false with a reason also
                the verdict ("true"); of ordering two neighbours ("a>c"); of a number that no option has, the
                number as text ("12.5")
    text        what was chosen, in words
    count       learners; share: count over the item's n (not over the count of one prompt)
    right       whether it is (part of) the right answer
    misconception_id  the belief behind it, where the item names one
    prompt_id, prompt  of matching and cloze: which prompt or gap, and its text; else empty
    fit         correlation of choosing it (0 or 1) with how the learner did elsewhere, -1 to 1, as the item's
                discrimination is; None where it means nothing
    """

    option_id: str
    text: str
    count: int
    share: float
    right: bool
    misconception_id: str | None
    prompt_id: str = ""
    prompt: str = ""
    fit: float | None = None


@dataclass(frozen=True)
class SurenessCount:
    """First attempts by what was said about them; ``wrong`` is whatever is not wholly right."""

    sureness: int | None
    right: int
    wrong: int


@dataclass(frozen=True)
class Advice:
    """One piece of advice on an item, in plain words; ``option_id`` as in :class:`OptionCount`, or empty."""

    concern: Concern
    text: str
    option_id: str = ""


@dataclass(frozen=True)
class ItemAnalysis:
    """One item in the first attempts of a class.

    n               learners with a readable first attempt at the item's present wording
    facility        mean score, 0 to 1
    discrimination  item-rest correlation, -1 to 1; None where it means nothing (``warnings`` say why)
    options         in the item's order; wrong numbers that no option has come after, the most frequent first
    sureness        one each for SURE, FAIRLY, GUESSING and None, in this order
    confident_errors  learners who were SURE and not wholly right
    other_versions  attempts at another wording: counted here and in nothing else
    without_first   learners whose file holds later attempts at this wording and not the first
    unreadable      attempts that could not be read: counted here and in nothing else
    """

    item: Markable
    n: int
    facility: float
    discrimination: float | None
    options: tuple[OptionCount, ...]
    sureness: tuple[SurenessCount, ...]
    confident_errors: int
    warnings: tuple[str, ...]
    advice: tuple[Advice, ...]
    other_versions: int = 0
    without_first: int = 0
    unreadable: int = 0

    @property
    def right(self) -> int:
        """How many learners had all of it right."""
        return sum(one.right for one in self.sureness)


@dataclass(frozen=True)
class ObjectiveAnalysis:
    """One objective: how many items of it were answered, how often (first attempts), and their mean score."""

    objective: Objective
    items: int
    n: int
    mean: float


@dataclass(frozen=True)
class LearnerAnalysis:
    """One learner.

    n           items with a readable first attempt
    mean        mean score of these, 0 to 1; None where n is 0
    right       how many of them were wholly right
    confident_errors  items answered SURE and not wholly right, in the order of the course
    missed      all items not wholly right, in the order of the course
    objectives  objective id, items answered, mean score; in the order of the course
    unreadable  attempts in this learner's file that could not be read
    """

    learner_id: str
    nickname: str
    n: int
    mean: float | None
    right: int
    confident_errors: tuple[str, ...]
    missed: tuple[str, ...]
    objectives: tuple[tuple[str, int, float], ...]
    unreadable: int = 0


@dataclass(frozen=True)
class ClassAnalysis:
    """A whole class.

    items       those with at least one readable first attempt, in the order of the course
    objectives  those with at least one answer, in the order of the course
    learners    in the order they came in
    confident   ids of the items with confident errors, the most errors first
    unanswered  ids of the items that nobody answered, in the order of the course
    warnings    what holds for the report as a whole, each said once
    """

    items: tuple[ItemAnalysis, ...]
    objectives: tuple[ObjectiveAnalysis, ...]
    learners: tuple[LearnerAnalysis, ...]
    confident: tuple[str, ...]
    unanswered: tuple[str, ...]
    warnings: tuple[str, ...]
