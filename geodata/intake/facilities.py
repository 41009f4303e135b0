"""Facilities: a list of named places (practices, schools, shops) as supply for the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from geodata.dataset import Column
from geodata.intake import cells
from geodata.intake import matching
from geodata.intake import reader
from geodata.intake import refusal
from geodata.intake import whereabouts
from geodata.intake.finding import Collector
from geodata.intake.finding import Finding
from geodata.intake.finding import Words
from geodata.intake.limits import USUAL
from geodata.intake.sheet import text
from geodata.intake.upload import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.intake.limits import Limits
    from geodata.intake.matching import Match
    from geodata.intake.sheet import Cell
    from geodata.intake.sheet import Row
    from geodata.intake.whereabouts import Ground
    from geodata.problems import Problem
    from geodata.problems import Severity

COLUMNS: Final = (
    Column(name="name", title="Name", title_en="Name", required=True),
    Column(name="lat", title="Breite", title_en="Latitude", kind="number"),
    Column(name="lon", title="Länge", title_en="Longitude", kind="number"),
    Column(name="gemeinde", title="AGS", title_en="Municipality key", kind="key"),
    Column(name="place_text", title="Gemeinde", title_en="Municipality"),
    Column(name="landkreise", title="Landkreis", title_en="District"),
    Column(name="capacity", title="Kapazität", title_en="Capacity", kind="number"),
)
PLACING: Final = ({"lat", "lon"}, {"gemeinde"}, {"place_text"})
NO_NAME: Final = Words(
    "name-missing", "Der Name fehlt.", "The name is missing.", "Name eintragen.", "Enter the name."
)
NO_PLACE: Final = Words(
    "place-missing",
    "Weder Koordinaten noch AGS oder Gemeinde sind angegeben.",
    "Neither coordinates nor key or municipality are given.",
    "Eine der drei Angaben eintragen.",
    "Enter one of the three.",
)
NO_COLUMNS: Final = Words(
    "columns-missing",
    "Es fehlt eine Spalte mit dem Namen oder eine, die sagt, wo die Einrichtung ist.",
    "A column with the name is missing, or one that says where the facility is.",
    "Nötig: Name, und Breite/Länge oder AGS oder Gemeinde.",
    "Needed: name, and latitude/longitude or municipality key or municipality.",
)
NEGATIVE: Final = Words(
    "capacity-negative",
    "Eine Kapazität ist nie negativ.",
    "A capacity is never negative.",
    "Zahl prüfen; unbekannte Kapazität leer lassen.",
    "Check the number; leave an unknown capacity empty.",
)
DOUBLE: Final = Words(
    "facility-double",
    "Dieselbe Einrichtung steht schon in einer früheren Zeile.",
    "The same facility stands in an earlier row already.",
    "Eine der Zeilen löschen; gezählt wird die erste.",
    "Delete one of the rows; the first one counts.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """One named place.

    Parameters
    ----------
    lat, lon
        WGS84 degrees: as given, or the point of its municipality.
    gemeinde
        Key of the municipality, empty for a place outside the Land.
    precision
        ``exact`` with coordinates of its own, else ``municipality``.
    capacity
        As given; None is unknown, never zero.
    row
        Row in the file.
    """

    name: str
    lat: float
    lon: float
    gemeinde: str
    precision: str
    capacity: float | None
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilities:
    """A list of named places as it was read, and everything that is wrong with it.

    Parameters
    ----------
    places
        The sound rows.
    findings
        By row; those with severity ``error`` tell of rows that were left out.
    match
        Which column of the file was taken for which; None if the file was refused.
    """

    file: str
    places: tuple[Facility, ...]
    findings: tuple[Finding, ...]
    match: Match | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings as problems, for lists that all modes show alike."""
        return tuple(found.problem(self.file) for found in self.findings)


def read(name: str, body: bytes, ground: Ground, limits: Limits = USUAL) -> Facilities:
    """Return the named places of an uploaded file; never raises on its content.

    Parameters
    ----------
    name
        Name of the file as the browser told it.
    body
        Its content.
    ground
        Areas and names: ``Ground.load(catalogue.folder)``.
    """
    upload = Upload.of_bytes(name, body)
    found = Collector()
    try:
        sheet = reader.sheet(upload, limits)
        match = matching.of(sheet, COLUMNS)
        if "name" not in match.at or not any(needed <= set(match.at) for needed in PLACING):
            found.add(Finding(words=NO_COLUMNS, row=match.header))
            return _result(upload.name, [], found, match)
        places: list[Facility] = []
        seen: set[tuple[str, float, float]] = set()
        for row in sheet.rows():
            if row.number <= match.header:
                continue
            place = _place(row, match, ground, found)
            if place is None:
                continue
            own = (place.name.casefold(), place.lat, place.lon)
            if own in seen:
                found.add(Finding(words=DOUBLE, row=row.number, raw=place.name))
                continue
            seen.add(own)
            places.append(place)
    except refusal.RefusedFileError as fault:
        words = Words(*(getattr(fault.problem(), name) for name in Words._fields))
        found.add(Finding(words=words))
        return _result(upload.name, [], found, None)
    return _result(upload.name, places, found, match)


def _result(name: str, places: list[Facility], found: Collector, match: Match | None) -> Facilities:
    return Facilities(file=name, places=tuple(places), findings=tuple(found.kept), match=match)


def _place(row: Row, match: Match, ground: Ground, found: Collector) -> Facility | None:
    """Return the facility of a row, None where it has no name or no place."""
    raw = {n: row.cells[at] if at < len(row.cells) else None for n, at in match.at.items()}
    name = text(raw.get("name")).strip()
    if not name:
        found.add(Finding(words=NO_NAME, row=row.number, column=match.head("name")))
        return None
    where = _where(raw, row.number, match, ground, found)
    if where is None:
        return None
    capacity = _capacity(raw.get("capacity"), row.number, match, found)
    lat, lon, gemeinde, precision = where
    return Facility(
        name=name,
        lat=lat,
        lon=lon,
        gemeinde=gemeinde,
        precision=precision,
        capacity=capacity,
        row=row.number,
    )


def _capacity(cell: Cell, row: int, match: Match, found: Collector) -> float | None:
    reading = cells.number(cell)
    column = match.head("capacity")
    if reading.words is not None:
        severity: Severity = "notice" if reading.words is cells.UNKNOWN_WORD else "warning"
        found.add(
            Finding(words=reading.words, row=row, column=column, raw=text(cell), severity=severity)
        )
    if not isinstance(reading.value, int | float):
        return None
    if reading.value < 0:
        found.add(
            Finding(words=NEGATIVE, row=row, column=column, raw=text(cell), severity="warning")
        )
        return None
    return float(reading.value)


def _where(
    raw: Mapping[str, Cell], row: int, match: Match, ground: Ground, found: Collector
) -> tuple[float, float, str, str] | None:
    """Return latitude, longitude, Gemeinde and precision: coordinates first, key, then name."""
    if raw.get("lat") is not None or raw.get("lon") is not None:
        return _point(raw, row, match, ground, found)
    if raw.get("gemeinde") is not None:
        key = ground.current(cells.ags(raw["gemeinde"]))
        place = next((p for p in ground.gazetteer.places if p.key == key), None)
        if place is not None:
            return place.lat, place.lon, key, "municipality"
        words = whereabouts.unknown_key(key, ground.keys_like(key))
        found.add(Finding(words=words, row=row, column=match.head("gemeinde"), raw=key))
        return None
    asked = text(raw.get("place_text")).strip()
    if not asked:
        found.add(Finding(words=NO_PLACE, row=row))
        return None
    kreis = ground.kreis_named(text(raw.get("landkreise")))
    place, fault = whereabouts.named(asked, kreis, ground)
    if place is None:
        words = fault or NO_PLACE
        found.add(Finding(words=words, row=row, column=match.head("place_text"), raw=asked))
        return None
    return place.lat, place.lon, place.gemeinde, "municipality"


def _point(
    raw: Mapping[str, Cell], row: int, match: Match, ground: Ground, found: Collector
) -> tuple[float, float, str, str] | None:
    values: list[float | None] = []
    for name in ("lat", "lon"):
        reading = cells.number(raw.get(name))
        if reading.words is not None:
            column = match.head(name)
            found.add(Finding(words=reading.words, row=row, column=column, raw=text(raw.get(name))))
            return None
        values.append(float(reading.value) if isinstance(reading.value, int | float) else None)
    gemeinde, lat, lon, words = whereabouts.point(values[0], values[1], ground)
    if words is not None:
        shown = f"{text(raw.get('lat'))}, {text(raw.get('lon'))}"
        # Outside, but near: a hospital beyond the border serves too
        severity: Severity = "error" if lat is None else "warning"
        column = match.head("lat")
        found.add(Finding(words=words, row=row, column=column, raw=shown, severity=severity))
    if lat is None or lon is None:
        return None
    return lat, lon, gemeinde, "exact"
