"""Frames, browser files, population: what is said when a file is missing or damaged."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from geodata import areas
from geodata import crs
from geodata import errors
from geodata import folders
from geodata import manifest
from geodata import population
from geodata import problems
from geodata import web

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOADERS: dict[str, Callable[[Path], object]] = {
    "areas/landkreise.csv": areas.load_frames,
    "areas/gemeinden.csv": areas.load_frames,
    "odbl/gemeinden_population.csv": areas.load_frames,
    "odbl/population_points.csv.gz": population.points,
    "odbl/population_error.json": population.error_statement,
    "areas.gpkg": lambda folder: areas.geometry("aerl", folder),
    "manifest.json": manifest.load,
    "web/labels.json": web.files,
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    skip = shutil.ignore_patterns("facts", "records", "licences")
    return shutil.copytree(folders.DATA, tmp_path / "data", ignore=skip)


@pytest.mark.parametrize("name", LOADERS)
def test_a_missing_file_is_named_with_what_to_do(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(errors.MissingFileError) as caught:
        LOADERS[name](copy)
    assert isinstance(caught.value, FileNotFoundError)
    assert name.rsplit("/", maxsplit=1)[-1] in caught.value.message
    assert caught.value.message.startswith("Datei fehlt")
    assert caught.value.message_en.startswith("File missing")
    assert "python -m geodata build" in caught.value.hint
    assert str(caught.value).endswith(caught.value.hint)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe garbage \x80"])
def test_a_damaged_file_is_named_with_what_to_do(copy: Path, name: str, body: bytes) -> None:
    if name.startswith("web/") and body:
        return  # the browser's own matter: it is served as it is, the audit names it
    (copy / name).write_bytes(body)
    with pytest.raises(errors.DamagedFileError) as caught:
        LOADERS[name](copy)
    assert isinstance(caught.value, ValueError)
    assert name.rsplit("/", maxsplit=1)[-1] in caught.value.message
    assert "git checkout" in caught.value.hint_en


def test_a_wrong_number_is_named_with_row_and_value(copy: Path) -> None:
    path = copy / "areas" / "landkreise.csv"
    path.write_text(path.read_text("utf-8").replace("104948", "10x948"), "utf-8")
    with pytest.raises(errors.DamagedFileError, match="Zeile 3, inhabitants: '10x948'"):
        areas.load_frames(copy)


def test_a_double_key_is_named(copy: Path) -> None:
    path = copy / "areas" / "landkreise.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[4]]) + "\n", "utf-8")
    with pytest.raises(errors.DamagedFileError, match="Schlüssel doppelt: 03151"):
        areas.load_frames(copy)


def test_unknown_levels_are_refused_with_the_known_ones() -> None:
    with pytest.raises(errors.UnknownKeyError, match="landkreise") as caught:
        areas.geometry("kreise")
    assert isinstance(caught.value, KeyError)
    with pytest.raises(errors.DamagedFileError, match="aerl_tidal"):
        areas.geometry("aerl", tidal=True)


def test_a_frame_says_which_system_it_is_in() -> None:
    degrees = gpd.GeoDataFrame(geometry=[shapely.Point(9, 52)], crs=crs.WGS84)
    metric = crs.to_metric(degrees)
    assert crs.require_crs(metric, crs.METRIC) is metric
    assert metric.geometry.iloc[0].x == pytest.approx(500_000, abs=1)  # the central meridian
    with pytest.raises(errors.GeodataError, match="EPSG:25832 erwartet, gefunden: 4326"):
        crs.require_crs(degrees, crs.METRIC)
    with pytest.raises(errors.GeodataError, match="gefunden: keins"):
        crs.require_crs(degrees.set_crs(None, allow_override=True), crs.METRIC)


def test_areas_are_computed_equal_area() -> None:
    square = shapely.box(500_000, 5_850_000, 510_000, 5_860_000)
    frame = gpd.GeoDataFrame(geometry=[square], crs=crs.METRIC)
    assert crs.area_km2(frame).iloc[0] == pytest.approx(100.08, abs=0.01)  # UTM is 0.08 % short


def test_geometry_is_metric_and_has_the_keys_of_its_level() -> None:
    frames = areas.load_frames()
    for level in ("landkreise", "zukunftsregionen"):
        full = areas.geometry(level)
        assert full.crs.to_epsg() == crs.METRIC
        assert sorted(full.index) == sorted(frames[level].index)
    tidal = areas.geometry("gemeinden", tidal=True)
    assert set(tidal.index) <= set(frames["gemeinden"].index)
    assert tidal.area.sum() / 1e6 == pytest.approx(84.3, abs=0.1)


def test_levels_name_their_parents() -> None:
    for level in areas.LEVELS.values():
        assert level.parent is None or areas.LEVELS[level.parent].order < level.order
        assert level.title
        assert level.title_en


def test_a_problem_is_a_line_in_both_languages() -> None:
    found = problems.Problem(
        code="x",
        where="a.csv, Zeile 2",
        raw="12a",
        message="keine Zahl.",
        message_en="Not a number.",
        hint="Bitte ändern.",
        hint_en="Please change.",
    )
    assert found.line() == "a.csv, Zeile 2: „12a“ keine Zahl. Bitte ändern."
    assert found.line("en") == "a.csv, Zeile 2: '12a' Not a number. Please change."
    plain = problems.Problem(code="x", where="a", raw="", message="fehlt.", message_en="gone.")
    assert plain.line() == "a: fehlt."
