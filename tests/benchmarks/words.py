"""How long does a learner wait for the words: a key in the search, an opened card, and a year of reviews?

A key and a card are timed in the page, from the browser's event to the changed page, as in steps.py. A year's
log (3,000 reviews of one learner, a few every day) is loaded in a new Python each time: the files are read,
the panel is made, and what is due is asked for, which plays the whole log again through fsrs.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from playwright.sync_api import Page

from lessons.activities.flashcards import Flashcards
from lessons.activities.flashcards.schedule import RATINGS
from lessons.content import load_content
from lessons.progress import Record, open_log, seat
from tests.benchmarks.measure import Row, Sample, options, report, wait_for_quiet
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.steps import PAUSE_MS, Times, definitions, search_keys

AIM_MS = 30
AIM_S = 0.3
REVIEWS = 3000
TEXT, CARDS = "01-the-text.ipynb", "cards.ipynb"
_LOAD = """
import json, time
from lessons.content import load_content
from lessons.course import Course
from lessons.progress import open_log
content = load_content()
began = time.perf_counter()
panel = Course(content, content.lesson("the-text"), open_log()).flashcards()
panel.act("ask")
took = time.perf_counter() - began
reviews = sum(len(rows) for rows in panel.state.reviews.values())
print(json.dumps({"seconds": took, "reviews": reviews, "due": len(panel.state.asked.cards)}))
"""


def a_year_of_reviews() -> None:
    """Write the log of a learner who took cards on most days of a year, into LESSONS_HOME."""
    content = load_content()
    words = list(Flashcards(content.for_lesson("the-text"), "the-text").words)
    chance = random.Random(1)  # noqa: S311  the same year each time
    who = "0123456789abcdef"
    at = datetime.now(UTC) - timedelta(days=365)
    entries = [("welcome", {"kind": "sits", "seat": seat(), "nickname": ""})]
    for _ in range(REVIEWS):
        rating = chance.choices(RATINGS, weights=(1, 2, 5, 2))[0]
        card = {"kind": "review", "card": chance.choice(words), "rating": rating, "version": "00000000"}
        entries.append(("flashcards", card))
    step = timedelta(days=364) / len(entries)
    records = [
        Record(f"{number:016x}", who, at + number * step, activity, "", entry)
        for number, (activity, entry) in enumerate(entries)
    ]
    open_log().append(records)


def loads(count: int) -> Sample:
    """Seconds to load the year, each in a new Python; the first does not count."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["LESSONS_HOME"] = home
        a_year_of_reviews()
        wait_for_quiet()
        told = []
        for _ in range(count + 1):
            done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
            told.append(json.loads(done.stdout))
        if {one["reviews"] for one in told} != {REVIEWS}:
            raise SystemExit(f"not every review was read: {told}")
    return Sample(tuple(one["seconds"] for one in told[1:]), "s")


def write_cards(folder: Path) -> None:
    """A page with the cards alone."""
    cells = ["from lessons import open_course\ncourse = open_course('the-text')", "course.flashcards()"]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, folder / CARDS)


def cards(page: Page, times: Times, count: int) -> None:
    """Cards shown and rated, by keys; a new session where one ends."""
    panel = page.locator(".lesson-panel:has(> [data-part='cards'])")
    while len(times.changed) < count:
        panel.get_by_role("button", name="What is due?").click()
        panel.get_by_role("button", name="Start with").click()
        page.wait_for_timeout(PAUSE_MS)
        while panel.get_by_role("button", name="Show the answer").count() and len(times.changed) < count:
            times.press(page, "keydown", "[data-part='cards']", lambda: page.keyboard.press("Enter"))
            times.press(page, "keydown", "[data-part='cards']", lambda: page.keyboard.press("3"))


def main() -> None:
    given = options("words", "Search, cards, and a year of reviews.", repetitions=40)
    keys, opened, rated = Times(), Times(), Times()
    with laboratory() as lab, browsing() as browser:
        write_cards(lab.notebooks)
        with learner(browser, lab, TEXT) as someone:
            wait_for_quiet()
            search_keys(someone.page, keys, given.repetitions)
            definitions(someone.page, opened, given.repetitions)
        with learner(browser, lab, CARDS) as someone:
            wait_for_quiet()
            cards(someone.page, rated, given.repetitions)
    rows = [
        Row(f"{what}: changed", Sample(tuple(times.changed), "ms"), aim, _painted(times))
        for what, times, aim in (
            ("one search key in the glossary", keys, AIM_MS),
            ("one opened definition", opened, AIM_MS),
            ("one card, shown or rated", rated, None),
        )
    ]
    year = loads(max(given.repetitions // 4, 3))
    rows.append(Row(f"loading {REVIEWS:,} reviews, until what is due is known", year, AIM_S))
    report("words", rows, write=given.write)


def _painted(times: Times) -> str:
    return f"painted {Sample(tuple(times.painted), 'ms').text}"


if __name__ == "__main__":
    main()
