"""Rules between records: each word of the glossary has one term, and learners meet it somewhere."""

import re
from collections.abc import Iterator
from typing import Any

from .draft import Draft

# where learners meet the words of the glossary
WITH_TERMS = (
    *("paragraphs", "items", "sites", "observations", "estimates", "context"),
    *("meetings", "events", "positions"),
)


def check_aliases(draft: Draft) -> None:
    """An alias belongs to one term, and occurs in a text (else it is a word form that nobody ever sees)."""
    found = " ".join(
        text for name in WITH_TERMS for entry in draft.entries[name] for text in _strings(entry.raw)
    )
    told = found.replace("’", "'")
    owner: dict[str, str] = {}
    for entry, term in draft.records("terms"):
        for number, alias in enumerate(term.aliases):
            word = alias.lower().replace("’", "'")
            if owner.get(word, term.id) != term.id:
                draft.report(
                    entry,
                    ("aliases", number),
                    f"{alias!r} is an alias of {owner[word]} already; one term each",
                )
            owner.setdefault(word, term.id)
            if all(draft.complete[name] for name in WITH_TERMS) and not re.search(
                rf"(?<!\w){re.escape(word)}(?!\w)", told, re.IGNORECASE
            ):
                draft.report(
                    entry, ("aliases", number), f"{alias!r} is in no text; only words that occur there"
                )


def _strings(value: Any) -> Iterator[str]:
    """Every text in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def check_abbreviations(draft: Draft) -> None:
    """A short form belongs to one term: else a learner who meets it has two places to look."""
    owner: dict[str, str] = {}
    for entry, term in draft.records("terms"):
        for number, one in enumerate(term.abbreviations):
            if one.short in owner:
                draft.report(
                    entry,
                    ("abbreviations", number, "short"),
                    f"{one.short!r} is a short form of {owner[one.short]} already; one term each",
                )
            owner.setdefault(one.short, term.id)
