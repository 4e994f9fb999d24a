"""The shape of the data: which file holds which records, and which field names which other record.

This is the one table that the loader, the reference check, the spoiler filter and `course.table` read. A
new column that names something is one more entry here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .problems import Path
from .records import (
    Agreement,
    Body,
    Claim,
    Context,
    Criterion,
    Delegation,
    Discrepancy,
    DraftArticle,
    Estimate,
    Event,
    EventSet,
    Exercise,
    Forecast,
    Issue,
    Lesson,
    LinePoint,
    Meeting,
    Misconception,
    Misprint,
    Objective,
    Observation,
    Overlap,
    Paragraph,
    Party,
    Person,
    Place,
    Position,
    Quotation,
    SeatReason,
    Site,
    Source,
    SourceCard,
    Statement,
    Teaching,
    Term,
    Venue,
    Verdict,
    Wording,
)
from .records.base import Record


class Collection(NamedTuple):
    """One kind of record, the file it stands in, and the field that names a record."""

    file: str
    record: type[Record]
    key: str = "id"


CSV: Mapping[str, Collection] = {
    "sources": Collection("sources.csv", Source),
    "sites": Collection("sites.csv", Site),
    "observations": Collection("observations.csv", Observation),
    "estimates": Collection("estimates.csv", Estimate),
    "context": Collection("context.csv", Context),
    "venues": Collection("venues.csv", Venue),
    "meetings": Collection("meetings.csv", Meeting),
    "seats": Collection("seats.csv", SeatReason),
    "people": Collection("people.csv", Person),
    "events": Collection("events.csv", Event),
    "claims": Collection("claims.csv", Claim),
    "discrepancies": Collection("discrepancies.csv", Discrepancy),
    "verdicts": Collection("verdicts.csv", Verdict),
    "source_cards": Collection("source_cards.csv", SourceCard),
    "criteria": Collection("criteria.csv", Criterion),
    "parties": Collection("parties.csv", Party),
    "issues": Collection("issues.csv", Issue),
    "positions": Collection("positions.csv", Position),
    "draft_articles": Collection("draft_articles.csv", DraftArticle),
    "overlaps": Collection("overlaps.csv", Overlap),
    "statements": Collection("statements.csv", Statement),
    "quotations": Collection("quotations.csv", Quotation),
    "misconceptions": Collection("misconceptions.csv", Misconception),
    "objectives": Collection("objectives.csv", Objective),
    "places": Collection("places.csv", Place),
    "contact_line": Collection("contact_line.csv", LinePoint),
}
TOML: Mapping[str, Collection] = {
    "paragraphs": Collection("paragraphs.toml", Paragraph, "number"),
    "terms": Collection("terms.toml", Term),
    "lessons": Collection("lessons.toml", Lesson, "slug"),
    "exercises": Collection("exercises.toml", Exercise, "slug"),
    "event_sets": Collection("event_sets.toml", EventSet),
    "agreements": Collection("agreements.toml", Agreement),
    "bodies": Collection("bodies.toml", Body),
    "wordings": Collection("wordings.toml", Wording),
    "misprints": Collection("misprints.toml", Misprint),
    "forecasts": Collection("forecasts.toml", Forecast),
    "teaching": Collection("teaching.toml", Teaching),
    "delegations": Collection("delegations.toml", Delegation),
}
ITEMS = "items"  # the folder of items/<lesson>.toml and the name of the list in each
COURSE = "course.toml"
BASEMAP = "basemap.json"

COLLECTIONS = (*CSV, *TOML, ITEMS)

# collection -> field (dotted for what is nested) -> the collection it names
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "sites": {"source_id": "sources"},
    "observations": {"site_id": "sites", "source_id": "sources", "same_picture_as": "observations"},
    "estimates": {"source_id": "sources"},
    "context": {"source_id": "sources"},
    "venues": {"source_id": "sources"},
    "meetings": {
        "venue_id": "venues",
        "parties": "parties",
        "not_at_table": "parties",
        "paragraphs": "paragraphs",
        "source_id": "sources",
        "extra_source_ids": "sources",
    },
    "seats": {"meeting_id": "meetings", "party_id": "parties", "source_ids": "sources"},
    "people": {"paragraphs": "paragraphs", "source_id": "sources"},
    "events": {"paragraphs": "paragraphs", "source_id": "sources"},
    "claims": {"paragraph": "paragraphs", "source_id": "sources"},
    "discrepancies": {"paragraph": "paragraphs", "source_id": "sources"},
    "verdicts": {
        "claim_ids": "claims",
        "discrepancy_ids": "discrepancies",
        "printed_ids": "discrepancies",
        "meeting_id": "meetings",
        "source_id": "sources",
    },
    "source_cards": {"verdict_id": "verdicts", "source_id": "sources"},
    "positions": {"party_id": "parties", "issue_ids": "issues", "source_id": "sources"},
    "draft_articles": {"source_id": "sources"},
    "overlaps": {
        "issue_id": "issues",
        "position_ids": "positions",
        "draft_article_ids": "draft_articles",
        "source_id": "sources",
    },
    "statements": {"position_ids": "positions"},
    "quotations": {"paragraph": "paragraphs", "source_ids": "sources"},
    "misconceptions": {"source_id": "sources"},
    "places": {"source_id": "sources"},
    "contact_line": {"source_id": "sources"},
    "paragraphs": {"term_ids": "terms", "source_ids": "sources"},
    "terms": {"see_also": "terms", "paragraphs": "paragraphs", "source_id": "sources"},
    "lessons": {
        "paragraphs": "paragraphs",
        "objective_ids": "objectives",
        "item_ids": "items",
        "guess_ids": "items",
        "word_ids": "terms",
    },
    "exercises": {"estimate_ids": "estimates"},
    "event_sets": {"event_ids": "events"},
    "agreements": {"source_id": "sources", "opinions.source_id": "sources"},
    "wordings": {"source_ids": "sources"},
    "misprints": {
        "discrepancy_ids": "discrepancies",
        "printed.paragraph": "paragraphs",
        "clues.meeting_id": "meetings",
        "clues.source_ids": "sources",
        "source_ids": "sources",
    },
    "forecasts": {
        "claim_ids": "claims",
        "known.source_id": "sources",
        "event_ids": "events",
        "meeting_ids": "meetings",
        "source_ids": "sources",
    },
    "teaching": {"lessons": "lessons"},
    "delegations": {"meeting_id": "meetings", "issue_ids": "issues"},
    "bodies": {"seats.party_id": "parties", "source_id": "sources"},
    "items": {
        "lesson": "lessons",
        "objective_id": "objectives",
        "parallel_of": "items",
        "paragraphs": "paragraphs",
        "options.misconception_id": "misconceptions",
        "options.site_id": "sites",
        "source_ids": "sources",
    },
}


COURSE_REFERENCES: Mapping[str, str] = {
    "article.source_id": "sources",
    "map.shadings.source_id": "sources",
    "opening.talks_source_ids": "sources",
    "opening.hindsight_source_ids": "sources",
    "opening.scale_source_ids": "sources",
}


def named_by(record: Any, field: str) -> Iterator[tuple[Path, Any]]:
    """Every (path, id) that a field of REFERENCES holds in a record; an empty field holds none."""
    name, _, rest = field.partition(".")
    value = getattr(record, name, None)  # the options of one format have fields that others have not
    if rest and isinstance(value, Record):
        yield from (((name, *path), found) for path, found in named_by(value, rest))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            if rest:
                yield from (((name, number, *path), found) for path, found in named_by(one, rest))
            else:
                yield (name, number), one
    elif value is not None:
        yield (name,), value
