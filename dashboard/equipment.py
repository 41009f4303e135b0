"""What an installation adds to the analysis: its router, its table of ways, its own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.lists import FOLDER
from dashboard.lists import Lists
from geodata.analysis import matrix
from geodata.analysis.analyst import Analyst
from layers import gaps

if TYPE_CHECKING:
    from dashboard.settings import Settings
    from geodata.catalogue import Catalogue


def equip(catalogue: Catalogue, settings: Settings) -> None:
    """Let a catalogue be analysed with what the installation has.

    Raises
    ------
    MissingFileError, DamagedFileError
        If its table of ways cannot be read.
    """
    sources = {} if settings.matrix is None else {"matrix": matrix.load(settings.matrix)}

    shelf = settings.store().shelf

    def make(data: Catalogue) -> Analyst:
        return Analyst(
            data,
            supplies=Lists(settings.cache / FOLDER, data, shelf),
            sources=sources,
            router=settings.router,
        )

    gaps.equip(make)
    gaps.install(catalogue, make(catalogue))


def measures(settings: Settings) -> tuple[str, ...]:
    """Return the ways of measuring that an installation can offer, the usual first."""
    own = {"matrix": settings.matrix is not None, "router": bool(settings.router)}
    return ("overland", "beeline", *(name for name, is_there in own.items() if is_there))
