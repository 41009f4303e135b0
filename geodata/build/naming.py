"""Names of areas: as a sentence needs them, as a label needs them, in two lines for the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Final

from geodata.build import tables

if TYPE_CHECKING:
    import pandas as pd

CITY: Final = "Kreisfreie Stadt"
BRACKET: Final = re.compile(r"\s*\([^)]*\)$")


def bare(name: str) -> str:
    """Return a name without its addition: ``Nienburg (Weser)`` becomes ``Nienburg``."""
    return BRACKET.sub("", name)


def kreise(frame: pd.DataFrame) -> pd.DataFrame:
    """Return name, label and short of the Kreise.

    Oldenburg and Osnabrück are both a city and a Landkreis: their names say which.
    """
    plain = frame["name"].str.replace(" (Oldb)", "", regex=False)
    double = plain.duplicated(keep=False)
    city = frame["title"] == CITY
    kind = city.map({True: "Stadt", False: "Landkreis"})
    out = frame[[]].copy()
    out["name"] = plain.where(~double, plain + " (" + kind + ")")
    out["label"] = [
        name
        if name.startswith("Region ")
        else f"{name} (Stadt)"
        if is_city
        else f"Landkreis {name}"
        for name, is_city in zip(plain, city, strict=True)
    ]
    out["short"] = [
        f"LK {name}" if twice and not is_city else bare(name)
        for name, twice, is_city in zip(plain, double, city, strict=True)
    ]
    return out


def gemeinden(frame: pd.DataFrame, kreis_labels: pd.Series) -> pd.DataFrame:
    """Return name, label and short of the Gemeinden; labels are unique."""
    title = frame["title"].replace({CITY: "Stadt"})
    free = title == "Gemeindefreies Gebiet"
    label = (title + " " + frame["name"]).where(~free, frame["name"] + ", gemeindefrei")
    double = label.duplicated(keep=False)
    label = label.where(~double, label + " (" + frame["kreis"].map(kreis_labels) + ")")
    out = frame[[]].copy()
    out["name"] = frame["name"]
    out["label"] = label
    out["short"] = [bare(name) for name in frame["name"]]
    return out


def lines(key: str, short: str) -> str:
    """Return a map label in one or two lines, separated by a line feed."""
    fixed = {row["key"]: row["lines"] for row in tables.rows("label_lines.csv")}
    return fixed.get(key, short).replace("|", "\n")
