"""A scene of a story filled with data: its view, its figures, its texts, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from layers import coloured as colours
from layers import indicators
from layers import scenes
from layers import view as views
from layers.briefing import charts
from layers.briefing import placeholders
from layers.briefing import story as stories
from layers.briefing.trouble import Trouble
from layers.coloured import Coloured
from layers.gaps import coloured as gap_colours
from layers.gaps.scene import GapScene
from layers.legend import Entry
from layers.picture import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.catalogue import Catalogue
    from layers.briefing.charts import WallChart
    from layers.briefing.story import Step
    from layers.scene import Scene
    from layers.state import Known
    from layers.state import ViewState

MODES = ("explore", "gaps")
GAPS, NEED = "gaps", "need"
READING = 2.6
"""Words a second that are read on a wall without haste, besides looking at the map."""
LOOKING = 4.0  # seconds for the map


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A scene ready to be drawn.

    Parameters
    ----------
    step
        As it is written.
    view
        The view it shows.
    scene
        The view filled with data.
    texts
        Its texts with all figures.
    coloured
        Classes of the areas and legend.
    chart
        The chart; None if it has none.
    """

    step: Step
    view: ViewState
    scene: Scene | GapScene
    texts: Mapping[str, str]
    coloured: Coloured
    chart: WallChart | None

    @property
    def lang(self) -> str:
        """Language of the view."""
        return self.view.lang

    @property
    def gap(self) -> GapScene | None:
        """The scene if it is one of the gaps."""
        return self.scene if isinstance(self.scene, GapScene) else None

    @property
    def ground(self) -> Scene:
        """A scene with level, layers, theme and camera of the view, for what draws maps."""
        gap = self.gap
        if gap is None:
            return self.scene  # type: ignore[return-value]  # no gap scene, so a plain one
        plain = replace(self.view, mode="explore", level=gap.level.id, programme=(), years=None)
        return replace(gap.ground, view=plain)

    @property
    def spoken(self) -> str:
        """Return the texts as one, for those who hear them."""
        t = self.texts
        parts = (t["eyebrow"], t["headline"], t["figure"], t["sentence"])
        more = f"{t['second']} {t['second_label']}".strip()
        said = [part for part in (*parts, more) if part]
        return " ".join(p if p[-1] in ".!?:" else f"{p}." for p in said)


def reading_seconds(texts: Mapping[str, str]) -> int:
    """Return the seconds that the texts of a scene need on the wall."""
    names = ("headline", "figure", "sentence", "second", "second_label")
    n = sum(len(texts[name].split()) for name in names)
    return int(LOOKING + n / READING + 0.999)


def fill(
    step: Step, catalogue: Catalogue, known: Known, look: Mapping[str, Any]
) -> tuple[Told | None, list[Trouble]]:
    """Return a scene filled with data, or None and why it cannot be shown.

    Parameters
    ----------
    step
        As it is written.
    catalogue, known
        The data, and the ids an address may name.
    look
        ``lang`` and ``theme`` of the screen, which the view of a scene does not decide.
    """
    view, problems = views.from_query(step.view, known)
    lang = str(look["lang"])
    troubles = [Trouble(code="view", scene=step.id, problem=problem) for problem in problems]
    if view.mode not in MODES:
        troubles.append(Trouble(code="mode", scene=step.id, values={"mode": view.mode}))
    if view.mode == GAPS and view.metric == NEED:
        troubles.append(Trouble(code="need", scene=step.id))
    if troubles:
        return None, troubles
    view = replace(view, lang=lang, theme=str(look["theme"]))
    scene = scenes.of(view, catalogue)
    values = placeholders.of(scene)
    troubles = _check_texts(step, values, lang)
    chart = charts.build(step.chart, scene)
    if step.chart != "none" and chart is None:
        troubles.append(Trouble(code="chart-empty", scene=step.id, values={"chart": step.chart}))
    if troubles:
        return None, troubles
    texts = {name: placeholders.fill(step.text(name, lang), values) for name in stories.TEXTS}
    told = Told(
        step=step,
        view=view,
        scene=scene,
        texts=texts,
        coloured=coloured(scene),
        chart=chart,
    )
    needed = reading_seconds(texts)
    if step.seconds < needed:
        numbers_ = {"seconds": step.seconds, "needed": needed}
        troubles.append(Trouble(code="short", scene=step.id, values=numbers_))
    return told, troubles


def _check_texts(step: Step, values: Mapping[str, str], lang: str) -> list[Trouble]:
    """Return what is wrong with the figures in the texts of a scene."""
    found = []
    names = placeholders.known()
    for name in stories.TEXTS:
        text = step.text(name, lang)
        for place in placeholders.written(text):
            if place in values:
                continue
            code = "placeholder-empty" if place in names else "placeholder"
            found.append(Trouble(code=code, scene=step.id, values={"place": place, "name": name}))
        if name != "note":
            found += [
                Trouble(code="number", scene=step.id, values={"number": n, "name": name})
                for n in placeholders.bare_numbers(text)
            ]
        letters = fonts.unknown(placeholders.PLACE.sub("", text))
        if letters:
            values_ = {"letters": " ".join(letters[:10]), "name": name}
            found.append(Trouble(code="letters", scene=step.id, values=values_))
    return found


def coloured(scene: Scene | GapScene) -> Coloured:
    """Return the classes of the areas of a scene with their legend, whatever its mode."""
    if not isinstance(scene, GapScene):
        return colours.build(scene, indicators.metric(scene.view.metric, scene.catalogue))
    entries = tuple(
        Entry(
            step=found["class"],
            label=str(found["label"]),
            note=str(found.get("note", "")),
            count=found["count"],
        )
        for found in gap_colours.legend(scene)
    )
    steps = tuple(gap_colours.classes(scene))
    texts = tuple(gap_colours.texts(scene))
    return Coloured(values=(None,) * len(steps), steps=steps, texts=texts, entries=entries)
