"""Which browser on this machine can the tests drive? An installed Chromium, Chrome or Edge; nothing is
downloaded.
"""

import os
import shutil
import sys
from pathlib import Path

ON_THE_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
IN_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
IN_PROGRAM_FILES = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
NONE_FOUND = "Browser tests skipped: no Chromium, Chrome or Edge is installed (or named in LESSONS_BROWSER)."


def installed_browser() -> str | None:
    """The program to start, or None. LESSONS_BROWSER names one that stands elsewhere."""
    named = os.environ.get("LESSONS_BROWSER")
    if named:
        return shutil.which(named)
    for name in ON_THE_PATH:
        if found := shutil.which(name):
            return found
    for program in elsewhere():
        if program.is_file():
            return str(program)
    return None


def elsewhere() -> list[Path]:
    """Where macOS and Windows keep browsers, which are not on the PATH there."""
    if sys.platform == "darwin":
        homes = (Path("/Applications"), Path.home() / "Applications")
        return [home / f"{name}.app/Contents/MacOS/{name}" for home in homes for name in IN_APPLICATIONS]
    if os.name == "nt":
        places = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        return [Path(place) / program for place in places if place for program in IN_PROGRAM_FILES]
    return []


if __name__ == "__main__":  # for .ci/run: is there one?
    print(installed_browser() or NONE_FOUND)
    sys.exit(installed_browser() is None)
