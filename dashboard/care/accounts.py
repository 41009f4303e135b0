"""Accounts: who may change the data; a file with one line a person, name and hashed password."""

from __future__ import annotations

import re
import time
from threading import Lock
from typing import TYPE_CHECKING
from typing import Final

from werkzeug.security import check_password_hash
from werkzeug.security import generate_password_hash

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = re.compile(r"[\w.@-]{1,60}")
SHORTEST: Final = 12
TRIES: Final = 5
PAUSE_S: Final = 300.0
NOBODY: Final = generate_password_hash("nobody")  # checked for unknown names, which take as long


class Accounts:
    """The accounts of a file, read anew at every sign-in.

    Parameters
    ----------
    file
        Lines ``name:hash``.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._failed: dict[str, list[float]] = {}
        self._lock = Lock()

    def _all(self) -> dict[str, str]:
        try:
            lines = self.file.read_text(encoding="utf-8").splitlines()
        except OSError:
            return {}
        pairs = (line.strip().partition(":") for line in lines if not line.startswith("#"))
        return {name: hashed for name, mark, hashed in pairs if mark and NAME.fullmatch(name)}

    def exists(self, name: str) -> bool:
        """Tell whether there is an account: one that was deleted is signed out at once."""
        return name in self._all()

    def blocked(self, name: str) -> bool:
        """Tell whether a name was tried in vain too often in the last minutes."""
        with self._lock:
            recent = [at for at in self._failed.get(name, ()) if at > time.monotonic() - PAUSE_S]
            self._failed[name] = recent
            return len(recent) >= TRIES

    def allowed(self, name: str, password: str) -> bool:
        """Check a password."""
        right = check_password_hash(self._all().get(name, NOBODY), password)
        right = right and self.exists(name)
        with self._lock:
            if right:
                self._failed.pop(name, None)
            else:
                if len(self._failed) > TRIES * 1000:
                    self._failed.clear()
                self._failed.setdefault(name[:60], []).append(time.monotonic())
        return right


def line(name: str, password: str) -> str:
    """Return the line of an account.

    Raises
    ------
    ValueError
        If name or password are not fit.
    """
    if not NAME.fullmatch(name):
        raise ValueError("Name: nur Buchstaben, Ziffern und . _ - @ / letters, digits, . _ - @")
    if len(password) < SHORTEST:
        raise ValueError(
            f"Kennwort: mindestens {SHORTEST} Zeichen / at least {SHORTEST} characters"
        )
    return f"{name}:{generate_password_hash(password)}\n"
