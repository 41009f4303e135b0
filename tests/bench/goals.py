"""What is aimed at: the budgets, as ratios in the same run; those of the issue come first."""

from __future__ import annotations

from typing import Final

from tests.bench.figures import Goal

TWO_FRAMES_MS: Final = 33.4

GOALS: Final = (
    # First visit
    Goal(measure="picture_ms", limit=1.2, against="plain"),
    Goal(measure="ready_ms", limit=2.0, against="plain"),
    Goal(measure="chart_ms", limit=2.2, against="plain"),
    Goal(measure="chart_ms", limit=0.40, against="dash"),
    Goal(measure="slow_all_ms", limit=0.25, against="dash"),
    Goal(measure="slow_all_ms", limit=2.5, against="plain"),
    Goal(measure="kilobytes", limit=850),
    Goal(measure="map_kilobytes", limit=450),
    Goal(measure="kilobytes", limit=0.125, against="dash"),
    Goal(measure="second_kilobytes", limit=15),
    Goal(measure="second_all_ms", limit=0.30, against="dash"),
    # Interactions
    Goal(measure="hide_ms", limit=1.3, against="plain", or_limit=TWO_FRAMES_MS),
    Goal(measure="show_ms", limit=1.3, against="plain", or_limit=TWO_FRAMES_MS),
    Goal(measure="recolour_ms", limit=1.3, against="plain", or_limit=TWO_FRAMES_MS),
    Goal(measure="select_ms", limit=1.3, against="plain", or_limit=TWO_FRAMES_MS),
    Goal(measure="hide_ms", limit=0.5, against="dash"),
    Goal(measure="show_ms", limit=0.5, against="dash"),
    Goal(measure="recolour_ms", limit=0.5, against="dash"),
    Goal(measure="select_ms", limit=0.5, against="dash"),
    Goal(measure="hide_requests", limit=0),
    Goal(measure="show_requests", limit=0),
    Goal(measure="recolour_requests", limit=0),
    Goal(measure="select_requests", limit=0),
    # Municipalities
    Goal(measure="many_recolour_ms", limit=60),
    Goal(measure="many_recolour_ms", limit=2.0, against="plain"),
    # Memory
    Goal(measure="heap_mb", limit=20),
    Goal(measure="server_mb", limit=400),
    # Crowds
    Goal(measure="loads_per_s", limit=8, against="dash", least=True),
    Goal(measure="callback_p95_ms", limit=100),
    # Many points
    Goal(measure="points_10000_pan_p95_ms", limit=1.25, against="points_200", or_limit=20),
    Goal(measure="points_10000_zoom_p95_ms", limit=1.25, against="points_200", or_limit=20),
    Goal(measure="points_100000_pan_p95_ms", limit=33.4),
    Goal(measure="points_100000_zoom_p95_ms", limit=33.4),
)
