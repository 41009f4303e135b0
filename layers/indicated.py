"""What a view shows of indicators, as JSON beside the scene: a small answer when one is chosen.

The scene of a level holds the atlas' own metrics, charts and table. An indicator adds its
colours, its charts and its columns, so that switching between indicators asks for these alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import indicatorcolumns
from layers import indicators
from layers import payload as payloads
from layers import scene as scenes
from layers import spec
from layers.state import ViewState

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.scene import Scene


def shown(view: ViewState) -> dict[str, Any]:
    """Return the fields of a view that say which indicators it shows, the usual ones if none."""
    usual = ViewState()
    metric = view.metric if view.metric.startswith(indicators.PREFIX) else usual.metric
    some = metric != usual.metric or view.columns
    year = view.year if some else usual.year
    return {"metric": metric, "year": year, "columns": view.columns}


def query(view: ViewState) -> dict[str, Any]:
    """Return these fields as the browser asks for them; the atlas' own metrics need none."""
    found = shown(view)
    own = found["metric"] if found["metric"].startswith(indicators.PREFIX) else ""
    return {"metric": own, "year": found["year"], "columns": list(found["columns"])}


def part(scene: Scene) -> dict[str, Any]:
    """Return colours, charts, columns and sources of the indicators of a scene."""
    metric = indicators.shown(scene)
    charts = spec.indicator_charts().items() if metric else ()
    known = indicators.lines(scene.catalogue)
    names = [found.id for found in indicatorcolumns.wanted(scene)]
    return {
        "metrics": {metric.id: payloads.metric(scene, metric)} if metric else {},
        "charts": {id_: payloads.as_chart(chart.build(scene)) for id_, chart in charts},
        "indicated": indicatorcolumns.payload(scene),
        "attribution": {f"metric:{id_}": known[f"metric:{id_}"] for id_ in names},
    }


def answer(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return the part alone, with what was asked, for a browser that has the scene."""
    found = scenes.build(view, catalogue)
    asked = payloads.query(view) | query(view)
    return {"version": catalogue.version, "part": True, "query": asked, **part(found)}


def whole(view: ViewState, catalogue: Catalogue) -> dict[str, Any]:
    """Return the scene with the part."""
    found = scenes.build(view, catalogue)
    base, more = payloads.payload(found), part(found)
    merged = {name: base[name] | more[name] for name in ("metrics", "charts", "attribution")}
    return base | {"query": base["query"] | query(view), "indicated": more["indicated"], **merged}
