"""Known amounts by programme, beside the published totals where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import numbers
from layers import palette
from layers import programmes
from layers import sums
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.programmes import Total
    from layers.scene import Scene
    from layers.sums import Lump

ALL = ""  # key of the series of all areas
ROOM = 2.1  # width of the plot in longest bars
RECORDED_WIDTH = 0.42  # of a row; the published total is broader and behind


def _written(found: sums.Figures, total: Total | None, lang: str) -> str:
    if found.amount_eur is None:
        return words.text("chart.programmes.unknown_only", lang) if found.n else ""
    amount = numbers.money_short(found.amount_eur, lang, decimals=1)
    if total is None:
        return amount
    said = programmes.published_money(total, lang)
    if min(found.amount_eur, total.value or 0) >= numbers.MILLION:  # the unit is said once
        amount = numbers.decimal(found.amount_eur / numbers.MILLION, lang, 1)
    return words.text("chart.programmes.of", lang, amount=amount, published=said)


def _patches(
    lumps: Sequence[Lump], order: tuple[str, ...], totals: dict[str, Total | None], lang: str
) -> list[dict[str, Any]]:
    """Return the values of the traces: published, recorded, texts."""
    grouped = sums.lumped(lumps, lambda lump: lump.programme)
    found = {id_: grouped.get(id_, sums.NOTHING) for id_ in order}
    there = [totals.get(id_) for id_ in order]
    published = [numbers.compact(total.value) if total and total.value else None for total in there]
    recorded = [numbers.compact(found[id_].amount_eur or 0) for id_ in order]
    ends = [max(p or 0, r) for p, r in zip(published, recorded, strict=True)]
    texts = [_written(found[id_], totals.get(id_), lang) for id_ in order]
    room = max(ends, default=0) * ROOM  # a point without text keeps room for the texts
    return [
        {"x": published if any(published) else []},
        {"x": recorded},
        {"x": [*ends, room], "text": [*(f"\u00a0{text}" for text in texts), ""]},
    ]


def _series(
    scene: Scene, order: tuple[str, ...], totals: dict[str, Total | None]
) -> dict[str, list[dict[str, Any]]]:
    lang = scene.view.lang
    series = {ALL: _patches(scene.lumps, order, totals, lang)}
    series |= {key: _patches(group, order, {}, lang) for key, group in scene.local_lumps.items()}
    return series


def _figure(
    patches: list[dict[str, Any]],
    order: tuple[str, ...],
    names: list[str],
    said: list[str],
    lang: str,
) -> dict[str, Any]:
    """Return thin bars of what is recorded before broad ones of what was published."""
    hover = [f"{name}: {text}" for name, text in zip(names, said, strict=True)]
    labels = [words.text(f"chart.programmes.{key}", lang) for key in ("published", "recorded")]
    behind = figure.bar(labels[0], patches[0]["x"], palette.MUTE, hover)
    before = figure.bar(labels[1], patches[1]["x"], palette.FIRST, hover)
    before["marker"]["color"] = [palette.programme(id_) for id_ in order]
    before["width"] = RECORDED_WIDTH
    texts = figure.texts_behind(patches[2]["x"], [])
    texts["text"] = patches[2]["text"]
    texts["y"] = [*range(len(order)), 0]
    made = figure.rows([behind, before], texts, names, stacked=False)
    made["layout"]["xaxis"] = figure.hidden_axis(rangemode="tozero")
    return made


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang, order = scene.view.lang, scene.programmes
    head = words.text("chart.programmes.title", lang)
    if scene.total.amount_eur is None:
        return figure.nothing(head, words.text("chart.programmes.empty", lang))
    totals = {id_: programmes.published(scene, id_, "amount") for id_ in order}
    names = [programmes.short(id_, scene.catalogue, lang) for id_ in order]
    series = _series(scene, order, totals)
    said = [text.strip("\u00a0") for text in series[ALL][-1]["text"][:-1]]
    made = _figure(series[ALL], order, names, said, lang)
    alt = [
        words.text("chart.programmes.alt_value", lang, name=name, value=text)
        for name, text in zip(names, said, strict=True)
    ]
    filtered = "chart.programmes.note_filtered" if scene.filtered else "chart.programmes.note"
    legend = ((words.text("chart.programmes.published", lang), palette.MUTE),)
    return Chart(
        title=head,
        note=words.text(filtered, lang),
        figure=made,
        legend=legend if any(totals.values()) else (),
        series=series,
        alt=words.text("chart.programmes.alt", lang, title=head, values=", ".join(alt)),
    )


CHART = ChartSpec(id="programmes", order=30, build=build)
