"""Installation: the folder of ``ATLAS_DATA``, its present state, accepting and taking back."""

from __future__ import annotations

import datetime as dt
import fcntl
import getpass
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata import catalogue
from geodata import errors
from geodata import folders
from geodata.versions import draft
from geodata.versions import log

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from geodata.versions.draft import Draft
    from geodata.versions.log import Action
    from geodata.versions.log import Entry

VERSIONS: Final = "versions"
INBOX: Final = "inbox"
LOCK: Final = ".lock"
MADE_OF: Final = "areas"  # without the tables of areas a folder is no data folder
VARIABLE: Final = "ATLAS_DATA"


class NoInstallationError(errors.GeodataError, LookupError):
    """Nowhere to write to: the embedded data are read-only."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(
            message,
            message_en,
            hint=f"Einen Ordner wählen, etwa {VARIABLE}=/srv/atlas (er wird angelegt).",
            hint_en=f"Choose a folder, such as {VARIABLE}=/srv/atlas (it is created).",
        )


class UnknownVersionError(errors.UnknownKeyError):
    """A version that is not kept here."""


def chosen(text: str | None = None) -> Path:
    """Return the folder of the installation: as given, or of the environment.

    Raises
    ------
    NoInstallationError
        If none is named, or it is the embedded data; databases are opened by
        :func:`geodata.stores.place.chosen`.
    """
    named = (text if text is not None else os.environ.get(VARIABLE, "")).strip()
    if not named:
        raise NoInstallationError(
            "Es ist kein Datenordner gewählt; die mitgelieferten Daten bleiben unverändert.",
            "No data folder is chosen; the embedded data stay as they are.",
        )
    if "://" in named:
        raise NoInstallationError(
            "Diese Adresse ist weder ein Ordner noch eine Datenbank (postgresql://…).",
            "This address is neither a folder nor a database (postgresql://…).",
        )
    folder = Path(named).expanduser().resolve()
    if folder == folders.DATA.resolve() or folders.DATA.resolve() in folder.parents:
        raise NoInstallationError(
            "Die mitgelieferten Daten gehören zum Programm und werden nicht überschrieben.",
            "The embedded data belong to the program and are not overwritten.",
        )
    if folder.exists() and not folder.is_dir():
        raise NoInstallationError(f"{folder} ist kein Ordner.", f"{folder} is no folder.")
    return folder


def current(folder: Path) -> Path:
    """Return the data folder that is valid: the last accepted version, else the folder itself.

    Raises
    ------
    MissingFileError
        If the valid version was deleted.
    """
    entry = log.last(folder)
    return folder if entry is None else kept(folder, entry.version)


def ground(folder: Path) -> Path:
    """Return the data on which a first import into a folder builds: its own, or the embedded."""
    if log.last(folder) is not None or (folder / MADE_OF).is_dir():
        return current(folder)
    return folders.DATA


def begin(folder: Path) -> Entry:
    """Return the valid entry; the first one keeps the state before any import."""
    with locked(folder):
        return _begun(folder)


def kept(folder: Path, version: str) -> Path:
    """Return the folder of a kept version."""
    path = folder / VERSIONS / version
    if not (path / MADE_OF).is_dir():
        raise errors.MissingFileError(
            path,
            hint="Aus einer Sicherung zurückholen, oder die Dateien darüber in log/ löschen.",
            hint_en="Restore it from a backup, or delete the files above it in log/.",
        )
    return path


def find(folder: Path, version: str) -> Path | None:
    """Return the folder of a version if it is kept, for pictures with an older id."""
    plain = version.isalnum() and (folder / VERSIONS / version / MADE_OF).is_dir()
    return folder / VERSIONS / version if plain else None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process write at a time; a killed one leaves no lock behind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise errors.GeodataError(
            f"In {folder} lässt sich nicht schreiben ({fault.strerror}).",
            f"Cannot write into {folder} ({fault.strerror}).",
            hint="Rechte des Ordners prüfen.",
            hint_en="Check the folder's permissions.",
        ) from fault
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def accept(
    folder: Path, write: Callable[[Draft], None], *, action: Action = "import", **about: Any
) -> Entry | None:
    """Write a new state; None if it equals the present one.

    Parameters
    ----------
    folder
        The installation; created if it is not there.
    write
        Replaces files of a draft of the present state. What it raises leaves all as it was.
    about
        Fields of the entry: ``who``, ``file``, ``sha256``, ``dataset``, ``figures``.
    """
    with locked(folder):
        place = folder / VERSIONS
        place.mkdir(exist_ok=True)
        draft.swept(place)
        before = _begun(folder)
        with draft.of(kept(folder, before.version), place, kept=True) as made:
            write(made)
            version = made.finished()
            if version == before.version:
                return None
            _put(made.folder, place / version)
        return _entered(folder, before, version, action, about)


def rollback(folder: Path, version: str = "", who: str = "") -> Entry | None:
    """Make a kept version valid again; without a name the one before the present.

    Raises
    ------
    UnknownVersionError
        If it is not kept.
    """
    with locked(folder):
        before = log.last(folder)
        found = wanted(log.entries(folder), version, lambda name: find(folder, name) is not None)
        if before is None or found == before.version:
            return None
        return _entered(folder, before, found, "rollback", {"who": who})


def wanted(entries: Iterable[Entry], version: str, held: Callable[[str], bool]) -> str:
    """Return the kept version that is meant: by its beginning, else the one before the present.

    Raises
    ------
    UnknownVersionError
        If there is none, or more than one.
    """
    listed = list(entries)
    known = tuple(dict.fromkeys(entry.version for entry in listed))
    name = version or (listed[-1].previous if listed else "")
    matching = [v for v in known if v.startswith(name)] if name else []
    if len(matching) != 1 or not held(matching[0]):
        raise UnknownVersionError("Version", name or "–", ", ".join(known) or "–")
    return matching[0]


def _begun(folder: Path) -> Entry:
    """Return the valid entry; the first one keeps the state that was there before."""
    entry = log.last(folder)
    if entry is not None:
        return entry
    place = folder / VERSIONS
    with draft.of(ground(folder), place, kept=False) as made:
        version = made.finished()
        catalogue.load(made.folder)  # a folder that is no data folder is no beginning
        _put(made.folder, place / version)
    first = log.Entry(
        number=1, action="begin", version=version, previous="", when=now(), who=person()
    )
    log.add(folder, first)
    return first


def _put(made: Path, target: Path) -> None:
    """Give a finished draft its name; a version that is there already is the same."""
    if not target.is_dir():
        made.rename(target)
        log.synced(target.parent)


def _entered(
    folder: Path, before: Entry, version: str, action: Action, about: Mapping[str, Any]
) -> Entry:
    entry = following(before, version, action, about)
    log.add(folder, entry)
    return entry


def following(before: Entry, version: str, action: Action, about: Mapping[str, Any]) -> Entry:
    """Return the entry that comes after another."""
    return log.Entry(
        number=before.number + 1,
        action=action,
        version=version,
        previous=before.version,
        when=now(),
        **{**about, "who": about.get("who") or person()},
    )


def now() -> str:
    """Return the time, UTC, to the second."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


def person() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
