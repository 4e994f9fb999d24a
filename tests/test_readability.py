"""How hard the retellings are, and that both levels say the same."""

import re
from collections.abc import Iterator

import pytest

from lessons.content import load_content
from lessons.content.readability import HARDEST, grade, names_of, report, syllables
from lessons.content.records import Paragraph
from lessons.content.records.base import words
from lessons.content.records.text import PLAIN_SENTENCE_WORDS, plain_quotes, sentences

CONTENT = load_content()
READING = [slug for slug, lesson in CONTENT.lessons.items() if lesson.paragraphs]


@pytest.mark.parametrize(
    ("count", "examples"),
    [
        (1, "the used reached fire helped once they're friend"),
        (2, "nation region people table tables houses changes wanted soldiers quiet create Europe"),
        (3, "satellite images evidence radio area areas equipment government guarantees idea serious"),
        (4, "military experience"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(count: int, examples: str):
    wrong = {word: syllables(word) for word in examples.split() if syllables(word) != count}
    assert wrong == {}


def test_the_grade_is_the_formula_of_1975():
    # 10 words in 2 sentences, 12 syllables: 0.39 x 5 + 11.8 x 1.2 - 15.59
    text = "The cat sat on a table. It was not happy."
    assert grade(text) == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_a_proper_name_and_an_abbreviation_are_one_syllable():
    assert grade("Stoltenberg's car is here.", names={"Stoltenberg"}) == grade("Jim's car is here.")
    assert grade("OSCE is here.") == grade("It is here.")
    assert grade("Stoltenberg is here.") > grade("Jim is here.")


@pytest.mark.parametrize("level", HARDEST)
@pytest.mark.parametrize("slug", READING)
def test_the_text_of_each_lesson_is_not_too_hard(slug: str, level: str):
    text = " ".join(getattr(CONTENT.paragraphs[n], level) for n in CONTENT.lessons[slug].paragraphs)
    assert grade(text, names=names_of(CONTENT)) <= HARDEST[level], "\n".join(report(CONTENT))


def test_every_paragraph_is_reported_and_easier_when_plain():
    lines = report(CONTENT)
    assert [line.split(":")[0] for line in lines] == [str(number) for number in CONTENT.paragraphs]
    for line in lines:
        plain, standard = map(float, re.findall(r"(?:plain|standard) ([\d.-]+)", line))
        assert plain < standard <= HARDEST["standard"], line
        assert plain <= HARDEST["plain"], line


def test_a_harder_text_has_a_higher_grade():
    hard = "Negotiations concerning intercontinental ballistic missile limitations deteriorated considerably."
    assert grade(hard) > HARDEST["standard"]


@pytest.mark.parametrize("number", CONTENT.paragraphs)
def test_no_plain_sentence_is_long(number: int):
    plain = CONTENT.paragraphs[number].plain
    assert [one for one in sentences(plain) if words(one) > PLAIN_SENTENCE_WORDS] == []


# Fact parity


def lost(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """(level, fact) of each key fact that a level does not have."""
    for level in HARDEST:
        text = plain_quotes(getattr(paragraph, level))
        yield from ((level, fact) for fact in paragraph.key_facts if plain_quotes(fact) not in text)


def names_and_numbers(text: str) -> set[str]:
    """Words with a capital inside a sentence, and numbers: who, where, when, how many."""
    found = set()
    for sentence in sentences(text):
        for place, word in enumerate(re.findall(r"[^\W_]+(?:-[^\W_]+)*", sentence)):
            if word[0].isdigit() or (place and word[0].isupper()):
                found.add(word)
    return found


@pytest.mark.parametrize("number", CONTENT.paragraphs)
def test_each_key_fact_is_told_at_each_level(number: int):
    assert list(lost(CONTENT.paragraphs[number])) == []


@pytest.mark.parametrize("number", CONTENT.paragraphs)
def test_each_name_and_number_is_told_at_each_level_and_is_a_key_fact(number: int):
    paragraph = CONTENT.paragraphs[number]
    facts = " ".join(paragraph.key_facts).lower()
    for level, other in (("plain", "standard"), ("standard", "plain")):
        here, there = getattr(paragraph, level), getattr(paragraph, other).lower()
        for word in names_and_numbers(here) - explaining(paragraph):
            assert re.search(rf"\b{re.escape(word.lower())}\b", there), f"{word} stands in {level} only"
            assert word.lower() in facts, f"{word} is no key fact"


def explaining(paragraph: Paragraph) -> set[str]:
    """Names that a plain retelling needs to explain another one."""
    return {"American"} if "American foreign minister" in paragraph.plain else set()


@pytest.mark.parametrize("number", CONTENT.paragraphs)
def test_each_quotation_and_each_speaker_is_a_key_fact(number: int):
    """Who says what: quoted words, and the people and bodies that the claims name."""
    paragraph = CONTENT.paragraphs[number]
    facts = plain_quotes(" ".join(paragraph.key_facts))
    for level in HARDEST:
        text = getattr(paragraph, level)
        for quoted in re.findall(r"(?<!\w)'([^']+(?:'\w[^']*)?)'(?!\w)", text):
            assert plain_quotes(quoted).rstrip(",.") in facts, f"{level}: '{quoted}' is no key fact"
    for claim in CONTENT.claims_in(number):
        named = [word for word in re.findall(r"[A-Z]\w+", claim.claimant) if word in names_of(CONTENT)]
        for name in named:
            # The text may say Washington where the claim names the country.
            if name in f"{paragraph.plain} {paragraph.standard}":
                assert name.lower() in facts, f"{claim.id}: {name} is no key fact"


def test_a_fact_dropped_at_one_level_is_found():
    """The fault planted: a number gone from the plain retelling, and its key fact with it."""
    paragraph = CONTENT.paragraphs[3]
    dropped = paragraph.model_copy(
        update={
            "plain": paragraph.plain.replace("In 2014 Russia", "Russia"),
            "key_facts": tuple(fact for fact in paragraph.key_facts if fact != "2014"),
        }
    )
    assert names_and_numbers(dropped.standard) - names_and_numbers(dropped.plain) >= {"2014"}
    without = paragraph.model_copy(update={"plain": paragraph.plain.replace("peninsula", "place")})
    assert list(lost(without)) == [("plain", "peninsula in southern Ukraine")]
