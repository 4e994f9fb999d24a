"""Where a fact comes from, and whether a learner may be sent there."""

import re
from collections.abc import Iterator
from typing import Literal

from .base import Broken, Id, Record, Text, Verified
from .dates import PartialDate

LinkPolicy = Literal["open", "republication", "state media", "no link"]

_NAMED_HOST = re.compile(r"https?://(?![0-9]+(\.[0-9]+){3}([:/]|$))[\w-]+(\.[\w-]+)+(?=[:/?#]|$)\S*")


class Source(Record):
    """A page, a text or a data set that a fact rests on.

    published_on  when it came out; empty for pages without a date
    url           its web address; empty exactly when `link_policy` is "no link"
    kind          what sort of text it is, in words
    verified      "read": an archived excerpt was read; "from knowledge": it was not opened
    link_policy   open: the publisher's own page. republication: another's text, labelled. state media:
                  labelled and not linked. no link: an unclear copy, named without an address.
    note          what was really read, and what is doubtful
    """

    id: Id
    publisher: Text
    title: Text
    published_on: PartialDate | None = None
    url: str = ""
    kind: Text
    verified: Verified
    link_policy: LinkPolicy
    note: str = ""

    @property
    def link(self) -> str | None:
        """The address, if a learner may be sent there."""
        return self.url if self.link_policy in ("open", "republication") else None

    @property
    def link_label(self) -> str:
        """What stands beside the name: "", "republication" or "state media"."""
        return self.link_policy if self.link_policy in ("republication", "state media") else ""

    def _rules(self) -> Iterator[Broken]:
        if self.link_policy == "no link" and self.url:
            yield Broken(("url",), 'must be empty, because link_policy is "no link"')
        if self.link_policy != "no link" and not _NAMED_HOST.fullmatch(self.url):
            what = f"{self.url!r} is not a web address" if self.url else "is missing"
            yield Broken(("url",), f'{what}; it is https:// and a name, or link_policy is "no link"')
