"""Is the port free that the person asked for? Better said before JupyterLab starts than after.

Without `--port`, JupyterLab takes 8888 or the next free one, and nothing needs to be said.
"""

import errno
import os
import socket
from collections.abc import Sequence

from lessons.commands.machine import CannotStart

NAMES = ("--port", "--ServerApp.port")


def asked_for(options: Sequence[str], names: Sequence[str] = NAMES) -> str | None:
    """The value of an option, written `--port=8889` or `--port 8889`; None when it is not there."""
    for place, option in enumerate(options):
        name, equals, value = option.partition("=")
        if name in names:
            return value if equals else "".join(options[place + 1 : place + 2])
    return None


def check_port(options: Sequence[str]) -> None:
    """CannotStart, with a free port as the way out, when the port in the options is taken or is none."""
    asked = asked_for(options)
    if asked is None:
        return
    if not (asked.isascii() and asked.isdecimal()) or not 0 <= int(asked) <= 65535:
        raise CannotStart(f"--port wants a number from 1 to 65535, and got '{asked}'. Example: --port=8889")
    address = asked_for(options, ("--ip", "--ServerApp.ip")) or "127.0.0.1"
    if is_free(address, int(asked)):
        return
    after = (port for port in range(int(asked) + 1, 65536) if is_free(address, port))
    raise CannotStart(
        f"Port {asked} is in use, perhaps by this course in another window. "
        f"Close that one, or take another port: python3 -m lessons --port={next(after, 8888)}"
    )


def is_free(address: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as listener:
        if os.name == "posix":  # as the server does: a port that was closed a moment ago counts as free
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("" if address == "*" else address, port))
        except PermissionError:
            return os.name == "posix"  # Windows says so of a port in use; elsewhere the server will explain
        except OSError as error:
            return error.errno != errno.EADDRINUSE  # an address that is none is for the server to explain
    return True
