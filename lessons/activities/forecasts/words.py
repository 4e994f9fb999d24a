"""The words of the scale, of the kinds of statements and of what came of them."""

from collections.abc import Iterator, Mapping

from lessons.content import Content
from lessons.content.records import Forecast, PartialDate

CANNOT = "cannot be said"
RANGES: Mapping[str, str] = {
    "very unlikely": "1 to 10 in 100",
    "unlikely": "10 to 33 in 100",
    "about as likely as not": "33 to 66 in 100",
    "likely": "66 to 90 in 100",
    "very likely": "90 to 99 in 100",
    CANNOT: "the sentence is too open",
}
LOOKS: Mapping[str, str] = {
    "forecast": "A forecast: it says what will probably come.",
    "worry": "A worry: it says what may come, and not how likely it is.",
    "plan": "A plan: somebody has announced it.",
    "condition": "A statement with ‘if’: it holds only when the ‘if’ comes about.",
}
SPEAKS: Mapping[str, str] = {
    "for": "speaks for it",
    "against": "speaks against it",
    "open": "leaves it open",
}
OUTCOMES: Mapping[str, str] = {
    "came": "It came about.",
    "partly": "It came about in part.",
    "otherwise": "It came otherwise.",
    "open": "Nobody can say.",
}
TESTABLE: Mapping[str, str] = {"yes": "Yes.", "partly": "In part.", "no": "No."}


def how_sure(forecast: Forecast) -> str:
    """Our reading of how sure one could be, in the words of the scale."""
    if not forecast.low or not forecast.high:
        return "No step of the scale fits."
    if forecast.low == forecast.high:
        return f"{forecast.low.capitalize()}."
    return f"{forecast.low.capitalize()} to {forecast.high}."


def where(content: Content, forecast: Forecast) -> str:
    """Where the article says it, and who speaks: "Paragraph 6. Who says it: The author"."""
    claims = [content.claims[one] for one in forecast.claim_ids]
    numbers = list(dict.fromkeys(claim.paragraph for claim in claims))
    names = list(dict.fromkeys(claim.claimant for claim in claims))
    many = "Paragraphs" if len(numbers) > 1 else "Paragraph"
    return f"{many} {' and '.join(map(str, numbers))}. Who says it: {'; '.join(names)}"


def what_came(content: Content, *forecasts: Forecast) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The events and meetings that speak to them, each once, in the order of time: the day, what happened,
    sources.
    """
    event_ids = dict.fromkeys(which for one in forecasts for which in one.event_ids)
    meeting_ids = dict.fromkeys(which for one in forecasts for which in one.meeting_ids)
    events = [content.events[one] for one in event_ids]
    meetings = [content.meetings[one] for one in meeting_ids]
    rows: list[tuple[PartialDate, str, tuple[str, ...]]] = [
        (one.happened_on, one.statement, (one.source_id,)) for one in events
    ]
    rows += [
        (one.held_on, f"{one.format}. {one.outcome}", (one.source_id, *one.extra_source_ids))
        for one in meetings
    ]
    for day, text, sources in sorted(rows, key=lambda row: row[0]):
        yield day.text, text, sources
