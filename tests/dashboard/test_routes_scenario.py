"""Between two clicks over HTTP: small answers, own lists, and what is wrong with them in words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard import app
from dashboard.settings import Settings
from dashboard.settings import SettingsError
from geodata import catalogue
from layers import memo

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue

VIEW = "mode=gaps&level=landkreise&candidates=03360025"
LIST = "Name;Gemeinde;Landkreis\nPraxis;Meppen;Emsland\nEck;Nirgendwo;\n"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogue.load()


def upload(
    client: FlaskClient, name: str, body: bytes, **headers: str
) -> tuple[int, dict[str, Any]]:
    answer = client.post(
        "/gaps/supply",
        data={"file": (io.BytesIO(body), name)},
        content_type="multipart/form-data",
        headers=headers,
    )
    return answer.status_code, answer.get_json(silent=True) or {}


def test_a_glimpse_says_what_the_view_says(atlas: FlaskClient) -> None:
    found = atlas.get(f"/gaps/glimpse?{VIEW}").get_json()
    assert found["query"]["candidates"] == ["03360025"]
    assert len(found["classes"]) == len(found["texts"]) == 45
    assert found["headline"]["figure"]
    assert atlas.get("/gaps/glimpse?mode=explore&level=nix&norm=%00").status_code == 200


def test_here_tells_the_gain_or_why_there_is_none(atlas: FlaskClient) -> None:
    assert atlas.get(f"/gaps/here?{VIEW}&at=53.08~9.4").get_json()["gained"] > 0
    assert atlas.get(f"/gaps/here?{VIEW}&at=54.4~7.2").get_json()["gained"] is None
    assert atlas.get(f"/gaps/here?{VIEW}&at=%3Cscript%3E").get_json()["gained"] is None


def test_a_list_is_taken_kept_and_used_by_its_name(atlas: FlaskClient) -> None:
    status, found = upload(atlas, "Praxen.csv", LIST.encode())
    assert status == 200
    assert found["name"].startswith("list-")
    assert found["problems"][0]["row"] == 3
    again = upload(atlas, "Praxen.csv", LIST.encode())[1]
    assert again["name"] == found["name"]
    shown = atlas.get(f"/gaps/glimpse?mode=gaps&supply={found['name']}").get_json()
    assert shown["supply"] == {"id": found["name"], "title": "Praxen", "own": True}
    assert [site["name"] for site in shown["sites"]] == ["Praxis"]


def test_equipment_outlives_what_is_kept_of_a_catalogue(shipped: Catalogue, tmp_path: Path) -> None:
    """Pictures of older data bring other catalogues in; lists are still there afterwards."""
    served = app.create_app(Settings(cache=tmp_path), shipped).test_client()
    name = upload(served, "Praxen.csv", LIST.encode())[1]["name"]
    memo._SHELVES.clear()
    shown = served.get(f"/gaps/glimpse?mode=gaps&supply={name}").get_json()
    assert shown["supply"]["own"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("leer.csv", b""),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + b"0" * 90),
        ("ohne.csv", b"a;b\n1;2\n"),
        ("../../etc/passwd", b"root"),
    ],
)
def test_a_file_of_no_use_is_refused_in_words(name: str, body: bytes, atlas: FlaskClient) -> None:
    status, found = upload(atlas, name, body)
    assert status in (200, 400)
    assert found["name"] == ""
    assert "konnte kein Standort" in found["text"] or "keine Datei" in found["text"]


def test_only_a_page_of_our_own_may_load_a_list(atlas: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert upload(atlas, "Praxen.csv", LIST.encode(), **headers)[0] == 403
    assert atlas.post("/gaps/supply").status_code == 400


def test_a_table_of_ways_is_offered_and_used(shipped: Catalogue, tmp_path: Path) -> None:
    keys = shipped.areas["gemeinden"].index
    sites = [id_ for id_ in shipped.records.index if id_.startswith("rvz")]
    lines = [f"{site},{key},12" for site in sites for key in keys]
    table = tmp_path / "wege.csv"
    table.write_text("site,gemeinde,minutes\n" + "\n".join(lines), encoding="utf-8")
    settings = Settings.from_env({"ATLAS_MATRIX": str(table), "XDG_CACHE_HOME": str(tmp_path)})
    served = app.create_app(settings, shipped).test_client()
    found = served.get("/gaps/glimpse?mode=gaps&measure=matrix").get_json()
    assert set(found["classes"]) == {0}, "12 minutes to every place"
    with pytest.raises(SettingsError, match="ATLAS_MATRIX"):
        Settings.from_env({"ATLAS_MATRIX": str(tmp_path / "nix.csv")})


def test_a_router_that_is_down_is_told_and_the_built_in_way_stands_in(
    shipped: Catalogue, tmp_path: Path
) -> None:
    env = {"ATLAS_ROUTER": "http://127.0.0.1:9/", "XDG_CACHE_HOME": str(tmp_path)}
    served = app.create_app(Settings.from_env(env), shipped).test_client()
    usual = served.get("/gaps/glimpse?mode=gaps").get_json()
    found = served.get("/gaps/glimpse?mode=gaps&measure=router").get_json()
    assert found["classes"] == usual["classes"]
