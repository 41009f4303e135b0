"""Difference: what a file would change: new, changed and gone rows, sums before and after."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTED: Final = 500
SHOWN: Final = 200


@dataclass(slots=True)
class Sum:
    """Recorded amounts of a programme and a kind of money, in cents; unknown ones are counted."""

    cents: int = 0
    known: int = 0
    unknown: int = 0

    def add(self, amount: str) -> None:
        """Count one record."""
        if amount:
            self.cents += round(float(amount) * 100)
            self.known += 1
        else:
            self.unknown += 1


@dataclass(slots=True)
class Difference:
    """What changes, with the first :data:`LISTED` rows of each kind by name.

    Attributes
    ----------
    counts
        ``new``, ``changed``, ``gone``, ``same``.
    rows
        Kind of change to rows: id, title and, for changed ones, column, before and after.
    sums
        Programme and kind of money to the sums before and after.
    """

    counts: dict[str, int] = field(
        default_factory=lambda: {"new": 0, "changed": 0, "gone": 0, "same": 0}
    )
    rows: dict[str, list[list[str]]] = field(
        default_factory=lambda: {"new": [], "changed": [], "gone": []}
    )
    sums: dict[tuple[str, str], tuple[Sum, Sum]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not any(self.counts[kind] for kind in ("new", "changed", "gone"))

    def count(self, values: Mapping[str, str], *, after: bool) -> None:
        """Add a row's amount to the sums before or after."""
        if values.get("counted", "yes") != "yes" or "amount_eur" not in values:
            return
        if values.get("money_bearing", "yes") != "yes":
            return
        key = (values.get("programme", ""), values.get("amount_kind", ""))
        self.sums.setdefault(key, (Sum(), Sum()))[after].add(values["amount_eur"])

    def note(self, kind: str, values: Mapping[str, str]) -> None:
        """Note a row that is new or gone."""
        self.counts[kind] += 1
        if len(self.rows[kind]) < LISTED:
            self.rows[kind].append([values["id"], values.get("title", "")[:SHOWN]])

    def compare(self, before: Mapping[str, str], values: Mapping[str, str]) -> None:
        """Note a row that was there before."""
        columns = [name for name, text in values.items() if before.get(name, "") != text]
        if not columns:
            self.counts["same"] += 1
            return
        self.counts["changed"] += 1
        for name in columns:
            if len(self.rows["changed"]) < LISTED:
                texts = (before.get(name, "")[:SHOWN], values[name][:SHOWN])
                title = values.get("title", "")[:SHOWN]
                self.rows["changed"].append([values["id"], title, name, *texts])

    def figures(self) -> dict[str, Any]:
        """Return counts and sums for the log of versions."""
        sums = [
            {
                "programme": programme, "kind": kind,
                "before_eur": before.cents / 100, "after_eur": after.cents / 100,
                "before_records": before.known + before.unknown,
                "after_records": after.known + after.unknown,
                "before_unknown": before.unknown, "after_unknown": after.unknown,
            }
            for (programme, kind), (before, after) in sorted(self.sums.items())
        ]  # fmt: skip
        return {"counts": dict(self.counts), "sums": sums}
