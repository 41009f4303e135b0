"""The lines that have to stand wherever data of a source are shown."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from geodata import population
from layers import indicators
from layers import memo
from layers import query
from layers import spec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.catalogue import Catalogue
    from geodata.provenance import Source
    from layers.spec import LayerSpec
    from layers.spec import MetricSpec

# Files whose sources are named beside a layer or a metric, besides those of its dataset
GROUND_FILES = ("web/surroundings.pbf", "web/labels.json")
ESTIMATES = f"{population.FOLDER}/{population.GEMEINDEN}"


def _of_files(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    wanted = tuple(names)
    return {
        source.id
        for source in catalogue.sources
        for name in wanted
        if any(fnmatchcase(name, pattern) for pattern in source.files)
    }


def _of_datasets(catalogue: Catalogue, datasets: set[str]) -> set[str]:
    return {source.id for source in catalogue.sources if source.dataset in datasets}


def _layer(layer: LayerSpec, catalogue: Catalogue) -> set[str]:
    if layer.source_ids:
        return set(layer.source_ids)
    if layer.kind == "ground":
        return _of_files(catalogue, GROUND_FILES)
    if layer.kind == "area":
        return _of_files(catalogue, (f"web/{layer.dataset}.pbf",))
    own = _of_datasets(catalogue, {layer.dataset})
    return own | _of_files(catalogue, (f"records/{layer.dataset}.csv",))


def _metric(metric: MetricSpec, catalogue: Catalogue, level: str) -> set[str]:
    found: set[str] = set()
    if metric.family == "people" or metric.estimates:
        own = f"areas/{level}.csv"
        estimated = population.is_estimated(catalogue.areas[level])
        found |= _of_files(catalogue, (own, ESTIMATES) if estimated else (own,))
    if metric.family != "people":
        datasets = set(catalogue.records["dataset"])
        fairs = {query.FAIRS}
        found |= _of_datasets(catalogue, fairs if metric.id == "fairs" else datasets - fairs)
    return found


@memo.per_catalogue
def source_ids(catalogue: Catalogue, level: str) -> dict[str, tuple[str, ...]]:
    """Return the sources of every layer (by id) and metric (by ``metric:<id>``).

    Parameters
    ----------
    catalogue
        The data.
    level
        The level; its inhabitants come from other sources where they are estimates.
    """
    found = {id_: _layer(layer, catalogue) for id_, layer in spec.layers().items()}
    metrics = spec.metrics().items()
    found |= {f"metric:{id_}": _metric(metric, catalogue, level) for id_, metric in metrics}
    order: list[Source] = list(catalogue.sources)
    return {name: tuple(s.id for s in order if s.id in ids) for name, ids in found.items()}


@memo.per_catalogue
def lines(catalogue: Catalogue, level: str) -> dict[str, list[str]]:
    """Return the lines to be shown for every layer and metric, each line once."""
    by_id = {source.id: source.attribution for source in catalogue.sources}
    found = {
        name: list(dict.fromkeys(by_id[id_] for id_ in ids if by_id[id_]))
        for name, ids in source_ids(catalogue, level).items()
    }
    return found | indicators.lines(catalogue)


def named(catalogue: Catalogue, files: Iterable[str]) -> list[str]:
    """Return the lines to be shown with figures that come from these files, each line once."""
    ids = _of_files(catalogue, files)
    lines = (source.attribution for source in catalogue.sources if source.id in ids)
    return list(dict.fromkeys(line for line in lines if line))
