"""Dates as the sources give them: to the day, the month or the year, and never more exact than that.

A report that says "in early April 2021" knows the month. Writing 1 April would invent a day, so a
`PartialDate` keeps what was written (the reduced forms of ISO 8601: 2024, 2024-12, 2024-12-31) and answers
two questions: which is the first day it can mean, and which the last. Things are ordered by the LAST day:
whether something was public by a certain day may only be answered yes when the whole span lies before it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Precision = Literal["year", "month", "day"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # written out, not asked of the locale: learners in every country read the same page

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date with its precision. `iso` is "2024", "2024-12" or "2024-12-31"."""

    iso: str

    def __post_init__(self) -> None:
        found = _FORM.fullmatch(self.iso)
        if not found:
            raise ValueError(f"{self.iso!r} is not a date; write 2024, 2024-12 or 2024-12-31")
        year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
        if year == 0 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"{self.iso!r} is not in the calendar; write 2024, 2024-12 or 2024-12-31")

    @property
    def precision(self) -> Precision:
        """How exact the date is."""
        return {4: "year", 7: "month"}.get(len(self.iso), "day")  # type: ignore[return-value]  # the form is checked

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date.fromisoformat(self.iso + {"year": "-01-01", "month": "-01", "day": ""}[self.precision])

    @property
    def last(self) -> date:
        """The last day it can mean."""
        first = self.first
        if self.precision == "year":
            return first.replace(month=12, day=31)
        if self.precision == "month":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first

    @property
    def text(self) -> str:
        """As a learner reads it: "2024", "December 2024" or "31 December 2024"."""
        first = self.first
        month = MONTHS[first.month - 1]
        return {"year": f"{first.year}", "month": f"{month} {first.year}"}.get(
            self.precision, f"{first.day} {month} {first.year}"
        )

    def by(self, day: date) -> bool:
        """Whether it certainly lies on or before `day`."""
        return self.last <= day

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.last, self.first) < (other.last, other.first)

    @classmethod
    def read(cls, value: object) -> "PartialDate":
        """Make one from a CSV cell, a TOML string, or a date that TOML has read already."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, str):
            return cls(value.strip())
        if type(value) is date:
            return cls(value.isoformat())
        raise ValueError(f"{value!r} is not a date; write 2024, 2024-12 or 2024-12-31")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)


def day_text(day: date) -> str:
    """A day in words: 10 January 2022."""
    return PartialDate(day.isoformat()).text
