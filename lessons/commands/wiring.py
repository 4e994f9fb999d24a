"""Tell an environment about the course: where the package is, and how JupyterLab should behave in a
classroom.

Five small files, the same in `.venv` and on Binder. The package enters by a `.pth` file: no build, no
download, and a change in the folder is there at once. Everything is written again only where it differs.
"""

import json
import os
import sys
import sysconfig
from pathlib import Path

# What JupyterLab asks, fetches or shows on its own accord, and a class does not need.
LAB_SETTINGS: dict[str, dict[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
    # An answer is logged at once; this is for what learners type into the notebook itself.
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 30},
    "@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False},
}
LAB_CONFIG: dict[str, dict[str, object]] = {"LabApp": {"news_url": None, "extension_manager": "readonly"}}
# Server and kernel talk within this machine. Each kernel would warn that they do so in plain text.
KERNEL_CONFIG: dict[str, dict[str, object]] = {"IPKernelApp": {"log_level": "ERROR"}}
SERVER_CONFIG: dict[str, dict[str, object]] = {
    "ServerApp": {
        "kernel_websocket_connection_class": "lessons.server.PrompterWebsocket",
        # What a panel sends is text, and shrinks to a fifth: a class shares one weak network, or Binder.
        # At the lightest level: a heavier one costs every press a millisecond, and saves little more.
        "websocket_compression_options": {"compression_level": 1},
    }
}


def wire(prefix: Path, site_packages: Path, root: Path) -> None:
    """Write the five files into the environment at `prefix`, for the course in `root`."""
    # A relative path: it holds no letter of the folder's name, which Python might read in another encoding.
    put(site_packages / "three_tables.pth", os.path.relpath(root, site_packages) + "\n")
    put(prefix / "share/jupyter/lab/settings/overrides.json", text(LAB_SETTINGS))
    put(prefix / "etc/ipython/ipython_kernel_config.json", text(KERNEL_CONFIG))
    put(prefix / "etc/jupyter/jupyter_lab_config.json", text(LAB_CONFIG))
    put(prefix / "etc/jupyter/jupyter_server_config.json", text(SERVER_CONFIG))


def put(file: Path, content: str) -> None:
    """Write the file, unless it holds the very same already."""
    try:
        if file.read_text(encoding="utf-8") == content:
            return
    except (OSError, UnicodeDecodeError):
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def text(value: object) -> str:
    """JSON as a person would write it."""
    return json.dumps(value, indent=2) + "\n"


if __name__ == "__main__":  # Binder's postBuild: this environment, this folder
    wire(Path(sys.prefix), Path(sysconfig.get_path("purelib")), Path(__file__).resolve().parents[2])
