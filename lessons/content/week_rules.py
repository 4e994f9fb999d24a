"""Rules between records: who has a seat at the meetings of the week, and why."""

from .draft import Draft


def check_seats(draft: Draft) -> None:
    """Every party is told of each meeting up to the end of the week: it had a seat there, or it had none."""
    if not draft.complete["parties"]:
        return
    for entry, meeting in draft.records("meetings"):
        told = {*meeting.parties, *meeting.not_at_table}
        known = [str(one) for one in draft.ids("parties")]
        missing = [one for one in known if one not in told]
        # A misspelt party is reported as a name that leads nowhere; it is not missing as well.
        if missing and told <= set(known) and not meeting.spoiler:
            draft.report(
                entry,
                ("not_at_table",),
                f"says nothing of {', '.join(missing)}; each party stands in parties or in not_at_table",
            )


def check_seat_reasons(draft: Draft) -> None:
    """Each meeting of the week has one reason for each party that it names, and no other meeting has any."""
    meetings = draft.mapping("meetings")
    told: dict[tuple[str, str], str] = {}
    for entry, seat in draft.records("seats"):
        meeting = meetings.get(seat.meeting_id)
        if meeting is not None and meeting.phase != "week":
            message = f'{seat.meeting_id!r} has the phase "{meeting.phase}"; reasons are for the week'
            draft.report(entry, ("meeting_id",), message)
        place = (seat.meeting_id, seat.party_id)
        if place in told:
            message = f"{seat.party_id!r} has its reason in {told[place]}; one is enough"
            draft.report(entry, ("party_id",), message)
        told.setdefault(place, seat.id)
    parties = set(draft.ids("parties"))
    whole = all(entry.record is not None for entry in draft.entries["seats"])
    if not (whole and draft.complete["seats"] and draft.complete["parties"]):
        return  # a row that does not fit is reported where it stands
    for entry, meeting in draft.records("meetings"):
        named = (*meeting.parties, *meeting.not_at_table)
        missing = [one for one in named if one in parties and (meeting.id, one) not in told]
        if meeting.phase == "week" and missing:
            message = f"{', '.join(missing)}: no reason in seats.csv; each party has a line there"
            draft.report(entry, ("parties",), message)
