"""One marking rule a format: tables of cases, and what holds for every response that can be given."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.content import load_content
from lessons.content.finish import ITEM
from lessons.content.marking import (
    Mark,
    chosen_options,
    is_below,
    mark,
    pair,
    pairs_of,
    prompts_of,
    right_neighbours,
    right_response,
)
from lessons.content.numbers import LONGEST, readings
from lessons.content.records.items import Guess, Item

COMMON = {
    "id": "I1",
    "lesson": "a-lesson",
    "objective_id": "O1",
    "difficulty": 1,
    "bloom": "remember",
    "source_ids": ["s_one"],
    "stem": "Which?",
}


def item(form: str, key: object, *texts: str, **fields: object) -> Any:
    options = [
        {"id": letter, "text": text, "rationale": f"Why {text}."}
        for letter, text in zip("abcde", texts or ("east", "west", "north", "south"), strict=False)
    ]
    return ITEM.validate_python({**COMMON, "format": form, "key": key, "options": options} | fields)


def number(value: float, tolerance: float = 0, unit: str = "days", others: tuple[float, ...] = (1,)) -> Any:
    options = [
        {"id": f"n{place}", "text": f"{one:g}", "rationale": f"Why {one:g}.", "value": one}
        for place, one in enumerate((value, *others))
    ]
    key = {"value": value, "tolerance": tolerance, "unit": unit}
    return item("numeric", key, options=options)


PROMPTS = [{"id": "L1", "text": "Sun"}, {"id": "L2", "text": "Moon"}, {"id": "L3", "text": "Star"}]
SPEAKER = item("who_said_what", "c")
PLACE = item(
    "map_location",
    "b",
    options=[
        {"id": letter, "text": letter, "rationale": "Why.", "lat": 50, "lon": lon}
        for letter, lon in (("a", 20), ("b", 22), ("c", 24))
    ],
)
MATCHING = item("matching", {"L1": "b", "L2": "d", "L3": "a"}, prompts=PROMPTS)
CLOZE = item("cloze", {"1": "c", "2": "a"}, stem="The [2] and the [1].")
ORDER = item("ordering", ["c", "a", "d", "b"])
DAYS = number(97, tolerance=1, others=(0, 8))
ALL = [one for one in load_content().items.values() if not isinstance(one, Guess)]


@pytest.mark.parametrize(
    ("asked", "response", "expected"),
    [
        (SPEAKER, ["c"], Mark(1)),
        (SPEAKER, ["a"], Mark(0)),
        (PLACE, ["b"], Mark(1)),
        (PLACE, ["c"], Mark(0)),
        (MATCHING, ["L1=b", "L2=d", "L3=a"], Mark(1)),
        (MATCHING, ["L3=a", "L1=b", "L2=d"], Mark(1)),
        (MATCHING, ["L1=b", "L2=a", "L3=d"], Mark(1 / 3, wrong=2)),
        (MATCHING, ["L1=c", "L2=c", "L3=c"], Mark(0, wrong=3)),
        (MATCHING, ["L1=a", "L2=a", "L3=a"], Mark(1 / 3, wrong=2)),
        (CLOZE, ["2=a", "1=c"], Mark(1)),
        (CLOZE, ["2=a", "1=b"], Mark(0.5, wrong=1)),
        (ORDER, ["c", "a", "d", "b"], Mark(1)),
        (ORDER, ["b", "c", "a", "d"], Mark(2 / 3, wrong=1)),  # one thing in the wrong place
        (ORDER, ["a", "c", "d", "b"], Mark(1 / 3, wrong=2)),
        (ORDER, ["b", "d", "a", "c"], Mark(0, wrong=3)),  # backwards
        (DAYS, ["97"], Mark(1)),
        (DAYS, ["96"], Mark(1)),
        (DAYS, ["98,0 Days"], Mark(1)),
        (DAYS, ["95.9"], Mark(0)),
        (DAYS, ["-97"], Mark(0)),
        (number(21500), ["21,500"], Mark(1)),
        (number(21500), ["21.500"], Mark(1)),
        (number(21.5), ["21,500"], Mark(1)),
        (number(58, 2, "percent"), ["58,3 %"], Mark(1)),
    ],
)
def test_each_format_has_its_rule(asked, response, expected):
    assert mark(asked, response) == expected


@pytest.mark.parametrize(
    ("key", "texts", "response", "expected"),
    [
        ("abc", "vwxyz", "abc", Mark(1)),  # 3 right, 2 wrong: a wrong one takes away a half
        ("abc", "vwxyz", "abcde", Mark(0, wrong=2)),
        ("abc", "vwxyz", "abcd", Mark(1 / 2, wrong=1)),
        ("abc", "vwxyz", "ab", Mark(2 / 3, missing=1)),
        ("abc", "vwxyz", "ad", Mark(0, missing=2, wrong=1)),
        ("ab", "wxyz", "ab", Mark(1)),  # 2 right, 2 wrong
        ("ab", "wxyz", "abcd", Mark(0, wrong=2)),
        ("ab", "wxyz", "abd", Mark(1 / 2, wrong=1)),
        ("ab", "vwxyz", "abc", Mark(1 / 2, wrong=1)),  # 2 right, 3 wrong
    ],
)
def test_of_several_choices_a_wrong_one_takes_away_so_much_that_all_together_earn_nothing(
    key, texts, response, expected
):
    given = mark(item("multiple_response", list(key), *texts), list(response))
    assert given.score == pytest.approx(expected.score)
    assert (given.missing, given.wrong) == (expected.missing, expected.wrong)


@pytest.mark.parametrize(
    "asked", [one for one in ALL if one.format == "multiple_response"], ids=lambda one: one.id
)
def test_ticking_everything_earns_nothing(asked):
    assert mark(asked, [option.id for option in asked.options]).score == 0


@pytest.mark.parametrize(
    ("asked", "response", "message"),
    [
        (SPEAKER, [], "Choose one answer."),
        (PLACE, ["x"], "x is not an option here: a, b, c are."),
        (MATCHING, [], "Choose one answer each. Still open: Sun, and 2 more."),
        (MATCHING, ["L1=b", "L3=a"], "Choose one answer each. Still open: Moon."),
        (MATCHING, ["L1=b", "L2=x", "L3=a"], "x is not an option here: a, b, c, d are."),
        (MATCHING, ["L1=b", "L2=d", "L3=a", "L9=a"], "L9 is not an option here: L1, L2, L3 are."),
        (CLOZE, ["2=a"], "Choose one answer each. Still open: gap 1."),
        (ORDER, ["c", "a", "d"], "Put all 4 in an order, each of them once."),
        (ORDER, ["c", "a", "d", "b", "b"], "Put all 4 in an order, each of them once."),
        (ORDER, ["c", "a", "d", "x"], "x is not an option here: a, b, c, d are."),
        (DAYS, [], "Write a number. Write it in digits, such as 40 or 12.5."),
        (DAYS, ["about ten"], "“about ten” is not a number. Write it in digits, such as 40 or 12.5."),
        (DAYS, ["9" * 40], f"“{'9' * 30}…” is not a number. Write it in digits, such as 40 or 12.5."),
    ],
)
def test_an_answer_that_is_none_is_asked_for_in_one_line(asked, response, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        mark(asked, response)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("97", (97,)),
        (" 97 ", (97,)),
        ("+97", (97,)),
        ("-3", (-3,)),
        ("−3", (-3,)),
        ("12.5", (12.5,)),
        ("12,5", (12.5,)),
        (",5", (0.5,)),
        ("0,123", (0.123,)),
        ("1,234", (1234, 1.234)),
        ("1.234", (1234, 1.234)),
        ("1,234.5", (1234.5,)),
        ("1.234,5", (1234.5,)),
        ("1 234,5", (1234.5,)),
        ("143 500", (143500,)),
        ("143’500", (143500,)),
        ("1,234,567", (1234567,)),
        *(
            (text, ())
            for text in ("", "-", ".", "1,23,4", "12 34", "1.2.3", "nan", "inf", "1e5", "0x1", "٣", "a")
        ),
        ("9" * (LONGEST + 1), ()),
    ],
)
def test_numbers_are_read_as_they_are_written_at_home(text, numbers):
    assert readings(text) == numbers


@given(st.text(max_size=40) | st.from_regex(r"\A[-+]?[0-9 .,']{0,35}\Z"))
def test_whatever_is_typed_gives_numbers_or_none(text):
    assert all(abs(number) < 10 ** (LONGEST + 1) for number in readings(text))


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from(["{:,}", "{:_}", "{}"]),
    st.sampled_from([",", ".", " ", "’"]),
)
def test_thousands_are_forgiven(value, form, part):
    written = form.format(value).replace("_", ",").replace(",", part)
    assert value in readings(written)


def responses(asked: Item) -> st.SearchStrategy[list[str]]:
    """Every complete answer, right and wrong."""
    options = [option.id for option in asked.options]
    match asked.format:
        case "true_false_reason":
            return st.tuples(st.sampled_from(["true", "false"]), st.sampled_from(options)).map(list)
        case "multiple_response":
            return st.lists(st.sampled_from(options), min_size=1, unique=True)
        case "matching" | "cloze":
            chosen = st.lists(
                st.sampled_from(options), min_size=len(prompts_of(asked)), max_size=len(prompts_of(asked))
            )
            return chosen.map(lambda ids: [pair(*one) for one in zip(prompts_of(asked), ids, strict=True)])
        case "ordering":
            return st.permutations(options)
        case "numeric":
            values = st.sampled_from([option.value for option in asked.options]) | st.integers(-9, 10**6)
            return values.map(lambda value: [f"{value:.15g}"])
        case _:
            return st.sampled_from(options).map(lambda one: [one])


def is_right(asked: Any, response: list[str]) -> Any:
    """Whether a complete answer is the key, written down once more and without the rules."""
    match asked.format:
        case "true_false_reason":
            return response == [str(asked.key.answer).lower(), asked.key.reason]
        case "multiple_response":
            return set(response) == set(asked.key)
        case "matching" | "cloze":
            return pairs_of(response) == dict(asked.key)
        case "ordering":
            return tuple(response) == asked.key
        case "numeric":
            return abs(float(response[0]) - asked.key.value) <= asked.key.tolerance
        case _:
            return response == [asked.key]


@given(st.data())
def test_a_score_lies_between_0_and_1_and_is_full_for_the_key_alone(data):
    asked = data.draw(st.sampled_from([*ALL, SPEAKER, PLACE, MATCHING, CLOZE, ORDER, DAYS]))
    response = data.draw(responses(asked))
    result = mark(asked, response)
    assert 0 <= result.score <= 1
    assert result.right is is_right(asked, response)
    # What the log keeps of it comes back as the same answer with the same mark.
    kept = json.loads(json.dumps(response))
    assert mark(asked, kept) == result
    assert set(chosen_options(asked, kept)) <= {option.id for option in asked.options}


@pytest.mark.parametrize("asked", ALL, ids=lambda one: one.id)
def test_the_answer_sheet_earns_everything(asked):
    assert mark(asked, right_response(asked)) == Mark(1)
    # Of a number several options may lie within the tolerance; the sheet gives the key itself.
    assert set(chosen_options(asked, right_response(asked))) <= asked.right


def test_what_was_chosen():
    assert chosen_options(MATCHING, ["L1=c", "L2=d", "L3=a"]) == ("c", "d", "a")
    assert chosen_options(DAYS, ["8"]) == ("n2",)
    assert chosen_options(DAYS, ["7"]) == ()
    assert chosen_options(PLACE, ["a"]) == ("a",)
    assert (is_below(DAYS, ["8"]), is_below(DAYS, ["800"])) == (True, False)
    assert right_neighbours(ORDER, ["b", "c", "a", "d"]) == (False, True, True)
