"""The pages of the briefing: the wall, the presenter's window, and the choice of a story."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode

from layers import words
from layers.briefing import stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from dashboard.briefing.asked import Asked
    from layers.briefing.story import Story

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SHARED = ("js/briefing_core.js", "js/briefing_stage.js", "js/briefing_link.js")
PLAYER = (*SHARED, "js/briefing_wall.js")
PRESENTER = (*SHARED, "js/briefing_presenter.js")
STYLES = ("css/00-tokens.css", "css/briefing.css")
CHOICE_STYLES = ("css/00-tokens.css", "css/10-layout.css", "css/40-pages.css", "css/briefing.css")

PAGE = """<!DOCTYPE html>
<html lang="{lang}" data-theme="{theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{scheme}">
<title>{title}</title>{head}</head>
<body class="{kind}" data-state="loading" data-theme="{theme}">{body}
<script type="application/json" id="boot">{boot}</script>{scripts}
<noscript>{noscript}</noscript></body></html>"""


@lru_cache(maxsize=32)
def _stamp(name: str, changed: float) -> str:  # noqa: ARG001  a changed file is read again
    return hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:10]


def address(name: str) -> str:
    """Return the address of an asset, with a part that changes when the file does."""
    return f"/assets/{name}?m={_stamp(name, (ASSETS / name).stat().st_mtime)}"


def as_json(value: object) -> str:
    """Return JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def texts(lang: str) -> dict[str, str]:
    """Return the words that the windows use."""
    start = "briefing.window."
    table = words.table(lang)
    return {key.removeprefix(start): text for key, text in table.items() if key.startswith(start)}


def _page(kind: str, asked: Asked, title: str, boot: Mapping[str, Any], **parts: str) -> str:
    scripts = PRESENTER if kind == "presenter" else PLAYER
    return PAGE.format(
        lang=asked.lang,
        theme=asked.theme,
        scheme="dark" if asked.theme == "dark" else "light",
        title=escape(title),
        kind=kind,
        boot=as_json(boot),
        noscript=escape(words.text("screen.noscript", asked.lang)),
        head=parts.get("head") or _links(STYLES),
        body=parts.get("body", ""),
        scripts=parts.get("scripts") or _scripts(scripts),
    )


def _links(names: Iterable[str]) -> str:
    icon = '<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">'
    sheets = (f'<link rel="stylesheet" href="{address(name)}">' for name in names)
    return icon + "".join(sheets)


def _scripts(names: Iterable[str]) -> str:
    return "".join(f'<script src="{address(name)}" defer></script>' for name in names)


def wall(asked: Asked, deck: Mapping[str, Any]) -> str:
    """Return the wall with the whole deck in it: nothing has to be asked for to go on."""
    boot = _boot(asked, deck)
    body = f'<main id="stage" class="stage" aria-label="{escape(str(deck["title"]))}"></main>'
    return _page("wall", asked, str(deck["title"]), boot, body=body)


def presenter(asked: Asked, deck: Mapping[str, Any]) -> str:
    """Return the presenter's window."""
    title = f"{words.text('briefing.window.presenter', asked.lang)}: {deck['title']}"
    return _page("presenter", asked, title, _boot(asked, deck), body='<main id="desk"></main>')


def _boot(asked: Asked, deck: Mapping[str, Any]) -> dict[str, Any]:
    query = urlencode(asked.query(window=""))
    return {
        "deck": deck,
        "scene": asked.scene,
        "code": asked.code,
        "live": True,
        "query": query,
        "words": texts(asked.lang),
    }


def standalone(asked: Asked, deck: Mapping[str, Any]) -> str:
    """Return one file that plays the deck without any network: styles, type and scripts inside."""
    import base64  # noqa: PLC0415  only here

    font = ASSETS / "fonts" / "source-sans-3-latin-wght-normal.woff2"
    packed = base64.b64encode(font.read_bytes()).decode("ascii")
    sheets = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)
    sheets = sheets.replace(f"../fonts/{font.name}", f"data:font/woff2;base64,{packed}")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        "font-src data:; img-src data:"
    )
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<link rel="icon" href="data:,">'
        f"<style>{sheets}</style>"
    )
    code = "".join(
        f"<script>{(ASSETS / name).read_text(encoding='utf-8')}</script>" for name in PLAYER
    )
    boot = _boot(asked, deck) | {"live": False}
    body = f'<main id="stage" class="stage" aria-label="{escape(str(deck["title"]))}"></main>'
    return _page("wall", asked, str(deck["title"]), boot, head=head, scripts=code, body=body)


# ---------------------------------------------------------------- choice of a story


def choice(asked: Asked, stories: list[Story], notice: str = "") -> str:
    """Return the list of stories with what can be done with each."""
    lang = asked.lang
    said = words.text("briefing.choice.title", lang)
    cards = "".join(_card(story, asked) for story in stories)
    home = "/" if lang == "de" else "/?lang=en"
    other = "en" if lang == "de" else "de"
    switch = escape(urlencode({"mode": "briefing", "lang": other}))
    body = (
        f'<header class="bar"><a class="brand" href="{home}">'
        '<img class="brand-mark" src="/assets/favicon.svg" alt="">'
        f'{escape(words.text("screen.title", lang))}</a><span class="bar-space"></span>'
        f'<a class="lang" href="/?{switch}" hreflang="{other}">'
        f"{escape(words.text('screen.other_language', lang))}</a></header>"
        f'<main class="plain choice"><h1>{escape(said)}</h1>'
        + (f'<p class="notice" role="alert">{escape(notice)}</p>' if notice else "")
        + f"<p>{escape(words.text('briefing.choice.about', lang))}</p>"
        f'<div class="cards">{cards}</div>{_keys(lang)}'
        f'<p><a href="{home}">{escape(words.text("screen.back", lang))}</a></p></main>'
    )
    page = PAGE.format(
        lang=lang,
        theme="light",
        scheme="light",
        title=escape(said),
        kind="choice-page",
        boot="{}",
        noscript="",
        head=_links(CHOICE_STYLES),
        body=body,
        scripts="",
    )
    return page.replace('data-state="loading"', 'data-state="ready"')


def _card(story: Story, asked: Asked) -> str:
    lang = asked.lang

    def word(name: str, **values: object) -> str:
        return escape(words.text(f"briefing.choice.{name}", lang, **values))

    tail = "" if lang == "de" else "&amp;lang=en"
    seconds = sum(step.seconds for step in story.steps)
    length = word("length", n=len(story.steps), minutes=max(1, round(seconds / 60)))
    hidden = '<input type="hidden" name="mode" value="briefing">'
    hidden += f'<input type="hidden" name="story" value="{story.id}">'
    if lang != "de":
        hidden += '<input type="hidden" name="lang" value="en">'
    files = "".join(
        f'<a href="/briefing/{story.id}.{ending}?{tail.removeprefix("&amp;")}" download>'
        f"{word(f'file_{ending}')}</a>"
        for ending in ("html", "pdf", "toml")
    )
    return (
        f'<section class="card" id="story-{story.id}"><h2>{escape(story.title(lang))}</h2>'
        f'<p>{escape(story.about(lang))}</p><p class="sub">{length}</p>'
        f'<form action="/" method="get">{hidden}'
        f'<label>{word("distance")}<input name="distance" type="number" min="1" max="40" step="0.5"'
        f' value="{stage.USUAL_DISTANCE_M:g}"></label>'
        f'<label>{word("diagonal")}<input name="diagonal" type="number" min="10" max="400"'
        f' value="{stage.USUAL_DIAGONAL_INCH:g}"></label>'
        f'<button class="btn primary" type="submit">{word("start")}</button>'
        '<button class="btn" type="submit" name="window" value="presenter">'
        f"{word('present')}</button>"
        f'</form><p class="files">{files}</p></section>'
    )


def _keys(lang: str) -> str:
    """Return what each key does on the wall."""
    rows = "".join(
        f'<tr><th scope="row">{escape(words.text(f"briefing.keys.{name}_keys", lang))}</th>'
        f"<td>{escape(words.text(f'briefing.keys.{name}', lang))}</td></tr>"
        for name in ("step", "ends", "number", "pause", "full", "present", "code")
    )
    head = escape(words.text("briefing.keys.title", lang))
    return f"<h2>{head}</h2><table>{rows}</table>"
