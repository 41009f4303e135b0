"""Pictures of the shipped data: drawings by view fields and options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import scene
from layers import spec
from layers import state
from layers.picture import options
from layers.picture import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.catalogue import Catalogue
    from layers.picture.drawing import Picture
    from layers.picture.logo import Logo

ID = "ZA-01234-56789"


@pytest.fixture(scope="session")
def known(shipped: Catalogue) -> state.Known:
    areas = {key for level in state.LEVELS for key in shipped.areas[level].index}
    return state.Known(
        metrics=frozenset(spec.metrics()),
        programmes=frozenset(p.id for p in shipped.programmes),
        aerl=frozenset(shipped.areas["aerl"].index),
        layers=frozenset(spec.layers()),
        areas=frozenset(areas),
    )


@pytest.fixture(scope="session")
def draw(shipped: Catalogue) -> Callable[..., Picture]:
    """Return a function from view fields and options to a drawing."""

    def drawing(
        view: dict[str, Any] | None = None, logo: Logo | None = None, **params: str
    ) -> Picture:
        fields = dict(view or {})
        if "layers" in fields:
            refs = (ref if isinstance(ref, tuple) else (ref, 100) for ref in fields["layers"])
            fields["layers"] = tuple(state.LayerRef(id=id_, opacity=o) for id_, o in refs)
        found = scene.build(state.ViewState(**fields), shipped)
        return render.drawing(found, replace(options.read(params), logo=logo), "", ID)

    return drawing
