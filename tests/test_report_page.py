"""The report's page and tables: what they say, in which order, and that no name in them can do anything."""

import csv
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from lessons.content import Content, load_content
from lessons.content.marking import right_response
from lessons.content.records.items import Cloze
from lessons.progress import Learner, Record
from lessons.progress.transfer import pack
from lessons.report.class_report import ClassReport, make_report, worst_option
from lessons.report.csv_files import ITEM_COLUMNS, LEARNER_COLUMNS, items_csv, learners_csv
from lessons.report.page import page
from lessons.report.say import discrimination_words, facility_words, listed, percent, shortened
from lessons.report.summary import sentences, talk_lines
from lessons.report.tables import items_table
from tests.made_class import learners_files

DAY = date(2026, 11, 28)
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]
NASTY = (
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    "=cmd()|' /C calc'!A0",
    "</title></style><b>",
    "{{7*7}} & 'so'",
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(ROOT / "data")


@pytest.fixture(scope="module")
def class_report(content: Content, tmp_path_factory: pytest.TempPathFactory) -> ClassReport:
    """A class of 25, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("class")
    for name, data in learners_files(content, 25).items():
        (folder / name).write_bytes(data)
    (folder / "broken.jsonl").write_bytes(b"?")
    return make_report(content, [folder], day=DAY)


@pytest.fixture(scope="module")
def soup(class_report: ClassReport) -> BeautifulSoup:
    return BeautifulSoup(page(class_report).decode("utf-8"), "html.parser")


def small(content: Content, folder: Path, answers: dict[str, list[tuple[int | None, bool]]]) -> ClassReport:
    """A class by nickname: how sure each was of the first lesson's questions one by one, and if right."""
    lesson = next(one for one in content.lessons.values() if one.item_ids)
    items = [one for one in content.quiz(lesson.slug) if one.format == "single_choice"]
    for number, (nickname, said) in enumerate(answers.items()):
        learner = f"{number:016x}"
        made = []
        for item, (sureness, right) in zip(items, said, strict=False):
            wrong = next(one.id for one in item.options if one.id not in item.right)
            entry = {
                "kind": "attempt",
                "item": item.id,
                "item_version": item.version,
                "response": list(right_response(item)) if right else [wrong],
                "sureness": sureness,
                "attempt": 1,
                "score": float(right),
            }
            made.append(Record(f"{learner}{item.id}", learner, AT, "quiz", lesson.slug, entry))
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.jsonl").write_bytes(pack(made, Learner(learner, nickname), AT)[1])
    return make_report(content, [folder], day=DAY)


def table(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, its head first."""
    found = next(one for one in soup.find_all("table") if one.caption and one.caption.get_text() == caption)
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in found.find_all("tr")
    ]


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_order_is_that_of_a_teacher_before_the_next_lesson(soup):
    assert [heading.get_text() for heading in soup.find_all("h2")] == [
        "In short",
        "Talk about these first",
        "How sure they were",
        "Question by question",
        "Objective by objective",
        "Learner by learner",
        "Read with care",
        "Files",
        "What the numbers mean",
    ]
    links = [link["href"].removeprefix("#") for link in soup.nav.find_all("a")]
    assert links == [heading["id"] for heading in soup.find_all("h2")]


def test_the_page_needs_nothing_and_runs_nothing(soup):
    assert soup.find_all(["script", "link", "img", "iframe", "form", "object", "base"]) == []
    assert [node for node in soup.find_all(True) if any(name.startswith("on") for name in node.attrs)] == []
    assert {link["href"][0] for link in soup.find_all("a")} == {"#"}
    assert "url(" not in soup.style.get_text()
    rule = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(rule, Tag)
    assert str(rule["content"]).startswith("default-src 'none'; style-src 'unsafe-inline';")


def test_every_link_and_label_leads_somewhere_and_no_id_is_there_twice(soup):
    ids = [node["id"] for node in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    named = [link["href"].removeprefix("#") for link in soup.find_all("a")]
    named += [section["aria-labelledby"] for section in soup.find_all("section")]
    assert set(named) <= set(ids)


def test_every_table_has_a_caption_and_headings_and_every_picture_a_table_and_words(soup):
    for one in soup.find_all("table"):
        assert one.caption.get_text()
        assert {cell.get("scope") for cell in one.thead.find_all("th")} == {"col"}
        assert all(row.find("th")["scope"] == "row" for row in one.tbody.find_all("tr"))
        widths = {len(row.find_all(["th", "td"])) for row in one.find_all("tr")}
        assert len(widths) == 1, one.caption.get_text()
    pictures = soup.find_all("svg", role="img")
    assert len(pictures) > 3
    for picture in pictures:
        assert picture.title.get_text()
        assert len(picture.find("desc").get_text().split()) > 8
        assert picture.find_parent("figure").find_next("table")
    decoration = [one for one in soup.find_all("svg") if one.get("role") != "img"]
    assert all(one["aria-hidden"] == "true" for one in decoration)


def test_the_numbers_of_the_page_are_those_of_the_analysis(class_report, soup):
    shown = {
        row[0].split()[0]: row
        for one in class_report.content.lessons.values()
        if one.item_ids
        for row in table(soup, f"The questions of lesson {one.notebook[:2]}")[1:]
    }
    assert list(shown) == [class_report.label(one.item.id) for one in class_report.analysis.items]
    details = {one["id"]: one for one in soup.find_all("details", id=True)}
    for one in class_report.analysis.items:
        row = shown[class_report.label(one.item.id)]
        assert row[1] == str(one.n)
        assert row[3].startswith(f"{100 * one.facility:.0f}%, ")
        value = "–" if one.discrimination is None else f"{one.discrimination:.2f}".replace("-", "−")
        assert row[4].startswith(f"{value}, ")
        assert row[5] == str(one.confident_errors)
        told = details[f"item-{one.item.id}"]
        assert len(told.find("table").tbody.find_all("tr")) == len(one.options)
        assert all(advice.text in told.get_text() for advice in one.advice)


def test_what_could_not_be_read_is_named_on_the_page(soup):
    assert "1 file could not be read; see Files." in soup.find(class_="short").get_text()
    assert "broken.jsonl: this is not a progress file" in soup.find(id="files").parent.get_text()


def test_what_is_said_of_a_small_class(content, tmp_path):
    made = small(
        content,
        tmp_path / "c",
        {"Fox": [(3, False), (3, True)], "Owl": [(3, False), (1, False)], "Lynx": [(None, True)], "Elk": []},
    )
    assert sentences(made) == [
        "3 of 4 learners answered at least one question.",
        "They answered 2 questions; of 5 first answers 40% were wholly right.",
        "They were sure of 3 answers, and 2 of these were wrong.",
    ]
    (first,) = (one for one in made.first_talks if one.confident_errors)
    lines = talk_lines(made, first)
    assert lines[0].startswith("Right: "), "who has ten minutes should not have to look it up"
    assert lines[1] == "2 of 3 learners were sure and not right."
    assert lines[2].startswith("Most chosen wrong answer, by 2 of 3: “")
    soup = BeautifulSoup(page(made).decode(), "html.parser")
    assert [row[:3] for row in table(soup, "Learner by learner (nicknames)")[1:]] == [
        ["Elk", "0", "0"],
        ["Fox", "2", "1"],
        ["Lynx", "1", "1"],
        ["Owl", "2", "0"],
    ]
    assert "This is no mark." in soup.get_text()
    assert table(soup, "The same in numbers")[1:] == [
        ["sure", "1", "2", "33%"],
        ["fairly sure", "0", "0", "–"],
        ["guessing", "0", "1", "0%"],
        ["not said", "1", "0", "100%"],
    ]
    assert "not computed" in soup.get_text()
    assert made.analysis.items[0].discrimination is None


def test_nobody_and_nothing_is_said_too(content, tmp_path):
    nobody = make_report(content, [tmp_path], day=DAY)
    assert sentences(nobody)[0].startswith("No learner's file was found. Looked for: files whose names")
    quiet = small(content, tmp_path / "c", {"Fox": []})
    assert sentences(quiet) == ["Nobody has answered a question yet."]
    text = BeautifulSoup(page(quiet).decode(), "html.parser").get_text()
    assert "Fox" in text
    assert "Talk about these first" not in text


def test_no_name_gets_out_of_its_cell(content, tmp_path):
    made = small(content, tmp_path / "c", {name: [(3, False)] for name in NASTY})
    text = page(made).decode("utf-8")
    assert "<script" not in text
    assert "<img" not in text
    soup = BeautifulSoup(text, "html.parser")
    names = [row[0] for row in table(soup, "Learner by learner (nicknames)")[1:]]
    assert sorted(names) == sorted(" ".join(name.split())[:24].strip() for name in NASTY)
    cells = [row["learner"] for row in read(learners_csv(made))]
    assert not any(re.match(r"[=+\-@\t\r]", one) for one in cells)
    assert "'=cmd()|' /C calc'!A0" in cells


def test_half_signs_in_names_cost_nothing(content, tmp_path):
    folder = tmp_path / "c"
    small(content, folder, {"Fox": [(3, False)]})
    data = (folder / "0.jsonl").read_bytes().replace(b'"nickname": "Fox"', b'"nickname": "Fo\\ud800x"')
    (folder / "0.jsonl").write_bytes(data)
    (folder / "not \udcff UTF-8.jsonl").write_bytes(b"?")
    made = make_report(content, [folder], day=DAY)
    assert [one.nickname for one in made.files.learners] == ["Fo x"]
    assert made.files.unread[0].startswith("not � UTF-8.jsonl: ")
    assert "not � UTF-8.jsonl" in page(made).decode("utf-8")
    assert learners_csv(made).decode("utf-8")


def test_the_tables_are_what_their_columns_say(class_report):
    questions, learners = read(items_csv(class_report)), read(learners_csv(class_report))
    assert list(questions[0]) == list(ITEM_COLUMNS)
    assert list(learners[0]) == list(LEARNER_COLUMNS)
    assert len(questions) == len(class_report.analysis.items)
    assert len(learners) == 25
    for row, one in zip(questions, class_report.analysis.items, strict=True):
        assert (row["item_id"], int(row["n"])) == (one.item.id, one.n)
        assert float(row["facility"]) == pytest.approx(one.facility, abs=5e-5)
        said = sum(
            int(row[f"{name}_{how}"])
            for name in ("sure", "fairly_sure", "guessing", "not_said")
            for how in ("right", "wrong")
        )
        assert said == one.n
        assert int(row["sure_wrong"]) == one.confident_errors
    for row, learner in zip(learners, class_report.analysis.learners, strict=True):
        assert (row["learner"], row["learner_id"]) == (learner.nickname, learner.learner_id)
        # As the page names them, so that a teacher finds them there.
        assert row["missed"] == ", ".join(class_report.labels[one] for one in learner.missed)
        assert row["sure_wrong"] == ", ".join(class_report.labels[one] for one in learner.confident_errors)


def test_a_wrong_answer_to_one_of_several_gaps_says_which(class_report):
    gapped = [
        (one, worst)
        for one in class_report.analysis.items
        if isinstance(one.item, Cloze) and (worst := worst_option(one))
    ]
    assert gapped
    for one, worst in gapped:
        lines = talk_lines(class_report, one)
        (said,) = (line for line in lines if line.startswith("Most chosen wrong answer"))
        assert f": {worst.prompt}: “{worst.text}”" in said
        assert f"{worst.prompt}: " in str(items_table(class_report, "", [one]).cells[0][-1])


def test_nobody_s_table_is_its_head(content, tmp_path):
    assert read(items_csv(make_report(content, [tmp_path], day=DAY))) == []


@pytest.mark.parametrize(
    ("facility", "words"),
    [
        (1.0, "very easy for this class"),
        (0.9, "very easy for this class"),
        (0.696, "easy for this class"),
        (0.4, "middling"),
        (0.39, "hard for this class"),
        (0.0, "very hard for this class"),
    ],
)
def test_facility_in_words(facility, words):
    assert facility_words(facility) == words


def test_numbers_in_words():
    assert [discrimination_words(one)[:4] for one in (None, 0.4, 0.3, 0.2, 0.0, -0.01)] == [
        "not ", "fits", "fits", "fits", "hard", "runs",
    ]  # fmt: skip
    assert (percent(None), percent(0.125), listed([]), listed(list("abcdefgh"))) == (
        "–",
        "12%",
        "–",
        "a, b, c, d, e, f and 2 more",
    )
    assert shortened("one two three", 9) == "one two …"
