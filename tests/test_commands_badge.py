"""The Binder button's address is filled in by one command, once."""

import pytest

from lessons.commands.badge import PLACEHOLDER, fill_in, filled
from lessons.commands.machine import CannotStart

README = (
    "[![Binder](https://mybinder.org/badge_logo.svg)]"
    "(https://mybinder.org/v2/gh/OWNER/REPOSITORY/main?urlpath=lab/tree/notebooks/00-start.ipynb)\r\n"
    "`python3 -m lessons badge OWNER/REPOSITORY` fills it in.\r\n"
)


def test_the_address_is_filled_in_and_the_sentence_about_it_is_not(tmp_path, capsys):
    readme = tmp_path / "README.md"
    readme.write_bytes(README.encode())
    assert fill_in(readme, ["school-7/three.tables"]) == 0
    assert readme.read_bytes().decode() == README.replace("gh/OWNER/REPOSITORY", "gh/school-7/three.tables")
    assert (
        capsys.readouterr().out == "README.md: OWNER/REPOSITORY is now school-7/three.tables in 1 address.\n"
    )
    with pytest.raises(CannotStart, match="filled in already"):
        fill_in(readme, ["school-7/three.tables"])


@pytest.mark.parametrize(
    "words", [[], ["a"], ["a/b", "c"], ["https://x/a/b"], ["a b/c"], [PLACEHOLDER], ["a/b/c"]]
)
def test_a_name_that_is_none_is_answered_with_an_example(tmp_path, words):
    readme = tmp_path / "README.md"
    readme.write_text(README, encoding="utf-8")
    with pytest.raises(CannotStart, match=r"Example: python3 -m lessons badge school-no-7/three-tables"):
        fill_in(readme, words)
    assert readme.read_text(encoding="utf-8") == README.replace("\r\n", "\n")


def test_the_readme_has_the_placeholder_or_an_address(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    assert filled(text, "a/b")[1] > 0 or "mybinder.org/v2/gh/" in text
