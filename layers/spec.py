"""Layers, charts and metrics as values, found by folder: one new file is one new entry."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import Protocol

from layers import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from types import ModuleType

    import pandas as pd

    from layers.rowset import Header
    from layers.rowset import Rows
    from layers.scene import Scene
    from layers.symbols import Symbol


class DoubledIdError(ValueError):
    """Two files of a registry claim the same id."""


class HasId(Protocol):
    """What a registry holds."""

    @property
    def id(self) -> str:
        """Id, unique within the registry."""

    @property
    def order(self) -> int:
        """Place in the registry, low first."""


class Writer(Protocol):
    """How a metric writes the value of one area."""

    def __call__(self, value: float, lang: str, *, estimate: bool) -> str:
        """Return the words of a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpec:
    """One layer of the map. Its words are ``layer.<id>.title`` and ``layer.<id>.about``.

    Parameters
    ----------
    id
        Id in the address and of the switch.
    kind
        ``area`` and ``ground`` come as geometry files, ``point`` from records.
    dataset
        Id of the dataset that is drawn; for areas the level.
    symbol
        Sign in the legend, and on the map for points.
    variants
        Signs by ``kind_detail`` of a record, where they differ from `symbol`.
    order
        Place in the panel, low first.
    source_ids
        Sources named beside the map; empty = those of the dataset.
    money
        Whether the records carry amounts.
    """

    id: str
    kind: Literal["area", "point", "ground"]
    dataset: str
    symbol: Symbol
    order: int
    variants: Mapping[str, Symbol] = field(default_factory=dict)
    source_ids: tuple[str, ...] = ()
    money: bool = False

    def title(self, lang: str) -> str:
        """Return the name in the panel."""
        return words.text(f"layer.{self.id}.title", lang)

    def about(self, lang: str) -> str:
        """Return one sentence on what the layer shows."""
        return words.text(f"layer.{self.id}.about", lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """One figure an area can be coloured by. Its words are ``metric.<id>.*``.

    Parameters
    ----------
    id
        Id in the address.
    order
        Place in the choice, low first.
    values
        Scene to one number per area (index of ``scene.rows``), NaN where nothing is known.
    write
        Value and language to the words of one area; ``estimate`` says whether the inhabitants
        of the area are estimated.
    family
        ``money`` (unknown amounts are possible), ``count``, ``people`` or ``indicator``.
    whole
        Whether values are whole numbers, so that classes read ``2–3``.
    estimates
        Whether values rest on estimated inhabitants where the level has only those.
    """

    id: str
    order: int
    values: Callable[[Scene], pd.Series[float]]
    write: Writer
    family: Literal["money", "count", "people", "indicator"]
    whole: bool = False
    estimates: bool = False

    def title(self, lang: str, kind: str) -> str:
        """Return the name, which follows the kind of money where it is about money."""
        return words.either(f"metric.{self.id}.title_{kind}", f"metric.{self.id}.title", lang)

    def unit(self, lang: str) -> str:
        """Return the unit, as it stands above a legend."""
        return words.text(f"metric.{self.id}.unit", lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """One linked chart. Its words are ``chart.<id>.*``.

    Parameters
    ----------
    id
        Id in the payload and of the element ``chart-<id>``.
    order
        Place in the panel, low first.
    build
        Scene to a chart.
    """

    id: str
    order: int
    build: Callable[[Scene], Any]


class ExportWriter(Protocol):
    """How a format writes a scene: tables that of any mode, pictures that of the map."""

    def __call__(self, scene: Any, rows: Rows = "areas", header: Header = "key") -> bytes:
        """Return the file: areas or records, columns named by key or title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSpec:
    """One download format.

    Parameters
    ----------
    id
        Extension of the file and part of its address.
    order
        Place in the menu, low first.
    media_type
        For the answer's header.
    write
        Scene to bytes.
    picture
        Whether it is a picture, which has a size and texts instead of rows.
    """

    id: str
    order: int
    media_type: str
    write: ExportWriter
    picture: bool = False


def discover(package: ModuleType, name: str) -> Mapping[str, Any]:
    """Return the values called `name` of all modules of a package, by id, in their order.

    Parameters
    ----------
    package
        Package whose folder is the registry.
    name
        Attribute every module of it defines, such as ``LAYER``.

    Raises
    ------
    DoubledIdError
        If two modules claim one id; both files are named.
    """
    found: dict[str, tuple[HasId, str]] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        spec: HasId = getattr(module, name)
        if spec.id in found:
            raise DoubledIdError(
                f"{name} '{spec.id}' is defined twice: {found[spec.id][1]} and {module.__file__}"
            )
        found[spec.id] = (spec, str(module.__file__))
    specs = sorted((spec for spec, _ in found.values()), key=lambda spec: (spec.order, spec.id))
    return {spec.id: spec for spec in specs}


@lru_cache(maxsize=1)
def layers() -> Mapping[str, LayerSpec]:
    """Return all layers by id, in panel order."""
    return discover(importlib.import_module("layers.catalogue"), "LAYER")


@lru_cache(maxsize=1)
def metrics() -> Mapping[str, MetricSpec]:
    """Return all metrics by id, in menu order."""
    return discover(importlib.import_module("layers.metrics"), "METRIC")


@lru_cache(maxsize=1)
def charts() -> Mapping[str, ChartSpec]:
    """Return all charts by id, in panel order."""
    return discover(importlib.import_module("layers.charts"), "CHART")


@lru_cache(maxsize=1)
def indicator_charts() -> Mapping[str, ChartSpec]:
    """Return the charts of a chosen indicator by id, in panel order."""
    return discover(importlib.import_module("layers.indicatorcharts"), "CHART")


@lru_cache(maxsize=1)
def exports() -> Mapping[str, ExportSpec]:
    """Return all download formats by extension, in menu order."""
    return discover(importlib.import_module("layers.export"), "EXPORT")
