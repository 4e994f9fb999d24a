"""Binder without Binder: what repo2docker would build, and the same steps taken here from end to end."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = ("binder/postBuild", "binder/start", ".ci/run")


@pytest.fixture
def dockerfile(root, monkeypatch):
    """The Dockerfile that repo2docker writes for this repository."""
    from repo2docker.buildpacks import PythonBuildPack

    monkeypatch.chdir(root)
    pack = PythonBuildPack("docker.io/library/buildpack-deps:jammy")
    pack.platform = "linux/amd64"
    assert pack.detect()
    assert pack.python_version == "3.12"
    return pack.render({"NB_USER": "jovyan", "NB_UID": "1000"})


def test_binder_builds_the_lock_and_runs_both_scripts(dockerfile):
    lines = dockerfile.splitlines()

    def at(pattern: str) -> int:
        (found,) = (number for number, line in enumerate(lines) if re.search(pattern, line))
        return found

    installs = at(r'pip install --no-cache-dir -r "binder/requirements.txt"')
    whole_repository = at(r"^COPY --chown=\S+ src/ \$\{REPO_DIR\}/$")
    assert (
        installs < whole_repository < at(r"^RUN \./binder/postBuild$") < at(r"R2D_ENTRYPOINT=.*binder/start")
    )


def test_nothing_else_of_the_repository_is_built(dockerfile):
    assert "pip install --no-cache-dir ." not in dockerfile


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_can_run_where_they_are_unpacked(root, name):
    script = root / name
    assert script.read_bytes().startswith(b"#!/bin/bash\n")
    assert b"\r" not in script.read_bytes()
    if os.name == "posix":
        assert script.stat().st_mode & stat.S_IXUSR


def test_start_hands_over_to_the_server(root):
    assert (root / "binder/start").read_text(encoding="utf-8").endswith('\nexec "$@"\n')


def python_as_on_binder() -> str:
    """Python 3.12 if this machine has one, else the one that runs the tests."""
    uv = [sys.executable, "-m", "uv", "python", "find", "--no-project", "--system", "3.12"]
    found = subprocess.run(uv, capture_output=True, text=True, check=False).stdout.strip()
    return found or getattr(sys, "_base_executable", sys.executable)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Binder's machines are Linux, and its scripts are bash")
def test_binder_from_end_to_end(tree, tmp_path):
    """A copy of the tree, a new environment from the lock, postBuild, and every notebook through start."""
    course, venv = tree(tmp_path / "jovyan"), tmp_path / "conda"
    subprocess.run([python_as_on_binder(), "-m", "venv", venv], check=True)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "LESSONS", "PYTHON"))
    } | {
        "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(course),
        "VIRTUAL_ENV": str(venv),
    }

    def run(*command: str | Path, cwd: Path = course) -> str:
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("pip", "install", "--quiet", "--no-cache-dir", "-r", "binder/requirements.txt")
    run("pip", "check")
    run(course / "binder/postBuild")
    assert run("python", "-c", "import lessons; print(lessons.__file__)", cwd=tmp_path).strip() == str(
        course / "lessons/__init__.py"
    )
    config = json.loads(run("jupyter", "server", "--show-config-json"))
    assert config["ServerApp"]["kernel_websocket_connection_class"] == "lessons.server.PrompterWebsocket"
    overrides = json.loads((venv / "share/jupyter/lab/settings/overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"

    # A learner's notebook of yesterday: its widget views must not hide the stills today.
    first = course / "notebooks/00-start.ipynb"
    fresh = first.read_bytes()
    saved = json.loads(fresh)
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "gone"}, "text/plain": ["x"]}
    saved["cells"].append(
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "mine",
            "metadata": {},
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": view}],
            "source": ["mine"],
        }
    )
    first.write_text(json.dumps(saved), encoding="utf-8")
    assert run(course / "binder/start", "echo", "the server", "runs") == "the server runs\n"
    assert "widget-view" not in first.read_text(encoding="utf-8")
    assert json.loads(first.read_text(encoding="utf-8"))["cells"][-1]["source"] == ["mine"]
    first.write_bytes(fresh)

    environment |= {"UV_SYSTEM_CERTS": "1"}  # a school's or an office's network
    tools = shutil.copy(course / "tests/requirements.txt", tmp_path / "tests.txt")
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(venv / "bin/python")]
    run(*uv, "--only-binary", ":all:", "--constraint", tools, "pytest", "nbval")
    said = run(course / "binder/start", "python", "-m", "pytest", "-p", "no:cacheprovider", "notebooks")
    assert re.search(r"\d+ passed", said)
    assert not re.search("failed|skipped|error", said)
