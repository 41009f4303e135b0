"""From the words of the facts to a place: Kreis, Samtgemeinde, Gemeinde, point, precision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

from geodata import names
from geodata.build.convert.facts import NOTHING
from geodata.build.convert.facts import Pair
from geodata.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    import pandas as pd

    from geodata.build.convert.facts import Fact
    from geodata.build.convert.facts import Report
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer import Place

ODBL: Final = "openego"
TITLES: Final = (
    r"^(Landeshauptstadt|Hansestadt|Kreisfreie Stadt|Stadt|Gemeinde|Flecken|Samtgemeinde|SG|"
    r"Landkreis|LK)\s+"
)
CITY: Final = r"\s*\((kreisfreie Stadt|kreisfrei|Stadt)\)$"
NOT_STATED: Final = Pair("Ort in der Quelle nicht genannt", "Place not stated in the source")
SEVERAL: Final = Pair(
    "mehrere Orte in mehreren Kreisen, ein gemeinsamer Eintrag",
    "Several places in several Kreise, one joint record",
)
SPELLING: Final = Pair("amtliche Schreibweise", "Official spelling")
DERIVED: Final = Pair("Kreis aus dem Ort abgeleitet", "Kreis derived from the place")
BRACKET: Final = Pair(
    "Zusatz gehört nicht zum Ortsnamen", "The addition is no part of the name of the place"
)
NOT_PLACED: Final = Pair(
    "Ort in der Quelle nicht genannt: ohne Punkt, nur dem Kreis zugeordnet",
    "Place not stated in the source: no point, joined to its Kreis only",
)
NO_PLACE: Final = Pair(
    "kein Ort des Ortsverzeichnisses: ohne Punkt, nur dem Kreis zugeordnet",
    "No place of the gazetteer: no point, joined to its Kreis only",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One place that can be drawn; coordinates in WGS84 degrees.

    Points of the ODbL folder are left out (None): records are no part of that database.
    They are filled in when the records are loaded.
    """

    name: str
    lat: float | None
    lon: float | None
    gemeinde: str
    samtgemeinde: str
    landkreis: str
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a record is: areas always as far as known, points only where a place is named."""

    text: Pair = NOTHING
    precision: str = "none"
    note: Pair = NOTHING
    landkreise: tuple[str, ...] = ()
    aerl: tuple[str, ...] = ()
    region: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolver:
    """Finds places of the facts among the areas and in the gazetteer.

    Parameters
    ----------
    areas
        Area frames by level.
    """

    areas: Mapping[str, pd.DataFrame]
    gazetteer: Gazetteer
    report: Report

    def kreis(self, words: str) -> str:
        """Return the key of a Kreis as the facts write it.

        A name without addition is the Landkreis where a city has the same name.

        Raises
        ------
        BuildError
            No Kreis, or more than one, has this name.
        """
        frame = self.areas["landkreise"]
        city = bool(re.search(CITY, words)) or words.startswith("Stadt ")
        same = frame["name"].map(_folded) == _folded(re.sub(CITY, "", words))
        found = frame.index[same & ((frame["title"] == "Kreisfreie Stadt") == city)]
        if found.empty:
            found = frame.index[same]
        if len(found) != 1:
            raise BuildError(f"Kreis „{words}“: {list(found)}")
        return str(found[0])

    def ordered(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return Kreise without repeats in the order of the areas."""
        wanted = set(keys)
        return tuple(key for key in self.areas["landkreise"].index if key in wanted)

    def kreise(self, words: str) -> tuple[str, ...]:
        """Return the keys of Kreise joined by ``;``, in the order of the areas."""
        return self.ordered(self.kreis(part.strip()) for part in words.split(";") if part.strip())

    def kreise_of(self, fact: Fact, column: str = "landkreis") -> tuple[str, ...]:
        """Return the Kreise of a fact and report names written otherwise than officially."""
        frame = self.areas["landkreise"]
        for part in filter(None, (part.strip() for part in fact[column].split(";"))):
            label = frame.loc[self.kreis(part), "label"]
            if part not in (label, label.removeprefix("Landkreis ")):
                self.report.add(fact, column, part, label, SPELLING)
        return self.kreise(fact[column])

    def region(self, name: str) -> str:
        """Return the key of a Zukunftsregion; spellings such as ``Weserbergland plus`` count.

        Raises
        ------
        BuildError
            No region has this name.
        """
        wanted = _region_name(name)
        for key, known in self.areas["zukunftsregionen"]["name"].items():
            if _region_name(known) == wanted:
                return str(key)
        raise BuildError(f"Zukunftsregion „{name}“")

    def region_label(self, region: str) -> str:
        """Return the label of a region: no ``Zukunftsregion Zukunftsregion4Klima``."""
        row = self.areas["zukunftsregionen"].loc[region]
        return str(row["name"] if row["name"].startswith("Zukunftsregion") else row["label"])

    def aerl(self, landkreise: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ÄrL of Kreise, in the order of the areas."""
        found = set(self.areas["landkreise"].loc[list(landkreise), "aerl"])
        return tuple(key for key in self.areas["aerl"].index if key in found)

    def at_kreise(self, landkreise: tuple[str, ...]) -> Spot:
        """Return the spot of a record that is known by its Kreise only: no point."""
        if not landkreise:
            return Spot(note=NOT_STATED)
        label = ", ".join(self.areas["landkreise"].loc[list(landkreise), "label"])
        return Spot(
            text=Pair(label, label),
            precision="landkreis",
            landkreise=landkreise,
            aerl=self.aerl(landkreise),
        )

    def at_region(self, region: str, *, members: bool) -> Spot:
        """Return the spot of a record that is known by its Zukunftsregion only: no point.

        With `members` the record belongs to all Kreise of the region together;
        without, its Kreis within the region is unknown.
        """
        landkreise = tuple(self.areas["zukunftsregionen"].loc[region, "members"].split(";"))
        label = self.region_label(region)
        return Spot(
            text=Pair(label, label),
            precision="region",
            landkreise=landkreise if members else (),
            aerl=self.aerl(landkreise),
            region=region,
        )

    def spot(self, fact: Fact, column: str, landkreise: tuple[str, ...]) -> Spot:
        """Return where a record is from its place in words and its Kreise."""
        words = fact[column]
        if not words:
            if column == "municipality":
                self.report.add(fact, column, "", "", NOT_PLACED)
            return self.at_kreise(landkreise)
        if words.startswith(("Landkreis ", "Region ")):
            return self.at_kreise((self.kreis(words),))
        names = words.split(", ")
        if len(names) > 1:
            return self._several(fact, words, names)
        place, note = self._place(fact, column, words, landkreise)
        if place is None:
            self.report.add(fact, column, words, "", NO_PLACE)
            return replace(self.at_kreise(landkreise), note=Pair(words, words))
        if place.kind == "landkreis":
            return self.at_kreise((place.kreis,))
        if landkreise != (place.kreis,):
            self.report.add(fact, "landkreis", ";".join(landkreise), place.kreis, DERIVED)
        point = self.point(place)
        if not note.de:
            self._spelling(fact, column, words, point.name)
        return self._at(point, note)

    def find(self, words: str, kreis: str) -> Place | None:
        """Return the place of some words inside a Kreis, None if there is none or several."""
        return self.gazetteer.find(words, kreis=kreis).place

    def within(self, place: Place, whole: Place) -> bool:
        """Return whether a place lies in a Gemeinde or Samtgemeinde."""
        point = self.point(place)
        return whole.key in (point.gemeinde, point.samtgemeinde)

    def at(self, place: Place) -> Spot:
        """Return the spot of a place of the gazetteer."""
        return self._at(self.point(place), NOTHING)

    def _at(self, point: Point, note: Pair) -> Spot:
        kreise = (point.landkreis,)
        return Spot(
            text=Pair(point.name, point.name),
            precision=point.precision,
            note=note,
            landkreise=kreise,
            aerl=self.aerl(kreise),
            points=(point,),
        )

    def _several(self, fact: Fact, words: str, names: list[str]) -> Spot:
        """Return the spot of a joint record: each place is known, none is the one."""
        found = [self.gazetteer.find(name).place for name in names]
        points = tuple(self.point(place) for place in found if place is not None)
        if len(points) != len(names):
            raise BuildError(f"{fact.file}.csv, Zeile {fact.row}: „{words}“")
        kreise = self.ordered(point.landkreis for point in points)
        return Spot(
            text=Pair(words, words),
            precision="municipality",
            note=SEVERAL,
            landkreise=kreise,
            aerl=self.aerl(kreise),
            points=points,
        )

    def _place(
        self, fact: Fact, column: str, words: str, landkreise: tuple[str, ...]
    ) -> tuple[Place | None, Pair]:
        """Return the place of some words; what stands in brackets beside a name is a note."""
        kreis = landkreise[0] if len(landkreise) == 1 else None
        place = self.gazetteer.find(words, kreis=kreis).place
        plain, _, addition = words.partition(" (")
        place = place or self.gazetteer.find(plain, kreis=kreis).place
        if place is None or not addition or names.folded(place.name) == _asked(words):
            return place, NOTHING
        self.report.add(fact, column, words, self.point(place).name, BRACKET)
        note = addition.removesuffix(")")
        return place, Pair(note, note)

    def point(self, place: Place) -> Point:
        """Return a place of the gazetteer with the names and keys of the areas."""
        if place.key in self.areas["samtgemeinden"].index:
            return Point(
                name=self.areas["samtgemeinden"].loc[place.key, "label"],
                **located(place),
                gemeinde="",
                samtgemeinde=place.key,
                landkreis=place.kreis,
                precision="samtgemeinde",
            )
        key = place.gemeinde or place.key
        if key in self.areas["landkreise"].index:  # a city is Kreis and Gemeinde at once
            key += "000"
        row = self.areas["gemeinden"].loc[key]
        part = _folded(place.name) != _folded(row["name"])
        return Point(
            name=f"{place.name} ({row['label']})" if part else row["label"],
            **located(place),
            gemeinde=key,
            samtgemeinde=row["samtgemeinde"],
            landkreis=place.kreis,
            precision=place.precision if part else "municipality",
        )

    def _spelling(self, fact: Fact, column: str, words: str, label: str) -> None:
        """Report a name that the facts write in another way than the official list."""
        plain = re.sub(TITLES, "", words)
        official = re.sub(TITLES, "", label)
        if plain not in (official, official.split(" (")[0]):
            self.report.add(fact, column, words, label, SPELLING)


def located(place: Place) -> dict[str, float | None]:
    """Return the coordinates of a place in WGS84 degrees, as far as records may hold them."""
    if place.source == ODBL:
        return {"lat": None, "lon": None}
    return {"lat": round(place.lat, 5), "lon": round(place.lon, 5)}


def _folded(name: str) -> str:
    """Return a name for comparison: without title, brackets and slashes."""
    plain = re.sub(TITLES, "", name)
    plain = re.sub(r"\s*[(/].*$", "", plain)
    return plain.removeprefix("Region ").strip().lower()


def _asked(words: str) -> str:
    return names.folded(re.sub(TITLES, "", words))


def _region_name(name: str) -> str:
    plain = name.lower().removeprefix("zukunftsregion ").split(" – ")[0]
    return re.sub(r"[^a-zäöü0-9]", "", plain.replace("+", "plus"))
