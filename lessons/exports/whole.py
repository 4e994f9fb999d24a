"""Files that are written whole: first all of them beside their places, where a full disk costs nothing."""

from collections.abc import Mapping
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write the files; they take their places in this order. ``OSError`` where the disk refuses."""
    beside = {path: path.with_name(f"{path.name}.new") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(data)
        for path in files:
            beside[path].replace(path)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
