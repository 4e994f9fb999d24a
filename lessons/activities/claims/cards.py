"""A claim with its speaker and kind, four questions, and the source cards to hold against it.

The four steps are those by which historians read a document, and teach others to: *sourcing* (who made it,
and why), *context* (what was going on), *corroboration* (what others say) and *close reading* (what the words
say). The first three were found by Sam Wineburg when he watched historians and pupils read the same pages
(Historical problem solving, 1991); the Stanford History Education Group added the fourth for classrooms
(Wineburg, Martin and Monte-Sano, Reading like a historian, 2011).
"""

from datetime import date

import htpy as h

from lessons.content import Content
from lessons.content.records import Claim, PartialDate, Source, SourceCard, Verdict
from lessons.ui.paragraphs import heading_of
from lessons.ui.sources import source_line, source_text

STEPS = ("sourcing", "context", "corroboration", "close reading")
"""The four steps, by the names under which [wording] holds the question of each."""


def claims_of(content: Content, text: Verdict) -> tuple[Claim, ...]:
    """What the article says there."""
    return tuple(content.claims[one] for one in text.claim_ids)


def speaker(content: Content, text: Verdict) -> str:
    """Who makes the claim, according to the article."""
    return "; ".join(dict.fromkeys(one.claimant for one in claims_of(content, text)))


def kinds(content: Content, text: Verdict) -> str:
    """Of what kind it is."""
    return ", ".join(dict.fromkeys(one.kind for one in claims_of(content, text)))


def paragraph(content: Content, text: Verdict) -> str:
    """Where it stands: "Paragraph 3"."""
    return heading_of(content.paragraphs[claims_of(content, text)[0].paragraph])


def took_place(content: Content, text: Verdict) -> str:
    """The meeting that a claim is about, when it was held and what came of it; for a claim with a meeting."""
    meeting = content.meetings[text.meeting_id or ""]
    return f"{meeting.held_on.text}: {meeting.format}. {meeting.outcome}"


def evidence_of(content: Content, text: Verdict) -> tuple[str, ...]:
    """The sources of everything that is read with a verdict: its own, those of what is in print, and of the
    meeting."""
    found = [content.discrepancies[one].source_id for one in text.discrepancy_ids]
    meeting = content.meetings[text.meeting_id] if text.meeting_id else None
    of_meeting = (meeting.source_id, *meeting.extra_source_ids) if meeting else ()
    return tuple(dict.fromkeys((text.source_id, *found, *of_meeting)))


def when(source: Source, day: date) -> str:
    """When it came out, and whether readers of the article could have it."""
    out: PartialDate | None = source.published_on
    if out is None:
        return "no date"
    if out.last < day:
        return f"{out.text}, before the day of the article"
    return f"{out.text}, {'after' if out.first > day else 'on'} the day of the article"


def claim_told(content: Content, text: Verdict) -> h.Fragment:
    """The claim, who makes it, its kind, and the paragraph to read again."""
    printed = [content.discrepancies[one].printed for one in text.printed_ids]
    where = content.paragraphs[claims_of(content, text)[0].paragraph]
    return h.fragment[
        h.p(".lesson-statement")[text.claim],
        printed
        and h.p["Printed: ", [[" and " if n else "", h.q[one]] for n, one in enumerate(printed)], "."],
        h.p[
            h.span(".lesson-soft")["Who says it: "],
            speaker(content, text),
            ". ",
            h.span(".lesson-soft")["Kind: "],
            kinds(content, text),
            ".",
        ],
        h.details(".lesson-source-fold")[h.summary[f"{heading_of(where)}, retold"], h.p[where.plain]],
    ]


def steps(content: Content) -> h.Element:
    """The four questions."""
    return h.ol(".lesson-steps", aria_label="Four steps")[
        (h.li[h.strong[f"{one.capitalize()}: "], content.course.wording.get(one, "")] for one in STEPS)
    ]


def cards(content: Content, text: Verdict) -> h.Element:
    """The source cards, side by side where there is room."""
    return h.ul(".lesson-cards", aria_label="Source cards")[
        (h.li[card_told(content, one)] for one in content.cards_of(text.id))
    ]


def card_told(content: Content, card: SourceCard) -> h.Fragment:
    """Who says it, what, when, in what kind of text, and what of it was read."""
    source = content.sources[card.source_id]
    owned = content.course.wording.get(source.link_label, "") if source.link_label == "state media" else ""
    return h.fragment[
        h.p[h.strong[card.speaker]],
        h.p[card.summary],
        h.ul(".lesson-about")[
            h.li[h.span(".lesson-soft")["When: "], when(source, content.course.article.day)],
            h.li[h.span(".lesson-soft")["Kind: "], source.kind],
            h.li[h.span(".lesson-soft")["What we read: "], card.read_as],
            h.li[h.span(".lesson-soft")["Source: "], source_line(source)],
            owned and h.li[h.span(".lesson-soft")[owned]],
        ],
    ]


def card_text(content: Content, card: SourceCard) -> str:
    """The same as plain text."""
    source = content.sources[card.source_id]
    about = f"{when(source, content.course.article.day)}; {source.kind}; we read: {card.read_as}"
    return f"   - {card.speaker}: {card.summary} ({about}) {source_text(source)}"
