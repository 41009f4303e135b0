"""Travel times that were computed elsewhere: a table of sites and places, CSV or Parquet.

Columns: ``site`` (id of a record, or the key of a Gemeinde for a candidate), where from:
``gemeinde`` (key) or ``x`` and ``y`` (EPSG:25832), and ``minutes`` and/or ``km``. An empty
figure says that there is no way.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geodata import errors
from geodata.analysis import notices
from geodata.analysis.travel import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.analysis.demand import Demand
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import Column
    from geodata.norms import Unit
    from geodata.problems import Problem

MEASURES: Final[Mapping[Unit, str]] = {"min": "minutes", "km": "km"}
NEAR_M: Final = 100.0
"""How far a place of the table may be from the demand point that it speaks for."""
NO_PARQUET: Final = "Parquet braucht das Paket pyarrow, das hier fehlt"
NO_PARQUET_EN: Final = "Parquet needs the package pyarrow, which is not here"
HINT: Final = "Die Tabelle als CSV speichern, oder pyarrow installieren."
HINT_EN: Final = "Save the table as CSV, or install pyarrow."
COLUMNS: Final = "Spalten: site, gemeinde oder x und y, minutes oder km."
COLUMNS_EN: Final = "Columns: site, gemeinde or x and y, minutes or km."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matrix:
    """A travel source from a table.

    Parameters
    ----------
    table
        Columns as in the module's text, numbers as numbers.
    name
        Name of the file, for the label.
    """

    table: pd.DataFrame
    name: str
    key: str
    id: str = "matrix"
    is_approximate: bool = False

    @property
    def title(self) -> str:
        """What it is, German."""
        return f"Vorberechnete Wege ({self.name})"

    @property
    def title_en(self) -> str:
        """What it is, English."""
        return f"Pre-computed ways ({self.name})"

    def base(self, unit: Unit) -> Unit:
        """Return the unit itself: a table's minutes are minutes."""
        return unit

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        """Return the figures of sites; none at all, with the reason, if a site lacks."""
        measure = MEASURES[unit]
        if measure not in self.table:
            words = (f"Der Matrix fehlt die Spalte {measure}.", f"The matrix lacks {measure}.")
            return Columns(columns=(), problems=(notices.fallback("matrix-unit", unit, *words),))
        by_site = dict(tuple(self.table.groupby("site")))
        if lost := [site for site in sites if site.id not in by_site]:
            names = ", ".join(site.name for site in lost)
            words = (f"In der Matrix fehlt: {names}.", f"The matrix lacks: {names}.")
            problem = notices.fallback("matrix-site", lost[0].id, *words)
            return Columns(columns=(), problems=(problem,))
        found = [self._column(by_site[site.id], demand, measure) for site in sites]
        missing = sum(int(demand.people[~known].sum()) for _, known in found)
        problems: tuple[Problem, ...] = ()
        if missing:
            words = (
                "Für manche Orte nennt die Matrix nichts; sie gelten als nicht erreichbar.",
                "The matrix is silent about some places; they count as not reachable.",
            )
            problems = (notices.of("matrix-gaps", "measure", f"{missing}", words),)
        return Columns(columns=tuple(column for column, _ in found), problems=problems)

    def _column(
        self, rows: pd.DataFrame, demand: Demand, measure: str
    ) -> tuple[Column, np.ndarray]:
        """Return one site's figures, and of which points the table speaks."""
        values = rows[measure].fillna(np.inf).to_numpy(dtype=np.float32)
        if "gemeinde" in rows:
            index = pd.Index(rows["gemeinde"])
            at = index.get_indexer(demand.gemeinde())
        else:
            tree = cKDTree(rows[["x", "y"]].to_numpy(dtype=float))
            far, at = tree.query(np.column_stack([demand.x, demand.y]))
            at = np.where(far <= NEAR_M, at, -1)
        column = np.where(at >= 0, values[np.maximum(at, 0)], np.float32(np.inf))
        return column.astype(np.float32), at >= 0


def load(path: Path) -> Matrix:
    """Return the matrix of a file, ``.csv`` (``;`` with decimal comma, or ``,``) or ``.parquet``.

    Raises
    ------
    MissingFileError, DamagedFileError
        If it is not there, cannot be read, lacks columns, has a figure that is none or
        negative, or two figures for one pair; or is Parquet without pyarrow.
    """
    hints = {"hint": COLUMNS, "hint_en": COLUMNS_EN}
    if not path.is_file():
        raise errors.MissingFileError(path, **hints)
    body = path.read_bytes()
    table = _parquet(path, body) if path.suffix == ".parquet" else _csv(path, body)
    place = ["gemeinde"] if "gemeinde" in table else ["x", "y"]
    measures = [name for name in MEASURES.values() if name in table]
    lacking = [name for name in ("site", *place) if name not in table]
    if lacking or not measures:
        what = ", ".join(lacking or MEASURES.values())
        raise errors.DamagedFileError(path, f"es fehlt {what}", f"lacks {what}", **hints)
    numbers = [*measures, *(name for name in place if name != "gemeinde")]
    for name in numbers:
        table[name] = _numbers(table[name], path, name)
    if table.duplicated(["site", *place]).any():
        raise errors.DamagedFileError(
            path, "ein Paar kommt doppelt vor", "a pair occurs twice", **hints
        )
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Matrix(table=table, name=path.name, key=f"matrix-{digest}")


def _csv(path: Path, body: bytes) -> pd.DataFrame:
    try:
        text = body.decode("utf-8-sig")
        head = text.split("\n", 1)[0]
        return pd.read_csv(
            io.StringIO(text), sep=";" if ";" in head else ",", dtype=str, keep_default_na=False
        )
    except ValueError as fault:
        raise errors.DamagedFileError(
            path, "keine lesbare Tabelle", "no readable table", hint=COLUMNS, hint_en=COLUMNS_EN
        ) from fault


def _parquet(path: Path, body: bytes) -> pd.DataFrame:
    if importlib.util.find_spec("pyarrow") is None:
        raise errors.DamagedFileError(path, NO_PARQUET, NO_PARQUET_EN, hint=HINT, hint_en=HINT_EN)
    try:
        return pd.read_parquet(io.BytesIO(body))
    except (ValueError, OSError) as fault:
        raise errors.DamagedFileError(
            path, "keine lesbare Tabelle", "no readable table", hint=COLUMNS, hint_en=COLUMNS_EN
        ) from fault


def _numbers(values: pd.Series, path: Path, name: str) -> pd.Series:
    """Return numbers; an empty cell is NaN, a negative or other text a fault."""
    text = values.astype("object").where(values.notna(), "").astype(str)
    empty = text.str.strip() == ""
    out = pd.to_numeric(text.str.replace(",", ".", regex=False).where(~empty), errors="coerce")
    bad = (out.isna() & ~empty) | (out < 0)
    if bad.any():
        row = int(bad.to_numpy().argmax())
        where = f"Zeile {row + 2}, {name}: '{text.iloc[row]}'"
        where_en = f"row {row + 2}, {name}: '{text.iloc[row]}'"
        raise errors.DamagedFileError(
            path, f"keine Zahl in {where}", f"no number in {where_en}",
            hint=COLUMNS, hint_en=COLUMNS_EN,
        )  # fmt: skip
    return out.astype(float)
