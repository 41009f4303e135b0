"""Need beside funding: where people are not served, and what is recorded as paid there.

Records are incomplete. "Nothing recorded" is never "0 EUR": it is a state of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pandas as pd

from geodata import summary
from geodata.analysis import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.analysis.assessment import Assessment
    from geodata.catalogue import Catalogue

KNOWN: Final = "known"
NONE: Final = "none"
UNKNOWN: Final = "unknown"
NEED_LITTLE: Final = "need-little"
NEED_MUCH: Final = "need-much"
SERVED_LITTLE: Final = "served-little"
SERVED_MUCH: Final = "served-much"
UNCLEAR: Final = "unclear"
QUADRANTS: Final = (NEED_LITTLE, NEED_MUCH, SERVED_LITTLE, SERVED_MUCH)
EMPTY: Final = "empty"

ELIGIBLE: Final = ("Mittelzentrum", "Grundzentrum")
FORMER_LEAST: Final = 10_000
"""Inhabitants that a municipality needed to apply until September 2025."""
ELIGIBILITY: Final = (
    "Antragsberechtigt sind Städte, Gemeinden und Samtgemeinden mit einem Grund- oder"
    " Mittelzentrum, seit September 2025 auch unter 10.000 Einwohnern. Grundzentren legen die"
    " Regionalen Raumordnungsprogramme fest; sie sind hier nicht erfasst."
)
ELIGIBILITY_EN: Final = (
    "Towns, municipalities and Samtgemeinden with a basic or middle-order centre may apply, since"
    " September 2025 also below 10,000 inhabitants. Basic centres are set by the regional plans;"
    " they are not recorded here."
)
ELIGIBILITY_URL: Final = (
    "https://www.stk.niedersachsen.de/startseite/themen/regionalentwicklung_und_eu_forderung/"
    "forderprogamme/zukunftsraume-niedersachsen-forderung-fur-zentrale-orte-in-landlichen-raumen-"
    "248880.html"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where the quadrants meet.

    Parameters
    ----------
    need
        Per cent not served from which need is high.
    money
        EUR per inhabitant from which funding is much; NaN if no area has a known amount.
    are_medians
        Whether they were taken from the areas themselves.
    """

    need: float
    money: float
    are_medians: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cross:
    """Funding against need, area by area; see :func:`cross` for the columns."""

    rows: pd.DataFrame
    thresholds: Thresholds

    def of(self, quadrant: str) -> tuple[str, ...]:
        """Return the keys of exactly the areas of one quadrant."""
        return tuple(self.rows.index[self.rows["quadrant"] == quadrant])

    def without_funding(self) -> pd.DataFrame:
        """Return "Bedarf ohne Förderung": need, little or nothing recorded; most people first."""
        some = self.rows[self.rows["quadrant"] == NEED_LITTLE]
        return some.sort_values("inhabitants_unserved", ascending=False, kind="stable")


def cross(
    found: Assessment,
    level: str,
    records: pd.DataFrame,
    catalogue: Catalogue,
    thresholds: Thresholds | None = None,
    need: pd.Series | None = None,
) -> Cross:
    """Return money per inhabitant against the share not served.

    Parameters
    ----------
    records
        Records of one kind of money: awards and budgets are never added together.
    thresholds
        Instead of the medians of the areas.
    need
        What stands for need instead of the share not served, higher = more; areas where it is
        NaN are ``empty``.

    Returns
    -------
    cross
        Rows: index ``key``; ``name``, ``label``, ``inhabitants``, ``inhabitants_unserved``,
        ``share_unserved`` (per cent), ``need`` (the same, or what stands for it), ``amount_eur``
        and ``money_per_inhabitant`` (NaN where nothing is known), ``n`` and ``n_unknown`` records,
        ``money`` (known, none, unknown), ``quadrant`` (one of :data:`QUADRANTS`, ``unclear`` where
        amounts exist but are not known, ``empty`` where nobody lives or need is not known).
    """
    table = found.rows(level)
    sums = summary.by_area(records, level, catalogue).reindex(table.index)
    money = np.where(sums["n"] == 0, NONE, np.where(sums["n_unknown"] < sums["n"], KNOWN, UNKNOWN))
    amount = sums["amount_eur"].where(money == KNOWN)
    everyone = table["inhabitants"]
    if found.demand.weight is not None:  # money is told per inhabitant, whoever of them counts
        everyone = pd.Series(found.demand.everyone(level), index=table.index)
    lives = everyone.where(everyone > 0)
    share = coverage.WHOLE - table["share_served"]
    rows = table[["name", "label", "inhabitants", "inhabitants_unserved"]].assign(
        share_unserved=share,
        need=share if need is None else need.reindex(table.index),
        amount_eur=amount,
        money_per_inhabitant=amount / lives,
        n=sums["n"],
        n_unknown=sums["n_unknown"],
        money=money,
    )
    limits = thresholds or _medians(rows)
    return Cross(rows=rows.assign(quadrant=_quadrants(rows, limits)), thresholds=limits)


def _medians(rows: pd.DataFrame) -> Thresholds:
    """Return the medians: of all inhabited areas, and of all with a known amount."""
    inhabited = rows[rows["inhabitants"] > 0]
    return Thresholds(
        need=float(inhabited["need"].median()),
        money=float(inhabited["money_per_inhabitant"].median()),
    )


def _quadrants(rows: pd.DataFrame, limits: Thresholds) -> list[str]:
    """Return the quadrant of each area; the thresholds themselves count as high and much."""
    needy = rows["need"] >= limits.need
    much = rows["money_per_inhabitant"] >= limits.money
    named = np.where(
        needy, np.where(much, NEED_MUCH, NEED_LITTLE), np.where(much, SERVED_MUCH, SERVED_LITTLE)
    )
    named = np.where(rows["money"] == UNKNOWN, UNCLEAR, named)
    return [
        str(one) for one in np.where((rows["inhabitants"] > 0) & rows["need"].notna(), named, EMPTY)
    ]


def central_places(catalogue: Catalogue, programme: str = "zukunftsraeume") -> pd.DataFrame:
    """Return the central places with what is recorded of a programme in each.

    Returns
    -------
    places
        Index: key of the Gemeinde; ``name``, ``tier``, ``tier_en``, ``landkreis``,
        ``inhabitants``, ``n`` records there, ``has_project``, ``may_apply`` (its tier is
        eligible, see :data:`ELIGIBILITY`) and ``is_newly_eligible`` (only since September
        2025: it alone has fewer than 10,000 inhabitants). Records are incomplete: no project
        recorded is not the same as none.
    """
    found = catalogue.instruments
    found = found[(found["kind"] == "central_place") & (found["gemeinde"] != "")]
    units = catalogue.areas["gemeinden"].loc[found["gemeinde"]]
    counts = _in_gemeinden(catalogue, programme)
    n = counts.reindex(units.index).fillna(0).astype(int)
    may_apply = found["kind_label"].isin(ELIGIBLE).to_numpy()
    return pd.DataFrame(
        {
            "name": units["name"],
            "tier": found["kind_label"].to_numpy(),
            "tier_en": found["kind_label_en"].to_numpy(),
            "landkreis": units["kreis"],
            "inhabitants": units["inhabitants"],
            "n": n,
            "has_project": n > 0,
            "may_apply": may_apply,
            "is_newly_eligible": may_apply & (units["inhabitants"] < FORMER_LEAST),
        }
    ).rename_axis("key")


def municipalities(catalogue: Catalogue, programme: str = "zukunftsraeume") -> pd.DataFrame:
    """Return all inhabited Gemeinden with what is recorded of a programme in each.

    A record of a Samtgemeinde counts for each of its members (``n_samtgemeinde``): it is
    theirs together.
    """
    units = catalogue.areas["gemeinden"]
    units = units[units["inhabitants"] > 0]
    own = _in_gemeinden(catalogue, programme).reindex(units.index).fillna(0).astype(int)
    rows = _of(catalogue, programme)
    shared = rows["samtgemeinde"][(rows["gemeinde"] == "") & (rows["samtgemeinde"] != "")]
    joint = units["samtgemeinde"].map(shared.value_counts()).fillna(0).astype(int)
    return pd.DataFrame(
        {
            "name": units["name"],
            "landkreis": units["kreis"],
            "inhabitants": units["inhabitants"],
            "n": own,
            "n_samtgemeinde": joint,
            "has_project": (own + joint) > 0,
        }
    ).rename_axis("key")


def _of(catalogue: Catalogue, programme: str) -> pd.DataFrame:
    rows = catalogue.records
    return rows[(rows["programme"] == programme) & rows["counted"]]


def _in_gemeinden(catalogue: Catalogue, programme: str) -> pd.Series:
    """Return how many records lie in each Gemeinde, those of several places in each of them."""
    rows = _of(catalogue, programme)
    places = catalogue.places[catalogue.places["record"].isin(rows.index)]
    pairs = pd.concat(
        [
            rows["gemeinde"].rename_axis("record").reset_index(),
            places[["record", "gemeinde"]],
        ]
    )
    pairs = pairs[pairs["gemeinde"] != ""].drop_duplicates()
    return pairs["gemeinde"].value_counts()


def without_fair(catalogue: Catalogue, since: str) -> pd.DataFrame:
    """Return the Landkreise with what is recorded of job fairs since a date.

    Parameters
    ----------
    since
        ISO date; a fair known by its year or month only counts if that ends after it.

    Returns
    -------
    rows
        Index ``key``; ``name``, ``label``, ``inhabitants``, ``n`` fairs since then,
        ``n_undated`` fairs without a date, ``latest`` (ISO, may be partial), ``has_fair``.
        Records are incomplete: a Landkreis without a recorded fair may have had one.
    """
    rows = catalogue.records[catalogue.records["dataset"] == "jobmessen"]
    when = [
        str(day) or (str(year) if pd.notna(year) else "")
        for day, year in zip(rows["date"], rows["year"], strict=True)
    ]
    table = pd.DataFrame({"key": rows["landkreise"].to_numpy(), "when": when}).explode("key")
    undated = table["when"] == ""
    is_new = ~undated & (table["when"].map(_end) >= since)
    kreise = catalogue.areas["landkreise"]
    n = table["key"][is_new].value_counts().reindex(kreise.index).fillna(0).astype(int)
    lost = table["key"][undated].value_counts().reindex(kreise.index).fillna(0).astype(int)
    latest = table.groupby("key")["when"].max().reindex(kreise.index).fillna("")
    return kreise[["name", "label", "inhabitants"]].assign(
        n=n, n_undated=lost, latest=latest, has_fair=n > 0
    )


def _end(date: str) -> str:
    """Return the last day that a partial ISO date may mean."""
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")


def programmes(records: pd.DataFrame, chosen: Iterable[str], kind: str) -> pd.DataFrame:
    """Return the records of some programmes (all, if none is named) and one kind of money."""
    names = set(chosen)
    wanted = records["programme"].isin(names) if names else records["programme"] != ""
    return records[wanted & (records["amount_kind"] == kind)]
