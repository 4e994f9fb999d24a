"""The one widget of the course: it holds a state, paints its parts, and turns each event of the browser
into a move.

What a learner did is saved first and shown second: an answer that could not be kept never looks kept. Every
event is answered, so that the page can say when nobody is there any more. Nothing about quizzes, maps or
words stands here."""

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from lessons.ui.activity import Activity, Entry, Event, Kept
from lessons.ui.gate import CLOSED, Gate

_HERE = Path(__file__).parent
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_FOOT = "foot"
_BLOCK = re.compile(r"(?<=.)(?=<(?:p|h\d|ol|ul|li|dl|dt|dd|table|thead|tbody|tr|details|img)[ >])")
_LOG = logging.getLogger(__name__)


def _styles() -> str:
    """All style sheets as one.

    The page keeps a single sheet for all panels, so each must bring the whole of it.
    """
    sheets = [_HERE / "panel.css", *sorted((_HERE / "styles").glob("*.css"))]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _script() -> str:
    """The helpers of scripts/ and the panel itself, as the one module that a page loads."""
    scripts = [*sorted((_HERE / "scripts").glob("*.js")), _HERE / "panel.js"]
    return "\n".join(script.read_text(encoding="utf-8") for script in scripts)


def _now() -> datetime:
    return datetime.now(UTC)


def _whole(text: str) -> str:
    """A field's text without half letters: a browser may cut one in two, and no file could hold it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Panel(anywidget.AnyWidget):
    """A rendered activity.

    ``save`` gets the entries of a move and its time, and returns when they are kept, with what came of it
    where the activity cannot know that; what it raises is shown to the learner and the state stays as it
    was. ``lock`` is shared by all panels of a course: JupyterLab may deliver an event in another thread
    while a cell runs. ``foot`` is HTML below the parts that is not the activity's: who the answers are kept
    for. ``drafts`` tells whose panel it is: the page keeps what is typed and not yet sent under that name.
    Behind a closed ``gate`` it paints nothing of its activity, and takes no move."""

    _esm = _script()
    _css = _styles()
    part_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    ground = traitlets.Unicode().tag(sync=True)
    drafts = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        activity: Activity[Any],
        state: Any = None,
        *,
        save: Callable[[Sequence[Entry], datetime], Kept[Any] | None] | None = None,
        foot: str = "",
        drafts: str = "",
        lock: AbstractContextManager[Any] | None = None,
        gate: Gate | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self.activity = activity
        self.state = activity.empty() if state is None else state
        self.gate = gate
        self._save = save
        self._lock = threading.RLock() if lock is None else lock
        self._now = now
        self.told = ""
        # One trait a part: ipywidgets sends whole traits, and a step must not send what did not change.
        self.add_traits(
            **{f"part_{name}": traitlets.Unicode().tag(sync=True) for name in (*activity.parts, _FOOT)}
        )
        painted = {f"part_{name}": html for name, html in self._view().items()}
        names = [*activity.parts, _FOOT]
        super().__init__(
            part_names=names, ground=activity.ground, drafts=drafts, **{f"part_{_FOOT}": foot}, **painted
        )
        self.on_msg(self._receive)

    def act(self, move: str, /, **form: str | Sequence[str]) -> None:
        """Make a move from Python, as a press in the page would.

        ``panel.act("answer", item="Q01", choice="b")``.
        """
        values = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in form.items()}
        self._move(Event(move, values, self._now()))

    def show(self, state: Any, *, foot: str | None = None, drafts: str | None = None) -> None:
        """Show another state, e.g. of another learner, and another foot."""
        with self._lock:
            self.state = state
            if drafts is not None:
                self.drafts = drafts
            self._paint()
            if foot is not None:
                self.set_trait(f"part_{_FOOT}", foot)

    def _view(self) -> Mapping[str, str]:
        if self.gate is None or self.gate.open:
            return self.activity.view(self.state)
        first, *others = self.activity.parts
        return {first: self.gate.notice(), **dict.fromkeys(others, "")}

    def _paint(self) -> None:
        with self.hold_sync():
            for name, html in self._view().items():
                self.set_trait(f"part_{name}", html)

    def _move(self, event: Event) -> Kept[Any]:
        with self._lock:
            if self.gate and not self.gate.open:
                raise ValueError(CLOSED)
            step = self.activity.step(self.state, event)
            kept = self._save(step.entries, event.at) if step.entries and self._save else None
            after = kept or Kept(step.state, step.focus)
            if after.state != self.state:
                self.state = after.state
                self._paint()
            return after

    def _receive(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        answer = {"number": message.get("number"), "view": message.get("view"), "focus": "", "alert": ""}
        try:
            form = {
                str(name): tuple(_whole(str(value)) for value in values)
                for name, values in message["form"].items()
            }
            after = self._move(Event(str(message["move"]), form, self._now()))
            answer["focus"] = after.focus
            if after.file:
                answer["file"] = after.file
        except ValueError as error:
            answer["alert"] = str(error)
        except OSError as error:
            answer["alert"] = f"Not saved: {error.strerror or error}. Nothing was changed; please try again."
        except Exception as error:
            # A fault of ours must not look like silence: the learner sees one line, the log has the rest.
            _LOG.exception("a move failed in %s", self.activity.name)
            answer["alert"] = (
                f"Not saved: something is wrong in this activity ({type(error).__name__}: {error})."
            )
        if self.told:  # it is kept, and there is something to know about it: said once
            answer["told"], self.told = self.told, ""
        self.send(answer)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:  # type: ignore[override]  # IPython takes either
        """The widget for a living kernel, and the still of the empty state for all others (and nbval)."""
        still = self.activity.still(self.activity.empty())
        still = self.gate.still(still) if self.gate else still
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        html = _BLOCK.sub("\n", still.html)  # a change shows as changed lines, to nbval and to git
        return {"text/plain": still.text, "text/html": html, _WIDGET_VIEW: view}
