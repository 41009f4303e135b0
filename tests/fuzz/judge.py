"""What an answer must be, whatever was asked: no error of ours, no script, no state of another."""

from __future__ import annotations

import base64
import hashlib
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from dashboard import opening
from layers import state
from layers import view as views
from tests.fuzz import odd

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from geodata.catalogue import Catalogue

BAD = 500
RUNS = ("href", "src", "action", "formaction", "data", "srcdoc")
SAFE = ("json",)  # scripts of this kind are data


class Reader(HTMLParser):
    """Collects what could run: scripts, handlers, addresses; and the view of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.inline: list[str] = []
        self.boot = ""
        self._script: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element by its attributes."""
        given = {name: value or "" for name, value in attrs}
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        for name in RUNS:
            address = given.get(name, "").strip().lower()
            if (
                address.startswith(("javascript:", "vbscript:", "data:text"))
                or name == "srcdoc" in given
            ):
                self.faults.append(f"<{tag} {name}={address[:60]}>")
        if tag in {"iframe", "object", "embed", "base"}:
            self.faults.append(f"<{tag}>")
        if tag == "script":
            self._script = given
            if "src" in given and not given["src"].startswith(("/", "./")):
                self.faults.append(f"<script src={given['src'][:60]}>")

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        """Keep what stands in a script."""
        if self._script is None:
            return
        if any(kind in self._script.get("type", "") for kind in SAFE):
            self.boot += data if self._script.get("id") == "boot" else ""
        elif data.strip():
            self.inline.append(data)


def faults(address: str, answer: Response, catalogue: Catalogue) -> list[str]:
    """Return what is wrong with an answer, as sentences."""
    found = []
    if answer.status_code >= BAD:
        found.append(f"status {answer.status_code}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("no nosniff")
    if odd.SIGN in " ".join(f"{k}: {v}" for k, v in answer.headers if k != "Location"):
        found.append("a header repeats what was asked")
    if answer.mimetype != "text/html":
        return found
    reader = Reader()
    reader.feed(answer.get_data(as_text=True))
    policy = answer.headers.get("Content-Security-Policy", "")
    if "script-src 'self'" not in policy or "'unsafe-inline'" in policy.split("style-src")[0]:
        found.append("no strict policy")
    for script in reader.inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in policy or odd.SIGN in script:
            found.append(f"inline script {script[:60]!r}")
    found += reader.faults
    if reader.boot:
        found += _foreign(address, json.loads(reader.boot), catalogue)
    return found


def _foreign(address: str, boot: dict[str, object], catalogue: Catalogue) -> list[str]:
    """Tell whether the page shows another view than that of its own address."""
    query = address.partition("?")[2].partition("#")[0]
    view, _ = views.from_query(query, opening.known(catalogue))
    wanted = json.loads(json.dumps(state.to_store(view)))
    given = boot["view"]
    assert isinstance(given, dict)
    return (
        [] if {**given, "lang": ""} == {**wanted, "lang": ""} else ["the view of another address"]
    )
