"""``refresh``: makes the areas anew from an official delivery, shown before it is accepted."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import changing
from geodata.commands import Command

if TYPE_CHECKING:
    import argparse

    from geodata.refresh.comparison import Comparison
    from geodata.stores.place import Place


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is refreshed, from where, and the choices."""
    parser.add_argument("what", choices=("boundaries",), help="boundaries: die Grenzen")
    parser.add_argument(
        "--from",
        dest="origin",
        metavar="DATEI|ADRESSE",
        help="VG250 oder VG250-EW des BKG, Gemeindegrenzen der LGLN: ZIP oder GeoPackage"
        " (Vorgabe: ATLAS_BOUNDARIES)",
    )
    parser.add_argument(
        "--date", default="", help="Gebietsstand, wenn die Lieferung ihn nicht nennt"
    )
    parser.add_argument(
        "--successors", type=Path, help="CSV mit former_key,key für entfallene Gemeinden"
    )
    parser.add_argument("--report", type=Path, help="alle Änderungen als CSV hierhin schreiben")
    changing.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Obtain, check, show, ask if someone is there, accept; 0 if all is well, else 1."""
    from geodata.refresh import accepting  # noqa: PLC0415  heavy: only this command needs it
    from geodata.refresh import obtaining  # noqa: PLC0415
    from geodata.refresh import present  # noqa: PLC0415

    origin = obtaining.chosen(options.origin)
    target, data = changing.target(options)
    told = present.read_changes(options.successors) if options.successors else []
    with tempfile.TemporaryDirectory(prefix="atlas-") as name:
        work = Path(name) / "made"
        work.mkdir()
        with obtaining.obtained(origin, Path(name)) as upload:
            found = accepting.checked(
                accepting.Task(
                    upload=upload,
                    data=data,
                    work=work,
                    date=options.date,
                    told=told,
                    tell=lambda german, english: _step(german, english, options.lang),
                )
            )
        return _decide(options, found, target)


def _step(german: str, english: str, lang: str) -> None:
    sys.stderr.write(f"{english if lang == 'en' else german}\n")


def _decide(options: argparse.Namespace, found: Comparison, target: Place | None) -> int:
    """Show what would change; accept it if nobody speaks against it."""
    from geodata.refresh import accepting  # noqa: PLC0415
    from geodata.refresh.telling import Report  # noqa: PLC0415

    report = Report(options.lang)
    for line in report.lines(found):
        print(line)
    if options.report:
        options.report.write_text(found.table(), encoding="utf-8-sig")
    if options.dry_run or target is None:
        print(
            report.either(
                "Nur geprüft; es wurde nichts geändert.", "Checked only; nothing was changed."
            )
        )
        return 0
    if not changing.agreed(options, report.either("Übernehmen?", "Accept?")):
        print(report.either("Nicht übernommen.", "Not accepted."))
        return 1
    entry = accepting.accept(found, target, options.who)
    if entry is None:
        print(report.either("Nichts zu ändern.", "Nothing to change."))
        return 0
    said = report.either(
        f"Übernommen: Version {entry.version} in {target.name}. Zurück",
        f"Accepted: version {entry.version} in {target.name}. Back",
    )
    print(f"{said}: python -m geodata rollback")
    return 0


COMMAND = Command(
    name="refresh",
    about="Grenzen aus einer amtlichen Lieferung erneuern",
    arguments=arguments,
    run=run,
)
