"""Today's areas of Niedersachsen out of VG250 of 2016: one Gemeinde coverage, dissolved upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata import crs
from geodata import errors
from geodata import geometry
from geodata.build import packages
from geodata.build import samtgemeinden
from geodata.build import successors
from geodata.build import tables
from geodata.build import vg250

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.build.fetch import Shelf

STEP_M: Final = 0.1  # grid of the shipped coordinates
FREE: Final = "Gemeindefreies Gebiet"
COUNTS: Final = {"gemeinden": 939 + 25, "samtgemeinden": 114, "landkreise": 45, "aerl": 4}
PER_AERL: Final = {"braunschweig": 10, "leine-weser": 7, "lueneburg": 11, "weser-ems": 17}
# titles and names that differ from VG250 of 2016
TITLES: Final = {"03454057": "Stadt"}
KREIS_NAMES: Final = {"03159": "Göttingen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """All area levels of the Land (EPSG:25832, index ``key``) and the Länder around it.

    `tidal` has the waters that belong to a Gemeinde; the areas themselves are land only.
    """

    gemeinden: gpd.GeoDataFrame
    samtgemeinden: gpd.GeoDataFrame
    landkreise: gpd.GeoDataFrame
    aerl: gpd.GeoDataFrame
    zukunftsregionen: gpd.GeoDataFrame
    land: gpd.GeoDataFrame
    tidal: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame

    def levels(self) -> dict[str, gpd.GeoDataFrame]:
        """Return level to frame, from the Land down to the Gemeinden."""
        names = ("land", "aerl", "landkreise", "samtgemeinden", "gemeinden", "zukunftsregionen")
        return {name: getattr(self, name) for name in names}


def parts_2016(shelf: Shelf) -> gpd.GeoDataFrame:
    """Return the parts of all Gemeinden of 2016 with today's keys: key, name, title, tidal."""
    raw = vg250.frame(shelf.read(packages.BOUNDARIES, "gemeinden.geo.json"), "03")
    upper = vg250.frame(shelf.read(packages.BOUNDARIES, "verwaltungsgemeinschaften.geo.json"), "03")
    is_sg = upper["title"] == "Samtgemeinde"
    today = samtgemeinden.of_2016(dict(zip(upper.ars[is_sg], upper.name[is_sg], strict=True)))
    former = raw.ars.str[:5] + raw.ars.str[9:]
    successor = successors.current()
    sg = [today.get(ars, ("", "")) for ars in raw.ars.str[:9]]
    return gpd.GeoDataFrame(
        {
            "former": former,
            "key": [successor.get(k, k) for k in former],
            "name": raw["name"].str.replace(", gemfr. Geb.", "", regex=False),
            "title": raw["title"],
            "tidal": raw["gf"] == vg250.TIDAL,
            "samtgemeinde": [key for key, _ in sg],
            "samtgemeinde_name": [name for _, name in sg],
        },
        geometry=geometry.rounded(raw.geometry.to_numpy(), STEP_M),
        crs=crs.METRIC,
    )


def title_of(key: str, parts: gpd.GeoDataFrame, titles: Mapping[str, str]) -> str:
    """Return the title of a Gemeinde: that of a merged one is the best of its parts."""
    if key in titles:
        return titles[key]
    if key.endswith("000"):
        return "Kreisfreie Stadt"
    known = set(parts["title"])
    return "Stadt" if "Stadt" in known else parts["title"].iloc[0]


def gemeinden(
    parts: gpd.GeoDataFrame, names: Mapping[str, str], titles: Mapping[str, str]
) -> gpd.GeoDataFrame:
    """Return the Gemeinden, land only, sorted by key.

    Parameters
    ----------
    parts
        Parts of Gemeinden: ``key``, ``former``, ``name``, ``title``, ``tidal``, ``samtgemeinde``,
        ``samtgemeinde_name``.
    names, titles
        Key to name or title where the parts have another.
    """
    rows = {}
    for key, group in parts[~parts.tidal].sort_values("former").groupby("key"):
        first = group.iloc[0]
        rows[key] = {
            "name": names.get(key, first["name"]),
            "title": title_of(key, group, titles),
            "kreis": key[:5],
            "samtgemeinde": first.samtgemeinde,
            "samtgemeinde_name": first.samtgemeinde_name,
            "geometry": geometry.union(group.geometry),
        }
    return framed(pd.DataFrame.from_dict(rows, orient="index"))


def framed(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a frame of areas in EPSG:25832, index ``key`` in order."""
    return (
        gpd.GeoDataFrame(frame, geometry="geometry", crs=crs.METRIC).rename_axis("key").sort_index()
    )


def dissolved(frame: gpd.GeoDataFrame, by: pd.Series) -> dict[str, object]:
    """Return group key to the union of the members' geometries."""
    return {k: geometry.union(g.geometry) for k, g in frame.groupby(by) if k}


def of_members(
    kreise: gpd.GeoDataFrame, members: Mapping[str, tuple[str, tuple[str, ...]]]
) -> gpd.GeoDataFrame:
    """Return areas made of whole Kreise; a Kreis may be in several."""
    rows = {
        key: {
            "name": name,
            "members": ";".join(sorted(ks)),
            "geometry": geometry.union(kreise.geometry.loc[list(ks)]),
        }
        for key, (name, ks) in members.items()
    }
    return framed(pd.DataFrame.from_dict(rows, orient="index")).loc[list(members)]


def kreise_2016(shelf: Shelf) -> pd.DataFrame:
    """Return name and title of the Landkreise and kreisfreie Städte, index key."""
    raw = vg250.frame(shelf.read(packages.BOUNDARIES, "kreise.geo.json"), "03")
    known = raw[raw.gf == vg250.LAND].drop_duplicates("ars").set_index("ars")
    known = pd.DataFrame(known[["name", "title"]])
    for key, name in KREIS_NAMES.items():
        known.loc[key] = {"name": name, "title": "Landkreis"}
    return known


def landkreise(units: gpd.GeoDataFrame, known: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the 45 Landkreise and kreisfreie Städte with names and titles."""
    aerl = tables.aerl_of_kreis()
    rows = {
        key: {
            "name": known["name"][key],
            "title": known["title"][key],
            "aerl": aerl[key],
            "geometry": shape,
        }
        for key, shape in dissolved(units, units.kreis).items()
    }
    return framed(pd.DataFrame.from_dict(rows, orient="index"))


def samtgemeinden_of(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the Samtgemeinden, dissolved from their members."""
    names = dict(zip(units.samtgemeinde, units.samtgemeinde_name, strict=True))
    rows = {
        key: {"name": names[key], "kreis": key[:5], "geometry": shape}
        for key, shape in dissolved(units, units.samtgemeinde).items()
    }
    return framed(pd.DataFrame.from_dict(rows, orient="index"))


def tidal(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the tidal waters per Gemeinde."""
    waters = parts[parts.tidal]
    rows = {k: {"kreis": k[:5], "geometry": g} for k, g in dissolved(waters, waters["key"]).items()}
    return framed(pd.DataFrame.from_dict(rows, orient="index"))


def neighbours(shelf: Shelf) -> gpd.GeoDataFrame:
    """Return the land of the other Länder, on the same grid as the Gemeinden."""
    return laender(vg250.frame(shelf.read(packages.BOUNDARIES, "laender.geo.json")))


def laender(raw: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the land of the other Länder out of VG250's."""
    land = raw[(raw.gf == vg250.LAND) & (raw.ars != "03")].copy()
    land["geometry"] = geometry.rounded(land.geometry.to_numpy(), STEP_M)
    rows = {
        key: {"name": g["name"].iloc[0], "geometry": geometry.union(g.geometry)}
        for key, g in land.groupby("ars")
    }
    return framed(pd.DataFrame.from_dict(rows, orient="index"))


def faults(made: Boundaries) -> list[str]:
    """Name what nesting or borders are not what they must be."""
    found = []
    if (per := made.landkreise.groupby("aerl").size().to_dict()) != PER_AERL:
        found.append(f"Kreise per ÄrL: {per}")
    for level, frame in made.levels().items():
        if level != "zukunftsregionen":  # these overlap on purpose
            found += [f"{level}: {f}" for f in geometry.coverage_faults(frame.geometry)]
    return found


def checked(made: Boundaries) -> Boundaries:
    """Return the areas, or say which count, nesting or border is not what it must be."""
    found = [
        f"{level}: {have} instead of {count}"
        for level, count in COUNTS.items()
        if (have := len(made.levels()[level])) != count
    ]
    found += faults(made)
    if found:
        text = "; ".join(found)
        raise errors.BuildError(f"Grenzen stimmen nicht: {text}.", f"Boundaries wrong: {text}.")
    return made


def assembled(
    parts: gpd.GeoDataFrame,
    known: pd.DataFrame,
    around: gpd.GeoDataFrame,
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> Boundaries:
    """Return every level out of the parts of Gemeinden; not checked yet.

    Parameters
    ----------
    parts, names, titles
        As for :func:`gemeinden`.
    known
        Name and title of the Kreise by key.
    around
        The other Länder.
    """
    units = gemeinden(parts, names, titles)
    kreise = landkreise(units, known)
    land = pd.DataFrame({"name": ["Niedersachsen"]}, index=["03"])
    land["geometry"] = [geometry.union(units.geometry)]
    return Boundaries(
        gemeinden=units,
        samtgemeinden=samtgemeinden_of(units),
        landkreise=kreise,
        aerl=of_members(kreise, tables.members("aerl.csv")),
        zukunftsregionen=of_members(kreise, tables.members("zukunftsregionen.csv")),
        land=framed(land),
        tidal=tidal(parts),
        neighbours=around,
    )


def build(shelf: Shelf) -> Boundaries:
    """Return every level of today's Niedersachsen, checked."""
    return checked(
        assembled(
            parts_2016(shelf),
            kreise_2016(shelf),
            neighbours(shelf),
            successors.names(),
            TITLES,
        )
    )
