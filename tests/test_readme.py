"""What the README and the other pages for people say is true: links, commands, names of buttons, numbers."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import pytest
import yaml  # type: ignore[import-untyped]  # it comes with JupyterLab; its types are a package of their own

import lessons
from lessons.__main__ import NEWEST, OLDEST
from lessons.activities.map.words import day_text
from lessons.activities.quiz import playable
from lessons.commands.menu import HELP
from lessons.content import Content, load_content
from lessons.progress.log import NAME

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
LARGEST = 250_000  # bytes of a picture
OF_ALL = {path.relative_to(ROOT).as_posix(): path for path in PAGES}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def links(page: Path) -> Iterator[tuple[bool, str, str]]:
    """(is it a picture, its words, where it leads); of a linked picture both."""
    text = page.read_text(encoding="utf-8")
    for mark, words, target in LINK.findall(text):
        yield bool(mark), words, target
    yield from ((False, "a picture", target) for target in re.findall(r"\)\]\(([^)\s]+)\)", text))


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a link names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", OF_ALL)
def test_every_link_leads_somewhere(name):
    page = OF_ALL[name]
    abroad = set()
    for _, _, target in links(page):
        if target.startswith("http"):
            abroad.add(target.split("/")[2])
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name} links to {target}"
        assert not anchor or anchor in anchors(file), f"{name} links to {target}"
    assert abroad <= {"www.python.org", "mybinder.org"}


def test_every_picture_says_what_it_shows_and_is_small():
    shown = set()
    for page in PAGES:
        for is_picture, words, target in links(page):
            if target.endswith(".png"):
                shown.add((page.parent / target).resolve())
            if is_picture and not target.startswith("http"):
                assert len(words) > 60, f"{target} needs words for whoever does not see it"
    there = set((ROOT / "docs/screenshots").glob("*.png"))
    assert shown == there
    assert [path.name for path in there if path.stat().st_size > LARGEST] == []


def test_the_two_commands_stand_alone_and_literally(readme):
    fenced = re.findall(r"^```\n(.+?)\n```$", readme, re.MULTILINE | re.DOTALL)
    assert fenced[:2] == ["python3 -m lessons", "python3 -m lessons test"]
    assert "`py -m lessons`" in readme
    assert "`py -m lessons test`" in readme


@pytest.mark.parametrize("name", OF_ALL)
def test_every_command_that_is_named_exists(name):
    there = set(re.findall(r"python3 -m lessons (\w+)", HELP))
    named = re.findall(r"py(?:thon3)? -m lessons (\w+)", OF_ALL[name].read_text(encoding="utf-8"))
    assert set(named) <= there


def test_the_badge_opens_the_first_notebook(readme):
    where = r"https://mybinder\.org/v2/gh/[\w.-]+/[\w.-]+/HEAD\?urlpath=lab/tree/(notebooks/[\w-]+\.ipynb)"
    (badge,) = re.findall(rf"\[!\[[^\]]+\]\(https://mybinder\.org/badge_logo\.svg\)\]\({where}\)", readme)
    assert badge == "notebooks/00-start.ipynb"
    assert (ROOT / badge).exists()
    assert "`python3 -m lessons badge OWNER/REPOSITORY`" in readme


@pytest.mark.parametrize(
    "words",
    [
        "Not you? Start as someone else",
        "Delete everything kept of me",
        "Who says what",
        "Not running yet",
        "Not saved: the session has stopped",
    ],
)
def test_buttons_and_lines_are_called_as_in_the_course(words):
    pages = " ".join(" ".join(path.read_text(encoding="utf-8") for path in PAGES).split())
    assert words in pages
    course = [path for path in (ROOT / "lessons").rglob("*") if path.suffix in (".py", ".js")]
    assert [path for path in course if words in path.read_text(encoding="utf-8")]


def test_the_folders_of_progress_are_those(readme, monkeypatch):
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for system in (platformdirs.unix.Unix, platformdirs.macos.MacOS):
        folder = Path(system(NAME, appauthor=False).user_data_dir)
        assert f"`~/{folder.relative_to(Path.home()).as_posix()}`" in readme
    assert f"`%LOCALAPPDATA%\\{NAME}`" in readme


# Measured once and said with its date, or a name: no number of the course.
SAID = (
    "learners of 15 and up",
    "about 400 MB of disk",
    "sends 5.2 MB to the browser",
    "takes 69 ms for one step",
    "It sends 0.1 MB, answers a step in 22 ms",
    "on a computer with 2 cores",
    "Measured in November 2026",
    "Windows with 64 bits",
    "CC BY 4.0",
    "| 90 | For teachers",
    "on A4 or Letter",
    "stays closed until lesson 07",
    "100 answers weigh about 25 kB",
    "1,000 answers with the process killed",
    "Lesson 01 in JupyterLab. In the retold paragraph 2 the word",
    "Lesson 02: the map",
)

# What each quiz is about, in the README's words.
SUBJECTS = {
    "the-text": "the text",
    "the-build-up": "the map",
    "the-parties": "the parties",
    "the-institutions": "the institutions",
    "the-week": "the week",
    "check-the-article": "checking the article",
    "what-happened-next": "what came after",
}


def numbers(content: Content) -> Iterator[str]:
    """What the README says with a number in it, with the number counted anew."""
    sources = content.sources.values()
    read = sum(source.verified == "read" for source in sources)
    known = sum(not one.spoiler for one in content.observations.values())
    day = day_text(content.course.article.day)
    yield f"a glossary of {len(content.terms)} terms"
    asked = {slug: len(playable(content.quiz(slug))) for slug, one in content.lessons.items() if one.ready}
    on = ", ".join(f"{asked[slug]} on {what}" for slug, what in SUBJECTS.items() if slug in asked)
    yield on.replace(" on ", " questions on ", 1)
    yield f"There are {len(sources)} sources. Of {read} an excerpt was read"
    yield f"the other {len(sources) - read} were not opened"
    yield f"Of {len(content.sites)} sites"
    reports = len(content.observations)
    yield f"Of {reports} reports a reader could know {known} by the day of the article, {day}"
    yield f"we list {len(content.discrepancies)} things"
    yield f"the border region as of {day}"
    yield day.split(" ", 1)[1]  # January 2022
    for lesson in content.lessons.values():
        if lesson.ready:
            paragraphs = (
                f"paragraphs {lesson.paragraphs[0] or 1} to {lesson.paragraphs[-1]}"
                if lesson.paragraphs
                else ""
            )
            heard = rf"[^|\d]*{paragraphs} " if paragraphs else r"[^|\d]* "
            yield rf"re:\| {lesson.notebook[:2]} \| {re.escape(lesson.title)}{heard}\| {lesson.minutes} \|"
    yield f"A lesson fills {content.lesson('the-text').minutes} minutes"
    yield f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    locked = re.search(r"^plotly==(\d+\.\d+)", (ROOT / "binder/requirements.txt").read_text(), re.MULTILINE)
    assert locked
    yield f"with plotly {locked[1]}"


def prose(text: str) -> str:
    """A page without its code and addresses, in one line."""
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", " ", text)
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    return " ".join(text.replace("*", "").replace("[", "").replace("]", "").split())


def test_every_number_in_the_readme_is_counted(readme, content):
    text = prose(readme)
    for phrase in (*numbers(content), *SAID):
        pattern = phrase[3:] if phrase.startswith("re:") else re.escape(phrase)
        text, times = re.subn(pattern, " ", text)
        assert times, f"the README should say: {phrase}"
    left = re.findall(r".{0,40}\d.{0,40}", text)
    assert left == []


@pytest.mark.parametrize("name", OF_ALL)
def test_terms_and_questions_are_counted_alike_everywhere(name, content):
    text = prose(OF_ALL[name].read_text(encoding="utf-8"))
    quizzes = {len(playable(content.quiz(slug))) for slug in content.lessons if content.lesson(slug).ready}
    assert {int(count) for count in re.findall(r"(\d+) questions", text)} <= quizzes
    assert {int(count) for count in re.findall(r"(\d+) terms", text)} <= {len(content.terms)}


def test_each_plan_fills_its_lesson(content):
    text = (ROOT / "docs/teaching.md").read_text(encoding="utf-8")
    plans = [part for part in text.split("\n## ") if part.startswith("One period")]
    for plan in plans:
        assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.MULTILINE))) == 45, plan[:40]
    assert len(plans) == 8
    for lesson in content.lessons.values():
        if lesson.ready:
            assert re.search(
                rf"\[{lesson.notebook[:2]}: [^\]]+\]\(\.\./notebooks/{lesson.notebook}\) "
                rf"\({lesson.minutes} minutes\)",
                text.replace("\n", " "),
            )


def test_version_and_day_are_the_same_everywhere():
    newest = re.search(
        r"^## (\S+) \((\d{4}-\d{2}-\d{2})\)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )
    assert newest
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert newest[1] == lessons.__version__ == citation["version"]
    assert newest[2] == citation["date-released"].isoformat()
    assert citation["cff-version"] == "1.2.0"
    assert {"title", "message", "authors"} <= set(citation)


def test_the_licences_are_those_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC-BY-4.0"
    assert sorted(path.name for path in ROOT.glob(project["license-files"][0])) == [
        "LICENSE",
        "LICENSE-CONTENT",
    ]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    text = (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert "\nCreative Commons Attribution 4.0 International Public License\n" in text
    assert text.endswith("Creative Commons may be contacted at creativecommons.org.\n")
