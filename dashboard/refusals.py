"""Refusals: why the atlas does not start, in words for the person who started it."""

from __future__ import annotations


class StartError(RuntimeError):
    """The atlas cannot start.

    Parameters
    ----------
    message, message_en
        What is wrong, in German and in English.
    hint, hint_en
        What to do about it.
    """

    def __init__(self, message: str, message_en: str, hint: str = "", hint_en: str = "") -> None:
        self.german = f"{message} {hint}".strip()
        self.english = f"{message_en} {hint_en}".strip()
        super().__init__(self.german)
