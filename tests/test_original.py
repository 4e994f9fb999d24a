"""A copy of the article: told by its paragraphs, kept beside the log, never in it."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from lessons.activities.original import OriginalBox, OriginalState
from lessons.activities.reading import Reading
from lessons.content import load_content
from lessons.content.original import LONGEST, Original, find_original, fingerprint, read_original, said_of
from lessons.content.records import Paragraph
from lessons.course import Course
from lessons.progress import Log, open_log
from lessons.progress.originals import forget_copy, keep_copy, own_copy
from lessons.ui.activity import NOT_RUNNING, Event

CONTENT = load_content()
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
# Nothing of the article stands in the tests: a text about a lake, with its own fingerprints, takes its place.
TEXTS = [
    "Both shores meet",
    "The “lake” is wide.",
    "It isn't deep.",
    "Boats lie there - many.",
    "That is all.",
]
PARAGRAPHS: dict[int, Paragraph] = {
    number: CONTENT.paragraphs[number].model_copy(update={"fingerprint": fingerprint(text)})
    for number, text in enumerate(TEXTS)
}


def found(*blocks: str, cut: str = "\n\n") -> Original:
    copy = find_original(cut.join(blocks), PARAGRAPHS)
    assert copy is not None
    return copy


def test_the_whole_text_is_found_paragraph_by_paragraph():
    assert found(*TEXTS) == Original(tuple(enumerate(TEXTS)))
    assert said_of(found(*TEXTS)) == "This is the whole article."


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(TEXTS),
        "\r\n\r\n".join(TEXTS),
        "\r".join(TEXTS),
        "\n \n".join(TEXTS),
        "\n\n".join(TEXTS).replace("“", '"').replace("”", "''").replace("'", "’").replace(" - ", "–"),
        "\n\n".join(TEXTS).replace(" ", "\n"),  # hard line ends inside the paragraphs
        "\n\n".join(TEXTS).upper().replace(" ", "\u00a0"),
        "\n\n".join(["Menu", "Share this", *TEXTS, "You might also like", "Comments are closed."]),
    ],
)
def test_white_space_quotation_marks_capitals_and_furniture_are_forgiven(text: str):
    copy = find_original(text, PARAGRAPHS)
    assert copy is not None
    assert (copy.wrong, copy.missing, copy.found) == ((), (), 5)


def test_a_wrong_paragraph_is_kept_in_its_place_and_said():
    copy = found(TEXTS[0], "The lake is narrow.", TEXTS[2], "No boats.", TEXTS[4])
    assert (copy.wrong, copy.missing) == ((1, 3), ())
    assert copy.of(3) == "No boats."
    assert said_of(copy) == (
        "3 of 5 paragraphs are those of the article. Paragraphs 1 and 3 are not: the words differ."
    )


def test_a_part_of_the_article_says_what_is_missing():
    copy = found(*TEXTS[1:3])
    assert (copy.wrong, copy.missing) == ((), (0, 3, 4))
    assert said_of(copy) == (
        "2 of 5 paragraphs are those of the article. The headline and paragraphs 3 and 4 are missing."
    )
    assert said_of(found(*TEXTS[:4])).endswith("Paragraph 4 is missing.")
    assert said_of(found(*TEXTS[1:])).endswith("The headline is missing.")


def test_another_text_is_said_and_not_refused():
    copy = found("Once upon a time", "there was a king.")
    assert said_of(copy) == "No paragraph of this text is one of the article."
    assert copy.of(1) == "there was a king."


@pytest.mark.parametrize("text", ["", " \n\n ", "…"])
def test_no_text_is_no_copy(text: str):
    assert find_original(text, PARAGRAPHS) is None


def test_every_paragraph_of_the_course_has_a_fingerprint_of_its_own():
    prints = [one.fingerprint for one in CONTENT.paragraphs.values()]
    assert len(set(prints)) == len(prints) == 15
    assert all(prints)
    # The headline stands in the course, so its fingerprint can be held against it.
    assert fingerprint(CONTENT.course.article.title) == CONTENT.paragraphs[0].fingerprint


def test_a_teachers_copy_is_read_and_none_is_none(tmp_path: Path):
    assert read_original(tmp_path) == ""
    (tmp_path / "article.txt").write_bytes(b"Caf\xe9")
    assert read_original(tmp_path) == "Caf\ufffd"


def test_the_copy_is_ignored_by_git_and_left_out_of_the_wheel(root: Path):
    assert "data/article.txt" in (root / ".gitignore").read_text("utf-8").splitlines()
    assert (root / "pyproject.toml").read_text("utf-8").count('"data/article.txt"') == 2


# The box


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


BOX = OriginalBox(MappingProxyType(PARAGRAPHS))


def test_the_box_takes_a_text_and_gives_it_back():
    step = BOX.step(BOX.empty(), move("keep", text="\n\n".join(TEXTS)))
    assert step.state == OriginalState(Original(tuple(enumerate(TEXTS))), own=True)
    assert step.focus == "original-said"
    shown = BOX.view(step.state)["original"]
    assert "This is the whole article." in shown
    assert TEXTS[1] not in shown
    assert "<textarea" not in shown
    gone = BOX.step(step.state, move("forget"))
    assert gone.state == BOX.empty()
    assert "<textarea" in BOX.view(gone.state)["original"]


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (move("keep", text="  "), "Paste the text of the article into the field first."),
        (move("keep", text="x" * (LONGEST + 1)), "This text has 60001 letters, far more than the article; "),
        (move("forget"), "forget is no move here: keep is."),
        (move("keep"), "text: nothing came, one value is expected"),
    ],
)
def test_what_the_box_cannot_take_is_said(event: Event, message: str):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        BOX.step(BOX.empty(), event)


def test_a_teachers_copy_cannot_be_taken_away_by_a_learner():
    shown = BOX.view(OriginalState(Original(tuple(enumerate(TEXTS)))))["original"]
    assert "A copy of the article is there." in shown
    assert "<button" not in shown


def test_the_still_of_the_box_is_one_line():
    still = BOX.still(BOX.empty())
    assert still.text.startswith(NOT_RUNNING)
    assert not re.search("<(form|textarea|button)", still.html)


# In the course


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path))
    return tmp_path


def opened(log: Log, **teacher: str) -> Course:
    return Course(CONTENT, CONTENT.lesson("the-text"), log, **teacher)


def beside(course: Course) -> str:
    return str(course.read().part_paragraph_1)


PASTED = "Seventeen green bottles stood there"


def everything_in(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())


def test_a_kept_copy_stands_beside_at_once_and_in_the_next_session_and_never_in_the_log(home: Path):
    course = opened(open_log())
    reading = course.read()
    course.original().act("keep", text=f"A title\n\n{PASTED}.")
    assert PASTED in beside(course)
    assert course.read() is reading
    course.read().act("paragraph_level", paragraph="1", level="standard")
    again = opened(open_log())
    assert PASTED in beside(again)
    assert PASTED not in everything_in(home / "log")
    (file,) = (home / "originals").iterdir()
    assert file.name == f"{again.learner.id}.txt"


def test_taking_it_away_and_deleting_everything_delete_the_file(home: Path):
    course = opened(open_log())
    course.original().act("keep", text=PASTED)
    course.original().act("forget")
    assert PASTED not in everything_in(home) + beside(course)
    course.original().act("keep", text=PASTED)
    course.welcome().act("delete")
    course.welcome().act("really-delete")
    assert PASTED not in everything_in(home) + beside(course)
    assert "<textarea" in str(course.original().part_original)


def test_the_next_learner_at_this_computer_does_not_see_it():
    course = opened(open_log())
    course.welcome().act("start", nickname="Kim")
    course.original().act("keep", text=f"A title\n\n{PASTED}.")
    course.read()
    course.welcome().act("other")
    course.welcome().act("start", nickname="Ali")
    assert PASTED not in beside(course)
    course.welcome().act("other")
    course.welcome().act("start", nickname="Kim")
    course.welcome().act("continue")
    assert PASTED in beside(course)


def test_a_teachers_copy_stands_beside_until_a_learner_adds_one():
    course = opened(open_log(), original="A title\n\nThe teacher's paragraph.")
    assert "The teacher&#39;s paragraph." in beside(course)
    course.original().act("keep", text=f"A title\n\n{PASTED}.")
    assert PASTED in beside(course)
    course.original().act("forget")
    assert "The teacher&#39;s paragraph." in beside(course)


def test_what_cannot_be_written_is_not_shown(home: Path):
    course = opened(open_log())
    reading = course.read()
    (home / "originals").write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"."):
        course.original().act("keep", text=f"A title\n\n{PASTED}.")
    assert PASTED not in str(reading.part_paragraph_1)
    assert course.original().state == OriginalState()


def test_where_nothing_can_be_written_a_copy_lasts_as_long_as_the_session():
    log = Log(None)
    keep_copy(log, "someone", PASTED)
    assert own_copy(log, "someone") == PASTED
    forget_copy(log, "someone")
    assert own_copy(log, "someone") == ""


def test_a_mark_and_a_larger_text_hold_in_every_reading_of_the_paragraph(home: Path):
    course = opened(open_log())
    course.read(paragraphs=[1, 2]).act("mark", paragraph="2", sentence="plain-0", note="mine")
    course.read(paragraphs=[1, 2]).act("larger", on="yes")
    other = opened(open_log()).read(paragraphs=[2, 3])
    assert isinstance(other.activity, Reading)
    assert other.state.unit(2).marks[0].note == "mine"
    assert other.state.larger
    lines = [json.loads(line) for line in everything_in(home / "log").splitlines()]
    assert [line["entry"]["note"] for line in lines if line["entry"]["kind"] == "mark"] == ["mine"]
