"""The ids an address may name, taken from the registries and the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import spec
from layers.state import Known

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def of(catalogue: Catalogue) -> Known:
    """Return what an address can name with this catalogue."""
    areas = {key for frame in catalogue.areas.values() for key in frame.index}
    return Known(
        metrics=frozenset(spec.metrics()),
        programmes=frozenset(programme.id for programme in catalogue.programmes),
        aerl=frozenset(catalogue.areas["aerl"].index),
        layers=frozenset(spec.layers()),
        areas=frozenset(areas),
    )
