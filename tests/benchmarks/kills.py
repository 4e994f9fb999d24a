"""Answers while the kernel is killed again and again: is any that was shown as kept lost?

Each life opens the course anew, goes on where the page says it stopped, and says on a pipe which answer its
panel has shown as kept. ``kill -9`` comes after a random number of answers and a random time, or (with
``--in-the-write``) when a random part of a line is on its way to the disk.

    .venv/bin/python tests/benchmarks/kills.py --answers 1000

prints one line of JSON. POSIX only: a life is a fork, so that the data is read once.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from lessons.content import Content, load_content
from lessons.content.records.items import SingleChoice
from lessons.course import Course
from lessons.progress import Log, open_log


def live(content: Content, slug: str, pipe: int, cut: float | None) -> NoReturn:
    """Open the lesson and answer until killed; a line on the pipe for each answer that is shown."""
    course = Course(content, content.lesson(slug), open_log())
    quiz, own = course.quiz(), course.write()
    ask = content.lesson(slug).writings[0].asks[0].id
    item = next(one for one in content.quiz(slug) if isinstance(one, SingleChoice))
    wrong = next(option.id for option in item.options if option.id != item.key)
    written = int(own.state.of(ask) or 0)
    tried = len(quiz.state.of(item.id))
    os.write(pipe, f"opens {written} {tried}\n".encode())
    for number in range(10_000):
        if cut is not None and number == 3:
            die_in_the_write(cut)
        if number % 2:
            tried += 1
            quiz.act("answer", item=item.id, choice=wrong)
            shown = len(quiz.state.of(item.id)) == tried
        else:
            written += 1
            own.act("write", ask=ask, text=str(written))
            shown = f">{written}</textarea>" in own.trait_values()["part_ask_0"]
        if not shown:
            os._exit(3)
        os.write(pipe, f"{'tried' if number % 2 else 'wrote'} {tried if number % 2 else written}\n".encode())
    os._exit(4)


def die_in_the_write(cut: float) -> None:
    """From here on, the next write puts down a part of its bytes and never returns."""
    write = os.write

    def half(handle: int, data: bytes) -> int:
        write(handle, bytes(data)[: round(len(data) * cut)])
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    os.write = half  # type: ignore[assignment]


def one_life(content: Content, slug: str, chance: random.Random, *, in_the_write: bool) -> list[str]:
    """Fork, kill, and return the lines that came out of the pipe."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            live(content, slug, there, chance.random() if in_the_write else None)
        finally:
            os._exit(5)
    os.close(there)
    said, wanted = b"", chance.randint(1, 12)
    while said.count(b"\n") <= wanted and (more := os.read(here, 65536)):
        said += more
    if not in_the_write:
        time.sleep(chance.random() * 0.004)
        os.kill(child, signal.SIGKILL)
    while more := os.read(here, 65536):
        said += more
    os.close(here)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"a life ended by itself: {os.waitstatus_to_exitcode(status)}")
    return said.decode().split("\n")[:-1]


def count(answers: int, *, seed: int, in_the_write: bool) -> dict[str, object]:
    """The whole measurement: what was confirmed, what is in the log, what is missing or doubled."""
    content = load_content()
    slug = next(s for s, one in content.lessons.items() if one.writings and one.item_ids and one.ready)
    chance, began = random.Random(seed), time.perf_counter()  # noqa: S311  the same moments again
    confirmed: dict[str, list[int]] = {"wrote": [], "tried": []}
    kills, resumed = 0, True
    while sum(map(len, confirmed.values())) < answers:
        opens, *rest = one_life(content, slug, chance, in_the_write=in_the_write) or ["opens 0 0"]
        kills += 1
        before = [max(confirmed[kind], default=0) for kind in ("wrote", "tried")]
        resumed &= all(int(now) >= was for now, was in zip(opens.split()[1:], before, strict=True))
        for line in rest:
            kind, number = line.split()
            confirmed[kind].append(int(number))
    log = open_log()
    entries = [record.entry for record in log.records()]
    kept = {
        "wrote": [int(one["text"]) for one in entries if one["kind"] == "wrote"],
        "tried": [one["attempt"] for one in entries if one["kind"] == "attempt"],
    }
    return {
        "confirmed": sum(map(len, confirmed.values())),
        "kills": kills,
        "lost": sum(len(set(confirmed[kind]) - set(kept[kind])) for kind in kept),
        "doubled": sum(len(kept[kind]) - len(set(kept[kind])) for kind in kept),
        "in order": all(kept[kind] == list(range(1, len(kept[kind]) + 1)) for kind in kept),
        "went on where it stopped": resumed,
        "kept, not yet confirmed": sum(len(set(kept[kind]) - set(confirmed[kind])) for kind in kept),
        "torn lines": torn(log),
        "learners": len({record.learner for record in log.records()}),
        "seconds": round(time.perf_counter() - began, 1),
    }


def torn(log: Log) -> int:
    """How many lines lie in the folder without their end."""
    assert log.folder
    return sum(not path.read_bytes().endswith(b"\n") for path in log.folder.iterdir() if path.stat().st_size)


def main() -> None:
    """Count in a folder of its own and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-the-write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="three-tables-kills-") as folder:
        os.environ["LESSONS_HOME"] = str(Path(folder) / "home")
        json.dump(count(asked.answers, seed=asked.seed, in_the_write=asked.in_the_write), sys.stdout)
        print()


if __name__ == "__main__":
    main()
