"""Refusals: why a picture is not made, in words for the person who asked for it."""

from __future__ import annotations

from layers import words


class PictureError(ValueError):
    """A picture cannot be made as it was asked for.

    Parameters
    ----------
    reason
        Key of the words, below ``picture.refused`` if it has no dot.
    status
        HTTP status that says the same.
    values
        What stands in the words.
    """

    def __init__(self, reason: str, status: int = 400, **values: object) -> None:
        self.reason, self.status, self.values = reason, status, values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Return the sentence in a language."""
        key = self.reason if "." in self.reason else f"picture.refused.{self.reason}"
        return words.text(key, lang, **self.values)
