"""Inbox: uploaded files wait in the installation until they are accepted, or a day has passed."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Final

from geodata.errors import GeodataError
from geodata.intake import checking
from geodata.intake import checks
from geodata.intake import subjects
from geodata.intake.upload import Upload

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from geodata.intake.checking import Checked
    from geodata.intake.checking import Mode
    from geodata.stores.shelf import Shelf

TOKEN: Final = re.compile(r"[0-9a-f]{16}")
KEPT_S: Final = 24 * 3600
BODY, ABOUT = "body", "about.json"
SHELVED: Final = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An uploaded file and what it is meant for."""

    token: str
    name: str
    dataset: str
    mode: Mode
    path: Path

    def check(self, data: Path) -> tuple[Checked, tempfile.TemporaryDirectory[str]]:
        """Check it against the present data; the caller removes the folder of work."""
        work = tempfile.TemporaryDirectory(prefix="atlas-")
        try:
            task = checking.Task(
                upload=Upload.on_disk(self.path, self.name),
                subject=subjects.known(self.dataset),
                data=data,
                folder=Path(work.name),
                mode=self.mode,
            )
            return checks.run(task), work
        except BaseException:
            work.cleanup()
            raise


class Inbox:
    """Where files wait: in a folder, and on the shelf of an installation that has several machines.

    Parameters
    ----------
    folder
        Made when the first file comes.
    shelf
        What all machines know; None where they share the folder.
    """

    def __init__(self, folder: Path, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.shelf = shelf

    def put(self, file: FileStorage, dataset: str, mode: Mode) -> Waiting:
        """Store an upload under a name of ours."""
        self.folder.mkdir(parents=True, exist_ok=True)
        swept(self.folder)
        token = secrets.token_hex(8)
        own = self.folder / token
        own.mkdir(mode=0o700)
        about = {"name": file.filename or "datei", "dataset": dataset, "mode": mode}
        try:
            file.save(own / BODY)
            (own / ABOUT).write_text(json.dumps(about), encoding="utf-8")
            if self.shelf is not None:
                self.shelf.sweep(SHELVED, KEPT_S)
                for part in (BODY, ABOUT):  # in this order: what is told about is there
                    self.shelf.put(SHELVED, f"{token}/{part}", (own / part).read_bytes())
        except (OSError, GeodataError):  # a full disk is not kept full by half a file
            shutil.rmtree(own, ignore_errors=True)
            raise
        return Waiting(token=token, path=own / BODY, name=about["name"], dataset=dataset, mode=mode)

    def get(self, token: str) -> Waiting | None:
        """Return a waiting file, None if it is no longer there.

        Raises
        ------
        StoreError
            The shelf does not answer.
        """
        if not TOKEN.fullmatch(token):
            return None
        own = self.folder / token
        if self.shelf is not None and not self._fetched(token, own, self.shelf):
            shutil.rmtree(own, ignore_errors=True)  # another machine accepted it
        if not (own / ABOUT).is_file():
            return None
        about = json.loads((own / ABOUT).read_text(encoding="utf-8"))
        return Waiting(token=token, path=own / BODY, **about)

    def _fetched(self, token: str, own: Path, shelf: Shelf) -> bool:
        """Copy a file that another machine was given; return whether it still waits."""
        about = shelf.get(SHELVED, f"{token}/{ABOUT}")
        if about is None:
            return False
        if (own / ABOUT).is_file():
            return True
        body = shelf.get(SHELVED, f"{token}/{BODY}")
        if body is None:
            return False
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        (own / BODY).write_bytes(body)
        (own / ABOUT).write_bytes(about)
        return True

    def drop(self, token: str) -> None:
        """Remove a file that was accepted, or is of no use."""
        if not TOKEN.fullmatch(token):
            return
        shutil.rmtree(self.folder / token, ignore_errors=True)
        if self.shelf is not None:
            for part in (ABOUT, BODY):
                self.shelf.drop(SHELVED, f"{token}/{part}")


def swept(place: Path) -> None:
    """Remove what has waited for more than a day."""
    for own in place.iterdir():
        if TOKEN.fullmatch(own.name) and own.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(own, ignore_errors=True)
