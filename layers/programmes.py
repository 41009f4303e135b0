"""Programmes in the words of the screen, and how complete their records are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata import completeness as held
from layers import memo
from layers import numbers
from layers import words

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.completeness import Completeness
    from geodata.programmes import Programme
    from geodata.programmes import Total
    from layers.scene import Scene

SHARE_DECIMALS = 3
BUDGET = "budget"
FAIRS = "jobmessen"
UNINFLECTED = ("n", "s")  # German plurals that do not change in the dative


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is recorded of a programme beside what was published.

    Parameters
    ----------
    programme, title
        Id and short name.
    count_text, count_share
        Records beside the published number: ``84 von über 170 Projekten``, 0.494.
    money_text, money_share
        Known amounts beside the published sum.
    note
        How many records have no amount, and that filters do not apply.
    as_of, source_url
        Date of the published figures as published, and where.
    """

    programme: str
    title: str
    count_text: str = ""
    count_share: float | None = None
    money_text: str = ""
    money_share: float | None = None
    note: str = ""
    as_of: str = ""
    source_url: str = ""


@memo.per_catalogue
def by_id(catalogue: Catalogue) -> dict[str, Programme]:
    """Return the programmes by id, in the order of the catalogue."""
    return {programme.id: programme for programme in catalogue.programmes}


def short(programme_id: str, catalogue: Catalogue, lang: str) -> str:
    """Return the short name of a programme."""
    programme = by_id(catalogue).get(programme_id)
    if programme is None:
        return programme_id
    return programme.short_en if lang == "en" else programme.short


def _is_budget(total: Total, programme: Programme, catalogue: Catalogue) -> bool:
    """Tell whether the records a total is held against are budgets."""
    # Few columns: choosing rows of all of them costs a tenth of a second
    rows = catalogue.records[["programme", "kind_detail", "counted", "amount_kind"]]
    own = rows[rows["programme"] == programme.id]
    meant = own[own["kind_detail"].isin(total.kinds)] if total.kinds else own[own["counted"]]
    kinds = meant["amount_kind"].value_counts()
    return bool(len(kinds)) and str(kinds.index[0]) == BUDGET


@memo.per_catalogue
def beside(catalogue: Catalogue, programme_id: str, kind: str) -> tuple[Completeness, ...]:
    """Return what is recorded beside each published total about a kind of money."""
    programme = by_id(catalogue).get(programme_id)
    if programme is None:
        return ()
    return tuple(
        found
        for found in held.of(programme, catalogue.records)
        if _is_budget(found.total, programme, catalogue) == (kind == BUDGET)
    )


def published(scene: Scene, programme_id: str, what: str) -> Total | None:
    """Return the published total that all records of the view can be held against.

    Parameters
    ----------
    scene
        A scene without a filter of offices, whose years are those of the total and whose
        records of the programme are all of the kinds the total is about.
    programme_id
        A programme.
    what
        ``count`` or ``amount``.
    """
    if scene.view.aerl:
        return None
    details = {e.detail for e in scene.records if e.programme == programme_id}
    for found in beside(scene.catalogue, programme_id, scene.view.kind):
        total = found.total
        span = (min(total.years), max(total.years)) if total.years else None
        covered = not total.kinds or details <= set(total.kinds)
        if total.completeness == what and covered and span == scene.view.years:
            return total
    return None


def published_fairs(scene: Scene) -> Total | None:
    """Return the published number of fairs if the view shows the whole Land and all years."""
    programme = by_id(scene.catalogue).get(FAIRS)
    if programme is None or scene.view.aerl or scene.view.years:
        return None
    found = (t for t in programme.totals if t.completeness == "count" and not t.years)
    return next(found, None)


def published_money(total: Total, lang: str) -> str:
    """Write a published sum with the word its precision asks for: rd. 33 Mio. €."""
    precision = total.precision or "reported"
    return numbers.money_short(float(total.value or 0), lang, precision, decimals=1)


def published_count(total: Total, lang: str) -> str:
    """Write a published number: über 170."""
    figure = numbers.integer(float(total.value or 0), lang)
    return numbers.with_precision(figure, total.precision, lang)


def unit(total: Total, lang: str) -> str:
    """Return the unit of a published number as it stands after ``von``: Projekten."""
    if lang == "en":
        return total.unit_en
    return total.unit if total.unit.endswith(UNINFLECTED) else f"{total.unit}n"


def _text(found: Completeness, lang: str) -> str:
    if found.total.completeness == "amount":
        return words.text(
            "completeness.money",
            lang,
            amount=numbers.money_short(found.recorded, lang, decimals=1),
            published=published_money(found.total, lang),
        )
    return words.text(
        "completeness.count",
        lang,
        n=numbers.integer(found.recorded, lang),
        published=published_count(found.total, lang),
        nouns=unit(found.total, lang),
    )


def _row(title: str, found: tuple[Completeness, ...], lang: str) -> Row:
    """Return a count and an amount with the same scope as one row."""
    texts = {
        f"{'money' if one.total.completeness == 'amount' else 'count'}_text": _text(one, lang)
        for one in found
    }
    shares = {
        f"{'money' if one.total.completeness == 'amount' else 'count'}_share": None
        if one.share is None
        else round(one.share, SHARE_DECIMALS)
        for one in found
    }
    total, unknown = found[0].total, max(one.unknown for one in found)
    as_of = total.as_of_en if lang == "en" else total.as_of
    notes = [
        words.text("completeness.as_of", lang, as_of=as_of) if as_of else "",
        words.text("completeness.unknown", lang, n=unknown) if unknown else "",
    ]
    return Row(
        programme=found[0].programme,
        title=title,
        note="; ".join(note for note in notes if note),
        as_of=as_of,
        source_url=total.source_url,
        **texts,  # type: ignore[arg-type]  # the keys are fields by construction
        **shares,  # type: ignore[arg-type]
    )


@memo.per_catalogue
def completeness(catalogue: Catalogue, programme_id: str, kind: str, lang: str) -> tuple[Row, ...]:
    """Return how complete the records of a programme are: whole Land, one row a scope."""
    name = short(programme_id, catalogue, lang)
    scopes: dict[tuple[tuple[str, ...], tuple[int, ...]], dict[str, Completeness]] = {}
    for found in beside(catalogue, programme_id, kind):
        scope = scopes.setdefault((found.total.kinds, found.total.years), {})
        scope.setdefault(str(found.total.completeness), found)
    rows = []
    for (kinds, years), scope in scopes.items():
        first = next(iter(scope.values())).total
        metric = first.metric_en if lang == "en" else first.metric
        detail = [metric] if kinds else []
        if years:
            detail.append(numbers.years((min(years), max(years))))
        title = f"{name} ({', '.join(detail)})" if detail else name
        rows.append(_row(title, tuple(scope.values()), lang))
    return tuple(rows)
