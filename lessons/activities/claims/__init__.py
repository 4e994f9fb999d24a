"""The article's claims, held against sources by the learner, before the documented verdict is shown."""

from .activity import VERDICTS, Claims
from .cards import STEPS, when
from .plans import PLANS, Plans

__all__ = ["PLANS", "STEPS", "VERDICTS", "Claims", "Plans", "when"]
