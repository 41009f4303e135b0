"""The sums of the shipped records against the facts, recomputed here without our code."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from geodata import folders
from geodata import summary

if TYPE_CHECKING:
    import pandas as pd

    from geodata.catalogue import Catalogue

FACTS = folders.DATA / "facts"
LEVELS = ("landkreise", "aerl", "gemeinden")
GRANTED = {"approved", "running"}
# Tables whose rows with the programme "Zukunftsregionen ..." repeat another table
REPEATED = "Zukunftsregionen"


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def add(rows: list[dict[str, str]], column: str) -> tuple[int, int, Decimal]:
    """Return rows, rows without an amount, and the sum of the amounts."""
    amounts = [Decimal(row[column]) for row in rows if row[column]]
    return len(rows), len(rows) - len(amounts), sum(amounts, Decimal(0))


def other(programme: str) -> list[dict[str, str]]:
    return [row for row in facts("other_funding") if row["programme"].startswith(programme)]


def granted() -> list[dict[str, str]]:
    return [row for row in facts("zukunftsregionen_projects") if row["status"] in GRANTED]


def neighbourhoods() -> list[dict[str, str]]:
    """Return neighbourhood projects whose award is documented: a funder is named."""
    rows = facts("integration_projects")
    return [row for row in rows if row["funder"].startswith("Land Niedersachsen")]


def centres() -> list[dict[str, str]]:
    rows = [row for row in facts("rvz") if row["status"] != "branch"]
    return [row for row in rows if not row["programme"].startswith("ZILE")]


EXPECTED = {
    ("zukunftsraeume", "award"): add(facts("zukunftsraeume"), "funding_eur"),
    ("rvz", "award"): add(centres(), "land_funding_eur"),
    ("zukunftsregionen", "budget"): add(facts("zukunftsregionen"), "budget_eur"),
    ("zukunftsregionen", "award"): add(granted(), "grant_eur"),
    ("resiliente-innenstaedte", "budget"): add(other("Resiliente"), "amount_eur"),
    ("kofinanzierung", "award"): add(other("Kofinanzierungshilfe"), "amount_eur"),
    ("soziale-innovation", "award"): add(other("Soziale Innovation"), "amount_eur"),
    ("integration", "award"): add(neighbourhoods(), "amount_eur"),
}


def counting(shipped: Catalogue, programme: str, kind: str) -> pd.DataFrame:
    records = shipped.records
    chosen = records[(records["programme"] == programme) & (records["amount_kind"] == kind)]
    return chosen[chosen["counted"]]


def cents(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")


@pytest.mark.parametrize(("programme", "kind"), EXPECTED)
def test_counts_and_sums_are_those_of_the_facts(
    shipped: Catalogue, programme: str, kind: str
) -> None:
    records = counting(shipped, programme, kind)
    unknown = int(records["amount_eur"].isna().sum())
    got = (len(records), unknown, cents(records["amount_eur"].sum()))
    assert got == EXPECTED[programme, kind]


def test_published_figures_of_the_facts() -> None:
    """The figures the client knows, so that a changed fact is noticed."""
    assert EXPECTED["zukunftsraeume", "award"] == (84, 6, Decimal("14560322.36"))
    assert EXPECTED["rvz", "award"] == (14, 5, Decimal("7959076.07"))
    assert EXPECTED["zukunftsregionen", "budget"] == (14, 0, Decimal(82566962))
    assert EXPECTED["zukunftsregionen", "award"] == (28, 10, Decimal("11064839.20"))
    assert EXPECTED["resiliente-innenstaedte", "budget"] == (15, 0, Decimal(61500000))
    assert EXPECTED["kofinanzierung", "award"] == (16, 0, Decimal("3043544.96"))
    assert EXPECTED["soziale-innovation", "award"] == (1, 0, Decimal("514772.97"))
    assert EXPECTED["integration", "award"] == (27, 24, Decimal(900000))


def test_every_fact_became_a_record_and_none_twice(shipped: Catalogue) -> None:
    tables = {
        "rvz": "rvz",
        "zukunftsraeume": "zukunftsraeume",
        "zukunftsregionen": "zukunftsregionen",
        "zukunftsregionen_projects": "zukunftsregionen_projects",
        "jobmessen": "jobmessen",
        "integration": "integration_projects",
        "other_funding": "other_funding",
    }
    sizes = shipped.records.groupby("dataset").size().to_dict()
    assert sizes == {name: len(facts(table)) for name, table in tables.items()}
    assert shipped.records.index.is_unique


def test_every_programme_with_money_is_reconciled(shipped: Catalogue) -> None:
    records = shipped.records[shipped.records["counted"] & shipped.records["money_bearing"]]
    assert set(zip(records["programme"], records["amount_kind"], strict=True)) == set(EXPECTED)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("programme", "kind"), EXPECTED)
def test_areas_and_nowhere_make_the_total(
    shipped: Catalogue, programme: str, kind: str, level: str
) -> None:
    sums = summary.by_area(counting(shipped, programme, kind), level, shipped)
    got = (int(sums["n"].sum()), int(sums["n_unknown"].sum()), cents(sums["amount_eur"].sum()))
    assert got == EXPECTED[programme, kind]


@pytest.mark.parametrize("level", LEVELS)
def test_fairs_are_all_somewhere_or_nowhere(shipped: Catalogue, level: str) -> None:
    fairs = shipped.records[shipped.records["dataset"] == "jobmessen"]
    sums = summary.by_area(fairs, level, shipped)
    assert int(sums["n"].sum()) == len(facts("jobmessen")) == 26
    assert int(sums["n_unknown"].sum()) == 0


@pytest.mark.parametrize("column", ["programme", "year", "kind_detail"])
def test_a_split_adds_up_to_the_whole(shipped: Catalogue, column: str) -> None:
    records = shipped.records[shipped.records["amount_kind"] == "award"]
    whole = summary.by_area(records, "landkreise", shipped)
    split = summary.by_area_and(records, "landkreise", shipped, column)
    parts = split.groupby("key")[["amount_eur", "n", "n_unknown"]].sum()
    for key, row in parts.iterrows():
        assert cents(row["amount_eur"]) == cents(whole.loc[key, "amount_eur"])
        assert (row["n"], row["n_unknown"]) == tuple(whole.loc[key, ["n", "n_unknown"]])
    assert parts["n"].sum() == whole["n"].sum()


def test_overlapping_regions_are_flagged_and_may_double(shipped: Catalogue) -> None:
    assert summary.OVERLAPPING == ("zukunftsregionen",)
    records = counting(shipped, "zukunftsraeume", "award")
    sums = summary.by_area(records, "zukunftsregionen", shipped)
    assert int(sums["n"].sum()) > len(records)  # Goslar, Holzminden ... lie in two regions


def test_a_regional_budget_belongs_to_its_region_alone(shipped: Catalogue) -> None:
    budgets = counting(shipped, "zukunftsregionen", "budget")
    by_region = summary.by_area(budgets, "zukunftsregionen", shipped)
    assert (by_region["n"].drop("") == 1).all()
    assert cents(by_region["amount_eur"].sum()) == Decimal(82566962)
    by_kreis = summary.by_area(budgets, "landkreise", shipped)
    assert by_kreis.loc["", "n"] == 14


def test_inhabitants_are_the_same_on_every_level(shipped: Catalogue) -> None:
    frames = shipped.areas
    land = int(frames["land"]["inhabitants"].sum())
    assert land == 7_982_448
    for level in ("aerl", "landkreise", "gemeinden"):
        assert int(frames[level]["inhabitants"].sum()) == land, level
    by_kreis = frames["gemeinden"].groupby("kreis")["inhabitants"].sum()
    assert by_kreis.to_dict() == frames["landkreise"]["inhabitants"].to_dict()
