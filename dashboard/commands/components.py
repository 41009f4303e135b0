"""List what is installed with its licences, and what a vulnerability database says of it."""

# The database is outside, and the atlas asks no host. Whoever has one hands it over as a file
# (--advisories), or gives the bill of materials (--sbom) to a scanner of theirs. Without either,
# nothing is said about vulnerabilities.

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import components

if TYPE_CHECKING:
    import argparse

HELP = "installierte Teile mit Lizenzen / installed components with licences"


def add(parser: argparse.ArgumentParser) -> None:
    """Take the files to write and to read."""
    parser.add_argument("--sbom", type=Path, help="CycloneDX-Datei / file to write")
    parser.add_argument("--advisories", type=Path, help="OSV: Zip oder Ordner / zip or folder")


def run(arguments: argparse.Namespace, _started: float) -> int:
    """Print the list; return 1 if a licence is unknown or does not fit, or an advisory hits."""
    found = components.installed()
    for one in found:
        print(f"{one.name:34} {one.version:14} {one.licence or 'unbekannt / unknown'}")
    odd = [one for one in found if not one.is_open]
    print(f"\n{len(found)} Teile / components, Lizenz zu prüfen / licence to check: {len(odd)}")
    for one in odd:
        print(f"  {one.name} {one.version}: {one.licence or 'unbekannt / unknown'}")
    if arguments.sbom:
        text = json.dumps(components.bill(found), indent=1, ensure_ascii=False)
        arguments.sbom.parent.mkdir(parents=True, exist_ok=True)
        arguments.sbom.write_text(text + "\n", "utf-8")
        print(f"geschrieben / written: {arguments.sbom}")
    hit = _advisories(arguments.advisories, found)
    return 1 if odd or hit else 0


def _advisories(archive: Path | None, found: list[components.Component]) -> bool:
    """Print what a database knows; return whether there is anything."""
    if archive is None:
        print("Schwachstellen: nicht geprüft, keine Datenbank übergeben (--advisories).")
        print("Vulnerabilities: not checked, no database was given (--advisories).")
        return False
    hits = components.advisories(found, archive)
    print(f"Schwachstellen / advisories: {len(hits)}")
    for hit in hits:
        print(f"  {hit.id}: {hit.component.name} {hit.component.version}: {hit.summary}")
    return bool(hits)
