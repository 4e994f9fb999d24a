"""Hand out the course for other programs: `python3 -m lessons export gift|items|attempts|anki [FILES…]`.

- gift: the questions for Moodle, and those that tell the end in a file of their own
- items: the questions as a table
- attempts: what learners answered, as a table; from their files, or from the log of this computer
- anki: words for Anki, and with a learner's file the questions that this learner missed
- columns: what the columns of the two tables mean

This file runs inside the course's environment.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lessons.commands.refused import in_words, tell_problems
from lessons.content import Content, ContentError, data_folder, load_content
from lessons.exports import attempts, items
from lessons.exports.anki import package
from lessons.exports.cells import csv_bytes
from lessons.exports.folder import InTheWay, write
from lessons.exports.gift import gift
from lessons.exports.missed import missed
from lessons.progress import Record, open_log
from lessons.progress.transfer import Saved, Unreadable, unpack
from lessons.report.folders import found_in
from lessons.ui.listed import counted

NAMES = {
    "gift": "questions.gift.txt",
    "items": "questions.csv",
    "attempts": "answers.csv",
    "anki": "words.apkg",
}
USAGE = (
    "export takes one of gift, items, attempts, anki and columns; attempts and anki take learners' files, "
    "folders or zip files too; and perhaps --out with a file or a folder, and --replace"
)


@dataclass(frozen=True)
class Asked:
    """What was typed: what to make, from which files, where to, and whether something may be written over."""

    kind: str
    files: tuple[Path, ...] = ()
    out: Path | None = None
    replace: bool = False


class Nothing(Exception):
    """One line: why there is nothing to write."""


def main(arguments: list[str]) -> int:
    """Make and write: 0 when the files are there, 1 when something is in the way, 2 when it was not
    understood.
    """
    if arguments == ["columns"]:
        print(columns())
        return 0
    asked = understood(arguments)
    if asked is None:
        print(f"{USAGE}. It got: {' '.join(arguments) or 'nothing'}.", file=sys.stderr)
        return 2
    try:
        content = load_content(data_folder())
        files, said = made(content, asked)
        write(files, replace=asked.replace)
    except ContentError as error:
        tell_problems(error, f"Nothing was written: {len(error.problems)} problems in what is taught.")
        return 1
    except (InTheWay, Nothing) as reason:
        print(f"Nothing was written. {reason}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The files cannot be written ({in_words(error)}).", file=sys.stderr)
        return 1
    for line in said:
        print(line)
    for path, data in files.items():
        print(f"{path} ({max(1, round(len(data) / 1000))} kB)")
    return 0


def understood(arguments: Sequence[str]) -> Asked | None:
    """The words in order; None where they are others."""
    kind, paths, out, replace = "", [], None, False
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--replace":
            replace = True
        elif word == "--out" and rest and rest[0] and not rest[0].startswith("-"):
            out = Path(rest.pop(0))
        elif word.startswith("--out=") and word != "--out=":
            out = Path(word.removeprefix("--out="))
        elif not word or word.startswith("-"):
            return None
        elif not kind:
            kind = word
        else:
            paths.append(Path(word))
    if kind not in NAMES or (paths and kind in ("gift", "items")):
        return None
    return Asked(kind, tuple(paths), out, replace)


def made(content: Content, asked: Asked) -> tuple[Mapping[Path, bytes], Sequence[str]]:
    """The files by their places, and what to say about them."""
    place = place_of(content, asked)
    match asked.kind:
        case "gift":
            questions = gift(content)
            later = {beside(place): questions.later} if questions.later else {}
            told = [f"{questions.held} questions. What they do not hold, or not as in the course:"]
            return {place: questions.questions, **later}, [*told, *questions.notes]
        case "items":
            return {place: items.items(content)}, [f"{len(content.items)} questions, a row for each option."]
        case "attempts":
            rows = attempts.attempt_rows(content, learners(asked.files or (the_log(),)))
            if not rows:
                raise Nothing("There is no answer in these files.")
            people = len({row[0] for row in rows})
            said = f"{counted(len(rows), 'answer')} of {counted(people, 'learner')}."
            return {place: csv_bytes(tuple(attempts.COLUMNS), rows)}, [said]
    records = of_one_learner(learners(asked.files)) if asked.files else ()
    found = len(missed(content.without_spoilers(), records))
    more = (
        f" and {counted(found, 'missed question')}." if asked.files else ". Name a learner's file for more."
    )
    said = f"{counted(len(content.terms), 'word')}{more}"
    return {place: package(content, records, at=datetime.now(UTC))}, [said]


def place_of(content: Content, asked: Asked) -> Path:
    """Where the file goes: ``--out`` is a folder if there is one of that name, or if it has no ending."""
    course = re.sub("[^a-z0-9]+", "-", content.course.title.lower()).strip("-") or "course"
    name = f"{course}-{NAMES[asked.kind]}"
    if asked.out is None:
        return Path(name)
    return asked.out if asked.out.suffix and not asked.out.is_dir() else asked.out / name


def beside(place: Path) -> Path:
    """The second file: three-tables-questions-spoilers.gift.txt."""
    stem, dot, ending = place.name.partition(".")
    return place.with_name(f"{stem}-spoilers{dot}{ending}")


def the_log() -> Path:
    """The folder of this computer account."""
    folder = open_log().folder
    if folder is None:
        raise Nothing("Nothing is kept on this computer. Name learners' files or a folder with them.")
    return folder


def learners(paths: Iterable[Path]) -> list[Saved]:
    """What can be read in these files, folders and zip files; the rest is named, a line each."""
    read: list[Saved] = []
    for found in found_in(paths):
        reason = f"{found.name}: {found.reason}." if found.reason else ""
        if found.other:
            reason = f"{found.name}: this is no learner's file."
        try:
            if not reason:
                read.append(unpack(found.name, found.data))
        except Unreadable as error:
            reason = str(error)
        if reason:
            print(f"Not read: {reason}", file=sys.stderr)
    if not read:
        raise Nothing("There is no learner's file here; “Save my progress” makes one. Name files or folders.")
    return read


def of_one_learner(files: Sequence[Saved]) -> tuple[Record, ...]:
    """The records of all files, if they are of one learner."""
    names = {saved.learner_id: saved.nickname or saved.learner_id[:8] for saved in files}
    if len(names) > 1:
        shown = ", ".join(sorted(names.values())[:5]) + (", …" if len(names) > 5 else "")
        raise Nothing(
            f"These files are of {len(names)} learners ({shown}). A package is for one; name one's."
        )
    return tuple({record.id: record for saved in files for record in saved.records}.values())


def columns() -> str:
    """What stands in the tables: a line for each column."""
    return "\n".join(
        line
        for kind, described in (("items", items.COLUMNS), ("attempts", attempts.COLUMNS))
        for line in (f"{kind}:", *(f"  {name:18} {meaning}" for name, meaning in described.items()))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
