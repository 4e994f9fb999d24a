"""Opening JupyterLab: our options, the person's options, a port in use, a course that is open already."""

import json
import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from lessons.commands import lab
from lessons.commands.machine import CannotStart
from lessons.commands.port import asked_for, check_port
from lessons.server import PrompterWebsocket

NOTEBOOKS = Path("/course/notebooks")


@pytest.fixture(autouse=True)
def not_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)


def test_the_course_opens_on_its_first_notebook_with_the_files_of_the_course():
    assert lab.options(NOTEBOOKS, ["--no-browser", "--port", "8889"]) == [
        f"--ServerApp.root_dir={NOTEBOOKS}",
        "--LabApp.default_url=/lab/tree/00-start.ipynb",
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
        "--no-browser",
        "--port",
        "8889",
    ]


def test_what_the_person_says_wins():
    given = ["--LabApp.default_url=/lab", "--ServerApp.root_dir", "/elsewhere", "--debug"]
    assert lab.options(NOTEBOOKS, given) == given


def test_root_in_a_container_is_let_in(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert "--allow-root" in lab.options(NOTEBOOKS, [])
    assert lab.options(NOTEBOOKS, ["--allow-root"]).count("--allow-root") == 1


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ([], None),
        (["--port=1"], "1"),
        (["--port", "2"], "2"),
        (["--ServerApp.port=3"], "3"),
        (["--port"], ""),
    ],
)
def test_an_option_is_found_in_both_ways_of_writing(options, value):
    assert asked_for(options) == value


@pytest.mark.parametrize("port", ["", "abc", "-1", "70000", "８８８"])
def test_a_port_that_is_none_is_told_so(port):
    with pytest.raises(CannotStart, match=r"--port wants a number from 1 to 65535") as caught:
        check_port([f"--port={port}"])
    assert "\n" not in str(caught.value)


def test_a_port_in_use_is_told_so_with_a_free_one():
    check_port([])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=rf"Port {port} is in use.* --port=\d+$"):
            check_port([f"--port={port}", "--no-browser"])
    check_port([f"--port={port}"])  # free again


class Sessions(BaseHTTPRequestHandler):
    """A server of Jupyter's, as far as we ask it."""

    answer: ClassVar[object] = []
    seen: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.seen.append(self.headers["Authorization"])
        body = json.dumps(self.answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server that serves tmp_path; yields what it answers, to be changed."""
    web = HTTPServer(("127.0.0.1", 0), Sessions)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    info = {"root_dir": str(tmp_path), "url": f"http://127.0.0.1:{web.server_port}/", "token": "secret"}
    monkeypatch.setattr("jupyter_server.serverapp.list_running_servers", lambda: [info])
    yield Sessions
    web.shutdown()
    thread.join()
    web.server_close()


def test_a_kernel_of_the_course_is_seen(server, tmp_path):
    notebooks = tmp_path / "notebooks"
    server.answer = []
    assert not lab.kernels_run(notebooks)
    server.answer = [{"path": "elsewhere/a.ipynb"}]
    assert not lab.kernels_run(notebooks)
    server.answer = [{"path": "elsewhere/a.ipynb"}, {"path": "notebooks/01-x.ipynb"}]
    assert lab.kernels_run(notebooks)
    server.answer = {"message": "what is this?"}
    assert lab.kernels_run(notebooks), "in doubt, the notebooks are left alone"
    assert set(server.seen) == {"token secret"}


def test_a_server_elsewhere_is_not_even_asked(server, tmp_path):
    server.seen.clear()
    assert not lab.kernels_run(tmp_path.parent / "another course/notebooks")
    assert server.seen == []


def test_the_websocket_sends_at_once_and_then_connects_as_ever(monkeypatch):
    calls: list[object] = []
    handler = SimpleNamespace(ws_connection=object(), set_nodelay=lambda on: calls.append(("nodelay", on)))
    monkeypatch.setattr(PrompterWebsocket.__mro__[1], "connect", lambda _: calls.append("connect"))
    monkeypatch.setattr(PrompterWebsocket, "websocket_handler", handler)
    websocket = object.__new__(PrompterWebsocket)
    websocket.connect()
    assert calls == [("nodelay", True), "connect"]
    handler.ws_connection = None  # the browser left before the kernel was ready
    websocket.connect()
    assert calls == [("nodelay", True), "connect", "connect"]
