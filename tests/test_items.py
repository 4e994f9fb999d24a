"""What makes a bank of items fair: rules that no single item can keep or break alone.

A record checks its own key. Whether the right answer is too often the longest one, whether it sits too often
in the same place, whether a wrong belief is asked about more than once: that shows only over all items
together. These are the usual rules for writing choice items (Haladyna, Downing and Rodriguez, 2002), held
here so that a new item cannot spoil the bank unseen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

import pytest

from lessons.activities.quiz import playable
from lessons.content import Content, load_content
from lessons.content.finish import FORMATS as EVERY_FORMAT
from lessons.content.records.items import (
    Bloom,
    Cloze,
    Item,
    MapLocation,
    Matching,
    Option,
    Ordering,
    SingleChoice,
    TrueFalseReason,
    WhoSaidWhat,
)

CHOSEN_FROM = {
    "single_choice",
    "multiple_response",
    "true_false_reason",
    "who_said_what",
    "map_location",
    "numeric",
    "guess",
}
BLOOM = get_args(Bloom)
ASKED = {
    "the-text": 13,
    "the-build-up": 22,
    "the-institutions": 13,
    "the-parties": 21,
    "the-week": 14,
    "check-the-article": 12,
    "what-happened-next": 12,
}
FORMATS = {
    "the-text": {"single_choice", "multiple_response", "true_false_reason", "classify_claim", "cloze"},
    "the-build-up": set(EVERY_FORMAT) - {"guess"},
    "the-institutions": set(EVERY_FORMAT) - {"guess", "classify_claim", "who_said_what", "map_location"},
    "check-the-article": set(EVERY_FORMAT) - {"guess", "who_said_what", "ordering", "cloze", "map_location"},
    "the-parties": set(EVERY_FORMAT) - {"guess", "ordering", "numeric", "map_location"},
    "the-week": set(EVERY_FORMAT) - {"guess", "classify_claim", "who_said_what"},
    "what-happened-next": {
        *("single_choice", "multiple_response", "true_false_reason", "ordering", "numeric", "map_location")
    },
}
QUOTATION = re.compile(r"(?<!\w)'([^']+(?:'\w+[^']*)?)'(?!\w)")
VERDICT = re.compile(r"\b(right|wrong|correct|incorrect|true|false|yes|well done)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def markable(content: Content) -> list[Item]:
    """All but the guesses: those of the quizzes, and the parallel ones."""
    return [item for item in content.items.values() if item.format != "guess"]


def texts(item: Item) -> Iterator[str]:
    """Everything a learner reads of an item."""
    yield item.stem
    yield from (prompt.text for prompt in getattr(item, "prompts", ()))
    for option in item.options:
        yield option.text
        yield option.rationale


def longest_is_right(items: Sequence[SingleChoice]) -> list[str]:
    return [i.id for i in items if len(_of(i.options, i.key).text) == max(len(o.text) for o in i.options)]


def _of(options: Sequence[Option], name: str) -> Option:
    return next(option for option in options if option.id == name)


def test_a_learner_chooses_among_three_to_five_options(content: Content) -> None:
    counts = {i.id: len(i.options) for i in content.items.values() if i.format in CHOSEN_FROM}
    assert {name: n for name, n in counts.items() if not 3 <= n <= 5} == {}


def test_the_key_is_rarely_the_longest_option(content: Content) -> None:
    single = [i for i in content.items.values() if isinstance(i, SingleChoice)]
    assert len(longest_is_right(single)) <= 0.4 * len(single), longest_is_right(single)
    for slug in content.lessons:
        here = [i for i in single if i.lesson == slug]
        assert len(longest_is_right(here)) <= 0.4 * len(here), (slug, longest_is_right(here))


def test_the_place_of_the_right_answer_tells_nothing(content: Content) -> None:
    keys = Counter(i.key for i in content.items.values() if isinstance(i, SingleChoice))
    reasons = Counter(i.key.reason for i in content.items.values() if isinstance(i, TrueFalseReason))
    speakers = Counter(i.key for i in content.items.values() if isinstance(i, WhoSaidWhat))
    points = Counter(i.key for i in content.items.values() if isinstance(i, MapLocation))
    for places in (keys, reasons, speakers, points):
        assert set(places) == set("abcd")
        assert max(places.values()) - min(places.values()) <= 1, places


def test_true_and_false_are_about_as_frequent(content: Content) -> None:
    answers = Counter(i.key.answer for i in content.items.values() if isinstance(i, TrueFalseReason))
    assert abs(answers[True] - answers[False]) <= 2, answers


def test_nothing_is_printed_in_the_order_of_its_key(content: Content) -> None:
    """Whoever copies a page from top to bottom, print and stills included, gets nothing for it."""
    for item in content.items.values():
        printed = [option.id for option in item.options]
        if isinstance(item, Ordering):
            assert list(item.key) != printed, item.id
        if isinstance(item, Matching | Cloze):
            order = [prompt.id for prompt in item.prompts] if isinstance(item, Matching) else item.gaps
            wanted = [item.key[one] for one in order]
            assert wanted != [name for name in printed if name in wanted], item.id


def test_no_option_stands_for_all_or_none_of_the_others(content: Content) -> None:
    lazy = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)
    found = {(i.id, o.text) for i in content.items.values() for o in i.options if lazy.search(o.text)}
    assert found == set()


def test_quotations_are_short(content: Content) -> None:
    quoted = [(i.id, q) for i in content.items.values() for text in texts(i) for q in QUOTATION.findall(text)]
    assert quoted, "the pattern finds quotations"
    assert [(name, q) for name, q in quoted if len(q.split()) > 12] == []


def test_every_wrong_belief_is_asked_about_in_two_items_or_more(content: Content) -> None:
    """Two distractors of one item meet a learner once; a belief is followed only over several items."""
    used = Counter(
        belief
        for item in content.items.values()
        for belief in {option.misconception_id for option in item.options}
        if belief
    )
    assert {name: used[name] for name in content.misconceptions if used[name] < 2} == {}


def distractors(items: Iterable[Item]) -> list[tuple[Item, Option]]:
    return [(item, option) for item in items for option in item.options if option.id not in item.right]


def test_most_distractors_know_the_belief_behind_them(content: Content) -> None:
    everywhere = markable(content)
    for slug in (None, *content.lessons):
        wrong = distractors(item for item in everywhere if slug in (None, item.lesson))
        known = [option for _, option in wrong if option.misconception_id]
        assert len(known) >= 0.8 * len(wrong), slug


def test_a_distractor_without_a_belief_says_why_it_does_not_fit(content: Content) -> None:
    """In words of its own: not 'No.', not the option over again, not the words of another option."""
    for item, option in distractors(markable(content)):
        if option.misconception_id:
            continue
        why = _words(option.rationale)
        assert len(why) >= 5, (item.id, option.id, "says too little")
        assert len(why - _words(option.text)) >= 3, (item.id, option.id, "says the option over again")
        others = [one.rationale for one in item.options if one.id != option.id]
        assert option.rationale not in others, (item.id, option.id, "shares its reason with another option")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w']+", text.lower()))


def test_the_bank_is_large_enough(content: Content) -> None:
    items = markable(content)
    asked = [item for item in items if not item.parallel_of]
    assert (len(items) >= 110, len(asked) >= 104, len(items) - len(asked) >= 14) == (True, True, True)
    by_objective = Counter(item.objective_id for item in items)
    assert {name: by_objective[name] for name in content.objectives if by_objective[name] < 4} == {}
    in_quiz = Counter(item.lesson for item in asked)
    quizzes = [slug for slug, lesson in content.lessons.items() if not lesson.guess_ids]
    assert {slug: in_quiz[slug] for slug in quizzes if in_quiz[slug] < 8} == {}


def test_another_try_is_another_question(content: Content) -> None:
    """A parallel item asks for the same skill on other material: its original does not answer it."""
    for item in markable(content):
        if not item.parallel_of:
            continue
        original = content.items[item.parallel_of]
        right, before = ({o.text for o in one.options if o.id in one.right} for one in (item, original))
        if item.format != "ordering":
            assert item.stem != original.stem, item.id
        assert right != before, item.id
        assert abs(item.difficulty - original.difficulty) <= 1, item.id
        assert abs(BLOOM.index(item.bloom) - BLOOM.index(original.bloom)) <= 1, item.id
        assert item.spoiler == original.spoiler, item.id
        told = " ".join(o.rationale for o in original.options).lower()
        given_away = [o.text for o in item.options if o.id in item.right and o.text.lower() in told]
        if item.format in {"single_choice", "who_said_what", "map_location", "true_false_reason"}:
            assert given_away == [], item.id


def test_every_lesson_with_a_hard_question_offers_another_try(content: Content) -> None:
    with_parallels = {item.lesson for item in markable(content) if item.parallel_of}
    assert with_parallels == {slug for slug, lesson in content.lessons.items() if lesson.item_ids}


@pytest.mark.parametrize("slug", ASKED)
def test_a_ready_quiz_has_the_promised_items(content: Content, slug: str) -> None:
    items = [content.items[name] for name in content.lessons[slug].item_ids]
    assert list(playable(items)) == items
    assert len(items) == ASKED[slug]
    assert {item.format for item in items} == FORMATS[slug]


def test_feedback_is_short(content: Content) -> None:
    long = [(i.id, o.id) for i in content.items.values() for o in i.options if len(o.rationale.split()) > 35]
    assert long == []


def test_every_ready_lesson_is_checked_here(content: Content) -> None:
    ready = [lesson for lesson in content.lessons.values() if lesson.ready]
    assert {lesson.slug for lesson in ready if lesson.item_ids} == set(ASKED)


def test_every_item_is_asked_in_its_own_lesson(content: Content) -> None:
    lessons = content.lessons.values()
    asked = {name: lesson.slug for lesson in lessons for name in lesson.item_ids + lesson.guess_ids}
    assert {name: content.items[name].lesson for name in asked} == asked
    parallels = {one.id for item in asked for one in content.parallels(item)}
    assert set(asked) | parallels == set(content.items)
    assert not set(asked) & parallels


def test_a_lesson_names_the_objectives_that_its_quiz_assesses(content: Content) -> None:
    for lesson in content.lessons.values():
        asked = {content.items[name].objective_id for name in lesson.item_ids + lesson.guess_ids}
        assert set(lesson.objective_ids) == asked, lesson.slug


def test_an_item_needs_only_paragraphs_that_have_been_read(content: Content) -> None:
    read: set[int] = set()
    for lesson in content.lessons.values():
        read |= set(lesson.paragraphs)
        for item in markable(content):
            if item.lesson == lesson.slug and "article" in item.needs:
                assert set(item.paragraphs) <= read, item.id
    first = content.lessons["the-text"]
    for item in markable(content):
        if item.lesson == first.slug:
            assert set(item.paragraphs) <= set(first.paragraphs), item.id


def test_a_guess_is_never_judged(content: Content) -> None:
    guesses = [content.items[name] for lesson in content.lessons.values() for name in lesson.guess_ids]
    assert guesses
    assert {i.format for i in guesses} == {"guess"}
    judged = [(i.id, o.rationale) for i in guesses for o in i.options if VERDICT.search(o.rationale)]
    assert judged == []
