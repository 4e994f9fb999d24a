"""The panel's contract: save first, show second, answer every event, send only what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.panel import Panel

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Count:
    n: int = 0


@dataclass(frozen=True)
class Counter:
    """The smallest activity: it counts, and one of its two parts never changes."""

    name: str = "counter"
    key: str = "one"
    parts: tuple[str, ...] = ("number", "same")
    ground: str = "<svg></svg>"

    def empty(self) -> Count:
        return Count()

    def restore(self, entries: Sequence[Entry]) -> Count:
        return Count(len(entries))

    def step(self, state: Count, event: Event) -> Step[Count]:
        if event.move == "look":
            return Step(state)
        if event.move == "break":
            raise KeyError("a fault of ours")
        if event.move != "add":
            raise ValueError(f"{event.move} is no move here: add is.")
        return Step(replace(state, n=state.n + int(event.one("by"))), ({"kind": "added"},), focus="here")

    def view(self, state: Count) -> dict[str, str]:
        return {"number": f"<p>{state.n}</p>", "same": "<p>always</p>"}

    def still(self, state: Count) -> Still:
        return Still(f"<p>{NOT_RUNNING} {state.n}</p>", f"{NOT_RUNNING} {state.n}")


def panel(save: Any = None) -> tuple[Panel, list[dict[str, Any]]]:
    """A panel whose answers to the browser are collected."""
    made = Panel(Counter(), save=save, now=lambda: NOON)
    answers: list[dict[str, Any]] = []
    made.send = answers.append
    return made, answers


def press(made: Panel, move: str, number: int = 1, **form: list[str]) -> None:
    """What arrives when a learner presses something."""
    made._handle_custom_msg({"move": move, "form": form, "number": number, "view": "v1-"}, [])


def test_a_press_saves_then_shows_then_answers():
    order: list[str] = []
    made: Panel
    made, answers = panel(
        lambda entries, at: order.append(f"saved {entries} at {at:%H:%M}, shown {made.state.n}")
    )
    press(made, "add", number=7, by=["2"])
    assert order == ["saved ({'kind': 'added'},) at 12:00, shown 0"]
    assert made.state == Count(2)
    assert made.part_number == "<p>2</p>"
    assert answers == [{"number": 7, "view": "v1-", "focus": "here", "alert": ""}]


def test_what_could_not_be_saved_is_not_shown():
    def full(_entries: object, _at: object) -> None:
        raise OSError(28, "No space left on device")

    made, answers = panel(full)
    press(made, "add", by=["1"])
    assert made.state == Count(0)
    assert made.part_number == "<p>0</p>"
    assert answers[0]["alert"] == "Not saved: No space left on device. Nothing was changed; please try again."


@pytest.mark.parametrize(
    ("message", "alert"),
    [
        ({"move": "fly", "form": {}}, "fly is no move here: add is."),
        ({"move": "add", "form": {}}, "by: nothing came, one value is expected"),
        ({"move": "add", "form": {"by": ["1", "2"]}}, "by: 2 values came, one value is expected"),
    ],
)
def test_a_bad_move_is_answered_in_words(message, alert):
    made, answers = panel()
    made._handle_custom_msg({**message, "number": 1, "view": "v1-"}, [])
    assert answers[0]["alert"] == alert
    assert made.state == Count(0)


def test_a_fault_of_ours_is_said_and_logged(caplog: pytest.LogCaptureFixture):
    made, answers = panel()
    press(made, "break")
    assert answers[0]["alert"].startswith("Not saved: something is wrong in this activity (KeyError")
    assert "a move failed in counter" in caplog.text


def test_a_message_of_the_wrong_shape_is_answered_too(caplog: pytest.LogCaptureFixture):
    made, answers = panel()
    made._handle_custom_msg({"number": 3}, [])
    assert answers[0]["number"] == 3
    assert answers[0]["alert"].startswith("Not saved")
    assert "a move failed" in caplog.text


def test_only_what_changed_is_sent(monkeypatch: pytest.MonkeyPatch):
    sent: list[Any] = []
    monkeypatch.setattr(Panel, "send_state", lambda _self, key=None: sent.append(set(key)))
    made, _ = panel()
    sent.clear()
    press(made, "add", by=["1"])
    assert sent == [{"part_number"}]
    sent.clear()
    press(made, "look")
    assert sent == []


def test_python_can_act_like_a_press():
    made, _ = panel()
    made.act("add", by="3")
    assert made.state == Count(3)
    with pytest.raises(ValueError, match="fly is no move here"):
        made.act("fly")


def test_the_bundle_holds_the_still_of_the_empty_state():
    made, _ = panel()
    made.act("add", by="3")
    bundle = made._repr_mimebundle_()
    assert bundle["text/html"] == f"<p>{NOT_RUNNING} 0</p>"
    assert bundle["text/plain"] == f"{NOT_RUNNING} 0"
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == made.model_id


def test_the_foot_is_a_part_of_its_own():
    made = Panel(Counter(), foot="<p>for Kim</p>")
    assert made.part_names == ["number", "same", "foot"]
    assert made.part_foot == "<p>for Kim</p>"
    made.show(Count(9), foot="<p>for Ali</p>")
    assert (made.part_number, made.part_foot) == ("<p>9</p>", "<p>for Ali</p>")


def test_the_big_ground_is_a_trait_of_its_own():
    made, _ = panel()
    assert made.ground == "<svg></svg>"
    assert "<svg>" not in made.part_number + made.part_same
