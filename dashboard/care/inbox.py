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

from geodata.intake import checking
from geodata.intake import checks
from geodata.intake import subjects
from geodata.intake.upload import Upload
from geodata.versions import installation

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from geodata.intake.checking import Checked
    from geodata.intake.checking import Mode

TOKEN: Final = re.compile(r"[0-9a-f]{16}")
KEPT_S: Final = 24 * 3600
BODY, ABOUT = "body", "about.json"


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


def put(folder: Path, file: FileStorage, dataset: str, mode: Mode) -> Waiting:
    """Store an upload under a name of ours."""
    place = folder / installation.INBOX
    place.mkdir(exist_ok=True)
    swept(place)
    token = secrets.token_hex(8)
    own = place / token
    own.mkdir(mode=0o700)
    about = {"name": file.filename or "datei", "dataset": dataset, "mode": mode}
    try:
        file.save(own / BODY)
        (own / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    except OSError:  # a full disk is not kept full by half a file
        shutil.rmtree(own, ignore_errors=True)
        raise
    return Waiting(token=token, path=own / BODY, name=about["name"], dataset=dataset, mode=mode)


def get(folder: Path, token: str) -> Waiting | None:
    """Return a waiting file, None if it is no longer there."""
    own = folder / installation.INBOX / token
    if not TOKEN.fullmatch(token) or not (own / ABOUT).is_file():
        return None
    about = json.loads((own / ABOUT).read_text(encoding="utf-8"))
    return Waiting(token=token, path=own / BODY, **about)


def drop(folder: Path, token: str) -> None:
    """Remove a file that was accepted, or is of no use."""
    if TOKEN.fullmatch(token):
        shutil.rmtree(folder / installation.INBOX / token, ignore_errors=True)


def swept(place: Path) -> None:
    """Remove what has waited for more than a day."""
    for own in place.iterdir():
        if TOKEN.fullmatch(own.name) and own.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(own, ignore_errors=True)
