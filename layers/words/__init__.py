"""The words of the screen: one table a language, keys shared, checked by test."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
LANGS = ("de", "en")


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


@lru_cache(maxsize=len(LANGS))
def table(lang: str) -> Mapping[str, str]:
    """Return all words of a language by their dotted key; unknown languages read German."""
    name = lang if lang in LANGS else LANGS[0]
    files = sorted(FOLDER.glob(f"*{name}.toml"))  # de.toml of the scene, screen.de.toml of the page
    trees = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return {key: word for tree in trees for key, word in _flat(tree)}


def text(key: str, lang: str, **values: object) -> str:
    """Return a word, with its named places filled in.

    Parameters
    ----------
    key
        Dotted key, such as ``legend.none``.
    lang
        ``de`` or ``en``.
    values
        What stands in ``{name}`` of the word.

    Raises
    ------
    KeyError
        If the key is not in the table: a missing word is a mistake of ours, never silent.
    """
    word = table(lang)[key]
    return word.format(**values) if values else word


def has(key: str, lang: str = "de") -> bool:
    """Tell whether a word exists, for words that are only there for some ids."""
    return key in table(lang)


def either(key: str, fallback: str, lang: str, **values: object) -> str:
    """Return the word of a key, or of its fallback where the key has none."""
    return text(key if has(key, lang) else fallback, lang, **values)


def count(key: str, number: int, lang: str, **values: object) -> str:
    """Return the singular (``key.one``) or plural (``key.other``) with ``{n}`` filled in."""
    form = "one" if number == 1 else "other"
    return text(f"{key}.{form}", lang, **{"n": number, **values})


def listed(parts: list[str], lang: str) -> str:
    """Join words as a person would: ``a, b und c``."""
    if len(parts) < 2:  # noqa: PLR2004  # two is what makes a list
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {text('common.and', lang)} {parts[-1]}"
