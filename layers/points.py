"""Points: where records are drawn, independent of the view, and which of them a view shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from layers import memo
from layers import numbers
from layers import programmes
from layers import query
from layers import spec
from layers import words

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.query import Entry
    from layers.scene import Scene
    from layers.state import ViewState

Record = Any  # a row of the records by column: a Series or a dictionary
BY_DATASET = "dataset"
NO_AMOUNT_EXPECTED = ("jobmessen",)


def localised(record: Record, column: str, lang: str) -> str:
    """Return a text of a record in a language, German where the other is empty."""
    english = str(record.get(f"{column}_en", "") or "")
    return english if lang == "en" and english else str(record.get(column, "") or "")


def amount_text(record: Record, lang: str) -> str:
    """Write the amount of a record with its precision and kind; empty if none is expected."""
    amount = numbers.plain(record["amount_eur"])
    if amount is not None:
        figure = numbers.money(amount, lang, str(record["amount_precision"]))
        kind = str(record["amount_kind"])
        if kind == "award":
            return figure
        return words.text(f"points.amount_{kind}", lang, amount=figure)
    return words.text("points.amount_unknown", lang) if record["money_bearing"] else ""


def when(record: Record, lang: str) -> str:
    """Write the date of a fair, the year of a grant."""
    year = numbers.plain(record["year"])
    if record["dataset"] in NO_AMOUNT_EXPECTED and record["date"]:
        return numbers.date(str(record["date"]), lang)
    return "" if year is None else str(int(year))


def line(record: Record, catalogue: Catalogue, lang: str) -> str:
    """Return programme, year and amount of a record in one line."""
    kind = localised(record, "status", lang) if record["dataset"] == "rvz" else ""
    parts = (
        programmes.short(str(record["programme"]), catalogue, lang),
        kind,
        when(record, lang),
        amount_text(record, lang),
    )
    return " · ".join(part for part in parts if part)


@memo.per_ground
def _labels(catalogue: Catalogue) -> dict[str, str]:
    """Return the names of the Landkreise by key."""
    return {str(key): str(label) for key, label in catalogue.areas["landkreise"]["label"].items()}


def where(record: Record, catalogue: Catalogue, lang: str) -> str:
    """Return the place of a record in words: place and Kreis, or what is known of it."""
    keys = record["landkreise"]
    labels = _labels(catalogue)
    names = [labels[key] for key in keys if key in labels]
    place = str(record["place_text"] or "")
    if not names:
        return place or words.text("place.none", lang)
    named = words.listed(names, lang)
    same = not place or place in named or any(place == name for name in names)
    return named if same else f"{place} · {named}"


def _layer_of() -> dict[str, str]:
    return {layer.dataset: id_ for id_, layer in spec.layers().items() if layer.kind == "point"}


def _spots(catalogue: Catalogue) -> dict[str, list[tuple[float, float, str]]]:
    """Return latitude, longitude and precision of every place of every record."""
    spots: dict[str, list[tuple[float, float, str]]] = {}
    places = catalogue.places[catalogue.places["lat"].notna()]
    for place in places.itertuples():
        spot = (round(place.lat, 5), round(place.lon, 5), str(place.precision))
        spots.setdefault(str(place.record), []).append(spot)
    records = catalogue.records[catalogue.records["lat"].notna()]
    for record in records.itertuples():
        spot = (round(record.lat, 5), round(record.lon, 5), str(record.place_precision))
        spots.setdefault(str(record.Index), [spot])
    return spots


@memo.per_catalogue
def placed(catalogue: Catalogue, lang: str) -> tuple[dict[str, Any], ...]:
    """Return the points of all layers for the browser.

    ``places`` is only there for records with several places: latitude and longitude of all but
    the first.
    """
    layer_of, spots = _layer_of(), _spots(catalogue)
    points = []
    # Plain rows: a pandas.Series for each record takes ten times as long
    for record in catalogue.records.reset_index().to_dict("records"):
        id_ = record["id"]
        layer, found = layer_of.get(record["dataset"]), spots.get(str(id_))
        if layer is None or not found:
            continue
        lat, lon, precision = found[0]
        point = {
            "id": str(id_),
            "layer": layer,
            "lat": lat,
            "lon": lon,
            "title": localised(record, "title", lang),
            "where": where(record, catalogue, lang),
            "line": line(record, catalogue, lang),
            "kind": str(record["kind_detail"]),
            "precision": precision,
        }
        if len(found) > 1:
            point["places"] = [[lat, lon] for lat, lon, _ in found[1:]]
        points.append(point)
    return tuple(points)


def points_file(catalogue: Catalogue, lang: str) -> bytes:
    """Return the points of all layers as JSON, whatever the filters."""
    points = list(placed(catalogue, lang))
    return json.dumps(points, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@memo.per_catalogue
def _drawn_ids(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(point["id"] for point in placed(catalogue, "de"))


def chosen(view: ViewState, catalogue: Catalogue) -> dict[str, list[Entry]]:
    """Return the records whose points a view shows, by dataset.

    The programmes, the years and the offices of the view apply; the kind of money does not,
    since places are not money. Records that do not count in sums are shown too.
    """
    found: dict[str, list[Entry]] = {}
    for entry in query.entries(catalogue).values():
        if query.here(entry, view) and query.when(entry, view) and query.what(entry, view):
            found.setdefault(entry.dataset, []).append(entry)
    return found


def _kinds(entries: list[Entry], layer: str, lang: str) -> dict[str, str]:
    """Say by state how many records a layer has, where it tells states apart."""
    said = {}
    for kind in spec.layers()[layer].variants:
        n = sum(entry.detail == kind for entry in entries)
        one = f"layer.{layer}.count.{kind}_one"
        key = one if n == 1 and words.has(one) else f"layer.{layer}.count.{kind}"
        if n:
            said[kind] = words.text(key, lang, n=n)
    return said


def summary(scene: Scene) -> tuple[dict[str, list[str]], dict[str, Any], list[dict[str, str]]]:
    """Return the visible ids by layer, the counts by layer, and what has no place.

    Returns
    -------
    visible
        Ids of drawn records by layer.
    counts
        Records by layer (``total`` without those of no programme, which only bear the name),
        how many are placed and unplaced, in words by state (``kinds``) and without place
        (``text``).
    unplaced
        Ids and layers of records that cannot be drawn.
    """
    lang, drawn = scene.view.lang, _drawn_ids(scene.catalogue)
    by_dataset = chosen(scene.view, scene.catalogue)
    visible: dict[str, list[str]] = {}
    counts: dict[str, Any] = {}
    unplaced: list[dict[str, str]] = []
    for dataset, layer in _layer_of().items():
        own = by_dataset.get(dataset, [])
        visible[layer] = [entry.id for entry in own if entry.id in drawn]
        missing = [entry.id for entry in own if entry.id not in drawn]
        without = words.count("points.unplaced", len(missing), lang) if missing else ""
        counts[layer] = {
            "total": sum(bool(entry.programme) for entry in own),
            "placed": len(visible[layer]),
            "unplaced": len(missing),
            "kinds": _kinds(own, layer, lang),
            "text": without,
        }
        unplaced += [{"id": id_, "layer": layer} for id_ in missing]
    return visible, counts, unplaced
