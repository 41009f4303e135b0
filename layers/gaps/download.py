"""Downloads of the gaps: the rows of the table and the lists, each with norm and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.analysis import coverage
from layers import attribution
from layers import numbers
from layers import rowset
from layers import words
from layers.gaps import cards
from layers.gaps import headline
from layers.gaps import lists
from layers.gaps import method
from layers.gaps import need
from layers.gaps import supplied
from layers.gaps import weighed
from layers.rowset import Column
from layers.rowset import Rowset

if TYPE_CHECKING:
    import pandas as pd

    from layers.gaps.scene import GapScene
    from layers.rowset import Kind
    from layers.rowset import Rows

AREA_KINDS: Final[dict[str, Kind]] = {
    "key": "text",
    "name": "text",
    "aerl": "text",
    "inhabitants": "integer",
    "inhabitants_status": "text",
    "inhabitants_served": "integer",
    "share_served": "number",
    "inhabitants_unserved": "integer",
    "verdict": "text",
    "verdict_uncertain": "flag",
    "share_served_low": "number",
    "share_served_high": "number",
    "inhabitants_served_before": "integer",
    "share_served_before": "number",
    "verdict_before": "text",
    "change": "integer",
    "reach": "number",
    "nearest": "text",
    "inhabitants_border": "integer",
    "inhabitants_unreachable": "integer",
}
WEIGHED: Final[dict[str, Kind]] = {"weight": "text"}
COMMON_KINDS: Final[dict[str, Kind]] = {
    "norm": "text",
    "norm_limit": "number",
    "norm_unit": "text",
    "norm_share": "number",
    "norm_source": "text",
    "norm_source_kind": "text",
    "method": "text",
    "scenario": "text",
    "sites": "text",
    "candidates": "text",
    "closed": "text",
    "sources": "text",
    "attribution": "text",
}
DECIMALS: Final = 4
FILES: Final = ("odbl/population_points.csv.gz", "areas/landkreise.csv", "records/rvz.csv")


def _columns(kinds: dict[str, Kind], lang: str) -> tuple[Column, ...]:
    return tuple(
        Column(key=key, title=words.text(f"gaps.export.{key}", lang), kind=kind)
        for key, kind in kinds.items()
    )


def _common(scene: GapScene) -> tuple[Any, ...]:
    """Return what every row has to say: the norm, the method, the scenario, the sources."""
    norm, lang = scene.norm, scene.lang
    frame = scene.catalogue.records.loc[scene.record_ids(), "source_url"]
    names = cards.site_names(scene)
    after = {site.id for site in scene.assessment.after.sites}
    return (
        norm.title_en if lang == "en" else norm.title,
        norm.limit,
        norm.unit,
        norm.share,
        f"{norm.source_en if lang == 'en' else norm.source} {norm.address}".strip(),
        words.text(f"gaps.norm.kind_{norm.kind}", lang),
        method.line(scene),
        scene.view.name or None,
        "; ".join(name for id_, name in names.items() if id_ not in scene.letters),
        "; ".join(name for id_, name in names.items() if id_ in scene.letters) or None,
        "; ".join(name for id_, name in names.items() if id_ not in after) or None,
        " ".join(dict.fromkeys(str(url) for url in frame if url)),
        " · ".join([*attribution.named(scene.catalogue, FILES), *_indicator_sources(scene)]),
    )


def _indicator_sources(scene: GapScene) -> list[str]:
    return [scene.weight.indicator.source] if scene.weight else []


def _share(value: float) -> float | None:
    found = numbers.plain(value)
    return None if found is None else round(float(found), DECIMALS)


def _area(row: Any, scene: GapScene, names: dict[str, str]) -> tuple[Any, ...]:
    lang = scene.lang
    empty = row.verdict == coverage.EMPTY
    reach = numbers.plain(row.reach)
    return (
        row.Index,
        row.label,
        row.aerl,
        None if empty and scene.weight else int(row.inhabitants),
        row.inhabitants_status,
        None if empty else int(row.inhabitants_served),
        _share(row.share_served),
        None if empty else int(row.inhabitants_unserved),
        words.text(f"gaps.verdict.{row.verdict}", lang),
        bool(row.uncertain),
        _share(row.share_low),
        _share(row.share_high),
        None if empty else int(row.inhabitants_served_before),
        _share(row.share_served_before),
        words.text(f"gaps.verdict.{row.verdict_before}", lang),
        None if empty else int(row.change),
        None if reach is None else round(float(reach), 2),
        names.get(row.nearest) or None,
        None if empty else int(row.inhabitants_border),
        None if empty else int(row.inhabitants_unreachable),
        *((weighed.title(scene),) if scene.weight else ()),
    )


def _shown(scene: GapScene) -> pd.DataFrame:
    """Return the rows inside the filter, of the selected group if there is one."""
    if not scene.view.group:
        return scene.inside
    return scene.inside.loc[need.members(need.of(scene), scene.view.group)]


def areas(scene: GapScene) -> Rowset:
    """Return one row an area that the table shows, most people affected first."""
    common, names = _common(scene), cards.site_names(scene)
    order = _shown(scene).sort_values("inhabitants_unserved", ascending=False, kind="stable")
    found = supplied.of(scene)
    own: dict[str, Kind] = {} if found is None else {supplied.COLUMN: "number"}
    rows = tuple(
        (
            *_area(row, scene, names),
            *([] if found is None else [_share(found.rows[row.Index])]),
            *common,
        )
        for row in order.itertuples()
    )
    who = WEIGHED if scene.weight else {}
    columns = _columns(AREA_KINDS | who | own | COMMON_KINDS, scene.lang)
    return rowset.with_indicators(Rowset(columns=columns, rows=rows), scene)


NEED_KINDS: Final[dict[str, Kind]] = {
    "key": "text",
    "name": "text",
    "inhabitants": "integer",
    "inhabitants_unserved": "integer",
    "share_unserved": "number",
    "per_inhabitant_eur": "number",
    "projects": "integer",
    "group": "text",
}
LIST_KINDS: Final[dict[str, Kind]] = {
    "key": "text",
    "name": "text",
    "area": "text",
    "inhabitants": "integer",
    "remark": "text",
    "note": "text",
    "source_url": "text",
    "attribution": "text",
}


def _need(scene: GapScene) -> Rowset:
    """Return "Bedarf ohne Förderung": nothing recorded stays empty, never zero."""
    group = need.title(need.NEEDY, scene.lang)
    found = need.of(scene)
    rows = tuple(
        (
            row.Index,
            row.label,
            int(row.inhabitants),
            int(row.inhabitants_unserved),
            _share(coverage.WHOLE - row.share_served),
            _share(row.money),
            int(row.n) or None,
            group,
            *_common(scene),
        )
        for row in need.unfunded(found).itertuples()
    )
    columns = _columns(NEED_KINDS | COMMON_KINDS, scene.lang)
    return rowset.with_indicators(Rowset(columns=columns, rows=rows), scene)


def listed(scene: GapScene, rows: Rows) -> Rowset:
    """Return the rows of a list: need, centres, municipalities or fairs."""
    if rows == "need":
        return _need(scene)
    files = ("areas/gemeinden.csv", "odbl/gemeinden_population.csv", "areas/landkreise.csv")
    lines = " · ".join(attribution.named(scene.catalogue, files))
    same = (lists.note(scene, rows), lists.source(rows) or None, lines)
    found = tuple(
        (row.key, row.name, row.area, row.people, row.remark or None, *same)
        for row in lists.ROWS[rows](scene)
    )
    return Rowset(columns=_columns(LIST_KINDS, scene.lang), rows=found)


def about(scene: GapScene) -> list[tuple[str, str]]:
    """Return view, sentence, norm, method, findings and data version, for a sheet of its own."""
    lang = scene.lang
    norm = method.norm(scene.norm, lang)
    lines = [
        (words.text("export.note_view", lang), headline.title(scene)),
        ("", headline.of(scene).sentence),
        (words.text("gaps.export.norm", lang), f"{norm['title']}: {norm['words']}"),
        (words.text("gaps.export.norm_source", lang), f"{norm['source']} {norm['url']}".strip()),
        ("", norm["note"]),
        (words.text("gaps.export.method", lang), method.line(scene)),
        (words.text("export.note_version", lang), scene.catalogue.version),
    ]
    problems = [p.message_en if lang == "en" else p.message for p in scene.problems]
    label = words.text("gaps.export.problems", lang)
    return [line for line in lines if line[1]] + [(label, text) for text in problems]
