"""Refreshing: outputs of a real run, nothing of that run alone, and a second run changes no byte."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessons.commands import refresh as command
from lessons.commands.saved import VIEW

WIDGET = "from ipywidgets import HTML\nHTML('<b>live</b>')"


@pytest.fixture
def notebook(tmp_path):
    """A notebook that has never run, with what a careless editor leaves in it."""
    cells = [
        new_markdown_cell("# Title", id="one"),
        new_code_cell(
            "6 * 7", id="two", metadata={"execution": {"iopub.status.busy": "2020"}, "tags": ["kept"]}
        ),
        new_code_cell(WIDGET, id="three", metadata={"jupyter": {"source_hidden": True}}),
        new_code_cell("import os\nprint(os.environ['LESSONS_HOME'] != '', os.environ['TZ'])", id="four"),
    ]
    value = new_notebook(
        cells=cells, metadata={"widgets": {}, "language_info": {"name": "python", "version": "3.9.1"}}
    )
    file = tmp_path / "00-start.ipynb"
    nbformat.write(value, file)
    return file


@pytest.fixture
def steady(monkeypatch, tmp_path):
    for name in ("LESSONS_HOME", "IPYTHONDIR", "TZ", "PYTHONHASHSEED", "PYTHONUTF8"):
        monkeypatch.setenv(name, "")  # put back afterwards
    command.steady_environment(str(tmp_path))


@pytest.mark.usefixtures("steady")
def test_a_notebook_keeps_what_it_showed_and_a_second_run_changes_no_byte(notebook):
    assert command.refresh(notebook) is True
    after = notebook.read_bytes()
    value = nbformat.reads(after.decode(), as_version=4)
    nbformat.validate(value)
    assert [cell.get("execution_count") for cell in value.cells] == [None, 1, 2, 3]
    assert value.cells[1].outputs[0].data == {"text/plain": "42"}
    assert value.cells[1].metadata == {"tags": ["kept"]}
    assert list(value.cells[2].outputs[0].data) == ["text/plain"]
    assert value.cells[2].metadata == {"jupyter": {"source_hidden": True}}
    assert value.cells[3].outputs[0].text == "True UTC\n"
    assert value.metadata == {"kernelspec": command.KERNEL, "language_info": {"name": "python"}}
    assert VIEW.encode() not in after
    assert after.endswith(b"}\n")
    assert command.refresh(notebook) is False
    assert notebook.read_bytes() == after


def test_a_cell_that_fails_is_one_line_and_the_file_is_as_it_was(notebook, monkeypatch, capsys):
    value = nbformat.read(notebook, as_version=4)
    value.cells[2].source = "raise ValueError('no such site: x')"
    nbformat.write(value, notebook)
    before = notebook.read_bytes()
    monkeypatch.setattr(command, "course_notebooks", lambda _: [notebook])
    monkeypatch.setattr(command, "steady_environment", lambda _: None)
    monkeypatch.setenv("LESSONS_HOME", "x")
    assert command.main([]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        "00-start.ipynb is left as it was: a cell fails with ValueError: no such site: x\n",
    )
    assert notebook.read_bytes() == before


def test_words_that_refresh_does_not_take_are_one_line(capsys):
    assert command.main(["--fast"]) == 2
    assert capsys.readouterr().err == "refresh takes no words after it, and got: --fast\n"


@pytest.mark.long
def test_the_courses_own_notebooks_are_fresh(tree, tmp_path):
    """Running them again changes no byte: what the repository shows is what the course does."""
    import os
    import subprocess
    import sys

    course = tree(tmp_path / "course")
    before = {file.name: file.read_bytes() for file in sorted((course / "notebooks").glob("*.ipynb"))}
    done = subprocess.run(
        [sys.executable, "-m", "lessons.commands.refresh"],
        cwd=course,
        env=os.environ | {"PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{name}: the same as before" for name in before]
    assert {file.name: file.read_bytes() for file in sorted((course / "notebooks").glob("*.ipynb"))} == before
