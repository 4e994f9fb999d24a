"""Questions and answers as tables: whole values, in words and raw."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from lessons.content import data_folder, load_content
from lessons.content.marking import Markable, right_response
from lessons.content.records.items import (
    Cloze,
    Guess,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.exports import attempts, items
from lessons.exports.missed import missed
from lessons.exports.words import in_words, key_in_words
from lessons.progress import Learner, Record
from lessons.progress.transfer import Saved, pack, unpack

CONTENT = load_content(data_folder())
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def table(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


ROWS = table(items.items(CONTENT))


def record(asked: Any, response: list[str], score: float, number: int, **more: Any) -> Record:
    entry = {
        "kind": "attempt",
        "item": asked.id,
        "item_version": asked.version,
        "response": response,
        "sureness": None,
        "attempt": number,
        "score": score,
    }
    learner = more.pop("learner", "3c00000000000001")
    at = AT.replace(minute=number)
    return Record(f"{asked.id}-{learner}-{number}", learner, at, "quiz", asked.lesson, entry | more)


def saved(records: list[Record], nickname: str = "Fox") -> Saved:
    return unpack(*pack(records, Learner(records[0].learner, nickname), AT))


def first(kind: type[Any]) -> Any:
    return next(item for item in CONTENT.items.values() if isinstance(item, kind))


def test_every_option_is_a_row_with_all_columns():
    assert [(row["item"], row["option"]) for row in ROWS] == [
        (item.id, option.id) for item in CONTENT.items.values() for option in item.options
    ]
    assert tuple(ROWS[0]) == tuple(items.COLUMNS)
    one = ROWS[0]
    item = CONTENT.items[one["item"]]
    assert (one["stem"], one["text"], one["rationale"]) == (
        item.stem,
        item.options[0].text,
        item.options[0].rationale,
    )
    for row in ROWS:
        belief = CONTENT.misconceptions[row["misconception"]].belief if row["misconception"] else ""
        assert row["belief"] == belief
        assert row["spoiler"] == str(CONTENT.items[row["item"]].spoiler).lower()


def test_what_is_right_stands_in_the_column_of_the_format():
    for row in ROWS:
        item = CONTENT.items[row["item"]]
        right = "" if isinstance(item, Guess | Ordering) else str(row["option"] in item.right).lower()
        assert row["right"] == right
        assert bool(row["fits"]) == (isinstance(item, Matching | Cloze) and right == "true")
        assert row["place"] == (str(item.key.index(row["option"]) + 1) if isinstance(item, Ordering) else "")
        assert bool(row["value"]) == isinstance(item, Numeric)
        assert row["verdict"] == (str(item.key.answer).lower() if isinstance(item, TrueFalseReason) else "")


def test_a_matching_option_names_its_prompt():
    item = first(Matching)
    fits = {row["option"]: row["fits"] for row in ROWS if row["item"] == item.id}
    assert fits == {
        option.id: next((p.text for p in item.prompts if item.key[p.id] == option.id), "")
        for option in item.options
    }


@pytest.mark.parametrize("item", CONTENT.items.values(), ids=lambda item: item.id)
def test_the_key_in_words_is_the_right_answer_in_words(item):
    if isinstance(item, Guess):
        assert key_in_words(item) == ""
        return
    line = key_in_words(item)
    for option in item.options:
        if not isinstance(item, Numeric):
            assert (option.text in line) >= (option.id in item.right)
    assert line.startswith(in_words(item, right_response(item)))


def test_an_answer_in_words():
    cloze, order, verdict, several, number = map(
        first, (Cloze, Ordering, TrueFalseReason, MultipleResponse, Numeric)
    )
    one, two = cloze.options[:2]
    assert in_words(cloze, ["1=" + one.id, "2=" + two.id]) == f"[1] → {one.text}; [2] → {two.text}"
    assert in_words(cloze, ["1=zz", "9"]) == "[1] → zz; 9"
    assert in_words(order, [option.id for option in order.options]).startswith(
        f"1. {order.options[0].text}; 2. {order.options[1].text}"
    )
    assert in_words(verdict, ["true", verdict.options[0].id]) == f"true; because: {verdict.options[0].text}"
    assert in_words(several, [several.options[1].id, "?"]) == f"{several.options[1].text}; ?"
    assert in_words(number, [" 97 days"]) == " 97 days"


def test_every_answer_is_a_row_in_words_and_raw():
    item = first(MultipleResponse)
    ids = [option.id for option in item.options]
    answers = [record(item, ids[:2], 0.5, 1, sureness=3), record(item, list(item.key), 1.0, 2, sureness=1)]
    rows = table(attempts.attempts(CONTENT, [saved(answers, "=Fox()")]))
    assert tuple(rows[0]) == tuple(attempts.COLUMNS)
    assert rows[0] == {
        "learner": "3c000000",
        "nickname": "'=Fox()",
        "lesson": item.lesson,
        "item": item.id,
        "format": "multiple_response",
        "version": item.version,
        "same_wording": "true",
        "attempt": "1",
        "response": "; ".join(ids[:2]),
        "response_in_words": "; ".join(option.text for option in item.options[:2]),
        "score": "0.5",
        "sureness": "3",
        "at": "2026-11-28T09:01:00Z",
    }
    assert [(row["attempt"], row["score"], row["sureness"]) for row in rows] == [
        ("1", "0.5", "3"),
        ("2", "1", "1"),
    ]


def test_files_of_one_learner_are_put_together_and_other_learners_stay_apart():
    item = first(Numeric)
    one, two = record(item, ["=1+1"], 0.0, 1), record(item, ["97"], 1.0, 2)
    owl = record(item, ["7"], 0.0, 1, learner="3c000000ffffffff")
    rows = attempts.attempt_rows(CONTENT, [saved([one]), saved([one, two]), saved([owl], "Owl")])
    assert [(row[0], row[1], row[8]) for row in rows] == [
        ("3c00000000000001", "Fox", "=1+1"),
        ("3c00000000000001", "Fox", "97"),
        ("3c000000ffffffff", "Owl", "7"),
    ]
    assert table(attempts.attempts(CONTENT, [saved([one])]))[0]["response"] == "'=1+1"


def test_an_earlier_wording_and_a_strange_entry_stay_as_they_are():
    item = first(MultipleResponse)
    strange = [
        record(item, ["a"], 0.5, 1, item_version="00000000"),
        record(item, ["a"], 0.5, 2, item="gone", attempt=2, sureness=None),
        Record("y", "3c00000000000001", AT, "reading", "k", {"kind": "mark"}),
    ]
    rows = table(attempts.attempts(CONTENT, [saved(strange)]))
    assert [(row["item"], row["same_wording"], row["response_in_words"]) for row in rows] == [
        (item.id, "false", ""),
        ("gone", "false", ""),
    ]
    assert [rows[1][name] for name in ("format", "response", "attempt", "sureness", "score")] == [
        "", "a", "2", "", "0.5",
    ]  # fmt: skip


def test_missed_is_what_did_not_earn_everything_in_the_wording_of_today():
    asked = [item for item in CONTENT.items.values() if isinstance(item, Markable)][:5]
    answers = [
        record(asked[3], [], 0.5, 1),
        record(asked[0], [], 0.0, 1),
        record(asked[0], [], 1.0, 2),
        record(asked[1], [], 1.0, 1),
        record(asked[2], [], 0.0, 1, item_version="00000000"),
    ]
    assert missed(CONTENT, answers) == (asked[0], asked[3])
