"""Points: every record is drawn or named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from layers import points
from layers import scene
from layers import spec
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def test_the_file_holds_placed_records_of_point_layers(country: Catalogue) -> None:
    found = {p["id"]: p for p in json.loads(points.points_file(country, "de"))}
    assert set(found) == {
        *("zr-1", "zr-2", "zr-3", "zr-4", "zr-6", "rvz-1", "rvz-2", "jm-1", "jm-2")
    }
    first = found["zr-1"]
    assert (first["lat"], first["lon"], first["layer"]) == (0.5, 0.25, "zukunftsraeume")
    assert first["line"].replace("\u00a0", " ") == "Zukunftsräume · 2020 · 1.001 €"
    assert first["where"] == "Dorf · Landkreis Südkreis"
    assert found["rvz-1"]["kind"] == "open"
    assert found["rvz-1"]["line"].replace("\u00a0", " ").endswith("2021 · rd. 20.000 €")
    assert found["zr-3"]["line"] == "Zukunftsräume · Betrag k. A."
    assert found["jm-1"]["line"] == "Jobmessen · 12.09.2023"


def test_the_file_follows_the_language(country: Catalogue) -> None:
    english = json.loads(points.points_file(country, "en"))
    assert english[0]["title"] == "Project zr-1"
    assert "€1,001" in english[0]["line"]


def test_a_record_of_several_places_keeps_them_all() -> None:
    places = pd.DataFrame(
        [
            {"record": "zr-1", "name": "a", "lat": 0.1, "lon": 0.2, "precision": "place"},
            {"record": "zr-1", "name": "b", "lat": 0.3, "lon": 0.4, "precision": "place"},
        ]
    )
    joint = toy.record("zr-1", "", 5.0, landkreise=("03001", "03002"))
    country = toy.catalogue([joint], places=places)
    (point,) = points.placed(country, "de")
    assert (point["lat"], point["lon"], point["places"]) == (0.1, 0.2, [[0.3, 0.4]])


def test_the_kind_of_money_is_said_where_it_is_no_award() -> None:
    rows = [
        toy.record("a", "03001001", 7.0, amount_kind="budget"),
        toy.record("b", "03001001", 7.0, amount_kind="cost"),
    ]
    lines = [p["line"].replace("\u00a0", " ") for p in points.placed(toy.catalogue(rows), "de")]
    assert lines == ["Zukunftsräume · 2020 · Budget 7 €", "Zukunftsräume · 2020 · Kosten 7 €"]


def test_counts_name_what_is_not_on_the_map(of: Callable[..., Scene]) -> None:
    visible, counts, unplaced = points.summary(of())
    assert visible["zukunftsraeume"] == ["zr-1", "zr-2", "zr-3", "zr-4", "zr-6"]
    assert counts["zukunftsraeume"] == {
        "total": 6,
        "placed": 5,
        "unplaced": 1,
        "kinds": {},
        "text": "1 ohne Ort",
    }
    assert counts["rvz"]["kinds"] == {"open": "2 offen"}
    assert unplaced == [{"id": "zr-5", "layer": "zukunftsraeume"}]
    assert set(visible) == {s.id for s in spec.layers().values() if s.kind == "point"}


def test_points_follow_filters_but_not_the_kind_of_money(of: Callable[..., Scene]) -> None:
    def shown(**fields: object) -> list[str]:
        return [id_ for ids in points.summary(of(**fields))[0].values() for id_ in ids]

    assert shown(kind="budget") == shown()
    assert shown(programme=("rvz",)) == ["rvz-1", "rvz-2"]
    assert shown(years=(2024, 2024)) == ["jm-2"]
    assert shown(aerl=("nord",)) == ["jm-2"]


def test_every_shipped_record_is_drawn_or_named(shipped: Catalogue) -> None:
    _, counts, unplaced = points.summary(scene.build(ViewState(), shipped))
    datasets = {s.dataset for s in spec.layers().values() if s.kind == "point"}
    expected = int(shipped.records["dataset"].isin(datasets).sum())
    assert sum(c["placed"] + c["unplaced"] for c in counts.values()) == expected
    assert sum(c["unplaced"] for c in counts.values()) == len(unplaced)
    assert counts["zukunftsraeume"]["total"] == 84
    assert counts["jobmessen"]["total"] == 26


def test_a_centre_of_another_funding_has_its_own_sign_and_is_not_counted(
    shipped: Catalogue,
) -> None:
    visible, counts, _ = points.summary(scene.build(ViewState(), shipped))
    assert "rvz-x01" in visible["rvz"]
    assert counts["rvz"]["total"] == 16
    assert counts["rvz"]["text"] == "3 ohne Ort"
    assert list(counts["rvz"]["kinds"].values()) == [
        "5 offen",
        "2 Zweigstellen",
        "1 geplant",
        "8 Studien",
        "1 namensgleiches, kein RVZ",
    ]
    point = next(p for p in points.placed(shipped, "de") if p["id"] == "rvz-x01")
    assert spec.layers()["rvz"].variants[point["kind"]].fill != "--rvz"
