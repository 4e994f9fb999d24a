"""Lessons on paper: every question once, room for every answer, no key and no end; and the key apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import htpy as h
import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from lessons.activities.forecasts import what_came
from lessons.activities.quiz import Places
from lessons.commands import handout as command
from lessons.commands import menu
from lessons.commands.site import notebooks_folder
from lessons.content import Content, data_folder, load_content
from lessons.content.records.items import Cloze, Matching, Numeric
from lessons.exports.folder import InTheWay, write
from lessons.handout import LEVELS, Sheet, sheet, which_lessons
from lessons.handout.answers import answer, right
from lessons.handout.frame import document
from lessons.handout.others import on_paper
from lessons.handout.part import Paper
from lessons.handout.pictures import in_grey, pages_of, printed
from lessons.handout.prose import SCREEN, paper_blocks
from lessons.handout.questions import number_line, question, scale
from lessons.handout.reading import LETTERS, lines_of
from lessons.handout.tables import prepare
from lessons.site import SiteError
from lessons.site.piece import Page, Piece, fold
from lessons.ui.terms import curly
from tests.shown_facts import facts_of, named_in, without_a_way, words_of
from tests.test_site import other_keys, squeezed, told_too_early

Sheets = Mapping[tuple[str, str], Sheet]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(data_folder())


@pytest.fixture(scope="module")
def sheets(content) -> dict[tuple[str, str], Sheet]:
    """Both files of every lesson, at every level where there is a text to read."""
    return {
        (lesson.slug, level): sheet(content, notebooks_folder(), lesson, level)
        for lesson in which_lessons(content, notebooks_folder(), None)
        for level in LEVELS[: None if lesson.paragraphs else 1]
    }


def page_of(html: bytes) -> BeautifulSoup:
    return BeautifulSoup(html.decode("utf-8"), "html.parser")


def pages(sheets: Sheets) -> Iterator[tuple[str, str, BeautifulSoup]]:
    for (slug, level), made in sheets.items():
        yield slug, level, page_of(made.html)


def paper_of(content: Content, slug: str) -> Paper:
    lesson = content.lesson(slug)
    return Paper(Page(lesson, content.for_lesson(slug), (lesson,)), "plain", lines={})


# Whole


def test_there_is_a_sheet_and_a_key_for_every_lesson_and_level(sheets, content):
    names = [made.name for made in sheets.values()]
    ready = [one for one in content.lessons.values() if one.ready]
    assert len(set(names)) == sum(2 if one.paragraphs else 1 for one in ready)
    assert "01-the-text-handout-plain.html" in names
    assert "01-the-text-handout-standard.html" in names
    assert "04-the-institutions-handout.html" in names
    assert {made.key_name for made in sheets.values()} == {
        one.notebook.replace(".ipynb", "-key.html") for one in ready
    }


def test_a_file_needs_nothing_but_itself(sheets):
    for made in sheets.values():
        for html in (made.html, made.key):
            page = page_of(html)
            for tag in ("script", "form", "button", "input", "iframe", "object", "a", "details", "base"):
                assert page.find(tag) is None, (made.name, tag)
            asked = [str(node.get("src") or node.get("href")) for node in page.find_all(["img", "link"])]
            assert [one for one in asked if not one.startswith("data:")] == [], made.name
            style = "".join(one.get_text() for one in page.find_all("style"))
            assert not re.search(r"url\(|@import|https?:", style), made.name
            assert not any(name.startswith("on") for node in page.find_all(True) for name in node.attrs)


def test_every_file_has_a_language_one_title_and_headings_in_order(sheets):
    for made in sheets.values():
        for html in (made.html, made.key):
            page = page_of(html)
            assert isinstance(page.html, Tag)
            assert page.html["lang"] == "en"
            levels = [int(one.name[1]) for one in page.find_all(re.compile(r"^h[1-6]$"))]
            jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
            assert (levels[0], levels.count(1), jumps) == (1, 1, []), made.name


def test_every_table_has_a_caption_or_headings_and_every_picture_has_words(sheets):
    for slug, _, page in pages(sheets):
        assert all(len(str(image["alt"])) > 20 for image in page.find_all("img")), slug
        for table in page.find_all("table"):
            assert table.find("th", scope="col"), slug


def test_a_sheet_begins_with_title_and_aim_and_ends_with_its_sources(sheets, content):
    for slug, _, page in pages(sheets):
        lesson = content.lesson(slug)
        assert page.h1 is not None
        assert page.h1.get_text() == lesson.title
        assert squeezed(lesson.aim) in squeezed(page.get_text())
        last = page.select("main > section")[-1]
        if lesson.item_ids:
            assert last.h2 is not None
            assert last.h2.get_text() == "Where it comes from"
            named = squeezed(last.get_text())
            sources = {one for item in content.for_lesson(slug).quiz(slug) for one in item.source_ids}
            assert [one for one in sources if squeezed(content.sources[one].title) not in named] == []


def test_words_of_the_screen_are_left_out(sheets):
    for slug, level, page in pages(sheets):
        for one in page.select(".question, table, .words, .sources"):
            one.decompose()  # the data speaks for itself; this is about the notebooks' text
        assert page.main is not None
        said = page.main.get_text(" ")
        assert not re.search(r"Run All|JupyterLab|double-click|Binder|\bpress \*|\bclick", said), slug
        assert [one[0] for one in SCREEN.finditer(said)] == [], (slug, level)


# The text


def test_the_text_stands_there_at_the_level_asked_for_line_by_line(sheets, content):
    for slug, level, page in pages(sheets):
        lesson = content.lesson(slug)
        rows = page.select(".numbered .row")
        assert bool(rows) == bool(lesson.paragraphs)
        said = squeezed(" ".join(row.select("span")[1].get_text() for row in rows))
        told = "".join(squeezed(getattr(content.paragraphs[n], level)) for n in lesson.paragraphs)
        assert said == told, (slug, level)
        numbers = [(n, row.span.get_text()) for n, row in enumerate(rows, 1) if row.span]
        assert all(shown == (str(n) if n % 5 == 0 else "") for n, shown in numbers if shown != str(n))
        assert [shown for n, shown in numbers if n % 5 == 0] == [str(n) for n, _ in numbers if n % 5 == 0]
        assert all(len(row.select("span")[1].get_text()) <= LETTERS for row in rows)


def test_a_question_says_in_which_lines_to_look(sheets, content):
    page = page_of(sheets["the-text", "plain"].html)
    articles = page.select(".paragraph")
    lines, at = {}, 1
    for number, article in zip(content.lesson("the-text").paragraphs, articles, strict=True):
        rows = len(article.select(".row"))
        lines[number] = (at, at + rows - 1)
        at += rows
    found = 0
    asked = page.select(".question")
    for item, section in zip(content.quiz("the-text"), asked, strict=True):
        for number in item.paragraphs:
            first, last = lines[number]
            told = f"line {first}" if first == last else f"lines {first} to {last}"
            assert told in section.get_text(), item.id
            found += 1
    assert found >= 10
    assert "Look in" not in page_of(sheets["the-institutions", "plain"].html).get_text()


def test_lines_hold_all_words_and_break_none():
    text = "one two, three. four-and-five six seven"
    lines = [text[one.start : one.stop] for one in lines_of(text, 10)]
    assert lines == ["one two,", "three.", "four-and-five", "six seven"]
    assert list(lines_of("", 10)) == []


def test_quotation_marks_become_real_ones_and_nothing_moves():
    text = "He said 'no' to Ukraine's 'plan'."
    assert curly(text) == "He said ‘no’ to Ukraine's ‘plan’."
    assert len(curly(text)) == len(text)


# The questions


def test_every_question_is_there_once_in_the_order_of_the_data_with_its_options(sheets, content):
    for slug, level, page in pages(sheets):
        items = (*content.for_lesson(slug).guesses(slug), *content.for_lesson(slug).quiz(slug))
        asked = page.select(".question")
        assert len(asked) == len(items), slug
        for item, section in zip(items, asked, strict=True):
            said = squeezed(section.get_text())
            stem = re.sub(r"\[\d+\]", lambda gap: gap[0], item.stem)
            assert squeezed(stem.replace("_", "")) in said, (slug, level, item.id)
            if not isinstance(item, Numeric):  # its options are answers that learners gave
                at = said.index(squeezed(stem)) + len(squeezed(stem))
                for option in item.options:
                    at = said.find(squeezed(option.text), at)
                    assert at > 0, (item.id, option.text)
                    at += len(squeezed(option.text))


def test_every_format_has_its_own_room_for_the_answer(content):
    made: dict[str, Tag] = {}
    places = Places(content)
    papers = {slug: paper_of(content, slug) for slug in content.lessons}
    for item in content.items.values():
        section = page_of(str(question(papers[item.lesson], item, 1, places)).encode())
        boxes, dots = len(section.select(".box")), len(section.select(".dot"))
        options = len(item.options)
        match item.format:
            case "matching":
                assert isinstance(item, Matching)
                assert (boxes, dots) == (0, options + len(item.prompts))
            case "cloze":
                assert isinstance(item, Cloze)
                assert section.get_text().count("____________") == len(item.gaps)
                assert len(section.select(".bank li")) == options
            case "numeric":
                assert len(section.select("svg.line")) == len(section.select(".blank")) == 1
            case "true_false_reason":
                assert boxes == options + 2
            case "map_location":
                assert boxes == options
                assert section.img is not None
            case _:
                assert boxes == options
        made[item.format] = section
    assert len(made) == 11


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([10, 40, 55], (0, 60, 10)),
        ([2008, 2015, 2014, 2021], (2005, 2025, 5)),
        ([0, 97, 89, 8], (0, 100, 20)),
        ([3, 1, 4, 2], (0, 5, 1)),
        ([7], (6, 8, 2)),
        ([-5, 5], (-6, 6, 2)),
    ],
)
def test_a_number_line_has_round_ends_and_no_value_stands_at_them(values, ticks):
    low, high, step = scale(values)
    assert (low, high, step) == ticks
    assert all(low <= one < high for one in values)
    assert number_line(values).count("<text") == round((high - low) / step) + 1


def test_a_line_says_how_many_questions_are_enough(sheets, content):
    for slug, _, page in pages(sheets):
        lesson, lines = content.lesson(slug), page.select(".enough")
        assert len(lines) == (1 if 0 < lesson.asked < len(lesson.item_ids) else 0), slug
        assert [len(one.find_all_previous(class_="question")) for one in lines] == [lesson.asked] * len(lines)
    assert any(content.lesson(slug).asked for slug, _ in sheets)


# No key, no end


def test_a_question_on_paper_is_the_same_whatever_its_key(content):
    """Not a word, a box or an order tells it: of all questions, those of lessons to come too."""
    formats = set()
    places = Places(content)
    papers = {slug: paper_of(content, slug) for slug in content.lessons}
    for item in content.items.values():
        paper = papers[item.lesson]
        seen = str(question(paper, item, 1, places))
        told = str(answer(content, item, 1))
        assert not any(option.rationale in seen for option in item.options), item.id
        for key in other_keys(item):
            other = item.model_copy(update={"key": key})
            assert str(question(paper, other, 1, places)) == seen, item.id
            assert str(answer(content, other, 1)) != told, item.id
            formats.add(item.format)
    assert len(formats) == 10


@pytest.mark.parametrize("slug", ["the-text", "the-institutions"])
def test_a_whole_sheet_is_the_same_whatever_is_right_and_its_key_is_not(sheets, content, slug):
    def turned(item):
        key = next(other_keys(item), None)
        return item if key is None else item.model_copy(update={"key": key})

    other = {"law": "politics", "politics": "argued", "argued": "law"}
    changed = replace(
        content,
        items=MappingProxyType({one: turned(item) for one, item in content.items.items()}),
        agreements=MappingProxyType(
            {
                one: text.model_copy(update={"binding": other[text.binding]})
                for one, text in content.agreements.items()
            }
        ),
    )
    made = sheet(changed, notebooks_folder(), content.lesson(slug), "plain")
    assert made.html == sheets[slug, "plain"].html
    assert made.key != sheets[slug, "plain"].key


def test_no_reason_and_no_claimant_stands_on_a_sheet_and_all_stand_in_the_key(sheets, content):
    for (slug, _), made in sheets.items():
        closed = content.for_lesson(slug)
        seen, told = squeezed(page_of(made.html).get_text()), squeezed(page_of(made.key).get_text())
        items = closed.quiz(slug)
        reasons = {squeezed(option.rationale) for item in items for option in item.options}
        assert [one for one in reasons if len(one) > 30 and one in seen] == [], slug
        assert [one for one in reasons if one not in told] == [], slug
        beliefs = {one.misconception_id for item in items for one in item.options if one.misconception_id}
        assert [one for one in beliefs if squeezed(closed.misconceptions[one].belief) not in told] == []
        assert [item.id for item in items if squeezed(right(item)) not in told] == []
        for number in closed.lesson(slug).paragraphs:
            for claim in closed.claims_in(number):
                assert squeezed(claim.statement) in told


def test_the_key_says_at_its_top_whom_it_is_for_and_a_sheet_says_nothing_of_it(sheets):
    for made in sheets.values():
        top = page_of(made.key).header
        assert top is not None
        assert "For the teacher" in top.get_text()
        assert "Do not hand it out" in top.get_text()
        assert "For the teacher" not in page_of(made.html).get_text()


def test_no_sheet_tells_the_end_or_what_the_check_found(sheets, content):
    names = {slug: one.notebook.replace(".ipynb", ".html") for slug, one in content.lessons.items()}
    for level in LEVELS:
        made = {slug: one for (slug, which), one in sheets.items() if which == level}
        told = told_too_early({names[slug]: page_of(one.html) for slug, one in made.items()}, content)
        assert told == []
        # A key may tell what a task of its own lesson is about; the end, never.
        keys = told_too_early({names[slug]: page_of(one.key) for slug, one in made.items()}, content)
        assert [one for one in keys if "came later" in one] == []


def test_what_came_stands_on_the_second_sheet_alone_and_our_reading_of_it_in_the_key(sheets, content):
    made = sheets["what-happened-next", "plain"]
    page, told = page_of(made.html), squeezed(page_of(made.key).get_text())
    for part in page.select(".later, .more, .material, .sources"):
        part.extract()
    first, whole = squeezed(page.get_text()), squeezed(page_of(made.html).get_text())
    assert len(page.select("main .task .because")) == len(content.forecasts)
    for one in content.forecasts.values():
        assert squeezed(one.statement) in first
        for _, text, _ in what_came(content, one):
            assert squeezed(text) not in first, one.id
            assert squeezed(text) in whole
        for ours in (one.happened, one.test, one.sure, one.doubt):
            assert squeezed(ours) in told
            assert squeezed(ours) not in whole, one.id


def test_the_seats_are_to_be_filled_in_and_who_sat_where_is_for_the_key(sheets, content):
    made = sheets["the-week", "plain"]
    page, told = page_of(made.html), squeezed(page_of(made.key).get_text())
    tables = [one for one in content.meetings.values() if one.is_table]
    rows = page.select(".fill.seats tbody tr")
    assert len(rows) == len(content.parties)
    assert all(len(row.select(".box")) == 2 * len(tables) for row in rows)
    seen = squeezed(page.get_text())
    for meeting in tables:
        for seat in content.seats_at(meeting.id).values():
            assert squeezed(seat.reason) in told
            assert squeezed(seat.reason) not in seen, seat
    for table in page.select("table:not(.seats)"):  # nobody reads it off another table
        named = [one.name for one in content.parties.values() if one.name in table.get_text()]
        assert not [row for row in table.select("tr") if sum(one in row.get_text() for one in named) > 2]


def test_every_claim_has_room_for_verdict_and_reason_and_its_cards_and_no_verdict(sheets, content):
    made = sheets["check-the-article", "plain"]
    page, told = page_of(made.html), squeezed(page_of(made.key).get_text())
    claims = [one for one in content.verdicts.values() if one.exercise]
    rows = page.select(".fill.judged tbody tr")
    assert len(rows) == len(claims)
    assert all(len(row.select(".box")) == 4 and row.select("td")[-1].get_text() == "" for row in rows)
    assert len(page.select(".card")) == sum(len(content.cards_of(one.id)) for one in claims)
    seen = squeezed(page.get_text())
    for one in claims:
        assert squeezed(one.claim) in seen
        assert squeezed(one.why) in told
        assert squeezed(one.why) not in seen, one.id


def test_pages_that_go_out_alone_say_what_they_are_and_have_room_for_a_name(sheets):
    for slug, _, page in pages(sheets):
        parts = page.select(".later, .more")
        assert all(part.select_one(".kind, .who") and len(part.select(".who")) == 1 for part in parts), slug
        assert len(page.select(".later")) == (slug == "what-happened-next")
        named = [str(one.get_text()) for one in page.select(".see b")]
        there = [
            one.get_text().partition(".")[0] for one in page.select(".material .item > h3, .material caption")
        ]
        assert set(named) <= set(there), slug


def test_a_spoiler_on_a_sheet_would_be_found(content, monkeypatch):
    monkeypatch.setattr(Content, "for_lesson", lambda self, _slug: self)
    made = sheet(content, notebooks_folder(), content.lesson("the-institutions"), "plain")
    assert told_too_early({"04-the-institutions.html": page_of(made.html)}, content)


def test_no_learner_is_on_a_sheet_and_twice_gives_the_same_bytes(sheets, content):
    again = sheet(content, notebooks_folder(), content.lesson("start"), "plain")
    assert again == sheets["start", "plain"]


# The parts


def test_sentences_about_the_screen_go_and_questions_of_a_list_get_a_line():
    def told(source: str) -> str:
        return "".join(one.html for one in paper_blocks(source, ()))

    assert told("Look. Press **Check**. Think.") == "<p>Look. Think.</p>\n"
    assert told("- [On](01-the-text.ipynb)\n- Keep it") == "<ul>\n<li>Keep it</li>\n</ul>\n"
    room = '<div aria-hidden="true" class="room"><div></div></div>'
    assert told("1. Who?\n2. **Who?** Nobody.") == (
        f"<ol>\n<li>Who?{room}</li>\n<li><strong>Who?</strong> Nobody.</li>\n</ol>\n"
    )
    assert told("*Double-click here and write.*").count("<div></div>") == 5


def test_a_fold_with_an_answer_goes_to_the_key_and_one_with_material_is_opened():
    table = "<table><caption>Fish</caption><thead><tr><th scope='col'>A</th></tr></thead></table>"
    piece = Piece(
        h.fragment[
            fold("What fits", "the pike"),
            fold("More", "Wider words", kind="more"),
            fold("All fish", Markup(table)),  # noqa: S704
            fold("Source", "A book", kind="source"),
        ]
    )
    part = on_paper(piece)
    sheet, key = "".join(map(str, part.sheet)), str(part.key)
    assert "the pike" not in sheet
    assert "the pike" in key
    assert "Wider words" in sheet
    assert "Fish" in sheet
    assert "A book" not in sheet + key


def test_tables_get_the_whole_width_and_long_ones_stand_at_the_end():
    rows = "".join(f"<tr><td>{n}</td><td>seen</td><td>Paper {n}</td></tr>" for n in range(12))
    html = (
        "<table><caption>Reports</caption><thead><tr><th>Place</th><th>Report</th><th>Sign</th>"
        f"<th>Source</th></tr></thead><tbody><tr><th scope='rowgroup' rowspan='13'>Lake</th><td>x</td>"
        f"<td>y</td><td>Z</td></tr>{rows}</tbody></table>"
    )
    soup = BeautifulSoup(html, "html.parser")
    (table,) = prepare(soup)
    assert soup.get_text() == ""
    made = BeautifulSoup(str(table.numbered(3)), "html.parser")
    assert made.caption is not None
    assert made.caption.get_text() == "M3. Reports"
    assert [one.get_text() for one in made.select("thead th")] == ["Report", "Sign"]
    first, second, third = made.select("tbody tr")[:3]
    assert (first.get_text(), second.get_text(), third.get_text()) == ("Lake", "xy", "Source: Z")
    assert [one["colspan"] for one in made.select("[colspan]")] == ["2"] * 14


def test_pictures_are_grey_and_a_high_one_is_cut_between_two_rows():
    assert in_grey("fill:#ff0000;stroke:#FFF") == "fill:#262626;stroke:#ffffff"
    assert in_grey('href="#abcdef-x"') == 'href="#abcdef-x"'
    rows = "".join(f'<path d="M10.0 {y}.0H90" stroke="#d5dadf"/>' for y in range(20, 400, 20))
    high = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 400" width="100" height="400">{rows}</svg>'
    )
    assert len(pages_of(high.encode())) == 2
    assert len(pages_of(high.replace("400", "120").encode())) == 1
    with pytest.raises(ValueError, match="only a drawing"):
        printed("data:image/png;base64,AAAA", "x")


def test_no_colour_is_left_on_a_sheet(sheets):
    import base64

    for slug, _, page in pages(sheets):
        for image in page.find_all("img"):
            drawn = base64.b64decode(str(image["src"]).partition(",")[2]).decode()
            colours = re.findall(r"#([0-9a-f]{6})\b", drawn)
            assert [one for one in colours if len({one[:2], one[2:4], one[4:]}) > 1] == [], slug


def test_a_title_cannot_leave_the_style_sheet():
    html = document(title='a "b" </style><script>', kind="Handout", course="c", head=None, body=None)
    page = page_of(html)
    assert page.script is None
    assert page.h1 is not None
    assert page.h1.get_text() == 'a "b" </style><script>'


# The command


@pytest.mark.parametrize("word", ["the-text", "01", "1", "01-the-text", "01-the-text.ipynb", "THE-TEXT"])
def test_a_lesson_is_named_in_every_way_that_makes_sense(content, word):
    assert [one.slug for one in which_lessons(content, notebooks_folder(), word)] == ["the-text"]


@pytest.mark.parametrize(
    ("word", "says"), [("99", "There is no lesson '99'."), ("", "There is no lesson ''.")]
)
def test_an_unknown_lesson_is_one_line_with_what_there_is(content, word, says):
    with pytest.raises(SiteError) as caught:
        which_lessons(content, notebooks_folder(), word)
    assert str(caught.value).startswith(f"{says} There are: 00 (start), 01 (the-text), ")
    assert "\n" not in str(caught.value)


def test_a_lesson_that_is_not_ready_is_told_so(content):
    lessons = {
        slug: one.model_copy(update={"ready": one.ready and slug != "the-text"})
        for slug, one in content.lessons.items()
    }
    with pytest.raises(SiteError, match=r"The lesson '01' is not ready yet\. There are: 00"):
        which_lessons(replace(content, lessons=MappingProxyType(lessons)), notebooks_folder(), "01")


def test_the_command_writes_the_sheet_and_the_key_only_when_asked(tmp_path, capsys):
    out = tmp_path / "for class 9"
    assert command.main(["01", "--out", str(out), "--level=standard"]) == 0
    assert [one.name for one in out.iterdir()] == ["01-the-text-handout-standard.html"]
    assert command.main(["the-text", "--key", f"--out={out}", "--level", "standard"]) == 0
    assert sorted(one.name for one in out.iterdir()) == [
        "01-the-text-handout-standard.html",
        "01-the-text-key.html",
    ]
    said = capsys.readouterr()
    assert said.err == ""
    assert str(out / "01-the-text-key.html") in said.out
    assert "A4 or Letter" in said.out


def test_what_a_teacher_has_changed_is_never_written_over(tmp_path, capsys):
    assert command.main(["01", "--out", str(tmp_path)]) == 0
    file = tmp_path / "01-the-text-handout-plain.html"
    made = file.read_bytes()
    file.write_bytes(b"mine")
    assert command.main(["01", "--key", "--out", str(tmp_path)]) == 1
    assert (file.read_bytes(), len(list(tmp_path.iterdir()))) == (b"mine", 1)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Nothing was written. {file} is there already")
    assert "--replace" in line
    assert command.main(["01", "--out", str(tmp_path), "--replace"]) == 0
    assert file.read_bytes() == made


@pytest.mark.parametrize(
    "words",
    [
        ["01", "02"],
        ["--level"],
        ["--level", "easy"],
        ["--level="],
        ["--out"],
        ["--out", "--key"],
        ["--out="],
        ["--fast"],
        [""],
    ],
)
def test_words_that_it_does_not_take_are_one_line(capsys, words):
    assert command.main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"{command.USAGE}. It got: {' '.join(words)}."


def test_whatever_is_in_the_way_is_one_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "x").write_text("x")
    assert command.main(["01", "--out", str(tmp_path / "x")]) == 1
    assert command.main(["00", "--out", str(tmp_path / "x" / "y")]) == 1
    assert command.main(["99", "--out", str(tmp_path / "new")]) == 1
    monkeypatch.setattr(command, "notebooks_folder", lambda: tmp_path)
    assert command.main(["--out", str(tmp_path / "new")]) == 1
    first, second, third, fourth = capsys.readouterr().err.splitlines()
    assert first == f"Nothing was written. {tmp_path / 'x'} is a file. Name a folder."
    assert second.startswith("Nothing was written (Not a directory")
    assert third.startswith("Nothing was written. There is no lesson '99'.")
    assert "is missing in" in fourth
    assert not (tmp_path / "new").exists()


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write({tmp_path / "a.html": b"1"})
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.html").mkdir()
    with pytest.raises(InTheWay, match="is a folder"):
        write({tmp_path / "b.html": b"1"}, replace=True)


def test_the_menu_starts_it_inside_the_environment(monkeypatch):
    started = []
    monkeypatch.setattr(menu, "python_for_reading", lambda: "python")
    monkeypatch.setattr(menu, "inside", lambda *call: started.append(call))
    menu.main(["handout", "01", "--key"])
    assert started == [("python", "handout", ["01", "--key"])]


def test_every_fact_on_paper_has_its_source_in_the_list_at_the_end(sheets, content):
    facts = facts_of(content)
    for (slug, level), made in sheets.items():
        sheet_, key = (words_of(html.decode("utf-8")) for html in (made.html, made.key))
        listed = named_in(sheet_, content)
        assert without_a_way(sheet_, listed, facts) == [], (slug, level)
        assert without_a_way(key, listed | named_in(key, content), facts) == [], f"the key of {slug}"
