"""A made-up country of 3 x 3 squares: 9 Gemeinden, 3 Kreise, 2 ÄrL, 2 regions that overlap.

Kreise are the rows of squares (03001 south, 03002 middle, 03003 north); the office "sued" has
the first two, "nord" the third; region "west" is 03001 + 03002, region "ost" 03002 + 03003.
Every Gemeinde has 1000 inhabitants but the last, where nobody lives.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.catalogue import Catalogue
from geodata.gazetteer import Gazetteer
from geodata.programmes import Programme
from geodata.programmes import Total
from geodata.provenance import Source
from geodata.records import frame
from layers.state import Known

KREISE = ("03001", "03002", "03003")
PEOPLE = 1000
EMPTY = "03003003"  # the Gemeinde without inhabitants
URL = "https://example.org/"


def _areas(rows: list[dict[str, Any]]) -> pd.DataFrame:
    usual = {
        "title": "", "aerl": "", "kreis": "", "samtgemeinde": "", "inhabitants": 0,
        "inhabitants_status": "official", "area_km2": 10.0, "area_status": "official",
        "lat": 0.5, "lon": 0.5, "bounds": "0;0;1;1", "members": "",
    }  # fmt: skip
    full = [usual | {"label": row["name"], "short": row["name"]} | row for row in rows]
    return pd.DataFrame(full).set_index("key").astype({"inhabitants": "int64"})


def office(kreis: str) -> str:
    """Return the office of a Kreis."""
    return "nord" if kreis == "03003" else "sued"


def areas() -> MappingProxyType[str, pd.DataFrame]:
    """Return the area frames of every level."""
    gemeinden: list[dict[str, Any]] = [
        {
            "key": f"{kreis}00{i}", "name": f"Dorf {kreis[-1]}{i}", "kreis": kreis,
            "label": f"Gemeinde Dorf {kreis[-1]}{i}", "aerl": office(kreis),
            "inhabitants": 0 if f"{kreis}00{i}" == EMPTY else PEOPLE,
            "inhabitants_status": "estimate", "members": kreis, "title": "Gemeinde",
        }
        for kreis in KREISE
        for i in (1, 2, 3)
    ]  # fmt: skip
    people = {
        kreis: sum(g["inhabitants"] for g in gemeinden if g["kreis"] == kreis) for kreis in KREISE
    }
    names = dict(zip(KREISE, ("Südkreis", "Mittelkreis", "Nordkreis"), strict=True))

    def joint(key: str, name: str, members: tuple[str, ...], label: str) -> dict[str, Any]:
        offices = dict.fromkeys(office(kreis) for kreis in members)
        return {
            "key": key, "name": name, "label": label, "members": ";".join(members),
            "aerl": ";".join(offices), "inhabitants": sum(people[k] for k in members),
            "area_km2": 30.0 * len(members),
        }  # fmt: skip

    return MappingProxyType(
        {
            "land": _areas([joint("03", "Land", KREISE, "Land")]),
            "aerl": _areas(
                [
                    joint("nord", "Nord", ("03003",), "ÄrL Nord"),
                    joint("sued", "Süd", ("03001", "03002"), "ÄrL Süd"),
                ]
            ),
            "landkreise": _areas(
                [
                    joint(kreis, names[kreis], (kreis,), f"Landkreis {names[kreis]}")
                    | {"kreis": kreis, "title": "Landkreis"}
                    for kreis in KREISE
                ]
            ),
            "gemeinden": _areas(gemeinden),
            "samtgemeinden": _areas(
                [joint("030010401", "Amt", ("03001",), "Samtgemeinde Amt") | {"kreis": "03001"}]
            ),
            "zukunftsregionen": _areas(
                [
                    joint("west", "West", ("03001", "03002"), "Zukunftsregion West"),
                    joint("ost", "Ost", ("03002", "03003"), "Zukunftsregion Ost"),
                ]
            ),
        }
    )


def record(id_: str, gemeinde: str, amount: float | None, **more: Any) -> dict[str, Any]:
    """Return a record in a Gemeinde ("" = of the Kreise given as ``landkreise``)."""
    kreise = more.pop("landkreise", (gemeinde[:5],) if gemeinde else ())
    offices = tuple(dict.fromkeys(office(kreis) for kreis in kreise))
    usual = {
        "id": id_, "dataset": "zukunftsraeume", "programme": "zukunftsraeume",
        "title": f"Projekt {id_}", "title_en": f"Project {id_}",
        "place_text": "Dorf", "place_precision": "municipality" if gemeinde else "landkreis",
        "lat": 0.5 if gemeinde else None, "lon": 0.25 if gemeinde else None,
        "gemeinde": gemeinde, "landkreise": kreise, "aerl": offices, "amount_eur": amount,
        "amount_kind": "award", "amount_precision": "exact" if amount else "",
        "year": 2020, "kind_detail": "Projekt", "kind_label": "Projekt", "kind_label_en": "Project",
        "source_url": f"{URL}{id_}", "source_date": "2025-02-25", "confidence": "high",
        "counted": True, "money_bearing": True,
    }  # fmt: skip
    return usual | more


def records() -> list[dict[str, Any]]:
    """Return records that meet every case: unknown, undated, joint, soft, budget, cost, fair."""
    rvz = {"dataset": "rvz", "programme": "rvz", "kind_detail": "open", "year": 2021}
    fair = {
        "dataset": "jobmessen", "programme": "jobmessen", "money_bearing": False,
        "amount_kind": "", "date": "2023-09-12", "year": 2023, "kind_detail": "Jobmesse",
    }  # fmt: skip
    budget = {
        "dataset": "zukunftsregionen", "programme": "zukunftsregionen", "amount_kind": "budget",
        "year": 2022, "kind_detail": "Regionalbudget", "place_precision": "region",
    }  # fmt: skip
    staff = {"kind_detail": "Personal", "kind_label": "Personalstelle"}
    return [
        record("zr-1", "03001001", 1000.5),
        record("zr-2", "03001001", 3000.0, year=2021, **staff),
        record("zr-3", "03001002", None, year=None),
        record("zr-4", "03002001", None),
        record("zr-5", "", 600.0, landkreise=("03001", "03002")),
        record("zr-6", "03002002", 9999.0, counted=False, not_counted_reason="doppelt"),
        record("rvz-1", "03001001", 20000.0, **rvz, amount_precision="rounded"),
        record("rvz-2", "03002003", 777.0, **rvz, amount_kind="cost"),
        record("jm-1", "03002001", None, **fair),
        record("jm-2", "03003001", None, **fair | {"date": "2024-03", "year": 2024}),
        record("zrb-1", "", 5000.0, landkreise=("03001", "03002"), region="west", **budget),
        record("zrb-2", "", 7000.0, landkreise=("03002", "03003"), region="ost", **budget),
    ]


def total(id_: str, by: str, value: float, unit: str, **more: Any) -> Total:
    """Return a published total."""
    texts = dict.fromkeys(("metric", "metric_en", "text", "text_en", "as_of", "as_of_en"), "")
    rest = dict.fromkeys(("source_url", "source_url_2", "confidence", "note", "note_en"), "")
    values: dict[str, Any] = {
        "id": id_, "value": value, "value_to": None, "unit": unit, "unit_en": "projects",
        "precision": "lower_bound", "completeness": by, **texts, **rest,
    }  # fmt: skip
    return Total(**values | more)


def programme(id_: str, short: str, kinds: tuple[str, ...], *totals: Total) -> Programme:
    """Return a programme."""
    names = ("title", "short", "about", "grants", "advises", "may_apply")
    texts = {f"{name}{suffix}": short for name in names for suffix in ("", "_en")}
    return Programme(id=id_, datasets=(id_,), money_kinds=kinds, totals=totals, **texts)


def programmes() -> tuple[Programme, ...]:
    """Return the programmes of the toy records."""
    return (
        programme(
            "zukunftsraeume",
            "Zukunftsräume",
            ("award",),
            total("t1", "count", 170.0, "Projekte"),
            total("t2", "amount", 33_000_000.0, "EUR", precision="rounded"),
        ),
        programme("rvz", "RVZ", ("award",)),
        programme("zukunftsregionen", "Zukunftsregionen", ("budget", "award")),
        programme("jobmessen", "Jobmessen", (), total("t3", "count", 50.0, "Messen")),
    )


def source(id_: str, files: tuple[str, ...], dataset: str = "") -> Source:
    """Return a source whose line is its id in capitals."""
    texts = ("publisher", "licence", "licence_url", "url", "retrieved", "reference_date")
    rest = dict.fromkeys((*texts, "note", "note_en"), "")
    names = {"title": id_, "title_en": id_, "attribution": id_.upper()}
    return Source(id=id_, files=files, changed=False, dataset=dataset, **names, **rest)


def sources() -> tuple[Source, ...]:
    """Return sources for borders, ground, people and records."""
    return (
        source("boundaries", ("areas/*.csv", "web/*.pbf")),
        source("official", ("areas/landkreise.csv",)),
        source("population", ("odbl/*",)),
        source("waters", ("web/surroundings.pbf",)),
        source("zukunftsraeume", ("records/zukunftsraeume.csv",), "zukunftsraeume"),
        source("jobmessen", ("records/jobmessen.csv",), "jobmessen"),
    )


def catalogue(rows: list[dict[str, Any]] | None = None, **more: Any) -> Catalogue:
    """Return a catalogue of the toy country with these records."""
    found = frame(records() if rows is None else rows)
    places = pd.DataFrame(
        columns=["record", "name", "lat", "lon", "gemeinde", "landkreis", "precision"]
    ).astype({"lat": float, "lon": float})
    instruments = pd.DataFrame(
        columns=["kind", "landkreise", "aerl", "gemeinde", "region"], dtype="object"
    )
    values: dict[str, Any] = {
        "version": "0123456789ab", "areas": areas(), "records": found, "places": places,
        "instruments": instruments, "mended": pd.DataFrame(), "programmes": programmes(),
        "sources": sources(), "problems": (), "gazetteer": Gazetteer.of(()), "folder": Path(),
        "loaded_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    }  # fmt: skip
    return Catalogue(**values | more)


def known() -> Known:
    """Return ids an address may name, without loading data."""
    return Known(
        metrics=frozenset({"money", "money_per_inhabitant", "projects", "fairs"}),
        programmes=frozenset({"zukunftsraeume", "rvz", "zukunftsregionen", "jobmessen"}),
        aerl=frozenset({"nord", "sued", "weser-ems"}),
        layers=frozenset(
            {"landkreise", "aerl", "gemeinden", "zukunftsregionen", "surroundings"}
            | {"rvz", "zukunftsraeume", "jobmessen", "integration"}
        ),
        areas=frozenset({*KREISE, "03454", "nord", "sued", "west"}),
        indicators=frozenset({"i-a", "i-b-c"}),
    )
