"""Open the course in JupyterLab. This file runs inside the course's environment.

Signing, cleaning and serving happen in one process: what Jupyter needs is imported once.
"""

import json
import os
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from lessons.commands.port import asked_for
from lessons.commands.saved import course_notebooks, take_views_out

LEVEL = ("--debug", "--log-level", "--Application.log_level", "--ServerApp.log_level", "--LabApp.log_level")
# what we ask of JupyterLab, and the options by which a person may have asked for something else
OURS = (
    ("--ServerApp.root_dir={notebooks}", ("--ServerApp.root_dir", "--notebook-dir")),
    ("--LabApp.default_url=/lab/tree/00-start.ipynb", ("--LabApp.default_url", "--ServerApp.default_url")),
    # Thirty lines of a healthy start hide the one with the address.
    ("--ServerApp.log_level=WARN", LEVEL),
    ("--LabApp.log_level=WARN", LEVEL),
)


def options(notebooks: Path, given: Sequence[str]) -> list[str]:
    """JupyterLab's options: ours, unless the person gave the same; then all that the person gave."""
    ours = [option for option, names in OURS if asked_for(given, names) is None]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in given:
        # The only user of a container: JupyterLab would refuse.
        ours.append("--allow-root")
    return [*(option.format(notebooks=notebooks) for option in ours), *given]


def kernels_run(notebooks: Path) -> bool:
    """Whether a server of this person has a kernel open for a notebook of the course. In doubt, yes."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        root = Path(server["root_dir"]).resolve()
        if not notebooks.is_relative_to(root):
            continue
        request = urllib.request.Request(  # noqa: S310  a server of this person, on this machine
            f"{server['url']}api/sessions", headers={"Authorization": f"token {quote(server['token'])}"}
        )
        try:
            # A proxy is for the world outside, not for this machine.
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(request, timeout=2) as answer:
                sessions = json.load(answer)
            if any((root / session["path"]).is_relative_to(notebooks) for session in sessions):
                return True
        except (OSError, ValueError, KeyError, TypeError):
            return True
    return False


def main(given: list[str]) -> None:
    """Make the notebooks ready and serve them until the person stops the server."""
    notebooks = Path(__file__).resolve().parents[2] / "notebooks"
    complaints = []
    if kernels_run(notebooks):
        print("The course is open in another window: its notebooks are left as they are.", flush=True)
    else:
        complaints += take_views_out(course_notebooks(notebooks))

    from lessons.commands.trust import trust

    complaints += trust(course_notebooks(notebooks))
    for complaint in complaints:
        print(complaint, file=sys.stderr, flush=True)

    from jupyterlab.labapp import LabApp

    print("Three Tables opens in JupyterLab. To stop it, press Ctrl-C twice in this window.", flush=True)
    LabApp.launch_instance(options(notebooks, given))


if __name__ == "__main__":
    main(sys.argv[1:])
