"""Does a session of the first lesson open? Tried for real: a kernel, the course, and an answer from it.

The learners' folder of the try is an empty one, so that nothing is left of it.
"""

import os
import queue
import tempfile
from pathlib import Path

SECONDS = 60  # a start takes two or three; a busy old computer gets its time
_OPEN = "from lessons import open_course; open_course().welcome(); print('open')"


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
        return f"{content.get('ename')}: {content.get('evalue')}."
    return "" if "open" in "".join(said) else "it says nothing."
