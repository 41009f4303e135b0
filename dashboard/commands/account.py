"""Add an account for the page "Daten" to the file of ATLAS_ACCOUNTS, or change its password."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.refusals import StartError

if TYPE_CHECKING:
    import argparse

HELP = "ein Konto für die Datenpflege anlegen / add an account for data care"


def add(parser: argparse.ArgumentParser) -> None:
    """Add name and file."""
    parser.add_argument("name")
    parser.add_argument("--file", type=Path, help="statt/instead of ATLAS_ACCOUNTS")


def run(arguments: argparse.Namespace, _started: float) -> int:
    """Ask for the password twice (or read it from a pipe) and write the line."""
    from dashboard.care import accounts  # noqa: PLC0415  hashes once when it is loaded

    named = os.environ.get("ATLAS_ACCOUNTS", "").strip()
    file = arguments.file or (Path(named) if named else None)
    if file is None:
        raise StartError(
            "ATLAS_ACCOUNTS nennt keine Datei.",
            "ATLAS_ACCOUNTS names no file.",
            "Etwa ATLAS_ACCOUNTS=/srv/atlas/accounts.",
            "Such as ATLAS_ACCOUNTS=/srv/atlas/accounts.",
        )
    try:
        made = accounts.line(arguments.name, _password())
    except ValueError as error:
        raise StartError(str(error), str(error)) from error
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.is_file() else []
    kept = [line for line in lines if not line.startswith(f"{arguments.name}:")]
    file.touch(mode=0o600)
    file.write_text("".join([*kept, made]), encoding="utf-8")
    print(f"{arguments.name}: {file}")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass("Kennwort / password: ")
    if first != getpass("noch einmal / again: "):
        raise StartError("Die Kennwörter sind verschieden.", "The passwords differ.")
    return first
