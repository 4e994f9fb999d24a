"""The meetings of the week, the people at the tables, and the events before and after."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Slug, Text, YesNo
from .dates import PartialDate

LABEL_LETTERS = 26  # what fits beside a mark on a phone
SET_SIZE = 5
_YEAR = re.compile(r"\b(1[89]|20)[0-9]{2}\b")


class Meeting(Record):
    """One meeting.

    held_on       its day; local_time: the time there, in words, empty where no source gives one
    parties       ids of parties.csv that had a seat at the table; participants: who came, in words
    not_at_table  ids of the parties that had none; table_note: who sits there as what, in words
    is_table      whether it is one of the tables that the course is about
    in_article    whether the article mentions it; paragraphs: where
    article_note  what the article leaves out or garbles about it
    spoiler       true when it was held after the week
    """

    id: Id
    phase: Literal["background", "prelude", "week", "follow-up"]
    held_on: PartialDate
    local_time: str = ""
    venue_id: Id
    format: Text
    participants: Text
    agenda: Text
    outcome: Text
    parties: Ids = ()
    not_at_table: Ids = ()
    is_table: YesNo
    table_note: str = ""
    in_article: YesNo
    paragraphs: ParagraphNumbers = ()
    article_note: str = ""
    source_id: Id
    extra_source_ids: Ids = ()
    spoiler: YesNo

    def _rules(self) -> Iterator[Broken]:
        if self.in_article and not self.paragraphs:
            yield Broken(
                ("paragraphs",), "is empty, but in_article is true; name the paragraphs, or write false"
            )
        if self.paragraphs and not self.in_article:
            yield Broken(
                ("paragraphs",), "names paragraphs, but in_article is false; leave it empty, or write true"
            )
        for one in self.not_at_table:
            if one in self.parties:
                yield Broken(
                    ("not_at_table",), f"{one!r} is among the parties too; a party has a seat or has none"
                )
        if self.is_table and self.phase != "week":
            yield Broken(
                ("is_table",), f'is true, but phase is "{self.phase}"; the tables are meetings of the week'
            )


class SeatReason(Record):
    """Why a party has a seat at a meeting of the week, or has none; which of the two, the meeting says.

    by      the membership or the invitation that decides, in a few words
    reason  one or two sentences, without a judgement whether that is as it should be
    """

    id: Id
    meeting_id: Id
    party_id: Id
    by: Text
    reason: Text
    source_ids: Ids = Field(min_length=1)


class Person(Record):
    """Somebody who took part, with the role of that week.

    name_in_article   as the article writes it, empty for those it does not name; paragraphs: where
    part_in_the_week  up to the end of the week; later: what came after it (closed until the last lesson)
    """

    id: Id
    name: Text
    name_in_article: str = ""
    role: Text
    organisation: Text
    country: Text
    paragraphs: ParagraphNumbers = ()
    part_in_the_week: str = ""
    later: str = ""
    source_id: Id

    def _rules(self) -> Iterator[Broken]:
        if bool(self.name_in_article) != bool(self.paragraphs):
            empty = "paragraphs" if self.name_in_article else "name_in_article"
            yield Broken(
                (empty,), "is empty; name_in_article and paragraphs are both filled in or both empty"
            )


class Event(Record):
    """A dated event of the years before and after; rows stand in the order of time.

    label      its name on the timeline: short, and without a year, which would give its place away
    statement  what it is, in one or two neutral sentences
    """

    id: Id
    happened_on: PartialDate
    category: Text
    label: Text
    statement: Text
    paragraphs: ParagraphNumbers = ()
    source_id: Id
    spoiler: YesNo

    def _rules(self) -> Iterator[Broken]:
        if len(self.label) > LABEL_LETTERS:
            yield Broken(
                ("label",), f"has {len(self.label)} letters; at most {LABEL_LETTERS} fit on the timeline"
            )
        if _YEAR.search(self.label):
            yield Broken(("label",), f"{self.label!r} names a year; leave it out, the order is a task")


class EventSet(Record):
    """Five events to put in order, printed in the order of ``event_ids``, which must not be the right one."""

    id: Slug
    title: Text
    event_ids: Ids

    def _rules(self) -> Iterator[Broken]:
        if len(self.event_ids) != SET_SIZE:
            yield Broken(("event_ids",), f"has {len(self.event_ids)}; a set has {SET_SIZE} events")
        if len(set(self.event_ids)) < len(self.event_ids):
            yield Broken(("event_ids",), "names an event twice; once is enough")
