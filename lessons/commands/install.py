"""Install a lock into an environment: with uv in seconds, with pip where uv cannot.

Both refuse a package whose hash is not in the lock, and both take wheels only: nothing is compiled, nothing
is run. uv itself is installed by pip, from a lock of its own (`installer.txt`). pip knows the machine's
settings for a school's proxy or mirror, which uv does not read: a second reason for the fall-back.
"""

import os
import platform
import re
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from lessons.commands.machine import CannotStart

INSTALLER = Path(__file__).with_name("installer.txt")
HEARTBEAT = 10  # seconds between two lines that say that the work goes on

# What the installers say when the network is missing, in their own words.
NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ConnectionError|ProxyError|Max retries|Retrying \(|name resolution"
    r"|dns error|Network is unreachable|Connection refused|tcp connect error|[Tt]imed out"
    r"|from versions: none|error sending request|Failed to fetch|client error \(Connect\)"
)
# What they say when a package is not in the folder that they were given.
NOT_THERE = re.compile(
    r"from versions|No matching distribution|not found|no wheels|unsatisfiable", re.IGNORECASE
)
REASONS = (
    (
        re.compile(r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer"),
        "Something between here and the internet replaces certificates. Set up on another network.",
    ),
    (
        re.compile(r"No space left|os error 28|os error 112|ENOSPC"),
        "The disk is full: the course needs about 1 GB. Make room and start again.",
    ),
    (
        re.compile(r"DO NOT MATCH THE HASHES|[Hh]ash mismatch"),
        "A package arrived that is not the one the course was tested with. Try again on another network.",
    ),
    (
        NO_NETWORK,
        (
            "The internet cannot be reached, and set-up needs it this once. Connect and start again; or "
            "set up from a USB stick that `pack` made (README): python3 -m lessons --from DIR."
        ),
    ),
    (
        re.compile(r"No matching distribution|no wheels|no version of|unsatisfiable", re.IGNORECASE),
        "A package of the course is not made for this Python. Try Python 3.13 from python.org.",
    ),
)


def install(python: Path, lock: Path, what: str, *, log: Path, wheels: Path | None = None) -> None:
    """Install every package of `lock` into the environment of `python`, or raise CannotStart.

    `wheels`: a folder with all that is needed; the network is not asked then.
    """
    count = len(re.findall(r"^[a-z0-9].*==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    strict = ["--require-hashes", "--only-binary", ":all:"]
    if wheels:
        strict += ["--no-index", "--find-links", str(wheels)]
    said = ""
    if not has_uv(python):
        code, said = run([*pip, *strict, "-r", str(INSTALLER)], "Fetching the installer (uv)", log=log)
        if code and NO_NETWORK.search(said):
            raise CannotStart(explain(said, log, wheels))
    if has_uv(python):
        uv = [str(python), "-m", "uv", "pip", "install", "--python", str(python), *strict, "-r", str(lock)]
        code, said = run(uv, f"Installing {what} (up to {count})", log=log, environment=uv_environment())
        if not code:
            return
    code, said = run(
        [*pip, *strict, "-r", str(lock)], f"Installing {what} with pip, which takes longer", log=log
    )
    if code:
        raise CannotStart(explain(said, log, wheels))


def has_uv(python: Path) -> bool:
    """Whether the environment of `python` holds uv."""
    return any((python.parent / name).exists() for name in ("uv", "uv.exe"))


def uv_environment() -> Mapping[str, str]:
    """uv uses the given Python, the machine's certificates, and is patient with a slow network."""
    return {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
        "UV_HTTP_TIMEOUT": "60",
        "UV_NO_PROGRESS": "1",
        **os.environ,
    }


def run(
    command: list[str],
    title: str,
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> tuple[int, str]:
    """Run one installer: its exit code and all it said. Says what goes on, and every ten seconds that it goes
    on.
    """
    print(f"  {title} …", flush=True)
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(HEARTBEAT):
            print(f"    still at it, {time.monotonic() - began:.0f} s", flush=True)

    threading.Thread(target=beat, daemon=True).start()
    try:
        said, _ = process.communicate()
    except BaseException:  # Ctrl-C: leave no installer behind that goes on writing
        process.kill()
        process.wait()
        raise
    finally:
        ended.set()
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(command)}\n{said}\nexit code {process.returncode}\n\n")
    return process.returncode, said


def explain(said: str, log: Path, wheels: Path | None = None) -> str:
    """One line for a failed installation: the reason in plain words, and where the whole story is."""
    if wheels and NOT_THERE.search(said):
        return (
            f"{wheels} lacks a package for this computer and its Python ({platform.system()}, Python "
            f"{platform.python_version()}). See READ-ME.txt there for which it was made. "
            f"(What the installer said: {log})"
        )
    for pattern, reason in REASONS:
        if pattern.search(said):
            return f"{reason} (What the installer said: {log})"
    if os.name == "nt" and "[Errno 2]" in said:
        return (
            f"The path is too long for Windows. Move the course to C:\\three-tables and start again. ({log})"
        )
    last = said.strip().splitlines()[-1:] or ["no word"]
    return f"The packages could not be installed: {last[0].strip()} (What the installer said: {log})"
