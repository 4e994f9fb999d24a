"""Who is here: what is asked, what is kept of it, and that nobody is taken for somebody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lessons.activities.welcome import LONGEST, Welcome, WelcomeState
from lessons.ui.activity import NOT_RUNNING, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
PLACE = "Answers are kept here."
WELCOME = Welcome(PLACE, {"kim": "Kim"})
KIM = WelcomeState("Kim", known=True)


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


def shown(state: WelcomeState) -> str:
    return WELCOME.view(state)["who"]


def test_a_nickname_starts_a_learner():
    before = WELCOME.empty()
    step = WELCOME.step(before, move("start", nickname="  Ali   Baba "))
    assert step.state == WelcomeState("Ali Baba", known=True)
    assert step.entries == ({"kind": "start", "nickname": "Ali Baba"},)
    assert before == WelcomeState()


def test_no_nickname_is_an_answer_too():
    step = WELCOME.step(WELCOME.empty(), move("start", nickname=" "))
    assert step.state == WelcomeState("", known=True)
    assert step.entries == ({"kind": "start", "nickname": ""},)
    assert "You are working without a nickname." in shown(step.state)


def test_a_nickname_has_an_end():
    WELCOME.step(WELCOME.empty(), move("start", nickname="x" * LONGEST))
    with pytest.raises(ValueError, match="at most 24 letters; this one has 25"):
        WELCOME.step(WELCOME.empty(), move("start", nickname="x" * (LONGEST + 1)))


def test_a_nickname_that_is_taken_is_asked_about_and_nothing_is_kept_yet():
    step = WELCOME.step(WELCOME.empty(), move("start", nickname="KIM"))
    assert step.state == WelcomeState(asking="same", typed="Kim")
    assert (step.entries, step.focus) == ((), "same-yes")
    assert "Somebody called Kim has worked here before. Is that you?" in shown(step.state)


def test_whoever_it_is_goes_on_under_the_nickname_as_it_was_written():
    asked = WELCOME.step(WELCOME.empty(), move("start", nickname="kim")).state
    step = WELCOME.step(asked, move("continue"))
    assert step.state == KIM
    assert step.entries == ({"kind": "continue", "nickname": "Kim"},)


def test_whoever_it_is_not_takes_another_nickname():
    asked = WELCOME.step(WELCOME.empty(), move("start", nickname="kim")).state
    step = WELCOME.step(asked, move("other"))
    assert step.state == WelcomeState(asking="name")
    assert step.entries == ()
    assert 'name="nickname"' in shown(step.state)


def test_somebody_else_can_start_or_go_back():
    asking = WELCOME.step(KIM, move("other")).state
    assert "Go back" in shown(asking)
    assert WELCOME.step(asking, move("keep")).state == KIM
    step = WELCOME.step(asking, move("start", nickname="Eva"))
    assert (step.state, step.entries) == (
        WelcomeState("Eva", known=True),
        ({"kind": "start", "nickname": "Eva"},),
    )


def test_whoever_began_without_a_nickname_can_choose_one_later():
    nameless = WelcomeState("", known=True)
    assert "Choose a nickname" in shown(nameless)
    assert "Choose a nickname" not in shown(KIM)
    step = WELCOME.step(WELCOME.step(nameless, move("rename")).state, move("start", nickname="Eva"))
    assert step.entries == ({"kind": "rename", "nickname": "Eva"},)


def test_deleting_is_asked_about_first():
    asked = WELCOME.step(KIM, move("delete"))
    assert (asked.entries, asked.focus) == ((), "keep")
    assert "This cannot be undone." in shown(asked.state)
    assert WELCOME.step(asked.state, move("keep")).state == KIM
    done = WELCOME.step(asked.state, move("really-delete"))
    assert (done.state, done.entries) == (WelcomeState(deleted=True), ({"kind": "delete"},))
    assert "Deleted: nothing is kept of you on this computer any more." in shown(done.state)


def test_a_file_is_offered_before_deleting():
    asked = WELCOME.step(KIM, move("delete")).state
    assert "Save a file first?" in shown(asked)
    assert WELCOME.step(asked, move("save")).entries == ({"kind": "save"},)
    assert "Saved: three.jsonl." in shown(replace(asked, saved="three.jsonl"))
    assert WELCOME.step(replace(asked, saved="three.jsonl"), move("keep")).state == KIM


def test_whoever_has_no_nickname_is_told_that_there_is_no_way_back():
    for state, told in ((WelcomeState(known=True), True), (KIM, False)):
        asking = WELCOME.step(state, move("other")).state
        assert ("you could not come back to your answers" in shown(asking)) == told
    assert "come back" not in shown(WELCOME.empty())


@pytest.mark.parametrize("name", ["continue", "really-delete", "jump"])
def test_a_move_out_of_turn_is_refused_in_words(name: str):
    with pytest.raises(ValueError, match=f"{name} is no move here: start, continue, other"):
        WELCOME.step(KIM, move(name))


def test_the_nickname_last_given_comes_back():
    entries = [{"kind": "sits", "nickname": name} for name in ("", "Kim")]
    assert WELCOME.restore(entries) == KIM
    assert WELCOME.restore([]) == WelcomeState()


@pytest.mark.parametrize("state", [WelcomeState(), KIM, WelcomeState("", known=True)])
def test_where_answers_are_kept_is_always_said(state: WelcomeState):
    assert PLACE in shown(state)


def test_a_nickname_is_text_and_never_markup():
    typed = "<script>alert(1)"
    for state in (WelcomeState(typed, known=True), WelcomeState(asking="same", typed=typed)):
        assert "&lt;script&gt;alert(1)" in shown(state)
        assert "<script" not in shown(state)


def test_after_the_start_the_focus_is_on_who_sits_here_and_on_no_button():
    # On "Not you?" a second Enter would take the nickname away again.
    started = WELCOME.step(WELCOME.empty(), move("start", nickname="Lea"))
    kept = WELCOME.step(WelcomeState("Kim", known=True, asking="delete"), move("keep"))
    assert started.focus == kept.focus == "here"
    assert '<p id="here" tabindex="-1" role="status"><strong>You are working as Kim.' in shown(KIM)


def test_every_field_has_its_label_and_every_focus_its_place():
    assert '<label for="nickname">' in shown(WELCOME.empty())
    for state, focus in (
        (WELCOME.empty(), "nickname"),
        (KIM, "here"),
        (WelcomeState(asking="same", typed="Kim"), "same-yes"),
        (WelcomeState(known=True, asking="delete"), "keep"),
        (WelcomeState(deleted=True), "deleted"),
    ):
        assert f'id="{focus}"' in shown(state)


def test_the_still_has_no_controls_and_names_nobody():
    still = WELCOME.still(KIM)
    assert still == WELCOME.still(WELCOME.empty())
    assert still.text.startswith(NOT_RUNNING)
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", "<script", " id="))
    assert "Kim" not in still.html + still.text
