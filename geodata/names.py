"""Place names compared: one spelling for what people write in many."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ABBREVIATIONS: Final = (
    (r"\bst\.\s*", "sankt "),
    (r"\bkr\.\s*", "kreis "),
    (r"\bhann\.\s*", "hannoversch "),
    (r"\boldb\b\.?", "oldenburg"),
    (r"\bhan\b\.?$", "hannover"),
    (r"\bb\.\s*", "bei "),
    (r"\ba\.\s*d\.\s*", "an der "),
    (r"\bi\.\s*o\b\.?", "in oldenburg"),
)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ADDITION: Final = re.compile(r"\s*[(/,].*$")
HONOURS: Final = re.compile(
    r"^(hansestadt|nordseeheilbad|landeshauptstadt|universitaetsstadt|klosterflecken) "
)


def folded(name: str) -> str:
    """Return lower case without umlauts, punctuation and abbreviations.

    ``Hann. Münden`` and ``Hannoversch Muenden`` become the same.
    """
    text = unicodedata.normalize("NFC", name).lower().strip()
    for pattern, full in ABBREVIATIONS:
        text = re.sub(pattern, full, text)
    text = text.translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def bare(name: str) -> str:
    """Return the folded name without its addition: ``Alfeld (Leine)`` becomes ``alfeld``."""
    return HONOURS.sub("", folded(ADDITION.sub("", name)))
