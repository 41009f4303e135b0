"""The folium page: areas with pop-ups, a layer of areas for each metric, a group for each layer."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from typing import Any

import folium

from tests.bench.peers import packages
from tests.bench.peers import shipped

if TYPE_CHECKING:
    from tests.bench.peers.shipped import Land


def _local(names: dict[str, Any], folder: str) -> list[tuple[str, str]]:
    """Return folium's own list of scripts with addresses of ours instead of other hosts'."""
    return [(name, f"/{folder}/{name}.{folder}") for name in names]


def _areas(found: Land, metric: str, *, show: bool) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=shipped.METRICS[metric], overlay=False, show=show)
    breaks = found.breaks[metric]

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        value = feature["properties"][metric]
        fill = shipped.colour(value, breaks)
        return {"fillColor": fill, "fillOpacity": 1, "color": "#fff", "weight": 0.7}

    folium.GeoJson(
        shipped.geojson(found),
        style_function=style,
        tooltip=folium.GeoJsonTooltip(["name", metric]),
        popup=folium.GeoJsonPopup(["name", *shipped.METRICS]),
    ).add_to(group)
    return group


def page(found: Land) -> bytes:
    """Return the page as folium writes it; scripts are asked of our own server."""
    drawn = folium.Map(tiles=None, zoom_control=True)
    drawn.default_js = _local(packages.FOLIUM_JS, "js")
    drawn.default_css = _local(packages.FOLIUM_CSS, "css")
    drawn.fit_bounds([list(corner) for corner in shipped.LAND])
    for at, metric in enumerate(shipped.METRICS):
        _areas(found, metric, show=at == 0).add_to(drawn)
    for layer, title in found.layers.items():
        group = folium.FeatureGroup(name=title)
        for point in found.points:
            if point["layer"] == layer:
                text = html.escape(f"{point['title']} · {point['where']} · {point['line']}")
                folium.CircleMarker(
                    [point["lat"], point["lon"]],
                    radius=5,
                    color="#b3123b",
                    fill=True,
                    tooltip=text,
                ).add_to(group)
        group.add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    made: str = drawn.get_root().render()
    return made.encode()
