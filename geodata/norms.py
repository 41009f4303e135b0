"""Accessibility norms: how far may it be, for which share of inhabitants, and who says so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

from geodata import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = Path(__file__).parent / "norms.toml"
ASSUMED_SHARE: Final = 95.0
"""Per cent, where a source or a free norm names no share."""
NEEDED: Final = ("id", "title", "title_en", "source", "address", "mode", "kind")
FREE: Final = re.compile(
    r"(?P<limit>\d{1,4}(?:\.\d{1,2})?)(?P<unit>min|km)(?:@(?P<share>\d{1,3}(?:\.\d{1,2})?))?"
)
THOUSANDTHS: Final = 1000
WHOLE: Final = 100.0
REMEDY: Final = "Quelle und Adresse in geodata/norms.toml nachtragen oder die Norm entfernen."
REMEDY_EN: Final = "Add source and address in geodata/norms.toml, or remove the norm."

Unit = Literal["min", "km"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One norm.

    Parameters
    ----------
    id
        Name in addresses; of a free norm its canonical text, ``20min@95`` or ``30km``.
    limit, unit
        Minutes or kilometres that are still enough.
    share
        Per cent of the inhabitants of an area that must live within the limit.
    is_share_assumed
        The source names no share; :data:`ASSUMED_SHARE` stands in.
    mode
        ``car``, ``ambulance``; a free norm means the car.
    kind
        ``primary``, ``secondary`` (as reported by others, the text itself not read) or
        ``free`` (set by the user).
    computable
        Whether the shipped data can answer it.
    """

    id: str
    title: str
    title_en: str
    limit: float
    unit: Unit
    share: float = ASSUMED_SHARE
    is_share_assumed: bool = False
    mode: str = "car"
    applies_to: str = ""
    applies_to_en: str = ""
    source: str = ""
    source_en: str = ""
    address: str = ""
    valid_from: str = ""
    kind: Literal["primary", "secondary", "free"] = "free"
    computable: bool = True
    note: str = ""
    note_en: str = ""

    def passes(self, served: Any, inhabitants: Any) -> Any:
        """Return whether enough of the inhabitants are served; exact at the share itself.

        Parameters
        ----------
        served, inhabitants
            Whole numbers, or arrays of them.
        """
        needed = round(self.share * THOUSANDTHS) * inhabitants
        return served * round(WHOLE * THOUSANDTHS) >= needed

    @property
    def free(self) -> str:
        """The norm's limit and share as a free norm."""
        return formatted(self.limit, self.unit, self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All norms, in the order of the file, and which is taken where none is named."""

    norms: tuple[Norm, ...]
    default: Norm

    def find(self, text: str) -> Norm | None:
        """Return the norm of an id or of a free text; None if it is neither."""
        for norm in self.norms:
            if norm.id == text:
                return norm
        return parse(text)


def plain(value: float) -> str:
    """Return a number without needless decimals: ``20``, ``12.5``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def formatted(limit: float, unit: Unit, share: float = ASSUMED_SHARE) -> str:
    """Return the canonical text of a free norm; the assumed share is not written."""
    tail = "" if share == ASSUMED_SHARE and unit == "km" else f"@{plain(share)}"
    return f"{plain(limit)}{unit}{tail}"


def parse(text: str) -> Norm | None:
    """Return the free norm that a text says (``20min@95``, ``30km``), or None.

    A limit of zero and a share of zero or over a hundred are no norms.
    """
    found = FREE.fullmatch(text.strip().lower())
    if found is None:
        return None
    limit = float(found["limit"])
    share = float(found["share"]) if found["share"] else ASSUMED_SHARE
    if limit <= 0 or not 0 < share <= WHOLE:
        return None
    unit: Unit = "min" if found["unit"] == "min" else "km"
    comma = plain(limit).replace(".", ",")
    percent = plain(share).replace(".", ",")
    return Norm(
        id=formatted(limit, unit, share),
        title=f"Eigenes Ziel: {comma} {unit} für {percent} %",
        title_en=f"Own target: {plain(limit)} {unit} for {plain(share)} %",
        limit=limit,
        unit=unit,
        share=share,
        is_share_assumed=found["share"] is None,
        source="eigene Festlegung",
        source_en="set by the user",
    )


def _norm(row: Mapping[str, Any], path: Path) -> Norm:
    """Return one norm of the file, or say what it lacks."""
    lacking = [name for name in NEEDED if not str(row.get(name, "")).strip()]
    units = [unit for unit in ("minutes", "km") if unit in row]
    if lacking or len(units) != 1:
        what = ", ".join(lacking) or "minutes oder km"
        name = row.get("id", "?")
        raise errors.DamagedFileError(
            path,
            f"Norm '{name}' ohne: {what}",
            f"norm '{name}' lacks: {what}",
            hint=REMEDY,
            hint_en=REMEDY_EN,
        )
    values = {k: v for k, v in row.items() if k not in ("minutes", "km", "share")}
    return Norm(
        **values,
        limit=float(row[units[0]]),
        unit="min" if units[0] == "minutes" else "km",
        share=float(row.get("share", ASSUMED_SHARE)),
        is_share_assumed="share" not in row,
    )


@lru_cache(maxsize=4)
def load(path: Path = FILE) -> Register:
    """Return the register.

    Raises
    ------
    MissingFileError, DamagedFileError
        If the file cannot be read, a norm has no source, no address or no limit, an id
        occurs twice, or the default is none of them.
    """
    if not path.is_file():
        raise errors.MissingFileError(path)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        listed = tuple(_norm(row, path) for row in raw["norm"])
        default = [norm for norm in listed if norm.id == raw["default"]]
    except errors.GeodataError:
        raise
    except (ValueError, KeyError, TypeError) as fault:
        raise errors.DamagedFileError(
            path, f"kein Normenregister: {fault}", f"no register of norms: {fault}"
        ) from fault
    ids = [norm.id for norm in listed]
    if len(default) != 1 or len(set(ids)) != len(ids):
        raise errors.DamagedFileError(
            path, "Kennung doppelt oder Vorgabe unbekannt", "id occurs twice or default unknown"
        )
    return Register(norms=listed, default=default[0])
