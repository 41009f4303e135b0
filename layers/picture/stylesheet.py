"""The style sheets of the screen, read for pictures: one source of every colour and width.

Understood are custom properties by theme (``00-tokens.css``) and rules whose selectors are made
of an element's name, classes, ``:not(.class)`` and ``[data-theme="…"]`` (``30-map.css``). Rules
for a state of the screen (hover, focus) and rules within ``@media`` do not apply to a picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEETS = ("30-map.css", "35-gaps.css")  # as the page loads them
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r"^([a-z]*)((?:\.[\w-]+)*)((?::not\(\.[\w-]+\))*)$")
_VAR = re.compile(r"var\((--[\w-]+)\)")
_RGBA = re.compile(r"rgba\(\s*(\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\s*\)")
HEX6, HEX8 = 7, 9  # characters of #rrggbb and #rrggbbaa


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One selector with its declarations."""

    tag: str
    classes: frozenset[str]
    without: frozenset[str]
    ancestors: frozenset[str]
    theme: str
    declarations: Mapping[str, str]
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as a renderer needs it: ``#rrggbb`` and its own opacity."""

    hex: str
    opacity: float = 1.0


def _blocks(name: str) -> list[tuple[str, dict[str, str]]]:
    """Return selector list and declarations of each rule of a sheet, in order."""
    text = _COMMENT.sub("", (FOLDER / name).read_text(encoding="utf-8"))
    found = []
    for match in _RULE.finditer(_AT_BLOCK.sub("", text)):
        pairs = (line.partition(":") for line in match[2].split(";") if ":" in line)
        declarations = {key.strip(): value.strip() for key, _, value in pairs}
        found.append((" ".join(match[1].split()), declarations))
    return found


@lru_cache(maxsize=8)
def tokens(theme: str) -> Mapping[str, str]:
    """Return the custom properties of a theme by name, ``--c5`` to ``#0f4c5c``."""
    found: dict[str, str] = {}
    for selectors, declarations in _blocks("00-tokens.css"):
        meant = {part.strip() for part in selectors.split(",")}
        if meant & {":root", f'[data-theme="{theme}"]'}:
            found |= {k: v for k, v in declarations.items() if k.startswith("--")}
    return found


def _rule(selector: str, declarations: dict[str, str], at: int) -> _Rule | None:
    theme = re.match(r'^\[data-theme="(\w+)"\] ', selector)
    *above, last = selector[theme.end() if theme else 0 :].split(" ")
    match = _PART.match(last)
    if not match or any(not re.fullmatch(r"\.[\w-]+", part) for part in above):
        return None
    classes = frozenset(match[2].split(".")[1:])
    without = frozenset(re.findall(r"\.([\w-]+)", match[3]))
    weight = 100 * (len(classes) + len(without) + len(above) + bool(theme)) + bool(match[1])
    return _Rule(
        tag=match[1],
        classes=classes,
        without=without,
        ancestors=frozenset(part[1:] for part in above),
        theme=theme[1] if theme else "",
        declarations=declarations,
        rank=(weight, at),
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    found = [
        _rule(selector.strip(), declarations, at)
        for at, (selectors, declarations) in enumerate(
            block for sheet in SHEETS for block in _blocks(sheet)
        )
        for selector in selectors.split(",")
    ]
    return tuple(sorted((rule for rule in found if rule), key=lambda rule: rule.rank))


def resolved(value: str, theme: str) -> str:
    """Return a value with its variables filled in."""
    table = tokens(theme)
    while match := _VAR.search(value):
        value = value.replace(match[0], table[match[1]])
    return value


@lru_cache(maxsize=1024)
def declared(tag: str, classes: str, theme: str, within: str = "") -> Mapping[str, str]:
    """Return what the sheet of the map says about an element.

    Parameters
    ----------
    tag, classes
        Name and classes of the element, such as ``path`` and ``area landkreise c3``.
    theme
        ``light``, ``dark`` or ``contrast``.
    within
        Classes of the elements round it.
    """
    own, around = frozenset(classes.split()), frozenset(within.split())
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for rule in _rules():
        fits = rule.tag in ("", tag) and rule.classes <= own and not rule.without & own
        if fits and rule.ancestors <= around and rule.theme in ("", theme):
            for key, value in rule.declarations.items():
                target = important if value.endswith("!important") else found
                target[key] = resolved(value.removesuffix("!important").strip(), theme)
    return found | important


def colour(value: str) -> Colour | None:
    """Return a CSS colour; None for none and transparent.

    Raises
    ------
    ValueError
        If the sheet uses a notation that pictures do not know: a mistake of ours.
    """
    if value in ("", "none", "transparent"):
        return None
    if match := _RGBA.fullmatch(value):
        red, green, blue = (int(match[n]) for n in (1, 2, 3))
        return Colour(f"#{red:02x}{green:02x}{blue:02x}", float(match[4]))
    if re.fullmatch(r"#[0-9a-fA-F]{8}", value):
        return Colour(value[:HEX6], int(value[HEX6:HEX8], 16) / 255)
    if re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return Colour(value)
    if re.fullmatch(r"#[0-9a-fA-F]{3}", value):
        return Colour("#" + "".join(2 * digit for digit in value[1:]))
    raise ValueError(f"no colour: {value}")


def token(name: str, theme: str) -> str:
    """Return a token of a theme as ``#rrggbb``; its opacity, if it has one, is left out."""
    found = colour(resolved(tokens(theme)[name], theme))
    return found.hex if found else "none"


def number(value: str) -> float:
    """Return a length in CSS pixels, or a plain number."""
    return float(value.removesuffix("px"))


@lru_cache(maxsize=64)
def exact(selector: str, theme: str) -> Mapping[str, str]:
    """Return the declarations of one selector of the map's sheet as it is written there.

    Raises
    ------
    KeyError
        If the sheet has no such rule any more.
    """
    found: dict[str, str] = {}
    for selectors, declarations in _blocks("30-map.css"):
        if selector in {part.strip() for part in selectors.split(",")}:
            found |= {key: resolved(value, theme) for key, value in declarations.items()}
    if not found:
        raise KeyError(selector)
    return found
