"""How long does a learner wait for what one press changes?

From the browser's event to the changed page, both by the page's clock: "changed" is the moment the page holds
the new content, "painted" the end of the frame that shows it. A frame comes every 16.7 ms, so "painted" is
about half a frame later by chance alone. Beside it a FigureWidget's slider, in the same server and the same
run, and everything once more with Jupyter Server's own websocket.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.benchmarks.measure import Row, Sample, options, report, wait_for_quiet
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import FIGURE

DATE_SLIDER = "[data-part='dates'] input[type='range']"
DATE_PLACE = "[data-part='marks']"  # what a learner looks at; the words and the table follow
FIGURE_SLIDER, FIGURE_PLACE = ".jupyter-widgets .noUi-handle", ".js-plotly-plot .scatterlayer"
AIM_MS = 30
PAUSE_MS = 120  # nobody presses faster; and the answer to the last press must be in


@dataclass
class Times:
    """Milliseconds of one kind of press."""

    changed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)

    def press(
        self, page: Page, kind: str, place: str, act: Callable[[], None], *, attributes: bool = False
    ) -> None:
        """Press, and note how long the place took to change."""
        page.evaluate(
            "([kind, place, attributes]) => stopwatch(kind, place, attributes)", [kind, place, attributes]
        )
        act()
        changed, painted = page.evaluate("window.stopped")
        self.changed.append(changed)
        self.painted.append(painted)
        page.wait_for_timeout(PAUSE_MS)


def date_steps(page: Page, times: Times, count: int) -> None:
    """The arrow keys on the map's date."""
    walk(page, page.locator(DATE_SLIDER), times, DATE_PLACE, count)


def figure_steps(page: Page, times: Times, count: int) -> None:
    """The arrow keys on the slider of the FigureWidget."""
    walk(page, page.locator(FIGURE_SLIDER), times, FIGURE_PLACE, count, attributes=True)


def walk(
    page: Page, slider: Locator, times: Times, place: str, count: int, *, attributes: bool = False
) -> None:
    """Down and up a slider that stands at its end; the first two steps do not count."""
    slider.scroll_into_view_if_needed()
    slider.focus()
    for number in range(-2, count):
        go(page, times if number >= 0 else Times(), place, number + 2, attributes=attributes)


def go(page: Page, times: Times, place: str, number: int, *, attributes: bool = False) -> None:
    """Step number ``number`` (from 0) of a walk: eight to the left, eight to the right."""
    key = "ArrowLeft" if number // 8 % 2 == 0 else "ArrowRight"
    times.press(page, "keydown", place, lambda: page.keyboard.press(key), attributes=attributes)


def answers(page: Page, times: Times, count: int) -> None:
    """Every question of the quiz answered with its first option, then those still open with the second, …"""
    quiz = page.locator(".lesson-panel:has(> [data-part='feedback'])")
    form, forward, back = (quiz.locator(one) for one in ("form", "[id$='next']", "[id$='previous']"))
    for option in range(6):
        while len(times.changed) < count:
            if form.count():
                for group in form.locator("fieldset:not(.lesson-sure)").all():
                    for words in group.locator("select").all():
                        words.select_option(index=1 + option)
                    boxes = group.locator("input")
                    if not boxes.count():
                        continue
                    if boxes.first.get_attribute("type") == "checkbox":
                        for number in range(boxes.count()):
                            boxes.nth(number).uncheck()
                    boxes.nth(option % boxes.count()).check()
                submit = form.locator("button[type='submit']")
                submit.scroll_into_view_if_needed()
                times.press(page, "click", "[data-part='feedback']", submit.click)
            if forward.get_attribute("aria-disabled") == "true":
                break
            forward.click()
            page.wait_for_timeout(PAUSE_MS)
        while back.get_attribute("aria-disabled") != "true":
            back.click()
            page.wait_for_timeout(PAUSE_MS)


def definitions(page: Page, times: Times, count: int) -> None:
    """Words of the text, opened one after the other."""
    words = page.locator("[data-part^='paragraph'] [aria-expanded][data-move='term']")
    number = 0
    while len(times.changed) < count:
        word = words.nth(number % words.count())
        number += 1
        if word.get_attribute("aria-expanded") == "true":
            continue
        part = word.evaluate("node => node.closest('[data-part]').dataset.part")
        word.scroll_into_view_if_needed()
        times.press(page, "click", f"[data-part='{part}']", word.click)


def search_keys(page: Page, times: Times, count: int) -> None:
    """Letters typed into the glossary's search, and taken away again."""
    field = page.locator("[data-part='search'] input[type='search']")
    field.scroll_into_view_if_needed()
    field.click()
    page.wait_for_timeout(PAUSE_MS)
    keys = [*"nato", *["Backspace"] * 4, *"treaty", *["Backspace"] * 6]
    for number in range(count):
        key = keys[number % len(keys)]
        times.press(page, "keydown", "[data-part='status']", lambda key=key: page.keyboard.press(key))  # type: ignore[misc]  # bound at once


Act = Callable[[Page, Times, int], None]
TEXT, MAP = "01-the-text.ipynb", "02-the-build-up.ipynb"
PRESSES: Sequence[tuple[str, str, float | None, Act]] = (
    ("one date step of the map", MAP, AIM_MS, date_steps),
    ("one quiz answer", TEXT, AIM_MS, answers),
    ("one opened definition", TEXT, None, definitions),
    ("one search key in the glossary", TEXT, None, search_keys),
    ("one slider step of a FigureWidget", FIGURE, None, figure_steps),
)


def measured(*, prompter: bool, count: int) -> dict[str, Times]:
    """All presses in one server, each notebook opened once."""
    told: dict[str, Times] = {}
    with laboratory(prompter=prompter) as lab, browsing() as browser:
        for notebook in dict.fromkeys(row[1] for row in PRESSES):
            with learner(browser, lab, notebook) as someone:
                for name, where, _, act in PRESSES:
                    if where == notebook:
                        times = told[name] = Times()
                        wait_for_quiet()
                        act(someone.page, times, count)
                        print(
                            name,
                            f"prompter={prompter}",
                            Sample(tuple(times.changed), "ms").text,
                            Sample(tuple(times.painted), "ms").text,
                            flush=True,
                        )
    return told


def main() -> None:
    given = options("steps", "From a press to the changed page.", repetitions=40)
    prompt = measured(prompter=True, count=given.repetitions)
    shipped = measured(prompter=False, count=given.repetitions)
    rows = []
    for name, _, aim, _ in PRESSES:
        painted = Sample(tuple(prompt[name].painted), "ms")
        without = Sample(tuple(shipped[name].changed), "ms")
        beside = f"painted {painted.text}; changed, with JupyterLab's own websocket {without.text}"
        rows.append(Row(f"{name}: changed", Sample(tuple(prompt[name].changed), "ms"), aim, beside))
    report("steps", rows, write=given.write)


if __name__ == "__main__":
    main()
