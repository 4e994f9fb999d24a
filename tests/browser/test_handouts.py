"""Papers printed by a real browser, on A4 and on Letter: nothing is cut off, no question is torn apart.

Handouts, keys and the teacher's papers, where a sheet for one hand (a role card, a plan) has to fit one page.

Laid out as the printer does: the rules for print, at the width of the paper between its margins.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lessons.commands.site import notebooks_folder
from lessons.content import data_folder, load_content
from lessons.handout import sheet, which_lessons
from lessons.teacher import pack_files

MM = 96 / 25.4
# The margins of paper.css: what is left of the paper, in millimetres; the teacher's papers have more height.
INSIDE = {"A4": (210 - 32, 297 - 35), "Letter": (216 - 32, 279 - 35)}
HIGHER = 8
TEACHERS = ("delegations.html", "plans.html")
NARROWEST, LOWEST = (min(size) for size in zip(*INSIDE.values(), strict=True))
FIND = """([width, height]) => {
    const all = [...document.querySelectorAll('body *')].filter(node => node.getClientRects().length);
    const name = node => node.outerHTML.slice(0, 120);
    const box = node => node.getBoundingClientRect();
    const style = node => getComputedStyle(node);
    // Words, or a number to write beside them: not the numbers of lines, and not letters in a picture.
    const words = all.filter(node => !node.closest('svg, .no, .notes')
        && [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()));
    // Points: what is read and done in the lesson, what is looked up, and the list of sources.
    const least = node => node.closest('.sources') ? 9 : node.closest('.material, .soft') ? 10 : 11;
    const whole = all.filter(node => style(node).breakInside === 'avoid');
    return {
        outside: all.filter(node => box(node).right > width + 0.6 || box(node).left < -0.6).map(name),
        wide: document.documentElement.scrollWidth > Math.ceil(width),
        clipped: all.filter(node => !['visible', 'clip'].includes(style(node).overflowX)
            && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1))
            .map(name),
        over: words.filter(node => style(node).display !== 'inline' && node.scrollWidth > node.clientWidth + 1
            && node.clientWidth).map(name),
        small: words.filter(node => parseFloat(style(node).fontSize) < least(node) / 72 * 96 - 0.1).map(name),
        grey: words.filter(node => style(node).color !== 'rgb(0, 0, 0)').map(name),
        high: whole.filter(node => box(node).height > height).map(name),
        cards: [...document.querySelectorAll('.one.sheet')]
            .filter(node => box(node).height > height).map(name),
        torn: [...document.querySelectorAll('.question, .task, .paragraph, figure, img.part-of, tr')]
            .filter(node => !node.querySelector('.part-of') && style(node).breakInside !== 'avoid').map(name),
        empty: [...document.images].filter(one => !one.naturalWidth).map(name),
        boxes: [...document.querySelectorAll('.box, .room > div, .blank')]
            .filter(node => box(node).height < 10 || box(node).width < 10).map(name),
    };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every handout and every key, in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("copies") / "for class 9"
    folder.mkdir()
    content, notebooks = load_content(data_folder()), notebooks_folder()
    for lesson in which_lessons(content, notebooks, None):
        made = sheet(content, notebooks, lesson, "standard")
        (folder / made.name).write_bytes(made.html)
        (folder / made.key_name).write_bytes(made.key)
    for path, page in pack_files(content, notebooks, folder).items():
        path.write_bytes(page)
    return folder


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window without a network: at the end nothing but the files was asked for."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(media="print")
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not re.match(r"file:|data:", url)] == []


def pages_in(pdf: bytes) -> list[tuple[float, float]]:
    """The size of each page, in millimetres."""
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(wide) / 72 * 25.4, float(high) / 72 * 25.4) for wide, high in boxes]


def test_on_paper_nothing_is_cut_off_torn_or_too_small(window: Page, folder: Path):
    names = sorted(one.name for one in folder.iterdir())
    assert len(names) >= 10
    assert set(TEACHERS) < set(names)
    for name in names:
        window.goto((folder / name).as_uri())
        for paper, (wide, least) in INSIDE.items():
            high = least + HIGHER * (name in TEACHERS)
            window.set_viewport_size({"width": round(wide * MM), "height": round(high * MM)})
            found = window.evaluate(FIND, [wide * MM, high * MM])
            assert {what: where for what, where in found.items() if where} == {}, (name, paper)


def test_the_pages_are_of_the_paper_that_is_in_the_printer(window: Page, folder: Path):
    name = next(one.name for one in sorted(folder.iterdir()) if "01-" in one.name)
    window.goto((folder / name).as_uri())
    for paper, (wide, high) in {"A4": (210, 297), "Letter": (216, 279)}.items():
        sizes = pages_in(window.pdf(format=paper))
        assert 5 <= len(sizes) <= 20, paper
        assert all(abs(one - wide) < 1 and abs(other - high) < 1 for one, other in sizes), paper


def test_each_card_and_each_plan_is_one_page_on_both_papers(window: Page, folder: Path):
    for name in TEACHERS:
        window.goto((folder / name).as_uri())
        sheets = window.locator(".one.sheet").count()
        others = window.locator(".sheet:not(.one)").count()
        for paper in INSIDE:
            pages = len(pages_in(window.pdf(format=paper)))
            assert sheets + others <= pages <= sheets + 2 * others, (name, paper)


def test_the_test_finds_what_is_cut_off_torn_or_too_small(window: Page, folder: Path):
    name = next(one.name for one in sorted(folder.iterdir()) if "01-" in one.name and "key" not in one.name)
    spoiled = (folder / name).read_text(encoding="utf-8")
    for old, new, what in (
        ("white-space: nowrap;", "white-space: nowrap; letter-spacing: 4px;", "over"),
        ("break-inside: avoid; margin: 0 0 5mm;", "margin: 0 0 5mm;", "torn"),
        ("font: 11pt/1.4 Arial", "font: 9pt/1.4 Arial", "small"),
        ("\ncaption {", "\ncaption { color: #777;", "grey"),
        (".who {", ".who { width: 400mm;", "outside"),
        (".stem {", ".stem { height: 3mm; overflow: hidden;", "clipped"),
        (".fill td { height: 11mm; }", ".fill td { height: 90mm; }", "high"),
        (".room > div {", ".room > div { display: block; height: 1mm !important;", "boxes"),
    ):
        assert spoiled.count(old) == 1, old
        window.set_content(spoiled.replace(old, new))
        window.set_viewport_size({"width": round(NARROWEST * MM), "height": round(LOWEST * MM)})
        assert window.evaluate(FIND, [NARROWEST * MM, LOWEST * MM])[what], what
    planted = {
        "01": ("th, td {", "th, td { white-space: nowrap;", "outside"),
        "delegations": ("</ul>", "<li>And one more.</li>" * 40 + "</ul>", "cards"),
    }
    for start, (old, new, what) in planted.items():
        name = next(one.name for one in sorted(folder.iterdir()) if one.name.startswith(start))
        sound = (folder / name).read_text(encoding="utf-8")
        window.set_content(sound.replace(old, new))
        assert window.evaluate(FIND, [NARROWEST * MM, LOWEST * MM])[what], what
