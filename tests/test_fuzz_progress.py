"""Logs and progress files as no computer should make them: what is readable is kept, the rest is one line.

First the door (a line, a file of the log, a progress file), then what stands behind it: every activity is
restored and shown from whatever came through. 10,000 cases of each take minutes and run with ``--long``.
"""

import inspect
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lessons.activities.binding import KINDS as BINDINGS
from lessons.activities.binding import Sorting
from lessons.activities.chronology import Chronology
from lessons.activities.flashcards import Flashcards
from lessons.activities.flashcards.schedule import RATINGS
from lessons.activities.quiz import Quiz
from lessons.content import Content, load_content
from lessons.content.marking import pair, right_response
from lessons.course import Course
from lessons.progress import Learner, Log, Record
from lessons.progress.kinds import KINDS
from lessons.progress.log import read_lines
from lessons.progress.transfer import Saved, Unreadable, pack, unpack
from lessons.ui.activity import Activity, Event
from lessons.ui.panel import Panel

FEW, MANY = 30, 10_000
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ME = "3c00000000000001"


def cases(number: int) -> settings:
    return settings(max_examples=number, suppress_health_check=list(HealthCheck))


def record(
    name: str, minutes: int = 0, activity: str = "quiz", key: str = "the-text", **entry: Any
) -> Record:
    return Record(name, ME, NOON + timedelta(minutes=minutes), activity, key, entry)


REAL = (
    record("r0", 0, "welcome", "", kind="sits", seat="cafe0123", nickname="Зоря 🦊"),
    record(
        "r1",
        1,
        kind="attempt",
        item="Q01",
        item_version="1a2b3c4d",
        response=["a", "b"],
        score=0.5,
        sureness=2,
    ),
    record(
        "r2",
        2,
        kind="attempt",
        item="Q02",
        item_version="1a2b3c4d",
        response=["L1=a"],
        score=1,
        sureness=None,
    ),
    record(
        "r3", 3, "reading", "1-2", kind="mark", mark="0a", paragraph=1, level="plain", words="A “word”.\n"
    ),
    record("r4", 4, "reading", "1-2", kind="unmark", mark="0a", paragraph=1),
    record("r5", 5, "flashcards", "", kind="review", card="meaning:x", rating="well", version="00000000"),
    record("r6", 6, "writing", "a/b", kind="wrote", ask="one", text="Two\u2028lines."),
    record("r7", 7, "later", "", kind="not known yet", what=[1, {"a": None}]),
)
LINES = [one.line() for one in REAL]
FILE = pack(REAL, Learner(ME, "Fox", known=True), NOON)[1]
TOKENS = st.sampled_from(
    [
        b"\n",
        b"\r\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b'"\\ud800"',
        b"{",
        b"}",
        b"]",
        b'"',
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 5000,
        b"1" * 25,
        b"[" * 100000,
        b'{"a":' * 2000,
        b"true",
        b"null",
        b"0001-01-01T00:00:00+14:00",
        b"9999-12-31T23:59:59-14:00",
        b'"v":2',
        b'"../../x"',
        b"*",
        b"-1",
        b"1.0",
    ]
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes after a few changes: bits, parts, lines."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), start + draw(st.integers(1, 80)))
        match draw(st.sampled_from(["flip", "cut", "twice", "put", "instead", "end", "lines"])):
            case "flip" if data:
                data[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[start:end]
            case "twice":
                data[start:start] = data[start:end]
            case "put":
                data[start:start] = draw(TOKENS)
            case "instead":
                data[start:end] = draw(TOKENS)
            case "end":
                del data[start:]
            case "lines":
                lines = bytes(data).split(b"\n")
                a, b = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[a], lines[b] = lines[b], lines[a]
                data = bytearray(b"\n".join([*lines, *lines[a:b]]))
    return bytes(data)


ODD = st.recursive(
    st.sampled_from(
        [None, True, False, 0, 1, -1, 2, 3, 0.5, 1.0, 10**30, float("nan"), float("inf"), "", "a", "\ud800"]
    )
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
TIMES = st.sampled_from(
    [
        "",
        "now",
        "2026-01-05",
        "2026-01-05T12:00:00",
        "2026-01-05T12:00:00Z",
        "2026-W01-1",
        "1970-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.999999-14:00",
        "2026-13-01T00:00:00+00:00",
    ]
)


@st.composite
def other_shape(draw: st.DrawFn) -> bytes:
    """A line whose JSON is whole and whose fields are not what they should be."""
    fields = json.loads(draw(st.sampled_from(LINES)))
    for _ in range(draw(st.integers(1, 3))):
        inner = draw(st.booleans()) and isinstance(fields.get("entry"), dict) and fields["entry"]
        where = inner or fields
        name = draw(st.sampled_from(sorted(where)) | st.text(max_size=4)) if where else "v"
        match draw(st.sampled_from(["gone", "odd", "time"])):
            case "gone":
                where.pop(name, None)
            case "odd":
                where[name] = draw(ODD)
            case "time":
                fields["at"] = draw(TIMES)
    return json.dumps(fields, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass") + b"\n"


# The door


def read_or_refuse(line: bytes) -> None:
    try:
        found = Record.from_line(line)
    except ValueError:
        return
    assert found.entry["kind"] in KINDS or isinstance(found.entry["kind"], str)
    assert Record.from_line(found.line()) == found
    assert found.at.tzinfo == UTC


A_LINE = st.binary(max_size=200) | st.sampled_from(LINES).flatmap(damaged) | other_shape()


@cases(FEW)
@given(line=A_LINE)
@example(line=b"[" * 99_000)
@example(line=b'{"v":1,"at":' + b"9" * 5000 + b"}")
@example(line=LINES[1].replace(b"2026", b"0001").replace(b"+00:00", b"+14:00"))
def test_a_line_is_a_record_or_refused_in_words(line: bytes) -> None:
    read_or_refuse(line)


@pytest.mark.long
@cases(MANY)
@given(line=A_LINE)
def test_ten_thousand_lines(line: bytes) -> None:
    read_or_refuse(line)


def keep_the_readable(tmp_path: Path, data: bytes) -> None:
    """Whatever is in the folder: nothing is raised, and each line that was left alone is there."""
    (tmp_path / f"{ME}-0000.jsonl").write_bytes(data)
    found = {one.id: one for one in Log(tmp_path).records()}
    again = {one.id: one for one in read_lines(data)}
    assert found == again
    whole = {line + b"\n" for line in data.replace(b"\r", b"\n").split(b"\n")[:-1]}
    ids = [one.id for one in read_lines(data)]
    for one in REAL:
        if one.line() in whole and ids.count(one.id) == 1:
            assert found[one.id] == one


A_LOG = damaged(b"".join(LINES))


@cases(FEW)
@given(data=A_LOG)
def test_a_damaged_log_keeps_every_line_that_is_whole(tmp_path: Path, data: bytes) -> None:
    keep_the_readable(tmp_path, data)


@pytest.mark.long
@cases(MANY)
@given(data=A_LOG)
def test_ten_thousand_damaged_logs(tmp_path: Path, data: bytes) -> None:
    keep_the_readable(tmp_path, data)


def take_or_refuse(data: bytes) -> None:
    try:
        found: Saved | Unreadable = unpack("a-file.jsonl", data)
    except Unreadable as error:
        found = error
    if isinstance(found, Unreadable):
        assert str(found).startswith("a-file.jsonl: ")
        assert str(found).isprintable()
        assert len(str(found)) < 400
        return
    assert all(one.learner == found.learner_id for one in found.records)
    packed = pack(found.records, Learner(found.learner_id, found.nickname), found.saved_at)[1]
    again = unpack("again.jsonl", packed)
    assert (again.learner_id, again.nickname, again.records) == (
        found.learner_id,
        found.nickname,
        found.records,
    )


HEADER, BODY = FILE.split(b"\n", 1)


@st.composite
def other_header(draw: st.DrawFn) -> bytes:
    """A progress file whose first line is JSON of another shape."""
    fields = json.loads(HEADER)
    for _ in range(draw(st.integers(1, 3))):
        fields[draw(st.sampled_from(sorted(fields)))] = draw(ODD | TIMES)
    return json.dumps(fields).encode() + b"\n" + draw(st.just(BODY) | damaged(BODY))


A_FILE = (
    st.binary(max_size=300)
    | damaged(FILE)
    | damaged(b"".join(LINES))
    | other_header()
    | other_shape().map(BODY.__add__)
)


@cases(FEW)
@given(data=A_FILE)
def test_a_progress_file_is_read_or_refused_in_one_line(data: bytes) -> None:
    take_or_refuse(data)


@pytest.mark.long
@cases(MANY)
@given(data=A_FILE)
def test_ten_thousand_progress_files(data: bytes) -> None:
    take_or_refuse(data)


# What was found, each once


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ((b'"v":1', b'"v":true'), "not a record of this course"),
        ((b'"score":0.5', b'"score":NaN'), "NaN is no number"),
        ((b'"score":0.5', b'"score":1e999'), "a number that is too large, or none"),
        ((b'"score":0.5', b'"score":2'), "attempt, score: a number from 0 to 1 is expected"),
        ((b'"score":0.5', b'"score":true'), "attempt, score: a number from 0 to 1 is expected"),
        ((b'"score":0.5', b'"x":0.5'), "attempt, score: a number from 0 to 1 is expected"),
        ((b'["a","b"]', b"[]"), "attempt, response: a list of one text or more is expected"),
        ((b'["a","b"]', b'"a"'), "attempt, response: a list of one text or more is expected"),
        ((b'"sureness":2', b'"sureness":4'), "attempt, sureness: null, 1, 2 or 3 is expected"),
        ((b'"sureness":2', b'"x":' + b"[" * 20 + b"]" * 20), "lists in lists in lists"),
        ((b'"sureness":2', b'"x":' + b"[" * 50_000), "lists in lists in lists"),
        ((b'"sureness":2', b'"x":"\\ud83d"'), "half a letter"),
        ((b'"sureness":2', b'"x":100000000000000000000'), "a number that is too large"),
        ((b'"sureness":2', b'"x":"' + b"a" * 100_000 + b'"'), "a line of 100.* bytes; 100000 at most"),
        ((ME.encode(), b"../../../../home"), "learner: letters, digits, - and _ are expected, 64 at most"),
        ((ME.encode(), b"*"), "learner: letters, digits, - and _ are expected, 64 at most"),
        ((b"2026-01-05T12:01:00+00:00", b"0001-01-01T00:00:00+14:00"), "before the first or after the last"),
    ],
)
def test_what_is_no_record_is_refused_in_words(changed: tuple[bytes, bytes], message: str) -> None:
    assert changed[0] in LINES[1]
    with pytest.raises(ValueError, match=message):
        Record.from_line(LINES[1].replace(*changed))


def test_an_answer_that_never_could_be_given_is_passed_over() -> None:
    course = Course(content(), content().lesson("the-text"), Log(None))
    (item, *_), order, binding = (
        content().quiz("the-text"),
        course.order().activity,
        course.binding().activity,
    )
    assert isinstance(order, Chronology)
    assert isinstance(binding, Sorting)
    answers = {"kind": "attempt", "response": ["never"], "score": 1.0}
    for activity, name, edition in (
        (course.quiz().activity, item.id, item.version),
        (order, order.sets[0].id, order.version(order.sets[0].id)),
        (binding, binding.texts[0].id, binding.version(binding.texts[0])),
    ):
        assert activity.restore([{**answers, "item": name, "item_version": edition}]) == activity.empty()


# Behind the door


@cache
def content() -> Content:
    return load_content()


@cache
def pool() -> dict[str, list[Any]]:
    """For each field of an entry, values that mean something in this course."""
    everything = content()
    items = list(everything.items.values())
    options = [option.id for item in items for option in item.options]
    playable = [item for item in items if hasattr(item, "key")]
    right = [list(right_response(item)) for item in playable]  # type: ignore[arg-type]  # no guess has a key
    sorting = [[kind] for kind in BINDINGS]
    sets = [list(one.event_ids) for one in everything.event_sets.values()]
    pairs = [[pair("L1", one), pair("1", one)] for one in options[:5]]
    asks = [ask.id for lesson in everything.lessons.values() for task in lesson.writings for ask in task.asks]
    return {
        "response": [
            *right,
            *sorting,
            *sets,
            *pairs,
            [options[0]],
            options[:3],
            ["true", "a"],
            ["3"],
            ["1e5"],
        ],
        "score": [0, 0.5, 1, 1.0],
        "sureness": [None, 1, 2, 3],
        "attempt": [1, 2],
        "option": options[:8],
        "card": [*[f"meaning:{term}" for term in everything.terms][:5], "missed:" + items[0].id, "x"],
        "rating": [*RATINGS, "x"],
        "term": [*[*everything.terms][:8], "x"],
        "paragraph": [None, 0, 1, 2, 99],
        "level": ["plain", "standard", "x"],
        "layer": ["terms", "questions", "speakers", "kinds", "errors", "x"],
        "shown": [True, False],
        "on": [True, False],
        "ask": [*asks, "x"],
        "seat": ["cafe0123"],
        "nickname": ["", "Fox", "<script>", "x" * 300],
    }


@cache
def asked() -> list[tuple[str, str]]:
    """Everything that has an item id and a version: questions, sets of events, texts to sort."""
    course = Course(content(), content().lesson("the-text"), Log(None))
    order, binding = course.order().activity, course.binding().activity
    assert isinstance(order, Chronology)
    assert isinstance(binding, Sorting)
    return [
        *((item.id, item.version) for item in content().items.values()),
        *((one.id, order.version(one.id)) for one in order.sets),
        *((text.id, binding.version(text)) for text in binding.texts),
        ("Q01", "00000000"),
    ]


@cache
def activities() -> list[Activity[Any]]:
    """What every method of a course that returns a panel shows, each name and key once."""
    found: dict[tuple[str, str], Activity[Any]] = {}
    names = [
        name
        for name, method in inspect.getmembers(Course, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(method).return_annotation is Panel
    ]
    shown = set()
    for lesson in reversed([*content().lessons.values()]):  # the last lesson has the most to show
        course = Course(content(), lesson, Log(None))
        for name in names:
            asked: list[tuple[str, ...]] = (
                [(place.id,) for place in lesson.found] if name == "found" else [()]
            )
            for arguments in asked:
                try:
                    activity = getattr(course, name)(*arguments).activity
                except ValueError:  # this lesson has none
                    continue
                shown.add(name)
                found.setdefault((activity.name, activity.key), activity)
    assert shown == set(names)  # each is there in one lesson at least
    return list(found.values())


@st.composite
def an_entry(draw: st.DrawFn) -> dict[str, Any]:
    """An entry with fields that mean something, and sometimes one that does not."""
    kind = draw(st.sampled_from([*KINDS, "attempt", "attempt", "x"]))
    needed, allowed = KINDS.get(kind, ({}, {}))
    entry: dict[str, Any] = {"kind": kind}
    item, version = draw(st.sampled_from(asked()))
    for name in [*needed, *allowed]:
        known = {"item": [item], "item_version": [version]}.get(name) or pool().get(name, ["x"])
        entry[name] = draw(st.sampled_from(known))
    if draw(st.integers(0, 4)) == 0:
        entry[draw(st.sampled_from([*entry, "x"]))] = draw(ODD)
    if draw(st.integers(0, 9)) == 0:
        entry.pop(draw(st.sampled_from([*entry])))
    return entry


ENTRIES = st.lists(
    st.tuples(an_entry(), st.integers(-(10**6), 10**6) | st.sampled_from([-1_000_000_000, 4_000_000_000])),
    max_size=12,
)


def restore_and_show(entries: list[tuple[dict[str, Any], int]]) -> None:
    """What came through the door, given to everything that a lesson shows."""
    through = []
    for number, (entry, minutes) in enumerate(entries):
        try:
            one = Record(f"r{number}", ME, NOON + timedelta(minutes=minutes), "x", "y", entry)
            through.append(Record.from_line(one.line()))
        except ValueError:
            continue
    given_ = [{**one.entry, "at": one.at} for one in sorted(through, key=lambda one: one.at)]
    for activity in activities():
        state = activity.restore(given_)
        if state != activity.empty():  # the empty state is shown by every other test
            for one in looked_at(activity, state):
                assert set(activity.view(one)) == set(activity.parts), activity.name


def looked_at(activity: Activity[Any], state: Any) -> Iterator[Any]:
    """The state as it is restored, and as it is where the learner leafs to what was answered."""
    yield state
    if isinstance(activity, Quiz):
        answered = {attempt.item for attempt in state.attempts}
        yield from (
            replace(state, position=n) for n, item in enumerate(activity.items) if item.id in answered
        )
    elif isinstance(activity, Chronology | Sorting):
        for n in range(len(activity.sets if isinstance(activity, Chronology) else activity.texts)):
            yield replace(state, position=n)
    elif isinstance(activity, Flashcards):
        for move in ("ask", "start", "show"):
            state = activity.step(state, Event(move, {}, NOON)).state
            yield state


@cases(FEW)
@given(entries=ENTRIES)
def test_whatever_came_through_the_door_every_activity_opens(
    entries: list[tuple[dict[str, Any], int]],
) -> None:
    restore_and_show(entries)


@pytest.mark.long
@cases(MANY)
@given(entries=ENTRIES)
def test_every_activity_opens_ten_thousand_times(entries: list[tuple[dict[str, Any], int]]) -> None:
    restore_and_show(entries)


def open_the_course(tmp_path: Path, data: bytes) -> None:
    """A whole course over a damaged folder: it opens, and the next answer is kept."""
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / f"{ME}-0000.jsonl").write_bytes(data)
    course = Course(content(), content().lesson("the-text"), Log(tmp_path))
    course.order().act("check")
    course.progress()
    # Not "the last one": a damaged time may lie in the future.
    assert [one.entry["kind"] for one in Log(tmp_path).records() if one.activity == Chronology.name] == [
        "attempt"
    ]


@cases(8)
@given(data=A_LOG)
def test_a_course_opens_over_a_damaged_folder(tmp_path: Path, data: bytes) -> None:
    open_the_course(tmp_path, data)
