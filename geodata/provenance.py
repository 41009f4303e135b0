"""Where the data come from: one source a dataset, with licence and the line to be shown."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata import folders
from geodata.errors import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

NAME: Final = "sources.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of data.

    Parameters
    ----------
    licence, licence_url
        Name of the licence and where its text is.
    url
        Where the data were taken from.
    retrieved
        When they were taken over, as far as known.
    reference_date
        The state of the world they describe, in words.
    attribution
        The exact line to be shown wherever the data are.
    files
        Files of the data folder made from it.
    changed
        Whether the data were changed: simplified, cut, joined, translated.
    oldest, newest
        First and last source date of the records, ISO, empty where there are no records.
    """

    id: str
    title: str
    title_en: str
    publisher: str
    licence: str
    licence_url: str
    url: str
    retrieved: str
    reference_date: str
    attribution: str
    files: tuple[str, ...]
    note: str
    note_en: str
    changed: bool
    dataset: str = ""
    oldest: str = ""
    newest: str = ""


def load(folder: Path = folders.DATA) -> tuple[Source, ...]:
    """Return the sources in the order of ``sources.toml``.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    path = folders.existing(folder / NAME)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = tuple(_source(row) for row in raw["source"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise DamagedFileError(path, f"{error}") from error
    ids = [source.id for source in sources]
    if doubles := sorted({name for name in ids if ids.count(name) > 1}):
        names = ", ".join(doubles)
        raise DamagedFileError(path, f"Kennung doppelt: {names}", f"id occurs twice: {names}")
    return sources


def _source(row: Mapping[str, Any]) -> Source:
    values = {"note": "", "note_en": "", "retrieved": "", "reference_date": ""} | dict(row)
    return Source(**values | {"files": tuple(row["files"])})


def dated(sources: tuple[Source, ...], dates: pd.Series) -> tuple[Source, ...]:
    """Return the sources with first and last source date of the records of their dataset.

    Parameters
    ----------
    dates
        Source dates (ISO, may be partial or empty) of the records, index = dataset.
    """
    known = dates[dates != ""]
    first, last = known.groupby(level=0).min(), known.groupby(level=0).max()
    return tuple(
        replace(source, oldest=first[source.dataset], newest=last[source.dataset])
        if source.dataset in first.index
        else source
        for source in sources
    )
