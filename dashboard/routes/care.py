"""The page "Daten": only where the installation has accounts and data of its own."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from flask import Response
from flask import abort
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from dashboard.care import desk
from dashboard.care import screens
from dashboard.care import sessions
from dashboard.care.accounts import Accounts
from dashboard.care.inbox import Inbox
from dashboard.care.sessions import Sessions
from geodata.errors import DiskError
from geodata.errors import GeodataError
from geodata.stores.store import StoreError
from geodata.versions.installation import INBOX
from layers import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from dashboard.context import AppContext

R = TypeVar("R", bound=BaseResponse)
LARGEST = 65 * 1024 * 1024  # bytes of a form with a file
FORM = 64 * 1024  # bytes of a form without
REFUSED = 403
TOO_MANY = 429
BAD = 400
FULL = 507  # insufficient storage
AWAY = 503


def register(server: Flask, ctx: AppContext) -> None:
    """Add the addresses, if the installation wants them."""
    accounts, place = ctx.settings.accounts, ctx.settings.place()
    if accounts is None or place is None:
        return
    folder, shelf = ctx.settings.data or ctx.settings.cache, ctx.shelf
    secret = partial(sessions.of_shelf, shelf) if shelf else partial(sessions.of_folder, folder)
    own = desk.Desk(place, Inbox(folder / INBOX, shelf))
    care = Care(Accounts(accounts), Sessions(secret), own)
    for rule, name, methods in (
        ("/daten", "home", ("GET",)),
        ("/daten/anmelden", "sign_in", ("POST",)),
        ("/daten/abmelden", "sign_out", ("POST",)),
        ("/daten/pruefen", "check", ("POST",)),
        ("/daten/<token>/uebernehmen", "accept", ("POST",)),
        ("/daten/<token>/befunde.xlsx", "findings", ("GET",)),
        ("/daten/zurueck", "rollback", ("POST",)),
        ("/daten/vorlage/<dataset>.xlsx", "template", ("GET",)),
        ("/daten/stand/<dataset>.<kind>", "present", ("GET",)),
    ):
        server.add_url_rule(rule, f"atlas_care_{name}", care.guarded(name), methods=methods)


def lang() -> str:
    """Return the language that is asked for."""
    asked = request.args.get("lang", "")
    return asked if asked in state.LANGS else state.LANGS[0]


class Care:
    """The answers; everything but the sign-in wants someone who is signed in."""

    def __init__(self, accounts: Accounts, sessions: Sessions, own: desk.Desk) -> None:
        self.accounts, self.sessions, self.desk = accounts, sessions, own

    def guarded(self, name: str) -> Callable[..., BaseResponse]:
        """Return a view: nobody unknown comes in, no form of another site is followed."""
        view: Callable[..., BaseResponse] = getattr(self, name)

        def answer(**parts: str) -> BaseResponse:
            request.max_content_length = LARGEST if name == "check" else FORM
            try:
                if name == "sign_in":
                    return _private(view(**parts))
                if not self._known():
                    expired = name != "home"
                    said = self._said("expired", "expired_hint", "bad") if expired else None
                    return self._screen("sign-in", 200 if name == "home" else REFUSED, said=said)
                if request.method == "POST" and not self.sessions.own():
                    return self._home(self._said("expired", "expired_hint", "bad"), REFUSED)
                return _private(view(**parts))
            except RequestEntityTooLarge:
                return self._home(self._said("too_large", "too_large_hint", "bad"), 413)
            except (GeodataError, OSError, sqlite3.OperationalError) as error:
                known = error if isinstance(error, GeodataError) else DiskError(error)
                return self._told(known)

        answer.__name__ = f"care_{name}"
        return answer

    def _told(self, error: GeodataError) -> Response:
        """Say what went wrong, on the first view unless that cannot be filled either."""
        said = _words(error)
        if not isinstance(error, StoreError):
            return self._home(said, FULL if isinstance(error, DiskError) else BAD)
        page = screens.render(lang(), "said", who="", mark="", said=said)
        return _private(Response(page, status=AWAY, mimetype="text/html"))

    def _known(self) -> bool:
        return bool(self.sessions.who()) and self.accounts.exists(self.sessions.who())

    def _said(self, text: str, hint: str = "", kind: str = "good", **values: object) -> Any:
        language = lang()
        return {
            "kind": kind,
            "text": screens.word(text, language, **values),
            "hint": screens.word(hint, language) if hint else "",
        }

    def _screen(self, view: str, status: int = 200, **values: Any) -> Response:
        who = self.sessions.who() if self._known() else ""
        page = screens.render(lang(), view, who=who, mark=self.sessions.mark(), **values)
        return _private(Response(page, status=status, mimetype="text/html"))

    def _home(self, said: Any = None, status: int = 200) -> Response:
        if not self._known():
            return self._screen("sign-in", status, said=said)
        values = screens.home(self.desk.place.entries(), lang())
        return self._screen("home", status, said=said, **values)

    def home(self) -> BaseResponse:
        """Show upload, templates and versions."""
        return self._home()

    def sign_in(self) -> BaseResponse:
        """Let someone in."""
        name = request.form.get("name", "").strip()
        if self.accounts.blocked(name):
            said = self._said("blocked", "blocked_hint", "bad")
            return self._screen("sign-in", TOO_MANY, said=said)
        if not self.accounts.allowed(name, request.form.get("password", "")):
            return self._screen("sign-in", REFUSED, said=self._said("wrong", kind="bad"))
        response = Response(status=303, headers={"Location": f"/daten?lang={lang()}"})
        return self.sessions.begin(response, name)

    def sign_out(self) -> BaseResponse:
        """Let someone out."""
        response = Response(status=303, headers={"Location": f"/daten?lang={lang()}"})
        return self.sessions.end(response)

    def check(self) -> BaseResponse:
        """Check an uploaded file and show what was found."""
        file = request.files.get("file")
        if file is None or not file.filename:
            return self._home(self._said("no_file", "no_file_hint", "bad"), BAD)
        token = self.desk.take(file, request.form.get("dataset", ""), request.form.get("mode", ""))
        return self._checked(token)

    def _checked(self, token: str, said: Any = None, status: int = 200) -> Response:
        values = self.desk.checked(token, lang())
        if values is None:
            return self._home(self._said("waiting_gone", "waiting_gone_hint", "bad"), 410)
        if values["rejected"]:
            said, status = self._said("rejected", "rejected_hint", "bad"), 422
        return self._screen("checked", status, said=said, c=values)

    def accept(self, token: str) -> BaseResponse:
        """Make a checked file the valid version, if the data are still those it was shown with."""
        done = self.desk.accept(token, self.sessions.who(), request.form.get("base", ""))
        if done is None:
            said = self._said("moved_on", "moved_on_hint", "bad")
            return self._checked(token, said, 409)
        return self._home(self._said("accepted", "accepted_hint", version=done))

    def findings(self, token: str) -> BaseResponse:
        """Give the annotated workbook."""
        return _file(self.desk.findings(token, lang()), "befunde.xlsx")

    def rollback(self) -> BaseResponse:
        """Make an earlier version valid again."""
        version = request.form.get("version", "")
        done = self.desk.rollback(version, self.sessions.who())
        key = "back" if done else "already"
        return self._home(self._said(key, version=version) if done else self._said(key))

    def template(self, dataset: str) -> BaseResponse:
        """Give an empty table."""
        return _file(self.desk.template(dataset, lang()), f"vorlage-{dataset}.xlsx")

    def present(self, dataset: str, kind: str) -> BaseResponse:
        """Give the present table."""
        return _file(self.desk.present(dataset, kind), f"{dataset}.{kind}")


def _file(body: bytes | None, name: str) -> BaseResponse:
    if body is None:
        abort(404)
    kind = desk.MEDIA[name.rsplit(".", 1)[-1]]
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _words(error: GeodataError) -> dict[str, str]:
    english = lang() == "en"
    return {
        "kind": "bad",
        "text": error.message_en if english else error.message,
        "hint": error.hint_en if english else error.hint,
    }


def _private(response: R) -> R:
    response.headers["Cache-Control"] = "no-store"
    return response
