"""Layers of a delivery are found whatever the edition called them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import pytest

from geodata.intake.upload import Upload
from geodata.refresh import reading
from tests.geodata.refresh import replica

if TYPE_CHECKING:
    from pathlib import Path

    from tests.geodata.refresh.replica import Replica

SPELLINGS = {
    "as the agency names them": replica.CALLED,
    "in small letters": {name: f"vg250_{name.lower()}" for name in replica.CALLED},
    "with the inhabitants": {name: f"VG250-EW_{name}" for name in replica.CALLED},
    "without the product": {name: name for name in replica.CALLED},
    "with the date": {name: f"vg250_{name}_1231" for name in replica.CALLED},
    "in words": {
        "GEM": "VG250_Gemeinden",
        "KRS": "VG250_Kreise",
        "VWG": "VG250_Verwaltungsgemeinschaften",
        "LAN": "VG250_Bundeslaender",
    },
}


@pytest.fixture(scope="module")
def small(official: Replica) -> Replica:
    """Return a few rows of each layer: their names are what counts."""
    return replica.Replica(
        **{name.lower(): frame.head(4) for name, frame in official.layers().items()}
    )


@pytest.mark.parametrize("gpkg", [False, True], ids=["shp", "gpkg"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_layers_are_known_by_any_of_their_names(
    small: Replica, tmp_path: Path, spelling: str, *, gpkg: bool
) -> None:
    file = replica.written(small, tmp_path / "vg250.zip", called=SPELLINGS[spelling], gpkg=gpkg)
    found = reading.delivery(Upload.on_disk(file))
    assert set(found.layers) == {"gem", "krs", "vwg", "lan"}
    assert not found.survey
    assert found.date == "2024-12-31"
    for name, frame in small.layers().items():
        read = found.layers[name.lower()]
        own = frame if name == "LAN" else frame[frame["ars"].str.startswith("03")]
        assert sorted(read["ars"]) == sorted(own["ars"]), name


def test_views_beside_the_tables_are_not_read(small: Replica, tmp_path: Path) -> None:
    file = tmp_path / "vg250.gpkg"
    renamed = small.gem.rename(columns=replica.NEW)
    for layer, frame in (("v_vg250_gem", renamed.head(1)), ("vg250_gem", renamed)):
        pyogrio.write_dataframe(
            frame, file, layer=layer, promote_to_multi=True, append=file.exists()
        )
    assert len(reading.delivery(Upload.on_disk(file)).layers["gem"]) == len(renamed)
