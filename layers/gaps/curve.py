"""The curve: which share of the inhabitants is how near to a site, today and in the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np

from geodata.analysis import coverage
from layers import describe
from layers import figure
from layers import numbers
from layers import palette
from layers import words
from layers.figure import Chart
from layers.gaps import coloured
from layers.gaps import figures
from layers.gaps import weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.gaps.scene import GapScene

OFFICES: Final = "aerl"
HEIGHT: Final = 210
TICKS: Final = 20
BAND: Final = "var(--g0)"
BAND_OPACITY: Final = 0.45
MARGIN: Final = {"l": 44, "r": 10, "t": 8, "b": 24}


def _counts(scene: GapScene) -> dict[str, NDArray[np.int64]]:
    """Return people within 0, 1, 2 … of the norm's unit, a row an office, for each line."""
    found = scene.assessment
    low, high = found.method.parameters.band
    lines = {"before": found.values(before=True), "after": found.values()}
    if found.method.has_band(found.norm.unit):
        lines |= {"low": found.values(detour=high), "high": found.values(detour=low)}
    last = coverage.CURVE[found.norm.unit]
    return {
        name: coverage.curve(values, found.demand, OFFICES, last) for name, values in lines.items()
    }


def shares(scene: GapScene) -> dict[str, dict[str, list[float]]]:
    """Return the lines in per cent by office, ``""`` = all of the view together."""
    keys = scene.assessment.demand.keys[OFFICES]
    lives = scene.assessment.demand.inhabitants(OFFICES)
    chosen = scene.view.aerl or keys
    groups = {"": [key in chosen for key in keys]} | {key: [k == key for k in keys] for key in keys}
    counts = _counts(scene)
    found = {}
    for name, mask in groups.items():
        whole = int(lives[mask].sum())
        if whole:
            found[name] = {
                line: np.round(count[mask].sum(axis=0) / whole * coverage.WHOLE, 2).tolist()
                for line, count in counts.items()
            }
    return found


def _line(values: list[float], name: str, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(range(len(values))),
        "y": values,
        "line": line,
    }


def _band(lines: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Return the two edges of the band, the upper one filled down to the lower."""
    quiet = {"hoverinfo": "skip", "showlegend": False}
    edge = {"width": 0, "color": BAND}
    low = _line(lines["low"], "low", edge) | quiet
    high = _line(lines["high"], "high", edge) | quiet
    return [low, high | {"fill": "tonexty", "fillcolor": BAND, "opacity": BAND_OPACITY}]


def _at(scene: GapScene, lines: dict[str, list[float]]) -> dict[str, Any]:
    """Return the dots where the lines meet the norm's limit."""
    limit, lang = scene.norm.limit, scene.lang
    names = ("before", "after") if scene.what_if else ("after",)
    axis = np.arange(len(lines["after"]))
    values = [round(float(np.interp(limit, axis, lines[name])), 2) for name in names]
    hover = [
        words.text(f"gaps.curve.at_{name}", lang, share=figures.percent(value, lang))
        for name, value in zip(names, values, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [limit] * len(names),
        "y": values,
        "marker": {
            "size": 9,
            "color": [palette.INK_2, coloured.NEW][-len(names) :],
            "line": {"width": 1.5, "color": "var(--surface)"},
        },
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _traces(
    scene: GapScene, lines: dict[str, list[float]], office: str = ""
) -> list[dict[str, Any]]:
    """Return the traces of an office, or of all: band, today, scenario, dots at the limit."""
    lang, unit = scene.lang, scene.norm.unit
    hover = f"%{{x}} {unit}: %{{y:.1f}} %<extra></extra>"
    traces = _band(lines) if "low" in lines else []
    if scene.what_if:
        dashed = {"width": 2, "color": palette.INK_2, "dash": "dash"}
        today = _line(lines["before"], words.text("gaps.curve.before", lang), dashed)
        traces.append(today | {"hovertemplate": hover})
    traces += _versus(scene, hover, office)
    solid = {"width": 2.5, "color": coloured.NEW}
    now = _line(lines["after"], name_of_after(scene), solid)
    return [*traces, now | {"hovertemplate": hover}, _at(scene, lines)]


def _versus(scene: GapScene, hover: str, office: str) -> list[dict[str, Any]]:
    """Return the line of the scenario to compare with; today has its line already."""
    other = scene.versus
    lines = shares(other).get(office) if other is not None and other.what_if else None
    if not lines:
        return []
    dotted = {"width": 2, "color": palette.INK, "dash": "dot"}
    kept = _line(lines["after"], words.text("gaps.versus.kept", scene.lang), dotted)
    return [kept | {"hovertemplate": hover}]


def name_of_after(scene: GapScene) -> str:
    """Return the name of the line of the scenario: heute, or mit Kandidat A."""
    lang, letters = scene.lang, list(scene.letters.values())
    if not scene.what_if:
        return words.text("gaps.curve.before", lang)
    if len(letters) == 1 and not scene.view.closed:
        return words.text("gaps.curve.with_one", lang, letter=letters[0])
    return words.text("gaps.curve.after", lang)


def _axis(scene: GapScene, last: int) -> dict[str, Any]:
    ticks = list(range(0, last + 1, TICKS))
    labels = [str(tick) for tick in ticks]
    labels[-1] = f"{labels[-1]} {scene.norm.unit}"
    return {
        "range": [0, last],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": labels,
        "tickfont": {"size": figure.SMALL, "color": palette.INK_2},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": palette.INK_2,
        "showline": True,
    }


def _shares_axis(lang: str) -> dict[str, Any]:
    ticks = [0, 25, 50, 75, 100]
    return {
        "range": [0, 102],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [numbers.percent(tick / 100, lang) for tick in ticks],
        "tickfont": {"size": figure.SMALL, "color": palette.INK_2},
        "fixedrange": True,
        "gridcolor": "var(--line)",
        "zeroline": False,
    }


def _goal(scene: GapScene, last: int) -> dict[str, Any]:
    """Return the dashed lines of the norm and their words."""
    norm, lang = scene.norm, scene.lang
    dotted = {"color": palette.INK, "width": 1, "dash": "dash"}
    line = {"type": "line", "line": dotted, "layer": "above"}
    upright = {"x0": norm.limit, "x1": norm.limit, "y0": 0, "y1": 100}
    level = {"x0": 0, "x1": last, "y0": norm.share, "y1": norm.share}
    text = words.text(
        "gaps.curve.goal",
        lang,
        share=figures.norm_share(norm, lang),
        limit=figures.limit(norm, lang),
    )
    right = norm.limit > last / 2
    return {
        "shapes": [line | upright, line | level],
        "annotations": [
            {
                "text": text,
                "x": min(norm.limit, last),
                "y": norm.share,
                "xanchor": "right" if right else "left",
                "yanchor": "top",
                "xshift": -6 if right else 6,
                "yshift": -2,
                "showarrow": False,
                "font": {"size": figure.SMALL, "color": palette.INK},
            }
        ],
    }


def _figure(scene: GapScene, lines: dict[str, list[float]]) -> dict[str, Any]:
    last = len(lines["after"]) - 1
    shape = figure.layout(
        HEIGHT,
        xaxis=_axis(scene, last),
        yaxis=_shares_axis(scene.lang),
        separators="." if scene.lang == "en" else ",.",
        **_goal(scene, last),
    )
    shape["margin"] = dict(MARGIN)
    return {"data": _traces(scene, lines), "layout": shape}


def _legend(scene: GapScene, lines: dict[str, list[float]]) -> tuple[tuple[str, str], ...]:
    lang = scene.lang
    found = []
    if scene.what_if:
        found.append((words.text("gaps.curve.before", lang), palette.INK_2))
    if scene.versus is not None and scene.versus.what_if:
        found.append((words.text("gaps.versus.kept", lang), palette.INK))
    found.append((name_of_after(scene), coloured.NEW))
    if "low" in lines:
        low, high = (figures.number(end, lang) for end in scene.assessment.method.parameters.band)
        found.append((words.text("gaps.curve.band", lang, low=low, high=high), BAND))
    return tuple(found)


def _alt(scene: GapScene, title: str) -> str:
    lang, totals = scene.lang, scene.totals
    ends = (totals.share_before, totals.share)
    shown = [figures.percent(round(share, 1), lang) for share in ends]
    key = "gaps.curve.alt_change" if scene.what_if else "gaps.curve.alt"
    limit = figures.limit_words(scene.norm, lang)
    return words.text(key, lang, title=title, before=shown[0], after=shown[1], limit=limit)


def build(scene: GapScene) -> Chart:
    """Return the chart; `series` has the lines of each ÄrL where those are the areas."""
    lang = scene.lang
    title = words.text(f"gaps.curve.title_{scene.norm.unit}", lang)
    found = shares(scene)
    lines = found.get("")
    if not lines:
        return figure.nothing(title, words.text("gaps.curve.empty", lang))
    series = None
    if scene.level.id == OFFICES:
        series = {
            key: [{"y": trace["y"]} for trace in _traces(scene, own, key)]
            for key, own in found.items()
        }
    note = "gaps.curve.note" if scene.assessment.method.is_approximate else "gaps.curve.measured"
    offices = describe.offices(scene.ground) or words.text("gaps.curve.land", lang)
    return Chart(
        title=title,
        note=f"{words.text(note, lang, scope=offices)}{weighed.only(scene)}",
        figure=_figure(scene, lines),
        legend=_legend(scene, lines),
        series=series,
        alt=_alt(scene, title),
    )
