"""``store``: the data in a PostgreSQL with PostGIS: create, push, list, choose, tidy up."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import errors
from geodata import folders
from geodata.commands import Command
from geodata.stores import address

if TYPE_CHECKING:
    import argparse

    from geodata.stores.database import Database

VARIABLE = "ATLAS_DATA"


class NoDatabaseError(errors.GeodataError, ValueError):
    """No address of a database was given."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions and the address."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    for name, about in (
        ("init", "Tabellen anlegen; was da ist, bleibt"),
        ("push", "einen Datenordner als neue Fassung einstellen und ausliefern"),
        ("versions", "Fassungen der Datenbank zeigen"),
        ("use", "eine Fassung der Datenbank ausliefern, etwa die vorige"),
        ("prune", "alte Fassungen löschen"),
    ):
        sub = actions.add_parser(name, help=about, description=about)
        sub.add_argument(
            "--store",
            default=os.environ.get(VARIABLE, ""),
            help=f"postgresql://nutzer@rechner/datenbank (Vorgabe: ${VARIABLE})",
        )
        if name == "push":
            sub.add_argument("--from", dest="folder", type=Path, default=folders.DATA)
            sub.add_argument("--note", default="", help="wozu, für die Liste der Fassungen")
        if name == "use":
            sub.add_argument("version")
        if name == "prune":
            sub.add_argument("--keep", type=int, default=5, help="so viele bleiben (Vorgabe: 5)")


def run(options: argparse.Namespace) -> int:
    """Do it, and say what was done."""
    from geodata.stores import pushing  # noqa: PLC0415  heavy: only this command needs it
    from geodata.stores.database import Database  # noqa: PLC0415

    database = Database(_address(options.store))
    if options.action == "init":
        database.init()
        print(f"Tabellen angelegt in {database.name}.")
    elif options.action == "push":
        by = os.environ.get("USER") or getpass.getuser()
        version = pushing.push(database, options.folder, by, options.note)
        print(f"Fassung {version} wird ausgeliefert aus {database.name}.")
    elif options.action == "use":
        pushing.use(database, options.version)
        print(f"Fassung {options.version} wird ausgeliefert aus {database.name}.")
    elif options.action == "prune":
        gone = pushing.prune(database, options.keep)
        print(f"{len(gone)} Fassungen gelöscht: {', '.join(gone) or '–'}")
    else:
        _list(database)
    return 0


def _list(database: Database) -> None:
    from geodata.stores import pushing  # noqa: PLC0415

    for found in pushing.versions(database):
        mark = "*" if found.present else " "
        when = found.pushed_at.astimezone().strftime("%d.%m.%Y %H:%M")
        print(f"{mark} {found.id}  {when}  {found.pushed_by}  {found.note}".rstrip())


def _address(text: str) -> str:
    if address.is_database(text):
        return text
    raise NoDatabaseError(
        "Es ist keine Datenbank genannt.",
        "No database is named.",
        hint=f"--store postgresql://nutzer@rechner/datenbank, oder {VARIABLE} setzen.",
        hint_en=f"--store postgresql://user@host/database, or set {VARIABLE}.",
    )


COMMAND = Command(
    name="store",
    about="Daten in einer PostgreSQL-Datenbank mit PostGIS bereitstellen",
    arguments=arguments,
    run=run,
)
