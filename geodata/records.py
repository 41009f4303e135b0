"""Programme records: the shipped tables read, checked against the areas, as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import pandas as pd

from geodata import checks
from geodata import dataset
from geodata.checks import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.checks import Findings
    from geodata.checks import Line
    from geodata.dataset import Column
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer import Place
    from geodata.problems import Problem

FOLDER: Final = "records"
DRAWN: Final = ("address", "place", "municipality", "samtgemeinde")
UNPLACED: Final[Mapping[str, object]] = {"lat": None, "lon": None, "gemeinde": ""}
OTHER_DATASET: Final = Fault(
    "dataset-wrong",
    "Der Datensatz passt nicht zum Namen der Datei.",
    "The dataset does not fit the name of the file.",
    "Zeile in die passende Datei verschieben; bis dahin wird sie nicht gezeigt.",
    "Move the row to its file; until then it is not shown.",
)
ELSEWHERE: Final = Fault(
    "id-double",
    "Die Kennung kommt schon in einem anderen Datensatz vor.",
    "The id occurs in another dataset already.",
    "Eine eigene Kennung vergeben; bis dahin wird die Zeile nicht gezeigt.",
    "Give the row an id of its own; until then it is not shown.",
)
NO_KIND: Final = Fault(
    "amount-without-kind",
    "Der Betrag hat keine Art (award, budget oder cost).",
    "The amount has no kind (award, budget or cost).",
    "Art eintragen; Bewilligungen und Budgets werden nie zusammengezählt.",
    "Enter the kind; awards and budgets are never added together.",
)
OUTSIDE: Final = Fault(
    "point-outside",
    "Der Punkt liegt außerhalb des Landkreises oder hat nur eine Koordinate.",
    "The point lies outside its Landkreis or has one coordinate only.",
    "Koordinaten prüfen (Breite und Länge vertauscht?); der Eintrag zählt unter „ohne Ort“.",
    "Check the coordinates (swapped?); the record counts as having no place.",
)


def load(
    folder: Path, areas: Mapping[str, pd.DataFrame], gazetteer: Gazetteer
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return all records and what is wrong with them; never raises on bad records.

    Parameters
    ----------
    folder
        Data folder; the tables are in ``records`` below it.
    areas
        Area frames by level.

    Returns
    -------
    records
        Index ``id``; the columns of :data:`geodata.dataset.RECORD`. WGS84 degrees, EUR,
        NaN where unknown. A faulty row is left out; a record with an unknown area
        stays and loses its place, so that sums remain whole.
    problems
        One entry a fault.
    """
    kept: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    points = centres(gazetteer)
    for name, columns in dataset.SCHEMAS.items():
        lines, findings = checks.read(folder / FOLDER / f"{name}.csv", columns)
        for line in lines:
            values = _checked(name, line, findings, areas, gazetteer, points)
            if values is None:
                continue
            if values["id"] in kept:
                findings.add(ELSEWHERE, row=line.row, column="id", raw=values["id"])
                continue
            kept[values["id"]] = values
        problems += findings.problems
    return frame(kept.values()), tuple(problems)


def frame(
    rows: Iterable[Mapping[str, Any]],
    columns: tuple[Column, ...] = dataset.RECORD,
    index: str | None = "id",
) -> pd.DataFrame:
    """Return rows of values as a frame with every column in its type."""
    out = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    for column in columns:
        if column.kind in ("money", "number"):
            out[column.name] = pd.to_numeric(out[column.name]).astype("float64")
        elif column.kind == "integer":
            out[column.name] = pd.to_numeric(out[column.name]).astype("Int64")
        elif column.kind == "flag":
            out[column.name] = out[column.name].astype("bool")
        elif column.kind == "keys":
            keys = [v if isinstance(v, tuple) else () for v in out[column.name]]
            out[column.name] = pd.Series(keys, index=out.index, dtype="object")
        else:
            out[column.name] = out[column.name].astype("object").fillna("").astype("str")
    return out.set_index(index) if index else out


def _checked(
    name: str,
    line: Line,
    findings: Findings,
    areas: Mapping[str, pd.DataFrame],
    gazetteer: Gazetteer,
    points: Mapping[str, Place],
) -> dict[str, Any] | None:
    """Return the values of a row that may be served, its doubtful place taken away."""
    values = dict(line.cells)
    if values["dataset"] != name:
        findings.add(OTHER_DATASET, row=line.row, column="dataset", raw=values["dataset"])
        return None
    if values.get("amount_eur") is not None and not values["amount_kind"]:
        findings.add(NO_KIND, row=line.row, column="amount_kind")
        return None
    for level, column in (("landkreise", "landkreise"), ("aerl", "aerl"),
                          ("zukunftsregionen", "region"), ("gemeinden", "gemeinde"),
                          ("samtgemeinden", "samtgemeinde")):  # fmt: skip
        held = values.get(column) or ()
        keys = held if isinstance(held, tuple) else (held,)
        unknown = [key for key in keys if key not in areas[level].index]
        if unknown:
            fault = unknown_area(level, values.get("place_text", ""), gazetteer)
            findings.add(fault, row=line.row, column=column, raw=unknown[0], severity="warning")
            values |= _without(column, values)
    fill(values, points)
    if not _inside(values, areas):
        raw = f"{values['lat']}, {values['lon']}"
        findings.add(OUTSIDE, row=line.row, column="lat", raw=raw, severity="warning")
        values |= {"lat": None, "lon": None}
    return values


def centres(gazetteer: Gazetteer) -> Mapping[str, Place]:
    """Return the place of every Gemeinde and Samtgemeinde by key."""
    return {p.key: p for p in gazetteer.places if p.kind in ("gemeinde", "samtgemeinde")}


def fill(values: dict[str, Any], points: Mapping[str, Place]) -> None:
    """Give a row without coordinates the point of its Gemeinde or Samtgemeinde."""
    keys = {"municipality": values["gemeinde"], "samtgemeinde": values.get("samtgemeinde", "")}
    place = points.get(keys.get(values.get("place_precision", "municipality"), ""))
    if place is not None and values["lat"] is None and values["lon"] is None:
        values |= {"lat": place.lat, "lon": place.lon}


def unknown_area(level: str, place: str, gazetteer: Gazetteer) -> Fault:
    """Return the fault of an unknown area key, with near misses of the place's name."""
    near = ", ".join(str(found.name) for found in gazetteer.suggest(place, n=3)) if place else ""
    hint = f"Schlüssel prüfen{f' (ähnliche Orte: {near})' if near else ''}"
    hint_en = f"Check the key{f' (similar places: {near})' if near else ''}"
    return Fault(
        "place-unknown",
        f"Diesen Schlüssel gibt es auf der Ebene {level} nicht.",
        f"There is no such key on level {level}.",
        f"{hint}; der Eintrag zählt bis dahin unter „ohne Ort“.",
        f"{hint_en}; until then the record counts as having no place.",
    )


def _without(column: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record loses when one of its areas is unknown."""
    if column in ("gemeinde", "samtgemeinde"):
        precision = "landkreis" if values["landkreise"] else "none"
        return {**UNPLACED, "samtgemeinde": "", "place_precision": precision}
    if column == "landkreise":
        none = {"landkreise": (), "samtgemeinde": "", "place_precision": "none"}
        return {**UNPLACED, **none, "aerl": ()}
    return {column: () if column == "aerl" else ""}


def _inside(values: Mapping[str, Any], areas: Mapping[str, pd.DataFrame]) -> bool:
    """Return whether a point lies in the box of one of its Kreise (or there is no point)."""
    lat, lon = values.get("lat"), values.get("lon")
    if lat is None and lon is None:
        return True
    if lat is None or lon is None or values["place_precision"] not in DRAWN:
        return False
    for key in values["landkreise"]:
        west, south, east, north = _box(areas["landkreise"].loc[key, "bounds"])
        if west <= lon <= east and south <= lat <= north:
            return True
    return False


def _box(bounds: str) -> tuple[float, ...]:
    """Return west, south, east, north in degrees."""
    return tuple(float(part) for part in bounds.split(";"))
