"""What each party said it wanted, offered and refused; reported, not judged."""

from typing import Literal

from .base import Confidence, Id, Record, Text, YesNo
from .dates import PartialDate


class Party(Record):
    """Somebody with a position of their own."""

    id: Id
    name: Text


class Position(Record):
    """One point of a party's position. spoiler: it was stated after the week."""

    id: Id
    party_id: Id
    kind: Literal["aim", "demand", "red line", "non-negotiable", "offer", "leverage", "limit"]
    statement: Text
    source_id: Id
    confidence: Confidence
    spoiler: YesNo


class DraftArticle(Record):
    """One article of a published draft, in brief."""

    id: Id
    document: Text
    published_on: PartialDate
    article: Text
    brief: Text
    source_id: Id


class Overlap(Record):
    """A point on which positions met (overlap true) or did not (false)."""

    id: Id
    overlap: YesNo
    statement: Text
    source_id: Id
    confidence: Confidence
    spoiler: YesNo
