"""Condition: a full disk, a lost process and a router that is gone are told, each in its words."""

from __future__ import annotations

import shutil
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING
from typing import Any

from dashboard import condition
from dashboard import context
from dashboard.fleet import RECENT_S
from dashboard.fleet import Fleet
from dashboard.settings import Settings
from tests.dashboard import conftest as mini

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def codes(found: condition.Condition) -> list[str]:
    return [reason["code"] for reason in found.reasons()]


def made(folder: Path, fleet: Fleet | None = None, **chosen: Any) -> context.AppContext:
    settings = Settings(cache=folder, **chosen)
    return context.AppContext(settings=settings, catalogue=mini.catalogue(folder), fleet=fleet)


def test_all_is_well(tmp_path: Path) -> None:
    assert codes(condition.Condition(made(tmp_path))) == []


def test_a_full_disk_is_told_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(free=3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    (reason,) = condition.Condition(made(tmp_path)).reasons()
    assert reason == {"code": "disk", "text": f"Only 3 MB are free in {tmp_path}."}


def test_a_lost_process_is_told_for_a_minute_by_every_process(tmp_path: Path) -> None:
    now = [10.0]
    fleet = Fleet(2, lambda: now[0])
    found = condition.Condition(made(tmp_path, fleet))
    assert codes(found) == []
    fleet.lose()
    assert codes(found) == ["workers"]
    now[0] += RECENT_S
    assert codes(found) == []
    assert fleet.lost == 1


def test_a_router_that_is_gone_is_told_and_not_asked_at_every_look(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        address = f"osrm+http://127.0.0.1:{door.getsockname()[1]}/route"
        now = [0.0]
        ctx = made(tmp_path, router=address)
        found = condition.Condition(ctx, lambda: now[0])
        assert codes(found) == []
    assert codes(found) == [], "remembered for some seconds"
    now[0] += condition.ROUTER_S + 1
    assert codes(found) == ["router"]
