"""Server: the door to the network, and its refusals in words."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from dashboard import server
from dashboard.refusals import StartError

if TYPE_CHECKING:
    from collections.abc import Iterator


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
