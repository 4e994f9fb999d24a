"""Rules between records: every seat of a round has something to say, and the added minutes make a whole."""

from .draft import Draft

MINUTES_ADDED = 45  # to a lesson of 45 minutes, for one of 90
MINUTES_OF_THE_ROUND = 90


def check_delegations(draft: Draft) -> None:
    """A table of the round is one of the course's tables, and each party there has words on a card."""
    meetings, known = draft.mapping("meetings"), set(draft.ids("issues"))
    positions = [one for _, one in draft.records("positions")]
    parties = set(draft.ids("parties"))
    if not draft.complete["positions"] or not {one.party_id for one in positions} <= parties:
        return  # a misspelt party is reported where it stands
    for entry, table in draft.records("delegations"):
        meeting = meetings.get(table.meeting_id)
        if meeting is None or meeting.spoiler or not set(table.issue_ids) <= known:
            continue  # what is not there, or closed, is reported as every reference is
        if not meeting.is_table:
            message = f"{meeting.id!r} is none of the tables; take a meeting with is_table true"
            draft.report(entry, ("meeting_id",), message)
            continue
        speak = {
            one.party_id
            for one in positions
            if not one.spoiler and one.kind != "leverage" and set(one.issue_ids) & set(table.issue_ids)
        }
        silent = [party for party in meeting.parties if party in parties and party not in speak]
        if silent:
            message = (
                f"leave nothing to say for {', '.join(silent)}; name an issue on which each party speaks"
            )
            draft.report(entry, ("issue_ids",), message)


def check_ninety_minutes(draft: Draft) -> None:
    """What is added to a lesson makes 90 minutes of it, and so do the steps of the round."""
    rows = draft.records("teaching")
    steps = [(entry, one) for entry, one in rows if one.part == "round"]
    if steps and sum(one.minutes for _, one in steps) != MINUTES_OF_THE_ROUND:
        found = sum(one.minutes for _, one in steps)
        message = f"make {found} with the other steps of the round; {MINUTES_OF_THE_ROUND} are needed"
        draft.report(steps[-1][0], ("minutes",), message)
    longer = [(entry, one) for entry, one in rows if one.part == "longer"]
    for slug in draft.ids("lessons") if longer else ():
        added = [(entry, one) for entry, one in longer if not one.lessons or slug in one.lessons]
        found = sum(one.minutes for _, one in added)
        if found != MINUTES_ADDED:
            message = f"make {found} with what else is added to {slug}; {MINUTES_ADDED} are needed"
            draft.report((added or longer)[-1][0], ("minutes",), message)
