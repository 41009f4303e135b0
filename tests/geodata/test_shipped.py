"""The shipped data: every claim about files, counts, sums, borders and areas, checked anew."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pytest
import shapely

from geodata import areas
from geodata import audit
from geodata import crs
from geodata import folders
from geodata import geobuf_read
from geodata import geometry
from geodata import manifest
from geodata import population
from geodata import web

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = areas.load_frames()
PARTITIONS = ("land", "aerl", "landkreise", "gemeinden")


def read(level: str) -> dict[str, Any]:
    body = (folders.DATA / "web" / f"{level}.pbf").read_bytes()
    return {texts["key"]: shape for shape, texts in geobuf_read.collection(body)}


WEB = {level: read(level) for level in (*PARTITIONS, "zukunftsregionen")}
FULL = {level: areas.geometry(level) for level in areas.LEVELS}


def test_files_are_those_of_the_manifest() -> None:
    listed = manifest.load()
    assert sorted(listed.files) == manifest.shipped(folders.DATA)
    assert [p.line() for p in manifest.check()] == []
    assert len(listed.version()) == 12
    for package in listed.packages:
        assert len(package["sha256"]) == 64


def test_counts() -> None:
    assert {k: len(f) for k, f in FRAMES.items()} == {
        "land": 1,
        "aerl": 4,
        "zukunftsregionen": 14,
        "landkreise": 45,
        "samtgemeinden": 114,
        "gemeinden": 964,
    }
    assert (FRAMES["gemeinden"].title == "Gemeindefreies Gebiet").sum() == 25
    kreise = FRAMES["landkreise"]
    assert "03159" in kreise.index
    assert not {"03152", "03156"} & set(kreise.index)
    assert (kreise.title == "Kreisfreie Stadt").sum() == 8
    assert kreise.groupby("aerl").size().to_dict() == {
        "braunschweig": 10,
        "leine-weser": 7,
        "lueneburg": 11,
        "weser-ems": 17,
    }


def test_inhabitants_sum_to_the_official_total_on_every_level() -> None:
    for level in PARTITIONS:
        assert int(FRAMES[level].inhabitants.sum()) == 7_982_448, level
    kreise = FRAMES["landkreise"].inhabitants
    units = FRAMES["gemeinden"].groupby("kreis").inhabitants.sum()
    assert (units.sort_index() == kreise.sort_index()).all()
    by_aerl = FRAMES["landkreise"].groupby("aerl").inhabitants.sum()
    assert (by_aerl == FRAMES["aerl"].inhabitants.sort_index()).all()
    sg = FRAMES["samtgemeinden"].inhabitants
    inside = FRAMES["gemeinden"].groupby("samtgemeinde").inhabitants.sum().drop("")
    assert (sg.sort_index() == inside.sort_index()).all()


def test_estimates_are_called_estimates() -> None:
    units = FRAMES["gemeinden"]
    cities = units.title == "Kreisfreie Stadt"
    assert set(units.inhabitants_status[cities]) == {"official"}
    assert set(units.inhabitants_status[~cities]) == {"estimate"}
    assert set(FRAMES["landkreise"].inhabitants_status) == {"official"}
    inhabited = units[units.title != "Gemeindefreies Gebiet"]
    assert inhabited.inhabitants.min() > 100


def test_settlement_points_are_the_sums() -> None:
    points = population.points()
    assert int(points.inhabitants.sum()) == 7_982_448
    sums = points.groupby("gemeinde").inhabitants.sum()
    estimate = population.by_gemeinde()
    assert (sums.reindex(estimate.index, fill_value=0) == estimate).all()
    shapes = FULL["gemeinden"].geometry[points.gemeinde].to_numpy()
    off = shapely.distance(shapes, points.geometry.to_numpy())
    assert off.max() < 1.5  # metres: coordinates are whole metres
    assert 29_000 < len(points) < 30_000


def test_the_error_of_the_estimate_is_stated() -> None:
    stated = population.error_statement()
    assert stated["total"] == population.TOTAL
    assert stated["date"] == population.DATE
    assert (stated["mape_percent"], stated["median_percent"], stated["p95_percent"]) == (
        6.9,
        4.2,
        20.7,
    )
    assert stated["wrong_gemeinde_percent"] == 1.8


@pytest.mark.parametrize("level", PARTITIONS)
def test_levels_have_neither_gaps_nor_overlaps(level: str) -> None:
    assert geometry.coverage_faults(FULL[level].geometry) == []
    assert geometry.coverage_faults(list(WEB[level].values())) == []


def members(level: str, below: str) -> dict[str, list[str]]:
    """Return parent key to the keys of the level below."""
    column = {"landkreise": "kreis", "samtgemeinden": "samtgemeinde"}.get(level, "aerl")
    if level == "land":
        return {"03": list(FRAMES[below].index)}
    groups = FRAMES[below].groupby(column).groups
    return {str(k): list(v) for k, v in groups.items() if k}


@pytest.mark.parametrize(
    ("level", "below"),
    [
        ("landkreise", "gemeinden"),
        ("samtgemeinden", "gemeinden"),
        ("aerl", "landkreise"),
        ("land", "aerl"),
    ],
)
def test_every_level_nests_in_the_next(level: str, below: str) -> None:
    for key, keys in members(level, below).items():
        whole = FULL[level].geometry[key]
        parts = geometry.union(FULL[below].geometry[keys])
        assert shapely.area(shapely.symmetric_difference(whole, parts)) < 1, key
        if level in WEB:
            small = geometry.union([WEB[below][k] for k in keys])
            assert shapely.equals(small, WEB[level][key]), key


def test_zukunftsregionen_are_their_members_and_overlap() -> None:
    regions = FRAMES["zukunftsregionen"]
    listed = [k for m in regions["members"] for k in m.split(";")]
    twice = {k for k in listed if listed.count(k) == 2}
    assert twice == {"03462", "03153", "03255", "03256", "03359", "03355"}
    assert set(FRAMES["landkreise"].index) - set(listed) == {"03401", "03403"}
    for key, keys in regions["members"].items():
        small = geometry.union([WEB["landkreise"][k] for k in keys.split(";")])
        assert shapely.equals(small, WEB["zukunftsregionen"][str(key)])
        assert regions.inhabitants[key] == FRAMES["landkreise"].inhabitants[keys.split(";")].sum()


def test_known_parts_and_holes() -> None:
    land = FULL["land"].geometry.iloc[0]
    holes = sorted(shapely.Polygon(r).area / 1e6 for p in land.geoms for r in p.interiors)
    assert len(holes) == 3
    assert holes[-1] == pytest.approx(318, abs=1)  # Bremen
    parts = sorted(shapely.area(shapely.get_parts(FULL["landkreise"].geometry["03158"])) / 1e6)
    assert parts[-2] == pytest.approx(114, abs=1)  # Baddeckenstedt, an exclave with two centres


def test_areas_agree_with_the_official_ones() -> None:
    kreise = FULL["landkreise"]
    land = crs.area_km2(kreise)
    tidal = crs.area_km2(areas.geometry("landkreise", tidal=True)).reindex(land.index, fill_value=0)
    official = FRAMES["landkreise"].area_km2
    off = ((land + tidal) / official - 1).abs() * 100
    assert off.median() <= 0.1
    assert (off <= 0.25).sum() >= 37
    table = folders.table(
        folders.DATA / "area_check.csv", ("key", "reason"), ("deviation_percent",)
    )
    named = table.set_index("key")
    assert set(named.index[named.reason != ""]) == set(off.index[off > 0.25])
    assert np.allclose(named.deviation_percent.abs(), off, atol=0.006)
    assert {"03455", "03405", "03461"} <= set(named.index[named.reason.str.startswith("Küste")])
    assert FRAMES["landkreise"].area_km2.sum() == pytest.approx(47_709.51)
    assert set(FRAMES["landkreise"].area_status) == {"official"}


def test_names_are_labels_a_reader_can_tell_apart() -> None:
    for level, frame in FRAMES.items():
        assert frame.label.is_unique, level
        assert (frame[["name", "label", "short", "title"]] != "").all(axis=None), level
    kreise = FRAMES["landkreise"]
    assert kreise.name.is_unique
    assert kreise.label["03403"] == "Oldenburg (Stadt)"
    assert kreise.label["03458"] == "Landkreis Oldenburg"
    assert kreise.label["03241"] == "Region Hannover"
    assert FRAMES["aerl"].label["weser-ems"] == "ÄrL Weser-Ems"
    assert FRAMES["zukunftsregionen"].label["jadebay"] == "Zukunftsregion JadeBay"
    assert FRAMES["zukunftsregionen"].label["zukunftsregion4klima"] == "Zukunftsregion4Klima"
    assert FRAMES["gemeinden"].label["03454041"] == "Stadt Papenburg"
    assert FRAMES["gemeinden"].label["03158004"] == "Gemeinde Burgdorf"


@pytest.mark.parametrize("level", list(areas.LEVELS))
def test_label_points_lie_in_their_areas_and_bounds_around_them(level: str) -> None:
    frame, full = FRAMES[level], FULL[level].to_crs(crs.WGS84)
    points = shapely.points(frame.lon, frame.lat)
    assert shapely.contains(full.geometry[frame.index].to_numpy(), points).all()
    stated = np.array([[float(v) for v in b.split(";")] for b in frame.bounds])
    assert np.abs(stated - full.geometry[frame.index].bounds.to_numpy()).max() < 1e-5


def test_browser_files_are_small_and_addressed_by_content() -> None:
    files = web.files()
    assert tuple(files) == web.NAMES
    sizes = {name: f.path.stat().st_size for name, f in files.items()}
    assert sizes["landkreise.pbf"] <= 90_000
    assert sizes["gemeinden.pbf"] <= 380_000
    assert sizes["surroundings.pbf"] <= 120_000
    listed = manifest.load().files
    for name, file in files.items():
        assert file.sha256 == listed[f"web/{name}"].sha256


def test_browser_features_have_unique_ids() -> None:
    for name in web.NAMES:
        if name.endswith(".pbf"):
            listed = geobuf_read.collection((folders.DATA / "web" / name).read_bytes())
            ids = [texts["id"] for _, texts in listed]
            assert len(ids) == len(set(ids)), name
            shapes = [shape for shape, _ in listed]
            assert not shapely.is_empty(shapes).any()
            assert shapely.is_valid(shapes).all(), name
    for level, areas_of_level in WEB.items():
        assert sorted(areas_of_level) == sorted(FRAMES[level].index)


def surroundings() -> list[tuple[Any, dict[str, str]]]:
    body = (folders.DATA / "web" / "surroundings.pbf").read_bytes()
    return geobuf_read.collection(body)


def test_surroundings_have_no_sliver_and_reach_beyond_the_screen() -> None:
    listed = surroundings()
    kinds = [t["kind"] for _, t in listed]
    assert set(kinds) == {"country", "neighbour", "lake", "river"}
    assert kinds.count("neighbour") == 15
    land = WEB["land"]["03"]
    around = shapely.union_all([s for s, t in listed if t["kind"] == "neighbour"])
    assert shapely.area(shapely.intersection(land, around)) < 1e-7  # degrees², about 800 m²
    # along the inland border every point one kilometre outside is land of somebody
    names = {t["name"] for _, t in listed if t["kind"] == "country"}
    assert "Niederlande" in names
    ground = shapely.union_all([land, *[s for s, t in listed if t["kind"] != "river"]])
    for lon, lat in [(7.05, 52.4), (7.21, 53.0), (9.5, 51.35), (11.2, 52.9), (10.0, 53.45)]:
        assert shapely.contains_xy(shapely.buffer(ground, 1e-4), lon, lat), (lon, lat)
    west, south, east, north = shapely.total_bounds([s for s, _ in listed])
    # At zoom 8 the Land is 783 pixels high: a screen of 1366 x 768 needs zoom 7 and then
    # shows 15 degrees of longitude around the middle of the Land
    assert west <= 9.13 - 7.5
    assert east >= 9.13 + 7.4
    assert south <= 50.2
    assert north >= 55.0


def test_no_sliver_of_sea_shows_between_the_land_and_its_neighbours() -> None:
    ground = [s for s, t in surroundings() if t["kind"] in {"country", "neighbour"}]
    union = shapely.union_all([WEB["land"]["03"], *ground])
    near = shapely.box(6.2, 51.2, 11.8, 53.7)
    slivers = [
        hole
        for part in shapely.get_parts(union)
        for ring in part.interiors
        if near.contains(hole := shapely.Polygon(ring)) and hole.area > 1e-8
    ]
    assert [hole.centroid.wkt for hole in slivers] == []  # 1e-8 square degrees are 80 m²


def test_labels() -> None:
    labels = json.loads((folders.DATA / "web" / "labels.json").read_text("utf-8"))
    lines = {row[0]: row[1] for row in labels["areas"]["landkreise"]}
    assert len(lines) == 45
    assert lines["03252"] == ["Hameln-", "Pyrmont"]
    assert lines["03158"] == ["Wolfen-", "büttel"]
    assert lines["03456"] == ["Grafschaft", "Bentheim"]
    assert lines["03354"] == ["Lüchow-", "Dannenberg"]
    assert lines["03357"] == ["Rotenburg", "(Wümme)"]
    assert all(len(line) <= 12 for part in lines.values() for line in part)
    for level in ("aerl", "zukunftsregionen"):
        assert len(labels["areas"][level]) == len(FRAMES[level])
    inside = [t for t in labels["towns"] if t[4]]
    assert {t[0] for t in inside if t[3] == 1} == {"Hannover", "Braunschweig"}
    assert {"Bremen", "Hamburg", "Groningen", "Kassel"} <= {t[0] for t in labels["towns"]}
    assert all(1 <= t[3] <= 5 for t in labels["towns"])
    assert all(t[5] in FRAMES["gemeinden"].index for t in inside)
    assert [s[0] for s in labels["seas"]][:1] == ["Nordsee"]
    late = json.loads((folders.DATA / "web" / "labels-gemeinden.json").read_text("utf-8"))
    assert len(late["areas"]["gemeinden"]) == 964


def test_the_place_search_knows_every_area_below_the_land() -> None:
    rows = json.loads((folders.DATA / "web" / "search.json").read_text("utf-8"))
    keys = {row[2] for row in rows}
    for level in ("landkreise", "samtgemeinden", "gemeinden"):
        assert set(FRAMES[level].index) <= keys


def test_successors_lead_from_gone_keys_to_todays() -> None:
    columns = ("valid_from", "kind", "former_key", "former_name", "key", "name", "source")
    table = folders.table(folders.DATA / "successors.csv", columns)
    assert len(table) == 84
    assert table["key"].nunique() == 52
    assert table.former_key.is_unique
    today = FRAMES["gemeinden"].index
    assert set(table["key"]) <= set(today)
    assert not set(table.former_key) & set(today)
    assert (table.valid_from.str.fullmatch(r"20(16|17|20|21)-\d\d-\d\d")).all()
    assert (table.source != "").all()


def test_odbl_data_carry_their_licence() -> None:
    folder = folders.DATA / "odbl"
    assert "Open Database License" in (folder / "LICENSE.txt").read_text("utf-8")
    note = (folder / "README.md").read_text("utf-8")
    assert "Reiner Lemoine Institut" in note
    assert "OpenStreetMap contributors" in note
    for level in ("gemeinden", "samtgemeinden"):  # no estimate outside that folder
        raw = areas.frame(level)
        assert raw.inhabitants.notna().sum() == (raw.title == "Kreisfreie Stadt").sum()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(folders.DATA, tmp_path / "data")


def test_changed_missing_and_foreign_files_are_named(copy: Path) -> None:
    (copy / "web" / "land.pbf").unlink()
    with (copy / "gazetteer.csv").open("ab") as stream:
        stream.write(b"x")
    (copy / "odbl" / "new.csv").write_text("a\n")
    found = {p.code: p for p in manifest.check(copy)}
    assert set(found) == {"file-missing", "file-changed", "file-foreign"}
    assert found["file-missing"].where.endswith("land.pbf")
    assert "python -m geodata build" in found["file-missing"].line()
    assert "Restore the file" in found["file-missing"].line("en")
    assert found["file-foreign"].severity == "warning"


def test_the_audit_names_wrong_data_in_words(copy: Path) -> None:
    path = copy / "odbl" / "gemeinden_population.csv"
    text = path.read_text().splitlines()
    key, people = text[5].split(",")
    text[5] = f"{key},{int(people) + 10}"
    path.write_text("\n".join(text) + "\n")
    kreise = copy / "areas" / "landkreise.csv"
    kreise.write_text(kreise.read_text("utf-8").replace(",weser-ems,", ",weser-emms,", 1), "utf-8")
    wheres = {p.where for p in audit.run(copy) if p.code == "check"}
    assert f"odbl/gemeinden_population.csv, {key[:5]}" in wheres
    assert "areas/landkreise.csv" in wheres
    assert "areas/gemeinden.csv, inhabitants" in wheres


def test_the_audit_goes_on_to_say_what_it_cannot_read(copy: Path) -> None:
    (copy / "areas.gpkg").write_bytes(b"not a GeoPackage")
    found = audit.run(copy)
    assert {p.code for p in found} == {"file-changed", "unreadable"}
    assert any("areas.gpkg" in p.message for p in found)


def test_areas_come_in_a_fixed_order() -> None:
    for level in ("landkreise", "samtgemeinden", "gemeinden"):
        assert list(FRAMES[level].index) == sorted(FRAMES[level].index)
    assert list(FRAMES["aerl"].index) == ["braunschweig", "leine-weser", "lueneburg", "weser-ems"]
