"""The toy country and the shipped data, each loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from layers import scene
from layers.state import ViewState
from tests.layers import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.scene import Scene


@pytest.fixture(scope="session")
def country() -> Catalogue:
    return toy.catalogue()


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="session")
def of(country: Catalogue) -> Callable[..., Scene]:
    """Return a function from view fields to a scene of the toy country."""

    def build(**fields: object) -> Scene:
        return scene.build(ViewState(**fields), country)  # type: ignore[arg-type]

    return build
