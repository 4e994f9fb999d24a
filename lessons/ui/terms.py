"""Words of the glossary: found in a running text, made pressable there, and explained.

Three rules make a marked text readable. A term is marked where it *first* stands in a text, not each time.
A longer word form wins over a shorter one inside it ("arms control treaty" is not "treaty" and something
else), so no mark ever stands in another. And a form counts only as whole words: "map" is not in "maps" or
in "road-map". What is written in capitals alone has to be met in capitals.

Words in quotation marks become ``<q>``: somebody else said them, and a reader should hear that too.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import htpy as h

from lessons.content.records import Source, Term
from lessons.ui.sources import source_line, source_text

# An apostrophe inside a word ("Ukraine's") neither opens nor closes a quotation.
_QUOTED = re.compile(
    r"(?<!\w)(?:'(?P<a>\S.*?)'|‘(?P<b>\S.*?)’|\"(?P<c>\S.*?)\"|“(?P<d>\S.*?)”)(?!\w)", re.DOTALL
)


@dataclass(frozen=True)
class Mention:
    """Where a text first names a term: ``text[start:stop]`` is the word form."""

    start: int
    stop: int
    term_id: str


def find_mentions(text: str, terms: Iterable[Term]) -> tuple[Mention, ...]:
    """The first mention of each term in the text, in reading order.

    None stands in another, and none crosses a quotation mark.
    """
    quotations = [quotation.span() for quotation in _QUOTED.finditer(text)]
    folded = text.lower()
    found = [
        Mention(*match.span(), term.id)
        for term in terms
        for form in (term.headword, *term.aliases)
        # Most terms are in few texts, and looking for one word is far quicker than for a pattern.
        if form.split()[0].lower() in folded
        for match in whole_words(form).finditer(text)
        if not any(_straddles(match.span(), span) for span in quotations)
    ]
    # Longest first, then the earlier; of two terms with one form the first in the file (sorting is stable).
    free: list[Mention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.stop, mention.start)):
        if all(one.stop <= other.start or other.stop <= one.start for other in free):
            free.append(one)
    first: dict[str, Mention] = {}
    for one in sorted(free, key=lambda mention: mention.start):
        first.setdefault(one.term_id, one)
    return tuple(first.values())


def running_text(
    text: str,
    mentions: Iterable[Mention] = (),
    button: Callable[[Mention, str], h.Node] | None = None,
) -> list[h.Node]:
    """The text as nodes: quotations as ``<q>``, a mention as what ``button(mention, words)`` makes of it."""
    marks = tuple(mentions)

    def plain(start: int, stop: int) -> list[h.Node]:
        nodes: list[h.Node] = []
        for mark in marks:
            if start <= mark.start and mark.stop <= stop:
                words = text[mark.start : mark.stop]
                nodes += [text[start : mark.start], button(mark, words) if button else words]
                start = mark.stop
        return [*nodes, text[start:stop]]

    nodes: list[h.Node] = []
    at = 0
    for quotation in _QUOTED.finditer(text):
        nodes += plain(at, quotation.start())
        nodes.append(h.q[plain(quotation.start() + 1, quotation.end() - 1)])
        at = quotation.end()
    return [*nodes, *plain(at, len(text))]


def curly(text: str) -> str:
    """The text with real quotation marks, sign for sign: every place in it stays where it was.

    >>> curly("Ukraine's word was 'peace'")
    "Ukraine's word was ‘peace’"
    """
    return _QUOTED.sub(lambda found: f"‘{found[0][1:-1]}’", text)


def name_of(term: Term) -> str:
    """Headword with its expansion: "NRC (NATO-Russia Council)"."""
    return f"{term.headword} ({term.expansion})" if term.expansion else term.headword


def definition(
    term: Term,
    *,
    terms: Mapping[str, Term],
    sources: Mapping[str, Source],
    place: str,
    level: int = 4,
    more: bool | None = None,
    given: Mapping[str, str] | None = None,
    leave: str = "Close",
    seen: str = "",
    below: h.Node = None,
) -> h.Element:
    """A term's page or box: two definitions, why it matters, the common mistake put right, see also, source.

    ``place`` is the local id of the box; its title gets ``place-title`` and can take the focus, which has
    to go somewhere when a "see also" replaces the box. ``more``: True or False shows or hides the standard
    definition behind a button; None shows both, without a button. ``given`` are attributes that travel with
    every move from here (``data-with-paragraph``). ``leave`` is the word on the closing button, ``below``
    what stands under the facts.
    """
    given = dict(given or {})
    heading = {3: h.h3, 4: h.h4}[level]
    others = [
        h.li[
            press(
                "term",
                terms[other].headword,
                {"data-with-term": other, "data-with-via": "see_also", **given},
                class_="lesson-chip",
            )
        ]
        for other in term.see_also
    ]
    turn = "Less" if more else "More"
    return h.section(
        {"data-key": f"{place}-{term.id}"}, class_="lesson-definition", aria_labelledby=f"{place}-title"
    )[
        heading(id=f"{place}-title", tabindex="-1")[
            term.headword, term.expansion and h.span(class_="lesson-expansion")[f" ({term.expansion})"]
        ],
        h.p(class_="lesson-plain")[term.plain],
        h.div(id=f"{place}-standard")[more is not False and h.p(class_="lesson-standard")[term.standard]],
        more is not None
        and press(
            "more",
            turn,
            {"data-with-more": "no" if more else "yes", **given},
            aria_expanded="true" if more else "false",
            aria_controls=f"{place}-standard",
            aria_label=f"{turn} about {term.headword}",
        ),
        h.dl(class_="lesson-facts")[
            [[h.dt[label], h.dd[text]] for label, text in _facts(term, seen=seen)],
            h.dt["Source"],
            h.dd[source_line(sources[term.source_id])],
        ],
        below,
        others and h.p(id=f"{place}-see", class_="lesson-label")["See also"],
        others and h.ul(class_="lesson-chips", aria_labelledby=f"{place}-see")[others],
        press("close", leave, given, aria_label=f"{leave}: {term.headword}"),
    ]


def press(move: str, label: h.Node, given: Mapping[str, str], **attributes: str | None) -> h.Element:
    """A button that sends a move; ``given`` travels with it."""
    return h.button({"data-move": move, **given}, type="button", **attributes)[label]


def _facts(term: Term, *, seen: str = "") -> list[tuple[str, str]]:
    """Label and text of what stands under the definitions, the empty ones left out."""
    said = {term.headword.lower(), term.expansion.lower()}
    short = [one.text for one in term.abbreviations if not {one.short.lower(), one.full.lower()} <= said]
    rows = [
        ("Short form" if len(short) == 1 else "Short forms", "; ".join(short)),
        ("Why it matters here", term.why_here),
        ("A common mistake, put right", term.misconception),
        ("In the article", seen),
    ]
    return [(label, text) for label, text in rows if text]


def definition_still(
    term: Term, *, terms: Mapping[str, Term], sources: Mapping[str, Source], seen: str = ""
) -> h.Fragment:
    """The same for the still: ``dt`` and ``dd`` for a list, without anything to press."""
    others = ", ".join(terms[other].headword for other in term.see_also)
    return h.fragment[
        h.dt[h.strong[name_of(term)]],
        h.dd[h.p[term.plain], h.p[term.standard]],
        [h.dd[h.em[f"{label}: "], text] for label, text in _facts(term, seen=seen)],
        others and h.dd[h.em["See also: "], others],
        h.dd[h.em["Source: "], source_line(sources[term.source_id])],
    ]


def definition_text(
    term: Term, *, terms: Mapping[str, Term], sources: Mapping[str, Source], seen: str = ""
) -> str:
    """The same as plain text."""
    others = ", ".join(terms[other].headword for other in term.see_also)
    lines = [name_of(term), f"  {term.plain}", f"  {term.standard}"]
    lines += [f"  {label}: {text}" for label, text in _facts(term, seen=seen)]
    lines += [f"  See also: {others}"] if others else []
    return "\n".join([*lines, f"  Source: {source_text(sources[term.source_id])}"])


def _straddles(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether a span crosses one end of the other."""
    apart = inner[1] <= outer[0] or outer[1] <= inner[0]
    # The marks themselves belong to the quotation, so what lies within has to keep clear of both ends.
    within = outer[0] < inner[0] and inner[1] < outer[1]
    return not (apart or within)


@lru_cache(maxsize=2048)
def whole_words(form: str) -> re.Pattern[str]:
    """A word form as whole words: in any capitals, but "UN" as it is written."""
    words = r"\s+".join(re.escape(word) for word in form.split())
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", 0 if form.isupper() else re.IGNORECASE)
