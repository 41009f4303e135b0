"""The gaps as a picture: classes, words and signs of the scene that the screen shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Final

from layers import points
from layers import state
from layers import words
from layers.coloured import Coloured
from layers.gaps import bivariate
from layers.gaps import coloured
from layers.gaps import curve
from layers.gaps import figures
from layers.gaps import headline
from layers.gaps import method
from layers.gaps import need
from layers.gaps import page
from layers.gaps import scatter
from layers.gaps import scene as scenes
from layers.gaps import sites
from layers.legend import Entry
from layers.picture import contents
from layers.picture.contents import Contents
from layers.picture.refusal import PictureError
from layers.picture.trial import Mark
from layers.picture.trial import Pin
from layers.picture.trial import Trial

if TYPE_CHECKING:
    from layers.describe import Headline
    from layers.figure import Chart
    from layers.gaps.need import Need
    from layers.gaps.scene import GapScene
    from layers.picture.options import Options
    from layers.query import Entry as Record
    from layers.scene import Scene

CHARTS: Final = ("curve", "need")
EMPTY, MEASURE = "supply-empty", "measure"


def _check(found: GapScene) -> None:
    """Refuse what could not be followed: a picture never shows something else than was asked for.

    What the answer is made of (an empty supply, a router that is down) is said on the sheet.
    """
    wrong = [
        problem
        for problem in found.problems
        if problem.severity != "notice" and problem.code != EMPTY and problem.where != MEASURE
    ]
    if wrong:
        english = found.lang == "en"
        said = " ".join(
            f"{p.message_en if english else p.message} ({p.where}={p.raw})" for p in wrong[:5]
        )
        raise PictureError("view", problems=said)


def _plain(found: GapScene) -> Scene:
    """Return the ground of a scene under its own view: what map, camera and layers ask for."""
    return replace(found.ground, view=replace(found.view, level=found.level.id))


def _entries(raw: list[dict[str, object]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            step=int(str(one["class"])),
            label=str(one["label"]),
            note=str(one.get("note", "")),
            count=int(str(one["count"])),
        )
        for one in raw
    )


def _coloured(found: GapScene, wanted: Need | None) -> Coloured:
    """Return classes, words and legend of the areas, of either map."""
    if wanted is None:
        steps, texts = coloured.classes(found), coloured.texts(found)
        entries = _entries(coloured.legend(found))
    else:
        steps, texts = bivariate.classes(found, wanted), bivariate.texts(found, wanted)
        entries = _entries(bivariate.legend(found, wanted))
    return Coloured(
        values=tuple(None for _ in steps),
        steps=tuple(steps),
        texts=tuple(texts),
        entries=entries,
        prefix="g" if wanted is None else "n",
    )


def _records(found: GapScene) -> dict[str, list[Record]]:
    """Return the records of the legend: sites of the chosen states wherever they are."""
    chosen = points.chosen(_plain(found).view, found.catalogue)
    every = points.chosen(scenes.neutral(found.view), found.catalogue)
    supply, states = found.assessment.scenario.layer, set(found.view.sites)
    if supply not in chosen:
        return chosen
    mine = [e for e in every.get(supply, []) if supply != state.SUPPLY or e.detail in states]
    return chosen | {supply: mine}


def _own(found: GapScene) -> tuple[tuple[float, float], ...]:
    """Return the places of the sites of a list of one's own; they are no records."""
    if not sites.supply(found)["own"]:
        return ()
    letters = found.letters
    return tuple(site.latlon for id_, site in found.sites.items() if id_ not in letters)


def _trial(found: GapScene, wanted: Need | None) -> Trial:
    after = {site.id for site in found.assessment.after.sites}
    letters, lang = found.letters, found.lang
    pins = [
        Pin(lat=lat, lon=lon, letter=letters[id_], name=found.name_of(site))
        for id_, site in found.sites.items()
        if id_ in letters
        for lat, lon in [site.latlon]
    ]
    closed = [site.latlon for id_, site in found.sites.items() if id_ not in after]
    aside: frozenset[str] = frozenset()
    if found.view.group:
        mine = need.members(wanted or need.of(found), found.view.group)
        aside = frozenset(map(str, found.inside.index.difference(mine)))
    reach = wanted is None
    marks = coloured.marks(found) if reach else []
    return Trial(
        visible=page.shown_points(found)["points"],
        chosen=_records(found),
        flips=tuple(coloured.uncertain(found)) if reach else (),
        gained=found.gained if reach else (),
        aside=aside,
        pins=tuple(pins),
        closed=tuple(closed),
        closed_words=words.text("picture.closed", lang),
        own=_own(found),
        own_words=words.text(
            "picture.own_list", lang, title=found.supply_title, n=len(_own(found))
        ),
        marks=tuple(Mark(**mark) for mark in marks),
    )


def notes(found: GapScene, *, pilot: bool) -> tuple[str, ...]:
    """Return what stands on every picture: norm and source, method, doubt, no legal shortfall.

    Parameters
    ----------
    found
        The scene.
    pilot
        Whether the sentence on the pilot programme has to be said here.
    """
    lang = found.lang
    norm = method.norm(found.norm, lang)
    source = f"{norm['source']} {norm['url']}".strip()
    said = [f"{norm['title']}: {norm['words']}." if norm["title"] else f"{norm['words']}."]
    if source:
        said.append(words.text("picture.norm_source", lang, source=source))
    if norm["secondary"]:
        said.append(words.text("gaps.norm.secondary", lang))
    lines = [" ".join(said), method.line(found)]
    doubt = coloured.flip_text(found)
    if doubt:
        lines.append(f"{doubt}.")
    if pilot and found.assessment.scenario.layer == state.SUPPLY:
        lines.append(words.text("gaps.headline.pilot", lang).replace("**", "").strip())
    lines += [p.message_en if lang == "en" else p.message for p in found.problems]
    return tuple(lines)


def _chart(found: GapScene, options: Options, wanted: Need | None) -> tuple[str, Chart | None]:
    """Return id and chart: as asked, else the one that says the same as the map."""
    if "chart" not in options.show:
        return "", None
    if options.chart and options.chart not in CHARTS:
        known = ", ".join(CHARTS)
        raise PictureError("chart_gaps", got=options.chart, known=known)
    chosen = options.chart or ("curve" if wanted is None else "need")
    if chosen == "curve":
        return chosen, curve.build(found)
    made = scatter.build(found, wanted or need.of(found))
    # The map's legend has the same colours already
    return chosen, made if wanted is None else replace(made, legend=())


def _sources(found: GapScene, plain: Scene, house: str, *, money: bool) -> str:
    lines = page.attributions(found)
    ids = contents.drawn(plain)
    ids.append(f"metric:{bivariate.ID if money else coloured.ID}")
    mine = list(dict.fromkeys(line for id_ in ids for line in lines.get(id_, ())))
    return contents.said_sources(
        house, page.state_line(found, page.freshest(found)), mine, found.lang
    )


def _subtitle(found: GapScene, wanted: Need | None) -> str:
    text = coloured.subtitle(found) if wanted is None else bivariate.subtitle(found)
    return text[:1].upper() + text[1:]


def _headline(found: GapScene, wanted: Need | None) -> Headline:
    return headline.of(found) if wanted is None else bivariate.headline(found, wanted)


def _chosen(found: GapScene, wanted: Need | None) -> str:
    """Say which group is chosen, and how many areas it has; empty if none is."""
    if not found.view.group:
        return ""
    cells = bivariate.cells(found, wanted or need.of(found))
    said = next(str(cell["chosen"]) for cell in cells if cell["group"] == found.view.group)
    return words.text("picture.selected", found.lang, names=said) + "."


def gather(found: GapScene, options: Options, house: str, identifier: str = "") -> Contents:
    """Return the words of a picture of the gaps; see :func:`layers.picture.contents.gather`."""
    _check(found)
    plain = _plain(found)
    contents.check(plain, options)
    lang = found.lang
    wanted = need.of(found) if found.view.metric == bivariate.ID else None
    filled = contents.filled(plain)
    parts = (_headline(found, wanted).sentence, _chosen(found, wanted)) if filled else ()
    sentence = " ".join(part for part in parts if part)
    said = sentence if "headline" in options.show else ""
    chart, made = _chart(found, options, wanted)
    house = house or words.text("screen.title", lang)
    title = headline.title(found) if wanted is None else bivariate.view_title(found)
    money = wanted is not None or chart == bivariate.ID
    return Contents(
        scene=plain,
        metric=None,
        coloured=_coloured(found, wanted),
        options=options,
        house=house,
        identifier=identifier,
        title=options.title or (title if filled else contents.points_title(plain)),
        subtitle=options.subtitle or said,
        headline=said if options.subtitle else "",
        chart=made,
        sources=_sources(found, plain, house, money=money),
        stamp=contents.stamp(options, lang),
        unit=_subtitle(found, wanted) if filled else "",
        table_unit=figures.limit_words(found.norm, lang),
        sentence=sentence,
        state=page.state_line(found, page.freshest(found)),
        date=page.freshest(found),
        notes=notes(found, pilot=not said),
        trial=_trial(found, wanted),
    )
