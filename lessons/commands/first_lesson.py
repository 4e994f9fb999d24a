"""Does a session of the first lesson open? Tried for real: a kernel, the course, and an answer from it.

It is tried in a process of its own, which starts a kernel: whoever asks may look at other things meanwhile.
The learners' folder of the try is an empty one, so that nothing is left of it.
"""

import os
import queue
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

SECONDS = 60  # a start takes two or three; a busy old computer gets its time
_OPEN = "from lessons import open_course; open_course().welcome(); print('open')"


class Session:
    """The try: it begins with the `with` block, and its end is waited for when `trouble` is asked."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lessons.commands.first_lesson", str(root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def __enter__(self) -> Self:
        return self

    def trouble(self) -> str:
        """Why the first lesson does not open, in one line; "" where it does."""
        said, complained = self._process.communicate()
        if self._process.returncode:
            last = complained.strip().splitlines()[-1:] or ["no reason given"]
            return f"{last[0]}."
        return said.strip()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nobody waits any more, after Ctrl-C perhaps. (A kernel that has lost its parent ends by itself.)"""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.__exit__(kind, error, trace)


def opens(root: Path) -> str:
    """Why the first lesson does not open, in one line; "" where it does."""
    from jupyter_client.manager import start_new_kernel

    with tempfile.TemporaryDirectory(prefix="three-tables-") as empty:
        try:
            manager, client = start_new_kernel(
                startup_timeout=SECONDS,
                kernel_name="python3",
                cwd=str(root / "notebooks"),
                env={**os.environ, "LESSONS_HOME": empty},
            )
        except Exception as error:
            return f"no kernel starts ({type(error).__name__}: {error})."
        said: list[str] = []
        try:
            reply = client.execute_interactive(
                _OPEN,
                timeout=SECONDS,
                allow_stdin=False,
                output_hook=lambda message: said.append(str(message["content"].get("text", ""))),
            )
        except (TimeoutError, queue.Empty):
            return f"no answer within {SECONDS} s."
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    content = reply["content"]
    if content["status"] != "ok":
        why = str(content.get("evalue")).splitlines()[:1] or ["no reason given"]
        return f"{content.get('ename')}: {why[0]}."
    return "" if "open" in "".join(said) else "it says nothing."


if __name__ == "__main__":
    print(opens(Path(sys.argv[1])))
