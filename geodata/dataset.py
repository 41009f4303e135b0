"""What a table of the data room holds: its columns with titles, kinds and units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["text", "key", "keys", "choice", "integer", "number", "money", "date", "flag", "url"]
Geometry = Literal["area", "point", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Stable English key, as in the file and in exports.
    title, title_en
        What a reader sees above the column.
    kind
        How the cell is read and checked; ``keys`` are joined by ``;`` in the file.
    unit
        Unit of a number (``EUR``, ``degree``), else empty.
    required
        An empty cell is a fault.
    choices
        The allowed values of a ``choice``.
    """

    name: str
    title: str
    title_en: str
    kind: Kind = "text"
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A table with its name, its geometry and where it comes from.

    Parameters
    ----------
    geometry
        ``point`` when rows have WGS84 coordinates, ``area`` when they are areas.
    source_ids
        Ids of ``sources.toml``.
    """

    id: str
    title: str
    title_en: str
    geometry: Geometry
    columns: tuple[Column, ...]
    source_ids: tuple[str, ...]


PROGRAMMES: Final = (
    "zukunftsraeume",
    "rvz",
    "zukunftsregionen",
    "resiliente-innenstaedte",
    "kofinanzierung",
    "soziale-innovation",
    "integration",
    "jobmessen",
    "greengov",
)
PLACE_PRECISIONS: Final = (
    "address",
    "place",
    "municipality",
    "samtgemeinde",
    "landkreis",
    "region",
    "none",
)
AMOUNT_KINDS: Final = ("award", "budget", "cost")
AMOUNT_PRECISIONS: Final = (
    "exact",
    "rounded",
    "lower_bound",
    "upper_bound",
    "computed",
    "reported",
)
CONFIDENCES: Final = ("high", "medium", "low")


def _text(name: str, title: str, title_en: str) -> tuple[Column, Column]:
    """Return a column and its English twin."""
    return (
        Column(name=name, title=title, title_en=title_en),
        Column(name=f"{name}_en", title=f"{title} (englisch)", title_en=f"{title_en} (English)"),
    )


def _flag(name: str, title: str, title_en: str) -> Column:
    return Column(name=name, title=title, title_en=title_en, kind="flag", required=True)


def _choice(name: str, title: str, title_en: str, choices: tuple[str, ...]) -> Column:
    return Column(name=name, title=title, title_en=title_en, kind="choice", choices=choices)


def _number(name: str, title: str, title_en: str, kind: Kind, unit: str) -> Column:
    return Column(name=name, title=title, title_en=title_en, kind=kind, unit=unit)


ID: Final = Column(name="id", title="Kennung", title_en="Id", kind="key", required=True)
SOURCES: Final = (
    Column(name="source_url", title="Quelle", title_en="Source", kind="url", required=True),
    Column(name="source_url_2", title="Quelle 2", title_en="Source 2", kind="url"),
    Column(name="source_url_3", title="Quelle 3", title_en="Source 3", kind="url"),
    Column(name="source_date", title="Datum der Quelle", title_en="Date of source", kind="date"),
    _choice("confidence", "Verlässlichkeit", "Confidence", CONFIDENCES),
)
PLACE: Final = (
    Column(name="place_text", title="Ort", title_en="Place"),
    Column(
        name="place_precision",
        title="Genauigkeit des Orts",
        title_en="Precision of place",
        kind="choice",
        choices=PLACE_PRECISIONS,
        required=True,
    ),
    *_text("place_note", "Hinweis zum Ort", "Note on place"),
    _number("lat", "Breite", "Latitude", "number", "degree"),
    _number("lon", "Länge", "Longitude", "number", "degree"),
    Column(name="gemeinde", title="Gemeinde", title_en="Municipality", kind="key"),
    Column(name="samtgemeinde", title="Samtgemeinde", title_en="Samtgemeinde", kind="key"),
    Column(name="landkreise", title="Landkreise", title_en="Landkreise", kind="keys"),
    Column(name="aerl", title="ÄrL", title_en="ÄrL", kind="keys"),
)
REGION: Final = Column(name="region", title="Zukunftsregion", title_en="Zukunftsregion", kind="key")
MONEY: Final = (
    _number("amount_eur", "Betrag", "Amount", "money", "EUR"),
    _choice("amount_kind", "Art des Betrags", "Kind of amount", AMOUNT_KINDS),
    _choice("amount_precision", "Genauigkeit", "Precision", AMOUNT_PRECISIONS),
    *_text("amount_note", "Hinweis zum Betrag", "Note on amount"),
    _number("total_cost_eur", "Gesamtkosten", "Total cost", "money", "EUR"),
    _choice(
        "total_cost_precision", "Genauigkeit Gesamtkosten", "Precision of cost", AMOUNT_PRECISIONS
    ),
    *_text("total_cost_note", "Hinweis zu den Kosten", "Note on cost"),
    *_text("funder", "Geldgeber", "Funder"),
)
HEAD: Final = (
    ID,
    Column(name="dataset", title="Datensatz", title_en="Dataset", kind="key", required=True),
    _choice("programme", "Programm", "Programme", PROGRAMMES),
    Column(name="title", title="Titel", title_en="Title", required=True),
    Column(name="title_en", title="Titel (englisch)", title_en="Title (English)", required=True),
    *_text("applicant", "Träger", "Applicant"),
)
COUNTING: Final = (
    _flag("counted", "zählt", "Counts"),
    *_text("not_counted_reason", "zählt nicht, weil", "Does not count because"),
    _flag("money_bearing", "Betrag erwartet", "Amount expected"),
)
WHEN: Final = (
    _number("year", "Jahr", "Year", "integer", ""),
    Column(name="date", title="Datum", title_en="Date", kind="date"),
)
WHAT: Final = (
    *_text("status", "Stand", "Status"),
    Column(name="kind_detail", title="Art", title_en="Kind", kind="key"),
    *_text("kind_label", "Art in Worten", "Kind in words"),
    *_text("theme", "Thema", "Theme"),
)
NOTE: Final = _text("note", "Hinweis", "Note")
FAIR: Final = (
    Column(name="venue", title="Veranstaltungsort", title_en="Venue"),
    Column(name="organisers", title="Veranstalter", title_en="Organisers"),
    _number("visitors", "Besucher", "Visitors", "integer", "persons"),
    _choice(
        "visitors_precision", "Genauigkeit Besucher", "Precision of visitors", AMOUNT_PRECISIONS
    ),
    _number("exhibitors", "Aussteller", "Exhibitors", "integer", "exhibitors"),
    _choice("alliance", "Bündnis beteiligt", "Alliance takes part", ("yes", "unknown")),
)
CENTRE: Final = (
    Column(name="parent", title="gehört zu", title_en="Part of", kind="key"),
    *_text("address", "Anschrift", "Address"),
    Column(name="opened", title="eröffnet", title_en="Opened", kind="date"),
    *_text("opened_note", "Hinweis zur Eröffnung", "Note on opening"),
    *_text("services", "Angebote", "Services"),
)
TWICE: Final = _choice(
    "confirmed_twice", "Betrag doppelt belegt", "Amount confirmed twice", ("yes", "no")
)

# Every column a record can have, in the order of exports
RECORD: Final = (
    *HEAD,
    *PLACE,
    REGION,
    *MONEY,
    *WHEN,
    *WHAT,
    *CENTRE,
    *FAIR,
    TWICE,
    *SOURCES,
    *NOTE,
    *COUNTING,
)
_AWARDS: Final = (*HEAD, *PLACE, REGION, *MONEY, *WHEN, *WHAT)
_TAIL: Final = (*SOURCES, *NOTE, *COUNTING)
SCHEMAS: Final[Mapping[str, tuple[Column, ...]]] = {
    "rvz": (*_AWARDS, *CENTRE, *_TAIL),
    "zukunftsraeume": (*_AWARDS, TWICE, *_TAIL),
    "zukunftsregionen": (*_AWARDS, *_TAIL),
    "zukunftsregionen_projects": (*_AWARDS, *_TAIL),
    "jobmessen": (*HEAD, *PLACE, *WHEN, *WHAT, *FAIR, *_TAIL),
    "integration": (*_AWARDS, *_TAIL),
    "other_funding": (*_AWARDS, *_TAIL),
}
INSTRUMENT_KINDS: Final = (
    "strategy",
    "cooperation",
    "study",
    "model_project",
    "central_place",
    "office",
    "partner",
    "region",
)
INSTRUMENT: Final = (
    ID,
    Column(
        name="kind",
        title="Art",
        title_en="Kind",
        kind="choice",
        choices=INSTRUMENT_KINDS,
        required=True,
    ),
    Column(name="title", title="Titel", title_en="Title", required=True),
    Column(name="title_en", title="Titel (englisch)", title_en="Title (English)", required=True),
    *_text("text", "Beschreibung", "Description"),
    *_text("kind_label", "Art in Worten", "Kind in words"),
    Column(name="landkreise", title="Landkreise", title_en="Landkreise", kind="keys"),
    Column(name="aerl", title="ÄrL", title_en="ÄrL", kind="keys"),
    Column(name="gemeinde", title="Gemeinde", title_en="Municipality", kind="key"),
    REGION,
    *_text("place_text", "Ort", "Place"),
    _number("lat", "Breite", "Latitude", "number", "degree"),
    _number("lon", "Länge", "Longitude", "number", "degree"),
    Column(name="lead", title="federführend", title_en="Lead"),
    *_text("partners", "Beteiligte", "Partners"),
    Column(name="programme_text", title="Programm", title_en="Programme"),
    *_text("funder", "Geldgeber", "Funder"),
    *_text("year_text", "Zeit", "Time"),
    _number("amount_eur", "Betrag", "Amount", "money", "EUR"),
    _choice("amount_precision", "Genauigkeit", "Precision", AMOUNT_PRECISIONS),
    *_text("amount_note", "Hinweis zum Betrag", "Note on amount"),
    *(
        Column(name=c.name, title=c.title, title_en=c.title_en, kind=c.kind, choices=c.choices)
        for c in SOURCES
    ),
    *NOTE,
)
INSTRUMENT_FILES: Final = (
    "strategies",
    "cooperations",
    "model_projects",
    "central_places",
    "offices",
    "partners",
    "regions",
)
PLACES: Final = (
    Column(name="record", title="Eintrag", title_en="Record", kind="key", required=True),
    Column(name="name", title="Ort", title_en="Place", required=True),
    _number("lat", "Breite", "Latitude", "number", "degree"),
    _number("lon", "Länge", "Longitude", "number", "degree"),
    Column(name="gemeinde", title="Gemeinde", title_en="Municipality", kind="key"),
    Column(name="samtgemeinde", title="Samtgemeinde", title_en="Samtgemeinde", kind="key"),
    Column(name="landkreis", title="Landkreis", title_en="Landkreis", kind="key", required=True),
    Column(
        name="precision",
        title="Genauigkeit",
        title_en="Precision",
        kind="choice",
        choices=PLACE_PRECISIONS,
        required=True,
    ),
)
TOTAL: Final = (
    ID,
    _choice("programme", "Programm", "Programme", (*PROGRAMMES, "packt-an")),
    *_text("programme_text", "Programm in der Quelle", "Programme in the source"),
    *_text("metric", "Kennzahl", "Metric"),
    _number("value", "Wert", "Value", "number", ""),
    _number("value_to", "bis", "to", "number", ""),
    *_text("unit", "Einheit", "Unit"),
    _choice(
        "precision",
        "Genauigkeit",
        "Precision",
        (*AMOUNT_PRECISIONS, "range"),
    ),
    *_text("precision_note", "Genauigkeit in Worten", "Precision in words"),
    *_text("as_of", "Stand", "As of"),
    Column(name="source_url", title="Quelle", title_en="Source", kind="url"),
    Column(name="source_url_2", title="Quelle 2", title_en="Source 2", kind="url"),
    _choice("confidence", "Verlässlichkeit", "Confidence", CONFIDENCES),
    *NOTE,
)
MENDED: Final = (
    Column(name="file", title="Datei", title_en="File", required=True),
    _number("row", "Zeile", "Row", "integer", ""),
    Column(name="id", title="Kennung", title_en="Id", kind="key", required=True),
    Column(name="column", title="Spalte", title_en="Column", required=True),
    Column(name="before", title="vorher", title_en="Before"),
    Column(name="after", title="nachher", title_en="After"),
    *_text("why", "Grund", "Reason"),
)
