"""Two kernels that write into one folder at once, of one learner or of two, while a third reads or deletes.

    .venv/bin/python tests/benchmarks/writers.py --answers 500 --learners 2
    .venv/bin/python tests/benchmarks/writers.py --deletions 20

prints one line of JSON. POSIX only: a kernel is a fork, so that the data is read once.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import lessons.course.seat as seat_module
from lessons.content import Content, load_content
from lessons.course import Course
from lessons.progress import open_log, seat


def lesson_to_write_in(content: Content) -> tuple[str, str]:
    """The slug of a lesson with a task to write, and the id of its first question."""
    slug = next(s for s, one in content.lessons.items() if one.writings and one.ready)
    return slug, content.lesson(slug).writings[0].asks[0].id


def sit_at(name: str) -> None:
    """Another computer, as far as the log can tell: what it knows of one is this fingerprint."""
    seat_module.seat = lambda: name  # type: ignore[attr-defined]  # the module's own import of it


def write(content: Content, who: str, where: str, answers: int) -> NoReturn:
    """One kernel: as many answers as asked for, as quickly as it can."""
    sit_at(where)
    slug, ask = lesson_to_write_in(content)
    panel = Course(content, content.lesson(slug), open_log()).write()
    for number in range(1, answers + 1):
        panel.act("write", ask=ask, text=f"{who} {number}")
    os._exit(0)


def together(answers: int, learners: int) -> dict[str, object]:
    """Two kernels write; this one reads all the while and looks for what must never be seen."""
    content, began = load_content(), time.perf_counter()
    seats = ["seat0", "seat0" if learners == 1 else "seat1"]
    for name in dict.fromkeys(seats):
        sit_at(name)
        Course(content, content.lesson("start"), open_log()).welcome().act("start", nickname=name)
    children = []
    for who, where in zip(("one", "two"), seats, strict=True):
        child = os.fork()
        if child == 0:
            try:
                write(content, who, where, answers)
            finally:
                os._exit(5)
        children.append(child)
    reads, broken, codes = 0, 0, []
    most = {"one": 0, "two": 0}
    while children:
        for who, numbers in texts().items():
            reads += 1
            broken += numbers != list(range(1, len(numbers) + 1)) or len(numbers) < most[who]
            most[who] = len(numbers)
        done, status = os.waitpid(-1, os.WNOHANG)
        if done:
            children.remove(done)
            codes.append(os.waitstatus_to_exitcode(status))
    records = [record for record in open_log().records() if record.entry["kind"] == "wrote"]
    owners = {who: {r.learner for r in records if r.entry["text"].startswith(who)} for who in most}
    return {
        "kept": {who: len(numbers) for who, numbers in texts().items()},
        "in order": all(numbers == list(range(1, answers + 1)) for numbers in texts().values()),
        "mixed": max(map(len, owners.values())) > 1 or len(set.union(*owners.values())) != learners,
        "broken reads": broken,
        "ended well": codes == [0, 0],
        "reads": reads,
        "seconds": round(time.perf_counter() - began, 1),
    }


def texts() -> dict[str, list[int]]:
    """What the log has of each writer, in its order."""
    told = [
        record.entry["text"].split() for record in open_log().records() if record.entry["kind"] == "wrote"
    ]
    return {who: [int(number) for one, number in told if one == who] for who in ("one", "two")}


def write_until_told(content: Content, pipe: int, stop: int) -> NoReturn:
    """One kernel whose learner is deleted by another: it says whose each kept answer is."""
    slug, ask = lesson_to_write_in(content)
    course = Course(content, content.lesson(slug), open_log())
    panel, refused = course.write(), 0
    os.set_blocking(stop, False)
    for number in range(1, 1_000_000):
        try:
            panel.act("write", ask=ask, text=f"one {number}")
        except ValueError as error:
            if not str(error).startswith("Not saved: your answers were deleted on another page"):
                os._exit(3)
            refused += 1
            continue
        os.write(pipe, f"{course.learner.id} {number}\n".encode())
        try:
            if os.read(stop, 1):
                os._exit(0)
        except BlockingIOError:
            continue
    os._exit(4)


def deleting(deletions: int, seed: int) -> dict[str, object]:
    """One kernel writes, this one presses "Delete everything" again and again."""
    content, began = load_content(), time.perf_counter()
    start = Course(content, content.lesson("start"), open_log())
    start.welcome().act("start", nickname="Kim")
    chance = random.Random(seed)  # noqa: S311  the same moments again
    said, pipe = os.pipe()
    stop, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_until_told(content, pipe, stop)
        finally:
            os._exit(5)
    os.close(pipe)
    deleted: set[str] = set()
    confirmed = b""
    while len(deleted) < deletions:
        confirmed += os.read(said, 65536)
        time.sleep(chance.random() * 0.02)
        start.look()
        who = start.learner
        if not who.known:
            continue
        try:
            start.welcome().act("delete")
            start.welcome().act("really-delete")
            deleted.add(who.id)
        except ValueError:  # it was somebody else by then: look again
            continue
    confirmed += os.read(said, 65536)  # at least one answer after the last deletion
    os.write(tell, b"x")
    while more := os.read(said, 65536):
        confirmed += more
    _, status = os.waitpid(child, 0)
    records = open_log().records()
    kept = {(one.learner, one.entry["text"].split()[1]) for one in records if one.entry["kind"] == "wrote"}
    lines = {tuple(line.split()) for line in confirmed.decode().splitlines()}
    sat = {one.learner for one in records if one.entry["kind"] == "sits" and one.entry["seat"] == seat()}
    log = open_log()
    assert log.folder
    files = " ".join(path.name for path in log.folder.iterdir())
    return {
        "deletions": len(deleted),
        "confirmed": len(lines),
        "came back": sum(who in files for who in deleted),
        "lost": sum(who not in deleted and (who, number) not in kept for who, number in lines),
        "of nobody": len({who for who, _ in kept} - sat),
        "ended well": os.waitstatus_to_exitcode(status) == 0,
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Count in a folder of its own and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--learners", type=int, choices=(1, 2), default=1)
    parser.add_argument("--deletions", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="three-tables-writers-") as folder:
        os.environ["LESSONS_HOME"] = str(Path(folder) / "home")
        found = (
            deleting(asked.deletions, asked.seed)
            if asked.deletions
            else together(asked.answers, asked.learners)
        )
        json.dump(found, sys.stdout)
        print()


if __name__ == "__main__":
    main()
