"""Every abbreviation that a learner meets is a short form of a term, or is written out where it first stands.

Learners read the data, the notebooks, and the sentences of the program. What is looked at: words with two
capitals side by side ("OSCE", "BTGs"), and the short ones with small letters in between ("PfP").
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from lessons.content import Content, load_content
from lessons.content.records import Term

ROOT = Path(__file__).resolve().parents[1]
FOUND = re.compile(r"\b(?:[A-Za-z]*[A-Z]{2}[A-Za-z]*|[a-z]?[A-Z][a-z]?[A-Z])\b")
ROMAN = re.compile(r"[IVX]+")
UNREAD = re.compile(r"id|url|same_picture_as|parties|see_also|.*_ids?")

ALLOWED = {
    "NaN": "what pandas prints; every text that says it says in words what it means",
    "US": "a country; its name in full stands in every lesson as well",
    "USA": "the same",
    "UK": "a country",
}


def abbreviations(text: str) -> Iterator[tuple[str, int]]:
    """Each abbreviation of a text, without the s of a plural, and where it stands."""
    for match in FOUND.finditer(text):
        word = match[0][:-1] if re.fullmatch(r"[A-Z]{2,}s", match[0]) else match[0]
        if not ROMAN.fullmatch(word):
            yield word, match.start()


def written_out(text: str, short: str, at: int) -> bool:
    """Whether the words stand beside the short form: "Digital Research Lab (DRL)" or "DRL (Digital …)"."""
    initial = re.escape(short[0].upper())
    before = re.search(rf"\b{initial}[\w-]*(?: [\w-]+){{1,8}} \($", text[:at])
    after = re.match(rf" \({initial}[\w-]*(?: [\w-]+){{1,8}}\)", text[at + len(short) :])
    return bool(before or after)


def unexplained(text: str, known: set[str]) -> list[str]:
    """The abbreviations of a text that nobody explains, each once."""
    first: dict[str, int] = {}
    for short, at in abbreviations(text):
        first.setdefault(short, at)
    return [short for short, at in first.items() if short not in known and not written_out(text, short, at)]


def texts(value: object) -> Iterator[str]:
    """Every text of a record that a learner can read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if not UNREAD.fullmatch(str(name)):
                yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def of_the_data(content: Content) -> Iterator[tuple[str, str]]:
    """(where, text) of every record; not of sources, whose names and titles are given as they are printed."""
    for one in fields(content):
        if one.name not in ("sources", "basemap"):
            found = getattr(content, one.name)
            rows = found.values() if hasattr(found, "values") else found
            for record in rows if not hasattr(found, "model_dump") else [found]:
                # A mapping of an item is its key: ids alone.
                told = record.model_dump(exclude={"key", "wording"})
                yield f"{one.name} {getattr(record, 'id', '')}", "\n".join(texts(told))
    yield "course wording", "\n".join(content.course.wording.values())


def of_the_notebooks() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        yield path.name, re.sub("`[^`]*`", "", "\n".join(prose))


def of_the_program() -> Iterator[tuple[str, str]]:
    """The sentences in what shows things to learners: texts with a space in them, documentation apart."""
    layers = ("activities", "ui", "course")
    for path in sorted(path for layer in layers for path in (ROOT / "lessons" / layer).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        documentation = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and id(node) not in documentation
                and " " in (told := str(node.value))
            ):
                yield str(path.relative_to(ROOT)), told


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def known(content: Content) -> set[str]:
    """Short forms of terms, countries, and the names under which newspapers and agencies publish."""
    terms = {one.short for term in content.terms.values() for one in term.abbreviations}
    publishers = {short for one in content.sources.values() for short, _ in abbreviations(one.publisher)}
    return terms | publishers | set(ALLOWED)


def test_every_abbreviation_of_the_data_is_explained(content, known):
    found = {where: left for where, text in of_the_data(content) if (left := unexplained(text, known))}
    assert found == {}


def test_every_abbreviation_of_the_notebooks_is_explained(known):
    found = {where: left for where, text in of_the_notebooks() if (left := unexplained(text, known))}
    assert found == {}


def test_every_abbreviation_of_the_program_is_explained(known):
    found = {where: left for where, text in of_the_program() if (left := unexplained(text, known))}
    assert found == {}


def test_what_is_allowed_is_used(content):
    used = {short for _, text in of_the_data(content) for short, _ in abbreviations(text)}
    assert set(ALLOWED) <= used


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The LAKE body met.", ["LAKE"]),
        ("Two BSGs and one PfP.", ["BSG", "PfP"]),
        ("The Big Sea Group (BSG) met. The BSG left.", []),
        ("The BSG (Big Sea Group) met.", []),
        ("The BSG met. It is the Big Sea Group (BSG).", ["BSG"]),
        ("The group (BSG) met.", ["BSG"]),
        ("Minsk II, BuzzFeed, Kyiv, I and A.", []),
        ("the MBO and the mBo", ["MBO"]),
    ],
)
def test_an_unexplained_abbreviation_is_found(text, left):
    assert unexplained(text, set()) == left


def test_a_term_that_loses_its_short_form_is_missed(content, known):
    """The planted fault: the words of one abbreviation taken out of the glossary."""
    terms: list[Term] = list(content.terms.values())
    for short in ("OSCE", "SACEUR", "INF", "BTG", "UN"):
        assert any(one.short == short for term in terms for one in term.abbreviations)
        less = known - {short}
        left = {short for _, text in of_the_data(content) for short in unexplained(text, less)}
        assert left == {short}
