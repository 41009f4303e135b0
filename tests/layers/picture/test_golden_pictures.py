"""Pictures are those of yesterday; a difference is shown as lines, and kept as a picture."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.picture import render
from tests.layers.picture import golden
from tests.support import ROOT

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.picture.drawing import Picture

KEPT = ROOT / ".cache" / "pictures"
SHOWN = 40  # lines of a difference
MEAN, CELL = 1.5, 30.0  # how far the colours may be off: on average, and of one cell
IMAGE = "image "


def keep(name: str, picture: Picture) -> str:
    """Keep what was drawn for someone to look at; return where."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{name}.png"
    path.write_bytes(render.raster(picture))
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", golden.CASES)
def test_a_picture_is_that_of_yesterday(name: str, shipped: Catalogue) -> None:
    wanted = (golden.FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    picture = golden.drawing(name, shipped)
    said = [line for line in wanted if not line.startswith(IMAGE)]
    found = golden.described(picture)
    if found != said:
        difference = list(unified_diff(said, found, "golden", "now", lineterm="", n=0))
        lines = "\n".join(difference[:SHOWN])
        pytest.fail(f"{name}: {len(difference)} lines differ, see {keep(name, picture)}\n{lines}")
    off = np.abs(golden.image(picture) - golden.read(wanted[len(said) :]))
    if off.mean() > MEAN or off.max() > CELL:
        rows, columns = np.nonzero(off.max(axis=2) > CELL / 2)
        cells = ", ".join(f"row {r} column {c}" for r, c in zip(rows, columns, strict=True))
        pytest.fail(
            f"{name}: colours are off by {off.mean():.1f} ({cells}), see {keep(name, picture)}"
        )


def test_there_are_enough_and_none_is_idle() -> None:
    files = {path.stem for path in golden.FOLDER.glob("*.txt")}
    assert files == set(golden.CASES)
    assert len(files) >= 12


def test_a_difference_would_be_seen(shipped: Catalogue) -> None:
    cells = golden.image(golden.drawing("usual", shipped))
    wanted = (golden.FOLDER / "zukunftsraeume-a4.txt").read_text("utf-8").splitlines()
    other = golden.read([line for line in wanted if line.startswith(IMAGE)])
    rows = min(len(cells), len(other))
    assert np.abs(cells[:rows] - other[:rows]).mean() > 3 * MEAN
