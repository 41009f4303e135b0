"""What depends on the data alone is computed once for a catalogue and kept while it lives."""

from __future__ import annotations

from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from geodata.ground import Ground

T = TypeVar("T")
KEPT = 5  # catalogues and grounds; a server has one of each, a reload briefly two, tests a few


_SHELVES: list[tuple[object, dict[Any, Any]]] = []
_LOCK = Lock()


def shelf(owner: Catalogue | Ground) -> dict[Any, Any]:
    """Return the store of a catalogue or of its ground, told apart by identity, not by content."""
    with _LOCK:
        for place, (known, values) in enumerate(_SHELVES):
            if known is owner:
                _SHELVES.append(_SHELVES.pop(place))  # what is in use is not forgotten
                return values
        values = {}
        _SHELVES.append((owner, values))
        del _SHELVES[:-KEPT]
        return values


def per_catalogue(function: Callable[..., T]) -> Callable[..., T]:
    """Keep the results of ``function(catalogue, *hashable)`` while the catalogue is in use."""
    return _kept(function, lambda catalogue: catalogue)


def per_ground(function: Callable[..., T]) -> Callable[..., T]:
    """Keep them beyond the catalogue, for versions on the same ground.

    Only for what follows from the files of :data:`geodata.ground.FILES` alone.
    """
    return _kept(function, lambda catalogue: catalogue.ground)


def _kept(
    function: Callable[..., T], owner: Callable[[Catalogue], Catalogue | Ground]
) -> Callable[..., T]:
    @wraps(function)
    def remembered(catalogue: Catalogue, *args: Any) -> T:
        values = shelf(owner(catalogue))
        key = (function.__module__, function.__name__, *args)
        if key not in values:
            values[key] = function(catalogue, *args)
        found: T = values[key]
        return found

    return remembered
