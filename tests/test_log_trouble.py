"""A full disk, a folder that cannot be written to, a deletion in between: said once, and nothing is lost."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lessons.activities.quiz import Quiz
from lessons.content import Content, load_content
from lessons.content.marking import right_response
from lessons.content.records.items import SingleChoice
from lessons.course import Course
from lessons.progress import Log, Record, open_log
from lessons.progress.log import Forgotten
from lessons.ui.panel import Panel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes as POSIX has them")

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
FULL = (
    "The disk is full, so your answers are kept until this session ends, and not longer. Free some space, or "
    "save your progress in a file somewhere else. As soon as writing works again, they are written by "
    "themselves."
)
AGAIN = "Writing works again: all your answers are kept on this computer now."


def record(number: int, *, learner: str = "kim") -> Record:
    entry = {"kind": "wrote", "ask": "a", "text": f"{number}: a sentence that is as long as a line may be"}
    return Record(f"r{number}", learner, NOON + timedelta(seconds=number), "writing", "x", entry)


def ids(log: Log) -> list[str]:
    return [one.id for one in log.records()]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond this size: the system's own limit takes a part of a line, as a disk does."""
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def learners_folder() -> Iterator[Path]:
    """A folder of somebody who is not root, as whom the test then runs: nothing is read-only to root."""
    folder = Path(tempfile.mkdtemp(prefix="three-tables-", dir="/tmp"))
    root = os.geteuid() == 0
    if root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


# The log


@pytest.mark.parametrize("cut", [0, 1, 60, -1])
def test_a_full_disk_keeps_answers_in_memory_and_leaves_no_torn_line(tmp_path: Path, cut: int):
    log = Log(tmp_path)
    log.append([record(1)])
    (path,) = tmp_path.iterdir()
    before = path.read_bytes()
    with room_for(len(before) + (cut if cut >= 0 else len(before) + cut)):
        log.append([record(2)])
        log.append([record(3)])
        assert log.trouble == "The disk is full"
    assert path.read_bytes() == before
    assert ids(log) == ["r1", "r2", "r3"]
    assert ids(Log(tmp_path)) == ["r1"]
    log.append([record(4)])
    assert log.trouble == ""
    assert path.read_bytes() == b"".join(record(number).line() for number in (1, 2, 3, 4))


def test_what_waits_is_written_without_a_further_answer(tmp_path: Path):
    log = Log(tmp_path)
    with room_for(0):
        log.append([record(1), record(2)])
    assert ids(Log(tmp_path)) == []
    log.settle()
    assert (log.trouble, ids(Log(tmp_path))) == ("", ["r1", "r2"])


def test_a_torn_line_that_cannot_be_taken_back_does_not_spoil_the_next(tmp_path: Path, monkeypatch):
    log = Log(tmp_path)
    log.append([record(1)])
    (path,) = tmp_path.iterdir()

    def refused(_handle: int, _size: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "ftruncate", refused)
    with room_for(path.stat().st_size + 60):
        log.append([record(2)])
    assert not path.read_bytes().endswith(b"\n")
    log.append([record(3)])
    assert ids(Log(tmp_path)) == ["r1", "r2", "r3"]
    assert len(path.read_bytes().splitlines()) == 4


def test_a_folder_that_becomes_unwritable_and_writable_again(learners_folder: Path):
    log = Log(learners_folder)
    log.append([record(1)])
    (path,) = learners_folder.iterdir()
    path.chmod(0o400)
    learners_folder.chmod(0o500)
    log.append([record(2)])
    assert log.trouble == "The folder for answers cannot be written to any more"
    assert ids(log) == ["r1", "r2"]
    learners_folder.chmod(0o700)
    path.chmod(0o600)
    log.append([record(3)])
    assert (log.trouble, ids(Log(learners_folder))) == ("", ["r1", "r2", "r3"])


def test_a_folder_that_cannot_be_listed_is_no_folder_without_answers(learners_folder: Path):
    log, other = Log(learners_folder), Log(learners_folder)
    other.append([record(1)])
    before = log.stamp(), log.records()
    learners_folder.chmod(0o000)
    assert (log.stamp(), log.records()) == before
    log.append([record(2)])
    learners_folder.chmod(0o700)
    assert ids(log) == ["r1", "r2"]
    log.settle()
    assert ids(Log(learners_folder)) == ["r1", "r2"]


def test_a_home_that_can_only_be_read_still_has_the_answers_of_last_week(learners_folder: Path, monkeypatch):
    home = learners_folder / "home"
    monkeypatch.setenv("LESSONS_HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(learners_folder))
    open_log().append([record(1)])
    (home / "log").chmod(0o500)
    log = open_log()
    assert log.notice.startswith("The usual folder cannot be written to")
    log.append([record(2)])
    assert (log.trouble, ids(log)) == ("", ["r1", "r2"])
    (home / "log").chmod(0o700)


def test_a_temporary_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("LESSONS_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"three-tables-{os.getuid()}" / "log").mkdir(parents=True)
    assert open_log().folder is not None
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert open_log().folder is None


def test_what_could_not_be_read_again_is_refused_and_nothing_is_kept(tmp_path: Path):
    log = Log(tmp_path)
    bad = Record("r1", "kim", NOON, "quiz", "x", {"kind": "attempt", "item": "Q01"})
    with pytest.raises(ValueError, match="attempt, item_version: text is expected"):
        log.append([record(1), bad])
    with pytest.raises(ValueError, match="learner: letters, digits, - and _ are expected"):
        log.append([record(1, learner="../kim")])
    assert (ids(log), list(tmp_path.iterdir())) == ([], [])


def test_deleting_takes_only_files_of_exactly_this_learner(tmp_path: Path):
    log = Log(tmp_path)
    log.append([record(1, learner="kim"), record(2, learner="kim-2")])
    log.forget("kim")
    assert ids(log) == ["r2"]


def test_after_a_deletion_elsewhere_nothing_comes_back(tmp_path: Path):
    here, elsewhere = Log(tmp_path), Log(tmp_path)
    here.append([record(1)])
    elsewhere.forget("kim")
    with pytest.raises(Forgotten):
        here.append([record(2)])
    assert (ids(here), list(tmp_path.iterdir())) == ([], [])


def test_a_first_answer_in_the_very_moment_of_a_deletion_is_taken_back(tmp_path: Path, monkeypatch):
    here, elsewhere = Log(tmp_path), Log(tmp_path)
    elsewhere.append([record(1)])
    here.records()
    write = os.write

    def deleted_meanwhile(handle: int, data: bytes) -> int:
        elsewhere_files = [path for path in tmp_path.iterdir() if path.stem.endswith(elsewhere._writer)]
        for path in elsewhere_files:
            path.unlink()
        return write(handle, data)

    monkeypatch.setattr(os, "write", deleted_meanwhile)
    with pytest.raises(Forgotten):
        here.append([record(2)])
    assert (ids(here), list(tmp_path.iterdir())) == ([], [])


# The course


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture
def course(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BINDER_SERVICE_HOST", raising=False)
    return Course(content, content.lesson("the-text"), open_log())


def press(panel: Panel, move: str, **form: list[str]) -> dict[str, Any]:
    """An event as the page sends it, and what the page gets back."""
    sent: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panel, "send", sent.append)
        panel._receive(panel, {"move": move, "form": form, "number": 1, "view": "v1-"}, [])
    (answer,) = sent
    return answer


def foot(panel: Panel) -> str:
    return re.sub("<[^>]+>", "", panel.trait_values()["part_foot"])


def test_a_full_disk_is_said_once_and_the_lesson_goes_on(course: Course):
    welcome, quiz, order = course.welcome(), course.quiz(), course.order()
    assert isinstance(quiz.activity, Quiz)
    one, two, three = quiz.activity.items[:3]

    def answer(item: Any) -> str:
        given = list(right_response(item))
        split = (
            {"verdict": given[:1], "choice": given[1:]}
            if given[0] in ("true", "false")
            else {"choice": given}
        )
        told = press(quiz, "answer", item=[item.id], **split)
        assert told["alert"] == ""
        assert quiz.state.solved(item.id)
        return str(told.get("told", ""))

    assert answer(one) == ""
    assert foot(quiz).startswith("Kept on this computer without a nickname. Not you?")
    with room_for(0):
        assert answer(two) == FULL
        for panel in (quiz, order):
            assert foot(panel).startswith(
                "Kept until this session ends without a nickname. The disk is full. Before you leave, press"
            )
        assert FULL in welcome.trait_values()["part_who"]
        assert answer(three) == ""
        assert len(open_log().records()) == 2  # who sits here, and the first answer
    assert press(order, "check")["told"] == AGAIN
    assert foot(quiz).startswith("Kept on this computer without a nickname. Not you?")
    assert FULL not in welcome.trait_values()["part_who"]
    kept = [record.entry["item"] for record in open_log().records()[1:]]
    assert kept[:3] == [one.id, two.id, three.id]
    assert len(kept) == 4


def test_opening_a_page_again_writes_what_waits(course: Course):
    quiz = course.quiz()
    with room_for(0):
        course.order().act("check")
        assert "The disk is full" in foot(quiz)
    course.look()
    assert "The disk is full" not in foot(quiz)
    assert len(open_log().records()) == 2


def test_half_a_letter_from_a_browser_is_kept_as_a_sign_for_it(content: Content):
    lesson = next(one for one in content.lessons.values() if one.writings)
    panel = Course(content, lesson, Log(None)).write()
    ask = lesson.writings[0].asks[0].id
    answer = press(panel, "write", ask=[ask], text=["x\ud83d y \U0001f600"])
    assert answer["alert"] == ""
    assert panel.state.of(ask) == "x\ufffd y \U0001f600"


def test_an_answer_in_the_moment_of_a_deletion_brings_nothing_back(
    course: Course, monkeypatch: pytest.MonkeyPatch
):
    """The folder is empty after it, and an empty folder must not look as if nothing had happened."""
    course.order().act("check")
    learner, log = course.learner.id, course._seat.log
    append = Log.append

    def deleted_just_before(own: Log, new: Any) -> None:
        monkeypatch.setattr(Log, "append", append)
        Log(log.folder).forget(learner)
        own.append(new)

    monkeypatch.setattr(Log, "append", deleted_just_before)
    (first, *_) = course.content.quiz("the-text")
    assert isinstance(first, SingleChoice)
    given = list(right_response(first))
    with pytest.raises(ValueError, match="Not saved: your answers were deleted on another page"):
        course.quiz().act("answer", item=first.id, choice=given)
    assert open_log().records() == ()
    assert course.order().state == course.order().activity.empty()
