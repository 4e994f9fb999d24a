"""Yesterday's widget views leave the notebooks; nothing else does."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from lessons.commands.saved import VIEW, course_notebooks, take_views_out
from lessons.commands.trust import trust

STILL = {"text/html": ["<p>Not running yet</p>"], "text/plain": ["Not running yet"]}
WIDGETS = {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2, "version_minor": 0}}


def notebook(*outputs, widgets=False, source="what I typed: «ключ»"):
    """A notebook as a learner saved it, its keys in an order of their own."""
    cell = {"cell_type": "code", "source": [source], "id": "a", "metadata": {}, "outputs": list(outputs)}
    metadata = {"zebra": 1, "language_info": {"name": "python"}} | ({"widgets": WIDGETS} if widgets else {})
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata,
        "cells": [cell | {"execution_count": 1}],
    }


def shown(data, **metadata):
    return {"output_type": "display_data", "metadata": metadata, "data": data}


def write(file: Path, value: object) -> bytes:
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return file.read_bytes()


def test_a_widget_view_goes_and_the_still_beside_it_stays(tmp_path):
    file = tmp_path / "01-x.ipynb"
    write(file, notebook(shown(STILL | {VIEW: {"model_id": "m"}}, **{VIEW: {}}), widgets=True))
    assert take_views_out([file]) == []
    assert file.read_bytes() == write(tmp_path / "wanted", notebook(shown(STILL)))


def test_a_bare_widget_leaves_no_empty_output(tmp_path):
    file = tmp_path / "01-x.ipynb"
    stream = {"output_type": "stream", "name": "stdout", "text": ["kept\n"]}
    write(file, notebook(stream, shown({VIEW: {"model_id": "m"}})))
    assert take_views_out([file]) == []
    assert json.loads(file.read_text(encoding="utf-8")) == notebook(stream)


def test_a_notebook_without_views_is_not_written_at_all(tmp_path):
    file = tmp_path / "01-x.ipynb"
    before = write(file, notebook(shown(STILL), source=f"I typed {VIEW} myself"))
    file.write_bytes(before.replace(b"\n", b"  \n"))  # a layout that is not Jupyter's
    before = file.read_bytes()
    assert take_views_out([file]) == []
    assert file.read_bytes() == before


def test_windows_line_ends_and_rights_stay(tmp_path):
    file = tmp_path / "01-x.ipynb"
    before = write(file, notebook(shown(STILL | {VIEW: {}}))).replace(b"\n", b"\r\n")
    file.write_bytes(before)
    file.chmod(0o640)
    take_views_out([file])
    after = file.read_bytes()
    assert VIEW.encode() not in after
    assert after.count(b"\r\n") == after.count(b"\n")
    assert (
        file.stat().st_mode & 0o777 == 0o640 or file.stat().st_mode & 0o777 == 0o666
    )  # Windows has no group


@pytest.mark.parametrize(
    "damage",
    [
        '{"metadata": {"widgets": ',
        '"widgets"',
        '{"widgets": 1}',
        '[{"widgets": 2}]',
        '{"cells": 3, "widgets": 1}',
    ],
)
def test_a_damaged_notebook_is_left_alone_and_the_next_one_is_still_cleaned(tmp_path, damage):
    bad, good = tmp_path / "01-bad.ipynb", tmp_path / "02-good.ipynb"
    bad.write_text(damage, encoding="utf-8")
    write(good, notebook(shown(STILL | {VIEW: {}})))
    complaints = take_views_out([bad, tmp_path / "03-gone.ipynb", good])
    assert [line.split(" is ")[0] for line in complaints] == ["01-bad.ipynb", "03-gone.ipynb"]
    assert bad.read_text(encoding="utf-8") == damage
    assert VIEW not in good.read_text(encoding="utf-8")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["01-bad.ipynb", "02-good.ipynb"]


def test_only_the_courses_own_notebooks_are_touched(tmp_path):
    for name in ("02-b.ipynb", "00-a.ipynb", "mine.ipynb", "00-a.txt"):
        (tmp_path / name).touch()
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints/00-a-checkpoint.ipynb").touch()
    assert [file.name for file in course_notebooks(tmp_path)] == ["00-a.ipynb", "02-b.ipynb"]


def test_the_notebooks_are_trusted_and_a_damaged_one_is_one_line(tmp_path):
    good, bad = tmp_path / "00-good.ipynb", tmp_path / "01-bad.ipynb"
    write(good, notebook(shown(STILL)))
    bad.write_text("{", encoding="utf-8")
    assert trust([bad, good]) == ["01-bad.ipynb cannot be read as a notebook (NotJSONError)."]
    with NotebookNotary() as notary:
        assert notary.check_signature(nbformat.read(good, as_version=nbformat.NO_CONVERT))
