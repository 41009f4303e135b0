"""`.ci/setup`: clear words when Python does not fit, and no work twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a folder with what the script reads, and tools that cannot change this machine."""
    folder = tmp_path / "clone"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/setup", folder / ".ci/setup")
    (folder / "requirements.txt").write_text("one==1\n")
    (folder / "requirements-dev.txt").write_text("-r requirements.txt\ntwo==2\n")
    (folder / "tools").mkdir()
    tool(folder, "id", "echo 1000")
    return folder


def tool(clone: Path, name: str, body: str) -> str:
    """Put a command in front of the path; return its place."""
    file = clone / "tools" / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return str(file)


def run(clone: Path, kind: str = "run", **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{clone / 'tools'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", str(clone / ".ci/setup"), kind],
        env={"PATH": path, "VENV": "venv", **env},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_python_too_old_is_named(clone: Path) -> None:
    old = tool(clone, "python-old", 'test "$1" = --version && echo Python 3.9.2 && exit 0; exit 1')
    result = run(clone, PYTHON=old)
    assert result.returncode == 2
    assert "Der Atlas braucht Python 3.11 oder neuer, gefunden: Python 3.9.2." in result.stderr
    assert "The atlas needs Python 3.11 or newer, found: Python 3.9.2." in result.stderr
    assert not (clone / "venv").exists()


def test_no_python_at_all_is_named(clone: Path) -> None:
    result = run(clone, PYTHON="python-of-nowhere")
    assert result.returncode == 2
    assert "3.11" in result.stderr


def test_a_python_without_venv_is_named(clone: Path) -> None:
    bare = tool(
        clone,
        "python-bare",
        f'case "$*" in *ensurepip*) exit 1;; *) exec {sys.executable} "$@";; esac',
    )
    result = run(clone, PYTHON=bare)
    assert result.returncode == 2
    assert "Diesem Python fehlt das Modul venv" in result.stderr
    assert "sudo apt install python3-venv" in result.stderr


def fake_venv(clone: Path, pip: str = "exit 0") -> Path:
    """Make an environment whose pip only writes down how it was called."""
    calls = clone / "calls"
    note = f'*"-m pip"*) echo "$*" >> {calls}; {pip};;'
    tool(clone, "python", f'case "$*" in {note} *) exec {sys.executable} "$@";; esac')
    (clone / "venv/bin").mkdir(parents=True)
    (clone / "venv/bin/python").symlink_to(clone / "tools/python")
    return calls


def test_packages_are_installed_only_when_the_pins_changed(clone: Path) -> None:
    calls = fake_venv(clone)
    assert run(clone).returncode == 0
    assert run(clone).returncode == 0
    assert len(calls.read_text().splitlines()) == 1
    (clone / "requirements.txt").write_text("one==1.1\n")
    assert run(clone).returncode == 0
    assert len(calls.read_text().splitlines()) == 2


def test_the_development_set_follows_both_files(clone: Path) -> None:
    calls = fake_venv(clone)
    assert run(clone, "dev").returncode == 0
    (clone / "requirements.txt").write_text("one==1.1\n")
    assert run(clone, "dev").returncode == 0
    assert len(calls.read_text().splitlines()) == 2
    assert all("requirements-dev.txt" in line for line in calls.read_text().splitlines())


def test_the_development_set_is_enough_to_run(clone: Path) -> None:
    calls = fake_venv(clone)
    assert run(clone, "dev").returncode == 0
    assert run(clone, "run").returncode == 0
    assert len(calls.read_text().splitlines()) == 1
    (clone / "requirements-dev.txt").write_text("-r requirements.txt\ntwo==3\n")
    assert run(clone, "dev").returncode == 0
    assert len(calls.read_text().splitlines()) == 2


def test_the_running_set_is_not_enough_to_develop(clone: Path) -> None:
    calls = fake_venv(clone)
    assert run(clone, "run").returncode == 0
    assert run(clone, "dev").returncode == 0
    assert len(calls.read_text().splitlines()) == 2


def test_a_failed_installation_is_tried_again(clone: Path) -> None:
    calls = fake_venv(clone, pip="exit 1")
    result = run(clone)
    assert result.returncode == 2
    assert "ließen sich nicht installieren" in result.stderr
    assert run(clone).returncode == 2
    assert len(calls.read_text().splitlines()) == 2


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Path) -> None:
    (clone / "venv/bin").mkdir(parents=True)
    (clone / "venv/bin/python").symlink_to(clone / "gone")
    wrapper = (
        f'case "$*" in "-m venv"*) mkdir -p venv/bin; ln -s {clone}/tools/python venv/bin/python;;'
        f' *"-m pip"*) exit 0;; *) exec {sys.executable} "$@";; esac'
    )
    result = run(clone, PYTHON=tool(clone, "python", wrapper))
    assert result.returncode == 0, result.stderr
    assert (clone / "venv/bin/python").exists()


def tools(clone: Path, *present: str) -> subprocess.CompletedProcess[str]:
    """Run `.ci/tools` on a machine that has only what is named."""
    shutil.copy(ROOT / ".ci/tools", clone / ".ci/tools")
    for name in ("dirname", "cut", "printf"):
        (clone / "tools" / name).symlink_to(shutil.which(name) or "/nowhere")
    for name in present:
        tool(clone, name, "exit 0")
    return subprocess.run(
        ["/bin/sh", str(clone / ".ci/tools")],
        env={"PATH": str(clone / "tools"), "VENV": "venv"},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def driver(clone: Path, body: str) -> None:
    """Install a playwright whose driver does this."""
    folder = clone / "venv/lib/python3.11/site-packages/playwright/driver"
    folder.mkdir(parents=True)
    shutil.move(tool(clone, "driver", body), folder / "node")


def test_missing_tools_are_named_together(clone: Path) -> None:
    driver(clone, "exit 127")
    result = tools(clone)
    assert result.returncode == 2
    assert "sudo apt install libatomic1 nodejs chromium" in result.stderr
    assert "Für die Prüfungen fehlt:" in result.stderr
    assert "the tests need:" in result.stderr


def test_present_tools_are_enough(clone: Path) -> None:
    driver(clone, "exit 0")
    result = tools(clone, "node", "chromium")
    assert (result.returncode, result.stderr) == (0, "")


def test_root_gets_the_missing_tools_installed(clone: Path) -> None:
    driver(clone, "exit 0")
    tool(clone, "id", "echo 0")
    tool(clone, "apt-get", f'echo "$*" >> {clone}/apt')
    result = tools(clone, "node")
    assert result.returncode == 0, result.stderr
    assert "chromium" in (clone / "apt").read_text()
    assert "nodejs" not in (clone / "apt").read_text()
