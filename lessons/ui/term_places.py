"""Where the terms are met: in which paragraphs, and in which lessons.

Both are read off the texts themselves, so that a text that is changed changes them too. A lesson uses a term
that stands in a paragraph it reads, in a question or an answer of its quiz, or in a table that it is the
first to need: the map belongs to the lesson that brings it in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lessons.content import Content
from lessons.content.records import Lesson, Paragraph, Term
from lessons.content.records.question import Question
from lessons.ui.terms import Mention, find_mentions, whole_words

# What an item says a learner needs -> the tables and their texts that a learner then reads.
TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "map": {
        "sites": ("kind", "place_context", "distance_to", "note"),
        "observations": ("statement", "note"),
        "estimates": ("claimant", "scope", "unit", "note"),
        "context": ("topic", "statement"),
    },
    "timeline": {"events": ("statement",)},
    "meetings": {"meetings": ("format", "participants", "agenda", "outcome", "article_note")},
    "positions": {"positions": ("statement",)},
}


@dataclass(frozen=True)
class Passage:
    """A paragraph that helps with a term: the wording that names it, and where (None: it is only offered)."""

    number: int
    text: str
    mention: Mention | None


def passages(content: Content) -> dict[str, tuple[Passage, ...]]:
    """By term, the paragraphs that name it in either wording or offer it below, in their order."""
    found: dict[str, list[Passage]] = {term: [] for term in content.terms}
    for paragraph in content.paragraphs.values():
        for term, passage in _of_paragraph(content, paragraph).items():
            found[term].append(passage)
    return {term: tuple(rows) for term, rows in found.items()}


def _of_paragraph(content: Content, paragraph: Paragraph) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    for text in (paragraph.plain, paragraph.standard):
        for mention in find_mentions(text, content.terms.values()):
            found.setdefault(mention.term_id, Passage(paragraph.number, text, mention))
    for term in paragraph.term_ids:
        found.setdefault(term, Passage(paragraph.number, paragraph.plain, None))
    return found


def lessons_by_term(content: Content) -> dict[str, tuple[str, ...]]:
    """By term, the slugs of the lessons that use it, in their order."""
    found: dict[str, list[str]] = {term: [] for term in content.terms}
    met: set[str] = set()
    places = passages(content)
    for slug, lesson in content.lessons.items():
        items = [content.items[one] for one in (*lesson.item_ids, *lesson.guess_ids)]
        needs = {need for item in items for need in item.needs} - met
        met |= needs
        text = "\n".join([*_asked(items), *_tables(content, needs)])
        for term in content.terms.values():
            read = {one.number for one in places[term.id]} & set(lesson.paragraphs)
            if read or names(text, term):
                found[term.id].append(slug)
    return {term: tuple(slugs) for term, slugs in found.items()}


def names(text: str, term: Term) -> bool:
    """Whether a text names a term, by its headword, another form or a short one."""
    folded = text.lower()
    short = [one.short for one in term.abbreviations]
    forms = (term.headword, *term.aliases, *short, *(f"{one}s" for one in short))
    # The quick look first: patterns are slow on a long text, and most terms are not in it.
    return any(form.lower() in folded and bool(whole_words(form).search(text)) for form in forms)


def _asked(items: Iterable[Question]) -> Iterator[str]:
    for item in items:
        yield item.stem
        yield from (prompt.text for prompt in getattr(item, "prompts", ()))
        for option in getattr(item, "options", ()):
            yield from (option.text, option.rationale)


def _tables(content: Content, needs: Collection[str]) -> Iterator[str]:
    for tables in (TABLES[need] for need in TABLES if need in needs):
        for name, fields in tables.items():
            for record in getattr(content, name).values():
                yield from (str(getattr(record, field)) for field in fields)


def title_of(lesson: Lesson) -> str:
    """A lesson as learners see it in the list of notebooks: "01 What does the text say?"."""
    number = lesson.notebook.partition("-")[0]
    return f"{number} {lesson.title}" if number.isdigit() else lesson.title
