"""What a learner did with the claims: what all sorting has, and the levels they gave to their own notes."""

from dataclasses import dataclass, replace

from lessons.ui.sorting import SortingState


@dataclass(frozen=True)
class ClaimsState(SortingState):
    """``ratings`` are triples of claim, criterion and level (0 to 3), the last level of each."""

    ratings: tuple[tuple[str, str, int], ...] = ()

    def level(self, claim: str, criterion: str) -> int | None:
        """The level a learner gave to their note, or None."""
        levels = {(one, of): level for one, of, level in self.ratings}
        return levels.get((claim, criterion))

    def rate(self, claim: str, criterion: str, level: int) -> "ClaimsState":
        """The same with this level in place of an earlier one."""
        others = tuple(one for one in self.ratings if one[:2] != (claim, criterion))
        return replace(self, ratings=(*others, (claim, criterion, level)))

    def write(self, claim: str, text: str) -> "ClaimsState":
        """The same with this note in place of an earlier one."""
        return replace(self, reasons=tuple({**dict(self.reasons), claim: text}.items()))


def claims_state(state: SortingState) -> ClaimsState:
    """The state as that of the claims; one without levels where it has none."""
    if isinstance(state, ClaimsState):
        return state
    return ClaimsState(state.position, state.choices, state.reasons)
