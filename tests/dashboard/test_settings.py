"""Settings: defaults, every variable, and all bad values named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import Settings
from dashboard.settings import SettingsError


def test_an_empty_environment_gives_the_defaults() -> None:
    found = Settings.from_env({"HOME": "/home/someone"})
    assert (found.host, found.port) == ("127.0.0.1", 8050)
    assert (found.data, found.house, found.logo) == (None, "", None)
    assert (found.basemap, found.router) == ("", "")
    assert (found.workers, found.threads) == (2, 24)
    assert found.cache == Path("/home/someone/.cache/zukunftsatlas")
    assert found.frame_ancestors == "'self'"


def test_every_variable_is_read(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")
    found = Settings.from_env(
        {
            "HOST": "0.0.0.0",  # noqa: S104
            "PORT": "9000",
            "ATLAS_DATA": str(tmp_path),
            "ATLAS_HOUSE": " Staatskanzlei ",
            "ATLAS_LOGO": str(logo),
            "ATLAS_BASEMAP": "https://tiles.example/{z}/{x}/{y}.png",
            "ATLAS_ROUTER": "osrm+http://router.example/route",
            "ATLAS_WORKERS": "3",
            "ATLAS_THREADS": "8",
            "ATLAS_FRAME_ANCESTORS": "https://portal.example",
            "XDG_CACHE_HOME": "/var/cache",
        }
    )
    assert (found.host, found.port) == ("0.0.0.0", 9000)  # noqa: S104
    assert (found.data, found.house, found.logo) == (tmp_path, "Staatskanzlei", logo)
    assert found.basemap.endswith("{y}.png")
    assert found.router == "osrm+http://router.example/route"
    assert (found.workers, found.threads) == (3, 8)
    assert found.frame_ancestors == "https://portal.example"
    assert found.cache == Path("/var/cache/zukunftsatlas")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "http", "ganze Zahl von 0 bis 65535"),
        ("PORT", "65536", "ganze Zahl von 0 bis 65535"),
        ("PORT", "8050.0", "ganze Zahl"),
        ("PORT", "-1", "ganze Zahl"),
        ("PORT", "８０", "ganze Zahl"),  # noqa: RUF001  full-width digits
        ("PORT", "9" * 5000, "ganze Zahl"),
        ("ATLAS_WORKERS", "0", "ganze Zahl von 1 bis 64"),
        ("ATLAS_THREADS", "viele", "ganze Zahl von 1 bis 64"),
        ("ATLAS_DATA", "/nowhere/at/all", "kein vorhandener Ordner"),
        ("ATLAS_DATA", "mysql://db/atlas", "weder ein Ordner"),
        ("ATLAS_LOGO", "/nowhere/logo.svg", "keine vorhandene Bilddatei"),
        ("ATLAS_BASEMAP", "https://tiles.example/", "enthält nicht {z}, {x} und {y}"),
        ("ATLAS_BASEMAP", "ftp://tiles.example/{z}/{x}/{y}", "keine Adresse mit http://"),
        ("ATLAS_ROUTER", "router.example", "keine Adresse mit http://"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: value})
    assert name in caught.value.german
    assert words in caught.value.german
    assert f"{name} berichtigen oder weglassen." in caught.value.german
    assert f"Correct {name} or leave it out." in caught.value.english


def test_a_script_is_no_logo(tmp_path: Path) -> None:
    script = tmp_path / "logo.js"
    script.write_text("alert(1)")
    with pytest.raises(SettingsError, match=r"\.svg, \.png, \.webp"):
        Settings.from_env({"ATLAS_LOGO": str(script)})


def test_own_tiles_may_be_on_the_same_host() -> None:
    assert Settings.from_env({"ATLAS_BASEMAP": "/tiles/{z}/{x}/{y}.png"}).basemap


def test_all_bad_values_are_told_together() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"PORT": "x", "ATLAS_WORKERS": "y", "ATLAS_ROUTER": "z"})
    assert [problem.where for problem in caught.value.problems] == [
        "PORT",
        "ATLAS_ROUTER",
        "ATLAS_WORKERS",
    ]


def test_without_a_home_the_cache_is_temporary() -> None:
    assert Settings.from_env({}).cache.name == "zukunftsatlas"


def test_a_database_is_where_the_data_come_from(tmp_path: Path) -> None:
    where = "postgresql://atlas:geheim@db/atlas"
    chosen = Settings.from_env({"ATLAS_DATA": where, "XDG_CACHE_HOME": str(tmp_path)})
    assert (chosen.data, chosen.database) == (None, where)
    assert chosen.store().name == "postgresql://db/atlas"
    assert "geheim" not in repr(chosen)
