"""The course as learners meet it: answers kept before they show, nobody mixed, nothing told early."""

import html
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lessons.course.opening as course_module
from lessons.activities.map import Map
from lessons.activities.quiz import Quiz
from lessons.content import Content, load_content
from lessons.content.marking import pair, right_response
from lessons.content.records.items import Cloze, TrueFalseReason
from lessons.course import Course, open_course
from lessons.course.course import TABLES
from lessons.progress import Log, open_log, seat
from lessons.ui.panel import Panel

QUIZ = "the-text"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BINDER_SERVICE_HOST", raising=False)
    return tmp_path / "home"


@pytest.fixture
def kernel(content: Content):
    """A lesson as a fresh kernel opens it."""

    def start(slug: str = QUIZ) -> Course:
        return Course(content, content.lesson(slug), open_log())

    return start


def records(home: Path) -> list[dict[str, Any]]:
    """Everything in the log, in the order of time."""
    lines = [line for file in (home / "log").glob("*.jsonl") for line in file.read_text().splitlines()]
    return sorted(map(json.loads, lines), key=lambda record: str(record["at"]))


def painted(panel: Panel) -> str:
    return "\n".join(panel.trait_values()[f"part_{name}"] for name in panel.part_names)


def wrong(item: Any) -> dict[str, list[str]]:
    if isinstance(item, TrueFalseReason):
        return {"verdict": ["false" if item.key.answer else "true"], "choice": [item.key.reason]}
    if isinstance(item, Cloze):
        return {"choice": [pair(gap, item.options[0].id) for gap in item.gaps]}
    return {"choice": [next(option.id for option in item.options if option.id not in item.right)]}


def right(item: Any) -> dict[str, list[str]]:
    if isinstance(item, TrueFalseReason):
        return {"verdict": ["true" if item.key.answer else "false"], "choice": [item.key.reason]}
    return {"choice": list(right_response(item))}


def questions(course: Course) -> tuple[Any, ...]:
    quiz = course.quiz().activity
    assert isinstance(quiz, Quiz)
    return quiz.items


def first(course: Course) -> Any:
    return questions(course)[0]


def answer(course: Course, item: Any, given: dict[str, list[str]]) -> None:
    course.quiz().act("answer", item=item.id, **given)


# Panels


def test_a_cell_that_is_run_twice_gives_the_same_living_panel(kernel):
    course = kernel()
    answer(course, first(course), wrong(first(course)))
    assert course.quiz() is course.quiz(QUIZ)
    assert len(course.quiz().state.attempts) == 1
    shows = (course.welcome, course.progress, course.glossary, course.map, course.read)
    for show in (*shows, course.timeline, course.order, course.binding, course.membership):
        assert show() is show()
    assert course.read(paragraphs=[1]) is not course.read(paragraphs=[2])


def test_opening_a_lesson_again_gives_the_same_course(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(course_module, "_open", {})
    assert open_course(QUIZ) is open_course(QUIZ)
    assert open_course(QUIZ) is not open_course()
    assert open_course().lesson.slug == "start"


# The log


def test_an_answer_is_in_the_log_with_all_its_fields(kernel, home: Path):
    course = kernel()
    item = first(course)
    answer(course, item, wrong(item))
    answer(course, item, right(item))
    sits, one, two = records(home)
    assert (sits["activity"], sits["entry"]) == ("welcome", {"kind": "sits", "seat": seat(), "nickname": ""})
    assert set(one) == {"v", "id", "learner", "at", "activity", "key", "entry"}
    assert (one["v"], one["activity"], one["key"]) == (1, "quiz", QUIZ)
    assert one["at"].endswith("+00:00")
    assert sits["learner"] == one["learner"] == two["learner"] == course.learner.id
    assert one["entry"] == {
        "kind": "attempt",
        "item": item.id,
        "item_version": item.version,
        "response": [value for values in wrong(item).values() for value in values],
        "sureness": None,
        "attempt": 1,
        "score": 0.0,
    }
    assert (two["entry"]["attempt"], two["entry"]["score"]) == (2, 1.0)


def test_what_cannot_be_kept_does_not_show(kernel, monkeypatch: pytest.MonkeyPatch):
    course = kernel()
    before = painted(course.quiz())

    def full(_self: Log, _records: object) -> None:
        raise OSError(28, "the disk is full")

    monkeypatch.setattr(Log, "append", full)
    with pytest.raises(OSError, match="the disk is full"):
        answer(course, first(course), right(first(course)))
    assert course.quiz().state == course.quiz().activity.empty()
    assert painted(course.quiz()) == before
    assert not course.learner.known


def test_it_is_kept_first_and_shown_second(kernel, monkeypatch: pytest.MonkeyPatch):
    course = kernel()
    seen: list[int] = []
    append = Log.append

    def watched(log: Log, new: Any) -> None:
        append(log, new)
        seen.append(len(course.quiz().state.attempts))

    monkeypatch.setattr(Log, "append", watched)
    answer(course, first(course), right(first(course)))
    assert seen == [0]
    assert len(course.quiz().state.attempts) == 1


def test_a_later_session_goes_on_where_the_learner_stopped(kernel):
    course = kernel()
    for item in questions(course)[:3]:
        answer(course, item, right(item))
    course.read().act("level", level="standard")
    later = kernel()
    assert later.learner == course.learner
    state = course.quiz().state
    assert later.quiz().state == state.__class__(3, state.attempts, level="standard")
    assert later.read().state == course.read().state != course.read().activity.empty()


def test_guesses_and_progress_come_back_too(kernel):
    start = kernel("start")
    (guess, *_) = start.content.guesses("start")
    start.guess().act("guess", item=guess.id, choice=guess.options[0].id)
    assert kernel("start").guess().state == start.guess().state
    text = kernel()
    answer(text, first(text), right(first(text)))
    number = len(questions(text))
    assert f"1 of {number} answered, 1 right at the first try, 1 solved" in painted(start.progress())


# Who sits here


def test_somebody_else_begins_with_nothing_and_the_first_goes_on_by_nickname(kernel, home: Path):
    course = kernel("start")
    course.welcome().act("start", nickname="Kim")
    answer(course := kernel(), first(course), right(first(course)))
    kim, done = course.learner, course.quiz().state
    assert "Kept on this computer for Kim." in painted(course.quiz())

    course.welcome().act("other")
    course.welcome().act("start", nickname="Ali")
    assert course.learner.id != kim.id
    assert course.quiz().state == course.quiz().activity.empty()
    assert "Kept on this computer for Ali." in painted(course.quiz())
    answer(course, first(course), wrong(first(course)))

    course.welcome().act("other")
    course.welcome().act("start", nickname="kim")
    course.welcome().act("continue")
    assert course.learner == kim
    assert course.quiz().state.attempts == done.attempts
    assert "You are working as Kim." in painted(course.welcome())
    scores = {(r["learner"], r["entry"]["score"]) for r in records(home) if r["activity"] == "quiz"}
    assert scores == {(kim.id, 1.0), (kernel_id(home, "Ali"), 0.0)}


def kernel_id(home: Path, nickname: str) -> str:
    return next(str(r["learner"]) for r in records(home) if r["entry"].get("nickname") == nickname)


def test_a_nickname_that_is_chosen_later_keeps_the_answers(kernel):
    course = kernel()
    answer(course, first(course), right(first(course)))
    before = course.learner
    course.welcome().act("rename")
    course.welcome().act("start", nickname="Eva")
    assert (course.learner.id, course.learner.nickname) == (before.id, "Eva")
    assert kernel().quiz().state.attempts == course.quiz().state.attempts


def test_deleting_takes_the_own_records_and_nobody_elses(kernel, home: Path):
    course = kernel()
    for nickname in ("Kim", "Ali"):
        course.welcome().act("other")
        course.welcome().act("start", nickname=nickname)
        answer(course, first(course), right(first(course)))
    ali = course.learner.id
    course.welcome().act("delete")
    course.welcome().act("really-delete")
    assert {record["learner"] for record in records(home)} == {kernel_id(home, "Kim")}
    assert ali not in "".join(str(file) for file in (home / "log").iterdir())
    assert (course.learner.known, course.learner.nickname) == (False, "")
    assert course.quiz().state == course.quiz().activity.empty()
    assert "without a nickname" in painted(course.quiz())
    assert 'name="nickname"' in painted(course.welcome())


def test_who_starts_on_the_first_page_is_who_answers_on_the_others(kernel, home: Path):
    """Each notebook has a kernel of its own: they meet in the log alone."""
    start, text = kernel("start"), kernel()
    text.quiz()
    start.welcome().act("start", nickname="Kim")
    answer(text, first(text), right(first(text)))
    assert text.learner == start.learner
    assert "for Kim" in painted(text.quiz())
    assert {record["learner"] for record in records(home)} == {start.learner.id}


def test_a_page_left_open_by_somebody_else_takes_no_answer_for_them(kernel, home: Path):
    start, text = kernel("start"), kernel()
    start.welcome().act("start", nickname="Kim")
    answer(text, first(text), right(first(text)))
    start.welcome().act("other")
    start.welcome().act("start", nickname="Ali")
    second = questions(text)[1]
    with pytest.raises(
        ValueError, match=r"Not saved: Ali has started on another page\. This page is theirs now\."
    ):
        answer(text, second, right(second))
    assert text.learner == start.learner
    assert text.quiz().state == text.quiz().activity.empty()
    assert "for Ali" in painted(text.quiz())
    answer(text, second, right(second))
    counts = [record["learner"] for record in records(home) if record["activity"] == "quiz"]
    assert counts == [kernel_id(home, "Kim"), kernel_id(home, "Ali")]


def test_a_page_left_open_says_that_everything_was_deleted(kernel, home: Path):
    start, text = kernel("start"), kernel()
    start.welcome().act("start", nickname="Kim")
    answer(text, first(text), right(first(text)))
    start.welcome().act("delete")
    start.welcome().act("really-delete")
    with pytest.raises(ValueError, match="Not saved: your answers were deleted on another page"):
        answer(text, questions(text)[1], right(questions(text)[1]))
    assert records(home) == []
    assert text.quiz().state == text.quiz().activity.empty()


def test_running_a_page_again_shows_who_sits_here_now(kernel, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(course_module, "_open", {})
    text = open_course(QUIZ)
    answer(text, first(text), right(first(text)))
    kernel("start").welcome().act("start", nickname="Ali")
    assert open_course(QUIZ) is text
    assert text.learner.nickname == "Ali"
    assert text.quiz().state == text.quiz().activity.empty()


def test_a_nickname_taken_meanwhile_is_not_given_twice(kernel, home: Path):
    one, two = kernel("start"), kernel("start")
    one.welcome(), two.welcome()
    one.welcome().act("start", nickname="Kim")
    with pytest.raises(ValueError, match="Somebody called kim has started on another page"):
        two.welcome().act("start", nickname="kim")
    two.welcome().act("start", nickname="kim")
    assert "Is that you?" in painted(two.welcome())
    assert len({record["learner"] for record in records(home)}) == 1


def test_deleting_on_a_page_that_somebody_left_open_deletes_nothing_of_theirs(kernel, home: Path):
    one, two = kernel("start"), kernel("start")
    one.welcome().act("start", nickname="Kim")
    two.look()
    two.welcome().act("delete")
    one.welcome().act("other")
    one.welcome().act("start", nickname="Ali")
    with pytest.raises(ValueError, match="Ali has started on another page"):
        two.welcome().act("really-delete")
    assert {record["entry"]["nickname"] for record in records(home)} == {"Kim", "Ali"}


def test_a_nickname_is_text_on_every_panel(kernel):
    course = kernel("start")
    course.welcome().act("start", nickname="<script>x</script>")
    shown = painted(course.welcome()) + painted(course.guess())
    assert "&lt;script&gt;x&lt;/script&gt;" in shown
    assert "<script" not in shown


def test_a_still_never_names_or_shows_a_learner(kernel):
    empty = {name: panel._repr_mimebundle_() for name, panel in panels(kernel())}
    course = kernel()
    course.welcome().act("start", nickname="Kim")
    for item in questions(course):
        answer(course, item, wrong(item))
        answer(course, item, right(item))
    for name, panel in panels(course):
        for kind in ("text/html", "text/plain"):
            assert panel._repr_mimebundle_()[kind] == empty[name][kind]


def panels(course: Course) -> Iterator[tuple[str, Panel]]:
    shows = (course.welcome, course.progress, course.read, course.glossary, course.map, course.quiz)
    for show in shows:
        yield show.__name__, show()


# Where answers are kept


def test_on_binder_the_words_say_that_nothing_lasts(kernel, monkeypatch: pytest.MonkeyPatch):
    course = kernel("start")
    assert "Your answers are kept in a folder of this computer account." in painted(course.welcome())
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    course = kernel("start")
    assert "On Binder nothing lasts" in painted(course.welcome())
    assert "computer" not in painted(course.guess()).split("Kept until this session ends")[1].split(".")[0]


def test_a_home_that_cannot_be_written_is_said_in_the_foot(
    kernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("LESSONS_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    course = kernel()
    assert "answers are kept in a temporary folder" in painted(course.quiz())
    assert "answers are kept in a temporary folder" in painted(course.welcome())
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    course = kernel()
    assert "Kept until this session ends without a nickname. Nothing can be kept" in painted(course.quiz())
    answer(course, first(course), right(first(course)))
    assert len(course.quiz().state.attempts) == 1


# What is refused


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda course: course.quiz("the-txt"), "no lesson 'the-txt'; did you mean the-text?"),
        (lambda course: course.quiz("start"), "start: this lesson has no quiz; the-text, "),
        (lambda course: course.figure("estimate"), "no figure 'estimate'; did you mean estimates?"),
        (lambda course: course.table("observation"), "no table 'observation'; did you mean observations?"),
        (lambda course: course.table("items"), "no table 'items'.*llowed: sites, observations"),
        (lambda course: course.read(paragraphs=[1, 99]), r"paragraphs: \[99\] given; the article has 0 to 1"),
        (lambda course: course.read(paragraphs=[]), "paragraphs: none given; the article has 0 to 1"),
        (lambda course: course.read(paragraphs=2), r"paragraphs: 2 given; write a list, \[2\]"),
        (lambda course: course.guess(), "the-text: this lesson asks for no guess; start does"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(kernel, ask, message: str):
    with pytest.raises(ValueError, match=message):
        ask(kernel())


def test_an_unknown_lesson_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match=r"there is no lesson 'the-txt'; did you mean the-text\?"):
        open_course("the-txt")


# What came after


def later_texts(content: Content) -> set[str]:
    """Texts of closed rows that stand nowhere in the open ones."""
    texts = set()
    for name, field in (
        ("observations", "statement"),
        ("context", "statement"),
        ("events", "statement"),
        ("positions", "statement"),
        ("overlaps", "statement"),
        ("meetings", "outcome"),
        ("items", "stem"),
        ("estimates", "scope"),
    ):
        open_rows = getattr(content.without_spoilers(), name).values()
        here = {getattr(row, field) for row in open_rows}
        texts |= {getattr(row, field) for row in getattr(content, name).values()} - here
    texts |= {row.later for row in content.people.values()}
    texts |= {row.later for row in content.paragraphs.values()}
    return {text for text in texts if len(text) > 25}  # shorter ones are words that stand anywhere


def walk(course: Course) -> Iterator[str]:
    """Everything a learner can reach: each panel, opened as far as it goes; each table; each figure."""
    for _, panel in panels(course):
        yield from (painted(panel), *panel._repr_mimebundle_().values(), panel.ground)
    every = course.read(paragraphs=list(course.content.paragraphs))
    for level in ("plain", "standard"):
        every.act("level", level=level)
        yield painted(every)
    for number in course.content.paragraphs:
        every.act("claims", paragraph=str(number), show="yes")
        yield painted(every)
    for term in course.content.terms:
        course.glossary().act("term", term=term)
        yield painted(course.glossary())
    drawn = course.map().activity
    assert isinstance(drawn, Map)
    for step, known in enumerate(drawn.known):
        course.map().act("step", step=str(step))
        for row in known.rows:
            course.map().act("choose", place=row.key)
            yield painted(course.map())
    for slug, lesson in course.content.lessons.items():
        for item in course._quiz(slug).items if lesson.ready else ():
            course.quiz(slug).act("answer", item=item.id, **right(item))
            yield painted(course.quiz(slug))
    for name in ("estimates", "map"):
        figure: Any = course.figure(name)
        yield json.dumps(figure.to_plotly_json()) + figure.rows.html
    for slug in course.content.exercises:
        yield course.check(slug).text
    for name in TABLES:
        yield course.table(name).to_csv()


def test_no_lesson_before_the_last_holds_what_came_after(kernel, content: Content):
    closed = [lesson for lesson in content.lessons.values() if not lesson.opens_spoilers]
    assert len(closed) == len(content.lessons) - 1
    for lesson in closed:
        assert kernel(lesson.slug).content == content.without_spoilers()


def test_nothing_that_can_be_reached_tells_what_came_after(kernel, content: Content):
    pages = "\n".join(html.unescape(page) for page in walk(kernel()) if isinstance(page, str))
    told = [text for text in later_texts(content) if text in pages]
    assert told == []
    assert len(later_texts(content)) > 50


def test_the_last_lesson_opens_it(kernel, content: Content):
    (last,) = (lesson.slug for lesson in content.lessons.values() if lesson.opens_spoilers)
    course = kernel(last)
    closed = {one.id for one in content.observations.values() if one.spoiler}
    assert closed
    assert closed <= set(course.table("observations").index)
    assert not closed & set(kernel().table("observations").index)


def test_no_table_gives_an_answer_away(kernel):
    course = kernel()
    assert "items" not in TABLES
    assert "key" not in {column for name in TABLES for column in course.table(name).columns}


# What it costs


def test_opening_the_course_waits_for_neither_pandas_nor_plotly():
    code = "import lessons.course, sys; print({'pandas', 'plotly', 'jupyterlab'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "set()"
