"""Charts of the wall: few bars with their values, read from the same scene as the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

from layers import numbers
from layers import sums
from layers import words
from layers.charts import years as by_year
from layers.gaps import curve
from layers.gaps import figures
from layers.gaps.scene import GapScene

if TYPE_CHECKING:
    from layers.scene import Scene

ROWS = 5  # bars of a list of areas or programmes
REACH = (0.5, 1.0, 1.5, 2.25, 3.0, 4.5)  # of the norm's limit: 10, 20, 30, 45, 60, 90 minutes
MOST_COLUMNS = 10
LEAST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it is of, how long it is (None = nothing known), and the value in words."""

    label: str
    value: float | None
    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WallChart:
    """A chart of the wall.

    Parameters
    ----------
    title, note
        Above and below it.
    bars
        From left to right, or from the top.
    form
        Columns or rows.
    colour
        Token of the bars.
    """

    title: str
    bars: tuple[Bar, ...]
    form: Literal["columns", "rows"] = "columns"
    note: str = ""
    colour: str = "--c4"

    @property
    def alt(self) -> str:
        """Return the same in words."""
        said = ", ".join(f"{bar.label}: {bar.text}" for bar in self.bars)
        return f"{self.title}. {said}."


def build(name: str, scene: Scene | GapScene) -> WallChart | None:
    """Return a chart of a scene by its name; None if it has nothing to show there.

    Parameters
    ----------
    name
        One of `story.CHARTS`.
    scene
        The scene.
    """
    if isinstance(scene, GapScene):
        return _reach(scene) if name == "reach" else None
    makers = {"years": _years, "areas": _areas, "programmes": _programmes, "fairs": _fairs}
    return makers[name](scene) if name in makers else None


def _years(scene: Scene) -> WallChart | None:
    """Return the known amounts by year; a year without a record is a gap, not a zero."""
    lang = scene.view.lang
    chart = by_year.CHART.build(scene)
    if chart.empty:
        return None
    over, gaps = chart.figure["data"][-2:]
    bars = tuple(
        Bar(label=str(year), value=float(value or 0) or None, text=str(text or gap))
        for year, value, text, gap in zip(
            over["x"], over["y"], over["text"], gaps["text"], strict=True
        )
    )[-MOST_COLUMNS:]
    undated = sums.total(entry for entry in scene.records if entry.year is None)
    note = words.count("briefing.undated", undated.n, lang) if undated.n else ""
    return WallChart(title=chart.title, bars=bars, note=note)


def _areas(scene: Scene) -> WallChart | None:
    """Return the highest known amounts by area; of partial records, so the title says so."""
    lang = scene.view.lang
    rows = scene.rows[scene.rows["inside"] & scene.rows["amount_eur"].notna()]
    rows = rows.sort_values(["amount_eur", "name"], ascending=[False, True], kind="stable")
    shown = _clear(list(rows["amount_eur"]))
    if shown < LEAST_ROWS:
        return None
    bars = tuple(
        Bar(
            label=str(row["short"]),
            value=float(row["amount_eur"]),
            text=numbers.money_short(float(row["amount_eur"]), lang, decimals=1),
            mark=str(key) in scene.view.area,
        )
        for key, row in rows.head(shown).iterrows()
    )
    title = words.text("briefing.chart.areas_title", lang, n=numbers.integer(len(bars), lang))
    return WallChart(title=title, bars=bars, form="rows")


def _clear(amounts: list[float]) -> int:
    """Return how many bars to show so that no area is left out that has as much as a shown one."""
    if len(amounts) <= ROWS:
        return len(amounts)
    shown = ROWS
    while shown and amounts[shown - 1] == amounts[shown]:
        shown -= 1
    return shown


def _programmes(scene: Scene) -> WallChart | None:
    """Return the known amounts by programme, highest first."""
    lang = scene.view.lang
    found = sums.by(scene.records, lambda entry: entry.programme)
    known = {id_: f.amount_eur for id_, f in found.items() if f.amount_eur}
    order = sorted(known, key=lambda id_: -float(known[id_] or 0))[:ROWS]
    titles = {p.id: p.short_en if lang == "en" else p.short for p in scene.catalogue.programmes}
    bars = tuple(
        Bar(
            label=titles[id_],
            value=known[id_],
            text=numbers.money_short(float(known[id_] or 0), lang, decimals=1),
        )
        for id_ in order
    )
    kind = words.text(f"kind.{scene.view.kind}", lang)
    title = words.text("briefing.chart.programmes_title", lang, kind=kind)
    return WallChart(title=title, bars=bars, form="rows") if bars else None


def _fairs(scene: Scene) -> WallChart | None:
    """Return the number of fairs by year."""
    lang = scene.view.lang
    dated = Counter(entry.year for entry in scene.fairs if entry.year is not None)
    if not dated:
        return None
    bars = tuple(
        Bar(
            label=str(year),
            value=float(dated[year]) or None,
            text=numbers.integer(dated[year], lang)
            if dated[year]
            else words.text("common.absent", lang),
        )
        for year in range(min(dated), max(dated) + 1)
    )
    undated = len(scene.fairs) - dated.total()
    note = words.count("briefing.undated_fairs", undated, lang) if undated else ""
    title = words.text("briefing.chart.fairs_title", lang)
    return WallChart(title=title, bars=bars, note=note, colour="--fair")


def _reach(scene: GapScene) -> WallChart | None:
    """Return the share of the people who reach a site within some limits."""
    lang, lines = scene.lang, curve.shares(scene).get("")
    if not lines:
        return None
    name = "after" if "after" in lines else "before"
    found = []
    for times in REACH:
        limit = scene.norm.limit * times
        at = min(round(limit), len(lines[name]) - 1)
        share = float(lines[name][at])
        text = figures.percent(share, lang, 0) if share >= 1 else figures.percent(share, lang)
        label = figures.number(limit, lang)
        found.append(Bar(label=label, value=share, text=text, mark=times == 1))
    title = words.text(f"briefing.chart.reach_title_{scene.norm.unit}", lang)
    return WallChart(title=title, bars=tuple(found), colour="--g0")
