"""Deliveries that are refused: one clear sentence, exit code 1, nothing written."""

from __future__ import annotations

import dataclasses
import io
import socket
import zipfile
from typing import TYPE_CHECKING

import pytest
import shapely

from geodata import cli
from geodata import folders
from geodata.intake.limits import Limits
from geodata.refresh import faults
from geodata.refresh import obtaining
from geodata.refresh import succession
from geodata.refresh.present import Present
from tests.geodata.refresh import replica

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from tests.geodata.refresh.replica import Replica

SULINGEN, WAGENFELD = "03251040", "03251042"


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what is said when a delivery is refused."""
    data = tmp_path / "atlas"

    def said(origin: object, *options: str) -> str:
        assert cli.main(
            ["refresh", "boundaries", "--from", str(origin), "--data", str(data), *options]
        ) == 1  # fmt: skip
        assert not data.exists(), "nothing is written"
        lines = capsys.readouterr().err.splitlines()
        last = [line for line in lines if line.startswith("Fehler:")]
        assert len(last) == 1
        return last[0]

    return said


def packed(**members: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return body.getvalue()


def changed(official: Replica, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> Replica:
    return dataclasses.replace(official, gem=change(official.gem.copy()).reset_index(drop=True))


def without_kreis(gem: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gem[~gem.ags.str.startswith("03159")]


def with_gap(gem: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    row = gem.index[(gem.ags == SULINGEN) & (gem.gf == 4)][0]
    spot = shapely.buffer(gem.geometry[row].representative_point(), 400.0)
    gem.loc[row, "geometry"] = shapely.difference(gem.geometry[row], spot)
    return gem


def with_overlap(gem: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    row = gem.index[(gem.ags == SULINGEN) & (gem.gf == 4)][0]
    gem.loc[row, "geometry"] = shapely.buffer(gem.geometry[row], 300.0)
    return gem


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_kreis, ("fehlt 03159 Landkreis Göttingen",)),
        (with_gap, ("Lücke von 0.50 km²",)),
        (with_overlap, ("Lücken oder Überlappungen", "Sulingen")),
    ],
)
def test_wrong_borders(
    official: Replica,
    tmp_path: Path,
    refused: Callable[..., str],
    change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame],
    words: tuple[str, ...],
) -> None:
    file = replica.written(changed(official, change), tmp_path / "vg250.zip")
    said = refused(file)
    assert all(word in said for word in words), said
    assert "Es wurde nichts geändert" in said


def test_coordinate_systems_that_are_not_read(
    official: Replica, tmp_path: Path, refused: Callable[..., str]
) -> None:
    strange = replica.written(official, tmp_path / "vg250.zip", code=2154)  # Lambert, for France
    said = refused(strange)
    assert "Das Koordinatensystem „RGF93 v1 / Lambert-93“ wird nicht gelesen." in said
    lost = replica.written(official, tmp_path / "vg250-lost.zip", without=(".prj",))
    assert "Koordinatensystem" in refused(lost)


def test_inhabitants_that_cannot_be_true(
    official: Replica, tmp_path: Path, refused: Callable[..., str]
) -> None:
    gem = official.gem.assign(inhabitants=official.gem.inhabitants * 2)
    file = replica.written(
        dataclasses.replace(official, gem=gem), tmp_path / "vg250.zip", replica.COUNTED
    )
    assert "die Einwohner des Landes stimmen nicht" in refused(file)


def test_a_successor_that_lies_elsewhere(
    official: Replica, tmp_path: Path, refused: Callable[..., str]
) -> None:
    def renumbered(gem: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        gem.loc[gem.ags == SULINGEN, ["ags", "ars"]] = ["03251099", "032510099099"]
        return gem

    file = replica.written(changed(official, renumbered), tmp_path / "vg250.zip")
    heirs = tmp_path / "heirs.csv"
    heirs.write_text(f"former_key,key\n{SULINGEN},{WAGENFELD}\n", encoding="utf-8")
    assert "nur zu 0%" in refused(file, "--successors", str(heirs))


def test_a_municipality_without_a_successor() -> None:
    present = Present.load(folders.DATA)
    left = present.units.drop(index=SULINGEN)
    with pytest.raises(faults.RefusedBoundariesError, match="keinen eindeutigen Nachfolger"):
        succession.of(present, left, (), {})


def test_files_that_are_no_delivery(
    tmp_path: Path, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(name: str, body: bytes) -> str:
        (tmp_path / name).write_bytes(body)
        return refused(tmp_path / name)

    assert "Datei fehlt" in refused(tmp_path / "nothing.zip")
    assert "Internetseite" in said("page.zip", b"<!DOCTYPE html><html>Anmeldung</html>")
    assert "keine Verwaltungsgrenzen" in said("table.zip", packed(a_dot_csv=b"1;2"))
    assert "keine Verwaltungsgrenzen" in said("text.zip", b"RS;GEN;BEZ")
    assert "beschädigt" in said("half.zip", packed(VG250_GEM_dot_shp=b"x" * 5000)[:-60])
    assert "Zip-Bombe" in said("bomb.zip", packed(VG250_GEM_dot_shp=bytes(50_000_000)))
    assert "Pfad" in said("path.zip", packed(**{"..__VG250_GEM_dot_shp": b"x"}))
    assert "kein GeoPackage" in said("wrong.gpkg", b"SQLite format 3\x00" + bytes(200))
    monkeypatch.setattr(obtaining, "LIMITS", Limits(packed_bytes=1000))
    assert "zu groß" in said("large.zip", bytes(1001))


def test_addresses_that_do_not_give_a_delivery(
    service: tuple[str, Path], refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = service
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        closed = door.getsockname()[1]
    (folder / "page.zip").write_bytes(b"\n<html><body>Wartung</body></html>")
    (folder / "large.zip").write_bytes(bytes(4_000_000))
    assert "Antwort 404" in refused(f"{address}/vg250.zip")
    assert "keine Grenzen" in refused(f"http://127.0.0.1:{closed}/vg250.zip")
    assert "Internetseite" in refused(f"{address}/page.zip")
    assert "von 1000000 Byte" in refused(f"{address}/broken.zip")
    assert "keine Grenzen" in refused(f"{address}/elsewhere")
    assert "nur http und https" in refused("ftp://example.org/vg250.zip")
    assert "nur http und https" in refused("file:///etc/passwd")
    monkeypatch.setattr(obtaining, "LIMITS", Limits(packed_bytes=1_000_000))
    assert "zu groß" in refused(f"{address}/large.zip")
