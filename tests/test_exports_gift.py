"""The questions in GIFT, read again by a reader that knows Moodle's documentation and nothing of ours."""

import importlib.util
import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.content import data_folder, load_content
from lessons.content.marking import FALSE, TRUE, Markable, mark, pair, prompts_of
from lessons.content.records.items import (
    Cloze,
    Guess,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalseReason,
)
from lessons.exports.gift import gift
from lessons.exports.gift_items import cannot, name_of, question

_spec = importlib.util.spec_from_file_location("gift_reader", Path(__file__).with_name("gift_reader.py"))
assert _spec is not None
assert _spec.loader is not None
gift_reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gift_reader)
read_gift = gift_reader.read_gift

CONTENT = load_content(data_folder())
SMALL = load_content(Path(__file__).with_name("small_course"))
FILES = gift(CONTENT)
READ = {one.id: one for one in read_gift(FILES.questions.decode()) + read_gift(FILES.later.decode())}
HELD = [item for item in CONTENT.items.values() if not cannot(item)]


def line(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


def earned(read: Any, *chosen: int) -> float:
    """What Moodle gives for these answers: the sum of their weights, never below nought."""
    return float(max(0, sum(read.answers[one].weight for one in chosen)) / 100)


def given_number(read: Any, value: float) -> float:
    """What Moodle gives for a number: the first answer that it fits."""
    fitting = (one for one in read.answers if one.low <= value <= one.high)
    return next((one.weight / 100 for one in fitting), 0.0)


def check(item: Markable, read: Any) -> None:
    """The question that was read asks, offers, marks and says what the item does."""
    options = [(line(one.text), line(one.rationale)) for one in item.options]
    shown = [(one.text, one.feedback) for one in read.answers]
    ids = [one.id for one in item.options]
    assert read.name == name_of(item)
    assert read.format == "plain"
    match item:
        case Numeric():
            assert read.kind == "number"
            unit = f" (Unit: {item.key.unit}. Write the number alone.)" if item.key.unit else ""
            assert read.stem == line(item.stem) + unit
            assert sorted(one.feedback for one in read.answers) == sorted(why for _, why in options)
            near, key = item.key.tolerance, item.key.value
            tried = [one.value for one in item.options] + [key + part * near for part in (-2, -1, 1, 2)]
            for value in tried:
                right = any(one.value == value and one.id in item.right for one in item.options)
                assert given_number(read, value) == float(abs(value - key) <= near or right)
        case Matching() | Cloze() if len(prompts_of(item)) > 1:
            assert (read.kind, read.stem) == ("matching", line(item.stem))
            texts = {one.id: line(one.text) for one in item.options}
            lefts = (
                [line(one.text).replace("->", "→") for one in item.prompts]
                if isinstance(item, Matching)
                else [f"[{gap}]" for gap in item.gaps]
            )
            assert [left for left, _ in read.pairs if left] == lefts
            all_right = [pair(one, item.key[one]) for one in prompts_of(item)]
            assert mark(item, all_right).right
            assert [right for left, right in read.pairs if left] == [
                texts[item.key[one]] for one in prompts_of(item)
            ]
            assert {right for _, right in read.pairs} == set(texts.values())
            assert read.general == "\n".join(f"{text}: {why}" for text, why in options)
        case MultipleResponse():
            assert (read.kind, read.stem, shown) == ("several", line(item.stem), options)
            assert earned(read, *range(len(ids))) == pytest.approx(0, abs=1e-4)
            for size in range(1, len(ids) + 1):
                for some in itertools.combinations(range(len(ids)), size):
                    here, there = earned(read, *some), mark(item, [ids[one] for one in some]).score
                    assert here == pytest.approx(there, abs=1e-4)
        case TrueFalseReason():
            assert (read.kind, read.stem) == ("one", line(item.stem))
            both = [(verdict, one) for verdict in (TRUE, FALSE) for one in item.options]
            for (verdict, one), answer in zip(both, read.answers, strict=True):
                assert answer.text == f"{verdict.capitalize()}, because: {line(one.text)}"
                assert answer.weight / 100 == mark(item, [verdict, one.id]).score
                assert answer.feedback.endswith(line(one.rationale))
                assert answer.feedback.startswith(f"The statement is {str(item.key.answer).lower()}. ")
        case _:
            gap = isinstance(item, Cloze)
            stem = item.stem.replace("[1]", "_____") if gap else item.stem
            assert (read.kind, read.stem, shown) == ("one", line(stem), options)
            for number, name in enumerate(ids):
                assert earned(read, number) == mark(item, [pair("1", name) if gap else name]).score


@pytest.mark.parametrize("item", HELD, ids=lambda item: item.id)
def test_each_item_is_read_as_it_was_written(item):
    check(item, READ[item.id])


def test_nothing_is_lost_and_nothing_added():
    assert sorted(READ) == sorted(item.id for item in HELD)
    assert FILES.held == len(HELD)
    left_out = {item.id: type(item) for item in CONTENT.items.values() if cannot(item)}
    assert set(left_out.values()) == {Ordering, Guess}
    said = " ".join(FILES.notes)
    assert all(re.search(rf"\b{one}\b", said) for one in left_out)


def test_what_tells_the_end_is_in_a_file_of_its_own():
    spoilers = {item.id for item in HELD if item.spoiler}
    assert spoilers
    assert {one.id for one in read_gift(FILES.later.decode())} == spoilers
    assert not {one.id for one in read_gift(FILES.questions.decode())} & spoilers
    assert all(one.category.startswith("Three Tables (spoilers)/") for one in map(READ.__getitem__, spoilers))
    assert all("spoilers" in READ[one].tags for one in spoilers)
    assert "SPOILERS" in FILES.later.decode().partition("\n")[0]
    now = {item.stem for item in CONTENT.items.values() if item.spoiler}
    assert not any(stem in FILES.questions.decode() for stem in now)


def test_each_question_is_in_the_category_of_its_lesson():
    for item in HELD:
        category = READ[item.id].category.split("/")
        assert category[1].partition(" ")[2] == CONTENT.lessons[item.lesson].title
        assert (category[2:] == ["Second tries"]) is bool(item.parallel_of)
        assert READ[item.id].tags[:3] == (item.lesson, item.objective_id, item.format)


def test_second_tries_have_a_category_of_their_own_and_a_title_may_hold_a_slash():
    one = next(item for item in SMALL.items.values() if item.parallel_of)
    lesson = SMALL.lessons[one.lesson]
    lessons = {**SMALL.lessons, one.lesson: lesson.model_copy(update={"title": "Either/or"})}
    read = read_gift(gift(replace(SMALL, lessons=lessons)).questions.decode())
    category = next(r.category for r in read if r.id == one.id)
    assert category.endswith(" Either//or/Second tries")
    assert f"parallel-of-{one.parallel_of}" in next(r.tags for r in read if r.id == one.id)


def test_the_top_of_the_file_says_what_it_does_not_hold():
    top = FILES.questions.decode().partition("\n\n")[0]
    assert all(one.startswith("// ") for one in top.splitlines())
    flat = " ".join(top.replace("//   ", "").replace("// ", "").split())
    ordering = [i.id for i in CONTENT.items.values() if isinstance(i, Ordering) and not i.spoiler]
    assert f"Left out: {', '.join(ordering)}: GIFT has no question that puts things in order." in flat
    assert "without the map" in flat
    assert max(map(len, top.splitlines())) <= 108


def test_a_small_example_to_the_letter():
    item = SingleChoice.model_validate(
        BASE
        | {"format": "single_choice", "stem": "1 + 1 = ?", "key": "a"}
        | {"options": [option("a", "2 {two}", "Yes: 2."), option("b", "#3\n[or so]", "%50% \\ no")]}
    )
    assert question(item, "a comment") == (
        "// a comment\n"
        "::X1 1 + 1 \\= ?::[plain]1 + 1 \\= ?{\n"
        "\t=2 \\{two\\}#Yes\\: 2.\n"
        "\t~\\#3\\n[or so]#[plain]%50% \\\\ no\n"
        "}"
    )


BASE: dict[str, Any] = {
    "id": "X1",
    "lesson": "a-lesson",
    "objective_id": "O1",
    "difficulty": 1,
    "bloom": "remember",
    "source_ids": ["s"],
}

# Every sign with a meaning in GIFT or near it, and the white space that editors leave behind.
NASTY = st.text(alphabet="~=#{}:\\[]%->/$ \n\r\t\x0b\u2028\xa0nhtml50.aé“<&;", min_size=1, max_size=14)
WORDS = st.one_of(
    NASTY, st.text(max_size=8), st.sampled_from(("[html]x", "%50%x", "####", "::", "//x", "->"))
)
TEXT = WORDS.map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()).filter(
    bool
)


def option(name: str, text: str, rationale: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": text, "rationale": rationale, **more}


@st.composite
def items(draw: st.DrawFn) -> Any:
    texts = draw(st.lists(TEXT, min_size=3, max_size=5, unique=True))
    names = "abcde"[: len(texts)]
    options = [option(name, text, draw(TEXT)) for name, text in zip(names, texts, strict=True)]
    base = BASE | {"stem": draw(TEXT), "options": options}
    kind: type[Any] = draw(
        st.sampled_from((SingleChoice, MultipleResponse, TrueFalseReason, Matching, Cloze, Numeric))
    )
    more: dict[str, Any]
    if kind is SingleChoice:
        more = {"format": "single_choice", "key": draw(st.sampled_from(names))}
    elif kind is MultipleResponse:
        more = {"format": "multiple_response", "key": names[: draw(st.integers(2, len(names) - 1))]}
        more["key"] = list(more["key"])
    elif kind is TrueFalseReason:
        more = {"format": "true_false_reason", "key": {"answer": draw(st.booleans()), "reason": "b"}}
    elif kind is Matching:
        prompts = [{"id": f"L{number}", "text": draw(TEXT)} for number in (1, 2)]
        more = {"format": "matching", "prompts": prompts, "key": {"L1": "b", "L2": "a"}}
    elif kind is Cloze:
        stem = f"{base['stem'].replace('[', '(')} [1]{draw(st.sampled_from(('', '.', ' {x}')))}"
        gaps = draw(st.sampled_from((("1",), ("1", "2"))))
        more = {"format": "cloze", "stem": stem + " [2]" * (len(gaps) - 1)}
        more["key"] = dict(zip(gaps, "bb", strict=False))
    else:
        many = st.lists(
            st.floats(-1e9, 1e9, width=32), min_size=len(options), max_size=len(options), unique=True
        )
        for one, value in zip(options, draw(many), strict=True):
            one["value"] = value
        unit = {"unit": draw(st.sampled_from(("", "km", "%")))}
        more = {
            "format": "numeric",
            "key": {"value": options[0]["value"], "tolerance": draw(st.integers(0, 3)), **unit},
        }
    return kind.model_validate(base | more)


@given(items())
def test_whatever_signs_a_text_holds_it_comes_back(item):
    if not cannot(item):
        text = f"\n$CATEGORY: c\n\n{question(item, '[id:X1]')}\n\n::after::b{{T}}\n"
        read = read_gift(text)
        assert [one.name for one in read] == [name_of(item), "after"]
        check(item, read[0])


def test_what_has_no_escape_is_written_otherwise():
    texts = [option("a", "[html]a", "[plain]"), option("b", "%50%b -> c", "->"), option("c", "c", "%9%")]
    prompts = [{"id": "L1", "text": "x -> y"}, {"id": "L2", "text": "[markdown] 2"}]
    base = BASE | {"stem": "[html]s", "options": texts}
    pairs: Any = Matching.model_validate(
        base | {"format": "matching", "prompts": prompts, "key": {"L1": "b", "L2": "a"}}
    )
    several: Any = MultipleResponse.model_validate(base | {"format": "multiple_response", "key": ["a", "b"]})
    for item in (pairs, several):
        check(item, read_gift(question(item, ""))[0])
    assert "=x → y -> %50%b -> c" in question(pairs, "")


def test_the_reader_reads_what_the_documentation_shows():
    read = read_gift(
        "// a comment\n$CATEGORY: tom/dick\n\n::Q1:: 1+1\\=2 {T#no#yes}\n\n"
        "What two people are entombed in Grant's tomb? {\n ~%-50%No one\n ~%50%Grant\n"
        " ~%50%Grant's wife\n ~%-50%Grant's father }\n\n"
        "When was Ulysses S. Grant born? {#\n =1822:0 # Correct!\n =%50%1820..1824 # Near.\n ~# No.\n}\n\n"
        "Match. { =Canada -> Ottawa =Italy->Rome\n = -> Paris\n####All of them.}\n\n"
        "The costume is {~blue =[html]<b>red</b> # \\{yes\\}\\: \\\\ \\# \\n.} today.\n\n"
        "Two plus two equals {=four =%50%5}\n\nWrite. {}\n\nOnly a text."
    )
    kinds = [one.kind for one in read]
    assert kinds == ["true", "several", "number", "matching", "one", "short", "essay", "description"]
    assert {one.category for one in read} == {"tom/dick"}
    assert (read[0].name, read[0].stem) == ("Q1", "1+1=2")
    assert [one.weight for one in read[1].answers] == [-50, 50, 50, -50]
    assert [given_number(read[2], value) for value in (1822, 1823, 1825)] == [1, 0.5, 0]
    assert read[3].pairs == (("Canada", "Ottawa"), ("Italy", "Rome"), ("", "Paris"))
    assert read[3].general == "All of them."
    assert read[4].stem == "The costume is _____ today."
    assert (read[4].answers[1].text, read[4].answers[1].feedback) == ("<b>red</b>", "{yes}: \\ # \n.")


@pytest.mark.parametrize(
    "text", ["::a name", "one { brace", "a {=b} {=c}", "a {b ~c}", "a {~b ~c}", "a {=b->c =d}"]
)
def test_the_reader_refuses_what_is_no_gift(text):
    with pytest.raises(gift_reader.NotGift):
        read_gift(text)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": "guess"}, "a guess has no right answer"),
        ({"format": "ordering", "key": ["b", "a", "c"]}, "no question that puts things in order"),
        (
            {"format": "matching", "prompts": [{"id": "L1", "text": "p"}], "key": {"L1": "a"}},
            "two lines and three answers",
        ),
    ],
)
def test_what_cannot_be_held_says_why(changes, reason):
    kinds: dict[str, type[Any]] = {"guess": Guess, "ordering": Ordering, "matching": Matching}
    kind = kinds[changes["format"]]
    options = [option(name, f"text {name}", "why") for name in "abc"]
    item: Any = kind.model_validate(BASE | {"stem": "s", "options": options} | changes)
    assert reason in cannot(item)
    with pytest.raises(ValueError, match=f"X1: .*{reason}"):
        question(item, "")


def test_twelve_right_options_have_no_weight_and_a_long_answer_no_room():
    many = [option(f"o{n}", f"text {n}", "why") for n in range(25)]
    base = BASE | {"stem": "s"}
    several = MultipleResponse.model_validate(
        base | {"format": "multiple_response", "options": many, "key": [f"o{n}" for n in range(12)]}
    )
    assert cannot(several) == "Moodle has no weight for 12 right and 13 wrong options"
    long = Cloze.model_validate(
        base
        | {"format": "cloze", "stem": "[1] [2]", "key": {"1": "o0", "2": "o1"}}
        | {"options": [*many[:2], option("x", "y" * 256, "why")]}
    )
    assert cannot(long) == "Moodle cuts an answer of a matching question after 255 characters"


def test_a_place_is_a_choice_of_names():
    places = [item for item in HELD if isinstance(item, MapLocation)]
    assert places
    assert all(READ[item.id].kind == "one" for item in places)
