"""Save and continue: nothing lost, nothing doubled, nobody mixed, and what is refused changes nothing."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lessons.activities.saving import LARGEST as CHOSEN_LARGEST
from lessons.activities.saving import ChosenFile, Saving, SavingState, counted, saved
from lessons.activities.welcome import LONGEST
from lessons.content import Content, load_content
from lessons.content.marking import right_response
from lessons.course import Course
from lessons.progress import Learner, Log, Record, open_log, pack, transfer, unpack
from lessons.progress.joining import free_nickname
from lessons.ui.activity import NOT_RUNNING, Event
from lessons.ui.panel import Panel

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
QUIZ = "the-text"
File = tuple[str, str]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture
def computer(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A lesson opened in a fresh kernel of a computer, which is a folder of its own."""
    monkeypatch.delenv("BINDER_SERVICE_HOST", raising=False)

    def at(name: str, lesson: str = QUIZ) -> Course:
        monkeypatch.setenv("LESSONS_HOME", str(tmp_path / name))
        return Course(content, content.lesson(lesson), open_log())

    return at


def painted(panel: Panel) -> str:
    return "\n".join(panel.trait_values()[f"part_{name}"] for name in panel.part_names)


def answer(course: Course, *numbers: int) -> None:
    activity: Any = course.quiz().activity
    for number in numbers:
        item = activity.items[number]
        course.quiz().act("answer", item=item.id, choice=list(right_response(item)))


def tried(course: Course) -> list[str]:
    return [attempt.item for attempt in course.quiz().state.attempts]


def start(course: Course, nickname: str) -> Course:
    course.welcome().act("other")
    course.welcome().act("start", nickname=nickname)
    return course


def press(panel: Panel, move: str, **form: list[str]) -> dict[str, Any]:
    """What the page gets back for a press."""
    answers: list[dict[str, Any]] = []
    panel.send = answers.append
    panel._handle_custom_msg({"move": move, "form": form, "number": 1, "view": "v1-"}, [])
    return answers[0]


def save(course: Course) -> File:
    name, text = press(course.save(), "save")["file"]
    return name, text


def read(course: Course, *files: File) -> dict[str, Any]:
    names, texts = [name for name, _ in files], [text for _, text in files]
    sizes = [str(len(text.encode())) for text in texts]
    return press(course.save(), "read", name=names, size=sizes, text=texts)


def log_of(course: Course) -> dict[str, bytes]:
    folder = course._seat.log.folder
    assert folder
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# Save


def test_a_press_hands_out_everything_up_to_now_and_again_what_came_after(computer):
    course = start(computer("school"), "Fox")
    answer(course, 0)
    name, text = save(course)
    assert name == f"three-tables-Fox-{datetime.now(UTC):%Y-%m-%d}.jsonl"
    assert [one.entry["item"] for one in unpack(name, text.encode()).records] == tried(course)
    assert f"Saved: {name}, with 1 answer." in painted(course.save())
    answer(course, 1)
    assert len(unpack(*encoded(save(course))).records) == 2


def encoded(file: File) -> tuple[str, bytes]:
    return file[0], file[1].encode()


def test_the_file_has_what_was_done_in_other_lessons_too(computer):
    text, start_page = computer("school"), computer("school", "start")
    start(start_page, "Fox")
    answer(text, 0, 1)
    assert len(unpack(*encoded(save(start_page))).records) == 2


def test_where_nothing_is_kept_there_is_nothing_to_save(computer):
    said = press(computer("school").save(), "save")
    assert said["alert"] == "There is nothing to save yet. Answer something first, or choose a nickname."
    assert "file" not in said


def test_the_file_travels_on_a_press_and_never_with_an_answer(computer):
    course = start(computer("school"), "Fox")
    course.save()
    before = painted(course.save())
    answer(course, 0)
    assert painted(course.save()) == before
    assert "item_version" not in before


def test_a_file_of_a_hundred_answers_is_small(computer):
    course = start(computer("school"), "Fox")
    answer(course, 0)
    (one,) = unpack(*encoded(save(course))).records
    many = [Record(f"{number:016x}", one.learner, one.at, "quiz", QUIZ, one.entry) for number in range(100)]
    assert 20_000 < len(pack(many, course.learner, NOON)[1]) < 40_000


# Continue


def test_on_another_computer_everything_comes_back(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0, 1)
    school.read().act("level", level="standard")
    file = save(school)
    home = computer("home")
    said = read(home, file)
    assert (said["alert"], said["focus"]) == ("", "said")
    assert (home.learner.id, home.learner.nickname) == (school.learner.id, "Fox")
    assert home.quiz().state.attempts == school.quiz().state.attempts
    assert home.read().state == school.read().state
    told = "You are working as Fox now. New here: 2 answers and 1 other thing you did (words, marks, cards)."
    assert told in painted(home.save())
    assert "for Fox" in painted(home.quiz())
    assert computer("home").quiz().state.attempts == home.quiz().state.attempts


def test_another_kernel_sees_it(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    file = save(school)
    one, two = computer("home", "start"), computer("home")
    two.quiz()
    read(one, file)
    two.look()
    assert two.learner == one.learner
    assert tried(two) == tried(school)


def test_the_same_file_twice_changes_nothing(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    file = save(school)
    before = log_of(school)
    read(school, file)
    assert log_of(school) == before
    assert "Everything in it was here already." in painted(school.save())
    read(school, file, file)
    assert log_of(school) == before


def test_two_files_of_one_learner_become_one_without_loss_or_doubling(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    first = save(school)
    home = computer("home")
    read(home, first)
    answer(home, 1)
    second = save(home)
    answer(school, 2)
    third = save(school)
    for order in ((second, third), (third, second)):
        at = computer(f"other-{order[0] is second}")
        read(at, *order)
        assert tried(at) == [one for number in (0, 1, 2) for one in [questions(at)[number].id]]
    read(school, second)
    assert sorted(tried(school)) == sorted(one.id for one in questions(school)[:3])


def questions(course: Course) -> Any:
    activity: Any = course.quiz().activity
    return activity.items


def test_a_mark_that_was_taken_back_stays_gone_whatever_file_comes_first(computer):
    school = start(computer("school"), "Fox")
    school.read().act("mark", paragraph="0", sentence="standard-0", note="mine")
    early = save(school)
    (mark,) = school.read().state.unit(0).marks
    school.read().act("unmark", paragraph="0", mark=mark.id)
    late = save(school)
    assert "mine" in early[1]
    assert "mine" not in late[1]
    for order in ((early, late), (late, early)):
        home = computer(f"home-{order[0] is early}")
        for file in order:
            read(home, file)
        assert home.read().state.unit(0).marks == ()


def test_a_log_of_the_course_is_a_file_too(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    ((name, data),) = log_of(school).items()
    home = computer("home")
    read(home, (name, data.decode()))
    assert (home.learner.nickname, tried(home)) == ("Fox", tried(school))


def test_another_learners_file_is_asked_about_and_nothing_is_mixed(computer):
    fox = start(computer("school"), "Fox")
    answer(fox, 0)
    file = save(fox)
    home = start(computer("home"), "Owl")
    owl = home.learner
    answer(home, 1)
    before, kept = log_of(home), home.quiz().state
    said = read(home, file)
    assert (said["alert"], said["focus"]) == ("", "asked")
    asked = painted(home.save())
    assert "This file is of Fox. You are working as Owl." in asked
    assert "Work as Fox from now on?" in asked

    assert press(home.save(), "no")["focus"] == "said"
    assert (log_of(home), home.learner, home.quiz().state) == (before, owl, kept)
    assert "Nothing was changed." in painted(home.save())

    read(home, file)
    assert press(home.save(), "yes")["alert"] == ""
    assert (home.learner.id, home.learner.nickname) == (fox.learner.id, "Fox")
    assert tried(home) == tried(fox)
    home.welcome().act("other")
    home.welcome().act("start", nickname="Owl")
    home.welcome().act("continue")
    assert (home.learner, home.quiz().state.attempts) == (owl, kept.attempts)


def test_without_a_nickname_the_question_says_that_there_is_no_way_back(computer):
    file = save(start(computer("school"), "Fox"))
    home = computer("home")
    answer(home, 0)
    read(home, file)
    assert "But without a nickname you cannot come back to it: save it to a file first" in painted(
        home.save()
    )


def test_a_nickname_that_is_another_learners_here_gets_a_number(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    file = save(school)
    home = start(computer("home"), "fox")
    other = home.learner
    read(home, file)
    press(home.save(), "yes")
    assert (home.learner.id, home.learner.nickname) == (school.learner.id, "Fox 2")
    assert "You are working as Fox 2 now. (Somebody else here is called Fox.)" in painted(home.save())
    home.welcome().act("other")
    home.welcome().act("start", nickname="fox")
    home.welcome().act("continue")
    assert home.learner == other


def test_a_number_fits_into_the_longest_nickname():
    assert transfer.LONGEST_NICKNAME == LONGEST
    sat = Record("1", "ali", NOON, "welcome", "", {"kind": "sits", "seat": "x", "nickname": "x" * LONGEST})
    assert free_nickname([sat], "X" * LONGEST, "kim") == "X" * (LONGEST - 2) + " 2"
    assert free_nickname([sat], "x" * LONGEST, "ali") == "x" * LONGEST
    assert free_nickname([sat], "", "kim") == ""


def test_after_deleting_everything_the_file_brings_it_back(computer):
    course = start(computer("school"), "Fox")
    answer(course, 0)
    file, fox = save(course), course.learner
    course.welcome().act("delete")
    course.welcome().act("really-delete")
    assert log_of(course) == {}
    read(course, file)
    assert (course.learner, len(tried(course))) == (fox, 1)


# What is refused


def changed(file: File) -> File:
    return file[0], file[1].replace('"attempt"', '"attemqt"', 1)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (changed, "this file was changed after it was saved"),
        (lambda file: (file[0], file[1][:-30]), "this file is not complete: 0 of 1 entries are there"),
        (lambda file: (file[0], ""), "this file is empty"),
        (lambda file: (file[0], "Dear diary"), "this is not a progress file of this course"),
        (lambda file: (file[0], '{"v":9}'), "it was saved by a newer version of this course"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_changes_nothing(computer, spoil, words: str):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    name, text = spoil(save(school))
    home = start(computer("home"), "Owl")
    answer(home, 1)
    before, state = log_of(home), home.quiz().state
    alert = read(home, (name, text))["alert"]
    assert alert.startswith(f"{name}: {words}")
    assert alert.endswith("Nothing was changed.")
    assert "\n" not in alert
    good = save(home)
    assert read(home, good, (name, text))["alert"] == alert
    assert (log_of(home), home.quiz().state, home.learner.nickname) == (before, state, "Owl")


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ([6_000_000], "x.jsonl: this file has 6,000,000 bytes, and a progress file 5,000,000 at most."),
        ([4_000], "x.jsonl: this is not a progress file of this course."),
        (
            [3_000_000, 3_000_000],
            "These 2 files have 6,000,000 bytes; 5,000,000 at most can be read at once.",
        ),
    ],
)
def test_what_the_page_did_not_send_is_told_by_its_size(computer, sizes: list[int], words: str):
    panel = computer("school").save()
    empty = [""] * len(sizes)
    alert = press(panel, "read", name=["x.jsonl"] * len(sizes), size=list(map(str, sizes)), text=empty)[
        "alert"
    ]
    assert alert.startswith(words)
    assert transfer.LARGEST == CHOSEN_LARGEST


def test_files_of_two_learners_at_once_are_refused(computer):
    one, two = (save(start(computer(name), name)) for name in ("Fox", "Owl"))
    home = computer("home")
    alert = read(home, one, two)["alert"]
    assert alert == (
        f"These files are of different learners: {one[0]} of Fox, {two[0]} of Owl. "
        "Choose those of one. Nothing was changed."
    )
    assert not home.learner.known


def test_a_full_disk_takes_nothing_in(computer, monkeypatch: pytest.MonkeyPatch):
    file = save(start(computer("school"), "Fox"))
    home = start(computer("home"), "Owl")
    read(home, file)
    before = log_of(home)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    alert = press(home.save(), "yes")["alert"]
    assert alert == "Not saved: No space left on device. Nothing was changed; please try again."
    assert (log_of(home), home.learner.nickname) == (before, "Owl")
    assert "Work as Fox from now on?" in painted(home.save())


def test_somebody_who_started_elsewhere_gets_no_file_of_the_one_before(computer):
    one, two = computer("school", "start"), computer("school")
    start(one, "Fox")
    two.look()
    two.save()
    start(one, "Owl")
    said = press(two.save(), "save")
    assert said["alert"] == "Not saved: Owl has started on another page. This page is theirs now."
    assert "file" not in said


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "attempt"},
        {"kind": "attempt", "item": "Q01", "item_version": "x", "response": [], "score": 1},
        {"kind": "attempt", "item": "Q01", "item_version": "x", "response": ["a"], "score": "1"},
        {"kind": "attempt", "item": "Q01", "item_version": "x", "response": ["a"], "score": 2},
        {"kind": "guess", "item": "G01"},
        {"kind": "level", "level": ["plain"], "paragraph": 1},
        {"kind": "larger", "paragraph": [1]},
    ],
)
def test_an_entry_that_no_page_could_show_is_not_taken_in(entry: dict[str, Any], computer):
    fox = Learner("3c00000000000001", "Fox")
    name, data = pack([Record("1", fox.id, NOON, "quiz", QUIZ, entry)], fox, NOON)
    home = computer("home")
    assert ": line 2 of this file cannot be read." in read(home, (name, data.decode()))["alert"]
    assert log_of(home) == {}


# The box


def test_a_press_of_the_page_alone_decides_nothing():
    box = Saving()
    with pytest.raises(ValueError, match="yes is no move here: save and read are"):
        box.step(box.empty(), Event("yes", {}, NOON))
    with pytest.raises(ValueError, match="no list of files"):
        box.step(box.empty(), Event("read", {"name": ("a",), "size": ("x",), "text": ("",)}, NOON))


def test_names_are_text_and_never_markup():
    state = SavingState("<b>", "<b>", (ChosenFile("a", 1, "{}"),), "<b>")
    for shown in (state, SavingState("<b>")):
        assert "<b>" not in Saving().view(shown)["saving"]
    assert "&lt;b&gt;" in Saving().view(state)["saving"]


def test_what_was_saved_is_said_at_its_button_and_not_under_the_other_way():
    html = Saving().view(saved("three-tables-Fox.jsonl", []))["saving"]
    order = [
        html.index(text) for text in ("Save my progress", "Saved: three-tables-Fox", "Continue from a file")
    ]
    assert order == sorted(order)


def test_every_control_has_its_label_and_every_focus_its_place():
    box, question = (
        Saving().view(state)["saving"]
        for state in (SavingState(), SavingState(asked="?", files=(ChosenFile("a", 1, ""),)))
    )
    assert '<label for="files">Continue from a file</label>' in box
    assert 'id="said" tabindex="-1" role="status"' in box
    assert 'id="asked" tabindex="-1" role="status"' in question
    assert "Yes, go on with this file" in question


def test_where_answers_do_not_last_a_reminder_is_in_the_box_and_in_the_foot(
    computer, monkeypatch: pytest.MonkeyPatch
):
    reminder = "Before you leave"
    course = computer("school")
    assert reminder not in painted(course.save()) + painted(course.quiz())
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    course = computer("binder")
    assert "<strong>Before you leave, save your progress to a file.</strong>" in painted(course.save())
    assert "Before you leave, press “Save my progress” on this page." in painted(course.quiz())
    assert "Save your progress to a file before you leave." in painted(course.welcome())


def test_the_still_has_no_controls_and_names_nobody():
    still = Saving().still(SavingState("Saved: three-tables-Fox"))
    assert still == Saving().still(SavingState())
    assert still.text.startswith(NOT_RUNNING)
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", " id="))


def test_what_was_done_is_counted_in_words():
    assert counted([]) == "0 answers"
    assert counted([{"kind": "guess"}, {"kind": "attempt"}]) == "2 answers"
    assert counted([{"kind": "mark"}]) == "0 answers and 1 other thing you did (words, marks, cards)"


# Who sits here after somebody is gone


def test_whoever_deletes_everything_leaves_the_place_to_nobody(computer):
    course = start(start(computer("school"), "Kim"), "Ali")
    course.welcome().act("delete")
    course.welcome().act("really-delete")
    fresh = computer("school")
    assert (fresh.learner.known, fresh.learner.nickname) == (False, "")
    fresh.welcome().act("start", nickname="Kim")
    fresh.welcome().act("continue")
    assert fresh.learner.nickname == "Kim"
    assert '"leaves"' not in save(fresh)[1]


def test_a_file_can_be_saved_before_deleting(computer):
    course = start(computer("school"), "Fox")
    answer(course, 0)
    course.welcome().act("delete")
    assert "Save a file first?" in painted(course.welcome())
    said = press(course.welcome(), "save")
    assert len(unpack(*encoded(said["file"])).records) == 1
    assert f"Saved: {said['file'][0]}." in painted(course.welcome())
    assert press(course.welcome(), "really-delete")["focus"] == "deleted"
    assert "Deleted: nothing is kept of you on this computer any more." in painted(course.welcome())
    assert log_of(course) == {}


def test_deleting_takes_the_own_copy_of_the_article_too(computer):
    course = start(computer("school"), "Fox")
    course.original().act("keep", text="Something that is not the article.")
    folder = course._seat.log.folder
    assert folder
    assert list((folder.parent / "originals").iterdir())
    (folder.parent / "originals" / f"{course.learner.id}.new").write_text("half")
    (folder / f"{course.learner.id}-1.new").write_text("half")
    course.welcome().act("delete")
    course.welcome().act("really-delete")
    assert [*(folder.parent / "originals").iterdir(), *folder.iterdir()] == []


def test_a_log_in_memory_takes_a_file_in_too(content: Content, computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    memory = Course(content, content.lesson(QUIZ), Log(None, notice="Nothing can be kept."))
    read(memory, save(school))
    assert tried(memory) == tried(school)
    assert "Nothing can be kept. <strong>Before you leave" in painted(memory.save())


def test_times_that_lie_apart_are_put_in_order(computer):
    school = start(computer("school"), "Fox")
    answer(school, 0)
    saved = unpack(*encoded(save(school)))
    (one,) = saved.records
    early = Record("e" * 16, one.learner, one.at - timedelta(days=1), "quiz", QUIZ, {**one.entry, "score": 0})
    name, data = pack([early], school.learner, NOON)
    read(school, (name, data.decode()))
    assert [attempt.score for attempt in school.quiz().state.attempts] == [0, 1]
    assert json.loads(data.splitlines()[0])["records"] == 1
