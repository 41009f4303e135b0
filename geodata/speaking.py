"""Speaking: what a terminal is told in German or English."""

from __future__ import annotations


class Speaker:
    """Says things in one language.

    Parameters
    ----------
    lang
        ``de`` or ``en``.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._n = int(lang == "en")

    def either(self, german: str, english: str) -> str:
        """Return one of two texts."""
        return english if self._n else german
