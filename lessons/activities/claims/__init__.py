"""The article's claims, held against sources by the learner, before the documented verdict is shown."""

from .activity import VERDICTS, Claims
from .cards import STEPS, when

__all__ = ["STEPS", "VERDICTS", "Claims", "when"]
