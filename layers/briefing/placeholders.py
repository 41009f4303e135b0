"""Figures in the texts of a story, filled from the scene, so that none can contradict it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers import describe
from layers import indicators
from layers import numbers
from layers import payload
from layers import points
from layers import programmes
from layers import spec
from layers import words
from layers.gaps import coloured as gap_colours
from layers.gaps import figures
from layers.gaps import headline as gap_headline
from layers.gaps import method
from layers.gaps import page as gap_page
from layers.gaps import scene as gap_scene
from layers.gaps.scene import GapScene

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    import pandas as pd

    from layers.scene import Scene

PLACE = re.compile(r"\{([^{}]*)\}")
BARE = re.compile(r"\d(?:[\d.,]*\d)?")
YEAR = re.compile(r"(?:19|20)\d\d")
MILLION_DECIMALS = 2


def written(text: str) -> list[str]:
    """Return the names of the placeholders of a text."""
    return PLACE.findall(text)


def bare_numbers(text: str) -> list[str]:
    """Return the figures that stand in a text as digits; years are none."""
    found = BARE.findall(PLACE.sub("", text))
    return [number for number in found if not YEAR.fullmatch(number)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in; all of them must have a value."""
    return PLACE.sub(lambda match: values[match[1]], text)


def of(scene: Scene | GapScene) -> dict[str, str]:
    """Return every placeholder that has a value in a scene."""
    found = _gaps(scene) if isinstance(scene, GapScene) else _explored(scene)
    return {name: value for name, value in found.items() if value}


def known() -> frozenset[str]:
    """Return the names of all placeholders, whatever the scene."""
    return frozenset(
        (*_GENERAL, *_MONEY, *_GAPS, *_areas_names(), *(f"punkte_{id_}" for id_ in _layers()))
    )


def _layers() -> list[str]:
    return [id_ for id_, layer in spec.layers().items() if layer.kind == "point"]


def _areas_names() -> tuple[str, ...]:
    return ("gebiet", "gebiet_wert", "gebiet_anzahl", "gebiet_summe", "gebiet_einwohner")


# What every scene has
_GENERAL = ("titel", "zahl", "satz", "stand", "einwohner", "einwohner_datum", "gebiete_alle")


def _explored(scene: Scene) -> dict[str, str]:
    metric = indicators.metric(scene.view.metric, scene.catalogue)
    said = payload.headline(scene, metric)
    lang = scene.view.lang
    newest = payload.freshest(scene)
    people, _ = describe.counted_once(scene)
    general = {
        "titel": describe.title(scene, metric),
        "zahl": said.figure,
        "satz": "".join(run for run, _ in said.text),
        "stand": numbers.date(newest, lang) if newest else "",
        "einwohner": _millions(people, lang),
        "einwohner_datum": numbers.date(scene.catalogue.state.inhabitants, lang),
        "gebiete_alle": numbers.integer(int(scene.rows["inside"].sum()), lang),
    }
    money = {name: make(scene) for name, make in _MONEY.items()}
    return general | money | _points(scene) | _area(scene)


def _millions(people: int, lang: str) -> str:
    if people < numbers.MILLION:
        return numbers.integer(people, lang)
    figure = numbers.decimal(people / numbers.MILLION, lang, MILLION_DECIMALS)
    return f"{figure}{numbers.NBSP}{words.text('number.million', lang)}"


def _sum(scene: Scene) -> str:
    amount = scene.total.amount_eur
    return "" if amount is None else numbers.money_short(amount, scene.view.lang)


def _published(scene: Scene, what: str) -> str:
    """Return the published total that the records of the view can be held against."""
    found = scene.programmes
    total = programmes.published(scene, found[0], what) if len(found) == 1 else None
    if total is None:
        return ""
    write = programmes.published_money if what == "amount" else programmes.published_count
    return write(total, scene.view.lang)


def _fairs_published(scene: Scene) -> str:
    total = programmes.published_fairs(scene)
    return programmes.published_count(total, scene.view.lang) if total else ""


def _known_amount(scene: Scene) -> str:
    return numbers.integer(scene.total.n - scene.total.n_unknown, scene.view.lang)


def _visits(scene: Scene) -> str:
    """Return the reported visits of the fairs of the view: a sum of rounded numbers."""
    found = _visited(scene)
    total = numbers.integer(int(found.sum()), scene.view.lang)
    return numbers.with_precision(total, "rounded", scene.view.lang) if len(found) else ""


def _visited(scene: Scene) -> pd.Series[int]:
    ids = [entry.id for entry in scene.fairs]
    return scene.catalogue.records.loc[ids, "visitors"].dropna()


def _count(column: str) -> Callable[[Scene], str]:
    def found(scene: Scene) -> str:
        rows = scene.rows[scene.rows["inside"]]
        return numbers.integer(int((rows[column] > 0).sum()), scene.view.lang)

    return found


def _state(kind: str) -> Callable[[Scene], str]:
    """Return how many centres of a state the data have."""

    def found(scene: Scene) -> str:
        records = scene.catalogue.records
        mine = records[(records["dataset"] == "rvz") & (records["kind_detail"] == kind)]
        return numbers.integer(len(mine), scene.view.lang)

    return found


def _span(scene: Scene) -> str:
    entries = scene.fairs if scene.view.metric == "fairs" else scene.records
    dated = [entry.year for entry in entries if entry.year is not None]
    return numbers.years((min(dated), max(dated))) if dated else ""


_MONEY: Mapping[str, Callable[[Scene], str]] = {
    "summe": _sum,
    "anzahl": lambda s: numbers.integer(s.total.n, s.view.lang),
    "mit_betrag": _known_amount,
    "ohne_betrag": lambda s: numbers.integer(s.total.n_unknown, s.view.lang),
    "ohne_gebiet": lambda s: numbers.integer(s.nowhere.n, s.view.lang),
    "programme": lambda s: numbers.integer(len(s.programmes), s.view.lang),
    "gebiete": _count("n"),
    "veroeffentlicht": lambda s: _published(s, "count"),
    "veroeffentlicht_summe": lambda s: _published(s, "amount"),
    "jahre": _span,
    "messen": lambda s: numbers.integer(len(s.fairs), s.view.lang),
    "messen_veroeffentlicht": _fairs_published,
    "messen_gebiete": _count("fairs"),
    "messen_besucher": _visits,
    "messen_mit_besuch": lambda s: numbers.integer(len(_visited(s)), s.view.lang),
    "rvz_offen": _state("open"),
    "rvz_zweigstellen": _state("branch"),
    "rvz_geplant": _state("planned"),
    "rvz_studien": _state("study"),
}


def _points(scene: Scene) -> dict[str, str]:
    """Return how many records of each layer of points the view has."""
    _, counts, _ = points.summary(scene)
    lang = scene.view.lang
    return {f"punkte_{id_}": numbers.integer(own["total"], lang) for id_, own in counts.items()}


def _area(scene: Scene) -> dict[str, str]:
    """Return the figures of the one selected area."""
    keys = [key for key in scene.view.area if key in scene.rows.index]
    if len(keys) != 1:
        return {}
    row, lang = scene.rows.loc[keys[0]], scene.view.lang
    metric = indicators.metric(scene.view.metric, scene.catalogue)
    value = float(metric.values(scene).loc[keys[0]])
    estimate = row["inhabitants_status"] == "estimate"
    known_amount = row["amount_eur"] == row["amount_eur"]
    return {
        "gebiet": str(row["label"]),
        "gebiet_wert": metric.write(value, lang, estimate=estimate) if value == value else "",  # noqa: PLR0124
        "gebiet_anzahl": numbers.integer(int(row["n"]), lang),
        "gebiet_summe": numbers.money_short(float(row["amount_eur"]), lang) if known_amount else "",
        "gebiet_einwohner": numbers.people(float(row["inhabitants"]), lang, estimate=estimate),
    }


# ---------------------------------------------------------------- gaps


def _share(scene: GapScene, *, served: bool, before: bool = False) -> str:
    """Return a share of all people so that what is shown of both adds up to 100 %."""
    totals, norm = scene.totals, scene.norm
    unserved = totals.unserved_before if before else totals.unserved
    share = totals.share_before if before else totals.share
    passes = norm.passes(totals.inhabitants - unserved, totals.inhabitants)
    write = figures.share_served if served else figures.share_unserved
    return write(share, "pass" if passes else "fail", norm, scene.lang)


def _gain(scene: GapScene) -> str:
    return figures.about(scene.totals.gain, scene.lang) if scene.what_if else ""


def _gain_span(scene: GapScene) -> str:
    totals = scene.totals
    if not scene.what_if or totals.gain_low == totals.gain_high:
        return ""
    return figures.span(totals.gain_low, totals.gain_high, scene.lang)


def _candidates(scene: GapScene) -> str:
    sites = [scene.sites[id_] for id_ in scene.letters]
    return words.listed([scene.name_of(site) for site in sites], scene.lang)


def _site_people(scene: GapScene) -> str:
    """Return the people for whom a site of the scenario is within reach."""
    totals = scene.totals
    return figures.about(totals.inhabitants - totals.unserved, scene.lang)


def _edge(scene: GapScene) -> str:
    """Return the way above which the last class of the map begins: 90 Minuten."""
    edge = scene.norm.limit * gap_scene.LIMITS[-1]
    figure = figures.number(edge, scene.lang)
    if scene.norm.unit == figures.MINUTES:
        return words.text("gaps.minutes", scene.lang, n=figure)
    return f"{figure}{numbers.NBSP}{scene.norm.unit}"


def _method(scene: GapScene) -> str:
    return method.line(scene)


_GAPS: Mapping[str, Callable[[GapScene], str]] = {
    "ohne_zugang": lambda s: figures.about(s.totals.unserved, s.lang),
    "ohne_zugang_von": lambda s: figures.span(
        s.totals.unserved_low, s.totals.unserved_high, s.lang
    ),
    "mit_zugang": _site_people,
    "anteil_ohne": lambda s: _share(s, served=False),
    "anteil_mit": lambda s: _share(s, served=True),
    "anteil_mit_heute": lambda s: _share(s, served=True, before=True),
    "grenze": lambda s: figures.limit_words(s.norm, s.lang),
    "norm": lambda s: figures.norm_words(s.norm, s.lang),
    "norm_anteil": lambda s: figures.norm_share(s.norm, s.lang),
    "gewinn": _gain,
    "gewinn_von": _gain_span,
    "kandidaten": _candidates,
    "standorte": lambda s: numbers.integer(len(s.assessment.after.sites), s.lang),
    "standorte_heute": lambda s: numbers.integer(len(s.assessment.before.sites), s.lang),
    "erreicht": lambda s: numbers.integer(s.totals.passing, s.lang),
    "faehre": lambda s: figures.about(s.totals.unreachable, s.lang),
    "weit": lambda s: numbers.integer(
        int((s.inside["step"] == len(gap_colours.CLASSES) - 1).sum()), s.lang
    ),
    "weit_grenze": _edge,
    "randlage": lambda s: figures.about(s.totals.border, s.lang),
    "naeherung": _method,
}


def _gaps(scene: GapScene) -> dict[str, str]:
    said = gap_headline.of(scene)
    newest, lang = gap_page.freshest(scene), scene.lang
    general = {
        "titel": gap_colours.title(scene),
        "zahl": said.figure,
        "satz": "".join(run for run, _ in said.text),
        "stand": numbers.date(newest, lang) if newest else "",
        "einwohner": _millions(scene.totals.inhabitants, lang),
        "einwohner_datum": numbers.date(scene.ground.catalogue.state.inhabitants, lang),
        "gebiete_alle": numbers.integer(scene.totals.inhabited, lang),
    }
    states = {name: _MONEY[name](scene.ground) for name in _MONEY if name.startswith("rvz_")}
    return general | states | {name: make(scene) for name, make in _GAPS.items()}
