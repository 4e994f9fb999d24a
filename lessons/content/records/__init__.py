"""One record class for each thing that is taught; a data column is a record field of the same name."""

from .course import Article, Course, Label, MapSettings, Region, Shading, View
from .dates import PartialDate
from .evidence import Context, Estimate, Observation
from .exercises import Exercise
from .items import Item, Option, Prompt
from .lessons import Lesson, Misconception, Objective
from .places import LinePoint, Place, Site, Venue
from .positions import DraftArticle, Overlap, Party, Position
from .sources import Source
from .text import CLAIM_KINDS, Claim, Discrepancy, Paragraph, Speaker, Verdict
from .week import Event, Meeting, Person
from .words import Term

__all__ = [
    "CLAIM_KINDS",
    "Article",
    "Claim",
    "Context",
    "Course",
    "Discrepancy",
    "DraftArticle",
    "Estimate",
    "Event",
    "Exercise",
    "Item",
    "Label",
    "Lesson",
    "LinePoint",
    "MapSettings",
    "Meeting",
    "Misconception",
    "Objective",
    "Observation",
    "Option",
    "Overlap",
    "Paragraph",
    "PartialDate",
    "Party",
    "Person",
    "Place",
    "Position",
    "Prompt",
    "Region",
    "Shading",
    "Site",
    "Source",
    "Speaker",
    "Term",
    "Venue",
    "Verdict",
    "View",
]
