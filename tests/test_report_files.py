"""A teacher's folder is read whole, whatever a school's system made of it; nothing in it can stop that."""

import io
import os
import stat
import struct
import sys
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.progress import Learner, Record
from lessons.progress.transfer import LARGEST, pack
from lessons.report import folders
from lessons.report.files import read_class
from lessons.report.words import cell, clean

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def answer(number: int, learner: str = "aaaa1111", **changed: object) -> Record:
    entry: dict[str, object] = {
        "kind": "attempt",
        "item": f"i{number}",
        "item_version": "12345678",
        "response": ["a"],
    }
    entry |= {"sureness": None, "attempt": 1, "score": 1.0} | changed
    return Record(f"{learner}{number}", learner, AT + timedelta(minutes=number), "quiz", "one", entry)


def handed_in(nickname: str = "Fox", learner: str = "aaaa1111", *numbers: int) -> bytes:
    made = [answer(number, learner) for number in numbers or (1, 2)]
    return pack(made, Learner(learner, nickname), AT)[1]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def who(folder: Path) -> list[tuple[str, list[str]]]:
    """Every learner with the items answered."""
    learners = read_class([folder]).learners
    return [(one.nickname, [attempt.item_id for attempt in one.attempts]) for one in learners]


FOX, OWL = handed_in("Fox", "aaaa1111"), handed_in("Owl", "bbbb2222", 3)
BOTH = [("Fox", ["i1", "i2"]), ("Owl", ["i3"])]


@pytest.mark.parametrize(
    "files",
    [
        {"three-tables-Fox-2026-11-23.jsonl": FOX, "deep/er/three-tables-Owl-2026-11-23.jsonl": OWL},
        {
            "hand-ins.zip": zipped(
                {
                    "Fox A_12345_assignsubmission_file_/three-tables-Fox-2026-11-23.jsonl": FOX,
                    "Owl B_12346_assignsubmission_file_/three-tables-Owl-2026-11-23.jsonl": OWL,
                    "__MACOSX/Fox A/._three-tables-Fox-2026-11-23.jsonl": b"\0\5\26\7",
                    ".DS_Store": b"\0\0\0\1Bud1",
                }
            )
        },
        {"all.zip": zipped({"Fox.zip": zipped({"x.jsonl": FOX}), "Owl/Owl.ZIP": zipped({"y.jsonl": OWL})})},
        {"renamed by the system": FOX, "Owl.jsonl.txt": b"\xef\xbb\xbf" + OWL, "._Fox.jsonl": b"rubbish"},
        {
            "a.jsonl": FOX,
            "b.jsonl": FOX,
            "again.zip": zipped({"three-tables-Owl (1).jsonl": OWL, "c.jsonl": FOX}),
        },
        {  # the log of a computer room with one login: a file for each sitting, the nickname in one of them
            "log/aaaa1111-0001.jsonl": b"".join(
                one.line()
                for one in (
                    Record(
                        "s1", "aaaa1111", AT, "welcome", "", {"kind": "sits", "seat": "x", "nickname": "Fox"}
                    ),
                    answer(1),
                )
            ),
            "log/aaaa1111-0002.jsonl": answer(2).line() + b'{"v":1,"id":"torn',
            "log/bbbb2222-0003.jsonl": OWL.partition(b"\n")[2],
            "three-tables-Owl.jsonl": OWL,
        },
    ],
    ids=["folders", "Moodle", "zip in zip", "other names", "handed in twice", "log folder"],
)
def test_everybody_is_found_once(tmp_path, files):
    assert who(put(tmp_path, files)) == BOTH
    assert read_class([tmp_path]).unread == ()


def test_several_folders_and_files_can_be_named(tmp_path):
    put(tmp_path, {"a/x.jsonl": FOX, "b.zip": zipped({"y.jsonl": OWL}), "not this.jsonl": b"?"})
    found = read_class([tmp_path / "a", tmp_path / "b.zip"])
    assert ([one.nickname for one in found.learners], found.read, found.unread) == (["Fox", "Owl"], 2, ())


def test_two_files_of_one_learner_are_put_together_by_record(tmp_path):
    put(
        tmp_path,
        {"monday.jsonl": handed_in("Fox", "aaaa1111", 1, 2), "c.jsonl": handed_in("Fox", "aaaa1111", 2, 3)},
    )
    assert who(tmp_path) == [("Fox", ["i1", "i2", "i3"])]
    (note,) = read_class([tmp_path]).notes
    assert note == (
        "Fox is in 2 files, which were put together: c.jsonl, monday.jsonl. "
        "If two people gave them in, one of them copied the other's file."
    )


def test_one_nickname_of_two_learners_stays_two_learners(tmp_path):
    files = {
        "1.jsonl": handed_in("Fox", "cccc3333", 5),  # later in the day
        "2.jsonl": handed_in("Fox", "aaaa1111", 1),
        "3.jsonl": handed_in("fox", "dddd4444", 7),
        "4.jsonl": handed_in("Fox (2)", "eeee5555", 9),
    }
    found = read_class([put(tmp_path, files)])
    assert [(one.nickname, one.learner_id[:4]) for one in found.learners] == [
        ("Fox", "aaaa"),
        ("Fox (2)", "cccc"),
        ("Fox (2) (2)", "eeee"),
        ("fox (3)", "dddd"),
    ]
    assert found.notes == (
        "Fox shares the nickname with somebody else; this one's file: 2.jsonl.",
        "Fox (2) shares the nickname with somebody else; this one's file: 1.jsonl.",
        "fox (3) shares the nickname with somebody else; this one's file: 3.jsonl.",
    )


def test_without_a_nickname_the_file_s_own_digits_are_the_name(tmp_path):
    (tmp_path / "three-tables-aaaa-2026-11-23.jsonl").write_bytes(handed_in("", "aaaa1111"))
    (tmp_path / "empty.jsonl").write_bytes(pack([], Learner("bbbb2222", "Owl"), AT)[1])
    assert who(tmp_path) == [("No nickname (aaaa)", ["i1", "i2"]), ("Owl", [])]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path):
    broken = FOX.replace(b'"score":1.0', b'"score":0.0', 1)
    files = {
        "A_1/three-tables-Fox.jsonl": broken,
        "B_2/three-tables-Owl.jsonl": OWL,
        "C_3/half.jsonl": FOX[:-40],
        "D_4/other course.jsonl": b'{"course": 7}\n',
        "E_5/work.7z": b"7z\xbc\xaf",
        "F_6/damaged.zip": zipped({"x.jsonl": FOX})[:-30],
        "G_7/essay.pdf": b"%PDF-1.7",
        "H_8/large.jsonl": b"{" * (LARGEST + 1),
    }
    found = read_class([put(tmp_path, files)])
    assert [one.nickname for one in found.learners] == ["Owl"]
    assert found.others == ("G_7/essay.pdf",)
    told = dict(line.split(": ", 1) for line in found.unread)
    assert list(told) == [name for name in files if name[0] in "ACDEFH"]
    assert "changed after it was saved" in told["A_1/three-tables-Fox.jsonl"]
    assert "not complete" in told["C_3/half.jsonl"]
    assert "not a progress file" in told["D_4/other course.jsonl"]
    assert told["E_5/work.7z"].startswith("is an archive of a kind that is not read here")
    assert told["F_6/damaged.zip"] == "is no zip file, or a damaged one."
    assert told["H_8/large.jsonl"] == "is larger than 5 MB, which no learner's file of this course is."
    assert not any("\n" in line for line in found.unread)


def test_names_in_a_zip_are_shown_as_they_were_meant(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Žofie/ok.jsonl", b"?")  # UTF-8, and the zip says so
    said = out.getvalue()
    not_said = said.replace(
        struct.pack("<H", 0x800), struct.pack("<H", 0)
    )  # UTF-8, and the zip does not say so
    old = zipped({"Zo.e/ok.jsonl": b"?"}).replace(b"Zo.e", "Zoée".encode("cp437")[:4])
    put(tmp_path, {"1.zip": said, "2.zip": not_said, "3.zip": old})
    assert [line.partition(": ")[0] for line in read_class([tmp_path]).unread] == [
        "1.zip/Žofie/ok.jsonl",
        "2.zip/Žofie/ok.jsonl",
        "3.zip/Zoée/ok.jsonl",
    ]


def test_a_name_that_leads_elsewhere_leads_nowhere(tmp_path):
    folder = tmp_path / "class"
    put(
        folder,
        {"x.zip": zipped({"../../outside.jsonl": FOX, "/etc/owl.jsonl": OWL, "C:\\win.jsonl": b"?\x1b[2J"})},
    )
    before = sorted(tmp_path.rglob("*"))
    assert who(folder) == BOTH
    (line,) = read_class([folder]).unread
    assert line.startswith(("x.zip/C:\\win.jsonl: ", "x.zip/C:/win.jsonl: "))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_capped(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "ALL_ZIPPED", 12_000_000)
    bomb = zipped({f"{one}.jsonl": bytes(LARGEST * 2) for one in range(4)})
    put(tmp_path, {"a.zip": bomb, "b.zip": zipped({"never.jsonl": OWL}), "c.jsonl": FOX})
    found = read_class([tmp_path])
    assert len(bomb) < 100_000
    assert [one.nickname for one in found.learners] == ["Fox"]
    assert found.unread[:2] == (
        "a.zip/0.jsonl: is larger than 5 MB, which no learner's file of this course is.",
        "a.zip/1.jsonl: is larger than 5 MB, which no learner's file of this course is.",
    )
    assert "a.zip: unpacks to more than 12 MB; the rest was left out." in found.unread
    assert "b.zip: unpacks to more than 12 MB; the rest was left out." in found.unread


def test_a_zip_in_a_zip_in_a_zip_is_the_last(tmp_path):
    inner = zipped({"x.jsonl": FOX})
    for _ in range(3):
        inner = zipped({"in.zip": inner, "y.jsonl": OWL})
    found = read_class([put(tmp_path, {"deep.zip": inner})])
    assert [one.nickname for one in found.learners] == ["Owl"]
    assert found.unread == (
        "deep.zip/in.zip/in.zip/in.zip: lies in 3 zip files, one in the other; unpack the outer ones.",
    )


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12), st.booleans()
)
@settings(max_examples=300)
def test_no_damage_of_a_zip_stops_the_rest(changes, nested):
    damaged = bytearray(
        zipped({"in.zip": zipped({"x.jsonl": FOX})} if nested else {"x.jsonl": FOX, "y.jsonl": OWL})
    )
    for place, value in changes:
        damaged[place % len(damaged)] = value
    with tempfile.TemporaryDirectory() as folder:
        found = read_class([put(Path(folder), {"a.zip": bytes(damaged), "b.jsonl": OWL})])
    assert "Owl" in [one.nickname for one in found.learners]
    assert all(line.startswith("a.zip") and "\n" not in line for line in found.unread)


def test_a_locked_zip_is_told_so(tmp_path):
    locked = bytearray(zipped({"x.jsonl": FOX}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1  # the flag that says: a password is needed
    assert read_class([put(tmp_path, {"x.zip": bytes(locked)})]).unread == (
        "x.zip/x.jsonl: is locked with a password; unpack the zip file yourself.",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files in folders")
def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert who(put(tmp_path, {"x.jsonl": FOX})) == [BOTH[0]]


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="this person may read everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path):
    put(tmp_path, {"open/x.jsonl": FOX, "closed/y.jsonl": OWL})
    (tmp_path / "closed").chmod(0)
    try:
        assert read_class([tmp_path]).unread == ("closed: cannot be opened (Permission denied).",)
    finally:
        (tmp_path / "closed").chmod(stat.S_IRWXU)


def test_signs_that_nobody_can_see_are_seen():
    assert clean("Fo\x00x\x1b[2J\ud800") == "Fo�x�[2J�"
    assert clean("gpj\u202efxo.\u200b") == "gpjfxo.\u200b"
    assert clean("a" * 300) == "a" * 199 + "…"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=cmd()|' /C calc'!A0", "'=cmd()|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("  =1", "'  =1"),
        ("\r=1", "'\r'=1"),
        ("＝1", "'＝1"),
        ("﹢1", "'﹢1"),
        ("Fox;=1", "Fox;'=1"),
        ("Fox = Owl", "Fox = Owl"),
        (-0.25, "-0.2500"),
        (7, "7"),
        (None, ""),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(value, written):
    assert cell(value) == written
