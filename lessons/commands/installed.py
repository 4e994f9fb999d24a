"""Does the environment hold what its lock says? Told by the names of what is installed.

The stamp in .venv (`environment.py`) says what was installed once. What somebody took out or exchanged since
then shows here.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@dataclass(frozen=True)
class Differs:
    """A package of the lock that is there in another version, or ("") not at all."""

    name: str
    version: str
    wanted: str


def differing(lock: str, site_packages: Path) -> tuple[Differs, ...]:
    """Every package that the lock wants on this computer and that is not there as it says."""
    there = dict(_named(folder.name) for folder in site_packages.glob("*.dist-info"))
    found = []
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", lock, re.MULTILINE):
        wanted = Requirement(line.strip())
        if wanted.marker is not None and not wanted.marker.evaluate():
            continue
        name, version = canonicalize_name(wanted.name), str(wanted.specifier).removeprefix("==")
        if there.get(name) != version:
            found.append(Differs(name, there.get(name, ""), version))
    return tuple(found)


def _named(folder: str) -> tuple[str, str]:
    """Name and version of what is installed: "anywidget-0.11.0.dist-info"."""
    name, _, version = folder.removesuffix(".dist-info").partition("-")
    return canonicalize_name(name), version
