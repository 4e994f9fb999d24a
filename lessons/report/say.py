"""Numbers in words, as a teacher would say them. The words are for this class: they judge no person."""

from collections.abc import Sequence

from lessons.ui.sureness import WORDS

SURENESS: dict[int | None, str] = {**dict(reversed(WORDS.items())), None: "not said"}
"""What learners said of their answers, the surest first."""


def percent(share: float | None) -> str:
    """A share as whole percent; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.0f}%"


def facility_words(facility: float) -> str:
    """How hard a question was for this class, by the percent that is shown."""
    facility = round(facility, 2)
    if facility >= 0.9:
        return "very easy for this class"
    if facility >= 0.7:
        return "easy for this class"
    if facility >= 0.4:
        return "middling"
    return "hard for this class" if facility >= 0.2 else "very hard for this class"


def discrimination_words(value: float | None) -> str:
    """Whether those who did well elsewhere did well here (steps as in Ebel, 1965)."""
    if value is None:
        return "not computed: too few answers, or all alike"
    value = round(value, 2)
    if value >= 0.4:
        return "fits the other questions very well"
    if value >= 0.3:
        return "fits well"
    if value >= 0.2:
        return "fits, could be better"
    return "hardly fits the other questions" if value >= 0 else "runs against the other questions"


def decimal(value: float | None) -> str:
    """Two decimals and a real minus; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def listed(words: Sequence[str], *, most: int = 6) -> str:
    """ "a, b and 3 more"; a dash for nothing."""
    if not words:
        return "–"
    rest = len(words) - most
    return ", ".join(words) if rest <= 0 else f"{', '.join(words[:most])} and {rest} more"


def shortened(text: str, letters: int = 110) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= letters:
        return text
    return f"{text[:letters].rpartition(' ')[0] or text[:letters]} …"
