"""For which computers can the packages be fetched, and which lines of a lock are for them?

A lock holds lines for every computer, some with a condition (a marker, PEP 508). pip decides these for the
computer that it runs on, so for a stick they are decided here. The tags say which wheels such a computer
takes (PEP 425). They are those of old systems (Linux with glibc 2.28 of 2018, macOS 12 of 2021), on this
computer too: pip prefers a wheel for a new system to the one for all, and a stick goes to older computers.
Macs are those with an Apple chip. "linux" has the usual kind of processor (x86_64), "linux-arm" the other one
(aarch64: some Chromebooks, Raspberry Pi).
"""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NAMES = ("windows", "mac", "linux", "linux-arm")
FIRST, LAST = 0, 99  # releases of a Python, 3.13.0 and the last there will ever be

_MARKERS = {
    "windows": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
    "mac": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": "arm64",
    },
    "linux": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
    "linux-arm": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "aarch64",
    },
}
_TAGS = {
    "windows": ("win_amd64",),
    "mac": (
        *(f"macosx_{major}_0_{chip}" for major in (11, 12) for chip in ("arm64", "universal2")),
        *(f"macosx_10_{minor}_universal2" for minor in (9, 10, 12, 13, 14, 15)),
    ),
    "linux": (
        *(f"manylinux_2_{minor}_x86_64" for minor in (5, 12, 17, 24, 26, 27, 28)),
        *("manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64"),
    ),
    "linux-arm": (
        *(f"manylinux_2_{minor}_aarch64" for minor in (17, 24, 26, 27, 28)),
        "manylinux2014_aarch64",
    ),
}


@dataclass(frozen=True)
class Target:
    """A kind of computer with a version of Python ("3.13")."""

    name: str
    python: str

    def options(self, release: int) -> list[str]:
        """What pip has to be told in order to fetch for it. Some packages want a later release."""
        tags = [word for tag in _TAGS[self.name] for word in ("--platform", tag)]
        return [*tags, "--python-version", f"{self.python}.{release}", "--implementation", "cp"]

    def sets(self, lock: str) -> dict[int, list[str]]:
        """What to fetch, by the release of its Python: the first one may need another version than the last.

        The set for the last holds only what the first does not.
        """
        first, last = (list(self._lines(lock, release)) for release in (FIRST, LAST))
        more = [line for line in last if line not in first]
        return {FIRST: first, LAST: more} if more else {FIRST: first}

    def _lines(self, lock: str, release: int) -> Iterator[str]:
        """The requirements of a lock that are for it, each with its hashes and without its condition."""
        where = {
            **_MARKERS[self.name],
            "python_version": self.python,
            "python_full_version": f"{self.python}.{release}",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        for entry in re.findall(r"^[A-Za-z0-9].*", lock.replace("\\\n", " "), re.MULTILINE):
            line, *hashes = re.split(r"\s+(?=--hash=)", entry.strip())
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate(where):
                yield " ".join([f"{wanted.name}{wanted.specifier}", *hashes])


def this_target() -> Target:
    """This computer and its Python."""
    systems = {"Windows": "windows", "Darwin": "mac", "Linux": "linux"}
    name = systems.get(platform.system(), "linux")
    if name == "linux" and platform.machine() in ("aarch64", "arm64"):
        name = "linux-arm"
    return Target(name, f"{sys.version_info.major}.{sys.version_info.minor}")
