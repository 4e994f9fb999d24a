"""Which facts stand in a text, and the sources behind each: for the tests that ask for a way to them."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from lessons.content import Content
from lessons.content.records.base import Record
from lessons.content.records.items import Guess

# The sentences of each kind of record that state a fact; what names, dates or asks is left out.
STATES: Mapping[str, tuple[str, ...]] = {
    "sites": ("note",),
    "observations": ("statement", "note"),
    "estimates": ("note",),
    "context": ("statement",),
    "meetings": ("outcome", "article_note", "participants"),
    "seats": ("reason",),
    "people": ("part_in_the_week", "later"),
    "events": ("statement",),
    "claims": ("check",),
    "discrepancies": ("problem", "evidence"),
    "verdicts": ("why",),
    "source_cards": ("summary",),
    "positions": ("statement",),
    "draft_articles": ("brief",),
    "overlaps": ("statement",),
    "quotations": ("published", "kept", "lost", "doubt"),
    "misconceptions": ("correction",),
    "terms": ("plain", "standard", "why_here"),
    "agreements": ("about", "if_law", "if_politics", "if_argued"),
    "wordings": ("text",),
    "misprints": ("answer", "doubt", "said"),
    "forecasts": ("happened", "text", "sure", "test"),
    "items": ("rationale",),
    "paragraphs": ("later",),
}
# Nothing of the world is stated in these: names, tasks, aims, what to do.
NO_FACTS = {
    *("parties", "issues", "criteria", "objectives", "lessons", "teaching", "delegations"),
    *(
        "statements",
        "exercises",
        "event_sets",
    ),  # each names the positions, estimates, events that it is about
}
ONLY_PLACES = {
    "places",
    "contact_line",
    "venues",
    "bodies",
}  # a point, a number or a seat, each row with its source
SHORTEST = 30  # letters; shorter sentences stand anywhere


def squeezed(text: str) -> str:
    """Letters and figures only: marks and spaces differ from page to page."""
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())


def words_of(html: str) -> str:
    """The words of a page, with a space at both ends."""
    seen = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    return f" {squeezed(unescape(seen))} "


def facts_of(content: Content) -> Mapping[str, set[str]]:
    """The sources of each sentence that states a fact; two records with one sentence share it."""
    found: dict[str, set[str]] = {}
    for name, wanted in STATES.items():
        for record in getattr(content, name).values():
            if isinstance(record, Guess):  # what it says is where in the course to look
                continue
            ids = set(source_ids(record))
            if (
                name in {"events", "meetings"} and record.paragraphs
            ):  # what is announced is told by the article
                ids.add(content.course.article.source_id or "")
            for text in _texts(record, wanted):
                if len(text) >= SHORTEST:
                    found.setdefault(squeezed(text), set()).update(ids)
    return found


def named_in(text: str, content: Content) -> set[str]:
    """The sources that are named in the words of a page: publisher and title, or "the article"."""
    found = {
        one.id for one in content.sources.values() if f" {squeezed(f'{one.publisher} {one.title}')} " in text
    }
    return found | ({content.course.article.source_id or ""} if " the article " in text else set())


def source_ids(record: Record) -> Iterator[str]:
    """Every source that a record names, in whatever is nested in it, too."""
    for name, value in record:
        if name.endswith(("source_id", "source_ids")):
            yield from (value,) if isinstance(value, str) else value or ()
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from source_ids(one)


def _texts(record: Record, wanted: tuple[str, ...]) -> Iterator[str]:
    for name, value in record:
        if isinstance(value, str) and name in wanted:
            yield value
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from _texts(one, wanted)


def without_a_way(text: str, reached: set[str], facts: Mapping[str, set[str]]) -> list[str]:
    """The facts of a text that no source stands behind among those that it leads to."""
    return [fact for fact, ids in facts.items() if not ids & reached and f" {fact} " in text]
