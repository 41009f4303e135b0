"""Which collections there are: a level of areas, the records of a dataset, instruments."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from geodata import areas
from geodata import dataset
from geodata import errors
from geodata import population
from geodata.dataset import Column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from geodata.provenance import Source

Kind = Literal["areas", "records", "instruments"]

CENTRAL_PLACES: Final = "central_places"
INSTRUMENTS: Final = "instruments"
# The level has this name already
RENAMED: Final[Mapping[str, str]] = {"zukunftsregionen": "zukunftsregionen_budgets"}


def _column(name: str, title: str, title_en: str, **more: object) -> Column:
    return Column(name=name, title=title, title_en=title_en, **more)  # type: ignore[arg-type]


ORIGIN: Final = (
    _column("licence", "Lizenz", "Licence"),
    _column("attribution", "Quellenvermerk", "Attribution"),
    _column("data_version", "Datenfassung", "Data version"),
)
AREA: Final = (
    _column("key", "Schlüssel", "Key", kind="key"),
    _column("label", "Name", "Name"),
    _column("title", "Bezeichnung", "Type"),
    _column("aerl", "ÄrL", "ÄrL", kind="key"),
    _column("kreis", "Landkreis", "Landkreis", kind="key"),
    _column("samtgemeinde", "Samtgemeinde", "Samtgemeinde", kind="key"),
    _column("members", "Landkreise", "Landkreise", kind="keys"),
    _column("inhabitants", "Einwohner", "Inhabitants", kind="integer", unit="persons"),
    _column("inhabitants_status", "Art der Einwohnerzahl", "Kind of inhabitants"),
    _column("area_km2", "Fläche", "Area", kind="number", unit="km2"),
    _column("area_status", "Art der Fläche", "Kind of area"),
    _column("source_url", "Quelle", "Source"),
    _column("source_date", "Stand der Quelle", "State of source"),
    *ORIGIN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One table with geometry.

    Parameters
    ----------
    id
        Stable name in addresses, files and databases.
    kind
        What a row is.
    of
        The level, or the datasets or kinds of instruments, that it holds.
    geometry
        ``MultiPolygon``, ``MultiPoint``, or empty: rows are listed without a place.
    columns
        The columns after the id of the feature, in the order of files.
    sources
        Where its rows come from.
    """

    id: str
    kind: Kind
    of: tuple[str, ...]
    geometry: str
    title: str
    title_en: str
    about: str
    about_en: str
    columns: tuple[Column, ...]
    sources: tuple[Source, ...]

    @property
    def attribution(self) -> str:
        """The lines to be named with it."""
        return " · ".join(dict.fromkeys(s.attribution for s in self.sources if s.attribution))

    @property
    def licence(self) -> str:
        """The names of its licences."""
        return ", ".join(dict.fromkeys(s.licence for s in self.sources if s.licence))

    def says(self, lang: str) -> tuple[str, str]:
        """Return title and description in a language."""
        return (self.title_en, self.about_en) if lang == "en" else (self.title, self.about)


def every(catalogue: Catalogue) -> tuple[Collection, ...]:
    """Return all collections of a catalogue, areas first."""
    levels = sorted(areas.LEVELS.values(), key=lambda level: level.order)
    datasets = [name for name in dataset.SCHEMAS if name in set(catalogue.records["dataset"])]
    return (
        *(_areas(catalogue, level) for level in levels if level.id in catalogue.areas),
        *(_records(catalogue, name) for name in datasets),
        _central_places(catalogue),
        _instruments(catalogue),
    )


def known(catalogue: Catalogue, id_: str) -> Collection:
    """Return one collection.

    Raises
    ------
    UnknownKeyError
    """
    found = {collection.id: collection for collection in every(catalogue)}
    if id_ not in found:
        raise errors.UnknownKeyError("Ebene", id_[:40], ", ".join(found))
    return found[id_]


def size(catalogue: Catalogue, found: Collection) -> int:
    """Return how many rows a collection has."""
    if found.kind == "areas":
        return len(catalogue.areas[found.of[0]])
    if found.kind == "records":
        return int(catalogue.records["dataset"].isin(found.of).sum())
    return int(catalogue.instruments["kind"].isin(found.of).sum())


def _of_files(catalogue: Catalogue, names: Iterable[str]) -> tuple[Source, ...]:
    wanted = tuple(names)
    return tuple(
        source
        for source in catalogue.sources
        if any(fnmatchcase(name, pattern) for name in wanted for pattern in source.files)
    )


def _of_datasets(catalogue: Catalogue, names: Iterable[str]) -> tuple[Source, ...]:
    wanted = set(names)
    return tuple(source for source in catalogue.sources if source.dataset in wanted)


def _areas(catalogue: Catalogue, level: areas.AreaLevel) -> Collection:
    files = [areas.MASTER, f"areas/{level.id}.csv"]
    estimated = population.is_estimated(catalogue.areas[level.id])
    files += [f"{population.FOLDER}/{population.GEMEINDEN}"] if estimated else []
    return Collection(
        id=level.id,
        kind="areas",
        of=(level.id,),
        geometry="MultiPolygon",
        title=level.title,
        title_en=level.title_en,
        about="Gebiete mit Fläche und Einwohnern"
        + (", Einwohner geschätzt." if estimated else "."),
        about_en="Areas with size and inhabitants"
        + (", inhabitants estimated." if estimated else "."),
        columns=AREA,
        sources=_of_files(catalogue, files),
    )


def _records(catalogue: Catalogue, name: str) -> Collection:
    sources = _of_datasets(catalogue, (name,))
    source = sources[0] if sources else None
    return Collection(
        id=RENAMED.get(name, name),
        kind="records",
        of=(name,),
        geometry="MultiPoint",
        title=source.title if source else name,
        title_en=source.title_en if source else name,
        about="Einträge mit Ort, Betrag und Quelle; ohne genauen Ort ohne Geometrie.",
        about_en="Records with place, amount and source; no geometry without an exact place.",
        columns=(*dataset.SCHEMAS[name][1:], *ORIGIN),  # the id is that of the feature
        sources=sources,
    )


def _central_places(catalogue: Catalogue) -> Collection:
    return Collection(
        id=CENTRAL_PLACES,
        kind="instruments",
        of=("central_place",),
        geometry="MultiPoint",
        title="Zentrale Orte",
        title_en="Central places",
        about="Ober- und Mittelzentren mit Quelle.",
        about_en="Central places with their source.",
        columns=(*dataset.INSTRUMENT[1:], *ORIGIN),
        sources=_of_datasets(catalogue, ("central_place",)),
    )


def _instruments(catalogue: Catalogue) -> Collection:
    kinds = tuple(kind for kind in dataset.INSTRUMENT_KINDS if kind != "central_place")
    return Collection(
        id=INSTRUMENTS,
        kind="instruments",
        of=kinds,
        geometry="",
        title="Strategien, Kooperationen und Studien",
        title_en="Strategies, cooperations and studies",
        about="Einträge ohne eigenen Ort, mit ihren Landkreisen und Quellen.",
        about_en="Entries without a place of their own, with their Landkreise and sources.",
        columns=(*dataset.INSTRUMENT[1:], *ORIGIN),
        sources=_of_datasets(catalogue, kinds),
    )
