"""A class that never was: learners' files with plausible answers to the course's own questions.

For tests, for measuring, and to try the report by hand::

    .venv/bin/python -m tests.made_class FOLDER            (25 files; FOLDER may end in .zip)
    python3 -m lessons report FOLDER

Each learner has an ability, each question a difficulty; an answer is right by chance that grows with the
difference (a Rasch model, 1960). Whoever is wrong takes one wrong answer more often than the others, as
people do, and some are sure of it. Nothing here is tuned to the report's rules.
"""

import argparse
import io
import math
import random
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lessons.content import Content, load_content
from lessons.content.marking import Markable, mark, pair, prompts_of, right_response
from lessons.content.records.items import (
    Cloze,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.progress import Learner, Record
from lessons.progress.transfer import pack

NAMES = ("Fox", "Otter", "Heron", "Lynx", "Badger", "Swift", "Robin", "Finch", "Hazel", "Maple", "Willow")
BEGAN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

Members = dict[str, bytes]


def questions(content: Content) -> tuple[Markable, ...]:
    """All questions that a quiz asks, in the order of the course."""
    asked = [content.items[one] for lesson in content.lessons.values() for one in lesson.item_ids]
    return tuple(one for one in asked if isinstance(one, Markable))


def wrong_response(item: Markable, chance: random.Random) -> tuple[str, ...]:
    """A wrong answer of the item's format: one of them is the favourite of everybody who is wrong."""
    options = [option.id for option in item.options]
    favourite = random.Random(item.id)  # noqa: S311  the same for the whole class
    source = favourite if chance.random() < 0.6 else chance
    right = right_response(item)
    match item:
        case TrueFalseReason():
            verdict = source.choice(("true", "false"))
            reasons = [one for one in options if one != item.key.reason]
            return (verdict, source.choice(reasons))
        case MultipleResponse():
            outside = [one for one in options if one not in item.key]
            return tuple(sorted({*list(right)[1:], source.choice(outside)}))
        case Matching() | Cloze():
            prompts = list(prompts_of(item))
            given = [item.key[prompt] for prompt in prompts]
            first = source.randrange(len(given) - 1)
            given[first], given[first + 1] = given[first + 1], given[first]
            return tuple(pair(prompt, one) for prompt, one in zip(prompts, given, strict=True))
        case Ordering():
            order = list(right)
            first = source.randrange(len(order) - 1)
            order[first], order[first + 1] = order[first + 1], order[first]
            return tuple(order)
        case Numeric():
            values = [option.value for option in item.options if option.id not in item.right]
            return (f"{source.choice([*values, item.key.value + 3 * item.key.tolerance + 2]):g}",)
    return (source.choice([one for one in options if one not in item.right]),)


def records(
    learner: str, ability: float, items: Sequence[Markable], chance: random.Random
) -> Iterator[Record]:
    """One learner's way through the questions: a first answer to most, another try after a wrong one."""
    at = BEGAN + timedelta(minutes=chance.randrange(90))
    for item in items:
        if chance.random() < 0.06:  # left out, or absent that day
            continue
        difficulty = random.Random(f"difficulty {item.id}").gauss(-0.6, 1.0)  # noqa: S311
        right = chance.random() < 1 / (1 + math.exp(difficulty - ability))
        given = right_response(item) if right else wrong_response(item, chance)
        sure = chance.choices((None, 1, 2, 3), (2, 1, 3, 4) if right else (2, 3, 3, 2))[0]
        for number, response in enumerate((given,) if right else (given, right_response(item)), 1):
            at += timedelta(seconds=chance.randrange(20, 90))
            entry = {
                "kind": "attempt",
                "item": item.id,
                "item_version": item.version,
                "response": list(response),
                "sureness": sure,
                "attempt": number,
                "score": mark(item, response).score,
            }
            yield Record(f"{chance.getrandbits(64):016x}", learner, at, "quiz", item.lesson, entry)


def learners_files(content: Content, number: int = 25, *, seed: int = 1) -> Members:
    """The files of a class by name; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    items = questions(content)
    files: Members = {}
    for one in range(number):
        name = NAMES[one % len(NAMES)] + (f" {one // len(NAMES) + 1}" if one >= len(NAMES) else "")
        learner = Learner(f"{chance.getrandbits(64):016x}", name)
        made = records(learner.id, chance.gauss(0, 1), items, chance)
        file, content_of_file = pack(made, learner, BEGAN + timedelta(days=1))
        files[file] = content_of_file
    return files


def as_moodle_zip(files: Members) -> bytes:
    """The same as Moodle hands out all submissions: a folder for each, in one zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files.items(), 20417):
            archive.writestr(f"{name.split('-')[2]}_{number}_assignsubmission_file_/{name}", content)
    return out.getvalue()


def main() -> None:
    """Write a class into a folder, or into one zip file."""
    parser = argparse.ArgumentParser(prog="python -m tests.made_class", description="A class that never was.")
    parser.add_argument("place", type=Path, help="a folder, or a name that ends in .zip")
    parser.add_argument("--learners", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = learners_files(load_content(), given.learners, seed=given.seed)
    if given.place.suffix == ".zip":
        given.place.write_bytes(as_moodle_zip(files))
    else:
        given.place.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (given.place / name).write_bytes(content)
    print(f"{given.place}: {len(files)} files")


if __name__ == "__main__":
    main()
