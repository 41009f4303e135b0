"""State: of which days areas and inhabitants are, and how many areas there have to be.

The shipped data are of one known state. A refresh of the boundaries writes another one into
the data folder, so that dates on the screen and checks follow the files.
"""

from __future__ import annotations

import datetime as dt
import operator
import tomllib
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

from geodata import areas
from geodata import errors
from geodata import population

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "state.toml"
ABOUT: Final = (
    "# Gebiets- und Einwohnerstand, geschrieben von 'geodata refresh boundaries' / written by it\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the area tables of a data folder are of.

    Parameters
    ----------
    territory
        ISO date of the boundaries.
    inhabitants
        ISO date of the official inhabitants.
    people
        Inhabitants of the Land.
    gemeinden, free, samtgemeinden
        Numbers of areas; `free` are the unincorporated ones among `gemeinden`.
    """

    territory: str
    inhabitants: str
    people: int
    gemeinden: int
    free: int
    samtgemeinden: int

    def rows(self, level: str) -> int:
        """Return how many areas a level has."""
        own = {"gemeinden": self.gemeinden, "samtgemeinden": self.samtgemeinden}
        return own.get(level, areas.LEVELS[level].rows)

    def text(self) -> str:
        """Return the file's content."""
        lines = (
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"
            for name, value in asdict(self).items()
        )
        return ABOUT + "\n".join(lines) + "\n"


SHIPPED: Final = State(
    territory=areas.TERRITORY,
    inhabitants=population.DATE,
    people=population.TOTAL,
    gemeinden=areas.LEVELS["gemeinden"].rows,
    free=25,
    samtgemeinden=areas.LEVELS["samtgemeinden"].rows,
)


def load(folder: Path) -> State:
    """Return the state of a data folder: that of the shipped data where none is written.

    Raises
    ------
    DamagedFileError
    """
    path = folder / NAME
    if not path.is_file():
        return SHIPPED
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found = State(
            territory=dt.date.fromisoformat(raw.pop("territory")).isoformat(),
            inhabitants=dt.date.fromisoformat(raw.pop("inhabitants")).isoformat(),
            **{name: operator.index(value) for name, value in raw.items()},
        )
    except (KeyError, TypeError, ValueError) as fault:  # broken TOML is a ValueError
        raise errors.DamagedFileError(
            path, "kein lesbarer Stand", "no readable state of the areas"
        ) from fault
    return found
