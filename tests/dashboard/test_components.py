"""Components: every installed package with its licence; advisories of a database that is given."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard import cli
from dashboard import components
from dashboard.components import Component

if TYPE_CHECKING:
    from pathlib import Path

FLASK = Component(name="Flask", version="3.1.3", licence="BSD-3-Clause")


def entry(**affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": "flask"}
    return {"id": "X-1", "summary": "bad", "affected": [{"package": package, **affected}]}


def events(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"type": "ECOSYSTEM", "events": [dict([pair]) for pair in pairs]}]


def test_every_pin_and_every_vendored_file_is_listed_with_its_licence() -> None:
    found = {one.name.lower(): one for one in components.installed()}
    assert {"flask", "dash", "pandas", "plotly.js-basic-dist-min"} <= set(found)
    assert len(found) > 60
    assert found["flask"].version
    assert [one.name for one in found.values() if not one.is_open] == []


@pytest.mark.parametrize(
    ("affected", "hit"),
    [
        ({"versions": ["3.1.3"]}, True),
        ({"versions": ["3.1.2"]}, False),
        ({"ranges": events(("introduced", "0"), ("fixed", "3.1.3"))}, False),
        ({"ranges": events(("introduced", "0"), ("fixed", "3.2"))}, True),
        ({"ranges": events(("introduced", "3.1"), ("last_affected", "3.1.3"))}, True),
        ({"ranges": events(("introduced", "3.1.4"))}, False),
        ({"ranges": events(("introduced", "wurst"))}, False),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
    ],
)
def test_advisories_concern_the_installed_version(
    tmp_path: Path, affected: dict[str, Any], hit: bool
) -> None:
    archive = tmp_path / "osv.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("X-1.json", json.dumps(entry(**affected)))
        packed.writestr("X-2.json", json.dumps(entry(versions=["3.1.3"]) | {"withdrawn": "2026"}))
    found = components.advisories([FLASK], archive)
    assert [one.id for one in found] == (["X-1"] if hit else [])


def test_the_command_says_what_it_did_not_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = tmp_path / "bill.json"
    assert cli.main(["components", "--sbom", str(bill)]) == 0
    said = capsys.readouterr().out
    assert "nicht geprüft" in said
    assert "not checked" in said
    written = json.loads(bill.read_text("utf-8"))
    assert written["bomFormat"] == "CycloneDX"
    assert any(part["purl"].startswith("pkg:pypi/flask@") for part in written["components"])


def test_an_advisory_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "X-1.json").write_text(json.dumps(entry(ranges=events(("introduced", "0")))))
    assert cli.main(["components", "--advisories", str(tmp_path)]) == 1
    assert "X-1: Flask" in capsys.readouterr().out
