"""The layout asks for no component that the page's own small set does not bring along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from layers import state
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

SCRIPT = (ROOT / "assets/js/atlas_parts.js").read_text("utf-8")
PROPERTIES = {  # what each of ours reads; Dash adds the last of Input's by itself
    "RadioItems": {"id", "options", "value", "className", "inline"},
    "Checklist": {"id", "options", "value", "className"},
    "Still": {"tree"},
    "Store": {"id", "data"},
    "Interval": {"id", "interval", "disabled", "n_intervals"},
    "Input": {"id", "value", "debounce", "type", "placeholder", "autoComplete", "list", "maxLength"}
    | {"min", "max", "step"},
}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for child in value:
            yield from nodes(child)
    elif isinstance(value, dict):
        if "namespace" in value:
            yield value
        for child in value.values():
            yield from nodes(child)


@pytest.mark.parametrize("lang", state.LANGS)
def test_every_component_is_there_with_what_it_is_given(atlas: FlaskClient, lang: str) -> None:
    prefix = "" if lang == "de" else f"/{lang}"
    found = list(nodes(atlas.get(f"{prefix}/_dash-layout").json))
    names = re.search(r"dash_core_components = \{ ([^}]*) \}", SCRIPT)
    refused = re.search(r"REFUSED = \[([^\]]*)\]", SCRIPT)
    assert names
    assert refused
    ours = set(names[1].split(", "))
    core = [node for node in found if node["namespace"] == "dash_core_components"]
    assert {node["type"] for node in core} <= ours
    for node in core:
        assert set(node["props"]) <= PROPERTIES[node["type"]], node
    plain = {n["type"] for n in found if n["namespace"] == "dash_html_components"}
    assert plain
    assert not plain & set(re.findall(r'"(\w+)"', refused[1]))
    assert {n["namespace"] for n in found} <= {
        "dash_core_components",
        "dash_html_components",
        "dash_leaflet",
    }
