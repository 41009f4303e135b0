"""Refresh of the boundaries, through the command: old and new editions, mergers, taking back."""

from __future__ import annotations

import csv
import dataclasses
import json
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from geodata import audit
from geodata import catalogue
from geodata import cli
from geodata import folders
from geodata import indicators
from geodata import population
from geodata.analysis import demand
from geodata.collections import collection
from geodata.versions import installation
from geodata.versions import log
from layers import attribution
from layers import gaps
from layers import payload
from layers import scene as scenes
from layers.gaps import explained
from layers.gaps import headline
from layers.view import ViewState
from tests.geodata.refresh import replica
from tests.geodata.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from geodata.catalogue import Catalogue
    from geodata.versions.draft import Draft
    from tests.geodata.refresh.replica import Replica

ESSEN, BOHMTE, NEW = "03459003", "03459013", "03459099"
RENAMED = "03460009"


def refresh(*options: str) -> int:
    return cli.main(["refresh", "boundaries", *options])


def served(folder: Path) -> Catalogue:
    return catalogue.load(installation.current(folder))


def same(one: pd.DataFrame, two: pd.DataFrame, *columns: str) -> bool:
    return bool(one[list(columns)].equals(two[list(columns)]))


def merged(official: Replica, growth: float = 1.02) -> Replica:
    """Join two municipalities under a new key, rename a third, and let all grow."""
    gem = official.gem.copy()
    gem["inhabitants"] = (gem["inhabitants"] * growth).round()
    pair = gem.ags.isin((ESSEN, BOHMTE))
    first, second = gem[pair].index
    gem.loc[first, "geometry"] = shapely.coverage_union(gem.geometry[first], gem.geometry[second])
    for name in ("inhabitants", "area_km2"):
        gem.loc[first, name] = gem.loc[pair, name].sum()
    about = {"ags": NEW, "ars": f"{NEW[:5]}0{NEW[5:]}{NEW[5:]}", "name": "Wittlager Land"}
    for name, value in about.items():
        gem.loc[first, name] = value
    gem.loc[first, "valid_from"] = "2024-11-01"
    gem = gem.drop(index=second)
    gem.loc[gem.ags == RENAMED, "name"] = "Neustadt am Dümmer"
    return dataclasses.replace(official, gem=gem.reset_index(drop=True))


def indicated(folder: Path) -> None:
    """Give an installation an indicator of municipalities, one that will merge among them."""

    def write(draft: Draft) -> None:
        draft.write(
            indicators.LIST, b"id,title,title_en,unit,topic,source\nages,Alter,Age,Jahre,,Amt\n"
        )
        rows = "\n".join(f"ages,{key},2022,44" for key in (ESSEN, BOHMTE, "03459019"))
        draft.write(indicators.VALUES, f"indicator,key,year,value\n{rows}\n".encode())

    installation.accept(folder, write)


def test_an_old_edition_with_the_same_areas_changes_shapes_only(
    official: Replica, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = replica.written(official, tmp_path / "vg250.zip", replica.OLD, code=4258)
    data, report = tmp_path / "atlas", tmp_path / "report.csv"
    asked = ["--from", str(file), "--data", str(data), "--who", "Amt"]
    assert refresh(*asked, "--dry-run", "--report", str(report)) == 0
    said = capsys.readouterr().out
    assert "Gebietsstand 2024-12-31 (bisher 2021-11-01)" in said
    assert "wurde nichts geändert" in said
    assert "Siedlungspunkte" in said, "what stays is told"
    assert not data.exists()
    kinds = {row["kind"] for row in csv.DictReader(report.read_text("utf-8-sig").splitlines())}
    assert kinds == {"kreis_area_km2", "kreis_inhabitants"}
    assert refresh(*asked) == 0
    new, old = served(data), catalogue.load()
    assert new.version != old.version
    assert audit.run(installation.current(data)) == ()
    for level, frame in old.areas.items():
        assert same(
            new.areas[level], frame, "name", "label", "short", "title", "aerl", "kreis",
            "samtgemeinde", "inhabitants", "inhabitants_status", "members",
        ), level  # fmt: skip
    assert new.records.equals(old.records)
    names = ["name", "kind", "key", "kreis", "gemeinde"]
    tables = [pd.read_csv(f / "gazetteer.csv", dtype=str) for f in (new.folder, old.folder)]
    assert same(*tables, *names)
    for name in ("successors.csv", "odbl/population_points.csv.gz"):
        assert (new.folder / name).read_bytes() == (old.folder / name).read_bytes(), name
    assert (new.state.inhabitants, new.state.territory) == ("2018-12-31", "2024-12-31")
    entry = log.last(data)
    assert entry is not None
    assert (entry.action, entry.who, entry.file) == ("boundaries", "Amt", "vg250.zip")
    assert refresh(*asked) == 0, "a second time nothing changes"
    assert log.last(data) == entry
    assert cli.main(["rollback", "--data", str(data)]) == 0
    assert served(data).version == old.version


def test_a_new_edition_with_inhabitants_and_a_merger(
    official: Replica,
    service: tuple[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, folder = service
    replica.written(merged(official), folder / "vg250-ew.zip", replica.COUNTED, gpkg=True)
    heirs = tmp_path / "heirs.csv"
    heirs.write_text(f"former_key,key\n{ESSEN},{NEW}\n{BOHMTE},{NEW}\n", encoding="utf-8")
    data = tmp_path / "atlas"
    indicated(data)
    monkeypatch.setenv("ATLAS_BOUNDARIES", f"{address}/vg250-ew.zip")
    assert refresh("--successors", str(heirs), "--data", str(data)) == 0
    said = capsys.readouterr().out
    assert f"{ESSEN} Bad Essen: {ESSEN} → {NEW} Wittlager Land" in said
    assert f"{RENAMED}" in said
    assert "2 Werte zusammengeschlossener Gemeinden entfallen" in said
    assert "03241001 Hannover: 529.791 → 540.387" in said, "figures as Germans write them"
    assert "1.567,45 →  1.569,26" in said
    assert "175.920 →   179.438" in said
    new, old = served(data), catalogue.load()
    assert audit.run(installation.current(data)) == ()
    assert not {ESSEN, BOHMTE} & set(new.areas["gemeinden"].index)
    unit = new.areas["gemeinden"].loc[NEW]
    parts = old.areas["gemeinden"].loc[[ESSEN, BOHMTE]]
    assert unit["inhabitants"] == (parts["inhabitants"] * 1.02).round().sum()
    assert unit["inhabitants_status"] == "official"
    assert unit["label"] == "Gemeinde Wittlager Land"
    assert new.areas["gemeinden"]["name"][RENAMED] == "Neustadt am Dümmer"
    _follows(new, old)
    said_ = payload.payload(scenes.build(ViewState(level="gemeinden"), new))
    assert "31.12.2024" in said_["state_line"], "the screen has the date of the delivery"
    sources = {source.id: source for source in new.sources}
    assert "BKG (2024)" in sources["boundaries"].attribution
    _are_called_official(new, old)
    assert cli.main(["rollback", "--data", str(data)]) == 0
    assert served(data).state == old.state


def _are_called_official(new: Catalogue, old: Catalogue) -> None:
    """Check that nothing calls the inhabitants of municipalities estimates any longer."""
    for level, frame in new.areas.items():
        assert set(frame["inhabitants_status"]) == {"official"}, level
    assert "Landkreis amtliche" in demand.of_points(old).title
    assert "Gemeinde amtliche" in demand.of_points(new).title
    assert "(official)" in demand.of_gemeinden(new).title_en
    statement = population.error_statement(new.folder)
    assert "Gemeinde amtlich" in statement["what"]
    assert statement["date"] == "2024-12-31"
    assert statement["total"] == new.areas["land"]["inhabitants"].sum()
    listed = {found.id: found for found in collection.every(new)}
    assert "geschätzt" not in listed["gemeinden"].about
    assert {"official", "boundaries"} == {source.id for source in listed["gemeinden"].sources}
    metric = "metric:inhabitants"
    assert "population" in attribution.source_ids(old, "gemeinden")[metric]
    assert attribution.source_ids(new, "gemeinden")[metric] == ("boundaries", "official")
    assert "population" in attribution.source_ids(old, "samtgemeinden")[metric]
    for lang, was, now in (
        ("de", "Summe je Landkreis ist amtlich", "Zahl jeder Gemeinde ist amtlich"),
        ("en", "sum in each Landkreis is official", "figure of each municipality is official"),
    ):
        before, after = (explained.values(data, lang) for data in (old, new))
        assert was in before["official"]
        assert now in after["official"]
        assert "%" in before["error"]
        assert "%" not in after["error"]
    for data, wrong in ((old, True), (new, False)):
        told = str(headline.of(gaps.build(ViewState(mode="gaps"), data)))
        assert "Wohnorte geschätzt" in told
        assert ("in der falschen Gemeinde" in told) is wrong
    said = payload.payload(scenes.build(ViewState(level="gemeinden", metric="inhabitants"), new))
    assert "chätz" not in json.dumps(said["metrics"]["inhabitants"], ensure_ascii=False)


def _follows(new: Catalogue, old: Catalogue) -> None:
    """Check that records, people, names and indicators went along with a merger."""
    mine = old.records.index[old.records["gemeinde"] == ESSEN]
    assert len(mine)
    assert set(new.records["gemeinde"][mine]) == {NEW}
    assert len(new.records) == len(old.records)
    assert new.records["amount_eur"].sum() == old.records["amount_eur"].sum()
    points = population.points(new.folder)
    sums = points.groupby("gemeinde").inhabitants.sum()
    units = new.areas["gemeinden"]["inhabitants"]
    assert (sums.reindex(units.index, fill_value=0) == units).all()
    found = new.gazetteer.find("Bad Essen")
    assert found.place is not None
    assert found.place.key == NEW
    table = pd.read_csv(new.folder / "successors.csv", dtype=str).set_index("former_key")
    assert table["key"][ESSEN] == NEW
    values = pd.read_csv(new.folder / indicators.VALUES, dtype=str)
    assert set(values["key"]) == {"03459019"}


def test_the_survey_of_the_land_and_successors_by_area(
    official: Replica, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Municipalities alone, with the sea in them, without Länder, Kreise and Samtgemeinden."""
    gem = merged(official).gem
    whole = gem.dissolve("ags", as_index=False, sort=True, method="unary")
    names: Mapping[str, str] = {"ags": "AGS", "name": "GEN"}
    file = tmp_path / "gemeinden.gpkg"
    whole[[*names, "geometry"]].rename(columns=names).to_file(file, layer="gemeinden")
    data = tmp_path / "atlas"
    asked = ["--from", str(file), "--data", str(data)]
    assert refresh(*asked, "--lang", "en") == 1
    said = capsys.readouterr().err
    assert "give it by --date" in said, "the date is not guessed"
    assert refresh(*asked, "--date", "2024-11-01") == 0
    assert "(100% der Fläche)" in capsys.readouterr().out
    new, old = served(data), catalogue.load()
    assert audit.run(installation.current(data)) == ()
    assert new.areas["gemeinden"]["inhabitants"][NEW] == sum(
        old.areas["gemeinden"]["inhabitants"][[ESSEN, BOHMTE]]
    )
    assert new.areas["landkreise"]["label"].equals(old.areas["landkreise"]["label"])
    assert new.areas["samtgemeinden"].index.equals(old.areas["samtgemeinden"].index)
    sources = {source.id: source for source in new.sources}
    assert "LGLN" in sources["boundaries"].attribution


def test_whoever_sits_at_the_terminal_is_asked(
    official: Replica,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = replica.written(official, tmp_path / "vg250.zip")
    data = tmp_path / "atlas"
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert refresh("--from", str(file), "--data", str(data)) == 1
    said = capsys.readouterr().out
    assert "Übernehmen?" in said
    assert "Nicht übernommen." in said
    assert not data.exists(), "nothing is written"


def test_nothing_is_fetched_without_an_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ATLAS_BOUNDARIES", raising=False)
    assert refresh("--dry-run") == 1
    said = capsys.readouterr().err
    assert "ATLAS_BOUNDARIES" in said
    assert "bkg.bund.de" in said


def test_the_embedded_data_are_not_refreshed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    (tmp_path / "x.zip").write_bytes(b"PK")
    assert refresh("--from", str(tmp_path / "x.zip"), "--data", str(folders.DATA)) == 1
    assert "mitgelieferten Daten" in capsys.readouterr().err
