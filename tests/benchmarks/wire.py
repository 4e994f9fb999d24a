"""A wire with a meter: what a kernel's websocket really carries, compressed as it is.

The browser's own count (traffic.py) is of the messages after they were unpacked. Here the browser is sent
through a plain TCP relay on this machine, which passes everything on and counts the bytes of each connection
that asked for a kernel's channels.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.browser.conftest import Lab

_PIECE = 65536


@dataclass
class Wire:
    """The bytes that came to the browser over kernels' websockets since the last ``clear``."""

    bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, number: int) -> None:
        """Count some bytes; the connections run in threads of their own."""
        with self._lock:
            self.bytes += number

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self.bytes = 0


@contextmanager
def metered(lab: Lab) -> Iterator[Wire]:
    """Have the lab's pages come through a metered relay, and its port be that of the relay."""
    wire, server = Wire(), lab.port
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with suppress(OSError):  # the listener is closed at the end
            while True:
                near, _ = listener.accept()
                threading.Thread(target=_relay, args=(near, server, wire), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    lab.port = listener.getsockname()[1]
    try:
        yield wire
    finally:
        lab.port = server
        listener.close()


def _relay(near: socket.socket, server: int, wire: Wire) -> None:
    with suppress(OSError), near, socket.create_connection(("127.0.0.1", server)) as far:
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        first = near.recv(_PIECE)
        asked = first.split(b"\r\n", 1)[0]
        counted = b"/api/kernels/" in asked and b"/channels" in asked
        far.sendall(first)
        back = threading.Thread(target=_pass_on, args=(near, far, None), daemon=True)
        back.start()
        _pass_on(far, near, wire if counted else None)


def _pass_on(source: socket.socket, target: socket.socket, wire: Wire | None) -> None:
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            if wire:
                wire.add(len(piece))
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
