"""What each activity is restored from."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from lessons.content import Content, load_content
from lessons.course import Course
from lessons.course.entries import entries
from lessons.progress import Log, Record

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
RECORDS = [
    Record(f"r{number}", learner, NOON, activity, key, {"kind": kind})
    for number, (learner, activity, key, kind) in enumerate(
        [
            ("me", "quiz", "the-text", "attempt"),
            ("me", "quiz", "start", "attempt"),
            ("me", "reading", "0-9", "level"),
            ("me", "reading", "1", "mark"),
            ("me", "flashcards", "", "review"),
            ("you", "quiz", "the-text", "attempt"),
        ]
    )
]


@cache
def content() -> Content:
    return load_content()


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("quiz", [0, 2]),  # its own, and the level chosen for reading; no other quiz, nobody else
        ("read", [2, 3]),  # every reading, whatever its paragraphs
        ("progress", [0, 1, 2, 3, 4]),
        ("order", []),
    ],
)
def test_an_activity_is_restored_from_what_it_declares(show: str, numbers: list[int]) -> None:
    activity: Any = getattr(Course(content(), content().lesson("the-text"), Log(None)), show)().activity
    assert entries(activity, RECORDS, "me") == [RECORDS[number].entry for number in numbers]


def test_flashcards_get_everything_with_its_time() -> None:
    cards = Course(content(), content().lesson("the-text"), Log(None)).flashcards().activity
    assert entries(cards, RECORDS, "me") == [{**one.entry, "at": NOON} for one in RECORDS[:5]]
