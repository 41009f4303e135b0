"""What changes at once when a site is set, moved or closed: colours, marks, sites, headline.

The rest of the page follows with the whole payload; both are made by the same functions of the
same scene, so that nothing jumps when it arrives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from geodata.analysis import siting
from geodata.analysis import supply
from geodata.analysis.supply import Site
from layers import words
from layers.gaps import coloured
from layers.gaps import figures
from layers.gaps import headline
from layers.gaps import page
from layers.gaps import scene as scenes
from layers.gaps import sites
from layers.gaps import versus

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.gaps.scene import GapScene
    from layers.state import ViewState


def of(scene: GapScene) -> dict[str, Any]:
    """Return the parts of the payload that are seen on the map, and the headline."""
    said = headline.of(scene)
    return {
        "version": scene.catalogue.version,
        "query": page.query(scene.view),
        "level": scene.level.id,
        "classes": coloured.classes(scene),
        "texts": coloured.texts(scene),
        "legend": coloured.legend(scene),
        "marks": coloured.marks(scene),
        "headline": {
            "figure": said.figure,
            "text": [[run, int(bold)] for run, bold in said.text],
        },
        "flips": coloured.uncertain(scene),
        "gained": list(scene.gained),
        "supply": sites.supply(scene),
        "sites": sites.listed(scene),
        "versus": versus.of(scene),
    }


def here(view: ViewState, catalogue: Catalogue, place: str) -> dict[str, Any]:
    """Return what one more site at a place would add, before it is set.

    Parameters
    ----------
    place
        Key of a Gemeinde or ``lat~lon``.

    Returns
    -------
    dict
        ``text`` for the pointer; ``gained`` people, None where no site can be.
    """
    lang = view.lang
    site = supply.candidate(place, catalogue)
    if not isinstance(site, Site):
        text = site.message_en if lang == "en" else site.message
        return {"text": text, "gained": None}
    found, used = scenes.assess(view, catalogue), scenes.analyst(catalogue)
    ground = None if found.method.id == "beeline" else used.overland(found.demand).ground
    cover = siting.covers(found, (site,), ground)
    gained = int(siting.weights(found)[cover.of(0)].sum())
    name = catalogue.areas["gemeinden"]["name"].get(site.gemeinde, "")
    text = words.text(
        "gaps.here",
        lang,
        place=name,
        people=figures.about(gained, lang),
        limit=figures.limit(found.norm, lang),
    )
    return {"text": text, "gained": gained}
