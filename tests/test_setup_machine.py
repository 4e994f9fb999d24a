"""Set-up on machines that we do not have: one line with a way out, before anything is downloaded."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.__main__ import wrong_python
from lessons.commands.install import explain
from lessons.commands.machine import Machine, has_module, refusal, this_machine, venv_refusal

LINUX = Machine("Linux", "x86_64", 64, "CPython", has_ensurepip=True)


@pytest.mark.parametrize(
    ("differs", "says"),
    [
        ({"system": "Darwin"}, "Apple chip"),
        ({"system": "Windows", "processor": "x86", "bits": 32}, "64-bit"),
        ({"implementation": "PyPy"}, "PyPy"),
    ],
)
def test_a_machine_the_packages_are_not_made_for_is_told_so(differs, says):
    line = refusal(dataclasses.replace(LINUX, **differs))
    assert says in line
    assert "\n" not in line


@pytest.mark.parametrize(
    "machine",
    [
        LINUX,
        Machine("Darwin", "arm64", 64, "CPython", has_ensurepip=True),
        Machine("Windows", "AMD64", 64, "CPython", has_ensurepip=True),
        this_machine(),
    ],
)
def test_the_usual_machines_are_welcome(machine):
    assert refusal(machine) == ""
    assert venv_refusal(machine) == ""


def test_a_python_without_venv_is_told_what_to_install():
    bare = dataclasses.replace(LINUX, has_ensurepip=False)
    assert "sudo apt install python3-venv" in venv_refusal(bare)
    assert "python.org" in venv_refusal(dataclasses.replace(bare, system="Darwin"))


def test_an_emptied_folder_is_no_module(tmp_path, monkeypatch):
    (tmp_path / "emptied").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not has_module("emptied")
    assert not has_module("nowhere_at_all")
    assert has_module("json")


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15), (4, 0)])
def test_a_python_too_old_or_too_new_is_told_which_ones_will_do(version):
    line = wrong_python(version)
    assert f"this is Python {version[0]}.{version[1]}." in line
    assert "3.11 to 3.14" in line
    assert "py -3.14 -m lessons" in line
    assert "\n" not in line


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_the_pythons_in_between_will_do(version):
    assert wrong_python(version) == ""


def test_the_pythons_named_are_those_of_pyproject(root):
    assert 'requires-python = ">=3.11"' in (root / "pyproject.toml").read_text(encoding="utf-8")


OLD = (*(f"python3.{minor}" for minor in range(6, 11)), "python2.7")


@pytest.mark.parametrize("name", OLD)
def test_an_old_python_reads_the_line_and_not_a_syntax_error(name, root):
    """Where such a Python is installed (by pyenv). Elsewhere the next test stands in."""
    minor = name.removeprefix("python")
    found = sorted(Path.home().glob(f".pyenv/versions/{minor}.*/bin/{name}"))
    if not found:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([found[0], "-m", "lessons"], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Three Tables runs on Python 3.11 to 3.14, and this is Python " + minor)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_what_an_old_python_reads_holds_nothing_it_cannot_read(name, root):
    import ast

    source = (root / "lessons" / name).read_text(encoding="ascii")  # Python 2 wants plain ASCII
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(
            node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef)
        )
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not any(argument.annotation for argument in node.args.args)


def test_importing_lessons_needs_the_standard_library_alone(root):
    code = "import sys; sys.path.insert(0, '.'); import lessons; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    bare = subprocess.run(
        [sys.executable, "-S", "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) - set(bare.stdout.split()) == {"lessons"}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "WARNING: Retrying (Retry(total=1)) after connection broken by 'ProxyError(...)'",
            "The internet cannot",
        ),
        ("error: Failed to fetch: `https://…`\n  Caused by: dns error", "The internet cannot"),
        ("ERROR: Could not find a version that satisfies uv (from versions: none)", "The internet cannot"),
        ("invalid peer certificate: UnknownIssuer … client error (Connect)", "Something between"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "A package arrived that is not"),
        (
            "× No solution found: numpy has no wheels with a matching Python tag",
            "A package of the course is not",
        ),
        ("first\nsomething quite new\n", "The packages could not be installed: something quite new"),
        ("", "The packages could not be installed: no word"),
    ],
)
def test_a_failed_installation_is_explained_in_one_line(said, line, tmp_path):
    explained = explain(said, tmp_path / "set-up.log")
    assert explained.startswith(line)
    assert explained.endswith(f"(What the installer said: {tmp_path / 'set-up.log'})")
    assert "\n" not in explained
