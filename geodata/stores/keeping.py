"""Keeping: versions in a database, accepted and taken back as in a folder, with the same log."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata import catalogue
from geodata import errors
from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import NotReadyError
from geodata.stores.postgis import PostgisStore
from geodata.versions import draft
from geodata.versions import installation
from geodata.versions.log import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.versions.draft import Draft
    from geodata.versions.log import Action

WRITING: Final = 7_315_421  # advisory lock: one change at a time, from reading to pushing


class DatabasePlace:
    """Versions in a database.

    A change is made in a draft on this machine, beside the copies of versions, and pushed whole:
    version, pointer and entry of the log appear in one transaction.

    Parameters
    ----------
    address
        ``postgresql://user@host/database``.
    cache
        Folder for copies of versions and for drafts.
    """

    def __init__(self, address: str, cache: Path) -> None:
        self.store = PostgisStore(address, cache)

    @property
    def name(self) -> str:
        """The address without a password."""
        return self.store.name

    def ground(self) -> Path:
        """Return this machine's copy of the present version, or the embedded data."""
        version = self._present()
        return self._copy(version) if version else folders.DATA

    def begin(self) -> Entry:
        """Return the valid entry; a database without a version gets the embedded data."""
        with self._locked():
            return self._begun()

    def accept(
        self, write: Callable[[Draft], None], *, action: Action = "import", **about: Any
    ) -> Entry | None:
        """Write a new state; None if it equals the present one.

        Raises
        ------
        StoreError
            The database does not answer; it is as it was before.
        """
        with self._locked():
            before = self._begun()
            source = self._copy(before.version)
            with draft.of(source, self.store.cache, kept=True) as made:
                write(made)
                version = made.finished()
                if version == before.version:
                    return None
                entry = _entry(before, version, action, about)
                note = " ".join(part for part in (entry.dataset, entry.file) if part)
                pushing.push(self.store.database, made.folder, entry.who, note, _row(entry))
            return entry

    def rollback(self, version: str = "", who: str = "") -> Entry | None:
        """Make a version of the database valid again.

        Raises
        ------
        UnknownVersionError
            If it is not kept.
        """
        with self._locked():
            before = self._begun()
            held = {found.id for found in pushing.versions(self.store.database)}
            wanted = installation.wanted(self.entries(), version, lambda name: name in held)
            if wanted == before.version:
                return None
            entry = _entry(before, wanted, "rollback", {"who": who})
            pushing.use(self.store.database, wanted, _row(entry))
            return entry

    def entries(self) -> tuple[Entry, ...]:
        """Return the log."""
        with self.store.database.connection() as open_:
            rows = open_.execute("SELECT entry FROM atlas.log ORDER BY number").fetchall()
        return tuple(Entry(**row[0]) for row in rows)

    def _present(self) -> str:
        """Return the version that is served, empty if there is none yet."""
        with self.store.database.connection() as open_:
            row = open_.execute("SELECT version FROM atlas.present").fetchone()
        return str(row[0]) if row else ""

    def _copy(self, version: str) -> Path:
        found = self.store.find(version)
        if found is None:
            raise NotReadyError(
                f"Die Fassung {version} ist in {self.name} nicht lesbar.",
                f"The version {version} cannot be read in {self.name}.",
            )
        return found

    def _begun(self) -> Entry:
        """Return the entry of what is valid, also where it came by ``store push`` or ``use``."""
        known = self.entries()
        version = self._present()
        if known and known[-1].version == version:
            return known[-1]
        number = known[-1].number + 1 if known else 1
        first = Entry(
            number=number,
            action="push" if version else "begin",
            version=version or catalogue.version(folders.DATA),
            previous=known[-1].version if known else "",
            when=installation.now(),
            who=installation.person(),
        )
        if version:
            pushing.note(self.store.database, _row(first))
        else:
            pushing.push(self.store.database, folders.DATA, first.who, "", _row(first))
        return first

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one change be made at a time, on whatever machine; a killed one holds nothing."""
        try:
            self.store.cache.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise errors.GeodataError(
                f"In {self.store.cache} lässt sich nicht schreiben ({fault.strerror}).",
                f"Cannot write into {self.store.cache} ({fault.strerror}).",
            ) from fault
        with self.store.database.connection(patient=True) as open_:
            open_.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
            draft.swept(self.store.cache)
            yield


def _entry(before: Entry, version: str, action: Action, about: Mapping[str, Any]) -> Entry:
    return installation.following(before, version, action, about)


def _row(entry: Entry) -> tuple[int, str]:
    return entry.number, json.dumps(asdict(entry), ensure_ascii=False)
