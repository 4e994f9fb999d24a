"""Rules between records: what was known had been published, and no forecast of the article is left out."""

from .draft import Draft
from .records import Course


def check_forecasts(draft: Draft, course: Course) -> None:
    """A source for what was known came out by the day of the article; each forecast there has its entry."""
    sources = draft.mapping("sources")
    forecasts = draft.records("forecasts")
    for entry, forecast in forecasts:
        for number, known in enumerate(forecast.known):
            source = sources.get(known.source_id)
            day = source and source.published_on
            if day and not day.by(course.article.day):
                message = (
                    f"{known.source_id!r} came out on {day.iso}, after {course.article.day}, the day of "
                )
                draft.report(entry, ("known", number, "source_id"), message + "the article: nobody knew it")
    if not draft.complete.get("forecasts"):
        return
    taken = {claim for _, forecast in forecasts for claim in forecast.claim_ids}
    for entry, claim in draft.records("claims"):
        if (
            claim.kind == "forecast"
            and claim.id not in taken
            and len(forecasts) == len(draft.ids("forecasts"))
        ):
            draft.report(
                entry, ("kind",), "is forecast, but no entry of forecasts.toml names it in claim_ids"
            )
