"""Telling: what a refresh changes and what it keeps, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata.speaking import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.refresh.comparison import Comparison

ROWS: Final = 20
GERMAN: Final = str.maketrans(",.", ".,")  # thousands and decimals
KINDS: Final = {
    "new": ("neu", "new"),
    "merged": ("aufgegangen in", "merged into"),
    "renumbered": ("neuer Schlüssel", "renumbered"),
    "renamed": ("umbenannt", "renamed"),
    "title": ("andere Bezeichnung", "other title"),
    "kreis": ("anderer Landkreis", "other Landkreis"),
    "samtgemeinde": ("andere Samtgemeinde", "other Samtgemeinde"),
    "area": ("Fläche", "area"),
    "inhabitants": ("Einwohner", "inhabitants"),
}
KEPT: Final = (
    (
        "Siedlungspunkte: Verteilung nach dem Zensus 2011",
        "Settlement points: distribution of the 2011 census",
    ),
    ("Ortspunkte und Ortsteile: GeoNames", "Points of places: GeoNames"),
    (
        "Hindernisse und Landesgrenze der Wegeberechnung (analysis/waters.json)",
        "Obstacles and border of the computed ways (analysis/waters.json)",
    ),
    ("Flüsse, Seen, Nachbarstaaten der Grundkarte", "Rivers, lakes, countries of the base map"),
    (
        "Ämter und Zukunftsregionen als Listen von Landkreisen",
        "Offices and Zukunftsregionen as lists of Landkreise",
    ),
)


class Report(Speaker):
    """Lines in one language."""

    def lines(self, found: Comparison) -> Iterator[str]:
        """Yield the whole report."""
        refresh = found.made.refresh
        yield self.either(
            f"{refresh.delivery.name}: Gebietsstand {refresh.date}"
            f" (bisher {refresh.present.state.territory})",
            f"{refresh.delivery.name}: boundaries of {refresh.date}"
            f" (so far {refresh.present.state.territory})",
        )
        yield from self._counts(found)
        for kind in KINDS:
            yield from self._kind(found, kind)
        yield from self._kreise(found)
        yield from self._moved(found)
        yield from self._kept(found)

    def _counts(self, found: Comparison) -> Iterator[str]:
        state, before = found.made.refresh.state(), found.made.refresh.present.state
        for word, old, new in (
            (("Landkreise und kreisfreie Städte", "Landkreise and cities"), 45, 45),
            (("Gemeinden", "municipalities"), before.gemeinden, state.gemeinden),
            (("davon gemeindefrei", "of them unincorporated"), before.free, state.free),
            (("Samtgemeinden", "Samtgemeinden"), before.samtgemeinden, state.samtgemeinden),
            (("Einwohner", "inhabitants"), before.people, state.people),
        ):
            yield f"  {word[self._n]:34} {self._figure(old):>10} → {self._figure(new):>10}"
        official = found.made.refresh.people.counted
        yield "  " + (
            self.either(
                f"Einwohner amtlich je Gemeinde, Stand {state.inhabitants}",
                f"inhabitants official in each municipality, of {state.inhabitants}",
            )
            if official
            else self.either(
                f"Einwohner wie bisher (Stand {state.inhabitants}); die Lieferung hat keine",
                f"inhabitants as before (of {state.inhabitants}); the delivery has none",
            )
        )

    def _kind(self, found: Comparison, kind: str) -> Iterator[str]:
        rows = found.of(kind)
        if not rows:
            return
        yield f"{KINDS[kind][self._n]}: {len(rows)}"
        if kind == "inhabitants":
            rows = sorted(rows, key=lambda c: -abs(int(c.after) - int(c.before)))
        for row in rows[:ROWS]:
            before, after = row.before, row.after
            if kind == "inhabitants":
                before, after = self._figure(int(before)), self._figure(int(after))
            yield f"  {row.key} {row.name}: {before or '–'} → {after or '–'}"
        if len(rows) > ROWS:
            yield self.either("  … (alle: --report)", "  … (all: --report)")

    def _kreise(self, found: Comparison) -> Iterator[str]:
        frame = found.kreise
        same = (frame["area_km2_before"] == frame["area_km2_after"]) & (
            frame["inhabitants_before"] == frame["inhabitants_after"]
        )
        if same.all():
            return
        yield self.either("Landkreise: km², Einwohner", "Landkreise: km², inhabitants")
        for key, row in frame[~same].iterrows():
            area, people = (
                " → ".join(
                    f"{self._figure(row[f'{name}_{when}'], places):>9}"
                    for when in ("before", "after")
                )
                for name, places in (("area_km2", 2), ("inhabitants", 0))
            )
            yield f"  {key} {row.label:28} {area}   {people}"

    def _figure(self, value: float, decimals: int = 0) -> str:
        text = f"{value:,.{decimals}f}"
        return self.either(text.translate(GERMAN), text)

    def _moved(self, found: Comparison) -> Iterator[str]:
        for table in found.made.moved:
            yield self.either(
                f"{table.path}: {table.changed} Zeilen mit neuem Schlüssel",
                f"{table.path}: {table.changed} rows with another key",
            )
            if table.dropped:
                yield self.either(
                    f"  {table.dropped} Werte zusammengeschlossener Gemeinden entfallen:"
                    " sie lassen sich nicht verrechnen",
                    f"  {table.dropped} values of merged municipalities go:"
                    " they cannot be combined",
                )

    def _kept(self, found: Comparison) -> Iterator[str]:
        yield self.either(
            f"Neu erzeugt: {len(found.made.paths)} Dateien (Ebenen, Kartengeometrie,"
            " Ortsverzeichnis, Beschriftung, Suche, Nachfolger).",
            f"Made anew: {len(found.made.paths)} files (levels, map geometry, gazetteer, labels,"
            " search, successors).",
        )
        yield self.either("Bleibt mit eigenem Stand:", "Stays, of its own date:")
        kept = list(KEPT)
        if not found.made.around:
            kept.append(("Nachbarländer der Grundkarte", "Neighbouring Länder of the base map"))
        if not found.made.refresh.people.counted:
            kept.append(
                ("Einwohner je Gemeinde (Schätzung)", "Inhabitants of municipalities (estimate)")
            )
        for words in kept:
            yield f"  {words[self._n]}"
