"""Rules between records: what a learner needs to check a claim."""

from .draft import Draft

MOST_CARDS = 3


def check_cards(draft: Draft) -> None:
    """Each task has one to three source cards, of different sources, and its verdict rests on one of them."""
    if not draft.complete["source_cards"]:
        return
    cards = draft.records("source_cards")
    broken = {entry.raw.get("verdict_id") for entry in draft.entries["source_cards"] if entry.record is None}
    for entry, verdict in draft.records("verdicts"):
        mine = [card.source_id for _, card in cards if card.verdict_id == verdict.id]
        if not verdict.exercise or verdict.id in broken:
            continue
        if not 1 <= len(mine) <= MOST_CARDS:
            message = f"has {len(mine) or 'no'} cards in source_cards.csv; 1 to {MOST_CARDS} are needed"
            draft.report(entry, ("id",), message)
        elif verdict.source_id not in mine:
            message = f"{verdict.source_id!r} is on no source card of {verdict.id}; it has {', '.join(mine)}"
            draft.report(entry, ("source_id",), message)
    seen = set()
    for entry, card in cards:
        if (card.verdict_id, card.source_id) in seen:
            message = f"{card.source_id!r} is on another card of {card.verdict_id} already; one card each"
            draft.report(entry, ("source_id",), message)
        seen.add((card.verdict_id, card.source_id))


def check_claims(draft: Draft) -> None:
    """The claims that a verdict is about stand in one paragraph: it is the one to read again."""
    claims = draft.mapping("claims")
    for entry, verdict in draft.records("verdicts"):
        numbers = {claims[one].paragraph for one in verdict.claim_ids if one in claims}
        if len(numbers) > 1:
            where = ", ".join(map(str, sorted(numbers)))
            draft.report(entry, ("claim_ids",), f"are of paragraphs {where}; a verdict is about one of them")
