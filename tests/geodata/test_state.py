"""The state of the areas: that of the shipped data, or the one a refresh wrote."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata import areas
from geodata import errors
from geodata import folders
from geodata import population
from geodata import state
from geodata.build import vg250
from geodata.refresh import reading

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_data_have_the_shipped_state() -> None:
    assert state.load(folders.DATA) == state.SHIPPED
    assert state.SHIPPED.people == population.TOTAL
    assert state.SHIPPED.rows("landkreise") == areas.LEVELS["landkreise"].rows


def test_a_written_state_is_read_again(tmp_path: Path) -> None:
    written = dataclasses.replace(state.SHIPPED, territory="2025-12-31", gemeinden=960)
    (tmp_path / state.NAME).write_text(written.text(), encoding="utf-8")
    assert state.load(tmp_path) == written
    assert state.load(tmp_path).rows("gemeinden") == 960


@pytest.mark.parametrize(
    "text",
    ["", "territory = ", 'territory = "gestern"', state.SHIPPED.text() + "more = 1\n",
     state.SHIPPED.text().replace("964", '"964"')],
)  # fmt: skip
def test_a_damaged_state_stops_what_would_trust_it(tmp_path: Path, text: str) -> None:
    (tmp_path / state.NAME).write_text(text, encoding="utf-8")
    with pytest.raises(errors.DamagedFileError, match="Stand"):
        state.load(tmp_path)


@pytest.mark.parametrize(
    "names",
    [("RS", "GEN", "EWZ"), ("ars", "gen", "ewz"),
     ("Regionalschlüssel_ARS", "Geografischername_GEN", "Einwohnerzahl_EWZ")],
)  # fmt: skip
def test_columns_of_every_edition_are_found(names: tuple[str, ...]) -> None:
    raw = pd.DataFrame([["031015401001 ", " Sickte", "7000"]], columns=list(names))
    found = vg250.columns(raw)
    assert found.to_numpy().tolist() == [["031015401001", "Sickte", 7000]]


def test_keys_of_municipalities_alone_are_enough() -> None:
    found = vg250.columns(pd.DataFrame({"AGS": [3158030.0, 3158031.0], "NAME": ["a", "b"]}))
    assert found["ars"].tolist() == ["03158030", "03158031"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("Aktualität: 31.12.2024\r\n", "2024-12-31"), ("1.1.2025", "2025-01-01"),
     ("2024-12-31", "2024-12-31"), ("31.02.2024", ""), ("", "")],
)  # fmt: skip
def test_the_date_of_a_delivery_is_read(text: str, day: str) -> None:
    assert reading.dated(text) == day
