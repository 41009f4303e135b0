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

T = TypeVar("T")
KEPT = 4  # catalogues; a server has one, a reload briefly two, tests a few


_SHELVES: list[tuple[Catalogue, dict[Any, Any]]] = []
_LOCK = Lock()


def shelf(catalogue: Catalogue) -> dict[Any, Any]:
    """Return the store of a catalogue; catalogues are told apart by identity, not by content."""
    with _LOCK:
        for owner, values in _SHELVES:
            if owner is catalogue:
                return values
        values = {}
        _SHELVES.append((catalogue, values))
        del _SHELVES[:-KEPT]
        return values


def per_catalogue(function: Callable[..., T]) -> Callable[..., T]:
    """Keep the results of ``function(catalogue, *hashable)`` while the catalogue is in use."""

    @wraps(function)
    def remembered(catalogue: Catalogue, *args: Any) -> T:
        values = shelf(catalogue)
        key = (function.__module__, function.__name__, *args)
        if key not in values:
            values[key] = function(catalogue, *args)
        found: T = values[key]
        return found

    return remembered
