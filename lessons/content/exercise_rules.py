"""Rules between records: an exercise can be answered from the data that there is."""

from .draft import Draft

_SAME = ("stated_on", "claimant", "unit", "kind")


def check_lag(draft: Draft) -> None:
    """There is a picture whose two dates are known to the day, and that no spoiler closes."""
    pictures = (
        one for _, one in draft.records("observations") if one.evidence == "imagery" and not one.spoiler
    )
    whole = draft.complete.get("observations")
    known = any(one.observed_on.precision == one.published_on.precision == "day" for one in pictures)
    for entry, exercise in draft.records("exercises"):
        if exercise.task == "lag" and whole and not known:
            draft.report(
                entry, ("task",), "lag needs a picture in observations.csv with both dates to the day"
            )


def check_scopes(draft: Draft) -> None:
    """Two totals of one day, one claimant and one unit, each a single number."""
    estimates = draft.mapping("estimates")
    for entry, exercise in draft.records("exercises"):
        pair = [estimates[one] for one in exercise.estimate_ids if one in estimates]
        for number, one in enumerate(pair):
            if one.low is None or one.low != one.high:
                draft.report(
                    entry, ("estimate_ids", number), f"{one.id!r} is a range; a single number is needed"
                )
        if len(pair) < 2:
            continue
        first, second = pair
        other = [field for field in _SAME if getattr(first, field) != getattr(second, field)]
        if other:
            draft.report(
                entry, ("estimate_ids",), f"differ in {', '.join(other)}; two totals of one day and claimant"
            )
        elif first.scope == second.scope or first.low == second.low:
            draft.report(entry, ("estimate_ids",), "are one total; two of different scope are needed")
