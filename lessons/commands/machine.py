"""Can the course run on this machine at all? Asked before anything is downloaded or written.

Each answer is one line with the way out. The facts come in as values, so that a test can be any machine.
"""

import importlib.util
import platform
import sys
from dataclasses import dataclass


class CannotStart(Exception):
    """One line for the person at the terminal: what is in the way, and the way out."""


@dataclass(frozen=True)
class Machine:
    """What set-up has to know about a machine."""

    system: str  # "Linux", "Darwin", "Windows"
    processor: str  # "x86_64", "arm64"
    bits: int
    implementation: str  # "CPython"
    has_ensurepip: bool


def this_machine() -> Machine:
    """The machine that this Python runs on."""
    return Machine(
        system=platform.system(),
        processor=platform.machine(),
        bits=64 if sys.maxsize > 2**32 else 32,
        implementation=platform.python_implementation(),
        has_ensurepip=all(has_module(name) for name in ("venv", "ensurepip")),
    )


def has_module(name: str) -> bool:
    """Whether this Python can import `name`. (An emptied folder of that name counts as nothing.)"""
    try:
        found = importlib.util.find_spec(name)
    except ImportError:
        return False
    return found is not None and found.origin is not None


def refusal(machine: Machine) -> str:
    """Why the course cannot be set up on this machine, in one line; "" where it can."""
    if machine.system == "Darwin" and machine.processor == "x86_64":
        return (
            "Three Tables needs a Mac with an Apple chip: its packages are no longer made for Intel Macs. "
            "Use the Binder link in README.md instead. (If this Mac has an Apple chip, its Python was made "
            "for Intel: install the one from python.org.)"
        )
    if machine.bits != 64:
        return "This Python has 32 bits, and Three Tables needs 64: install the 64-bit one from python.org."
    if machine.implementation != "CPython":
        return (
            f"This Python is {machine.implementation}, and Three Tables needs the usual one (CPython): "
            "install it from python.org."
        )
    return ""


def venv_refusal(machine: Machine) -> str:
    """Why no environment can be made with this Python, in one line; "" where one can."""
    if machine.has_ensurepip:
        return ""
    way_out = (
        "On Debian and Ubuntu: sudo apt install python3-venv. Then start again."
        if machine.system == "Linux"
        else "Install Python from python.org and start again."
    )
    return f"This Python comes without the module that makes environments (venv, ensurepip). {way_out}"
