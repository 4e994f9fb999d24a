"""`course.check`: any answer gets a sentence, and the sentence says what is off."""

import math
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.activities.exercise import Checked, check
from lessons.activities.exercise.answer import read
from lessons.activities.exercise.lag import lags
from lessons.activities.exercise.months import month_of
from lessons.content import ContentError, load_content
from lessons.content.content import Content
from lessons.content.records.exercises import TASKS
from lessons.content.tables import table

CONTENT = load_content().without_spoilers()
SLUGS = list(CONTENT.exercises)


def seen() -> Any:
    return table(CONTENT, "observations")


def pictures() -> Any:
    return seen().query(
        "evidence == 'imagery' and observed_on_precision == 'day' and published_on_precision == 'day'"
    )


def days(rows: Any = None) -> Any:
    """As a learner works them out, with pandas and not with the course's own code."""
    rows = pictures() if rows is None else rows
    return (pd.to_datetime(rows["published_on"]) - pd.to_datetime(rows["observed_on"])).dt.days


def per_month(rows: Any = None) -> Any:
    rows = seen().query("same_picture_as == ''") if rows is None else rows
    clocks = ("published_on", "observed_on")
    return pd.DataFrame({clock: rows[clock].str[:7].value_counts() for clock in clocks}).fillna(0).astype(int)


def pair() -> Any:
    ids = list(CONTENT.exercises["scopes"].estimate_ids)
    return table(CONTENT, "estimates").loc[ids]


def hint_of(slug: str, answer: object, content: Content = CONTENT) -> str:
    """Which of the exercise's texts was given: each is made to say its own name first."""
    exercise = content.exercises[slug]
    marked = exercise.model_copy(
        update={
            "hints": {name: f"<{name}> {text}" for name, text in exercise.hints.items()},
            "right": f"<right> {exercise.right}",
        }
    )
    told = check(replace(content, exercises={**content.exercises, slug: marked}), slug, answer)
    return told.text.split("<", 1)[1].split(">", 1)[0]


def without(frame: Any, *ids: str) -> Any:
    return frame.drop(index=list(ids))


FIRST, SECOND = list(lags(CONTENT))[:2]
MONTHLY = seen().query("evidence == 'imagery' and observed_on_precision == 'month'").index[0]
STATED = seen().query("evidence == 'official statement' and observed_on_precision == 'day'").index[0]

LAG: list[tuple[str, Any]] = [
    ("right", days()),
    ("right", days().sample(frac=1, random_state=1)),
    ("right", days().astype(float)),
    ("right", days() * timedelta(days=1)),
    ("right", days().to_frame("days")),
    ("right", pictures().assign(days=days())),
    ("right", pictures().assign(days=days(), more=1.5)),
    ("right", days().median()),
    ("right", np.float64(days().median())),
    ("right", timedelta(days=float(days().median()))),
    ("sign", -days()),
    ("sign", -days().median()),
    ("off_by_one", days() + 1),
    ("off_by_one", days() - 1),
    ("off_by_one", days().median() + 1),
    ("unit", days() * 24),
    ("unit", days() * 86_400),
    ("unit", days() / 7),
    ("mean", days().mean()),
    ("mean", round(days().mean(), 1)),
    ("longest", int(days().max())),
    ("rows", len(days())),
    ("number", 1234),
    ("number", math.inf),
    ("nan", math.nan),
    ("nan", pd.NA),
    ("nan", days().astype(float).where(days() > 0)),
    ("nan", days() * math.nan),
    ("text", days().astype(str)),
    ("text", "8"),
    ("index", days().reset_index(drop=True)),
    ("index", days().set_axis([f"x{number}" for number in range(len(days()))])),
    ("twice", pd.concat([days(), days().head(1)])),
    ("imprecise", pd.concat([days(), pd.Series({MONTHLY: 3})])),
    ("evidence", pd.concat([days(), pd.Series({STATED: 0})])),
    ("missing", without(days(), FIRST)),
    ("missing", days().head(1)),
    ("values", days().where(days().index != FIRST, 1000)),
    ("empty", days().head(0)),
    ("empty", pd.DataFrame()),
    ("column", days().to_frame("a").assign(b=1)),
    ("function", days().median),
    ("function", print),
    ("kind", [1, 2]),
    ("kind", {FIRST: 3}),
    ("kind", True),
    ("kind", 3 + 1j),
    ("kind", pd.Series(range(3000))),
]
MONTHS: list[tuple[str, Any]] = [
    ("right", per_month()),
    ("right", per_month()[["observed_on", "published_on"]]),
    ("right", per_month().T),
    ("right", per_month().set_axis(["seen", "published"][::-1], axis=1)),
    ("right", per_month().set_axis(["a", "b"], axis=1)),
    ("right", per_month().set_axis(["b", "a"], axis=1).iloc[:, ::-1]),
    ("right", per_month().set_axis(pd.PeriodIndex(per_month().index, freq="M"))),
    ("right", per_month().set_axis(pd.to_datetime(per_month().index))),
    (
        "right",
        per_month().set_axis([f"{one.strftime('%B %Y')}" for one in pd.to_datetime(per_month().index)]),
    ),
    ("right", per_month().set_axis([(int(one[:4]), int(one[5:])) for one in per_month().index])),
    ("right", per_month().rename_axis("month").reset_index()),
    ("right", per_month().where(per_month() > 0)),
    ("one_clock", per_month()["published_on"]),
    ("one_clock", per_month()["observed_on"]),
    ("one_clock", per_month()[["observed_on"]]),
    ("swapped", per_month().set_axis(["observed_on", "published_on"], axis=1)),
    ("same_picture", per_month(seen())),
    ("same_picture", per_month(seen())["published_on"]),
    ("day_rows", per_month(seen().query("observed_on_precision == 'day' == published_on_precision"))),
    ("pictures", per_month(seen().query("evidence == 'imagery' and same_picture_as == ''"))),
    ("places", per_month(seen().query("place_known and same_picture_as == ''"))),
    ("months", per_month() + 1),
    ("months", per_month()["published_on"] + 1),
    ("months", per_month().head(3)),
    ("labels", per_month().reset_index(drop=True)),
    ("labels", per_month().set_axis(range(20, 20 + len(per_month())))),
    ("year", per_month().set_axis([int(one[5:]) for one in per_month().index])),
    ("year", per_month().set_axis([one.strftime("%B") for one in pd.to_datetime(per_month().index)])),
    ("days", seen()["published_on"].value_counts()),
    ("twice", pd.concat([per_month(), per_month().head(1)])),
    ("column", per_month().assign(a=1, b=2).set_axis(list("wxyz"), axis=1)),
    ("text", per_month().astype(str)),
    ("nan", per_month() * math.nan),
    ("empty", per_month().head(0)),
    ("right", int((seen()["published_on"].str[:7] != seen()["observed_on"].str[:7]).sum() - 1)),
    ("same_picture", int((seen()["published_on"].str[:7] != seen()["observed_on"].str[:7]).sum())),
    ("waited", int((seen().query("same_picture_as == ''").eval("published_on != observed_on")).sum())),
    ("rows", len(seen()) - 1),
    ("number", 1234),
    ("nan", math.nan),
    ("text", "eight"),
    ("kind", ("2021-11", 8)),
    ("function", len),
]
NARROW, WIDE = sorted(int(one) for one in pair()["low"])
SCOPES: list[tuple[str, Any]] = [
    ("right", WIDE - NARROW),
    ("right", float(WIDE - NARROW)),
    ("right", pair()),
    ("right", pair()["scope"]),
    ("right", pair()[["low", "scope"]].reset_index(drop=True)),
    ("sign", NARROW - WIDE),
    ("sum", NARROW + WIDE),
    ("one", NARROW),
    ("one", WIDE),
    ("unit", (WIDE - NARROW) / 1000),
    ("share", (WIDE - NARROW) / NARROW),
    ("share", 100 * (WIDE - NARROW) / NARROW),
    ("share", round(WIDE / NARROW, 2)),
    ("number", 1234),
    ("nan", math.nan),
    ("text", f"{WIDE - NARROW:,}"),
    ("more_rows", table(CONTENT, "estimates")),
    ("one_row", pair().head(1)),
    ("one_row", pd.concat([pair().head(1), table(CONTENT, "estimates").head(1)])),
    ("other_rows", table(CONTENT, "estimates").head(2)),
    ("other_rows", table(CONTENT, "estimates").head(2)["scope"]),
    ("column", pd.DataFrame({"a": ["x", "y"]})),
    ("empty", pair().head(0)),
    ("function", sum),
    ("kind", {NARROW, WIDE}),
]
CASES = [
    *(("lag", *case) for case in LAG),
    *(("per-month", *case) for case in MONTHS),
    *(("scopes", *case) for case in SCOPES),
]


@pytest.mark.parametrize(
    ("slug", "hint", "answer"), CASES, ids=[f"{slug}-{hint}-{n}" for n, (slug, hint, _) in enumerate(CASES)]
)
def test_each_mistake_has_its_own_words(slug: str, hint: str, answer: object):
    assert hint_of(slug, answer) == hint
    assert check(CONTENT, slug, answer).right is (hint == "right")


def test_every_mistake_that_has_words_is_tried():
    """But `blank`, which is a remark, and what this data does not hold."""
    for slug in SLUGS:
        tried = {hint for one, hint, _ in CASES if one == slug}
        hints = set(TASKS[CONTENT.exercises[slug].task].hints)
        assert hints - tried <= {"blank", "same_picture", "column"}, slug


def test_the_same_picture_is_known_in_the_days_as_well():
    changed = {
        **CONTENT.observations,
        FIRST: CONTENT.observations[FIRST].model_copy(update={"same_picture_as": SECOND}),
    }
    content = replace(CONTENT, observations=changed)
    assert FIRST not in lags(content)
    assert hint_of("lag", days(), content) == "same_picture"


def test_the_ids_of_the_rows_that_are_off_are_named():
    assert FIRST in check(CONTENT, "lag", without(days(), FIRST)).text
    wrong = per_month()
    wrong.iloc[2, 0] += 1
    told = check(CONTENT, "per-month", wrong).text
    assert "published_on" in told
    assert wrong.index[2] in told


def test_a_gap_in_place_of_a_zero_is_right_and_is_said():
    told = check(CONTENT, "per-month", per_month().where(per_month() > 0))
    assert told.right
    assert ".fillna(0)" in told.text


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("answer", [None, ...])
def test_before_there_is_an_answer_the_question_stands_there(slug: str, answer: object):
    told = check(CONTENT, slug, answer)
    assert told.right is None
    assert told.text.startswith("Nothing to check yet. ")
    assert "{" not in told.text


def test_a_right_answer_says_what_it_means_with_the_numbers_of_the_data():
    told = check(CONTENT, "lag", days()).text
    assert told.startswith(f"Right. {len(days())} pictures have both days. ")
    assert f" within {days().median():g} days" in told
    assert f"the slowest took {days().max()} days (" in told
    assert f"is {WIDE - NARROW:,} higher" in check(CONTENT, "scopes", WIDE - NARROW).text


@pytest.mark.parametrize("slug", SLUGS)
def test_a_wrong_answer_does_not_give_the_right_one_away(slug: str):
    facts = {"lag": f"{days().median():g}", "per-month": " 8 ", "scopes": f"{WIDE - NARROW:,}"}[slug]
    assert facts not in check(CONTENT, slug, 1234).text


def test_it_is_shown_without_a_widget_and_the_same_each_time():
    told = check(CONTENT, "lag", days() + 1)
    bundle = told._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle == check(CONTENT, "lag", days() + 1)._repr_mimebundle_()
    assert "<p><strong>Not yet.</strong> " in bundle["text/html"]
    assert repr(told) == bundle["text/plain"]


def test_what_comes_from_an_answer_is_escaped():
    strange = type("<b>", (), {})()
    assert "<b>" not in check(CONTENT, "lag", strange).html


@pytest.mark.parametrize("slug", ["lags", "", 3, None])
def test_an_unknown_exercise_is_named_with_those_that_there_are(slug: Any):
    with pytest.raises(ValueError, match=r"there is no exercise .*llowed: lag, per-month, scopes$") as raised:
        check(CONTENT, slug, 1)
    assert "\n" not in str(raised.value)


class Hostile:
    """Fails at every question."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __bool__(self) -> bool:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    def __float__(self) -> float:
        raise RuntimeError

    def __repr__(self) -> str:
        raise RuntimeError


class Rude:
    """Lets pandas take it in, and then has neither a text nor a number."""

    def __float__(self) -> float:
        raise RuntimeError

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.dates(),
    st.timedeltas(),
    st.just(pd.NaT),
    st.just(pd.NA),
    st.builds(Rude),
    st.just(pd.Period("2021-11")),
    st.just(pd.Timestamp("2021-11-03")),
    st.sampled_from([*CONTENT.observations, *CONTENT.estimates, "2021-11", "2021-11-03", (2021, 11)]),
)
LISTS = st.lists(CELLS, max_size=6)


@st.composite
def tables(draw: st.DrawFn) -> object:
    labels = draw(LISTS)
    columns = draw(st.lists(st.lists(CELLS, min_size=len(labels), max_size=len(labels)), max_size=3))
    names = draw(st.lists(CELLS, min_size=len(columns), max_size=len(columns)))
    index = pd.Index(labels, dtype=object)
    if len(columns) == 1:
        return pd.Series(columns[0], index=index, dtype=object)
    frame = pd.DataFrame(
        {number: pd.Series(one, index=range(len(labels)), dtype=object) for number, one in enumerate(columns)}
    )
    return frame.set_axis(index, axis=0).set_axis(pd.Index(names, dtype=object), axis=1) if columns else frame


ANYTHING = st.one_of(
    CELLS,
    LISTS,
    st.dictionaries(st.text(max_size=3), CELLS, max_size=3),
    st.complex_numbers(),
    st.decimals(),
    st.fractions(),
    st.binary(max_size=4),
    st.builds(Hostile),
    st.builds(object),
    st.just(10**400),
    st.just(Hostile),
    st.just(lambda: 1),
    LISTS.map(lambda some: np.array(some, dtype=object)),
    tables(),
)


@given(st.sampled_from(SLUGS), ANYTHING)
def test_any_object_gets_a_sentence(slug: str, answer: object):
    told = check(CONTENT, slug, answer)
    assert isinstance(told, Checked)
    assert told.text.startswith(("Right. ", "Not yet. ", "Nothing to check yet. "))
    assert "{" not in told.text or "{" in str(read(answer))


@given(st.lists(st.integers(min_value=-400, max_value=400), min_size=len(days()), max_size=len(days())))
def test_only_the_right_days_are_right(numbers: list[int]):
    assert check(CONTENT, "lag", pd.Series(numbers, index=days().index)).right is (
        numbers == days().to_list()
    )


@pytest.mark.parametrize(
    ("label", "month"),
    [
        ("2021-04", "2021-04"),
        ("2021-04-08", "2021-04"),
        ("Apr 2021", "2021-04"),
        ("Ju 2021", None),
        ("2021-13", None),
        ((2021, 13), None),
        (4, None),
        (None, None),
    ],
)
def test_months_are_read_in_many_forms(label: Any, month: str | None):
    assert month_of(label) == month


@pytest.fixture
def data(tmp_path: Path, root: Path) -> Path:
    return shutil.copytree(root / "data", tmp_path / "data")


def problems(data: Path, file: str, old: str, new: str) -> list[str]:
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as raised:
        load_content(data)
    return [str(problem).split(" ", 1)[1] for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("ids", "line"),
    [
        ('["e17", "e36"]', "differ in stated_on, claimant; two totals of one day and claimant"),
        ('["e17", "e17"]', "are one total; two of different scope are needed"),
        ('["e17"]', "names the two totals of a task scopes, and is empty for others"),
    ],
)
def test_two_totals_that_differ_in_more_than_their_scope_are_refused(data: Path, ids: str, line: str):
    assert problems(data, "exercises.toml", '["e17", "e18"]', ids) == [f"scopes, estimate_ids: {line}"]


def test_a_range_has_no_difference(data: Path):
    told = problems(data, "exercises.toml", '["e17", "e18"]', '["e17", "e12"]')
    assert "scopes, estimate_ids 2: 'e12' is a range; a single number is needed" in told


def test_an_exercise_that_nobody_could_answer_is_refused(data: Path):
    told = problems(data, "observations.csv", ",imagery,", ",single source,")
    assert told == ["lag, task: lag needs a picture in observations.csv with both dates to the day"]
