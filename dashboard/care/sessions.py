"""Sessions: a signed cookie says who is signed in; forms carry a mark that no other site knows."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from flask import request
from itsdangerous import BadData
from itsdangerous import URLSafeTimedSerializer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Response

    from geodata.stores.shelf import Shelf

COOKIE: Final = "atlas_care"
LONGEST_S: Final = 8 * 3600
SECRET: Final = "secret"  # noqa: S105  the name of a file


class Sessions:
    """Signs and reads cookies with a secret that all processes of an installation share.

    Parameters
    ----------
    secret
        Tells it; asked when it is first needed, for its keeper may be away.
    """

    def __init__(self, secret: Callable[[], str]) -> None:
        self._secret = secret

    @cached_property
    def _cookies(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret(), salt="cookie")

    @cached_property
    def _forms(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret(), salt="form")

    def who(self) -> str:
        """Return who is signed in, empty if nobody is."""
        return str(self._held().get("name", ""))

    def _held(self) -> dict[str, Any]:
        try:
            held = self._cookies.loads(request.cookies.get(COOKIE, ""), max_age=LONGEST_S)
        except BadData:
            return {}
        return held if isinstance(held, dict) else {}

    def begin(self, response: Response, name: str) -> Response:
        """Sign someone in."""
        value = self._cookies.dumps({"name": name, "id": secrets.token_hex(8)})
        response.set_cookie(
            COOKIE, str(value), max_age=LONGEST_S, httponly=True, samesite="Strict",
            secure=request.is_secure, path="/daten",
        )  # fmt: skip
        return response

    def end(self, response: Response) -> Response:
        """Sign out."""
        response.delete_cookie(COOKIE, path="/daten", samesite="Strict")
        return response

    def mark(self) -> str:
        """Return what a form of this session carries."""
        return str(self._forms.dumps(self._held().get("id", "")))

    def own(self) -> bool:
        """Tell whether the present request comes from a form of this session."""
        try:
            sent = self._forms.loads(request.form.get("mark", ""), max_age=LONGEST_S)
        except BadData:
            return False
        return bool(sent) and sent == self._held().get("id")


def of_folder(folder: Path) -> str:
    """Return the secret of an installation, made by whoever comes first."""
    path = folder / SECRET
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        text = secrets.token_hex(32)
        out.write(text)
    return text


def of_shelf(shelf: Shelf) -> str:
    """Return the secret that all machines of a database share, made by whoever comes first.

    Raises
    ------
    StoreError
        The database does not answer.
    """
    return shelf.settle(SECRET, COOKIE, secrets.token_hex(32).encode()).decode()
