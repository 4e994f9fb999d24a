"""The notebooks: thin, whole, as a real run left them; and nbval passes for everybody, on every day.

That each cell gives what the file shows is tested by nbval itself, which pytest runs over `notebooks/`
(`addopts` in pyproject.toml). Here stands what nbval does not see, and the situations it is not run in.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lessons.activities.quiz import Quiz
from lessons.commands.refresh import KERNEL
from lessons.commands.saved import VIEW, course_notebooks
from lessons.content import Content, load_content
from lessons.content.marking import pair, prompts_of, right_response
from lessons.content.records.items import Cloze, Matching, Numeric, Ordering, TrueFalseReason
from lessons.course import Course
from lessons.progress import open_log
from lessons.ui.activity import NOT_RUNNING

NOTEBOOKS = course_notebooks(Path(__file__).resolve().parents[1] / "notebooks")
PANEL = re.compile(
    r"course\.(welcome|save|guess|progress|read|original|write|glossary|map|quiz|timeline|order"
    r"|binding|membership|positions|overlaps|statements|wordings|quotations|claims|plan"
    r"|week|seats|misprint|forecasts)\("
)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
TITLE = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
IMAGE = re.compile(r"<img\b[^>]*>|!\[[^\]]*\]\([^)]*\)")

Notebook = dict[str, Any]
Cell = dict[str, Any]


@pytest.fixture(params=NOTEBOOKS, ids=lambda file: file.name)
def notebook(request: pytest.FixtureRequest) -> Notebook:
    read: Notebook = json.loads(request.param.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def cells(notebook: Notebook, kind: str) -> list[Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def text(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)


def shown(notebook: Notebook) -> str:
    """Every output as text, whatever its kind."""
    outputs = [output for cell in cells(notebook, "code") for output in cell["outputs"]]
    parts = [part for output in outputs for part in output.get("data", {}).values()]
    return html.unescape("\n".join(json.dumps(p) if isinstance(p, dict) else text(p) for p in parts))


def test_there_are_notebooks():
    assert [file.name[:2] for file in NOTEBOOKS][:3] == ["00", "01", "02"]


# What stands in them


def test_code_is_one_to_three_lines_that_a_learner_could_read(notebook: Notebook):
    for cell in cells(notebook, "code"):
        lines = text(cell["source"]).splitlines()
        comments = [line for line in lines if line.startswith("#")]
        assert len(comments) <= 1, cell["id"]
        assert 1 <= len(lines) - len(comments) <= 3, cell["id"]
        assert not re.search(r"^\s*(def|class|for|if|with)\b|\n\n|[\[{(]\n", "\n".join(lines)), cell["id"]


def test_headings_are_in_order_under_one_h1(notebook: Notebook):
    levels = [
        len(marks)
        for cell in cells(notebook, "markdown")
        for marks in HEADING.findall(re.sub(r"```.*?```", "", text(cell["source"]), flags=re.DOTALL))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


def test_links_lead_to_notebooks_and_headings_that_exist(notebook: Notebook, root: Path):
    written = [text(cell["source"]) for cell in cells(notebook, "markdown")]
    links = [link for one in written for link in LINK.findall(one)]
    # JupyterLab names a heading by its words.
    headings = {f"#{words.replace(' ', '-')}" for one in written for words in TITLE.findall(one)}
    there = [link for link in links if link in headings or (root / "notebooks" / link).is_file()]
    assert links == there
    assert links


def test_no_learner_has_to_see_code_that_opens_a_panel(notebook: Notebook):
    for cell in cells(notebook, "code"):
        if PANEL.search(text(cell["source"])):
            assert cell["metadata"].get("jupyter") == {"source_hidden": True}, cell["id"]


def test_every_cell_has_a_name_of_its_own(notebook: Notebook):
    names = [cell.get("id") for cell in notebook["cells"]]
    assert all(names)
    assert len(set(names)) == len(names)


def test_every_picture_has_words(notebook: Notebook):
    written = [text(cell["source"]) for cell in cells(notebook, "markdown")]
    for picture in IMAGE.findall("\n".join([*written, shown(notebook)])):
        found = re.search(r'alt="([^"]+)"|!\[([^\]]+)\]', picture)
        assert found, picture[:200]
        assert len((found[1] or found[2]).split()) > 3, picture[:200]


# What a run left in them


def test_nothing_of_one_run_or_one_machine_is_saved(notebook: Notebook):
    assert notebook["metadata"] == {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    assert notebook["nbformat"] == 4
    assert VIEW not in json.dumps(notebook)
    for cell in notebook["cells"]:
        assert set(cell["metadata"]) <= {"jupyter", "tags"}, cell["id"]


def test_every_cell_ran_in_order_and_none_failed(notebook: Notebook):
    code = cells(notebook, "code")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    kinds = {output["output_type"] for cell in code for output in cell["outputs"]}
    assert kinds <= {"execute_result", "display_data"}


def test_each_panel_left_its_still_and_the_still_says_what_to_do(notebook: Notebook):
    panels = [cell for cell in cells(notebook, "code") if PANEL.search(text(cell["source"]))]
    # The teacher's page shows tables and figures, which need no kernel to be read.
    assert panels or "course.report()" in json.dumps(notebook)
    for cell in panels:
        (output,) = cell["outputs"]
        assert set(output["data"]) == {"text/plain", "text/html"}
        assert text(output["data"]["text/plain"]).startswith(NOT_RUNNING)
        plain = re.sub("<[^>]+>", "", html.unescape(text(output["data"]["text/html"]))).strip()
        assert plain.startswith(NOT_RUNNING)
        assert not re.search(r"<(form|input|button|script)\b| id=", text(output["data"]["text/html"]))


def test_no_answer_is_given_away(notebook: Notebook, content: Content):
    visible = shown(notebook)
    rationales = {option.rationale for item in content.items.values() for option in _options(item)}
    assert len(rationales) > 100
    told = [rationale for rationale in rationales if len(rationale) > 25 and rationale in visible]
    assert told == []


def _options(item: Any) -> tuple[Any, ...]:
    return tuple(getattr(item, "options", ()))


def test_nothing_is_told_that_came_after(notebook: Notebook, content: Content):
    visible = shown(notebook)
    told = ("statement", "outcome", "stem", "scope")
    closed = content.without_spoilers()
    for name in (
        "observations",
        "context",
        "events",
        "positions",
        "overlaps",
        "meetings",
        "items",
        "estimates",
    ):
        known = {getattr(row, field, "") for row in getattr(closed, name).values() for field in told}
        for row in getattr(content, name).values():
            late = {getattr(row, field, "") for field in told} - known
            assert [words for words in late if len(words) > 25 and words in visible] == [], row.id
    later = [one.later for one in content.people.values()] + [
        one.later for one in content.paragraphs.values()
    ]
    assert [words for words in later if words and words in visible] == []


# A run of today


@pytest.mark.long
def test_a_refresh_changes_no_byte(root: Path, tmp_path: Path):
    for folder in ("lessons", "data", "notebooks"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    done = subprocess.run(
        [sys.executable, "-m", "lessons.commands.refresh"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{file.name}: the same as before" for file in NOTEBOOKS]
    for file in NOTEBOOKS:
        assert (tmp_path / "notebooks" / file.name).read_bytes() == file.read_bytes()


# nbval in other situations than the usual one


def proof(folder: Path, source: str, result: str) -> Path:
    """A notebook of one cell that passes only where the situation is what the test says it is."""
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    cell = {
        "cell_type": "code",
        "id": "proof",
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": [{**output, "data": {"text/plain": result}}],
    }
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    written = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    file = folder / "proof.ipynb"
    file.write_text(json.dumps(written), encoding="utf-8")
    return file


def all_in_one(folder: Path, extra: Path) -> Path:
    """One notebook of all code cells and those of one more: nine kernels take nine times as long to start."""
    whole = json.loads(extra.read_text(encoding="utf-8"))
    read = (json.loads(file.read_text(encoding="utf-8")) for file in NOTEBOOKS)
    joined = [*(cell for one in read for cell in cells(one, "code")), *whole["cells"]]
    whole["cells"] = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(joined)]
    file = folder / "all.ipynb"
    file.write_text(json.dumps(whole), encoding="utf-8")
    return file


def nbval(root: Path, *notebooks: Path, **environment: str) -> str:
    """What strict nbval says of these notebooks."""
    command = [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), f"--rootdir={root}"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--color=no", *map(str, notebooks)],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=480,  # nbval waits for ever for a kernel that has died
    )
    return done.stdout[-6000:] + done.stderr if done.returncode else "passed"


def wrong_then_right(item: Any) -> list[dict[str, list[str]]]:
    if isinstance(item, TrueFalseReason):
        verdicts = ("false", "true") if item.key.answer else ("true", "false")
        return [{"verdict": [verdict], "choice": [item.key.reason]} for verdict in verdicts]
    if isinstance(item, Matching | Cloze):  # one answer everywhere is right once at most
        wrong = [pair(prompt, item.options[0].id) for prompt in prompts_of(item)]
    elif isinstance(item, Ordering):  # never printed in its order
        wrong = [option.id for option in item.options]
    else:
        false = next(option for option in item.options if option.id not in item.right)
        wrong = [f"{false.value:g}" if isinstance(item, Numeric) else false.id]
    return [{"choice": wrong}, {"choice": list(right_response(item))}]


def everything_done(content: Content) -> int:
    """Kim, who sits here, has done all there is to do; how often she answered in lesson 01."""
    start, *others = (
        Course(content, lesson, open_log()) for lesson in content.lessons.values() if lesson.ready
    )
    start.welcome().act("start", nickname="Kim")
    for item in content.guesses("start"):
        start.guess().act("guess", item=item.id, choice=_options(item)[0].id)
    for course in others:
        course.look()
        if course.lesson.opens_spoilers:
            course.forecasts().act("open")
        quiz = course.quiz().activity
        assert isinstance(quiz, Quiz)
        for item in quiz.items:
            for response in wrong_then_right(item):
                course.quiz().act("answer", item=item.id, **response)
        paragraphs = course.lesson.paragraphs or (0,)
        reading = course.read(paragraphs=paragraphs)
        reading.act("level", level="standard")
        reading.act("larger", on="yes")
        reading.act("layer", layer="kinds", on="yes")
        reading.act("mark", paragraph=str(paragraphs[0]), sentence="standard-0", note="mine")
        for task in course.lesson.writings:
            course.write(task.id).act("write", ask=task.asks[0].id, text="My own words.")
        course.original().act("keep", text="Something that is not the article.")
        for number in paragraphs:
            for term in content.paragraphs[number].term_ids:
                reading.act("term", paragraph=str(number), term=term)
        for term in content.terms:
            course.glossary().act("term", term=term)
        course.order().act("check")
        for text in content.agreements:
            course.binding().act("sort", text=text, kind="argued")
        for pair_of in course.content.overlaps:
            course.overlaps().act("sort", text=pair_of, kind="overlap", reason="My own reason.")
        for statement in course.content.statements:
            course.statements().act("sort", text=statement, kind=next(iter(content.parties)))
        for wording in content.wordings:
            course.wordings().act("write", ask=wording, text="My own version.")
            course.wordings().act("open", wording=wording)
        for claim in course.content.verdicts.values():
            if claim.exercise and claim.task == "claims":
                course.claims().act("sort", text=claim.id, kind="imprecise", reason="My own reason.")
                course.claims().act("rate", claim=claim.id, criterion="source", **{"level-source": "2"})
        for meeting in course.content.meetings.values():
            if meeting.is_table:
                course.seats().act("seat", meeting=meeting.id, party=list(meeting.not_at_table))
        garbled = next(iter(content.misprints.values()))
        course.misprint().act("find", printed=sorted(garbled.odd))
        course.misprint().act("decide", option=garbled.key, sureness="3", reason="My own reason.")
    return len(others[0].quiz().state.attempts)


def a_year_ahead(root: Path, folder: Path) -> str:
    """A search path for Python with which every clock of a kernel is a year ahead."""
    shutil.copy2(root / "tests" / "a_year_ahead.py", folder / "sitecustomize.py")
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


def test_nbval_passes_a_year_from_now_for_somebody_who_has_done_everything(
    root: Path, tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "home"))
    attempts = everything_done(content)
    source = (
        'from lessons import open_course\ncourse = open_course("the-text")\n'
        "import datetime\n"
        "course.learner.nickname, len(course.quiz().state.attempts), str(datetime.date.today())"
    )
    day = date.today() + timedelta(days=366)  # noqa: DTZ011 - the day of this machine, as the kernel has it
    assert attempts > 20
    path = a_year_ahead(root, tmp_path)
    whole = all_in_one(tmp_path, proof(tmp_path, source, f"('Kim', {attempts}, '{day}')"))
    assert nbval(root, whole, PYTHONPATH=path) == "passed"


@pytest.mark.long
def test_nbval_passes_a_year_from_now(root: Path, tmp_path: Path):
    day = date.today() + timedelta(days=360)  # noqa: DTZ011 - the day of this machine, as the kernel has it
    source = (
        "import datetime, time\n"
        f"[str(day)[:10] > '{day}' for day in (datetime.date.today(), datetime.datetime.now(), "
        "datetime.datetime.now(datetime.UTC), datetime.date.fromtimestamp(time.time()), "
        "time.strftime('%Y-%m-%d'), time.strftime('%Y-%m-%d', time.gmtime()))]"
    )
    path = a_year_ahead(root, tmp_path)
    said = nbval(root, *NOTEBOOKS, proof(tmp_path, source, str([True] * 6)), PYTHONPATH=path)
    assert said == "passed"
