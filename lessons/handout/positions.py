"""Positions side by side, on paper: a table for each issue, at the end of the sheet."""

from lessons.activities.positions import Comparison
from lessons.handout.part import Paper, Part
from lessons.handout.tables import tables_of_folds


def comparison(paper: Paper, activity: Comparison) -> Part:
    """The tables of all issues, each with the question that it answers in its caption."""
    html = activity.still(activity.empty()).html
    sources = tuple(one.source_id for one in paper.page.content.positions.values())
    return Part(tables_of_folds(html), source_ids=sources)
