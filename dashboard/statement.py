"""The accessibility statement: what the operating body has to say in its own name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from layers import words

if TYPE_CHECKING:
    from dashboard.settings import Settings

PAGE = "barrierefreiheit"


def filled(text: str, settings: Settings, lang: str) -> str:
    """Return the statement with house, feedback and conciliation as this installation has them."""
    house = settings.house or words.text("screen.statement_house", lang)
    return text.format(
        house=escape(house),
        contact=_address("contact", settings.contact, lang),
        conciliation=_address("conciliation", settings.conciliation, lang),
    )


def _address(what: str, address: str, lang: str) -> str:
    """Return the sentence with an address, or one that says that there is none yet."""
    if not address:
        return words.text(f"screen.statement_no_{what}", lang)
    href = address if "://" in address else f"mailto:{address}"
    link = f'<a href="{escape(href)}">{escape(address)}</a>'
    return words.text(f"screen.statement_{what}", lang, address=link)
