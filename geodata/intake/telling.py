"""Telling: what a check found and what an import changes, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata.intake import annotated
from geodata.speaking import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.intake.checking import Checked
    from geodata.intake.refusal import RefusedFileError
    from geodata.stores.place import Place
    from geodata.versions.log import Entry

SHOWN: Final = 200
ROWS: Final = 20
HOW: Final = {
    "key": ("Name der Spalte", "column's name"),
    "title": ("Titel", "title"),
    "meaning": ("Bedeutung", "meaning"),
    "similar": ("ähnlich geschrieben", "written alike"),
}
KINDS: Final = {
    "new": ("neu", "new"), "changed": ("geändert", "changed"), "gone": ("entfallen", "gone"),
    "same": ("unverändert", "unchanged"),
}  # fmt: skip


class Report(Speaker):
    """Lines in one language."""

    def refused(self, fault: RefusedFileError) -> str:
        """Say why a file is not read."""
        return fault.problem().line(self.lang)

    def match(self, checked: Checked) -> str:
        """Say which column was taken for which."""
        lines = [f"{checked.upload.name} → {checked.subject.id}", self._how_read(checked)]
        for name, at in sorted(checked.match.at.items(), key=lambda item: item[1]):
            how = HOW[checked.match.how[name]][self._n]
            lines.append(f"  {checked.match.heads[at]} → {name} ({how})")
        if checked.match.unused:
            unused = ", ".join(checked.match.unused)
            lines.append("  " + self.either("nicht verwendet: ", "not used: ") + unused)
        return "\n".join(line for line in lines if line)

    def _how_read(self, checked: Checked) -> str:
        details = ", ".join(f"{name} {value}" for name, value in checked.sheet.details)
        return f"  ({details})" if details else ""

    def findings(self, checked: Checked) -> Iterator[str]:
        """Yield one line a finding, with its row, column, value and hint."""
        kept = checked.found.kept
        if len(kept) > SHOWN:
            kept = sorted(kept, key=lambda f: annotated.ORDER.index(f.severity))[:SHOWN]
        rows = annotated.table(kept, self.lang)
        for row, column, raw, severity, message, hint in rows[:SHOWN]:
            where = self.either(f"Zeile {row}", f"row {row}") if row else ""
            column_ = self.either(f"Spalte {column}", f"column {column}") if column else ""
            value = self.either(f"„{raw[:60]}“", f"'{raw[:60]}'") if raw else ""
            place = ", ".join(part for part in (where, column_) if part)
            yield f"{severity}: {place}: {value} {message} {hint}".replace("  ", " ").rstrip()
        total = sum(checked.found.counts.values())
        if total > SHOWN:
            yield self.either(f"… und {total - SHOWN} weitere", f"… and {total - SHOWN} more")

    def rejected(self, checked: Checked) -> str:
        """Say that nothing was changed."""
        n, warnings = checked.found.counts["error"], checked.found.counts["warning"]
        return self.either(
            f"Abgelehnt: {n} Fehler, {warnings} Warnungen in {checked.rows} Zeilen."
            " Es wurde nichts geändert.",
            f"Rejected: {n} errors, {warnings} warnings in {checked.rows} rows."
            " Nothing was changed.",
        )

    def difference(self, checked: Checked) -> Iterator[str]:
        """Yield counts, rows and sums of the change."""
        difference = checked.difference
        yield ", ".join(f"{difference.counts[k]} {KINDS[k][self._n]}" for k in KINDS)
        for kind in ("new", "changed", "gone"):
            rows = difference.rows[kind]
            for row in rows[:ROWS]:
                tail = ""
                if kind == "changed":
                    tail = f": {row[2]}: „{row[3]}“ → „{row[4]}“"
                yield f"  {KINDS[kind][self._n]}: {row[0]} {row[1]}{tail}"
            if len(rows) > ROWS:
                yield "  …"
        for (programme, kind), (before, after) in sorted(difference.sums.items()):
            changed = "" if before == after else " *"
            unknown = self.either("ohne Betrag", "without amount")
            yield (
                f"  {programme} ({kind or '–'}): "
                f"{_euro(before.cents)} ({before.known}, {before.unknown} {unknown}) → "
                f"{_euro(after.cents)} ({after.known}, {after.unknown} {unknown}){changed}"
            )

    def tried(self) -> str:
        """Say that it was a check only."""
        return self.either(
            "Nur geprüft; es wurde nichts geändert.", "Checked only; nothing was changed."
        )

    def question(self) -> str:
        """Ask whether to accept."""
        return self.either("Übernehmen?", "Accept?")

    def left(self) -> str:
        """Say that it was not accepted."""
        return self.either("Nicht übernommen.", "Not accepted.")

    def accepted(self, entry: Entry | None, checked: Checked, target: Place) -> str:
        """Say what is valid now."""
        if entry is None:
            return self.either(
                f"Nichts zu ändern: die {checked.rows} Zeilen sind schon der Datenstand.",
                f"Nothing to change: the {checked.rows} rows are the present data.",
            )
        back = self.either("Zurück", "Back")
        return (
            self.either(
                f"Übernommen: Version {entry.version} in {target.name}.",
                f"Accepted: version {entry.version} in {target.name}.",
            )
            + f" {back}: python -m geodata rollback"
        )

    def written(self, path: Path) -> str:
        """Say where the annotated workbook is."""
        return self.either(f"Befunde: {path}", f"Findings: {path}")

    def no_report(self, path: Path, fault: OSError) -> str:
        """Say that it could not be written."""
        return self.either(
            f"Die Befunde ließen sich nicht nach {path} schreiben ({fault.strerror}).",
            f"The findings could not be written to {path} ({fault.strerror}).",
        )


def _euro(cents: int) -> str:
    return f"{cents / 100:,.2f} €".translate(str.maketrans(",.", ".,"))
