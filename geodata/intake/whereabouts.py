"""Whereabouts: which place a row means, by coordinates, official key or name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import shapely

from geodata import areas
from geodata import crs
from geodata import folders
from geodata import names
from geodata.gazetteer import Gazetteer
from geodata.intake.finding import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from geodata.gazetteer import Place

SUGGESTED: Final = 3
SUCCESSORS: Final = "successors.csv"
LATITUDES: Final = (51.2, 54.1)
LONGITUDES: Final = (6.3, 11.7)
KREIS_DIGITS: Final = 5
ROUNDED: Final = 5


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The areas and names against which places are looked up.

    Parameters
    ----------
    frames
        Attribute frames by level.
    """

    frames: Mapping[str, pd.DataFrame]
    gazetteer: Gazetteer
    folder: Path

    @classmethod
    def load(cls, folder: Path | None = None) -> Ground:
        """Read areas and names of a data folder; its shapes only once a point is asked for."""
        folder = folder or folders.DATA
        return cls(
            frames=areas.load_frames(folder), gazetteer=Gazetteer.load(folder), folder=folder
        )

    @cached_property
    def _shapes(self) -> tuple[shapely.STRtree, tuple[Any, ...], tuple[str, ...]]:
        found = crs.to_wgs84(areas.geometry("gemeinden", self.folder)).geometry
        shapes = tuple(found)
        shapely.prepare(list(shapes))
        return shapely.STRtree(shapes), shapes, tuple(str(key) for key in found.index)

    @cached_property
    def _successors(self) -> Mapping[str, str]:
        """Old keys of Gemeinden and Kreise to the one key that took all of them over."""
        path = self.folder / SUCCESSORS
        if not path.is_file():
            return {}
        frame = folders.table(path, ("former_key", "key"))
        heirs: dict[str, set[str]] = {}
        for old, new in zip(frame["former_key"], frame["key"], strict=True):
            heirs.setdefault(str(old), set()).add(str(new))
            heirs.setdefault(str(old)[:KREIS_DIGITS], set()).add(str(new)[:KREIS_DIGITS])
        known = set(self.frames["gemeinden"].index) | set(self.frames["landkreise"].index)
        out = {old: new.pop() for old, new in heirs.items() if len(new) == 1 and old not in known}
        return {old: _followed(new, out) for old, new in out.items()}

    def gemeinde_at(self, lat: float, lon: float) -> str:
        """Return the key of the Gemeinde at a point (WGS84), empty outside the Land."""
        tree, _, keys = self._shapes
        found = tree.query(shapely.Point(lon, lat), predicate="intersects")
        return keys[int(found[0])] if len(found) else ""

    def current(self, key: str) -> str:
        """Return today's key of an old one; the key itself if it is none."""
        return self._successors.get(key, key)

    def kreis_named(self, words: str) -> str:
        """Return the key of a Kreis by key or name, empty if there is none, or more than one.

        Without a title the Landkreis is meant where a city has the same name.
        """
        words = words.strip()
        frame = self.frames["landkreise"]
        if words in frame.index:
            return words
        return self._kreise.get(names.folded(words), "")

    @cached_property
    def _kreise(self) -> Mapping[str, str]:
        """Spellings of Kreise, folded, to their keys."""
        out: dict[str, str] = {}
        for key, row in self.frames["landkreise"].iterrows():
            city = row["title"] == "Kreisfreie Stadt"
            name = str(row["name"])
            titled = ("Stadt", "kreisfreie Stadt") if city else ("Landkreis", "LK", "Kreis", "Lkr")
            spellings = [row["label"], *(f"{title} {name}" for title in titled)]
            spellings += [f"{name}, Stadt", f"{name} (Stadt)"] if city else [f"{name}, Landkreis"]
            spellings += [f"{name} (kreisfreie Stadt)"] if city else [f"{name} (Landkreis)"]
            for spelling in (*spellings, names.bare(name), name):
                folded = names.folded(str(spelling))
                if folded not in out or not city:
                    out[folded] = str(key)
        return out

    def kreise_like(self, words: str) -> tuple[str, ...]:
        """Return labels of Kreise written much like the words."""
        close = difflib.get_close_matches(
            names.folded(words), list(self._kreise), n=SUGGESTED, cutoff=0.6
        )
        labels = self.frames["landkreise"]["label"]
        return tuple(dict.fromkeys(str(labels[self._kreise[name]]) for name in close))

    def keys_like(self, key: str) -> tuple[str, ...]:
        """Return known keys written much like an unknown one, each with its name."""
        level = "landkreise" if len(key) <= KREIS_DIGITS else "gemeinden"
        frame = self.frames[level]
        same = [k for k in frame.index if len(key) > KREIS_DIGITS and k[:5] == key[:5]]
        close = difflib.get_close_matches(key, same or list(frame.index), n=SUGGESTED, cutoff=0.7)
        return tuple(f"{found} {frame.loc[found, 'label']}" for found in close)


def _followed(key: str, table: Mapping[str, str]) -> str:
    for _ in range(10):
        if key not in table:
            break
        key = table[key]
    return key


def point(
    lat: float | None, lon: float | None, ground: Ground
) -> tuple[str, float | None, float | None, Words | None]:
    """Return the Gemeinde of a point, the point, and what is wrong with it.

    Swapped coordinates are recognised and told; they are never corrected silently.
    """
    if lat is None or lon is None:
        return "", None, None, HALF if lat is not None or lon is not None else None
    if _near(lat, LATITUDES) and _near(lon, LONGITUDES):
        key = ground.gemeinde_at(lat, lon)
        return key, round(lat, ROUNDED), round(lon, ROUNDED), None if key else OUTSIDE
    if _near(lon, LATITUDES) and _near(lat, LONGITUDES):
        return "", None, None, swapped(lat, lon)
    return "", None, None, UTM if abs(lat) > 180 or abs(lon) > 180 else OUTSIDE  # noqa: PLR2004


def _near(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def named(words: str, kreis: str, ground: Ground) -> tuple[Place | None, Words | None]:
    """Return the place of a name within a Kreis (key or empty), or why there is none."""
    match = ground.gazetteer.find(words, kreis or None)
    if match.status == "ok":
        return match.place, None
    if match.status == "ambiguous":
        return None, ambiguous(words, match.candidates)
    elsewhere = ground.gazetteer.find(words) if kreis else match
    if elsewhere.candidates:
        return None, other_kreis(words, elsewhere.candidates)
    return None, unknown(words, ground.gazetteer.suggest(words, n=SUGGESTED))


HALF: Final = Words(
    "point-half",
    "Es ist nur eine der beiden Koordinaten angegeben.",
    "Only one of the two coordinates is given.",
    "Breite und Länge eintragen, oder beide Zellen leeren.",
    "Enter latitude and longitude, or empty both cells.",
)
OUTSIDE: Final = Words(
    "point-outside",
    "Der Punkt liegt außerhalb von Niedersachsen.",
    "The point lies outside of Niedersachsen.",
    "Koordinaten in Grad (WGS84) prüfen, etwa 52,37 und 9,73 für Hannover.",
    "Check the coordinates in degrees (WGS84), such as 52.37 and 9.73 for Hannover.",
)
UTM: Final = Words(
    "point-metres",
    "Die Koordinaten sind keine Grad, sondern vermutlich Meter (UTM, Gauß-Krüger).",
    "The coordinates are no degrees but probably metres (UTM, Gauss-Krüger).",
    "In Grad (WGS84) umrechnen, oder als GeoPackage mit Koordinatensystem liefern.",
    "Convert them to degrees (WGS84), or deliver a GeoPackage with its coordinate system.",
)


def swapped(lat: float, lon: float) -> Words:
    """Return the words on latitude and longitude in each other's place."""
    return Words(
        "point-swapped",
        "Breite und Länge sind vertauscht.",
        "Latitude and longitude are swapped.",
        f"Breite {_german(lon)}, Länge {_german(lat)} eintragen.",
        f"Enter latitude {lon:g}, longitude {lat:g}.",
    )


def _german(degrees: float) -> str:
    return f"{degrees:g}".replace(".", ",")


def unknown(words: str, near: Iterable[Place]) -> Words:
    """Return the words on an unknown place, with places written alike."""
    listed = ", ".join(place.title for place in near)
    return Words(
        "place-unknown",
        f"Einen Ort „{words}“ gibt es in Niedersachsen nicht.",
        f"There is no place '{words}' in Niedersachsen.",
        f"Gemeint sein könnte: {listed}." if listed else "Schreibweise prüfen.",
        f"It may be: {listed}." if listed else "Check the spelling.",
    )


def ambiguous(words: str, candidates: Iterable[Place]) -> Words:
    """Return the words on a name that several places have."""
    listed = ", ".join(dict.fromkeys(place.title for place in candidates))
    return Words(
        "place-ambiguous",
        f"„{words}“ gibt es mehrmals.",
        f"There are several places named '{words}'.",
        f"Landkreis oder Gemeindeschlüssel angeben: {listed}.",
        f"Give the Landkreis or the municipality's key: {listed}.",
    )


def other_kreis(words: str, candidates: Iterable[Place]) -> Words:
    """Return the words on a place that lies in another Kreis than the row says."""
    listed = ", ".join(dict.fromkeys(place.title for place in candidates))
    return Words(
        "place-elsewhere",
        f"„{words}“ liegt nicht in diesem Landkreis.",
        f"'{words}' does not lie in this Landkreis.",
        f"Gefunden: {listed}.",
        f"Found: {listed}.",
    )


def unknown_key(key: str, near: Iterable[str]) -> Words:
    """Return the words on an unknown official key, with keys written alike."""
    listed = ", ".join(near)
    return Words(
        "ags-unknown",
        f"Den Schlüssel „{key}“ gibt es nicht.",
        f"There is no key '{key}'.",
        f"Gemeint sein könnte: {listed}." if listed else "Amtlichen Gemeindeschlüssel prüfen.",
        f"It may be: {listed}." if listed else "Check the official key.",
    )
