"""`check`: every problem on a line of its own, a summary, and an exit code that says if there were any."""

import shutil

import pytest

from lessons.commands import check


def test_the_courses_own_data_have_no_problem(capsys):
    assert check.main([]) == 0
    assert ": no problem found. It holds " in capsys.readouterr().out


def test_every_problem_is_a_line_with_its_place(root, tmp_path, capsys):
    folder = shutil.copytree(root / "data", tmp_path / "data")
    for name in ("sites.csv", "venues.csv"):
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        lines[1] = "no such id!" + lines[1]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert check.main([str(folder)]) == 1
    *problems, summary = capsys.readouterr().out.splitlines()
    assert {line.split(" ")[0] for line in problems} >= {"sites.csv:2", "venues.csv:2"}
    assert summary.startswith(f"{folder}: {len(problems)} problems in ")


@pytest.mark.parametrize("words", [["nowhere at all"], ["a", "b"], ["--strict"]])
def test_what_is_no_folder_is_one_line(words, capsys):
    assert check.main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
