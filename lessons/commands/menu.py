"""Understand what was typed after `python3 -m lessons`, and start it.

Every way a command can fail for a person ends in one line on the standard error stream, with the way out.
"""

import os
import subprocess
import sys
from pathlib import Path

from lessons.commands.machine import CannotStart
from lessons.commands.refused import in_words

ROOT = Path(__file__).resolve().parents[2]

HELP = """\
Three Tables: a course of notebooks.

  python3 -m lessons                open the course in JupyterLab (the first time, set it up)
  python3 -m lessons test           run every test that this machine can run
  python3 -m lessons check --class  for teachers, before class: is everything here ready?
  python3 -m lessons teacher        for teachers: plans and a round of delegations, to print
  python3 -m lessons pack DIR       the course and its packages in a folder, for places without internet
  python3 -m lessons check [DATA]   read what is taught (the folder data, or another) and list every problem
  python3 -m lessons refresh        run all notebooks again and keep what they show
  python3 -m lessons site --out DIR write the course as plain web pages, for who cannot use JupyterLab
  python3 -m lessons handout        write the lessons for paper, with room for answers
  python3 -m lessons export WHAT    questions, answers and words for Moodle, a spreadsheet or Anki
  python3 -m lessons report FOLDER  for teachers: what a class knew, from the learners' files (zip files, too)
  python3 -m lessons badge OWNER/REPOSITORY
                                    fill in the address of the Binder button in README.md
  python3 -m lessons lock           write down the versions of all packages (for developers)

On Windows type `py -m lessons` in place of `python3 -m lessons`.

Opening the course:
  --no-browser     do not open a browser; print the address to open
  --port=8889      use this port
  --from DIR       set up from a folder that `pack` made: no internet is needed
  ...              every other option goes to JupyterLab (`--help-all` lists them)
To stop, press Ctrl-C twice in this window, or use File > Shut Down in JupyterLab.

Packing, where there is internet:
  --platform NAME  for windows, mac, linux or linux-arm in place of this computer; again for more of them
  --python 3.13    for this version of Python in place of this computer's; again for more of them

Testing:
  --long           the tests that take minutes, too
  ...              every other option goes to pytest, and so do names of files: test tests/test_quiz.py

Exporting:
  gift             the questions for Moodle (GIFT), with a list of what that cannot hold
  items            the questions as a table (CSV)
  attempts [FILES] learners' answers as a table, from their files, or else from this computer
  anki [FILES]     the words for Anki, with the questions that the learner of these files missed
  columns          list what stands in the columns of the two tables
  --out PLACE      a file or a folder; --replace to write over what is there

Reporting on a class:
  --out DIR        write the page and two tables (CSV) here; without it beside FOLDER, as FOLDER-report
  --columns        list what stands in the columns of the tables

Handouts:
  LESSON           one lesson alone: its number or name (01, or the-text)
  --key            the answers, too, in a file of their own
  --level standard the text in the standard wording; without it the plain one
  --out DIR        a folder other than "handouts"; --replace to write over what is there

Changing what is taught: edit data/, then `check`, then `refresh`, then `test`.
"""


def main(arguments: list[str]) -> int:
    """Do what was asked: the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no "…" shows "?" instead of failing.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        return command(arguments)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
    except OSError as error:
        print(
            f"The machine refused something ({in_words(error)}). Nothing was lost.",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("\nStopped. Start again whenever you like.", file=sys.stderr)
        return 130
    return 1


def command(arguments: list[str]) -> int:
    """Start the command that the arguments name. Its file is imported only now: starting stays quick."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name in ("help", "-h", "--help") or (
        rest and rest[0] in ("-h", "--help") and not name.startswith("-")
    ):
        print(HELP, end="")
        return 0
    if not name or name.startswith("-"):
        return open_course(arguments)
    if name == "pack":
        from lessons.commands.environment import ready

        return inside(ready(ROOT).python, name, rest)
    if name == "check" and rest == ["--class"]:
        from lessons.commands.environment import is_whole

        if not is_whole(ROOT):  # a look before class downloads nothing
            raise CannotStart(
                "✗ to do  The course is not set up here, or not wholly. Start it once, with internet: "
                "python3 -m lessons. Without: python3 -m lessons --from DIR, a stick that pack made (README)."
            )
        print("Looking at all that a lesson needs: it takes about ten seconds.", flush=True)
    if name in ("check", "refresh", "site", "handout", "export", "report", "teacher"):
        return inside(python_for_reading(), name, rest)
    if name == "test":
        from lessons.commands.tests import run_tests

        return run_tests(ROOT, rest)
    if name == "badge":
        from lessons.commands.badge import fill_in

        return fill_in(ROOT / "README.md", rest)
    if name == "lock":
        from lessons.commands.lock import compile_locks

        return compile_locks(ROOT, rest)
    raise CannotStart(
        f"There is no command '{name}'. There are: test, check, refresh, site, handout, export, report, "
        "teacher, pack, badge, lock, help; and no command at all opens the course."
    )


def python_for_reading() -> Path:
    """The Python of the course's own environment; this one where the course was installed as a package, as on
    a JupyterHub: there it has no folder to make one in, and everything is here.
    """
    if (ROOT / "lessons/_content").is_dir():
        return Path(sys.executable)
    from lessons.commands.environment import made_here, ready

    return made_here(ROOT) or ready(ROOT).python


def open_course(options: list[str]) -> int:
    """Set up what is missing, then let JupyterLab take over."""
    from lessons.commands.environment import ready
    from lessons.commands.port import check_port
    from lessons.commands.wheels import taken_from

    options, wheels = taken_from(options)
    check_port(options)
    if not (ROOT / "notebooks").is_dir():
        raise CannotStart(
            f"The folder {ROOT / 'notebooks'} is missing. Unpack the whole course and start again."
        )
    return inside(ready(ROOT, wheels=wheels).python, "lab", options)


def inside(python: Path, name: str, arguments: list[str]) -> int:
    """Run `lessons/commands/<name>.py` with the environment's Python, in place of this process where that is
    possible.
    """
    command = [str(python), "-m", f"lessons.commands.{name}", *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  no shell is wanted: Ctrl-C and signals reach JupyterLab itself
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # JupyterLab got it too, and asks whether it is meant
            continue
