"""Server: the door to the network, and its refusals in words."""

from __future__ import annotations

import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from dashboard import boot
from dashboard import server
from dashboard.refusals import StartError
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_free_port_can_be_left_to_the_system() -> None:
    with server.listen("127.0.0.1", 0) as door:
        assert door.getsockname()[1] > 0
        with socket.create_connection(door.getsockname(), timeout=5):
            pass  # early visitors wait in the queue


def test_a_taken_port_is_told_with_another_one(taken: int) -> None:
    with pytest.raises(StartError) as caught:
        server.listen("127.0.0.1", taken)
    assert f"Port {taken} auf 127.0.0.1 ist belegt." in caught.value.german
    assert f"make run PORT={taken + 1}" in caught.value.german
    assert f"Port {taken} on 127.0.0.1 is taken." in caught.value.english


def test_an_unknown_host_is_told() -> None:
    with pytest.raises(StartError, match=r"Die Adresse no\.host\.invalid ist unbekannt"):
        server.listen("no.host.invalid", 0)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(StartError, match="HOST und PORT prüfen"):
        server.listen("192.0.2.1", 0)


def test_the_last_port_suggests_one_below(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(StartError, match="PORT=65534"):
        server.listen("127.0.0.1", 65535)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[server.Server]:
    """Return the list that receives the server which would have run."""
    ran: list[server.Server] = []

    def run(self: server.Server) -> None:
        ran.append(self)

    monkeypatch.setattr(boot, "live", lambda _settings, _fleet: Flask("mini"))
    monkeypatch.setattr(server.Server, "run", run)
    return ran


def test_gunicorn_is_given_the_open_door_and_a_warm_application(
    prepared: list[server.Server],
) -> None:
    server.serve(Settings(port=0, workers=3, threads=5), time.monotonic())
    (made,) = prepared
    assert made.load() is made.application
    assert made.cfg.preload_app
    assert (made.cfg.workers, made.cfg.threads, made.cfg.worker_class_str) == (3, 5, "gthread")
    (descriptor,) = made.cfg.address
    with socket.socket(fileno=descriptor) as door:
        assert door.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def test_the_start_line_names_address_and_seconds(
    prepared: list[server.Server],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: started.append(command))
    server.serve(Settings(port=0, cache=tmp_path), time.monotonic() - 2)
    made = prepared[0]
    (descriptor,) = made.cfg.address
    with socket.socket(fileno=descriptor) as door:
        port = door.getsockname()[1]
    made.cfg.when_ready(made)
    said = capsys.readouterr().out
    assert f"http://127.0.0.1:{port}  (bereit in 2." in said
    assert started == []  # nothing to improve
    (tmp_path / "abc.br5").write_bytes(b"quick")
    made.cfg.when_ready(made)
    assert started[0][-2:] == ["dashboard.compression", str(tmp_path)]
