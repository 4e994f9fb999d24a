"""One record class for each thing that is taught; a data column is a record field of the same name."""

from .agreements import Agreement, Opinion
from .bodies import Body, Seat
from .checks import Criterion, SourceCard
from .course import (
    Article,
    Course,
    Label,
    MapSettings,
    Opening,
    Period,
    Region,
    Shading,
    TimelineSettings,
    View,
)
from .dates import PartialDate
from .evidence import Context, Estimate, Observation
from .exercises import Exercise
from .forecasts import STEPS, Forecast, Known
from .items import Item, Option, Prompt
from .lessons import LAYERS, Ask, Found, Layer, Lesson, Misconception, Objective, Writing
from .misprints import Clue, Meant, Misprint, Printed
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
from .week import Event, EventSet, Meeting, Person, SeatReason
from .words import Term

__all__ = [
    "CLAIM_KINDS",
    "LAYERS",
    "STEPS",
    "Agreement",
    "Article",
    "Ask",
    "Body",
    "Claim",
    "Clue",
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
    "Forecast",
    "Found",
    "Issue",
    "Item",
    "Known",
    "Label",
    "Layer",
    "Lesson",
    "LinePoint",
    "LoadedWord",
    "MapSettings",
    "Meant",
    "Meeting",
    "Misconception",
    "Misprint",
    "Objective",
    "Observation",
    "Opening",
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
    "Printed",
    "Prompt",
    "Quotation",
    "Region",
    "Seat",
    "SeatReason",
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
