"""Boot: data and settings become an application that is warm before it answers anyone."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from dashboard import app
from dashboard.live import Live
from dashboard.refusals import StartError
from geodata import audit
from geodata import web
from geodata.errors import DamagedFileError
from geodata.errors import GeodataError
from geodata.stores.watch import Watch
from layers import memo
from layers.picture import logo as logos
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from flask import Flask

    from dashboard.fleet import Fleet
    from dashboard.settings import Settings
    from geodata.catalogue import Catalogue
    from geodata.problems import Problem

SHOWN_PROBLEMS = 12

# Views whose first answer takes seconds (ways to every site); the workers share what it leaves
HEAVY_VIEWS = ("/?mode=gaps&level=gemeinden",)

_ADDRESS = re.compile(r'"(/(?:en/)?(?:assets|geo|_dash-component-suites|_favicon)[^"\s]+)"')
_STYLE_ADDRESS = re.compile(r'url\(["\']?(?:\.\./|/assets/)([^"\')]+)')


def application(settings: Settings) -> Flask:
    """Load the data, name their problems, and return the warm application."""
    return live(settings).app


def live(settings: Settings, fleet: Fleet | None = None) -> Live:
    """Return the warm application with what exchanges it for one of newer data."""
    try:
        refuse_broken_logo(settings)
        watch = Watch.begin(settings.store())
        refuse_broken_areas(watch.served)
        refuse_broken_map(watch.served)
        server = app.create_app(settings, watch.served, watch, fleet=fleet)
    except GeodataError as error:
        raise StartError(error.message, error.message_en, error.hint, error.hint_en) from error
    for line in problem_lines(watch.served.problems):
        sys.stderr.write(line + "\n")
    warm_up(server)
    warm_heavy(server)

    def build(loaded: Catalogue, before: Flask) -> Flask:
        refuse_broken_areas(loaded)
        refuse_broken_map(loaded)
        fresh = app.create_app(settings, loaded, watch, before, fleet)
        warm_up(fresh)
        return fresh

    return Live(server, watch, build, warm_heavy)


def refuse_broken_logo(settings: Settings) -> None:
    """Refuse to start with a logo that would be missing on every picture."""
    if settings.logo is None:
        return
    try:
        logos.checked(settings.logo)
    except PictureError as error:
        raise StartError(error.text("de"), error.text("en")) from error


def refuse_broken_areas(loaded: Catalogue) -> None:
    """Refuse to start on areas that do not nest: every sum on the screen would be wrong."""
    found = [*audit.counts(loaded.areas, loaded.state), *audit.parents(loaded.areas)]
    if found:
        first, more = found[0], len(found) - 1
        raise StartError(
            f"Die Gebiete in {loaded.folder} sind beschädigt: {first.line('de')}",
            f"The areas in {loaded.folder} are damaged: {first.line('en')}",
            f"({more} weitere: python -m geodata check)" if more else "",
            f"({more} more: python -m geodata check)" if more else "",
        )


def refuse_broken_map(loaded: Catalogue) -> None:
    """Refuse data whose geometry for the browser is not that of their areas.

    Raises
    ------
    MissingFileError, DamagedFileError
    """
    for level, found in _drawn(loaded).items():
        if level in loaded.areas and found != set(loaded.areas[level].index):
            path = loaded.folder / web.FOLDER / f"{level}.pbf"
            raise DamagedFileError(
                path, "nicht die Gebiete der Tabelle", "not the areas of the table"
            )


@memo.per_ground
def _drawn(loaded: Catalogue) -> Mapping[str, frozenset[str]]:
    """Return the keys of the areas in the browser's geometry, by level."""
    return {level: frozenset(found) for level, found in audit.browser(loaded.folder).items()}


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Return a short list of what was found in the data, the worst first."""
    order = {"error": 0, "warning": 1}
    found = sorted(
        (p for p in problems if p.severity in order), key=lambda problem: order[problem.severity]
    )
    if not found:
        return
    yield f"Daten: {len(found)} Auffälligkeiten, der Rest wird gezeigt / {len(found)} findings:"
    for problem in found[:SHOWN_PROBLEMS]:
        yield f"  {problem.line('de')}"
    if len(found) > SHOWN_PROBLEMS:
        yield f"  … und {len(found) - SHOWN_PROBLEMS} weitere: python -m geodata check"


def warm_up(server: Flask) -> None:
    """Ask for every page and static file once.

    Dash sets itself up at the first request, and several first requests at once fail
    (plotly/dash #3971); static files get their compressed forms here.
    """
    client = server.test_client()
    for prefix in _prefixes(server):
        page = client.get(prefix)
        if page.status_code >= 400:  # noqa: PLR2004
            raise StartError(
                f"Die Startseite {prefix} antwortet mit {page.status_code}.",
                f"The start page {prefix} answers {page.status_code}.",
                "Die Ursache steht darüber.",
                "The cause stands above.",
            )
        for static in _static_addresses(page.get_data(as_text=True), prefix):
            answer = client.get(static)
            if answer.mimetype == "text/css":
                for name in _STYLE_ADDRESS.findall(answer.get_data(as_text=True)):
                    client.get(f"{prefix}assets/{name}")


def warm_heavy(server: Flask) -> None:
    """Ask for the views whose first answer takes seconds."""
    client = server.test_client()
    for view in HEAVY_VIEWS:
        client.get(view)


def _prefixes(server: Flask) -> list[str]:
    """Return the paths under which a Dash instance serves a page, the root first."""
    part = "_dash-layout"
    rules = (rule.rule for rule in server.url_map.iter_rules())
    return sorted(rule.removesuffix(part) for rule in rules if rule.endswith(part))


def _static_addresses(page: str, prefix: str) -> Iterator[str]:
    yield from _ADDRESS.findall(page)
    yield f"{prefix}_dash-layout"
    yield f"{prefix}_dash-dependencies"
