"""The view in one figure and one honest sentence; the same for screen, alt text and press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import numbers
from layers import programmes
from layers import words

if TYPE_CHECKING:
    from layers.scene import Scene
    from layers.spec import MetricSpec

FAIRS = "jobmessen"
Run = tuple[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One figure and the sentence beside it.

    Parameters
    ----------
    figure
        The figure with its unit.
    text
        Runs of the sentence, each with whether it is set off.
    """

    figure: str
    text: tuple[Run, ...]

    @property
    def sentence(self) -> str:
        """Return figure and sentence as plain text."""
        return f"{self.figure} {''.join(run for run, _ in self.text)}"


def runs(text: str) -> tuple[Run, ...]:
    """Split ``a **b** c`` into runs, set off or not."""
    parts = text.split("**")
    return tuple((part, bool(i % 2)) for i, part in enumerate(parts) if part)


def offices(scene: Scene) -> str:
    """Name the offices of the filter: ÄrL Weser-Ems; empty without a filter."""
    if not scene.view.aerl:
        return ""
    frame = scene.catalogue.areas["aerl"]
    names = [str(frame.loc[key, "name"]) for key in scene.view.aerl if key in frame.index]
    lang = scene.view.lang
    return words.count("headline.offices", len(names), lang, names=words.listed(names, lang))


def scope(scene: Scene, *, years: bool = True) -> str:
    """Name the filters in brackets; empty without one."""
    parts = [offices(scene), numbers.years(scene.view.years) if years else ""]
    said = [part for part in parts if part]
    return words.text("headline.scope", scene.view.lang, parts=", ".join(said)) if said else ""


def programmes_named(scene: Scene) -> str:
    """Say of how many programmes the records are, or of which one."""
    lang, found = scene.view.lang, scene.programmes
    if len(found) == 1:
        title = programmes.short(found[0], scene.catalogue, lang)
        return words.text("headline.programme", lang, title=title)
    return words.text("headline.programmes", lang, n=len(found)) if found else ""


def areas_named(scene: Scene, column: str) -> str:
    """Say in how many areas something is recorded; empty if in none."""
    rows = scene.rows[scene.rows["inside"]]
    found = int((rows[column] > 0).sum())
    if not found:
        return ""
    values = {"n": found, "all": len(rows)}
    areas = words.text(f"level.{scene.level.id}.dative", scene.view.lang)
    return words.text("headline.areas", scene.view.lang, **values, areas=areas)


def _funds(scene: Scene) -> str:
    lang, kind, found = scene.view.lang, scene.view.kind, scene.programmes
    one = f"funds.{kind}_{found[0]}" if len(found) == 1 else f"funds.{kind}"
    return words.either(one, f"funds.{kind}", lang)


def _counted(scene: Scene) -> str:
    """Say for how many records, beside the published number where both cover the same."""
    lang, kind, found = scene.view.lang, scene.view.kind, scene.programmes
    values = {
        "funds": _funds(scene),
        "n": numbers.integer(scene.total.n, lang),
        "nouns": words.text(f"noun.{kind}.{'dative' if kind == 'budget' else 'plural'}", lang),
        "programmes": programmes_named(scene),
        "scope": scope(scene),
    }
    if len(found) == 1:
        total = programmes.published(scene, found[0], "count")
        if total:
            values["nouns"] = programmes.unit(total, lang)
            number = programmes.published_count(total, lang)
            return words.text(f"headline.{kind}_partial", lang, published=number, **values)
    one = "_one" if scene.total.n == 1 else ""
    return words.text(f"headline.{kind}_counted{one}", lang, **values)


def _caveats(scene: Scene) -> str:
    """Say what the sum leaves out."""
    lang, noun, total = scene.view.lang, f"noun.{scene.view.kind}", scene.total
    said = ""
    if total.n_unknown and total.amount_eur is not None:
        count = words.count(noun, total.n_unknown, lang)
        said += words.count("headline.unknown", total.n_unknown, lang, count=count)
    if scene.undated:
        said += words.count("headline.undated", scene.undated, lang)
    if scene.overlapping:
        return said + words.text("headline.overlapping", lang)
    if scene.nowhere.n:
        one = "_one" if scene.nowhere.n == 1 else ""
        long = words.text(f"level.{scene.level.id}.nowhere_long{one}", lang)
        count = words.count(noun, scene.nowhere.n, lang)
        said += words.count("headline.nowhere", scene.nowhere.n, lang, count=count, long=long)
    return said


def _empty(scene: Scene) -> Headline:
    lang = scene.view.lang
    only_fairs = set(scene.view.programme) == {FAIRS}
    key = "headline.nothing_fairs_only" if only_fairs else "headline.nothing"
    figure = words.text("common.dash", lang)
    return Headline(figure=figure, text=runs(words.text(key, lang)))


def money(scene: Scene) -> Headline:
    """Return the sum of the known amounts, with how much of what it covers."""
    lang, total = scene.view.lang, scene.total
    if not total.n:
        return _empty(scene)
    if total.amount_eur is None:
        count = words.count(f"noun.{scene.view.kind}", total.n, lang)
        values = {"programmes": programmes_named(scene), "scope": scope(scene)}
        text = words.text("headline.no_amount", lang, count=count, **values)
        return Headline(figure=words.text("common.absent", lang), text=runs(text))
    end = words.text("headline.end", lang)
    text = f"{_counted(scene)}{areas_named(scene, 'n')}{end}{_caveats(scene)}"
    return Headline(figure=numbers.money_short(total.amount_eur, lang), text=runs(text))


def projects(scene: Scene) -> Headline:
    """Return the number of records, with what is known of their amounts."""
    lang, kind, total, found = scene.view.lang, scene.view.kind, scene.total, scene.programmes
    if not total.n:
        return _empty(scene)
    values = {"scope": scope(scene), "areas": areas_named(scene, "n")}
    number = programmes.published(scene, found[0], "count") if len(found) == 1 else None
    if number:
        text = words.text(
            "headline.projects_published",
            lang,
            published=programmes.published_count(number, lang),
            nouns=programmes.unit(number, lang),
            **values,
        )
    else:
        nouns = words.count(f"noun.{kind}", total.n, lang).split(" ", 1)[1]
        named = programmes_named(scene)
        recorded = words.text("headline.recorded", lang)
        text = words.text(
            "headline.projects", lang, erfasst=recorded, nouns=nouns, programmes=named, **values
        )
    if total.amount_eur is not None:
        amount = numbers.money_short(total.amount_eur, lang)
        text += words.text("headline.amount", lang, amount=amount)
    return Headline(figure=numbers.integer(total.n, lang), text=runs(text + _caveats(scene)))


def fairs(scene: Scene) -> Headline:
    """Return the number of fairs, beside the published one where both cover the same."""
    lang, number = scene.view.lang, len(scene.fairs)
    if not number:
        nothing = words.text("headline.fairs_nothing", lang)
        return Headline(figure=words.text("common.dash", lang), text=runs(nothing))
    total = programmes.published_fairs(scene)
    published = ""
    if total:
        text = programmes.published_count(total, lang)
        published = words.text("headline.fairs_published", lang, published=text)
    key = "headline.fairs_one" if number == 1 else "headline.fairs"
    areas = areas_named(scene, "fairs")
    text = words.text(key, lang, scope=scope(scene), areas=areas, published=published)
    return Headline(figure=numbers.integer(number, lang), text=runs(text))


def _people(scene: Scene, key: str, figure: str) -> Headline:
    lang = scene.view.lang
    caveat = words.text("headline.estimate", lang) if scene.estimated else ""
    caveat += words.text("headline.people_overlapping", lang) if scene.overlapping else ""
    text = words.text(
        f"headline.{key}",
        lang,
        date=numbers.date(scene.catalogue.state.inhabitants, lang),
        n=numbers.integer(int(scene.rows["inside"].sum()), lang),
        areas=words.text(f"level.{scene.level.id}.dative", lang),
        scope=scope(scene, years=False),
        estimate=caveat,
    )
    return Headline(figure=figure, text=runs(text))


def counted_once(scene: Scene) -> tuple[int, float]:
    """Return inhabitants and area (km²) of the areas inside the filter, each Kreis once."""
    rows = scene.rows[scene.rows["inside"]]
    if scene.overlapping:
        kreise = scene.catalogue.areas["landkreise"]
        members = {key for keys in rows["members"] for key in keys.split(";")}
        rows = kreise[kreise.index.isin(members)]
    return int(rows["inhabitants"].sum()), float(rows["area_km2"].sum())


def inhabitants(scene: Scene) -> Headline:
    """Return the inhabitants of the areas of the view."""
    people, _ = counted_once(scene)
    return _people(scene, "inhabitants", numbers.integer(people, scene.view.lang))


def density(scene: Scene) -> Headline:
    """Return the mean density of the areas of the view."""
    people, area_km2 = counted_once(scene)
    lang = scene.view.lang
    return _people(scene, "density", numbers.integer(people / area_km2, lang) if area_km2 else "–")


def title(scene: Scene, metric: MetricSpec) -> str:
    """Return the title of the view: Bewilligungen je Einwohner: Zukunftsräume, 2019–2021."""
    lang, chosen = scene.view.lang, scene.view.programme
    names = [programmes.short(id_, scene.catalogue, lang) for id_ in chosen]
    if metric.family in ("people", "indicator") or metric.id == "fairs":
        parts = [metric.title(lang, scene.view.kind)]
    else:
        what = words.listed(names, lang) if names else words.text("title.all_programmes", lang)
        parts = [f"{metric.title(lang, scene.view.kind)}: {what}"]
    years = "" if metric.family in ("people", "indicator") else numbers.years(scene.view.years)
    return ", ".join(part for part in (*parts, years, offices(scene)) if part)
