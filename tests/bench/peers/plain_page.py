"""The hand-written page: Leaflet, shared borders, one file; what a browser can do at best."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from tests.bench.peers import packages
from tests.bench.peers import shipped
from tests.bench.peers import topology

if TYPE_CHECKING:
    from tests.bench.peers.shipped import Land

HERE = Path(__file__).parent / "plain"


def content(found: Land) -> dict[str, Any]:
    """Return all that the page's script reads."""
    return {
        "colours": shipped.COLOURS,
        "none": shipped.NONE,
        "metrics": shipped.METRICS,
        "breaks": found.breaks,
        "land": shipped.LAND,
        "layers": list(found.layers),
        "topology": topology.encode([area.shape for area in found.areas]),
        "areas": [[area.key, area.name, area.figures] for area in found.areas],
        "points": [
            [p["layer"], p["lat"], p["lon"], f"{p['title']} · {p['where']} · {p['line']}"]
            for p in found.points
        ],
    }


def page(found: Land) -> bytes:
    """Return the whole page in one file."""
    text = json.dumps(content(found), ensure_ascii=False, separators=(",", ":"))
    leaflet = packages.LEAFLET
    parts = {
        "/*STYLE*/": packages.read(leaflet, "dist/leaflet.css").decode()
        + (HERE / "page.css").read_text("utf-8"),
        "/*LEAFLET*/": packages.read(leaflet, "dist/leaflet.js").decode(),
        "/*DATA*/": text.replace("<", "\\u003c"),
        "/*SCRIPT*/": (HERE / "page.js").read_text("utf-8"),
    }
    made = (HERE / "page.html").read_text("utf-8")
    for mark, part in parts.items():
        made = made.replace(mark, part.replace("//# sourceMappingURL=leaflet.js.map", ""))
    return made.encode()
