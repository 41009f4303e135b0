"""Attribution: every layer and metric names its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import attribution
from layers import spec
from layers import state

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue


def test_layers_name_the_sources_of_their_files(country: Catalogue) -> None:
    lines = attribution.lines(country, "landkreise")
    assert lines["landkreise"] == ["BOUNDARIES"]
    assert lines["surroundings"] == ["BOUNDARIES", "WATERS"]
    assert lines["zukunftsraeume"] == ["ZUKUNFTSRAEUME"]
    assert lines["metric:inhabitants"] == ["BOUNDARIES", "OFFICIAL"]
    assert lines["metric:fairs"] == ["JOBMESSEN"]


def test_estimated_inhabitants_name_their_source(country: Catalogue) -> None:
    lines = attribution.lines(country, "gemeinden")
    assert "POPULATION" in lines["metric:inhabitants"]
    assert "POPULATION" in lines["metric:money_per_inhabitant"]
    assert "POPULATION" not in lines["metric:money"]


def test_everything_that_can_be_shown_has_a_shipped_line(shipped: Catalogue) -> None:
    for level in state.LEVELS:
        lines = attribution.lines(shipped, level)
        assert {name for name, found in lines.items() if not found} == set()
        assert set(lines) == set(spec.layers()) | {f"metric:{id_}" for id_ in spec.metrics()}
        assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in lines[level]
    assert any("ODbL" in line for line in attribution.lines(shipped, "gemeinden")["metric:density"])
