"""What holds for every layer, metric, chart and format, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import dataset
from layers import payload
from layers import spec
from layers import state
from tests.support import ROOT

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.spec import LayerSpec


@pytest.mark.parametrize("layer", spec.layers().values(), ids=lambda layer: layer.id)
def test_the_dataset_of_a_layer_exists(layer: LayerSpec, shipped: Catalogue) -> None:
    if layer.kind == "point":
        assert layer.dataset in dataset.SCHEMAS
        assert (shipped.records["dataset"] == layer.dataset).any()
        details = set(
            shipped.records.loc[shipped.records["dataset"] == layer.dataset, "kind_detail"]
        )
        assert not layer.variants or set(layer.variants) == details
    else:
        assert (ROOT / "geodata/data/web" / f"{layer.dataset}.pbf").is_file()


def test_every_point_dataset_has_a_layer(shipped: Catalogue) -> None:
    drawn = {layer.dataset for layer in spec.layers().values() if layer.kind == "point"}
    placed = shipped.records[shipped.records["lat"].notna()]
    assert set(placed["dataset"]) <= drawn


def test_levels_and_default_layers_are_layers() -> None:
    assert set(state.LEVELS) | set(state.BASE_LAYERS) <= set(spec.layers())
    assert state.ViewState().metric in spec.metrics()


def test_every_metric_has_a_headline() -> None:
    assert set(payload.HEADLINES) == set(spec.metrics())


def test_registries_are_in_their_order() -> None:
    for found in (spec.layers(), spec.metrics(), spec.charts(), spec.exports()):
        assert [s.order for s in found.values()] == sorted(s.order for s in found.values())
        assert all(key == value.id for key, value in found.items())
    assert list(spec.exports()) == ["csv", "xlsx", "geojson", "gpkg", "png", "svg", "pdf"]
    assert list(spec.charts()) == ["areas", "years", "programmes", "per_inhabitant"]
