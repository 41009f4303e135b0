"""What lies around and in the Land on the offline base map: Länder, countries, rivers, lakes.

The sea is the map's background. Neighbouring Länder share their borders with the Land
exactly. Natural Earth's countries do not fit BKG's border to the metre: they are drawn
below and widened towards Germany, except into waters that BKG has, so that no
sea-coloured slivers show.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pyogrio
import shapely

from geodata import crs
from geodata import geobuf
from geodata import geometry
from geodata.build import gshhg
from geodata.build import packages
from geodata.build import simplify
from geodata.build import vg250
from geodata.build import write

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.build.boundaries import Boundaries
    from geodata.build.fetch import Shelf

VIEW: Final = (1.0, 48.8, 16.8, 56.6)
"""West, south, east, north in degrees: wider than a 16:9 screen fitted to the Land in whole
zoom steps, with all panels closed."""
NEAR: Final = (6.2, 50.9, 12.0, 54.3)
"""Where small lakes are drawn too."""
RIVERS: Final = (3.0, 49.8, 15.2, 56.0)
"""Where rivers are drawn."""
REACH_M: Final = 3000.0
COUNTRY_TOLERANCE_M: Final = 300.0
OVERLAP_M: Final = 800.0
"""How far a country reaches under Germany: more than its simplification moves a border."""
WATER_TOLERANCE_M: Final = 100.0
FAR_TOLERANCE_M: Final = 600.0
SHARP_M: Final = 25_000.0
"""How far around the Land its neighbours keep the Land's own detail."""
SPECK_M2: Final = 5e5
"""Smaller parts of a country are left out."""
LAKE_KM2: Final = 1.0
FAR_LAKE_KM2: Final = 10.0
NETHERLANDS: Final = "528"
IJSSELMEER: Final = (4.95, 52.2, 6.0, 53.1)
"""Natural Earth counts these inland waters as land; GSHHG has their shore."""
COUNTRIES: Final = {
    "040": "Österreich",
    "056": "Belgien",
    "203": "Tschechien",
    "208": "Dänemark",
    "250": "Frankreich",
    "442": "Luxemburg",
    "528": "Niederlande",
    "616": "Polen",
    "752": "Schweden",
    "826": "Vereinigtes Königreich",
}


def in_view(series: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return metric geometries in degrees, cut at the edge of the view."""
    return cut(simplify.degrees(series))


def cut(series: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return geometries in degrees cut at the edge of the view, the empty ones left out."""
    shapes = geometry.repair(shapely.clip_by_rect(series.to_numpy(), *VIEW))
    shapes = geometry.rounded(shapes, 10.0**-simplify.DECIMALS)
    out = gpd.GeoSeries(geometry.repair(shapes), index=series.index, crs=crs.WGS84)
    return out[~out.is_empty]


def neighbours(areas: Boundaries, web: simplify.Web) -> gpd.GeoSeries:
    """Return the Länder around in degrees: sharp where they touch the Land, coarse far away."""
    shapes = geometry.simplified(areas.neighbours.geometry, FAR_TOLERANCE_M)
    far = simplify.degrees(gpd.GeoSeries(shapes, areas.neighbours.index, crs=crs.METRIC))
    outline = shapely.simplify(areas.land.geometry.iloc[0], 500.0)
    zone = gpd.GeoSeries([shapely.buffer(outline, SHARP_M)], crs=crs.METRIC).to_crs(crs.WGS84)[0]
    merged = shapely.union(
        shapely.intersection(web.neighbours.to_numpy(), zone),
        shapely.difference(far.to_numpy(), zone),
    )
    return cut(gpd.GeoSeries(merged, index=far.index, crs=crs.WGS84))


def sea(areas: Boundaries, shelf: Shelf) -> Any:
    """Return the waters that BKG has off the coast, metric."""
    raw = vg250.frame(shelf.read(packages.BOUNDARIES, "laender.geo.json"))
    return shapely.union_all([*raw.geometry[raw.gf != vg250.LAND], *areas.tidal.geometry])


def widened(land: Any, germany: Any, germany_near: Any, waters: Any) -> Any:
    """Return a country grown over the sliver between it and Germany, metric."""
    strip = shapely.intersection(shapely.buffer(land, REACH_M), germany_near)
    strip = shapely.difference(strip, shapely.union(waters, germany))
    overlap = shapely.intersection(shapely.buffer(strip, OVERLAP_M), germany)
    grown = shapely.simplify(shapely.union_all([land, strip, overlap]), COUNTRY_TOLERANCE_M)
    parts = shapely.get_parts(grown)
    return shapely.union_all(parts[shapely.area(parts) > SPECK_M2])


def countries(areas: Boundaries, shelf: Shelf) -> gpd.GeoSeries:
    """Return the neighbouring countries in degrees, index ISO number."""
    raw = shelf.read(packages.COUNTRIES, "countries-10m.json")
    frame = pyogrio.read_dataframe(io.BytesIO(raw), layer="countries")
    frame = frame[frame["id"].isin(COUNTRIES)].set_index("id").sort_index()
    frame = frame.set_crs(crs.WGS84, allow_override=True)
    margin = shapely.clip_by_rect(
        geometry.repair(frame.geometry.to_numpy()),
        VIEW[0] - 1,
        VIEW[1] - 1,
        VIEW[2] + 1,
        VIEW[3] + 1,
    )
    lands = gpd.GeoSeries(margin, index=frame.index, crs=crs.WGS84).to_crs(crs.METRIC)
    lands[NETHERLANDS] = shapely.difference(lands[NETHERLANDS], ijsselmeer(shelf))
    germany = shapely.simplify(
        shapely.union_all([*areas.land.geometry, *areas.neighbours.geometry]), 50.0
    )
    germany_near = shapely.buffer(germany, REACH_M)
    waters = sea(areas, shelf)
    grown = [widened(g, germany, germany_near, waters) for g in lands]
    return in_view(gpd.GeoSeries(grown, index=lands.index, crs=crs.METRIC))


def ijsselmeer(shelf: Shelf) -> Any:
    """Return the waters of IJsselmeer and Markermeer, metric."""
    shores = [
        shapely.clip_by_rect(shapely.Polygon(line.points), *IJSSELMEER)
        for line in gshhg.lines(shelf, "gshhs_f", IJSSELMEER)
        if line.level == gshhg.LAND
    ]
    land = shapely.union_all(geometry.repair(shores))
    water = gpd.GeoSeries([shapely.difference(shapely.box(*IJSSELMEER), land)], crs=crs.WGS84)
    return shapely.simplify(water.to_crs(crs.METRIC).iloc[0], WATER_TOLERANCE_M)


def thinned(shapes: list[Any]) -> gpd.GeoSeries:
    """Return lines or polygons in degrees, simplified for the map."""
    metric = gpd.GeoSeries(shapes, crs=crs.WGS84).to_crs(crs.METRIC)
    return in_view(gpd.GeoSeries(metric.simplify(WATER_TOLERANCE_M), crs=crs.METRIC))


def rivers(shelf: Shelf) -> gpd.GeoSeries:
    """Return the large rivers, joined where their pieces meet."""
    pieces = [
        shapely.LineString(line.points)
        for line in gshhg.lines(shelf, "rivers_f", RIVERS)
        if len(line.points) > 1
    ]
    return thinned([shapely.line_merge(shapely.MultiLineString(pieces))])


def lakes(shelf: Shelf) -> gpd.GeoSeries:
    """Return lakes over 1 km² near the Land and over 10 km² elsewhere."""
    near = shapely.box(*NEAR)
    shapes = []
    for line in gshhg.lines(shelf, "gshhs_f", VIEW):
        if line.level == gshhg.LAKE:
            shape = shapely.Polygon(line.points)
            least = LAKE_KM2 if near.intersects(shape) else FAR_LAKE_KM2
            if line.area_km2 >= least:
                shapes.append(shape)
    return thinned(shapes)


def build(areas: Boundaries, web: simplify.Web, shelf: Shelf, folder: Path) -> None:
    """Write ``web/surroundings.pbf``, in drawing order: countries, Länder, lakes, rivers."""
    layers = {
        "country": (countries(areas, shelf), COUNTRIES),
        "neighbour": (neighbours(areas, web), areas.neighbours["name"]),
        "lake": (lakes(shelf), {}),
        "river": (rivers(shelf), {}),
    }
    shapes = []
    texts = []
    for kind, (series, names) in layers.items():
        for key, shape in series.items():
            shapes.append(shape)
            name = names.get(key, "")
            texts.append({"id": f"{kind}-{key}", "kind": kind, "name": name})
    path = write.made(folder / "web" / "surroundings.pbf")
    path.write_bytes(geobuf.collection(shapes, texts, simplify.DECIMALS))
