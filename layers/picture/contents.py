"""The words of a picture: title, sentence, sources and stamp, all from the view and its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import attribution
from layers import coloured
from layers import describe
from layers import indicators
from layers import numbers
from layers import payload
from layers import spec
from layers import words
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.coloured import Coloured
    from layers.figure import Chart
    from layers.picture.options import Options
    from layers.picture.trial import Trial
    from layers.scene import Scene
    from layers.spec import ChartSpec
    from layers.spec import MetricSpec

# The chart that says the same as the colours; other metrics have none of their own
CHARTS = {"money": "areas", "money_per_inhabitant": "per_inhabitant"}
INDICATOR_CHART = "indicator_areas"
CHART_METRIC = "metric:money"
TABLE_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a picture says.

    Parameters
    ----------
    scene, metric, coloured
        The view, filled with data.
    options
        What was chosen.
    house, identifier
        Name of the publishing house; short id of the picture, empty if it has none.
    title, subtitle
        Texts above the map.
    headline
        The sentence of the screen, if it stands neither above the map nor was left out.
    chart
        The chart; None if there is none.
    sources
        The line below the map: house, state, attribution.
    stamp
        Words of the stamp; empty = none.
    unit, table_unit
        Heading of the classes (empty if no areas are coloured), unit in the head of the table.
    sentence
        Figure and sentence of the screen; empty if no areas are coloured.
    state, date
        How old the data are, in words, and the newest source (ISO).
    notes
        What has to stand on the sheet besides, a paragraph each.
    trial
        What the mode gaps draws over the areas; None in other modes.
    """

    scene: Scene
    metric: MetricSpec | None
    coloured: Coloured
    options: Options
    house: str
    identifier: str
    title: str
    subtitle: str
    headline: str
    chart: Chart | None
    sources: str
    stamp: str
    unit: str = ""
    table_unit: str = ""
    sentence: str = ""
    state: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    trial: Trial | None = None

    @property
    def filled(self) -> bool:
        """Whether areas are coloured."""
        return filled(self.scene)


def filled(scene: Scene) -> bool:
    """Tell whether the areas of the level are drawn, so that colours mean something."""
    return any(ref.id == scene.view.level and ref.opacity for ref in scene.view.drawn())


def drawn(scene: Scene) -> list[str]:
    """Return the ids of the layers that can be seen, lowest first."""
    return [ref.id for ref in scene.view.drawn() if ref.opacity]


def title(scene: Scene, metric: MetricSpec) -> str:
    """Return the title of the view; of the points where no areas are coloured."""
    return describe.title(scene, metric) if filled(scene) else points_title(scene)


def points_title(scene: Scene) -> str:
    """Return the title of a picture whose areas are not coloured: its points."""
    lang, layers = scene.view.lang, spec.layers()
    names = [layers[id_].title(lang) for id_ in drawn(scene) if layers[id_].kind == "point"]
    if not names:
        return words.text("picture.nothing_drawn", lang)
    return words.text("picture.only_points", lang, layers=words.listed(names[::-1], lang))


def attributions(scene: Scene, chart: str) -> list[str]:
    """Return the lines that have to be named with what is drawn, each once.

    Parameters
    ----------
    scene
        The view.
    chart
        Id of the chart on the picture; empty = none.
    """
    known = attribution.lines(scene.catalogue, scene.view.level)
    ids = drawn(scene)
    if filled(scene):
        ids.append(f"metric:{scene.view.metric}")
    if chart in spec.indicator_charts():
        ids.append(f"metric:{scene.view.metric}")
        ids += ["metric:money_per_inhabitant"] if chart == "indicator_money" else []
    elif chart:
        per_head = spec.charts()[chart].id == "per_inhabitant"
        ids.append("metric:money_per_inhabitant" if per_head else CHART_METRIC)
    return list(dict.fromkeys(line for id_ in ids for line in known.get(id_, ())))


def chart_id(scene: Scene, options: Options) -> str:
    """Return the chart that a picture has; empty = none."""
    if "chart" not in options.show:
        return ""
    own = INDICATOR_CHART if indicators.shown(scene) else ""
    usual = CHARTS.get(scene.view.metric, own) if filled(scene) else ""
    return options.chart or usual


def charts(scene: Scene) -> Mapping[str, ChartSpec]:
    """Return the charts that a picture of a view may have, by id."""
    return {**spec.charts(), **(spec.indicator_charts() if indicators.shown(scene) else {})}


def sources(scene: Scene, house: str, lines: list[str]) -> str:
    """Return house, state and attribution as one text."""
    state = payload.state_line(scene, payload.freshest(scene))
    return said_sources(house, state, lines, scene.view.lang)


def said_sources(house: str, state: str, lines: list[str], lang: str) -> str:
    """Return house, state of the data and lines of attribution as one text."""
    parts = [words.text("picture.map", lang, house=house), state]
    if lines:
        parts.append(words.text("picture.sources", lang, lines=" · ".join(lines)))
    said = ". ".join(part.rstrip(".") for part in parts) + "."
    return said.replace("© ", f"©{numbers.NBSP}")


def stamp(options: Options, lang: str) -> str:
    """Return the words of the stamp."""
    if not options.stamp:
        return ""
    if options.stamp == "draft" or not options.until:
        return words.text(f"picture.{options.stamp}", lang)
    day, _, time = options.until.partition("T")
    until = numbers.date(day, lang)
    if time:
        until = words.text("picture.until_time", lang, date=until, time=time)
    return words.text("picture.embargo_until", lang, until=until)


def unit(scene: Scene, metric: MetricSpec) -> str:
    """Return unit and years; that rows must not be added up says nothing without a table."""
    said = payload.subtitle(scene, metric)
    note = words.text("metric.note.overlapping", scene.view.lang)
    text = said.removesuffix(note).rstrip(", ")
    return text[:1].upper() + text[1:]


def check(scene: Scene, options: Options) -> None:
    """Refuse a table that has no room on any sheet."""
    if "table" in options.show and len(scene.rows) > TABLE_ROWS:
        raise PictureError("table_long", n=len(scene.rows))


def gather(scene: Scene, options: Options, house: str, identifier: str = "") -> Contents:
    """Return the words of a picture.

    Parameters
    ----------
    scene, options
        What is shown, and how.
    house
        Name of the publishing house.
    identifier
        Short id that is printed on it.

    Raises
    ------
    PictureError
        If the options ask for what the view cannot give.
    """
    check(scene, options)
    if options.chart and options.chart not in charts(scene):
        known = ", ".join(charts(scene))
        raise PictureError("chart_gaps", got=options.chart, known=known)
    lang = scene.view.lang
    metric = indicators.metric(scene.view.metric, scene.catalogue)
    sentence = payload.headline(scene, metric).sentence if filled(scene) else ""
    said = sentence if "headline" in options.show else ""
    chart = chart_id(scene, options)
    house = house or words.text("screen.title", lang)
    return Contents(
        scene=scene,
        metric=metric,
        coloured=coloured.build(scene, metric),
        options=options,
        house=house,
        identifier=identifier,
        title=options.title or title(scene, metric),
        subtitle=options.subtitle or said,
        headline=said if options.subtitle else "",
        chart=charts(scene)[chart].build(scene) if chart else None,
        sources=sources(scene, house, attributions(scene, chart)),
        stamp=stamp(options, lang),
        unit=unit(scene, metric) if filled(scene) else "",
        table_unit=metric.unit(lang),
        sentence=sentence,
        state=payload.state_line(scene, payload.freshest(scene)),
        date=payload.freshest(scene),
    )
