"""Command line: every refusal in words with exit code 2, as a person meets it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard import cli
from dashboard.refusals import StartError
from tests import support

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=support.ROOT,
        env={**os.environ, **env},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_bad_settings_are_told_together() -> None:
    result = run("serve", "--port", "abc", ATLAS_DATA="/nowhere")
    assert result.returncode == 2
    assert "Fehler: PORT: „abc“ ist keine ganze Zahl" in result.stderr
    assert "Error:  PORT: 'abc' is no whole number" in result.stderr
    assert "ATLAS_DATA: „/nowhere“ ist kein vorhandener Ordner." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_taken_port_ends_with_2_and_no_trace() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", PORT=str(port), HOST="127.0.0.1")
    assert result.returncode == 2
    assert f"Fehler: Port {port} auf 127.0.0.1 ist belegt." in result.stderr
    assert f"Error:  Port {port} on 127.0.0.1 is taken." in result.stderr
    assert "Traceback" not in result.stderr


def test_an_empty_data_folder_is_refused_with_file_and_remedy(tmp_path: Path) -> None:
    result = run("serve", "--port", "0", "--data", str(tmp_path))
    assert result.returncode == 2
    assert str(tmp_path) in result.stderr
    assert "Fehler: Datei fehlt: " in result.stderr
    assert "Error:  File missing: " in result.stderr
    assert "Traceback" not in result.stderr


def test_the_options_stand_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    fake: Any = SimpleNamespace(serve=lambda settings, started: seen.update(s=settings, t=started))
    monkeypatch.setitem(sys.modules, "dashboard.server", fake)
    monkeypatch.setattr("dashboard.server", fake, raising=False)
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("HOST", "127.0.0.2")
    assert cli.main(["serve", "--port", "9001", "--workers", "1"]) == 0
    assert (seen["s"].host, seen["s"].port, seen["s"].workers) == ("127.0.0.2", 9001, 1)


def test_a_refusal_is_said_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_arguments: object, _started: float) -> int:
        raise StartError("So nicht.", "Not so.", "Anders.", "Otherwise.")

    monkeypatch.setattr(cli.COMMANDS["serve"], "run", refuse)
    assert cli.main(["serve"]) == 2
    assert capsys.readouterr().err == "Fehler: So nicht. Anders.\nError:  Not so. Otherwise.\n"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert (cli.COMMANDS[name].__doc__ or "?") in said


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["fly"])
    assert ended.value.code == 2
    assert "serve" in capsys.readouterr().err
