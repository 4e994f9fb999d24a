"""What the parties want: side by side, where they meet, whose words, in neutral words, and in translation."""

from .comparison import Comparison
from .drafts import drafts
from .overlaps import RELATIONS, Overlaps
from .quotations import Quotations
from .statements import Statements
from .wordings import Wordings

__all__ = ["RELATIONS", "Comparison", "Overlaps", "Quotations", "Statements", "Wordings", "drafts"]
