"""Place name to point, Gemeinde and Kreis, offline, with ambiguity made visible."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from geodata import folders
from geodata import names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "gazetteer.csv"
BETTER_POINTS: Final = "odbl/gemeinde_points.csv"
COLUMNS: Final = (
    "name", "kind", "key", "kreis", "kreis_name", "gemeinde", "lat", "lon", "precision", "source",
)  # fmt: skip
ORDER: Final = (
    "gemeinde", "samtgemeinde", "former", "ortsteil", "kreisfreie_stadt", "landkreis",
    "gemeindefrei",
)  # fmt: skip
"""What a bare name means first; a Landkreis only if it is asked for by its title."""
TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "stadt": ("gemeinde", "former"),
    "hansestadt": ("gemeinde", "former"),
    "landeshauptstadt": ("gemeinde",),
    "kreisfreie stadt": ("gemeinde",),
    "gemeinde": ("gemeinde", "former"),
    "flecken": ("gemeinde", "former"),
    "samtgemeinde": ("samtgemeinde",),
    "sg": ("samtgemeinde",),
    "landkreis": ("landkreis",),
    "lk": ("landkreis",),
    "kreis": ("landkreis",),
    "region": ("landkreis",),
    "ortsteil": ("ortsteil", "former"),
    "ot": ("ortsteil", "former"),
    "ortschaft": ("ortsteil", "former"),
}
TITLE: Final = re.compile(
    rf"^({'|'.join(sorted(TITLES, key=len, reverse=True))})\s+", re.IGNORECASE
)
HINT: Final = re.compile(
    r"\s*[(,]\s*(?:im\s+|in\s+)?(?P<title>landkreis|lkr\.?|lk|kreis|region|kreisfreie stadt|stadt)"
    r"\s+(?P<name>[^),]+)\)?\s*$",
    re.IGNORECASE,
)
LEAST_PREFIX: Final = 4
CUTOFF: Final = 0.72

Status = Literal["ok", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry.

    Parameters
    ----------
    name
        As it is written officially.
    kind
        One of :data:`ORDER`; ``former`` is a Gemeinde merged into another since 2016.
    key
        AGS of the area: of today's Gemeinde for ``former`` and ``ortsteil``.
    kreis, kreis_name
        Key and label of the Kreis.
    gemeinde
        Key of the Gemeinde, empty for Samtgemeinden and Kreise.
    lat, lon
        Degrees, WGS84.
    precision
        What a point of this entry stands for: ``place``, ``municipality``,
        ``samtgemeinde`` or ``landkreis``.
    source
        ``geonames``, ``openego`` or ``inside`` (a point inside the area, no settlement).
    """

    name: str
    kind: str
    key: str
    kreis: str
    kreis_name: str
    gemeinde: str
    lat: float
    lon: float
    precision: str
    source: str

    @property
    def title(self) -> str:
        """The name with its Kreis: ``Burgdorf (Landkreis Wolfenbüttel)``."""
        if self.kreis_name in self.name or self.key == self.kreis:
            return self.kreis_name if self.key == self.kreis else self.name
        return f"{self.name} ({self.kreis_name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a query found: one place, several to ask about, or none.

    `candidates` has the place itself first, then what else the name may mean.
    """

    status: Status
    place: Place | None = None
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query taken apart: folded names, wished kinds, and the Kreis it names."""

    whole: str
    bare: str
    kinds: tuple[str, ...]
    kreis_title: str
    kreis: str
    bracket: bool


def parsed(text: str, kreis: str | None = None) -> Query:
    """Take a query apart: ``SG Sickte (LK Wolfenbüttel)`` has a kind, a name and a hint."""
    text = text.strip()
    title, hint = "", kreis or ""
    if found := HINT.search(text):
        text = text[: found.start()].strip()
        if not kreis:
            title, hint = found["title"].lower(), found["name"]
    kinds: tuple[str, ...] = ()
    if found := TITLE.match(text):
        kinds = TITLES[found[1].lower()]
        if found[1].lower() != "region":  # part of the name: Region Hannover
            text = text[found.end() :]
    if kreis and (found := TITLE.match(kreis)):
        title, hint = found[1].lower(), kreis[found.end() :]
    return Query(
        whole=names.folded(text),
        bare=names.bare(text),
        kinds=kinds,
        kreis_title=title,
        kreis=hint.strip(),
        bracket="(" in text,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All places of the Land, found by name.

    Parameters
    ----------
    places
        The entries, in the order of the file.
    """

    places: tuple[Place, ...]
    _whole: Mapping[str, tuple[Place, ...]] = field(repr=False)
    _bare: Mapping[str, tuple[Place, ...]] = field(repr=False)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Gazetteer:
        """Return a gazetteer of these places."""
        listed = tuple(places)
        whole, bare = defaultdict(list), defaultdict(list)
        for place in listed:
            whole[names.folded(place.name)].append(place)
            bare[names.bare(place.name)].append(place)
        return cls(
            places=listed,
            _whole={k: tuple(v) for k, v in whole.items()},
            _bare={k: tuple(v) for k, v in bare.items()},
        )

    @classmethod
    def load(cls, folder: Path = folders.DATA) -> Gazetteer:
        """Read the shipped gazetteer, with the better points of the ODbL folder if it is there.

        Raises
        ------
        MissingFileError, DamagedFileError
            If the file is missing or no such table.
        """
        frame = folders.table(folder / FILE, COLUMNS, ("lat", "lon"))
        rows = frame[list(COLUMNS)].itertuples(index=False, name=None)
        places = [Place(**dict(zip(COLUMNS, row, strict=True))) for row in rows]
        better = folder / BETTER_POINTS
        if better.is_file():
            points = folders.table(better, ("key", "lat", "lon"), ("lat", "lon"))
            at = {k: (a, o) for k, a, o in points[["key", "lat", "lon"]].itertuples(index=False)}
            places = [moved(place, at) for place in places]
        return cls.of(places)

    def find(self, query: str, kreis: str | None = None) -> Match:
        """Return what a name means.

        Parameters
        ----------
        query
            A name, with or without title and Kreis: ``Stadt Oldenburg``,
            ``Burgdorf (LK Wolfenbüttel)``, ``Hann. Münden``.
        kreis
            Key or name of the Kreis in which it must lie.
        """
        asked = parsed(query, kreis)
        found = of_kinds(self._named(asked), asked.kinds)
        if asked.kreis:
            keys = self._kreise(asked.kreis_title, asked.kreis)
            found = [p for p in found if p.kreis in keys]
        if not found:
            return Match(status="unknown")
        found.sort(key=lambda p: (ORDER.index(p.kind), p.key))
        best = [p for p in found if p.kind == found[0].kind]
        if len(best) > 1 and asked.bracket:
            best = [p for p in best if names.folded(p.name) == asked.whole] or best
        if len(best) > 1:
            return Match(status="ambiguous", candidates=tuple(found))
        others = (p for p in found if p is not best[0])
        return Match(status="ok", place=best[0], candidates=(best[0], *others))

    def suggest(self, query: str, n: int = 5) -> tuple[Place, ...]:
        """Return up to `n` places whose names are written much like the query."""
        asked = parsed(query)
        close = difflib.get_close_matches(asked.bare, list(self._bare), n=n, cutoff=CUTOFF)
        found = [
            place
            for name in close
            for place in sorted(self._bare[name], key=lambda p: (ORDER.index(p.kind), p.key))
        ]
        cities = {p.key for p in found if p.kind == "gemeinde"}
        distinct = dict.fromkeys(
            p for p in found if p.kind != "kreisfreie_stadt" or f"{p.key}000" not in cities
        )
        return tuple(distinct)[:n]

    def _named(self, asked: Query) -> list[Place]:
        """Return the places of the name: as written, without addition, or as its beginning."""
        exact = self._whole.get(asked.whole, ())
        if exact and asked.bracket:
            return list(exact)
        found = self._bare.get(asked.bare, ())
        if not found and len(asked.bare) >= LEAST_PREFIX:
            begins = asked.bare + " "
            found = tuple(
                p for name, ps in self._whole.items() if name.startswith(begins) for p in ps
            )
        return list(dict.fromkeys((*exact, *found)))

    def _kreise(self, title: str, hint: str) -> set[str]:
        """Return the keys of the Kreise that a hint may mean."""
        if hint.isdigit():
            return {hint}
        wanted = names.bare(hint)
        kind = {"stadt": "kreisfreie_stadt", "kreisfreie stadt": "kreisfreie_stadt"}.get(title)
        kind = kind or ("landkreis" if title else "")
        return {
            p.key
            for p in self.places
            if p.kind in {"landkreis", "kreisfreie_stadt"}
            and (not kind or p.kind == kind)
            and names.bare(p.name).removeprefix("region ") == wanted.removeprefix("region ")
        }


def moved(place: Place, points: Mapping[str, tuple[float, float]]) -> Place:
    """Return a Gemeinde without a settlement of its name at its largest settlement."""
    if place.kind != "gemeinde" or place.key not in points:
        return place
    lat, lon = points[place.key]
    return replace(place, lat=lat, lon=lon, source="openego")


def of_kinds(found: list[Place], kinds: tuple[str, ...]) -> list[Place]:
    """Return the places of the wished kinds; without a wish no Kreis where a place will do."""
    if kinds:
        return [p for p in found if p.kind in kinds] or found
    places = [p for p in found if p.kind not in {"landkreis", "kreisfreie_stadt"}]
    return places or found
