"""Several words as one phrase, and a number with what it counts."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """ "a, b and c"; an empty text for nothing."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 learner", "3 learners"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
