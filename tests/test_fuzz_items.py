"""Item files as nobody would write them: they load, or every problem is a line that begins with the file.

Two kinds of change: to the text (a letter, a line, a bracket) and to the structure (a field gone, of another
type, at another place). 10,000 cases of each take minutes and run with ``--long``: see
tests/benchmarks/README.md.
"""

import json
import re
import shutil
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.content import ContentError, load_content

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "small_course"
FILES = sorted([*(SMALL / "items").glob("*.toml"), *(ROOT / "data" / "items").glob("*.toml")])
TEXTS = [path.read_bytes() for path in FILES]
ITEMS = [item for text in TEXTS for item in tomllib.loads(text.decode())["items"]]
NAMES = sorted({name for item in ITEMS for name in item} | {"parallel_of"})
LINE = re.compile(r"[a-z_]+(/[a-z-]*)?(\.(toml|csv|json))?(:\d+)?( .*)?: \S")
FEW, MANY = 30, 10_000

TOKENS = st.sampled_from(
    [
        b"[",
        b"]",
        b"[[items]]\n",
        b"[items]\n",
        b"[items.options]\n",
        b"{",
        b"}",
        b"=",
        b"#",
        b'"',
        b"'",
        b'"""',
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\\",
        b'"\\ud800"',
        b"nan",
        b"-inf",
        b"1e999",
        b"9" * 5000,
        b"[" * 3000,
        b"{a=" * 1500,
        b"2022-01-10",
        b"0x7f",
        b"true",
        b"=[]",
        b"= {}\n",
        b"a.b.c=1\n",
    ]
)


@st.composite
def changed_text(draw: st.DrawFn) -> bytes:
    """A real item file after a few changes of its bytes."""
    text = bytearray(draw(st.sampled_from(TEXTS)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        end = min(len(text), start + draw(st.integers(1, 60)))
        match draw(st.sampled_from(["flip", "cut", "twice", "put", "end", "lines"])):
            case "flip" if text:
                text[start] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del text[start:end]
            case "twice":
                text[start:start] = text[start:end]
            case "put":
                text[start:start] = draw(TOKENS)
            case "end":
                del text[start:]
            case "lines":
                lines = bytes(text).split(b"\n")
                a, b = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[a], lines[b] = lines[b], lines[a]
                text = bytearray(b"\n".join(lines))
    return bytes(text)


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 10**30, 0.5, float("inf"), float("nan"), 1e308, "", " ", "a", "L1"),
        "\n",
        "x" * 2000,
        "[1] [1]",
        "[1] and [2]",
        "é\u202e",
        [],
        {},
        [[]],
        [{}],
        ["a", "a"],
        {"1": "a"},
        {"": ""},
        date(2022, 1, 10),
        datetime(2022, 1, 10, 1),  # noqa: DTZ001  as TOML may have it
        {"value": float("nan")},
        {"answer": 1, "reason": []},
    ]
)


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, part in inner for path in ((*here, key), *places(part, (*here, key)))]


@st.composite
def changed_items(draw: st.DrawFn) -> list[Any]:
    """Real items after changes of their structure."""
    items: list[Any] = json.loads(json.dumps(draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3))))
    for _ in range(draw(st.integers(1, 4))):
        every = places(items)
        if not every:
            break
        *way, last = draw(st.sampled_from(every))
        parent: Any = items
        for step in way:
            parent = parent[step]
        match draw(st.sampled_from(["gone", "odd", "other", "more", "twice", "name", "format"])):
            case "gone":
                del parent[last]
            case "odd":
                parent[last] = draw(ODD)
            case "other":
                found: Any = items
                for step in draw(st.sampled_from(every)):
                    found = found[step]
                parent[last] = json.loads(json.dumps(found, default=str))
            case "more" if isinstance(parent, dict):
                parent[draw(st.sampled_from(NAMES) | st.text(max_size=5))] = draw(ODD)
            case "twice" if isinstance(parent, list):
                parent.insert(0, json.loads(json.dumps(parent[last], default=str)))
            case "name" if isinstance(parent, dict):
                parent[draw(st.sampled_from(NAMES))] = parent.pop(last)
            case "format" if items and isinstance(items[0], dict):
                items[0]["format"] = draw(st.sampled_from([one["format"] for one in ITEMS]))
    return items


def written(value: Any) -> str:
    """A value as TOML in one line; what TOML cannot hold becomes a text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return re.sub("[\x7f-\x9f]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(str(key))} = {written(part)}' for key, part in value.items())}}}"
    return '"null"' if value is None else repr(value) if isinstance(value, int | float) else value.isoformat()


def as_toml(items: list[Any]) -> bytes:
    """Items as a file, one line a field."""
    if not all(isinstance(item, dict) for item in items):
        return f"items = {written(items)}\n".encode()
    lines = [["[[items]]", *(f"{written(str(k))} = {written(v)}" for k, v in item.items())] for item in items]
    return "\n".join(line for item in lines for line in item).encode() + b"\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small course, to put an item file into."""
    return shutil.copytree(SMALL, tmp_path_factory.mktemp("fuzz") / "data")


@pytest.fixture(scope="module")
def whole_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course itself."""
    return shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("fuzz") / "data")


def load(folder: Path, text: bytes, file: str = "the-lake") -> None:
    """Load the course with this item file: without a problem, or with all of them in lines."""
    path = folder / "items" / f"{file}.toml"
    before = path.read_bytes()
    path.write_bytes(text)
    lines = None
    try:
        load_content(folder)
    except ContentError as error:
        lines = [str(problem) for problem in error.problems]
    finally:
        path.write_bytes(before)
    assert lines != []
    for line in lines or ():
        assert LINE.match(line), line
        assert line.isprintable(), line
        assert len(line) < 3000


def cases(number: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    return settings(max_examples=number, suppress_health_check=slow)


# What was found, each once


def test_a_format_and_a_field_as_long_as_a_page_are_one_short_line(course: Path) -> None:
    path = course / "items" / "the-lake.toml"
    before = path.read_bytes()
    path.write_bytes(
        before.replace(b'"single_choice"', b'"' + b"9" * 5000 + b'"\n' + b"y" * 5000 + b" = 1", 1)
    )
    try:
        with pytest.raises(ContentError) as caught:
            load_content(course)
    finally:
        path.write_bytes(before)
    assert max(len(str(one)) for one in caught.value.problems) < 1000
    assert any("format: '999" in str(one) and "allowed: " in str(one) for one in caught.value.problems)


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        (
            b'{ name = "Q1" }',
            "items/the-lake.toml:2 id: {'name': 'Q1'} is not a text; put it in quotation marks",
        ),
        (b'"Q\\n1"', "items/the-lake.toml:2 Q\\n1, id: 'Q\\n1' is not a name for this; letters, digits"),
        (b'["' + b"x" * 500 + b'"]', "items/the-lake.toml:2 id: ['" + "x" * 117 + "… is not a text"),
    ],
)
def test_an_id_that_is_none_is_one_short_line(course: Path, changed: bytes, begins: str) -> None:
    path = course / "items" / "the-lake.toml"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"Q1"', changed, 1))
    try:
        with pytest.raises(ContentError) as caught:
            load_content(course)
    finally:
        path.write_bytes(before)
    (line,) = (str(one) for one in caught.value.problems if one.row == 2)
    assert line.startswith(begins)


@cases(FEW)
@given(text=changed_text())
def test_a_changed_text_loads_or_is_explained(course: Path, text: bytes) -> None:
    load(course, text)


@cases(FEW)
@given(items=changed_items())
def test_a_changed_structure_loads_or_is_explained(course: Path, items: list[Any]) -> None:
    load(course, as_toml(items))


@pytest.mark.long
@cases(MANY)
@given(text=changed_text())
def test_ten_thousand_changed_texts(course: Path, text: bytes) -> None:
    load(course, text)


@pytest.mark.long
@cases(MANY)
@given(items=changed_items())
def test_ten_thousand_changed_structures(course: Path, items: list[Any]) -> None:
    load(course, as_toml(items))


@pytest.mark.long
@cases(500)
@given(items=changed_items())
def test_changed_structures_among_everything_that_is_taught(whole_course: Path, items: list[Any]) -> None:
    load(whole_course, as_toml(items), "the-text")
