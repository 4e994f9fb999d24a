"""One record class for each thing that is taught; a data column is a record field of the same name."""

from .agreements import Agreement, Opinion
from .bodies import Body, Seat
from .checks import Criterion, SourceCard
from .course import Article, Course, Label, MapSettings, Period, Region, Shading, TimelineSettings, View
from .dates import PartialDate
from .evidence import Context, Estimate, Observation
from .exercises import Exercise
from .items import Item, Option, Prompt
from .lessons import LAYERS, Ask, Layer, Lesson, Misconception, Objective, Writing
from .places import LinePoint, Place, Site, Venue
from .positions import (
    DraftArticle,
    Issue,
    LoadedWord,
    Overlap,
    Party,
    Position,
    Quotation,
    Statement,
    Version,
    Wording,
)
from .sources import Source
from .teaching import Delegation, Teaching
from .text import CLAIM_KINDS, Claim, Discrepancy, Paragraph, Speaker, Verdict
from .week import Event, EventSet, Meeting, Person
from .words import Term

__all__ = [
    "CLAIM_KINDS",
    "LAYERS",
    "Agreement",
    "Article",
    "Ask",
    "Body",
    "Claim",
    "Context",
    "Course",
    "Criterion",
    "Delegation",
    "Discrepancy",
    "DraftArticle",
    "Estimate",
    "Event",
    "EventSet",
    "Exercise",
    "Issue",
    "Item",
    "Label",
    "Layer",
    "Lesson",
    "LinePoint",
    "LoadedWord",
    "MapSettings",
    "Meeting",
    "Misconception",
    "Objective",
    "Observation",
    "Opinion",
    "Option",
    "Overlap",
    "Paragraph",
    "PartialDate",
    "Party",
    "Period",
    "Person",
    "Place",
    "Position",
    "Prompt",
    "Quotation",
    "Region",
    "Seat",
    "Shading",
    "Site",
    "Source",
    "SourceCard",
    "Speaker",
    "Statement",
    "Teaching",
    "Term",
    "TimelineSettings",
    "Venue",
    "Verdict",
    "Version",
    "View",
    "Wording",
    "Writing",
]
