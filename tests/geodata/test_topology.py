"""The browser reads from the one file exactly the borders that the shipped files hold."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING
from typing import Any

import shapely

from geodata import folders
from geodata import geobuf_read
from geodata import topology
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

READ = """
const borders = require(process.argv[1]);
const bytes = require("node:fs").readFileSync(process.argv[2]);
const found = borders.layers(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
process.stdout.write(JSON.stringify(found));
"""
SHIPPED = ("surroundings", "landkreise", "aerl")


def read(body: bytes, folder: Path) -> dict[str, Any]:
    """Return what the browser's own script makes of a file."""
    file = folder / "borders.bin"
    file.write_bytes(body)
    script = ROOT / "assets/js/atlas_borders.js"
    done = subprocess.run(
        ["node", "-e", READ, script, file], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def same(
    layers: Mapping[str, Sequence[topology.Feature]], found: Mapping[str, Any]
) -> Mapping[str, int]:
    """Compare every feature of every layer; return how many there were."""
    assert list(found) == [*layers, "coast", "halo"]  # the last two are lines the script finds
    for name, features in layers.items():
        for (shape, values), feature in zip(features, found[name], strict=True):
            assert feature["properties"] == values
            got = shapely.geometry.shape(feature["geometry"])
            assert got.geom_type == shape.geom_type
            assert shapely.equals_exact(got.normalize(), shape.normalize(), 1e-9), values
    return {name: len(features) for name, features in layers.items()}


def test_the_shipped_borders_arrive_as_they_are(tmp_path: Path) -> None:
    files = {name: folders.DATA / "web" / f"{name}.pbf" for name in SHIPPED}
    layers = {name: geobuf_read.collection(file.read_bytes()) for name, file in files.items()}
    body = topology.encode(layers)
    assert same(layers, read(body, tmp_path))["landkreise"] == 45
    assert len(body) < 0.6 * sum(file.stat().st_size for file in files.values())


def test_holes_islands_and_lines_arrive(tmp_path: Path) -> None:
    square = shapely.box(7, 52, 8, 53)
    hole = shapely.box(7.25, 52.25, 7.5, 52.5)
    layers: dict[str, Any] = {
        "areas": [
            (shapely.difference(square, hole), {"key": "a"}),
            (hole, {"key": "ä"}),
            (shapely.union_all([shapely.box(8, 52, 9, 53), shapely.box(-1, 52, -0.5, 53)]), {}),
        ],
        "lines": [
            (shapely.LineString([(7, 52.1), (7.3, 52.2), (9, 52.6)]), {"kind": "river"}),
            (shapely.MultiLineString([[(7, 52), (8, 52)], [(1, 1), (2, 2)]]), {}),
        ],
    }
    assert same(layers, read(topology.encode(layers), tmp_path)) == {"areas": 3, "lines": 2}


def test_a_shared_border_is_written_once() -> None:
    west, east = shapely.box(7, 52, 8, 53), shapely.box(8, 52, 9, 53)
    bay = shapely.segmentize(west, 0.01)
    other = shapely.union_all([shapely.segmentize(east, 0.01)])
    alone = len(topology.encode({"a": [(bay, {})]}))
    both = len(topology.encode({"a": [(bay, {}), (other, {})]}))
    assert both < 1.8 * alone
