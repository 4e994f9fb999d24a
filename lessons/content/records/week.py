"""The meetings of the week, the people at the tables, and the events before and after."""

from collections.abc import Iterator
from typing import Literal

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Text, YesNo
from .dates import PartialDate


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
    """A dated event of the years before and after; rows stand in the order of time."""

    id: Id
    happened_on: PartialDate
    category: Text
    statement: Text
    paragraphs: ParagraphNumbers = ()
    source_id: Id
    spoiler: YesNo
