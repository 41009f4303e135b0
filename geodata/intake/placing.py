"""Placing: the areas and the point of a row, as it says them, or found by its words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Final

from geodata import names
from geodata.intake import whereabouts
from geodata.intake.finding import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from geodata.gazetteer import Place
    from geodata.intake.whereabouts import Ground

    Said = Iterator[tuple[str, Words]]

JOINT: Final = ";"
PRECISE: Final = {
    "gemeinde": "municipality", "samtgemeinde": "samtgemeinde", "ortsteil": "place",
    "former": "place", "landkreis": "landkreis", "kreisfreie_stadt": "municipality",
    "gemeindefrei": "municipality",
}  # fmt: skip
OPEN: Final = "geonames"  # points of other sources are filled in when the data are loaded


class Placer:
    """Completes and checks where rows are.

    Parameters
    ----------
    ground
        Areas and names.
    precise
        Whether rows say how exact their place is (records do).
    """

    def __init__(self, ground: Ground, *, precise: bool) -> None:
        self.ground = ground
        self.precise = precise
        self._find: Callable[[str, str], tuple[Place | None, Words | None]] = lru_cache(4096)(
            lambda words, kreis: whereabouts.named(words, kreis, ground)
        )
        frame = ground.frames["aerl"]
        self._offices = {
            names.folded(spelling): str(key)
            for key, row in frame.iterrows()
            for spelling in (
                str(key), str(row["name"]), str(row["label"]), f"ArL {row['name']}",
                f"Amt für regionale Landesentwicklung {row['name']}",
            )
        }  # fmt: skip
        regions = ground.frames["zukunftsregionen"]
        self._regions = {
            names.folded(spelling): str(key)
            for key, row in regions.iterrows()
            for spelling in (str(key), str(row["name"]), str(row["label"]))
        }
        self._kreise = set(ground.frames["landkreise"].index)
        self._office_of = dict(ground.frames["landkreise"]["aerl"])
        self._kreis_of = dict(ground.frames["gemeinden"]["kreis"])
        self._joint_of = dict(ground.frames["samtgemeinden"]["kreis"])

    def place(self, values: dict[str, str]) -> Said:
        """Fill in what follows from what a row says, and yield column and words of faults."""
        said = list(self._kreis_keys(values))
        said += self._keys(values)
        if not any(words.code != "key-old" for _, words in said):
            said += self._found(values)
            said += self._point(values)
        if "aerl" in values:
            said += self._office(values)
        if values.get("region"):
            said += self._region(values)
        if self.precise and not values.get("place_precision"):
            values["place_precision"] = "landkreis" if values["landkreise"] else "none"
        yield from said

    def kreise(self, text: str) -> str:
        """Return the keys of a list of Kreise, by key or name; the unknown ones are left out."""
        trial = {"landkreise": text}
        list(self._kreis_keys(trial))
        return trial["landkreise"]

    def _kreis_keys(self, values: dict[str, str]) -> Said:
        """Turn names of Kreise into keys."""
        keys: list[str] = []
        for part in _parts(values.get("landkreise", "")):
            key = self.ground.current(part.zfill(5) if part.isdigit() else part)
            key = key if key in self._kreise else self.ground.kreis_named(part)
            if not key:
                yield "landkreise", unknown_kreis(part, ", ".join(self.ground.kreise_like(part)))
                continue
            keys.append(key)
        values["landkreise"] = JOINT.join(dict.fromkeys(keys))

    def _keys(self, values: dict[str, str]) -> Said:
        """Check official keys, migrate old ones, and hold them against the Kreis."""
        for column, table in (("gemeinde", self._kreis_of), ("samtgemeinde", self._joint_of)):
            key = values.get(column, "")
            if not key:
                continue
            now = self.ground.current(key) if key not in table else key
            if now not in table:
                near = self.ground.keys_like(key)
                yield column, whereabouts.unknown_key(key, near)
                values[column] = ""
                continue
            if now != key:
                yield column, old_key(key, now)
            values[column] = now
            kreise = values["landkreise"].split(JOINT) if values["landkreise"] else []
            if kreise and table[now] not in kreise:
                yield column, self._other_kreis(now, table[now])
            values["landkreise"] = values["landkreise"] or str(table[now])

    def _other_kreis(self, key: str, kreis: str) -> Words:
        label = self.ground.frames["landkreise"].loc[kreis, "label"]
        return Words(
            "key-elsewhere",
            f"Der Schlüssel {key} gehört zu {label}, nicht zum angegebenen Landkreis.",
            f"The key {key} belongs to {label}, not to the Landkreis that is given.",
            "Eines von beiden berichtigen.",
            "Correct one of the two.",
        )

    def _found(self, values: dict[str, str]) -> Said:
        """Find the place by its name where nothing else says where it is."""
        words = values.get("place_text", "")
        located = any(values.get(name) for name in ("gemeinde", "samtgemeinde", "lat", "lon"))
        settled = values.get("place_precision") or not self.precise
        if not words or located or settled:
            if located and self.precise and not values.get("place_precision"):
                values["place_precision"] = _precision(values)
            return
        kreise = values["landkreise"].split(JOINT) if values["landkreise"] else [""]
        place, fault = self._find(words, kreise[0] if len(kreise) == 1 else "")
        if place is None:
            yield "place_text", fault or whereabouts.unknown(words, ())
            return
        values["landkreise"] = values["landkreise"] or place.kreis
        values["place_precision"] = PRECISE[place.kind]
        if place.kind == "samtgemeinde":
            values["samtgemeinde"] = place.key
        elif place.kind != "landkreis":
            values["gemeinde"] = place.gemeinde or f"{place.key}000"
        if place.kind in ("ortsteil", "former") and place.source == OPEN:
            values["lat"], values["lon"] = f"{place.lat}", f"{place.lon}"
        elif values["place_precision"] == "place":
            values["place_precision"] = "municipality"

    def _point(self, values: dict[str, str]) -> Said:
        """Check the point of a row: in the Land, and in its own Kreis."""
        lat, lon = values.get("lat", ""), values.get("lon", "")
        if not lat and not lon:
            return
        numbers = [float(text) if text else None for text in (lat, lon)]
        key, _, _, words = whereabouts.point(numbers[0], numbers[1], self.ground)
        if words is not None:
            yield "lat", words
            return
        kreise = values["landkreise"].split(JOINT) if values["landkreise"] else []
        if not kreise:
            values["landkreise"] = str(self._kreis_of[key])
        elif self._kreis_of[key] not in kreise:
            yield "lat", self._other_kreis(key, str(self._kreis_of[key]))
        if self.precise and not values.get("gemeinde") and not values.get("samtgemeinde"):
            values["gemeinde"] = key

    def _office(self, values: dict[str, str]) -> Said:
        """Derive the office of the Kreise, and hold the one that is given against it."""
        own = dict.fromkeys(
            str(self._office_of[key]) for key in _parts(values["landkreise"]) if key in self._kreise
        )
        told: list[str] = []
        for part in _parts(values["aerl"]):
            key = self._offices.get(names.folded(part), "")
            if not key:
                listed = ", ".join(str(n) for n in self.ground.frames["aerl"]["name"])
                yield "aerl", _unknown_office(part, listed)
                return
            told.append(key)
        if own and told and set(told) != set(own):
            labels = [str(self.ground.frames["aerl"].loc[key, "name"]) for key in own]
            yield "aerl", _other_office(", ".join(labels))
            return
        values["aerl"] = JOINT.join(told or own)

    def _region(self, values: dict[str, str]) -> Said:
        key = self._regions.get(names.folded(values["region"]), "")
        if not key:
            listed = ", ".join(str(n) for n in self.ground.frames["zukunftsregionen"]["name"])
            yield "region", _unknown_region(values["region"], listed)
            return
        values["region"] = key


def _precision(values: dict[str, str]) -> str:
    if values.get("lat"):
        return "address"
    return "municipality" if values.get("gemeinde") else "samtgemeinde"


def _parts(text: str) -> list[str]:
    """Return the parts of a list in a cell; a comma may belong to a name (``Oldenburg, Stadt``)."""
    return [part.strip() for part in text.replace("\n", JOINT).split(JOINT) if part.strip()]


def unknown_kreis(words: str, near: str) -> Words:
    """Return the words on an unknown Kreis, with those written alike."""
    return Words(
        "kreis-unknown",
        f"Einen Landkreis „{words}“ gibt es in Niedersachsen nicht.",
        f"There is no Landkreis '{words}' in Niedersachsen.",
        f"Gemeint sein könnte: {near}." if near else "Schreibweise prüfen.",
        f"It may be: {near}." if near else "Check the spelling.",
    )


def old_key(key: str, now: str) -> Words:
    """Return the words on a key that was replaced."""
    return Words(
        "key-old",
        f"Der Schlüssel {key} ist nicht mehr gültig; gelesen als {now}.",
        f"The key {key} is no longer valid; read as {now}.",
        "Schlüssel in der Tabelle ersetzen.",
        "Replace the key in the table.",
    )


def _unknown_office(words: str, listed: str) -> Words:
    return Words(
        "aerl-unknown",
        f"Ein Amt für regionale Landesentwicklung „{words}“ gibt es nicht.",
        f"There is no regional development office '{words}'.",
        f"Möglich sind: {listed}.",
        f"Possible are: {listed}.",
    )


def _other_office(right: str) -> Words:
    return Words(
        "aerl-landkreis",
        "Das Amt für regionale Landesentwicklung passt nicht zum Landkreis.",
        "The regional development office does not fit the Landkreis.",
        f"Zuständig ist {right}.",
        f"The one in charge is {right}.",
    )


def _unknown_region(words: str, listed: str) -> Words:
    return Words(
        "region-unknown",
        f"Eine Zukunftsregion „{words}“ gibt es nicht.",
        f"There is no Zukunftsregion '{words}'.",
        f"Möglich sind: {listed}.",
        f"Possible are: {listed}.",
    )
