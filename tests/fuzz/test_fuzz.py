"""A few hundred generated addresses and bodies; `make fuzz` asks a hundred thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import catalogue as catalogues
from tests.fuzz import run

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue

ADDRESSES, BODIES = 250, 100


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogues.load()


@pytest.fixture(scope="module")
def http(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return run.client(catalogue, tmp_path_factory.mktemp("fuzz"))


def test_no_address_breaks_the_atlas_or_runs_a_script(
    http: FlaskClient, catalogue: Catalogue
) -> None:
    found = run.ask(http, catalogue, seed=7, number=ADDRESSES)
    assert found["faults"] == []
    assert {"200", "404"} <= set(found["status"])
    assert found["types"]["text/html"] > ADDRESSES / 4


def test_no_body_of_a_callback_breaks_the_atlas(http: FlaskClient) -> None:
    found = run.post(http, seed=7, number=BODIES)
    assert found["faults"] == []
    assert {"200", "400"} <= set(found["status"])
