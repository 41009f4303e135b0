"""Programmes: what each is, who grants and who may apply, and its published totals."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

from geodata import checks
from geodata import dataset
from geodata import folders
from geodata.errors import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.problems import Problem

NAME: Final = "programmes.toml"
TOTALS: Final = "records/totals.csv"
MILLION: Final = 1_000_000
# How a bound or a rounded figure is said
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "lower_bound": ("über ", "over "),
    "upper_bound": ("knapp ", "just under "),
    "rounded": ("rd. ", "about "),
}
SIGNS: Final[Mapping[str, str]] = {"EUR": "€", "Prozent": "%"}

SINGULAR: Final = {"Standorte": "Standort", "sites": "site"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One published figure of a programme.

    Parameters
    ----------
    value, value_to
        The figure, and the upper end of a range.
    text, text_en
        The figure in words, with its unit and bound: ``rd. 33 Mio. €``.
    precision
        ``range`` or one of :data:`geodata.dataset.AMOUNT_PRECISIONS`.
    completeness
        Set when the records can be held against it: by their number or their amounts.
    kinds, years
        Which records are meant: their ``kind_detail`` and ``year``; empty = all that count.
    """

    id: str
    metric: str
    metric_en: str
    value: float | None
    value_to: float | None
    text: str
    text_en: str
    unit: str
    unit_en: str
    precision: str
    as_of: str
    as_of_en: str
    source_url: str
    source_url_2: str
    confidence: str
    note: str
    note_en: str
    completeness: Literal["count", "amount"] | None = None
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One programme.

    Parameters
    ----------
    about, about_en
        Two sentences for a reader who has never heard of it.
    grants, advises, may_apply
        Who grants, advises and may apply, as far as the sources say.
    datasets
        Datasets with records of the programme.
    money_kinds
        Kinds of money it has; empty for programmes without awards.
    """

    id: str
    title: str
    title_en: str
    short: str
    short_en: str
    about: str
    about_en: str
    grants: str
    grants_en: str
    advises: str
    advises_en: str
    may_apply: str
    may_apply_en: str
    datasets: tuple[str, ...]
    money_kinds: tuple[str, ...]
    totals: tuple[Total, ...]


def load(folder: Path = folders.DATA) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    """Return the programmes in the order of ``programmes.toml``, and faults of the totals.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    path = folders.existing(folder / NAME)
    lines, findings = checks.read(folder / TOTALS, dataset.TOTAL)
    rows = [line.cells for line in lines]
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found = tuple(_programme(row, rows) for row in raw["programme"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise DamagedFileError(path, f"{error}") from error
    return found, tuple(findings.problems)


def _programme(row: Mapping[str, Any], totals: list[dict[str, Any]]) -> Programme:
    values = dict(row)
    held = {check["total"]: check for check in values.pop("completeness", [])}
    own = [values_ for values_ in totals if values_["programme"] == row["id"]]
    values["totals"] = tuple(_total(total, held.get(total["id"], {})) for total in own)
    for name in ("datasets", "money_kinds"):
        values[name] = tuple(values[name])
    return Programme(**values)


def _total(row: Mapping[str, Any], held: Mapping[str, Any]) -> Total:
    names = (
        "id", "metric", "metric_en", "value", "value_to", "unit", "unit_en", "precision",
        "as_of", "as_of_en", "source_url", "source_url_2", "confidence", "note", "note_en",
    )  # fmt: skip
    return Total(
        **{name: row[name] for name in names},
        text=figure(row, german=True),
        text_en=figure(row, german=False),
        completeness=held.get("by"),
        kinds=tuple(held.get("kinds", ())),
        years=tuple(held.get("years", ())),
    )


def figure(row: Mapping[str, Any], *, german: bool) -> str:
    """Return a published figure in words, with bound and unit: ``über 170 Projekte``."""
    language = 0 if german else 1
    if row["value"] is None:
        return ""
    unit = row["unit"] if german else row["unit_en"]
    if row["value"] == 1:
        unit = SINGULAR.get(unit, unit)
    sign = SIGNS.get(row["unit"], unit)
    ends = [value for value in (row["value"], row["value_to"]) if value is not None]
    million = row["unit"] == "EUR" and min(ends) >= MILLION
    amount = "–".join(number(v / MILLION if million else v, german=german) for v in ends)
    scale = (" Mio.", " million")[language] if million else ""
    word = WORDS.get(row["precision"], ("", ""))[language]
    if row["unit"] == "EUR" and not german:
        return f"{word}{sign}{amount}{scale}"
    return f"{word}{amount}{scale} {sign}".strip()


def number(value: float, *, german: bool) -> str:
    """Return a number with at most two decimals in the notation of the language."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if german else text
