"""How an answer is marked: one rule a format, the same for the page, the log and a report.

- Single choice and classify the claim: all or nothing.
- Multiple response: right choices minus wrong ones, over the number of right ones, never below nought. So
  ticking everything earns
  nothing, and half an answer earns half (the "partial credit with a penalty" of Moodle's and QTI's multiple
  response).
- True or false with a reason: half for the verdict; the reason counts only together with the right verdict,
  since a good reason for the
  wrong verdict is a guess (two-tier items: Treagust, 1988).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.content.records.items import ClassifyClaim, MultipleResponse, SingleChoice, TrueFalseReason

TRUE, FALSE = "true", "false"

Markable = SingleChoice | ClassifyClaim | MultipleResponse | TrueFalseReason
"""The formats that have a rule so far."""


@dataclass(frozen=True)
class Mark:
    """``score`` from 0 to 1.

    ``missing`` counts right options that were not chosen, ``wrong`` those chosen that do not fit.
    """

    score: float
    missing: int = 0
    wrong: int = 0

    @property
    def right(self) -> bool:
        """Whether everything is right."""
        return self.score == 1


def mark(item: Markable, response: Sequence[str]) -> Mark:
    """Mark a response: the chosen option ids; for true/false with reason the verdict, then the reason's id.

    ``ValueError`` names what is missing or unknown, in a learner's words.
    """
    options = [option.id for option in item.options]
    match item:
        case TrueFalseReason():
            verdicts = [value for value in response if value in (TRUE, FALSE)]
            reasons = [value for value in response if value in options]
            if len(verdicts) != 1 or len(reasons) != 1 or len(response) != 2:
                raise ValueError("Choose true or false, and one reason.")
            right = (verdicts[0] == TRUE) == item.key.answer
            return Mark((0.5 if right else 0) + (0.5 if right and reasons[0] == item.key.reason else 0))
        case MultipleResponse():
            chosen = _known(response, options)
            if not chosen:
                raise ValueError("Choose at least one answer.")
            hits = len(chosen & set(item.key))
            wrong = len(chosen - set(item.key))
            return Mark(max(0.0, (hits - wrong) / len(item.key)), missing=len(item.key) - hits, wrong=wrong)
        case SingleChoice() | ClassifyClaim():
            chosen = _known(response, options)
            if len(chosen) != 1:
                raise ValueError("Choose one answer.")
            return Mark(float(chosen == {item.key}))


def _known(response: Sequence[str], options: Sequence[str]) -> set[str]:
    unknown = [value for value in response if value not in options]
    if unknown:
        raise ValueError(f"{unknown[0]} is not an option here: {', '.join(options)} are.")
    return set(response)
