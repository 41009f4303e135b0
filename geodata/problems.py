"""Problems: what a reader of data or addresses should know, collected and said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding, with the place it was found at and what to do about it.

    Parameters
    ----------
    code
        Stable short name for tests and filters, such as ``place-unknown``.
    where
        File, row and column in words: ``rvz.csv, Zeile 12, Spalte award_year``.
    raw
        The value as it was read.
    message, message_en
        What is wrong, one sentence.
    hint, hint_en
        What to do, one sentence.
    severity
        ``error`` (left out), ``warning`` (served with doubt) or ``notice``.
    """

    code: str
    where: str
    raw: str
    message: str
    message_en: str
    hint: str = ""
    hint_en: str = ""
    severity: Severity = "error"

    def line(self, lang: str = "de") -> str:
        """Return the problem as one line for a log or a terminal."""
        message, hint = (
            (self.message, self.hint) if lang == "de" else (self.message_en, self.hint_en)
        )
        raw = f" „{self.raw}“" if self.raw and lang == "de" else f" '{self.raw}'" * bool(self.raw)
        return f"{self.where}:{raw} {message} {hint}".rstrip()
