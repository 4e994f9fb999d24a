"""Files as they come out of Excel, Notepad and ZIP programs: one clear line each; no file hides another."""

import doctest
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.content import ContentError, Problem, data_folder, load_content, problems, toml_entries
from lessons.content import folder as folder_module
from lessons.content.csv_rows import Row, Table, read_csv
from lessons.content.files import Reader
from lessons.content.shape import CSV, TOML
from lessons.content.toml_entries import lines_of, read_toml

SMALL = Path(__file__).parent / "small_course"
PARTIES = "id,name\neast,East\nwest,West\nnorth,North\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "data")


def lines(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load_content(folder)
    return [str(problem) for problem in raised.value.problems]


def problems_of(folder: Path) -> tuple[Problem, ...] | None:
    """What is wrong, or None where the course loads; any other error than a ContentError fails the test."""
    try:
        load_content(folder)
    except ContentError as error:
        return error.problems
    return None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "parties.csv: is empty; it needs its fields and at least one row"),
        (b"\n \n", "parties.csv: is empty; it needs its fields and at least one row"),
        (
            PARTIES.encode("utf-8-sig"),
            "parties.csv:1: begins with a byte-order mark; save the file as UTF-8 without one",
        ),
        (
            PARTIES.encode("utf-16"),
            "parties.csv:1: is not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8)",
        ),
        (
            PARTIES.replace("West", "Wéstby").encode("latin-1"),
            "parties.csv:3: is not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8)",
        ),
        (
            PARTIES.replace(",", ";").encode(),
            "parties.csv:1: the columns are separated by semicolons; save the file with commas",
        ),
        (
            PARTIES.replace(",", "\t").encode(),
            "parties.csv:1: the columns are separated by tabs; save the file with commas",
        ),
        (
            PARTIES.replace("West", '"West').encode(),
            "parties.csv:3: a quotation mark is opened and never closed; the rows from here on were not read",
        ),
    ],
)
def test_a_file_of_the_wrong_kind_is_one_line(folder: Path, raw: bytes, expected: str) -> None:
    (folder / "parties.csv").write_bytes(raw)
    assert lines(folder) == [expected]


def test_a_header_without_rows_leaves_references_open(folder: Path) -> None:
    (folder / "parties.csv").write_text("id,name\n", "utf-8")
    assert (
        lines(folder)[-1]
        == "seats.csv:4 party_id: 'north' is not in parties; it must be the id of one of the parties"
    )
    assert "parties.csv: has a header and no rows; it needs at least one" in lines(folder)


def test_a_missing_file_is_one_line_and_nothing_is_said_about_names_in_it(folder: Path) -> None:
    for collection in (*CSV.values(), *TOML.values()):
        (folder / collection.file).unlink()
    (folder / "course.toml").unlink()
    (folder / "basemap.json").unlink()
    shutil.rmtree(folder / "items")
    files = sorted([one.file for one in (*CSV.values(), *TOML.values())] + ["basemap.json", "course.toml"])
    missing = [f"{file}: is missing; the course needs this file" for file in files]
    assert lines(folder) == sorted(
        [*missing, "items/: holds no file; each lesson with a quiz has items/<lesson>.toml"]
    )


def test_a_file_with_other_capitals_is_named(folder: Path) -> None:
    (folder / "parties.csv").rename(folder / "Parties.CSV")
    assert lines(folder) == ["parties.csv: is missing; there is Parties.CSV: rename it"]


def test_a_folder_in_the_place_of_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "parties.csv").unlink()
    (folder / "parties.csv").mkdir()
    assert [line.split(":")[0] for line in lines(folder)] == ["parties.csv"]


def test_no_file_hides_another(folder: Path) -> None:
    (folder / "sources.csv").write_bytes(b"\xff")
    (folder / "terms.toml").write_text("[[terms]]\nid = lake\n", "utf-8")
    (folder / "places.csv").unlink()
    text = (folder / "estimates.csv").read_text("utf-8")
    (folder / "estimates.csv").write_text(text.replace("100,200", "200,100"), "utf-8")
    assert lines(folder) == [
        "estimates.csv:2 low: 200 is more than high 100; low may be at most high",
        "places.csv: is missing; the course needs this file",
        "sources.csv:1: is not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8)",
        (
            "terms.toml:2: is not TOML: this is no value; "
            "a text needs quotation marks on both sides, a list [ … ]"
        ),
    ]


def test_a_row_that_runs_over_lines_is_named_by_its_first(folder: Path) -> None:
    reader = Reader(folder)
    (folder / "parties.csv").write_text('id,name\n\na,"two\nlines"\r\nb\n', "utf-8")
    table = read_csv(reader, "parties.csv", ["id", "name"])
    assert table == Table((Row(3, {"id": "a", "name": "two\nlines"}), Row(5, {"id": "b"}, whole=False)))
    assert list(map(str, reader.problems)) == [
        "parties.csv:5: has 1 cells, the header 2; a text with a comma needs quotation marks"
    ]


def test_columns_may_stand_in_any_order(folder: Path) -> None:
    (folder / "parties.csv").write_text("name,id\nEast,east\nWest,west\nNorth,north\n", "utf-8")
    assert load_content(folder).parties == load_content(SMALL).parties


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert lines(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: is not a folder; name the folder that holds course.toml"
    ]


def test_a_named_folder_is_used_and_the_checkout_otherwise(
    folder: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setenv("LESSONS_DATA", str(folder))
    assert data_folder() == folder
    assert load_content().course.title == "The Lake"
    monkeypatch.delenv("LESSONS_DATA")
    assert data_folder() == root / "data"


def test_an_installed_course_has_its_data_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSONS_DATA", raising=False)
    monkeypatch.setattr(folder_module, "__file__", str(tmp_path / "lessons" / "content" / "folder.py"))
    assert data_folder() == tmp_path.resolve() / "lessons" / "_content" / "data"


@pytest.mark.parametrize("module", [problems, toml_entries])
def test_the_examples_in_the_docstrings_run(module: ModuleType) -> None:
    assert doctest.testmod(module)[0] == 0
    assert doctest.testmod(module)[1] > 0


def test_lines_are_found_through_texts_lists_and_comments() -> None:
    text = '''# [[items]]
top = 1
[[items]]   # one
text = """
[[items]]
id = "no"
"""
list = [
  "a = 1",  # b = 2
  "[[items]]",
]
key = { a = 1, b = { c = 2 } }
[[items.options]]
a.b = 'x = "'
[[items]]
[[items.options]]
[course.article]
day = 1
'''
    assert lines_of(text) == {
        ("top",): 2,
        ("items", 0): 3,
        ("items", 0, "text"): 4,
        ("items", 0, "list"): 8,
        ("items", 0, "key"): 12,
        ("items", 0, "options", 0): 13,
        ("items", 0, "options", 0, "a"): 14,
        ("items", 0, "options", 0, "a", "b"): 14,
        ("items", 1): 15,
        ("items", 1, "options", 0): 16,
        ("course", "article"): 17,
        ("course", "article", "day"): 18,
    }


@settings(derandomize=True, max_examples=60, database=None, deadline=None)
@given(
    raw=st.one_of(
        st.binary(max_size=80), st.text('id,name;"\n\r\t\0 é', max_size=60).map(lambda t: t.encode())
    )
)
def test_no_bytes_break_the_csv_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("csv")
    (folder / "parties.csv").write_bytes(raw)
    reader = Reader(folder)
    table = read_csv(reader, "parties.csv", ["id", "name"])
    assert reader.problems or (table is not None and table.rows)


@settings(derandomize=True, max_examples=60, database=None, deadline=None)
@given(
    raw=st.one_of(
        st.binary(max_size=80),
        st.text("[]{}=\"'#.\n a1-\\", max_size=60).map(lambda t: t.encode()),
        st.lists(
            st.sampled_from(["[[terms]]", "[terms]", "[terms.a]", "a = 1", 'b = "x"', "[[terms.a]]"]),
            max_size=6,
        ).map(lambda parts: "\n".join(parts).encode()),
    )
)
def test_no_bytes_break_the_toml_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("toml")
    (folder / "terms.toml").write_bytes(raw)
    reader = Reader(folder)
    document = read_toml(reader, "terms.toml")
    assert reader.problems or (document is not None and isinstance(document.lines, dict))


@settings(derandomize=True, max_examples=25, database=None, deadline=None)
@given(
    file=st.sampled_from(
        sorted(str(p.relative_to(SMALL).as_posix()) for p in SMALL.rglob("*") if p.is_file())
    ),
    place=st.integers(0, 4000),
    put=st.sampled_from([b"", b"\x00", b"\xff", b'"', b",", b"\n", b"[", b"]", b"=", b"9", b"[[x]]\n", b"-"]),
    cut=st.integers(0, 40),
)
def test_whatever_is_changed_the_course_loads_or_says_what_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, file: str, place: int, put: bytes, cut: int
) -> None:
    folder = shutil.copytree(SMALL, tmp_path_factory.mktemp("fuzz") / "data")
    raw = (folder / file).read_bytes()
    place %= len(raw)
    (folder / file).write_bytes(raw[:place] + put + raw[place + cut :])
    found = problems_of(folder)
    assert found is None or found
    assert not [line for line in map(str, found or ()) if "\n" in line]
