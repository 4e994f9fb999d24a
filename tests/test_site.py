"""The plain pages: whole, linked, without a script or a request, and they tell neither a key nor the end."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from types import MappingProxyType, SimpleNamespace
from typing import Any

import htpy as h
import pytest
from bs4 import BeautifulSoup, Tag

from lessons.activities.binding import KINDS
from lessons.activities.chronology import Chronology
from lessons.commands import menu
from lessons.commands import site as command
from lessons.content import Content, data_folder, load_content
from lessons.content.records import Lesson, Term
from lessons.content.records.base import Record
from lessons.course import Course
from lessons.progress import Log
from lessons.site import SiteError, edition
from lessons.site.chart import drawing, figure_piece
from lessons.site.folder import LIST, write
from lessons.site.lesson import lesson_page, without_empty_sections
from lessons.site.piece import Page, slug
from lessons.site.prose import JUPYTERLAB, ON_PAPER, Block, blocks
from lessons.site.questions import DOES_NOT_FIT, FITS, question
from lessons.site.reading import reading_piece
from lessons.site.running import Prose, Shown, run
from lessons.site.stills import still_piece, taken_apart
from lessons.site.tables import table_piece
from lessons.site.tasks import agreement, event_set
from tests.shown_facts import facts_of, named_in, without_a_way, words_of

Pages = Mapping[str, BeautifulSoup]
OUTSIDE = re.compile(r"[a-z]+:|//")


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(data_folder())


@pytest.fixture(scope="module")
def files(content) -> dict[str, bytes]:
    return edition(content, command.notebooks_folder())


@pytest.fixture(scope="module")
def pages(files) -> Pages:
    return parsed(files)


def parsed(files: Mapping[str, bytes]) -> Pages:
    return {
        name: BeautifulSoup(html.decode("utf-8"), "html.parser")
        for name, html in files.items()
        if name.endswith(".html")
    }


def lesson_files(content: Content) -> dict[str, Lesson]:
    return {
        lesson.notebook.replace(".ipynb", ".html"): lesson
        for lesson in content.lessons.values()
        if lesson.ready
    }


# Whole


def test_there_is_a_page_for_every_ready_lesson_and_none_for_the_teacher(files, content):
    own = {"index.html", "glossary.html", "sources.html"}
    later = (
        {"sources-later.html"} if any(one.opens_spoilers for one in lesson_files(content).values()) else set()
    )
    assert {name for name in files if name.endswith(".html")} == own | later | set(lesson_files(content))
    rest = {name for name in files if not name.endswith(".html")}
    assert {name for name in rest if not name.startswith("pictures/")} == {"style.css"}
    assert all(files[name].startswith(b"<svg") for name in rest - {"style.css"})


def test_every_page_has_a_language_a_title_landmarks_and_headings_in_order(pages):
    titles = set()
    for name, page in pages.items():
        html = page.html
        assert isinstance(html, Tag)
        assert html["lang"] == "en", name
        assert page.title, name
        titles.add(page.title.get_text())
        assert [len(page.find_all(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1], name
        skip = page.body and page.body.find("a")
        assert isinstance(skip, Tag)
        assert skip["href"] == "#main", name
        levels = [int(one.name[1]) for one in page.find_all(re.compile(r"^h[1-6]$"))]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert (levels[0], jumps) == (1, []), name
        named = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.find_all("nav")]
        assert None not in named
        assert len(set(named)) == len(named), name
    assert len(titles) == len(pages)


def test_every_picture_has_words_and_every_table_says_what_its_headings_head(pages):
    for name, page in pages.items():
        for image in page.find_all("img"):
            assert len(str(image["alt"])) > 40, name
        for table in page.find_all("table"):
            heads = table.find_all("th")
            assert heads, name
            assert all(head.get("scope") for head in heads), name
            place = table.find_parent(class_="scroll")
            assert isinstance(place, Tag), name
            assert place["tabindex"] == "0", name
            assert place["aria-label"], name


def test_what_is_only_true_in_jupyterlab_is_left_out(pages, content):
    found = {
        (name, match[0])
        for name in lesson_files(content)
        for match in JUPYTERLAB.finditer(pages[name].get_text(" "))
    }
    assert found == set()


def test_both_levels_of_every_paragraph_of_a_lesson_stand_on_its_page(pages, content):
    read = {name: one for name, one in lesson_files(content).items() if one.paragraphs}
    assert read
    for name, lesson in read.items():
        for number in lesson.paragraphs:
            article = pages[name].find(id=f"paragraph-{number}")
            assert isinstance(article, Tag)
            said = squeezed(article.get_text())
            assert squeezed(content.paragraphs[number].plain) in said
            assert squeezed(content.paragraphs[number].standard) in said


def test_the_map_has_a_picture_of_every_view_and_every_date_with_its_table(pages, content):
    page = pages["02-the-build-up.html"]
    captions = [one.get_text() for one in page.find_all("figcaption")]
    for view in content.course.map.views:
        assert any(caption.startswith(f"{view.label}, 10 January 2022") for caption in captions)
    days = [day for day in content.course.map.steps if day < content.course.map.default]
    folds = [one.get_text() for one in page.find_all("summary") if one.get_text().startswith("The map as of")]
    assert len(folds) == len(days) == 10
    assert any(
        one.caption and "Published by 10 January 2022" in one.caption.text for one in page.find_all("table")
    )


# Linked


def dead_links(pages: Pages, files: Mapping[str, bytes]) -> list[str]:
    """Each relative link that leads to no file of the edition, or to no place in it."""
    dead = []
    for name, page in pages.items():
        for node in page.find_all(["a", "img", "link"]):  # what a page leads to or asks for
            address = str(node.get("href") or node.get("src"))
            if OUTSIDE.match(address):
                continue
            file, _, place = address.partition("#")
            there = pages.get(file or name)
            if (file and file not in files) or (place and (there is None or not there.find(id=place))):
                dead.append(f"{name}: {address}")
    return dead


def test_every_link_leads_somewhere_and_no_page_has_an_id_twice(pages, files):
    assert dead_links(pages, files) == []
    for name, page in pages.items():
        ids = [str(node["id"]) for node in page.find_all(id=True)]
        assert len(set(ids)) == len(ids), name
        for node in page.find_all(attrs={"aria-labelledby": True}):
            assert node["aria-labelledby"] in ids, name


def test_a_dead_see_also_is_found(files):
    spoiled = dict(files)
    spoiled["glossary.html"] = files["glossary.html"].replace(b'id="term-sovereignty"', b'id="term-gone"')
    found = dead_links(parsed(spoiled), spoiled)
    assert "glossary.html: glossary.html#term-sovereignty" in found


def test_words_and_paragraphs_are_linked_both_ways(pages, content):
    glossary = pages["glossary.html"]
    assert {str(one["id"]) for one in glossary.find_all("article")} == {
        f"term-{one}" for one in content.terms
    }
    for name, lesson in lesson_files(content).items():
        for number in lesson.paragraphs:
            article = pages[name].find(id=f"paragraph-{number}")
            assert isinstance(article, Tag)
            words = {str(one["href"]).partition("#term-")[2] for one in article.find_all("a", class_="term")}
            assert words >= set(content.paragraphs[number].term_ids)
    for term in content.terms.values():
        entry = glossary.find(id=f"term-{term.id}")
        assert isinstance(entry, Tag)
        links = [str(one["href"]) for one in entry.find_all("a")]
        assert [f"glossary.html#term-{one}" for one in term.see_also] == [x for x in links if "#term-" in x]
        assert len([x for x in links if "#paragraph-" in x]) == len(
            set(term.paragraphs) & {n for one in lesson_files(content).values() for n in one.paragraphs}
        )
        assert f"sources.html#source-{term.source_id}" in links


def test_a_page_links_to_a_publisher_only_where_the_policy_allows_it(pages, content):
    sources = {f"source-{one.id}": one for one in content.sources.values()}
    for name, page in pages.items():
        outside = [one for one in page.find_all("a") if OUTSIDE.match(str(one["href"]))]
        if not name.startswith("sources"):
            assert [str(one["href"]) for one in outside] == [], name
    for entry in pages["sources.html"].select(".sources > li"):
        source, link = sources[str(entry["id"])], entry.find("a")
        assert (str(link["href"]) if link else None) == source.link
        assert source.link_policy == "open" or source.link_policy in entry.get_text()


# Alone


def test_no_page_asks_for_anything_runs_anything_or_takes_anything(pages, files):
    for name, page in pages.items():
        for tag in (
            "script",
            "form",
            "button",
            "input",
            "select",
            "textarea",
            "iframe",
            "object",
            "style",
            "base",
        ):
            assert page.find(tag) is None, (name, tag)
        for node in page.find_all(True):
            strange = [
                one for one in node.attrs if one.startswith("on") or one in ("data-move", "style", "target")
            ]
            assert strange == [], (name, node.name)
        asked = [str(one.get("src") or one.get("href")) for one in page.find_all(["img", "link"])]
        assert [one for one in asked if OUTSIDE.match(one) and one != "data:,"] == [], name
    assert not re.search(rb"url\(|@import|https?:", files["style.css"])
    for name, picture in files.items():
        if name.endswith(".svg"):
            assert not re.search(
                rb"<script|<foreignObject|href=|url\(|https?://(?!www\.w3\.org/2000/svg)", picture
            )


# Tells no end


def squeezed(text: str) -> str:
    """Letters and digits alone, so that no mark or line break hides a sentence."""
    return re.sub(r"[\W_]+", "", text).casefold()


def sentences(value: Any) -> Iterator[str]:
    """Every sentence of a record, a list or a mapping; at least eight words: shorter ones stand anywhere."""
    if isinstance(value, Record):
        value = [one for _, one in value]
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, str):
        yield from (squeezed(one) for one in re.split(r"(?<=[.!?])\s", value) if len(one.split()) >= 8)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from sentences(one)


def said_in(content: Content) -> set[str]:
    return {
        one
        for field in fields(content)
        if field.name != "basemap"
        for one in sentences(getattr(content, field.name))
    }


def told_too_early(pages: Pages, content: Content) -> list[str]:
    """Each page before the last lesson that says what only that may say.

    And each before the lesson that checks the article that says what the check found.
    """
    closed = content.without_spoilers()
    later = said_in(content) - said_in(closed)
    found = {
        sentence
        for rows in (content.discrepancies, content.verdicts)
        for one in rows.values()
        for sentence in sentences([getattr(one, name, "") for name in ("problem", "evidence", "why")])
    } | {sentence for one in content.claims.values() for sentence in sentences(one.check)}
    others = said_in(replace(closed, discrepancies={}, verdicts={}, claims={})) | {
        sentence for one in content.claims.values() for sentence in sentences(one.statement)
    }
    # A lesson that reads all paragraphs of a garbled name has it as a task, and tells then what was found.
    asked = [
        (one, {word.paragraph for word in one.printed if word.odd}) for one in content.misprints.values()
    ]
    order = list(content.lessons)
    told = []
    for name, page in pages.items():
        lesson = lesson_files(content).get(name)
        text = squeezed(page.get_text())
        if name != "sources-later.html" and not (lesson and lesson.opens_spoilers):
            told += [f"{name} tells what came later: {one}" for one in later if one in text]
        if lesson is None or order.index(lesson.slug) < order.index("check-the-article"):
            task = {
                sentence
                for misprint, paragraphs in asked
                if lesson and paragraphs <= set(lesson.paragraphs)
                for one in misprint.discrepancy_ids
                for sentence in sentences(
                    [content.discrepancies[one].problem, content.discrepancies[one].evidence]
                )
            }
            early = found - others - task
            told += [f"{name} tells what the check found: {one}" for one in early if one in text]
    return told


def test_no_page_tells_the_end_before_the_last_lesson(pages, content):
    closed = content.without_spoilers()
    assert len(said_in(content) - said_in(closed)) > 200  # or this would find nothing
    assert told_too_early(pages, content) == []


def test_a_spoiler_on_a_page_is_found(content, monkeypatch):
    """The gate of the lessons left open, as a mistake would leave it: the pages tell, and it is seen."""
    monkeypatch.setattr(Content, "for_lesson", lambda self, _slug: self)
    told = told_too_early(parsed(edition(content, command.notebooks_folder())), content)
    assert any(one.startswith("01-the-text.html tells what came later") for one in told)


def test_a_spoiler_in_the_glossary_is_found(files, content):
    late = max((one.statement for one in content.events.values() if one.spoiler), key=len)
    spoiled = files["glossary.html"].replace(b"</h1>", f"</h1><p>{late}</p>".encode())
    told = told_too_early(parsed({"glossary.html": spoiled}), content)
    assert any(one.startswith("glossary.html tells what came later") for one in told)


def test_errors_of_the_article_are_shown_only_where_the_lesson_lays_them_over_the_text(content):
    page = Page(content.lesson("check-the-article"), content.without_spoilers())
    found = next(iter(content.discrepancies.values()))
    with_errors = str(reading_piece(page, [found.paragraph], layers=["terms", "errors"]).html)
    assert str(h.p[found.evidence, f" (confidence: {found.confidence})"]) in with_errors
    without = str(reading_piece(page, [found.paragraph], layers=["terms"]).html)
    assert "confidence:" not in without


def test_what_came_later_is_folded_on_the_page_that_opens_it(content):
    lesson = content.lesson("what-happened-next")
    number = next(one.number for one in content.paragraphs.values() if one.later)
    later = frozenset(content.sources) - frozenset(content.without_spoilers().sources)
    html = str(reading_piece(Page(lesson, content.for_lesson(lesson.slug), later=later), [number]).html)
    assert "What came later: " in html
    closed = content.without_spoilers()
    assert "What came later" not in str(reading_piece(Page(lesson, closed), [number]).html)


# Tells no key


def outside_folds(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for inside in soup.select("details > .inside"):
        inside.decompose()
    return str(soup)


def other_keys(item: Any) -> Iterator[Any]:
    """Keys of the same form that are wrong."""
    ids = [option.id for option in item.options]
    match item.format:
        case "guess":
            return
        case "multiple_response":
            yield tuple(one for one in ids if one not in item.key) or tuple(ids[:1])
        case "true_false_reason":
            yield item.key.model_copy(update={"answer": not item.key.answer})
            yield item.key.model_copy(update={"reason": next(one for one in ids if one != item.key.reason)})
        case "matching" | "cloze":
            names, values = list(item.key), list(item.key.values())
            yield MappingProxyType(dict(zip(names, values[1:] + values[:1], strict=True)))
        case "ordering":
            yield tuple(reversed(item.key))
        case "numeric":
            yield item.key.model_copy(update={"value": item.key.value + 1000})
        case _:
            yield from (one for one in ids if one != item.key)


def test_outside_the_folds_a_question_is_the_same_whatever_its_key(content):
    """Not a word, a class or an order tells it: of all questions, those of lessons to come too."""
    formats = set()
    for item in content.items.values():
        page = Page(content.lesson(item.lesson), content)
        seen, whole = outside_folds(str(question(page, item, 1))), str(question(page, item, 1))
        for key in other_keys(item):
            other = str(question(page, item.model_copy(update={"key": key}), 1))
            assert outside_folds(other) == seen, item.id
            assert other != whole, item.id
            formats.add(item.format)
        assert all(
            option.rationale not in BeautifulSoup(seen, "html.parser").get_text() for option in item.options
        )
        soup = BeautifulSoup(whole, "html.parser").get_text()
        assert [one.id for one in item.options if one.rationale not in soup] == [], "every reason can be read"
    assert len(formats) >= 9


def test_outside_the_folds_a_task_is_the_same_whatever_is_right(content):
    page = Page(content.lesson("the-institutions"), content.without_spoilers())
    for text in content.agreements.values():
        whole = str(agreement(page, text))
        seen = outside_folds(whole)
        for kind in {"law", "politics", "argued"} - {text.binding}:
            other = str(agreement(page, text.model_copy(update={"binding": kind})))
            assert outside_folds(other) == seen
            assert other != whole
        assert not any(one.says in seen for one in text.opinions)
        assert all(text.feedback(kind) in BeautifulSoup(whole, "html.parser").get_text() for kind in KINDS)
    for one in content.event_sets.values():
        html = str(event_set(page, Chronology(content), one))
        events = [content.events[which] for which in one.event_ids]
        assert not any(event.happened_on.text in outside_folds(html) for event in events)
        said = BeautifulSoup(html, "html.parser").get_text()
        right = [content.events[which] for which in Chronology(content).right(one.id)]
        places = [said.index(f"{event.label}, {event.happened_on.text}: ") for event in right]
        assert places == sorted(places)


def test_a_key_outside_the_folds_would_be_found(content):
    item = next(one for one in content.items.values() if one.format == "single_choice")
    page = Page(content.lesson(item.lesson), content)
    html = str(question(page, item, 1))
    marked = html.replace("<details", "<details open" if item.key == "a" else "<details", 1)
    other = item.model_copy(update={"key": next(one.id for one in item.options if one.id != item.key)})
    told = marked.replace(item.stem, f"{item.stem} ({item.key})")
    assert outside_folds(told) != outside_folds(str(question(page, other, 1)))


def test_a_wrong_answer_can_be_read_without_seeing_the_right_one(content):
    item = next(one for one in content.items.values() if one.format == "single_choice")
    soup = BeautifulSoup(str(question(Page(content.lesson(item.lesson), content), item, 1)), "html.parser")
    folds = {fold.summary.text[0]: fold for fold in soup.select("details.answer") if fold.summary}
    for letter, option in zip("ABCDEFG", item.options, strict=False):
        inside = folds[letter].get_text()
        assert (FITS in inside, DOES_NOT_FIT in inside) == (option.id == item.key, option.id != item.key)
        others = [one.rationale for one in item.options if one is not option]
        assert option.rationale in inside
        assert not any(other in inside for other in others)


def test_pages_show_no_rationale_outside_a_fold(pages, content):
    reasons = {squeezed(one.rationale) for item in content.items.values() for one in item.options}
    for name, page in pages.items():
        text = squeezed(BeautifulSoup(outside_folds(str(page)), "html.parser").get_text())
        assert [one for one in reasons if len(one) > 30 and one in text] == [], name


# The same bytes, from anywhere


@pytest.fixture(scope="module")
def installed(tmp_path_factory, root):
    """The package as a wheel lays it down: no git, no checkout, data and notebooks inside."""
    package = tmp_path_factory.mktemp("installed") / "lessons"
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(root / "lessons", package, ignore=ignored)
    for name in ("data", "notebooks"):
        shutil.copytree(root / name, package / "_content" / name, ignore=ignored)
    return package.parent


def test_an_installed_course_gives_the_same_bytes_and_touches_no_learner(installed, tmp_path, files):
    done = subprocess.run(
        [sys.executable, "-m", "lessons.commands.site", "--out", "pages"],
        cwd=tmp_path,
        env=os.environ
        | {
            "PYTHONPATH": str(installed),
            "PYTHONHASHSEED": "7",
            "LESSONS_HOME": str(tmp_path / "learner"),
            "TZ": "Asia/Tokyo",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(
        r"pages: \d+ pages, \d\.\d MB\. Open pages/index\.html in a web browser\.\n", done.stdout
    )
    written = {
        file.relative_to(tmp_path / "pages").as_posix(): file.read_bytes()
        for file in (tmp_path / "pages").rglob("*")
        if file.is_file()
    }
    assert json.loads(written.pop(LIST))["files"] == sorted(files)
    assert written == files
    assert not (tmp_path / "learner").exists()


# The folder


def test_an_edition_replaces_an_older_one_and_leaves_what_is_not_its_own(tmp_path):
    folder = tmp_path / "pages"
    write(folder, {"index.html": b"1", "pictures/a.svg": b"1", "old.html": b"1"})
    (folder / "CNAME").write_text("example.org")
    write(folder, {"index.html": b"2", "pictures/b.svg": b"2"})
    there = {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }
    listed = json.loads(there.pop(LIST))
    assert there == {"index.html": b"2", "pictures/b.svg": b"2", "CNAME": b"example.org"}
    assert listed == {"made by": "python3 -m lessons site", "files": ["index.html", "pictures/b.svg"]}


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(SiteError, match="is not empty and holds no edition made by this command"):
        write(tmp_path, {"index.html": b"1"})
    assert [one.name for one in tmp_path.iterdir()] == ["holiday.jpg"]
    with pytest.raises(SiteError, match="is a file"):
        write(tmp_path / "holiday.jpg", {"index.html": b"1"})


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path):
    write(tmp_path, {"index.html": b"1"})
    (tmp_path / "glossary.html").write_bytes(b"mine")
    with pytest.raises(SiteError, match="a file of yours called glossary"):
        write(tmp_path, {"index.html": b"2", "glossary.html": b"2"})
    assert (tmp_path / "index.html").read_bytes() == b"1"


@pytest.mark.parametrize("names", ['["../away.html"]', '["/etc/away"]', '["c:away"]', "[1]", '"x"', "{"])
def test_a_list_that_leads_out_of_the_folder_is_not_believed(tmp_path, names):
    folder = tmp_path / "pages"
    folder.mkdir()
    (tmp_path / "away.html").write_bytes(b"mine")
    (folder / LIST).write_text(f'{{"files": {names}}}')
    with pytest.raises(SiteError):
        write(folder, {"index.html": b"1"})
    assert (tmp_path / "away.html").read_bytes() == b"mine"


def test_a_full_disk_leaves_the_old_edition(tmp_path, monkeypatch):
    folder = tmp_path / "pages"
    write(folder, {"index.html": b"1"})
    before = sorted(one.name for one in folder.iterdir())

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write(folder, {"index.html": b"2"})
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "new", {"index.html": b"2"})
    assert sorted(one.name for one in folder.iterdir()) == before
    assert (folder / "index.html").read_bytes() == b"1"
    assert not (tmp_path / "new").exists()


# The command


def test_the_menu_starts_it_inside_the_environment(monkeypatch):
    started = []
    monkeypatch.setattr(menu, "python_for_reading", lambda: "python")
    monkeypatch.setattr(menu, "inside", lambda *call: started.append(call))
    menu.main(["site", "--out", "pages"])
    assert started == [("python", "site", ["--out", "pages"])]


@pytest.mark.parametrize(
    "words", [[], ["pages"], ["--out"], ["--out="], ["--out", "--fast"], ["--out", "a", "b"]]
)
def test_words_that_it_does_not_take_are_one_line(capsys, words):
    assert command.main(words) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"site takes --out and a folder (site --out pages), and got: {' '.join(words) or 'nothing'}\n",
    )


@pytest.mark.parametrize("words", [["--out", "a b"], ["--out=a b"]])
def test_the_folder_is_named_in_two_ways(words):
    assert str(command.out_of(words)) == "a b"


def test_whatever_is_in_the_way_is_one_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "x").write_text("x")
    assert command.main(["--out", str(tmp_path)]) == 1
    assert command.main(["--out", str(tmp_path / "x" / "y")]) == 1
    monkeypatch.setattr(command, "notebooks_folder", lambda: tmp_path)
    assert command.main(["--out", str(tmp_path / "new")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    first, second, third = said.err.splitlines()
    assert first.endswith("holds no edition made by this command. Choose a new or empty folder.")
    assert second.startswith("The pages cannot be written (Not a directory")
    assert third.startswith("00-start.ipynb, ")
    assert third.endswith(f"is missing in {tmp_path}. Unpack the whole course and start again.")


def test_a_mistake_in_the_data_is_told_and_no_page_written(tmp_path, monkeypatch, capsys):
    shutil.copytree(data_folder(), tmp_path / "data")
    terms = tmp_path / "data" / "terms.toml"
    terms.write_text(terms.read_text().replace('see_also = ["', 'see_also = ["nowhere", "', 1))
    monkeypatch.setenv("LESSONS_DATA", str(tmp_path / "data"))
    assert command.main(["--out", str(tmp_path / "pages")]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert not (tmp_path / "pages").exists()


# A notebook's cells


@pytest.fixture
def small(root) -> Content:
    return load_content(root / "tests" / "small_course")


def notebook(tmp_path, *cells: tuple[str, str], **more: Any):
    file = tmp_path / "00.ipynb"
    made = [{"cell_type": kind, "source": [source], "metadata": more} for kind, source in cells]
    file.write_text(json.dumps({"cells": made}))
    return file


OPEN = ("code", 'from lessons import open_course\ncourse = open_course("the-lake")')


def test_a_cell_shows_the_value_of_its_last_line(tmp_path, small):
    lesson = small.lesson("the-lake")
    file = notebook(
        tmp_path,
        ("markdown", "# Lake"),
        OPEN,
        ("code", "course.glossary()"),
        ("code", "x = 2\nprint(x)\nx * 3"),
        ("code", ""),
    )
    text, panel, number = list(run(file, lesson, small))
    assert text == Prose("# Lake")
    assert isinstance(panel, Shown)
    assert isinstance(number, Shown)
    assert panel.value.activity.name == "glossary"
    assert (number.value, number.printed, number.where) == (6, "2\n", "00.ipynb, cell 4")
    assert list(run(notebook(tmp_path, OPEN, tags=["jupyterlab"]), lesson, small)) == []


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "course.nonsense()",
            "00.ipynb, cell 2 cannot be run: AttributeError: 'Course' object has no attribute",
        ),
        ("1 +", "00.ipynb, cell 2 cannot be run: SyntaxError"),
        ("course.table('x')", "00.ipynb, cell 2 cannot be run: ValueError: there is no table 'x'"),
        ("open_course('afterwards')", "the notebook of 'the-lake' opens the lesson 'afterwards'"),
        (
            "class X:\n def _repr_html_(self):\n  raise OSError('torn')\nX()",
            "00.ipynb, cell 2 cannot be shown: OSError: torn",
        ),
        ("object()", "00.ipynb, cell 2 shows a object; a plain page can show an activity of the course"),
    ],
)
def test_a_cell_that_cannot_be_shown_is_one_line_that_names_it(tmp_path, small, source, says):
    lesson = small.lesson("the-lake")
    with pytest.raises(SiteError) as caught:
        lesson_page(
            Page(lesson, small, (lesson,)), run(notebook(tmp_path, OPEN, ("code", source)), lesson, small)
        )
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_notebook_is_one_line(tmp_path, small):
    (tmp_path / "00.ipynb").write_text("{")
    with pytest.raises(SiteError, match="is damaged"):
        list(run(tmp_path / "00.ipynb", small.lesson("the-lake"), small))
    with pytest.raises(SiteError, match="cannot be read"):
        list(run(tmp_path / "01.ipynb", small.lesson("the-lake"), small))


def test_whatever_shows_itself_as_html_is_shown(tmp_path, small):
    lesson = small.lesson("the-lake")
    shows = "class X:\n def _repr_mimebundle_(self, **_):\n  return {'text/html': '<p>Five fish</p>'}\nX()"
    cells = run(notebook(tmp_path, OPEN, ("code", shows)), lesson, small)
    assert b"<p>Five fish</p>" in lesson_page(Page(lesson, small, (lesson,)), cells).html


def test_an_activity_that_nobody_foresaw_is_shown_by_its_still_or_its_own_page(small):
    lesson = small.lesson("the-lake")
    page = Page(lesson, small, (lesson,))
    still = "<div><p>Not running yet: Run &gt; Run All Cells</p><p>Three fish</p></div>"
    new = SimpleNamespace(name="new", empty=lambda: 0, still=lambda _state: SimpleNamespace(html=still))
    from lessons.site.parts import activity_piece

    assert str(activity_piece(page, new, ()).html) == "<div><p>Three fish</p></div>"
    new.page = lambda _state: "<p>Four fish</p>"
    assert str(activity_piece(page, new, ()).html) == "<p>Four fish</p>"


# The pieces


def html_of(source: str, content: Content) -> str:
    return "".join(one.html for one in blocks(source, content.lessons.values()) if not one.level)


def test_a_sentence_about_jupyterlab_ends_its_paragraph(content):
    first = "**First:** choose **Run > Run All Cells** in the menu.\n\nRead *slowly*."
    assert html_of(first, content) == "<p>Read <em>slowly</em>.</p>\n"
    assert html_of("One. If you like, run the cell again. Two.", content) == "<p>One.</p>\n"
    assert (
        html_of("- one\n- choose Run All Cells\n- two", content)
        == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    )
    assert ON_PAPER in html_of("*Double-click here and write.*", content)
    assert html_of("On this page: the quiz.", content) == ""
    assert html_of("A code of conduct.", content) == "<p>A code of conduct.</p>\n"


def test_links_to_notebooks_lead_to_pages_and_raw_html_stays_text(content):
    assert 'href="01-the-text.html"' in html_of("[on](01-the-text.ipynb)", content)
    assert 'href="#s-the-map"' in html_of("[there](#The-map)", content)
    assert html_of("[teacher](90-teacher.ipynb)", content) == "<p>teacher</p>\n"
    assert "<script>" not in html_of("<script>alert(1)</script>", content)
    assert "javascript:" not in html_of("[x](javascript:alert(1))", content)


def test_a_markdown_table_says_what_its_headings_head(content):
    html = html_of("| | B |\n|---|---|\n| 1 | 2 |", content)
    assert '<td></td>\n<th scope="col">B</th>' in html
    assert 'role="region" aria-label="Table" tabindex="0"' in html


def test_a_heading_that_nothing_stands_under_is_left_out():
    title, two, three, four = (Block("x", level, "x", "x") for level in (1, 2, 3, 2))
    text = Block("<p>x</p>")
    assert without_empty_sections([title, two, three, four, text]) == [title, four, text]
    assert without_empty_sections([title, two, three, text, four]) == [title, two, three, text]


def test_anchors_are_plain_letters():
    assert slug("Who says it, and what kind?") == "who-says-it-and-what-kind"
    assert (slug("Élysée 2"), slug("???")) == ("elysee-2", "section")


def test_a_still_loses_what_only_a_notebook_needs():
    picture = "data:image/svg+xml;base64,PHN2ZyB3aWR0aD0iMTAiIGhlaWdodD0iNSI+PC9zdmc+"
    html = (
        "<div><p><strong>Not running yet: Run &gt; Run All Cells</strong></p><p>Words</p>"
        f'<p><img src="{picture}" alt="A lake" style="max-width:100%"></p><h4>More (edition 01234567)</h4>'
        '<a href="https://a.example/" rel="x" target="_blank">A</a>'
        '<table><caption>Fish</caption><tr><th style="x">1</th></tr></table></div>'
    )
    piece = still_piece(html, {"https://a.example/": "sources.html#source-a"})
    ((file, content),) = piece.pictures.items()
    assert content == b'<svg width="10" height="5"></svg>'
    assert str(piece.html) == (
        f'<div><p>Words</p><div><div aria-label="Picture: A lake" class="scroll" role="region" '
        f'tabindex="0"><img alt="A lake" height="5" src="{file}" width="10"/></div></div><h3>More</h3>'
        '<a href="sources.html#source-a">A</a>'
        '<div aria-label="Fish" class="scroll" role="region" tabindex="0"><table><caption>Fish</caption>'
        "<tr><th>1</th></tr></table></div></div>"
    )
    taken = taken_apart(html)
    assert (taken.lead, [one.alt for one in taken.pictures]) == ("Words", ["A lake"])
    assert taken.pictures[0].size == (10, 5)
    assert "img" not in taken.html


def test_a_pandas_table_keeps_its_names_and_what_is_missing():
    import pandas as pd

    frame = pd.DataFrame(
        {"low": pd.array([5, None], dtype="Int64"), "share": [0.5, 2.0]},
        index=pd.Index(["a", "<b>"], name="id"),
    )
    html = str(table_piece(frame, "The totals").html)
    assert "<caption>The totals</caption>" in html
    assert '<th scope="col">id</th><th scope="col">low</th><th scope="col">share</th>' in html
    assert '<tr><th scope="row">a</th><td>5</td><td>0.5</td></tr>' in html
    assert '<tr><th scope="row">&lt;b&gt;</th><td>&lt;NA&gt;</td><td>2</td></tr>' in html
    long = str(table_piece(pd.DataFrame({"n": range(203)}), "Long").html)
    assert "3 more rows are not shown here." in long


def test_a_figure_is_drawn_from_its_own_data(content):
    figure = Course(content, content.lesson("the-build-up"), Log(None)).figure("estimates")
    drawn = drawing(figure.to_plotly_json(), "x")
    assert drawn is not None
    picture = BeautifulSoup(drawn.content.decode(), "html.parser")
    marks = sum(len(trace.x) for trace in figure.data)
    legend = sum(trace.showlegend is not False for trace in figure.data)
    shapes = [
        one
        for one in picture.find_all(["circle", "path"])
        if one.get("stroke-width") == "2" and one.get("fill") != "none"
    ]
    assert len(shapes) == marks + legend
    words = picture.get_text(" ")
    assert "more than 150,000" in words
    assert drawn.title in words


@pytest.mark.parametrize(
    "change",
    [
        {"data": [{"type": "pie"}]},
        {"data": [{"type": "scatter", "mode": "lines", "marker": {"symbol": "circle", "color": "red"}}]},
        {"layout": {}},
    ],
)
def test_a_figure_of_another_kind_is_told_in_words_and_never_drawn_wrong(content, change):
    figure = Course(content, content.lesson("the-build-up"), Log(None)).figure("estimates").to_plotly_json()
    assert drawing({**figure, **change}, "x") is None
    elsewhere = {**figure["data"][0], "xaxis": "x7", "yaxis": "y7"}
    assert drawing({**figure, "data": [elsewhere]}, "x") is None
    words = SimpleNamespace(
        to_plotly_json=lambda: {**figure, **change},
        _repr_mimebundle_=lambda: {"text/plain": "Totals\n30 people"},
    )
    piece = figure_piece(words)
    assert (str(piece.html), piece.pictures) == (
        "<p><strong>Totals</strong></p><ul><li>30 people</li></ul>",
        {},
    )


def test_the_glossary_sorts_and_groups_by_letter(small):
    from lessons.site.glossary import by_letter, glossary_body

    first: Term = next(iter(small.terms.values()))
    other = first.model_copy(update={"id": "n", "headword": "1990 plan"})
    changed = replace(small, terms={**small.terms, "n": other})
    assert next(one.id for one in by_letter(changed)) == "n"
    assert 'id="letter-0-9"' in str(glossary_body(changed, {}))


def test_every_fact_on_a_page_has_a_way_to_its_source(files, content):
    facts = facts_of(content)
    for name, html in files.items():
        if name.endswith(".html"):
            text = words_of(html.decode("utf-8"))
            reached = {*re.findall(r"#source-(\w+)", html.decode("utf-8")), *named_in(text, content)}
            assert without_a_way(text, reached, facts) == [], name
    text = words_of(files["03-the-parties.html"].decode("utf-8"))
    assert len(without_a_way(text, set(), facts)) > 100  # or this would find nothing
