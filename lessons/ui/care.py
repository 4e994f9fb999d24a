"""A word of care before what came later, and what helps to judge it afterwards. The words are data."""

import htpy as h

from lessons.content import Content
from lessons.ui.sources import sources_fold


def care(content: Content) -> h.Fragment:
    """What comes, that one may stop, whom to talk to. It stands in the open, so it names no event."""
    opening = content.course.opening
    return h.fragment[
        h.p[opening.comes],
        h.p[opening.stops],
        h.p[opening.talks],
        opening.talks_source_ids and sources_fold(content, opening.talks_source_ids, "this number"),
    ]


def judging(content: Content) -> h.Fragment:
    """How knowing the end changes a judgement, and what to ask all the same."""
    opening = content.course.opening
    return h.fragment[
        h.p[opening.founded],
        h.p[opening.hindsight],
        opening.hindsight_source_ids and sources_fold(content, opening.hindsight_source_ids, "hindsight"),
    ]
