"""The wheel carries all that an installed course needs, and nothing that lies about in a teacher's folder."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

NOT_OURS = {
    "notebooks/.ipynb_checkpoints/00-start-checkpoint.ipynb": "{}",
    "data/.ipynb_checkpoints/sites-checkpoint.csv": "x",
    "data/article.txt": "the publisher's text, a teacher's own copy",
    "lessons/__pycache__/course.cpython-311.pyc": "x",
    "lessons/.ipynb_checkpoints/course-checkpoint.py": "x",
}


def build(tree, tmp_path: Path, target: str) -> tuple[Path, Path]:
    """The course, with litter in it, and what hatchling made of it."""
    course = tree(tmp_path / "course")
    for name, text in NOT_OURS.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(tmp_path / "dist")]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (tmp_path / "dist").iterdir()
    return course, made


def test_the_wheel_holds_the_package_the_data_and_the_notebooks(tree, tmp_path):
    course, made = build(tree, tmp_path, "wheel")
    with zipfile.ZipFile(made) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        wheel.extractall(tmp_path / "installed")  # noqa: S202  we built it
    files = {file.relative_to(course).as_posix() for file in course.rglob("*") if file.is_file()}
    there = files - set(NOT_OURS)
    wanted = {name for name in there if name.startswith("lessons/")} | {
        f"lessons/_content/{name}" for name in there if name.startswith(("data/", "notebooks/"))
    }
    assert names == wanted

    code = "from lessons.content import data_folder, load_content as load; load(); print(data_folder())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(tmp_path / "installed/lessons/_content/data"), done.stderr


def test_the_source_archive_holds_no_copy_of_the_article(tree, tmp_path):
    _, made = build(tree, tmp_path, "sdist")
    with tarfile.open(made) as archive:
        names = archive.getnames()
    assert any(name.endswith("/data/sites.csv") for name in names)
    assert [name for name in names if re.search(r"article\.txt|checkpoint|\.pyc|\.venv", name)] == []


def test_an_installed_copy_says_where_set_up_works(tree, tmp_path):
    copy = tmp_path / "installed/lessons"
    copy.parent.mkdir()
    tree(tmp_path / "course").joinpath("lessons").rename(copy)
    done = subprocess.run(
        [sys.executable, "-m", "lessons", "check"],
        cwd=copy.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r".* is not the course's folder\. Unpack the whole course.*\n", done.stderr)
    assert not (copy.parent / ".venv").exists()
