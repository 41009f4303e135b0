"""Subjects: the datasets that a file can be imported into, with what a row need not say."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from geodata import dataset
from geodata import errors
from geodata import indicators
from geodata.intake import surveys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.dataset import Column

Kind = Literal["records", "instruments", "totals", "indicators"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A dataset that can be imported.

    Parameters
    ----------
    id
        Word on the command line.
    title, title_en
        What people call it.
    kind
        Which rules of placing hold.
    columns
        As in its file.
    prefix
        Beginning of the ids that are given to rows without one.
    usual
        Values of columns that a row leaves empty.
    asked
        The columns that a template shows, the most wanted first.
    """

    id: str
    title: str
    title_en: str
    kind: Kind
    columns: tuple[Column, ...]
    prefix: str
    usual: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Path of its table in a data folder."""
        return indicators.VALUES if self.kind == "indicators" else f"records/{self.id}.csv"

    def column(self, name: str) -> Column:
        """Return one of its columns."""
        return next(column for column in self.columns if column.name == name)

    def has(self, name: str) -> bool:
        """Tell whether it has a column."""
        return any(column.name == name for column in self.columns)


RECORD_ASKED: Final = (
    "id", "title", "applicant", "place_text", "landkreise", "gemeinde", "lat", "lon", "aerl",
    "year", "date", "status", "theme", "note",
)  # fmt: skip
MONEY_ASKED: Final = ("amount_eur", "amount_kind", "amount_precision", "total_cost_eur")
SOURCES_ASKED: Final = ("source_url", "source_date", "confidence")
INSTRUMENT_ASKED: Final = (
    "id", "title", "text", "landkreise", "gemeinde", "place_text", "lat", "lon", "lead",
    "partners", "year_text", "amount_eur", *SOURCES_ASKED, "note",
)  # fmt: skip
COUNTS: Final = {"counted": "yes", "money_bearing": "yes"}
AWARD: Final = {**COUNTS, "amount_kind": "award", "funder": "", "amount_precision": "reported"}


def _records(id_: str, titles: tuple[str, str], prefix: str, usual: Mapping[str, str]) -> Subject:
    columns = dataset.SCHEMAS[id_]
    names = {column.name for column in columns}
    wanted = (*RECORD_ASKED, *MONEY_ASKED, *EXTRA.get(id_, ()), *SOURCES_ASKED)
    return Subject(
        id=id_,
        title=titles[0],
        title_en=titles[1],
        kind="records",
        columns=columns,
        prefix=prefix,
        usual=MappingProxyType({**usual, "dataset": id_}),
        asked=tuple(name for name in wanted if name in names),
    )


def _instruments(id_: str, titles: tuple[str, str], prefix: str, kind: str) -> Subject:
    return Subject(
        id=id_,
        title=titles[0],
        title_en=titles[1],
        kind="instruments",
        columns=dataset.INSTRUMENT,
        prefix=prefix,
        usual=MappingProxyType({"kind": kind}),
        asked=INSTRUMENT_ASKED,
    )


EXTRA: Final[Mapping[str, tuple[str, ...]]] = {
    "jobmessen": ("venue", "organisers", "visitors", "exhibitors"),
    "rvz": ("kind_detail", "address", "opened", "services"),
    "zukunftsregionen": ("region",),
    "zukunftsregionen_projects": ("region",),
    "other_funding": ("programme",),
}
FAIR: Final = {**COUNTS, "money_bearing": "no", "kind_detail": "Jobmesse"}
ALL: Final[Mapping[str, Subject]] = MappingProxyType(
    {
        subject.id: subject
        for subject in (
            _records(
                "zukunftsraeume",
                ("Zukunftsräume: Projekte und Stellen", "Zukunftsräume: projects and posts"),
                "zr",
                {**AWARD, "programme": "zukunftsraeume", "kind_detail": "Projekt"},
            ),
            _records(
                "rvz",
                ("Regionale Versorgungszentren", "Regional supply centres"),
                "rvz",
                {**AWARD, "programme": "rvz"},
            ),
            _records(
                "zukunftsregionen",
                ("Zukunftsregionen: Budgets", "Zukunftsregionen: budgets"),
                "zrb",
                {**AWARD, "programme": "zukunftsregionen", "amount_kind": "budget"},
            ),
            _records(
                "zukunftsregionen_projects",
                ("Zukunftsregionen: Projekte", "Zukunftsregionen: projects"),
                "zrp",
                {**AWARD, "programme": "zukunftsregionen", "kind_detail": "Projekt"},
            ),
            _records(
                "jobmessen", ("Jobmessen", "Job fairs"), "jm", {**FAIR, "programme": "jobmessen"}
            ),
            _records(
                "integration",
                ("Integration und Nachbarschaft", "Integration and neighbourhood"),
                "in",
                {**AWARD, "programme": "integration"},
            ),
            _records("other_funding", ("Weitere Förderung", "Other funding"), "of", AWARD),
            _instruments("strategies", ("Strategien", "Strategies"), "hs", "strategy"),
            _instruments("cooperations", ("Kooperationen", "Cooperations"), "ko", "cooperation"),
            _instruments(
                "model_projects", ("Modellprojekte", "Model projects"), "mp", "model_project"
            ),
            _instruments(
                "central_places", ("Zentrale Orte", "Central places"), "zo", "central_place"
            ),
            _instruments(
                "offices", ("Ämter für regionale Landesentwicklung", "Offices"), "arl", "office"
            ),
            _instruments("partners", ("Partner", "Partners"), "gg", "partner"),
            _instruments("regions", ("Regionen", "Regions"), "region", "region"),
            Subject(
                id="totals",
                title="Veröffentlichte Gesamtzahlen",
                title_en="Published totals",
                kind="totals",
                columns=dataset.TOTAL,
                prefix="pt",
                asked=tuple(
                    column.name for column in dataset.TOTAL if not column.name.endswith("_en")
                ),
            ),
            Subject(
                id="indicators",
                title="Indikatoren (Regionalmonitoring)",
                title_en="Indicators (regional monitoring)",
                kind="indicators",
                columns=surveys.COLUMNS,
                prefix="i",
                asked=tuple(column.name for column in surveys.COLUMNS),
            ),
        )
    }
)


class UnknownSubjectError(errors.UnknownKeyError):
    """A dataset that nothing can be imported into."""


def known(id_: str) -> Subject:
    """Return a subject.

    Raises
    ------
    UnknownSubjectError
        With the names of all.
    """
    if id_ not in ALL:
        raise UnknownSubjectError("Datensatz", id_, ", ".join(ALL))
    return ALL[id_]
