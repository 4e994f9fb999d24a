"""How a source is named to a learner: publisher, title, date, and an honest word about what stands behind it.

A source is linked only where its link policy allows; the record decides that (``link``), not the view. A
page that carries another publisher's text and an outlet run by a state are labelled in words, and so is a
source that nobody opened while the course was made.
"""

from collections.abc import Iterable

import htpy as h

from lessons.content import Content
from lessons.content.records import Source
from lessons.ui.shown import OWN_KEYS


def source_line(source: Source) -> h.Element:
    """One line: publisher, title, date, labels. The title is the link, if there may be one."""
    title = f"“{source.title}”"
    linked = (
        h.a(href=source.link, target="_blank", rel="noopener noreferrer")[title] if source.link else title
    )
    return h.span(class_="lesson-source")[source.publisher, ", ", linked, _tail(source)]


def sources_fold(content: Content, source_ids: Iterable[str], about: str = "") -> h.Element:
    """The sources, folded away: native, so it opens by keyboard and without a kernel.

    ``about`` tells several folds of one table apart to whoever does not see where they stand.
    """
    ids = list(dict.fromkeys(source_ids))
    name = "Source" if len(ids) == 1 else "Sources"
    return h.details(".lesson-source-fold")[
        h.summary(OWN_KEYS)[name, about and h.span(".lesson-hidden")[f" of: {about}"]],
        h.ul[(h.li[source_line(content.sources[one])] for one in ids)]
        if len(ids) > 1
        else h.p[source_line(content.sources[ids[0]])],
    ]


def source_short(source: Source) -> h.Fragment:
    """Only the publisher, where a still's table has no room for more: it is the link, or has its title."""
    named = h.a(href=source.link)[source.publisher] if source.link else source_short_text(source)
    return h.fragment[named, f" ({_labels(source)})" if _labels(source) else None]


def source_short_text(source: Source) -> str:
    """The same as plain text; the title takes the place of the link."""
    return f"{source.publisher}, “{source.title}”"


def source_text(source: Source) -> str:
    """The same line as plain text; the address is written out, because plain text has no links."""
    address = f" <{source.link}>" if source.link else ""
    return f"{source_short_text(source)}{_tail(source)}{address}"


def _tail(source: Source) -> str:
    date = f", {source.published_on.text}" if source.published_on else ""
    labels = _labels(source)
    return f"{date} ({labels})" if labels else date


def _labels(source: Source) -> str:
    unread = "from general knowledge, page not read" if source.verified == "from knowledge" else ""
    return "; ".join(label for label in (source.link_label, unread) if label)
