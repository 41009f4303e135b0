"""Views and their addresses, from which the browser's encoder is proved equal to ours.

``python -m tests.layers.golden`` writes ``tests/golden/queries.json`` anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layers import state
from layers import view

FILE = Path(__file__).parent.parent / "golden" / "queries.json"
CHANGES: tuple[dict[str, Any], ...] = (
    {},
    {"version": 1},
    {"mode": "programmes"},
    {"level": "gemeinden"},
    {"level": "zukunftsregionen", "metric": "money"},
    {"programme": ["zukunftsraeume"]},
    {"programme": ["zukunftsregionen", "rvz", "resiliente-innenstaedte"]},
    {"kind": "budget"},
    {"years": [2019, 2025]},
    {"years": [2021, 2021]},
    {"aerl": ["weser-ems", "braunschweig"]},
    {"area": ["03454"]},
    {"area": ["03454", "03153"]},
    {"map": [52.8, 9.1, 8]},
    {"map": [52.636, 9.8451, 7.25]},
    {"map": [52.00005, -0.00004, 10.005]},
    {"map": [-0.00001, 9.99995, 9.999]},
    {"map": [53.03125, 8.5, 7.125]},
    {"theme": "dark"},
    {"theme": "contrast", "lang": "en"},
    {"layers": []},
    {"layers": [{"id": "landkreise", "opacity": 100}]},
    {"layers": [{"id": "rvz", "opacity": 100}]},
    {"layers": [{"id": "landkreise", "opacity": 40}, {"id": "rvz", "opacity": 60}]},
    {"layers": [{"id": id_, "opacity": 100} for id_ in state.BASE_LAYERS]},
    {"layers": [{"id": id_, "opacity": 100} for id_ in reversed(state.BASE_LAYERS)]},
    {"layers": [{"id": id_, "opacity": 100} for id_ in state.BASE_LAYERS], "level": "gemeinden"},
    {
        "layers": [{"id": id_, "opacity": 100} for id_ in ("gemeinden", *state.BASE_LAYERS)],
        "level": "gemeinden",
    },
    {"layers": [{"id": "aerl", "opacity": 0}], "level": "aerl"},
    {"mode": "gaps", "norm": "20min@95", "measure": "beeline", "sites": ["open", "planned"]},
    {"mode": "gaps", "candidates": ["03360004", "52.8~9.5"], "closed": ["rvz-04", "rvz-01"]},
    {"mode": "gaps", "supply": "list-0a1b2c3d4e5f", "versus": ["today"]},
    {"mode": "gaps", "supply": "other_funding", "versus": ["03360004", "52.8~9.5", "-rvz-01"]},
    {"mode": "gaps", "travel": [1.25, 50, 2.5], "name": "Zentrum für (fast) alle & 100 %"},
    {"mode": "gaps", "sites": []},
    {"metric": "i-alter", "year": "2019", "columns": ["i-b", "i-a"]},
    {"mode": "gaps", "metric": "need", "need": "-i-arzt", "weight": "i-alter", "year": "2021"},
    {"mode": "gaps", "metric": "need", "group": "need-little", "since": "2024-05"},
    {"mode": "press", "of": "gaps", "format": "pdf", "size": "297x210mm@300", "show": ["none"]},
    {
        "mode": "press",
        "title": "Wo „Geld“ fließt & wohin",
        "subtitle": "100 %",
        "show": ["legend", "labels"],
        "stamp": "embargo",
        "until": "2026-05-01T10:00",
        "chart": "years",
    },
    {"show": ["clean", "labels"], "embed": "on"},
    {
        "mode": "sources",
        "level": "aerl",
        "metric": "projects",
        "programme": ["rvz"],
        "kind": "budget",
        "years": [2019, 2020],
        "aerl": ["lueneburg"],
        "layers": [{"id": "rvz", "opacity": 100}],
        "area": ["lueneburg"],
        "map": [53.1, 10.2, 8.5],
        "theme": "dark",
        "lang": "en",
    },
)


def content() -> dict[str, Any]:
    """Return the codec's table, and each view as the browser may hold it with its address."""
    usual = state.to_store(state.ViewState())
    stores = [usual | change for change in CHANGES]
    vectors = [{"view": s, "query": view.to_query(state.from_store(s))} for s in stores]
    return {"codec": view.codec(), "vectors": vectors}


def text() -> str:
    """Return the golden file."""
    return json.dumps(content(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
