"""Rules between records: what can be compared, and what a reading of two positions rests on."""

from .draft import Draft


def check_issues(draft: Draft) -> None:
    """On every issue at least two parties say something that no spoiler closes: else nothing is compared."""
    positions = [one for _, one in draft.records("positions")]
    known = set(draft.ids("issues"))
    if not draft.complete["positions"] or any(set(one.issue_ids) - known for one in positions):
        return  # a misspelt issue is reported where it stands
    for entry, issue in draft.records("issues"):
        parties = {one.party_id for one in positions if issue.id in one.issue_ids and not one.spoiler}
        if len(parties) < 2:
            said = f"only {' '.join(parties)} says" if parties else "no party says"
            message = f"has nothing to compare: {said} something on it in positions.csv; two are needed"
            draft.report(entry, ("id",), message)


def check_overlaps(draft: Draft) -> None:
    """The positions of a reading are on its issue, and of two parties or more."""
    positions = draft.mapping("positions")
    for entry, overlap in draft.records("overlaps"):
        known = [positions[one] for one in overlap.position_ids if one in positions]
        for number, one in enumerate(overlap.position_ids):
            if one in positions and overlap.issue_id not in positions[one].issue_ids:
                message = f"{one!r} is not on the issue {overlap.issue_id}; its issues are "
                message += ", ".join(positions[one].issue_ids)
                draft.report(entry, ("position_ids", number), message)
        if len(known) == len(overlap.position_ids) and len({one.party_id for one in known}) < 2:
            message = f"are all of {known[0].party_id}; two parties or more are needed"
            draft.report(entry, ("position_ids",), message)
