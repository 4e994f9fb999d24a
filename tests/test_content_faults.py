"""Every rule of the data, broken once: the exact lines a teacher reads.

The faults stand in content_faults.toml. Each is planted into a copy of small_course/, a course about
something else altogether: that it loads at all shows that nothing of this article is written into the
package.
"""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lessons.content import ContentError, load_content

HERE = Path(__file__).parent
FAULTS = tomllib.loads((HERE / "content_faults.toml").read_text("utf-8"))["faults"]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{one['file']}-{n}" for n, one in enumerate(FAULTS, start=1)])
def test_a_planted_fault_is_reported_in_these_lines(fault: dict[str, Any], tmp_path: Path) -> None:
    folder = shutil.copytree(HERE / "small_course", tmp_path / "data")
    path = folder / fault["file"]
    text = path.read_text("utf-8")
    assert fault["old"] in text
    path.write_text(text.replace(fault["old"], fault["new"], 1), "utf-8")
    with pytest.raises(ContentError) as raised:
        load_content(folder)
    assert [str(problem) for problem in raised.value.problems] == fault["lines"]
    assert str(raised.value) == "\n".join(fault["lines"])


def test_the_small_course_has_no_problem() -> None:
    assert load_content(HERE / "small_course").course.title == "The Lake"


def test_every_file_has_a_fault() -> None:
    files = {
        str(path.relative_to(HERE / "small_course").as_posix()) for path in _files(HERE / "small_course")
    }
    assert {fault["file"] for fault in FAULTS} == files


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
