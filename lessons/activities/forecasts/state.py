"""What a learner said of each statement, and whether what came later is open."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class ForecastsState:
    """``said`` are pairs of statement and step, ``reasons`` pairs of statement and the learner's words.

    ``afterwards`` names those that were judged when the end stood open already.
    """

    position: int = 0
    said: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    afterwards: tuple[str, ...] = ()
    opened: bool = False

    def of(self, forecast: str) -> str:
        """The step that was said, or an empty string."""
        return dict(self.said).get(forecast, "")

    def reason(self, forecast: str) -> str:
        """What was written to it, or an empty string."""
        return dict(self.reasons).get(forecast, "")

    def judge(self, forecast: str, step: str, *, afterwards: bool) -> "ForecastsState":
        """The same with this step in place of an earlier one."""
        said = {**dict(self.said), forecast: step}
        late = (*self.afterwards, forecast) if afterwards else self.afterwards
        return replace(self, said=tuple(said.items()), afterwards=tuple(dict.fromkeys(late)))

    def write(self, forecast: str, text: str) -> "ForecastsState":
        """The same with these words in place of earlier ones."""
        texts = {**dict(self.reasons), forecast: text}
        return replace(self, reasons=tuple((one, told) for one, told in texts.items() if told))
