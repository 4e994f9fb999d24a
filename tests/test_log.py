"""The log: nothing confirmed is lost, nobody is mixed with anybody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lessons.progress import Learner, Log, Record, called, open_log, seat, sitting

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def record(name: str, *, learner: str = "kim", minutes: int = 0, **entry: object) -> Record:
    attempt = {"kind": "attempt", "item": "Q01", "item_version": "1a2b3c4d", "response": ["a"], "score": 0.5}
    fields = {**attempt, **entry}
    return Record(name, learner, NOON + timedelta(minutes=minutes), "quiz", "the-text", fields)


def test_a_record_reads_back_as_it_was_written():
    kept = record("r1", response=["a", "b"], sureness=None, word="Зустріч")
    assert Record.from_line(kept.line()) == kept


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"[1]", "not a record"),
        (b'{"v": 2}', "a record of version 2; this course reads up to 1"),
        (b'{"v": 1, "at": "2026-01-05T12:00:00"}', "a time without its zone"),
        (b'{"v": 1, "at": "2026-01-05T12:00:00+00:00", "entry": {}}', "a table with a kind is expected"),
        (
            b'{"v": 1, "at": "2026-01-05T12:00:00+00:00", "entry": {"kind": "x"}, "id": 3}',
            "id: text is expected",
        ),
    ],
)
def test_a_foreign_line_is_refused_in_words(line, message):
    with pytest.raises(ValueError, match=message):
        Record.from_line(line)


def test_two_writers_are_merged_in_time_order(tmp_path: Path):
    one, two = Log(tmp_path), Log(tmp_path)
    one.append([record("r1"), record("r3", minutes=2)])
    two.append([record("r2", minutes=1)])
    assert [kept.id for kept in Log(tmp_path).records()] == ["r1", "r2", "r3"]
    assert len(list(tmp_path.glob("*.jsonl"))) == 2


def test_a_torn_last_line_is_skipped_and_left_alone(tmp_path: Path):
    log = Log(tmp_path)
    log.append([record("r1"), record("r2", minutes=1)])
    (path,) = tmp_path.glob("*.jsonl")
    torn = path.read_bytes()[:-1]
    path.write_bytes(torn)
    assert [kept.id for kept in Log(tmp_path).records()] == ["r1"]
    assert path.read_bytes() == torn


def test_rubbish_in_the_folder_disturbs_nobody(tmp_path: Path):
    log = Log(tmp_path)
    log.append([record("r1")])
    (tmp_path / "other.jsonl").write_bytes(b"\xff\xfe\n{}\n\n" + record("r2").line())
    (tmp_path / "notes.txt").write_text("hello")
    assert {kept.id for kept in log.records()} == {"r1", "r2"}


def test_forgetting_one_learner_leaves_the_others(tmp_path: Path):
    log = Log(tmp_path)
    log.append([record("r1"), record("r2", learner="ali")])
    log.forget("kim")
    assert [kept.learner for kept in log.records()] == ["ali"]
    log.append([record("r3")])
    assert {kept.id for kept in log.records()} == {"r2", "r3"}


def test_without_a_folder_the_log_lives_in_memory():
    log = Log(None)
    log.append([record("r1"), record("r2", learner="ali")])
    log.forget("ali")
    assert [kept.id for kept in log.records()] == ["r1"]


def test_the_place_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "mine"))
    log = open_log()
    log.append([record("r1")])
    assert log.notice == ""
    assert list((tmp_path / "mine" / "log").glob("kim-*.jsonl"))


def test_a_place_that_cannot_be_written_falls_back_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("LESSONS_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    log = open_log()
    assert log.notice.startswith("The usual folder cannot be written to, so answers are kept in a temporary")
    log.append([record("r1")])
    assert [kept.id for kept in log.records()] == ["r1"]
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    log = open_log()
    assert log.folder is None
    assert log.notice == "Nothing can be kept on this computer, so answers last only until this session ends."


def test_who_sits_here_is_the_last_who_sat_down_at_this_seat():
    def sits(name: str, learner: str, where: str, nickname: str, minutes: int) -> Record:
        entry = {"kind": "sits", "seat": where, "nickname": nickname}
        return Record(name, learner, NOON + timedelta(minutes=minutes), "welcome", "", entry)

    records = [
        sits("1", "kim", "here", "Kim", 0),
        sits("2", "ali", "here", "Ali", 1),
        sits("3", "eva", "there", "Eva", 2),
    ]
    assert sitting(records, "here") == Learner("ali", "Ali", known=True)
    assert sitting(records, "there") == Learner("eva", "Eva", known=True)
    assert called(records, "kim") == (Learner("kim", "Kim", known=True),)
    fresh = sitting(records, "nowhere")
    assert (len(fresh.id), fresh.nickname, fresh.known) == (16, "", False)


def test_the_seat_is_a_fingerprint_and_no_name():
    assert len(seat()) == 8
    assert seat() == seat()
