"""Known amounts by area: the ten highest, stacked, and one line for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from layers import figure
from layers import numbers
from layers import palette
from layers import splits
from layers import sums
from layers import words
from layers.figure import Chart
from layers.spec import ChartSpec

if TYPE_CHECKING:
    import pandas as pd

    from layers.scene import Scene
    from layers.splits import Split

TOP = 10


def _amount(value: float, unknown: int, lang: str) -> str:
    """Write a sum and, behind it, how many amounts are not in it."""
    amount = numbers.money(value, lang)
    if not unknown:
        return amount
    return words.text("chart.areas.more_unknown", lang, amount=amount, n=unknown)


def ranked(scene: Scene) -> pd.DataFrame:
    """Return the rows with a known amount inside the filter, highest first, names as ties."""
    rows = scene.rows[scene.rows["inside"] & scene.rows["amount_eur"].notna()]
    return rows.sort_values(["amount_eur", "name"], ascending=[False, True], kind="stable")


def _parts(scene: Scene, split: Split) -> dict[str, list[float]]:
    """Return the known amounts of each area by part, 0 where a part has none."""
    found = {}
    for key, lumps in scene.local_lumps.items():
        sums_ = sums.lumped(lumps, split.of)
        found[key] = [
            numbers.compact((sums_.get(part) or sums.NOTHING).amount_eur or 0)
            for part, _, _ in split.parts
        ]
    return found


def _note(scene: Scene) -> str:
    lang, nowhere = scene.view.lang, scene.nowhere
    if scene.overlapping:
        return words.text("chart.areas.overlapping", lang)
    if not nowhere.n:
        return ""
    if nowhere.amount_eur is None:
        return words.count("chart.areas.nowhere_unknown", nowhere.n, lang)
    amount = numbers.money_short(nowhere.amount_eur, lang)
    return words.count("chart.areas.nowhere", nowhere.n, lang, amount=amount)


def title(scene: Scene) -> str:
    """Return the title, which says that the amounts are those recorded."""
    lang, kind = scene.view.lang, scene.view.kind
    by = words.text(f"level.{scene.level.id}.by", lang)
    return words.text("chart.areas.title", lang, kind=words.text(f"kind.{kind}", lang), by=by)


def _together(rest: pd.DataFrame, scene: Scene) -> tuple[str, str]:
    """Return label and text of the line that stands for all other areas."""
    lang = scene.view.lang
    label = words.count("chart.areas.others", len(rest), lang)
    if scene.overlapping:  # a sum over regions would count records twice
        return label, words.text("chart.areas.apart", lang)
    amount = numbers.money(float(rest["amount_eur"].sum()), lang)
    return label, words.text("chart.areas.together", lang, amount=amount)


def _bars(
    shown: pd.DataFrame, parts: dict[str, list[float]], split: Split, lang: str
) -> list[dict[str, Any]]:
    """Return one trace a part, each bar with the key of its area."""
    bars = []
    for at, (_, name, colour) in enumerate(split.parts):
        values = [parts[key][at] for key in shown.index]
        hover = [
            f"{label}: {name} {numbers.money(value, lang)}" if value else ""
            for label, value in zip(shown["label"], values, strict=True)
        ]
        trace = figure.bar(name, values, colour, hover)
        trace["customdata"] = list(shown.index)
        bars.append(trace)
    return bars


def build(scene: Scene) -> Chart:
    """Return the chart of a scene."""
    lang, head, note = scene.view.lang, title(scene), _note(scene)
    rows = ranked(scene)
    if rows.empty:
        return figure.nothing(head, words.text("chart.areas.empty", lang), note=note)
    split = splits.split(scene)
    parts, keys = _parts(scene, split), list(rows.index)
    texts = {row.Index: _amount(row.amount_eur, row.n_unknown, lang) for row in rows.itertuples()}
    shown, rest = rows.iloc[:TOP], rows.iloc[TOP:]
    labels = list(shown["short"])
    ends = [numbers.compact(amount) for amount in shown["amount_eur"]]
    written = [texts[key] for key in keys[:TOP]]
    if len(rest):
        label, text = _together(rest, scene)
        labels, ends, written = [*labels, label], [*ends, 0], [*written, text]
    bars = _bars(shown, parts, split, lang)
    made = figure.rows(bars, figure.texts_behind(ends, written), labels)
    if len(rest):
        made["data"][-1]["textfont"]["color"] = [palette.INK] * len(shown) + [palette.INK_2]
    return Chart(
        title=head,
        note=note,
        figure=made,
        legend=split.legend,
        others={
            key: [figure.shortened(str(rest["short"][key])), parts[key], texts[key]]
            for key in keys[TOP:]
        },
        alt=words.text(
            "chart.areas.alt",
            lang,
            title=head,
            first=str(shown["label"].iloc[0]),
            amount=numbers.money(ends[0], lang),
            n=len(rows),
        ),
    )


CHART = ChartSpec(id="areas", order=10, build=build)
