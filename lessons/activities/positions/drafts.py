"""The articles of the published drafts, in brief: a table for each document, to look things up in."""

import htpy as h

from lessons.content import Content
from lessons.content.records import DraftArticle
from lessons.ui.shown import OWN_KEYS, Rows, Shown, shown
from lessons.ui.sources import source_line, source_text

_COLUMNS = ("Article", "What it asks for, in our words")


def drafts(content: Content) -> Shown:
    """One table a document, in the order of the data: article, what it asks for in our words, source."""
    documents: dict[str, list[DraftArticle]] = {}
    for one in content.draft_articles.values():
        documents.setdefault(one.document, []).append(one)
    tables = [
        Rows(
            f"{document}, {articles[0].published_on.text}",
            _COLUMNS,
            tuple((one.article, _asked(content, one)) for one in articles),
            tuple(
                f"{one.article}: {one.brief} {source_text(content.sources[one.source_id])}"
                for one in articles
            ),
        )
        for document, articles in documents.items()
    ]
    return shown("What the drafts ask for, in brief", tables)


def _asked(content: Content, one: DraftArticle) -> h.Fragment:
    """The article in brief, and its source in a fold: a column of its own would be wider than the words."""
    source = source_line(content.sources[one.source_id])
    return h.fragment[one.brief, h.details[h.summary(OWN_KEYS)[f"Source of Article {one.article}"], source]]
