"""Comparison: what a refresh changes, area by area, before anyone accepts it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import pandas as pd

from geodata import crs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.refresh.making import Made
    from geodata.refresh.making import Refresh

AREA_PERCENT: Final = 1.0
AREA_KM2: Final = 0.1
"""From both on a municipality's area counts as changed; less is another drawing of the border."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the report.

    Parameters
    ----------
    kind
        ``new``, ``gone``, ``merged``, ``renumbered``, ``renamed``, ``title``, ``kreis``,
        ``samtgemeinde``, ``area``, ``inhabitants``.
    key, name
        Of the area, as it is now, or was.
    before, after
        What changed.
    """

    kind: str
    key: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that a refresh changes.

    Parameters
    ----------
    changes
        One line a municipality and kind of change.
    kreise
        Area and inhabitants of the Kreise, before and after.
    """

    made: Made
    changes: tuple[Change, ...]
    kreise: pd.DataFrame

    def of(self, kind: str) -> list[Change]:
        """Return the changes of a kind."""
        return [change for change in self.changes if change.kind == kind]

    def figures(self) -> dict[str, Any]:
        """Return counts and sums for the log of versions."""
        kinds = [change.kind for change in self.changes]
        people = self.kreise[["inhabitants_before", "inhabitants_after"]].sum()
        gone = {"gone", "merged", "renumbered"}
        return {
            "counts": {
                "new": kinds.count("new"),
                "changed": len({c.key for c in self.changes if c.kind not in {"new", *gone}}),
                "gone": sum(kind in gone for kind in kinds),
            },
            "date": self.made.refresh.date,
            "inhabitants_before": int(people["inhabitants_before"]),
            "inhabitants_after": int(people["inhabitants_after"]),
        }

    def table(self) -> str:
        """Return all of it as CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("kind", "key", "name", "before", "after"))
        writer.writerows((c.kind, c.key, c.name, c.before, c.after) for c in self.changes)
        for key, row in self.kreise.iterrows():
            for what in ("area_km2", "inhabitants"):
                values = (row[f"{what}_before"], row[f"{what}_after"])
                writer.writerow((f"kreis_{what}", key, row["label"], *values))
        return out.getvalue()


def of(made: Made) -> Comparison:
    """Return what changes."""
    return Comparison(
        made=made,
        changes=(*_went(made.refresh), *_units(made)),
        kreise=_kreise(made),
    )


def _went(refresh: Refresh) -> Iterator[Change]:
    """Yield the municipalities that are gone, with their heirs, and the new ones."""
    went, names = refresh.went, refresh.areas.gemeinden["name"]
    before = refresh.present.frames["gemeinden"]["name"]
    kinds = {c.former_key: c.kind for c in went.changes}
    for old, new in went.heirs.items():
        kind = "renumbered" if kinds.get(old) == "renumbered" else "merged"
        how = "" if went.how[old] == "table" else f" ({went.share[old]:.0%} der Fläche)"
        yield Change(
            kind=kind, key=old, name=str(before[old]), before=old, after=f"{new} {names[new]}{how}"
        )
    for key in names.index.difference(before.index):
        yield Change(kind="new", key=str(key), name=str(names[key]), before="", after=str(key))


def _units(made: Made) -> Iterator[Change]:
    """Yield what changed about the municipalities that stay."""
    old = made.refresh.present.frames["gemeinden"]
    new = made.frames["gemeinden"].set_index("key")
    people = made.refresh.people.gemeinden
    both = old.index.intersection(new.index)
    for kind, column in (
        ("renamed", "name"), ("title", "title"), ("kreis", "kreis"),
        ("samtgemeinde", "samtgemeinde"),
    ):  # fmt: skip
        for key in both[(old[column][both] != new[column][both]).to_numpy()]:
            yield _change(kind, key, new, old[column][key], new[column][key])
    was, now = _areas(made)
    joined = made.refresh.went.merged()
    for key in both:
        off = now[key] - was[key]
        if abs(off) > AREA_KM2 and abs(off / was[key]) * 100 > AREA_PERCENT:
            grown = f" (mit {', '.join(joined[key])})" if key in joined else ""
            yield _change("area", key, new, f"{was[key]:.2f} km²", f"{now[key]:.2f} km²{grown}")
    for key in both:
        if int(old["inhabitants"][key]) != int(people[key]):
            yield _change("inhabitants", key, new, old["inhabitants"][key], people[key])


def _change(kind: str, key: Any, new: pd.DataFrame, before: Any, after: Any) -> Change:
    return Change(
        kind=kind, key=str(key), name=str(new["name"][key]), before=str(before), after=str(after)
    )


def _areas(made: Made) -> tuple[pd.Series, pd.Series]:
    """Return the areas of the municipalities in km², waters included, as they are drawn."""
    present, areas = made.refresh.present, made.refresh.areas
    was = crs.area_km2(present.units).add(crs.area_km2(present.tidal), fill_value=0)
    now = crs.area_km2(areas.gemeinden).add(crs.area_km2(areas.tidal), fill_value=0)
    return was, now


def _kreise(made: Made) -> pd.DataFrame:
    old = made.refresh.present.frames["landkreise"]
    new = made.frames["landkreise"].set_index("key")
    return pd.DataFrame(
        {
            "label": new["label"],
            "area_km2_before": old["area_km2"],
            "area_km2_after": new["area_km2"],
            "inhabitants_before": old["inhabitants"],
            "inhabitants_after": new["inhabitants"],
        }
    )
