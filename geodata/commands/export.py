"""``export``: the present table of a dataset, to be edited and imported again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import folders
from geodata.commands import Command
from geodata.intake import subjects
from geodata.intake import template
from geodata.stores import place
from geodata.versions import installation

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add dataset, target and folder."""
    parser.add_argument("--dataset", required=True, help=", ".join(subjects.ALL))
    parser.add_argument("--out", type=Path, required=True, help="Datei: .csv oder .xlsx")
    parser.add_argument("--data", help="Datenordner (Vorgabe: ATLAS_DATA, sonst die eigenen)")


def run(options: argparse.Namespace) -> int:
    """Write the table."""
    subject = subjects.known(options.dataset)
    try:
        data = place.chosen(options.data).ground()
    except installation.NoInstallationError:
        if options.data:
            raise
        data = folders.DATA
    table = template.present(data, subject)
    if options.out.suffix.lower() == ".xlsx":
        options.out.write_bytes(template.as_xlsx(table, subject))
    elif options.out.suffix.lower() == ".csv":
        with options.out.open("wb") as out:
            out.writelines(template.as_csv(table, subject))
    else:
        sys.stderr.write("Fehler: Möglich sind .csv und .xlsx. / Possible are .csv and .xlsx.\n")
        return 2
    print(options.out)
    return 0


COMMAND = Command(
    name="export",
    about="die Tabelle eines Datensatzes schreiben, zum Bearbeiten und Wiedereinlesen",
    arguments=arguments,
    run=run,
)
