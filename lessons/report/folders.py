"""What lies in a teacher's folder, file by file, also inside zip files and zip files in zip files.

School systems hand out what learners gave in as one zip: a folder for each learner (Moodle calls it
"Fox_12345_assignsubmission_file_"), names in UTF-8 or in the code page of old PCs (437), and whatever a Mac
adds of its own accord. Nothing is ever unpacked to the disk, so a name like "../../x" leads nowhere: it is a
word to show. What a zip unpacks to is capped, whatever the zip itself says about that ("zip bomb").
"""

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lessons.progress.transfer import LARGEST
from lessons.report.words import clean

LARGEST_ZIP = 200_000_000  # bytes of a zip inside a zip
ALL_ZIPPED = 400_000_000  # bytes that all zip files together may unpack to
MEMBERS = 50_000
DEEPEST = 3
_OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
# What zipfile and its unpackers raise for bytes that are no zip: a test of damaged ones found them.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
    NotImplementedError,  # a zip of a later kind
)
_OURS = (b'{"three_tables"', b'{"v":')


@dataclass(frozen=True)
class Found:
    """A file that may be a learner's, by the name that a teacher sees: bytes, or why there are none.

    ``other``: neither a learner's file nor broken, just something else.
    """

    name: str
    data: bytes = b""
    reason: str = ""
    other: bool = False


def found_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Every file in these folders, zip files and files, in the order of their names."""
    room = _Room(ALL_ZIPPED)
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, room)
        elif path.is_file():
            yield from _file(path, path.name, room)
        else:
            yield Found(clean(path.name), reason="there is no such file or folder")


class _Room:
    """How many bytes may still be unpacked: one count for all zip files."""

    def __init__(self, left: int) -> None:
        self.left = left


def _in_folder(folder: Path, room: _Room) -> Iterator[Found]:
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(one for one in folders if not _rubbish(one))
        for name in sorted(names):
            file = Path(place, name)
            shown = file.relative_to(folder).as_posix()
            if not _rubbish(name) and file.is_file():  # no pipe and no device, which would never end
                yield from _file(file, shown, room)
    for error in refused:
        yield Found(clean(Path(str(error.filename)).name), reason=_refused(error))


def _file(file: Path, shown: str, room: _Room) -> Iterator[Found]:
    shown = clean(shown)
    try:
        if shown.lower().endswith(".zip"):
            with zipfile.ZipFile(file) as archive:
                yield from _in_zip(archive, shown, room, depth=1)
            return
        with file.open("rb") as opened:
            head = opened.read(64)
            if found := _at_a_glance(shown, head):
                yield found
                return
            yield _whole(shown, head + opened.read(LARGEST + 1 - len(head)))
    except OSError as error:
        yield Found(shown, reason=_refused(error))
    except _BROKEN:
        yield Found(shown, reason="is no zip file, or a damaged one")


def _in_zip(archive: zipfile.ZipFile, place: str, room: _Room, *, depth: int) -> Iterator[Found]:
    members = archive.infolist()
    if len(members) > MEMBERS:
        yield Found(place, reason=f"holds {len(members)} files, and at most {MEMBERS} are read")
        return
    for member in sorted(members, key=lambda one: one.filename):
        inner = _name(member)
        if member.is_dir() or any(_rubbish(part) for part in inner.split("/")):
            continue
        shown = f"{place}/{clean(inner)}"
        try:
            yield from _member(archive, member, shown, room, depth)
        except NotImplementedError:
            yield Found(
                shown, reason="is packed in a way that is not known here; unpack the zip file yourself"
            )
        except RuntimeError:  # what zipfile raises where a password is wanted
            yield Found(shown, reason="is locked with a password; unpack the zip file yourself")
        except (*_BROKEN, OSError):
            yield Found(shown, reason="is damaged inside the zip file")
        if room.left <= 0:
            yield Found(place, reason=f"unpacks to more than {_megabytes(ALL_ZIPPED)}; the rest was left out")
            return


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, room: _Room, depth: int
) -> Iterator[Found]:
    is_zip = shown.lower().endswith(".zip")
    if is_zip and depth == DEEPEST:
        yield Found(shown, reason=f"lies in {DEEPEST} zip files, one in the other; unpack the outer ones")
        return
    with archive.open(member) as opened:
        head = b"" if is_zip else opened.read(64)
        if not is_zip and (found := _at_a_glance(shown, head)):
            yield found
            return
        # What the zip says of its sizes is not believed: reading stops at the cap.
        most = min(LARGEST_ZIP if is_zip else LARGEST, room.left)
        data = head + opened.read(most + 1 - len(head))
    room.left -= len(data)
    if room.left <= 0:
        return
    if not is_zip:
        yield _whole(shown, data)
    elif len(data) > LARGEST_ZIP:
        yield Found(shown, reason=f"is larger than {_megabytes(LARGEST_ZIP)}")
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            yield from _in_zip(inner, shown, room, depth=depth + 1)


def _at_a_glance(shown: str, head: bytes) -> Found | None:
    """What the name and the first bytes say, where that is enough; None: read it."""
    name = shown.lower()
    if name.endswith(_OTHER_ARCHIVES):
        return Found(shown, reason="is an archive of a kind that is not read here; unpack it, or make a zip")
    # The system may have renamed it ("… .jsonl.txt"), so the beginning counts as well as the name.
    if ".jsonl" in name.rpartition("/")[2] or head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_OURS):
        return None
    return Found(shown, other=True)


def _whole(shown: str, data: bytes) -> Found:
    if len(data) > LARGEST:
        return Found(
            shown, reason=f"is larger than {_megabytes(LARGEST)}, which no learner's file of this course is"
        )
    return Found(shown, data)


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member: many programs write UTF-8 and do not say so, so that is tried first."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _rubbish(name: str) -> bool:
    """What systems leave behind and nobody handed in."""
    return (name.startswith((".", "~$")) and name not in (".", "..")) or name in _LEFT_BEHIND


_LEFT_BEHIND = ("__MACOSX", "Thumbs.db", "desktop.ini")


def _refused(error: OSError) -> str:
    return f"cannot be opened ({error.strerror or error})"


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
