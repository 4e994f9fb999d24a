"""A progress file: what goes in comes out, and what is no such file is told in one line."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lessons.progress import Learner, Record
from lessons.progress.transfer import LARGEST, Saved, Unreadable, file_name, pack, unpack

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
FOX = Learner("3c00000000000001", "Fox", known=True)
NAME = "three-tables-Fox-2026-01-05.jsonl"


def record(
    name: str, *, learner: str = FOX.id, minutes: int = 0, activity: str = "quiz", **entry: object
) -> Record:
    attempt = {"kind": "attempt", "item": "Q01", "item_version": "1a2b3c4d", "response": ["a"], "score": 1}
    fields = {**(attempt if "kind" not in entry else {}), **entry}
    return Record(name, learner, NOON + timedelta(minutes=minutes), activity, "the-text", fields)


def mark(name: str, kind: str, minutes: int, *, of: str = "m1") -> Record:
    words = {"words": "A sentence"} if kind == "mark" else {}
    return record(name, activity="reading", minutes=minutes, kind=kind, mark=of, paragraph=1, **words)


SITS = record("s1", activity="welcome", kind="sits", seat="cafe0123", nickname="Fox")
TWO = (record("r1", response=["a"], word="Зустріч"), record("r2", minutes=1, response=["b"]))
FILE = pack(TWO, FOX, NOON)[1]


def refused(data: bytes, name: str = NAME) -> str:
    with pytest.raises(Unreadable) as caught:
        unpack(name, data)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_what_is_saved_can_be_read_again():
    name, data = pack(reversed(TWO), FOX, NOON)
    assert name == NAME
    assert unpack(name, data) == Saved(FOX.id, "Fox", NOON, TWO)


def test_the_first_line_says_whose_it_is_and_what_follows():
    first, rest = FILE.split(b"\n", 1)
    assert json.loads(first) == {
        "three_tables": "progress",
        "v": 1,
        "learner": FOX.id,
        "nickname": "Fox",
        "saved_at": "2026-01-05T12:00:00+00:00",
        "records": 2,
        "sha256": hashlib.sha256(rest).hexdigest(),
    }
    assert rest == TWO[0].line() + TWO[1].line()


def test_other_learners_and_the_computer_stay_at_home():
    others = record("r9", learner="ali")
    assert pack((SITS, *TWO, others, TWO[0]), FOX, NOON)[1] == FILE
    assert b"cafe0123" not in FILE


def test_a_mark_that_was_taken_back_goes_without_its_words_and_does_not_return():
    given = (mark("m1", "mark", 0), mark("m2", "unmark", 1), mark("m3", "mark", 2, of="m2"))
    assert [one.id for one in unpack("x", pack(given, FOX, NOON)[1]).records] == ["m2", "m3"]
    again = (*given, mark("m4", "mark", 3))
    assert [one.id for one in unpack("x", pack(again, FOX, NOON)[1]).records] == ["m2", "m3", "m4"]


def test_nothing_done_is_a_file_too():
    assert unpack("x", pack((), FOX, NOON)[1]) == Saved(FOX.id, "Fox", NOON, ())


def test_the_time_is_kept_in_utc():
    at = NOON.astimezone(timezone(timedelta(hours=3)))
    assert unpack("x", pack(TWO, FOX, at)[1]).saved_at == NOON


@pytest.mark.parametrize(
    ("nickname", "label"),
    [
        ("", "3c00"),
        ("Fox", "Fox"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("../..", "3c00"),
        ("🦊", "3c00"),
        ("Олена Ö.", "Олена-Ö"),
        ("किम", "किम"),
        ("CON.", "CON"),
    ],
)
def test_the_name_is_readable_and_safe(nickname: str, label: str):
    assert file_name(Learner(FOX.id, nickname), NOON) == f"three-tables-{label}-2026-01-05.jsonl"


@pytest.mark.parametrize("rewritten", [FILE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FILE])
def test_other_line_ends_and_a_byte_order_mark_are_no_damage(rewritten: bytes):
    assert unpack(NAME, rewritten).records == TWO


@pytest.mark.parametrize("end", range(1, len(FILE)))
def test_a_torn_file_is_never_read_in_part(end: int):
    text = refused(FILE[:end])
    assert text.startswith(NAME + ": ")


@pytest.mark.parametrize("place", range(0, len(FILE), 7))
def test_a_changed_byte_is_seen_or_changes_no_answer(place: int):
    changed = FILE[:place] + bytes([FILE[place] ^ 1]) + FILE[place + 1 :]
    try:
        saved = unpack(NAME, changed)
    except Unreadable:
        assert refused(changed).startswith(NAME + ": ")
    else:  # within the label or the time of line 1
        assert saved.records == TWO
        assert place < FILE.index(b"\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "this file is empty"),
        (b"\n\r\n", "this file is empty"),
        (b"PK\x03\x04\xff\xfe", "this is not a progress file of this course"),
        (b'{"nbformat": 4}\n', "this is not a progress file of this course"),
        (b"[" * 100_000, "this is not a progress file of this course"),
        (b'{"three_tables": "other"}\n', "this is not a progress file of this course"),
        (b'{"three_tables": "progress", "v": 2}\n', "it was saved by a newer version of this course"),
        (b'{"three_tables": "progress", "v": 1}\n', "this file was changed after it was saved"),
        (b'{"v": 2, "id": "x"}\n', "it was saved by a newer version of this course"),
        (b" " * (LARGEST + 1), "this file has 5,000,001 bytes, and a progress file 5,000,000 at most"),
        (FILE.replace(b"Q01", b"Q02"), "this file was changed after it was saved"),
        (FILE.replace(FOX.id.encode(), b"../../../../etc/"), "this file was changed after it was saved"),
        (FILE[:-1], "this file is not complete: 1 of 2 entries are there"),
        (FILE.split(b"\n")[0], "this file is not complete: 0 of 2 entries are there"),
        (TWO[0].line() + b"{}\n" + TWO[1].line(), "line 2 of this file cannot be read"),
        (
            TWO[0].line() + record("r9", learner="ali").line(),
            "this file holds the answers of several learners",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, words: str):
    assert refused(data).startswith(f"{NAME}: {words}")


def test_records_of_another_learner_under_this_header_are_refused():
    strange = pack([record("r1", learner="ali")], Learner("ali"), NOON)[1]
    assert "was changed" in refused(strange.replace(b'"learner": "ali"', b'"learner": "kim"'))


def test_a_file_name_cannot_break_the_line():
    assert refused(b"", "a\nb\u202ec" + "x" * 200).startswith("a b c" + "x" * 74 + "…: ")
    assert refused(b"", " ").startswith("The file: ")


def test_a_file_of_the_log_is_read_without_a_header():
    bare = SITS.line() + TWO[0].line() + TWO[1].line()
    assert unpack("x.jsonl", bare) == Saved(FOX.id, "Fox", TWO[1].at, TWO)
    assert unpack("x.jsonl", bare + TWO[0].line()).records == TWO
    assert unpack("x.jsonl", bare[:-1]).records == TWO[:1]
    assert unpack("x.jsonl", SITS.line()).records == ()


def test_a_nickname_is_one_short_line():
    saved = unpack("x", FILE.replace(b'"Fox"', json.dumps("a\n" + "b" * 99).encode()))
    assert saved.nickname == "a " + "b" * 22
