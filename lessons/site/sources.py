"""Where it comes from: a citation anywhere leads to the page of sources, and only that page leads outside.

So a reader without the internet never follows a dead link, and a link policy is kept in one place. What was
published for the lesson that opens the end has a page of its own, because titles tell the end too.
"""

from collections.abc import Collection, Iterable

import htpy as h

from lessons.content import Content
from lessons.content.records import Source
from lessons.site.piece import LATER_SOURCES, SOURCES, Page
from lessons.ui.sources import source_short_text


def entry_of(source_id: str, later: Collection[str] = ()) -> str:
    """Where a source's entry stands."""
    return f"{LATER_SOURCES if source_id in later else SOURCES}#source-{source_id}"


def entries_by_address(page: Page) -> dict[str, str]:
    """Where the entry of each source stands, by its address outside; by its words where it has none."""
    return {
        one.link or source_short_text(one): entry_of(one.id, page.later)
        for one in page.content.sources.values()
    }


def cite(source: Source, later: Collection[str] = ()) -> h.Fragment:
    """Publisher and title, as a link to the source's entry."""
    return h.fragment[source.publisher, ", ", h.a(href=entry_of(source.id, later))[f"“{source.title}”"]]


def citations(page: Page, ids: Iterable[str]) -> h.Element:
    """One line that names the sources of something: "Source: …" or "Sources: …"."""
    named = [cite(page.content.sources[one], page.later) for one in ids]
    label = "Source: " if len(named) == 1 else "Sources: "
    return h.p(class_="soft")[label, [["; " if number else "", one] for number, one in enumerate(named)]]


def sources_body(content: Content, sources: Iterable[Source]) -> h.Fragment:
    """What the labels mean, and every source, by publisher."""
    listed = by_publisher(sources)
    labels = [
        word
        for word in ("republication", "state media", "no link", "from knowledge")
        if any(word in (one.link_policy, one.verified) for one in listed)
    ]
    return h.fragment[
        h.p[
            "Every fact of the course names its source. A title that is underlined leads to the publisher, "
            "on the internet. Nothing is fetched before you follow it."
        ],
        labels
        and h.dl(class_="facts")[
            [[h.dt[word.capitalize()], h.dd[content.course.wording.get(word, "")]] for word in labels]
        ],
        h.h2(id="list")[f"{len(listed)} sources"],
        h.ul(class_="sources")[(h.li(id=f"source-{one.id}")[entry(one)] for one in listed)],
    ]


def by_publisher(sources: Iterable[Source]) -> list[Source]:
    """The sources in the order of a list: by publisher, then by day."""
    return sorted(sources, key=lambda one: (one.publisher.casefold(), _day(one), one.id))


def entry(source: Source, *, linked: bool = True) -> h.Fragment:
    """Publisher, title, date and honest labels; the title is a link only where the policy allows it.

    ``linked`` false: for paper, where no link can be followed.
    """
    title = f"“{source.title}”"
    unread = "from knowledge" if source.verified == "from knowledge" else ""
    policy = source.link_policy if source.link_policy != "open" else ""
    labels = [label for label in (policy, unread) if label]
    return h.fragment[
        source.publisher,
        ", ",
        h.a(href=source.link, rel="noreferrer")[title] if linked and source.link else title,
        f", {source.published_on.text}" if source.published_on else "",
        labels and h.span(class_="soft")[f" ({'; '.join(labels)})"],
    ]


def _day(source: Source) -> str:
    return source.published_on.iso if source.published_on else ""
