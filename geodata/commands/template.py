"""``template``: an empty table to fill in for a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata.commands import Command
from geodata.intake import subjects
from geodata.intake import template

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add dataset, target and language."""
    parser.add_argument("dataset", help=", ".join(subjects.ALL))
    parser.add_argument("--out", type=Path, help="Datei (Vorgabe: vorlage-<Datensatz>.xlsx)")
    parser.add_argument("--lang", choices=("de", "en"), default="de", help="Sprache")


def run(options: argparse.Namespace) -> int:
    """Write the template."""
    subject = subjects.known(options.dataset)
    name = {"de": "vorlage", "en": "template"}[options.lang]
    path = options.out or Path(f"{name}-{subject.id}.xlsx")
    path.write_bytes(template.empty(subject, options.lang))
    print(path)
    return 0


COMMAND = Command(
    name="template",
    about="eine leere Tabelle für einen Datensatz schreiben",
    arguments=arguments,
    run=run,
)
