"""What a judge finds in an answer: a hint's name and what goes into its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

RIGHT = "right"
_AT_MOST = 6


@dataclass(frozen=True)
class Verdict:
    """``hint`` is a name of the exercise's hints, or RIGHT; ``remark`` a hint that does no harm."""

    hint: str
    values: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


def named(names: Iterable[str]) -> str:
    """a, b, c and 4 more."""
    every = list(names)
    more = f" and {len(every) - _AT_MOST} more" if len(every) > _AT_MOST else ""
    return ", ".join(every[:_AT_MOST]) + more
