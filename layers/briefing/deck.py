"""A deck: a story drawn scene by scene, all that a wall needs to go on without asking anyone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from layers import attribution
from layers import memo
from layers import payload
from layers import words
from layers.briefing import fragment
from layers.briefing import ground
from layers.briefing import key
from layers.briefing import marks
from layers.briefing import panel
from layers.briefing import stage
from layers.briefing import told as tellers
from layers.briefing.trouble import Trouble
from layers.gaps import page as gap_page
from layers.picture import blocks
from layers.picture import camera as cameras
from layers.picture import contents
from layers.picture import fonts
from layers.picture import manifest
from layers.picture import mapping
from layers.picture.blocks import Block
from layers.picture.drawing import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.catalogue import Catalogue
    from layers.briefing.stage import WallStyle
    from layers.briefing.story import Step
    from layers.briefing.story import Story
    from layers.briefing.told import Told
    from layers.state import Known

KEPT = 12
DRIFT = 14.0  # units that all may move to the right against burn-in, and some more
GUTTER = 34.0  # between panel and map
SOURCES = "quellen"
SOURCES_SECONDS = 12
DOTS, COUNTER = 26.0, 150.0  # width of a mark of progress and of the counter, factor 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a deck is shown.

    Parameters
    ----------
    lang, theme
        Of the screen.
    factor
        Of the type, see `stage.factor`.
    """

    lang: str = "de"
    theme: str = "dark"
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A scene that is drawn.

    Parameters
    ----------
    told
        What it shows; None for the list of sources.
    step_id, title, spoken, note, seconds
        Its name in the address, its headline, its texts for those who hear them, what the
        speaker reads, how long it is shown.
    map, look
        The map in its pixels, and where it looks; None without a map.
    over
        What stands over and beside the map, in units of the stage.
    has_chart
        Whether its chart had room.
    """

    told: Told | None
    step_id: str
    title: str
    spoken: str
    note: str
    seconds: int
    map: Group | None
    look: cameras.Camera | None
    over: Group
    has_chart: bool = False


def frame(factor: float) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the map in units of the stage."""
    left = stage.MARGIN + panel.width(factor) + GUTTER
    return left, 0.0, stage.WIDTH - left, stage.BOTTOM


def _state_line(told: Told) -> str:
    gap = told.gap
    if gap is not None:
        return gap_page.state_line(gap, gap_page.freshest(gap))
    return payload.state_line(told.ground, payload.freshest(told.ground))


def attributions(told: Told) -> list[str]:
    """Return the lines that have to be named with a scene."""
    gap = told.gap
    if gap is None:
        known = attribution.lines(told.ground.catalogue, told.view.level)
        ids = [*contents.drawn(told.ground), f"metric:{told.view.metric}"]
    else:
        known = gap_page.attributions(gap)
        ids = [*contents.drawn(told.ground), "metric:gap"]
    if told.chart is not None and gap is None:
        ids.append(contents.CHART_METRIC)
    return list(dict.fromkeys(line for id_ in ids for line in known.get(id_, ())))


def _footer(told: Told, style: WallStyle, n: int) -> Group:
    """Return the line at the foot: how old the data are, and the first source."""
    room = stage.WIDTH - 2 * stage.MARGIN - (n * DOTS + COUNTER) * style.factor
    lines = attributions(told)
    short = words.text("briefing.sources_end", told.lang)
    parts = [_state_line(told), *lines[:1], short]
    parts = [part.replace("© ", "©\u00a0") for part in parts]
    block = Block(style=style, width=room, name="footer", role="P")
    for most in (3, 2, 1):
        said = " · ".join(parts[:most] if most != 2 else (parts[0], parts[2]))  # noqa: PLR2004
        if blocks.needed(said, style, "small") <= room or most == 1:
            break
    size = style.size("small")
    while fonts.width(fonts.shown(said), size, 400) > room and "·" in said:
        said = said.rpartition(" · ")[0]
    block.lines(said, "small", "--ink-2", leading=1.1)
    top = stage.HEIGHT - 22 - block.height
    return block.group(stage.MARGIN, max(top, stage.FOOT - 2))


def _draw(told: Told, look: Look, n: int) -> Drawn | None:
    """Return a scene drawn, or None if its texts do not fit."""
    style = stage.WallStyle(theme=look.theme, factor=look.factor)
    found = panel.build(told, style)
    if found is None:
        return None
    left, _, width, height = frame(look.factor)
    unit = stage.unit(look.factor)
    card, wide, high = key.card(told, style, width - DRIFT)
    legend = wide / unit, high / unit
    place = ground.camera(told, (width / unit, height / unit), legend)
    over = Group(
        items=(
            found.block.group(stage.MARGIN, stage.TOP),
            Group(items=(card,), x=left, y=stage.BOTTOM - high),
            _footer(told, style, n),
        ),
        name="over",
    )
    return Drawn(
        told=told,
        step_id=told.step.id,
        title=told.texts["headline"],
        spoken=told.spoken,
        note=told.texts["note"],
        seconds=told.step.seconds,
        map=ground.draw(told, place, legend),
        look=place,
        over=over,
        has_chart=found.has_chart,
    )


def check(
    steps: Sequence[Step], catalogue: Catalogue, known: Known, look: Look
) -> tuple[list[Drawn], list[Trouble]]:
    """Return the scenes that can be shown, drawn, and what is wrong with the others.

    Parameters
    ----------
    steps
        The scenes as they are written.
    catalogue, known
        The data, and the ids an address may name.
    look
        How they are shown.
    """
    found, troubles = [], []
    for step in steps:
        how = {"lang": look.lang, "theme": look.theme}
        told, own = tellers.fill(step, catalogue, known, how)
        troubles += own
        drawn = _draw(told, look, len(steps) + 1) if told else None
        if told and drawn is None:
            troubles.append(Trouble(code="no-room", scene=step.id))
        if drawn and told and told.chart and not drawn.has_chart:
            troubles.append(Trouble(code="chart-room", scene=step.id))
        if drawn:
            found.append(drawn)
    return found, troubles


def _states(told: Sequence[Told], lang: str) -> list[str]:
    """Return how old the data are, scene by scene where scenes differ."""
    scenes: dict[str, list[str]] = {}
    for at, one in enumerate(told, start=1):
        scenes.setdefault(_state_line(one), []).append(str(at))
    if len(scenes) == 1:
        return list(scenes)
    return [
        words.count("briefing.state", len(at), lang, scenes=", ".join(at), state=state)
        for state, at in scenes.items()
    ]


def _sources(found: Sequence[Drawn], story: Story, look: Look, catalogue: Catalogue) -> list[Drawn]:
    """Return the last scenes: every source of the story with its licence, on enough pages."""
    style = stage.WallStyle(theme=look.theme, factor=look.factor, title=60.0)
    told = [d.told for d in found if d.told]
    lines = list(dict.fromkeys(line for t in told for line in attributions(t)))
    said = [*_states(told, look.lang), *(line.replace("© ", "©\u00a0") for line in lines)]
    said.append(words.text("briefing.data_version", look.lang, version=catalogue.version[:12]))
    title = words.text("briefing.sources", look.lang)
    width = stage.WIDTH - 2 * stage.MARGIN
    pages: list[Block] = []
    for line in said:
        probe = Block(style=style, width=width)
        probe.lines(line, "small", leading=1.25)
        if not pages or pages[-1].height + probe.height > stage.BOTTOM - stage.TOP:
            page = Block(style=style, width=width, name="sources", role="Div")
            page.lines(story.title(look.lang), "small", "--accent", weight=600)
            page.lines(title, "title", weight=700, leading=1.2)
            page.height += 14
            pages.append(page)
        pages[-1].lines(line, "small", leading=1.25)
        pages[-1].height += 10 * style.factor
    return [
        Drawn(
            told=None,
            step_id=SOURCES if at == 0 else f"{SOURCES}-{at + 1}",
            title=title,
            spoken=" ".join((title, *said)),
            note="",
            seconds=SOURCES_SECONDS,
            map=None,
            look=None,
            over=Group(items=(page.group(stage.MARGIN, stage.TOP),), name="over"),
        )
        for at, page in enumerate(pages)
    ]


def draw(
    story: Story, catalogue: Catalogue, known: Known, look: Look
) -> tuple[list[Drawn], list[Trouble]]:
    """Return all scenes of a story with its sources, and what is wrong with the story."""
    found, troubles = check(story.steps, catalogue, known, look)
    sources = _sources(found, story, look, catalogue) if found else []
    return [*found, *sources], [*story.troubles, *troubles]


def tag(story: Story, catalogue: Catalogue, look: Look) -> str:
    """Return what changes when the deck does: text, data, programme, look."""
    parts = (story.digest, catalogue.version, manifest.programme(), repr(look))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _shown(found: Drawn, at: int, look: Look) -> dict[str, Any]:
    """Return one scene for the browser."""
    prefix = f"s{at + 1}-"
    size = (stage.WIDTH, stage.HEIGHT)
    scene: dict[str, Any] = {
        "id": found.step_id,
        "title": found.title,
        "spoken": found.spoken,
        "note": found.note,
        "seconds": found.seconds,
        "over": fragment.write(found.over, size, prefix, ground.patterns(look.theme, stripes=True)),
        "map": None,
        "state": None,
    }
    if found.map is not None and found.look is not None and found.told is not None:
        patterns = ground.patterns(look.theme, stripes=True)
        place = (found.look.width, found.look.height)
        x, y = found.look.pixels((0, 0))
        scene["map"] = fragment.write(found.map, place, prefix + "m-", patterns)
        # Where the north-west corner of the world is and how large it is, in widths of the map
        scene["camera"] = [
            round(float(x) / place[0], 6),
            round(float(y) / place[1], 6),
            round(found.look.scale / place[0], 6),
            round(found.look.scale / place[1], 6),
        ]
        view = found.told.view
        scene["state"] = {
            "mode": view.mode,
            "level": found.told.ground.view.level,
            "metric": view.metric,
            "layers": [ref.id for ref in view.drawn() if ref.opacity],
            "area": list(view.area),
            "marks": {id_: len(ids) for id_, ids in marks.visible(found.told).items()},
            "classes": sorted(set(mapping.classes(_order(found)).values())),
        }
    return scene


def _order(found: Drawn) -> mapping.Order:
    assert found.told is not None  # noqa: S101  asked for scenes with a map only
    assert found.look is not None  # noqa: S101
    return mapping.Order(
        scene=found.told.ground, coloured=found.told.coloured, camera=found.look, labels=False
    )


def build(story: Story, catalogue: Catalogue, known: Known, look: Look) -> dict[str, Any]:
    """Return the deck for the browser; the latest few are kept.

    Parameters
    ----------
    story
        What is told.
    catalogue, known
        The data, and the ids an address may name.
    look
        How it is shown.
    """
    kept: dict[str, dict[str, Any]] = memo.shelf(catalogue).setdefault("briefing.decks", {})
    name = tag(story, catalogue, look)
    if name in kept:
        return kept[name]
    found, troubles = draw(story, catalogue, known, look)
    left, top, width, height = frame(look.factor)
    made = {
        "story": story.id,
        "title": story.title(look.lang),
        "lang": look.lang,
        "theme": look.theme,
        "tag": name,
        "version": catalogue.version,
        "type": round(stage.BASE * look.factor, 2),
        "map": [left, top, width, height],
        "scenes": [_shown(one, at, look) for at, one in enumerate(found)],
        "skipped": [trouble.line("", look.lang).lstrip(": ") for trouble in troubles],
    }
    while len(kept) >= KEPT:
        kept.pop(next(iter(kept)), None)
    kept[name] = made
    return made
