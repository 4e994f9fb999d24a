"""Several words as one phrase."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """ "a, b and c"; an empty text for nothing."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
