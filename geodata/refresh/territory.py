"""Territory: the area levels out of a delivery, checked for gaps, overlaps, counts and areas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import crs
from geodata import geometry
from geodata.build import boundaries
from geodata.build import vg250
from geodata.refresh import faults
from geodata.refresh import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.build.boundaries import Boundaries
    from geodata.refresh.faults import Fault
    from geodata.refresh.present import Present
    from geodata.refresh.reading import Delivery

FREE_WORDS: Final = ", gemfr. Geb."
CITY: Final = "000"
KREIS_DIGITS: Final = 5
ARS_DIGITS: Final = 12
SAMTGEMEINDE_DIGITS: Final = 9
LEAST_KEPT: Final = 0.9
"""Share of the Gemeinden that has to be there still: fewer is another Land, or half a file."""
NARROW_M: Final = 120.0
"""Half the width up to which a strip that nobody has is another drawing of a border, no gap."""
KREIS_PERCENT: Final = 3.0
"""Most by which a Kreis may differ in area from before."""
LAND_M2: Final = 100_000.0
"""Most by which the Gemeinden may differ from the outline of the Land in the same delivery."""
SHOWN: Final = 5
POLYGONAL: Final = 2  # dimensions


def keys(ars: pd.Series) -> pd.Series:
    """Return the 8 digits of municipalities, of keys with 12 digits or with 8."""
    return ars.str[:KREIS_DIGITS] + ars.str[SAMTGEMEINDE_DIGITS:].where(
        ars.str.len() == ARS_DIGITS, ars.str[KREIS_DIGITS:]
    )


def parts(delivery: Delivery, present: Present) -> gpd.GeoDataFrame:
    """Return the parts of Gemeinden as :func:`geodata.build.boundaries.gemeinden` takes them."""
    raw = delivery.layers["gem"]
    key = keys(raw["ars"])
    before = present.frames["gemeinden"]
    title = raw["title"] if "title" in raw else key.map(before["title"]).fillna("Gemeinde")
    name = raw["name"] if "name" in raw else key.map(before["name"]).fillna("")
    joint, joint_name = _joint(delivery, present, key)
    rounded = geometry.rounded(raw.geometry.to_numpy(), boundaries.STEP_M)
    out = gpd.GeoDataFrame(
        {
            "former": key,
            "key": key,
            "name": name.str.replace(FREE_WORDS, "", regex=False),
            "title": title,
            "tidal": raw["gf"] == vg250.TIDAL if "gf" in raw else False,
            "samtgemeinde": joint,
            "samtgemeinde_name": joint_name,
        },
        geometry=geometry.repair(rounded),
        crs=crs.METRIC,
    )
    if "gf" not in raw:
        return _without_sea(out, present)
    return out[raw["gf"].isin((vg250.LAND, vg250.TIDAL))].reset_index(drop=True)


def _joint(delivery: Delivery, present: Present, key: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return key and name of the Samtgemeinde of each part; as before where none is delivered."""
    if "vwg" not in delivery.layers:
        own = key.map(present.frames["gemeinden"]["samtgemeinde"]).fillna("")
        return own, own.map(present.frames["samtgemeinden"]["name"]).fillna("")
    upper = delivery.layers["vwg"]
    upper = upper[upper["title"] == "Samtgemeinde"]
    names = dict(zip(upper["ars"].str[:SAMTGEMEINDE_DIGITS], upper["name"], strict=True))
    own = delivery.layers["gem"]["ars"].str[:SAMTGEMEINDE_DIGITS]
    own = own.where(own.isin(list(names)), "")
    return own, own.map(names).fillna("")


def _without_sea(frame: gpd.GeoDataFrame, present: Present) -> gpd.GeoDataFrame:
    """Tell land and tidal waters apart as they are now, where a delivery does not."""
    sea = shapely.union_all(present.tidal.geometry.to_numpy())
    shapely.prepare(sea)
    coast = shapely.intersects(sea, frame.geometry.to_numpy())
    shapes = frame.geometry.to_numpy()[coast]
    step = boundaries.STEP_M
    land = frame[coast].assign(geometry=_polygons(shapely.difference(shapes, sea, grid_size=step)))
    wet = frame[coast].assign(
        geometry=_polygons(shapely.intersection(shapes, sea, grid_size=step)), tidal=True
    )
    every = pd.concat([frame[~coast], land, wet], ignore_index=True)
    return gpd.GeoDataFrame(every[~every.is_empty].reset_index(drop=True), crs=crs.METRIC)


def _polygons(shapes: Any) -> list[Any]:
    """Return the polygons of geometries, without the lines and points of touching borders."""
    parts, index = shapely.get_parts(shapes, return_index=True)
    areas_only = shapely.get_dimensions(parts) == POLYGONAL
    grouped = pd.Series(parts[areas_only]).groupby(index[areas_only]).agg(list)
    return [shapely.MultiPolygon(grouped.get(n, [])) for n in range(len(shapes))]


def kreise(delivery: Delivery, present: Present) -> pd.DataFrame:
    """Return name and title of the Kreise; as before where none are delivered."""
    if delivery.survey:
        return present.kreise()
    raw = delivery.layers["krs"]
    land = raw[raw["gf"] == vg250.LAND] if "gf" in raw else raw
    out = land.assign(key=land["ars"].str[:KREIS_DIGITS]).drop_duplicates("key").set_index("key")
    return pd.DataFrame(out[["name", "title"]])


def build(delivery: Delivery, present: Present) -> Boundaries:
    """Return every level of the delivered Niedersachsen.

    Raises
    ------
    RefusedBoundariesError
        With all that is wrong with them.
    """
    found = parts(delivery, present)
    faults.refuse(_complete(found, present, delivery))
    known = kreise(delivery, present)
    faults.refuse(_kreise(set(known.index), present, "VG250_KRS"))
    around = _around(delivery)
    made = boundaries.assembled(found, known, around, {}, {})
    faults.refuse([*_whole(made, delivery, present), *_areas(made, present)])
    return made


def _around(delivery: Delivery) -> gpd.GeoDataFrame:
    if "lan" not in delivery.layers:
        return boundaries.framed(pd.DataFrame({"name": [], "geometry": []}))
    lan = delivery.layers["lan"]
    lan = lan.assign(ars=lan["ars"].str[:2], gf=lan.get("gf", vg250.LAND))
    around = lan[(lan["gf"] == vg250.LAND) & (lan["ars"] != reading.NI)]
    if around.empty:
        return boundaries.framed(pd.DataFrame({"name": [], "geometry": []}))
    return boundaries.laender(lan)


def _kreise(have: set[str], present: Present, where: str) -> Iterator[Fault]:
    labels = present.frames["landkreise"]["label"]
    if gone := sorted(set(labels.index) - have):
        listed = ", ".join(f"{key} {labels[key]}" for key in gone[:SHOWN])
        yield (f"in {where} fehlt {listed}", f"{where} lacks {listed}")
    if new := sorted(have - set(labels.index)):
        listed = ", ".join(new[:SHOWN])
        yield (
            f"{where} hat unbekannte Kreise {listed}",
            f"{where} has unknown Kreise {listed}",
        )


def _complete(found: gpd.GeoDataFrame, present: Present, delivery: Delivery) -> Iterator[Fault]:
    """Compare which Gemeinden and Kreise are there with those of before."""
    land = found[~found["tidal"]]
    if land.empty:
        yield ("es ist keine Gemeinde Niedersachsens darin", "no municipality is in it")
        return
    strange = sorted(set(land["key"][~land["key"].str.fullmatch(r"03\d{6}")]))
    if strange:
        listed = ", ".join(strange[:SHOWN])
        yield (f"keine Gemeindeschlüssel: {listed}", f"no municipality keys: {listed}")
    yield from _kreise(set(land["key"].str[:KREIS_DIGITS]), present, "VG250_GEM")
    before = set(present.frames["gemeinden"].index)
    kept = len(before & set(land["key"])) / len(before)
    if kept < LEAST_KEPT:
        yield (
            f"nur {kept:.0%} der bisherigen Gemeinden sind darin",
            f"only {kept:.0%} of the municipalities so far are in it",
        )
    nameless = sorted(set(land["key"][land["name"] == ""]))
    if nameless:
        listed = ", ".join(nameless[:SHOWN])
        yield (f"ohne Namen: {listed}", f"without a name: {listed}")
    if not delivery.survey and "vwg" not in delivery.layers:
        yield ("die Ebene VG250_VWG (Samtgemeinden) fehlt", "the layer VG250_VWG is missing")


def _whole(made: Boundaries, delivery: Delivery, present: Present) -> Iterator[Fault]:
    """Look for gaps, overlaps, and parts of the Land that nobody has."""
    for level, frame in (("gemeinden", made.gemeinden), ("nachbarn", made.neighbours)):
        shapes = frame.geometry.to_numpy()
        if len(shapes) and (wrong := geometry.coverage_faults(shapes)):
            text = ", ".join(wrong)
            near = _named(frame, shapes)
            yield (
                f"{level}: Lücken oder Überlappungen ({text}){near}",
                f"{level}: gaps or overlaps ({text}){near}",
            )
            return
    if wrong := boundaries.faults(made):
        text = "; ".join(wrong)
        yield (f"die Ebenen passen nicht zusammen ({text})", f"the levels do not nest ({text})")
    own = made.land.geometry.iloc[0]
    for hole in _holes(made, own, present):
        at = f"{hole.centroid.x:.0f} {hole.centroid.y:.0f}"
        km2 = f"{hole.area / 1e6:.2f} km²"
        yield (f"Lücke von {km2} bei {at} (EPSG:25832)", f"gap of {km2} at {at} (EPSG:25832)")
        return
    outline = _outline(delivery)
    if outline is not None:
        off = shapely.area(shapely.symmetric_difference(own, outline))
        if off > LAND_M2:
            km2 = f"{off / 1e6:.1f} km²"
            yield (
                f"die Gemeinden füllen das Land aus VG250_LAN nicht ({km2})",
                f"the municipalities do not fill the Land of VG250_LAN ({km2})",
            )


def _named(frame: gpd.GeoDataFrame, shapes: Any) -> str:
    """Name the areas of whose borders most does not fit."""
    lengths = shapely.length(shapely.coverage_invalid_edges(shapes))
    worst = frame["name"].iloc[lengths.argsort(kind="stable")[::-1]]
    names = list(worst[: min(SHOWN, int((lengths > 0).sum()))])
    return f": {', '.join(names)}" if names else ""


def _holes(made: Boundaries, own: Any, present: Present) -> Iterator[Any]:
    """Yield the holes of the Land that were none before and are no other Land."""
    rings = [
        shapely.Polygon(ring)
        for part in shapely.get_parts(own)
        for ring in shapely.get_rings(part)[1:]
    ]
    before = shapely.union_all(present.units.geometry.to_numpy()) if rings else None
    for ring in rings:
        inside = shapely.intersection(ring, before)
        taken = shapely.union_all([*made.tidal.geometry, *made.neighbours.geometry])
        left = shapely.difference(inside, taken)
        yield from (
            part
            for part in shapely.get_parts(left)
            if not shapely.is_empty(shapely.buffer(part, -NARROW_M))
        )


def _outline(delivery: Delivery) -> Any | None:
    """Return the Land as the same delivery draws it, land only."""
    if "lan" not in delivery.layers:
        return None
    lan = delivery.layers["lan"]
    own = lan[lan["ars"].str[:2] == reading.NI]
    own = own[own["gf"] == vg250.LAND] if "gf" in own else own
    if own.empty:
        return None
    rounded = geometry.rounded(own.geometry.to_numpy(), boundaries.STEP_M)
    return shapely.union_all(geometry.repair(rounded))


def _areas(made: Boundaries, present: Present) -> Iterator[Fault]:
    """Compare the areas of the Kreise with those of before, waters included."""
    before = present.units.geometry.to_crs(crs.EQUAL_AREA).area
    before = before.add(present.tidal.geometry.to_crs(crs.EQUAL_AREA).area, fill_value=0)
    after = crs.area_km2(made.gemeinden).add(crs.area_km2(made.tidal), fill_value=0)
    old, new = (s.groupby(s.index.str[:KREIS_DIGITS]).sum() for s in (before / 1e6, after))
    percent = (new / old - 1) * 100
    off = percent[percent.abs() > KREIS_PERCENT]
    if not off.empty:
        labels = present.frames["landkreise"]["label"]
        listed = ", ".join(f"{labels[key]} {value:+.1f} %" for key, value in off[:SHOWN].items())
        yield (f"Flächen weichen ab: {listed}", f"areas differ: {listed}")


def figures(delivery: Delivery) -> Mapping[str, pd.Series]:
    """Return inhabitants and cadastral area of the Gemeinden that the delivery has, by key.

    The figure stands at the land part; where several parts of an area repeat it, it counts once.
    """
    raw = delivery.layers["gem"]
    key = keys(raw["ars"])
    out = {}
    for name in ("inhabitants", "area_km2"):
        if name in raw and raw[name].notna().any():
            out[name] = raw[name].where(raw[name] >= 0).groupby(key).max()
    return out
