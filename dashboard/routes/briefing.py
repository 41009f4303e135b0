"""Routes of the briefing: its pages, decks, news of the data, letters between windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response
from flask import jsonify
from flask import request

from dashboard import opening
from dashboard.briefing import asked as addresses
from dashboard.briefing import library
from dashboard.briefing import mailbox
from dashboard.briefing import pages
from dashboard.briefing import takeaway
from layers import words
from layers.briefing import deck as decks
from layers.briefing import story as stories

if TYPE_CHECKING:
    from typing import Any

    from flask import Flask

    from dashboard.briefing.asked import Asked
    from dashboard.context import AppContext
    from layers.briefing.story import Story

MODE = "briefing"
NOT_FOUND, REFUSED, FULL = 404, 400, 503
REFUSALS = {"unknown": NOT_FOUND, "state": REFUSED, "full": FULL, "unwritable": FULL}
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "toml": "application/toml; charset=utf-8",
}


def register(server: Flask, ctx: AppContext) -> None:
    """Add the addresses; ``/?mode=briefing`` is answered before the atlas' own page is made."""
    desk = Desk(ctx)

    def by_mode() -> Response | None:
        if request.path == "/" and request.args.get("mode") == MODE:
            return desk.page(addresses.read(request.args))
        return None

    server.before_request(by_mode)
    add = server.add_url_rule
    add("/briefing/deck", "atlas_briefing_deck", desk.deck)
    add("/briefing/status", "atlas_briefing_status", desk.status)
    add("/briefing/check", "atlas_briefing_check", desk.check, methods=["POST"])
    add("/briefing/remote", "atlas_briefing_open", desk.open, methods=["POST"])
    add("/briefing/remote/<code>", "atlas_briefing_read", desk.read)
    add("/briefing/remote/<code>", "atlas_briefing_post", desk.post, methods=["POST"])
    add("/briefing/<name>.<ending>", "atlas_briefing_file", desk.file)


class Desk:
    """Answers for one installation."""

    def __init__(self, ctx: AppContext) -> None:
        self.ctx = ctx
        self.boxes = mailbox.Mailbox(ctx.settings.cache / MODE, ctx.shelf)

    def _deck(self, story: Story, asked: Asked) -> dict[str, Any]:
        known = opening.known(self.ctx.catalogue)
        return decks.build(story, self.ctx.catalogue, known, asked.look)

    def page(self, asked: Asked) -> Response:
        """Answer ``/?mode=briefing``: a window of a story, or the choice of one."""
        story = library.find(asked.story, self.ctx.settings) if asked.story else None
        notice = ""
        if story is not None:
            deck = self._deck(story, asked)
            if deck["scenes"]:
                make = pages.presenter if asked.window == "presenter" else pages.wall
                return Response(make(asked, deck), mimetype="text/html")
            said = " ".join(deck["skipped"][:1])
            notice = words.text("briefing.choice.empty", asked.lang, story=story.id, said=said)
        elif asked.story:
            notice = words.text("briefing.choice.unknown", asked.lang, story=asked.story[:60])
        body = pages.choice(asked, library.every(self.ctx.settings), notice)
        return Response(body, mimetype="text/html")

    def deck(self) -> Response:
        """Answer with a whole deck, for a wall that heard of newer data."""
        asked = addresses.read(request.args)
        story = library.find(asked.story, self.ctx.settings)
        if story is None:
            return _refusal("unknown", NOT_FOUND)
        return _fresh(jsonify(self._deck(story, asked)))

    def status(self) -> Response:
        """Answer whether the server lives, and by which tag a newer deck is known."""
        asked = addresses.read(request.args)
        story = library.find(asked.story, self.ctx.settings)
        tag = decks.tag(story, self.ctx.catalogue, asked.look) if story else ""
        return _fresh(jsonify({"tag": tag, "version": self.ctx.catalogue.version}))

    def check(self) -> Response:
        """Answer what is wrong with a story that somebody is writing."""
        long = (request.content_length or 0) > stories.FILE_MOST
        found = None if long or not request.is_json else request.get_json(silent=True)
        text = found.get("text") if isinstance(found, dict) else None
        if not isinstance(text, str):
            return _refusal("state", REFUSED)
        asked = addresses.read(request.args)
        story = stories.read("story", text.encode("utf-8", "replace"))
        known = opening.known(self.ctx.catalogue)
        look = decks.Look(lang=asked.lang)
        _, own = decks.check(story.steps, self.ctx.catalogue, known, look)
        lines = [t.line("", asked.lang).lstrip(":, ") for t in (*story.troubles, *own)]
        return _fresh(jsonify({"lines": lines}))

    def open(self) -> Response:
        """Open a box; its code is typed on another device."""
        try:
            return _fresh(jsonify({"code": self.boxes.open()}))
        except mailbox.MailboxError as error:
            return _refusal(str(error), REFUSALS[str(error)])

    def read(self, code: str) -> Response:
        """Answer with the latest state, or with nothing if it is the one that is known."""
        try:
            letter = self.boxes.read(code.upper())
        except mailbox.MailboxError as error:
            return _refusal(str(error), REFUSALS[str(error)])
        if letter.number <= request.args.get("after", -1, type=int):
            return _fresh(Response(status=204))
        return _fresh(jsonify({"number": letter.number, "state": letter.state}))

    def post(self, code: str) -> Response:
        """Put a state into a box; only our own pages can: others may not send this type.

        With ``after`` it is only put there if nothing newer came in: a presenter's regular letter
        must not undo what somebody just did at the wall. The newer one is the answer then.
        """
        if not request.is_json or (request.content_length or 0) > mailbox.MOST_BYTES:
            return _refusal("state", REFUSED)
        try:
            letter = self.boxes.read(code.upper())
            if letter.number > request.args.get("after", letter.number, type=int):
                return _fresh(jsonify({"number": letter.number, "state": letter.state}))
            number = self.boxes.post(code.upper(), request.get_json(silent=True) or {})
        except mailbox.MailboxError as error:
            return _refusal(str(error), REFUSALS[str(error)])
        return _fresh(jsonify({"number": number}))

    def file(self, name: str, ending: str) -> Response:
        """Answer with a story to take away: as a player in one file, as PDF, or as its text."""
        asked = addresses.read(request.args)
        path = library.files(self.ctx.settings).get(name)
        if path is None or ending not in TYPES:
            return _refusal("unknown", NOT_FOUND)
        if ending == "toml":
            body = path.read_bytes()
        else:
            make = takeaway.html if ending == "html" else takeaway.pdf
            body = make(library.load(path), self.ctx, asked)
        response = Response(body, content_type=TYPES[ending])
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
        return response


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _refusal(reason: str, status: int) -> Response:
    lang = addresses.read(request.args).lang
    response = jsonify({"error": words.text(f"briefing.refused.{reason}", lang)})
    response.status_code = status
    return _fresh(response)
