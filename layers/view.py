"""The address codec: view state to query and back; broken parts become notices, never errors.

The browser writes addresses with the table of `codec()`. Encoding, on both sides:

1. Go through ``fields`` in order. Skip a field whose value is null or equals ``default``.
2. Turn the value into text by ``kind``: ``integer``, ``choice`` and ``token`` as they are;
   ``sorted`` and ``sorted-tokens`` = items in code point order joined by ``list``; ``keys`` and
   ``tokens`` = items in their order joined by ``list``; ``text`` = encodeURIComponent;
   ``years`` = both years joined by ``range``, or one number if they are equal;
   ``numbers`` = each number rounded half up to its decimals (``Math.round(x * 10**d) / 10**d``),
   written without trailing zeros, joined by ``list``; ``layers`` = see 3.
3. ``layers``: each drawn layer, lowest first, as ``id`` or ``id~opacity`` if the opacity is not
   100. If the layer of the view's level is not among them, ``-`` + level is put in front: the
   layer of the level is always drawn unless the address says ``-landkreise``. A list equal to
   the default of the level (the level in front of ``layers.base`` unless it is in it, all
   opaque) is skipped.
4. An empty list of a field with ``empty`` is that word; any other empty text is skipped. Join
   ``param=text`` by ``&``. No other escaping: ids are ``[a-z0-9-_]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import quote

from geodata.problems import Problem
from layers import migrations
from layers import state
from layers import words
from layers.fields import FIELDS
from layers.fields import NOTHING
from layers.fields import Field
from layers.state import Known
from layers.state import LayerRef
from layers.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FIELDS", "Field", "Known", "LayerRef", "ViewState", "codec", "from_query", "to_query"]

MAX_CHARACTERS = 8000  # two own texts of a picture, each letter escaped
MAX_PARAMETERS = 50
RAW_SHOWN = 60
LIST, RANGE, OPACITY, OFF = ",", "-", "~", "-"
LIMITS = {
    "map": ((-90.0, 90.0), (-180.0, 180.0), (0.0, 22.0)),  # latitude, longitude, zoom
    "travel": ((1.0, 3.0), (5.0, 130.0), (0.0, 30.0)),  # detour, km/h, minutes
}
MAX_TOKENS = 250
PLAIN = "!'()*~"  # what encodeURIComponent leaves as it is, besides letters, digits and -_.
DEFAULT = ViewState()


def codec() -> dict[str, Any]:
    """Return the table from which the browser writes the same addresses (see the module)."""
    store = state.to_store(DEFAULT)
    return {
        "separators": {"list": LIST, "range": RANGE, "opacity": OPACITY, "off": OFF},
        "layers": {"base": list(state.BASE_LAYERS)},
        "fields": [
            {
                "name": f.name,
                "param": f.param,
                "kind": f.kind,
                "default": store[f.name],
                **({"choices": list(f.choices)} if f.choices else {}),
                **({"decimals": list(f.decimals)} if f.decimals else {}),
                **({"empty": f.empty} if f.empty else {}),
            }
            for f in FIELDS
        ],
    }


def number_text(value: float, decimals: int) -> str:
    """Write a number rounded half up, without trailing zeros and without an exponent."""
    fixed = f"{state.quantise(value, decimals):.{decimals}f}"
    return fixed.rstrip("0").rstrip(".") if "." in fixed else fixed


def _layers_text(view: ViewState) -> str:
    if view.layers is None:
        return ""
    parts = [
        ref.id if ref.opacity == 100 else f"{ref.id}{OPACITY}{ref.opacity}"  # noqa: PLR2004
        for ref in view.layers
    ]
    own = any(ref.id == view.level for ref in view.layers)
    return LIST.join(parts if own else [f"{OFF}{view.level}", *parts])


def _years_text(view: ViewState) -> str:
    if view.years is None:
        return ""
    first, last = view.years
    return str(first) if first == last else f"{first}{RANGE}{last}"


def _map_text(view: ViewState) -> str:
    return "" if view.map is None else _numbers_text(view.map, state.MAP_DECIMALS)


def _numbers_text(values: tuple[float, ...], decimals: tuple[int, ...]) -> str:
    return LIST.join(number_text(*pair) for pair in zip(values, decimals, strict=True))


def _quoted(name: str) -> Callable[[ViewState], str]:
    return lambda view: quote(getattr(view, name), safe=PLAIN)


_SPECIAL: dict[str, Callable[[ViewState], str]] = {
    "layers": _layers_text,
    "years": _years_text,
    "map": _map_text,
    "sites": lambda view: LIST.join(view.sites) or NOTHING,
    "travel": lambda view: _numbers_text(view.travel, state.TRAVEL_DECIMALS),
    **{name: _quoted(name) for name in ("name", "title", "subtitle")},
}


def _field_text(view: ViewState, name: str) -> str:
    if name in _SPECIAL:
        return _SPECIAL[name](view)
    value = getattr(view, name)
    return LIST.join(value) if isinstance(value, tuple) else str(value)


def to_query(view: ViewState) -> str:
    """Return the address of a view: only what differs from the default, in a fixed order."""
    pairs = ((f.param, _field_text(view, f.name), _field_text(DEFAULT, f.name)) for f in FIELDS)
    return "&".join(f"{param}={now}" for param, now, usual in pairs if now not in (usual, ""))


@dataclass(slots=True)
class _Reading:
    """One address being read: what was found, and what has to be said about it."""

    known: Known
    level: str = DEFAULT.level
    problems: list[Problem] = field(default_factory=list)

    def notice(self, code: str, where: str, raw: str) -> None:
        """Note a part that was left out, in both languages."""
        shown = raw if len(raw) <= RAW_SHOWN else f"{raw[:RAW_SHOWN]}…"
        texts = {
            f"{part}{suffix}": words.text(f"view.{code}.{part}", lang, param=where, raw=shown)
            for part in ("message", "hint")
            for lang, suffix in (("de", ""), ("en", "_en"))
        }
        problem = Problem(
            code=f"view-{code.replace('_', '-')}",
            where=where,
            raw=shown,
            severity="notice",
            **texts,
        )
        self.problems.append(problem)

    def permitted(self, spec: Field) -> frozenset[str]:
        """Return the ids a field may have."""
        return frozenset(spec.choices) or getattr(self.known, spec.known)

    def choice(self, spec: Field, raw: str) -> str | None:
        """Read one id."""
        if raw in self.permitted(spec):
            return raw
        self.notice("bad_value", spec.param, raw)
        return None

    def items(self, spec: Field, raw: str) -> tuple[str, ...] | None:
        """Read a list of ids; each unknown one is named and left out."""
        permitted, found = self.permitted(spec), []
        for item in filter(None, raw.split(LIST)):
            if item in permitted:
                found.append(item)
            else:
                self.notice("bad_value", spec.param, item)
        return tuple(found) or None

    def years(self, spec: Field, raw: str) -> tuple[int, int] | None:
        """Read ``2019-2025`` or ``2021``."""
        match = re.fullmatch(r"([0-9]{4})(?:[-–]([0-9]{4}))?", raw)
        if match:
            first, last = int(match[1]), int(match[2] or match[1])
            if state.FIRST_YEAR <= first <= last <= state.LAST_YEAR:
                return first, last
        self.notice("bad_value", spec.param, raw)
        return None

    def numbers(self, spec: Field, raw: str) -> tuple[float, float, float] | None:
        """Read three numbers: a place on the map, or what a trip is made of."""
        parts, limits = raw.split(LIST), LIMITS[spec.name]
        if len(parts) == len(limits) and all(
            re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,17})?", part) for part in parts
        ):
            first, second, third = (float(part) for part in parts)
            inside = zip((first, second, third), limits, strict=True)
            if all(low <= value <= high for value, (low, high) in inside):
                return first, second, third
        self.notice("bad_value", spec.param, raw)
        return None

    def token(self, spec: Field, raw: str) -> str | None:
        """Read one word of a given shape."""
        if re.fullmatch(spec.pattern, raw):
            return raw
        self.notice("bad_value", spec.param, raw)
        return None

    def tokens(self, spec: Field, raw: str) -> tuple[str, ...] | None:
        """Read a list of words of a given shape; each other one is named and left out."""
        items = list(filter(None, raw.split(LIST)))[:MAX_TOKENS]
        return tuple(item for item in items if self.token(spec, item)) or None

    def text(self, spec: Field, raw: str) -> str | None:
        """Read a name: one line, without control characters, cut at its longest."""
        plain = "".join(sign for sign in raw if sign.isprintable())
        return " ".join(plain.split())[: spec.most].strip() or None

    def integer(self, spec: Field, raw: str) -> int | None:
        """Read the version; a newer one is read as far as it is understood."""
        if re.fullmatch(r"[1-9][0-9]{0,2}", raw) and int(raw) <= state.VERSION:
            return state.VERSION  # older addresses were migrated before
        newer = re.fullmatch(r"[0-9]{1,3}", raw) and int(raw) > state.VERSION
        self.notice("newer_version" if newer else "bad_value", spec.param, raw)
        return None

    def layers(self, spec: Field, raw: str) -> tuple[LayerRef, ...] | None:
        """Read the drawn layers; the level's own is put lowest unless it is switched off."""
        refs: list[LayerRef] = []
        own = True
        for item in filter(None, raw.split(LIST)):
            match = re.fullmatch(r"([a-z0-9_-]+?)(?:~([0-9]{1,3}))?", item)
            if item == f"{OFF}{self.level}":
                own = False
            elif match and match[1] in self.known.layers and int(match[2] or 100) <= 100:  # noqa: PLR2004
                refs.append(LayerRef(id=match[1], opacity=int(match[2] or 100)))
            else:
                self.notice("bad_value", spec.param, item)
        if own and not refs:
            return None  # nothing was understood
        refs = [ref for ref in refs if own or ref.id != self.level]
        if own and all(ref.id != self.level for ref in refs):
            refs.insert(0, LayerRef(id=self.level))
        return tuple(refs)


_READERS: dict[str, Callable[[_Reading, Field, str], Any]] = {
    "integer": _Reading.integer,
    "choice": _Reading.choice,
    "sorted": _Reading.items,
    "keys": _Reading.items,
    "years": _Reading.years,
    "numbers": _Reading.numbers,
    "token": _Reading.token,
    "tokens": _Reading.tokens,
    "sorted-tokens": _Reading.tokens,
    "text": _Reading.text,
    "layers": _Reading.layers,
}


def _parameters(query: str, reading: _Reading) -> dict[str, str]:
    if len(query) > MAX_CHARACTERS:
        reading.notice("too_long", "?", query)
        query = query[:MAX_CHARACTERS].rpartition("&")[0]
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=False)
    if len(pairs) > MAX_PARAMETERS:
        reading.notice("too_long", "?", query)
    params: dict[str, str] = {}
    for name, value in pairs[:MAX_PARAMETERS]:
        if name in params:
            reading.notice("doubled", name[:RAW_SHOWN], value)
        params.setdefault(name, value)
    return params


def from_query(query: str, known: Known) -> tuple[ViewState, tuple[Problem, ...]]:
    """Read an address.

    Parameters
    ----------
    query
        Any text; a leading ``?`` is allowed.
    known
        The ids that exist.

    Returns
    -------
    view
        The view; parts that are unknown or broken keep their default.
    problems
        One notice for each such part.
    """
    reading = _Reading(known=known)
    params = _parameters(query, reading)
    version = params.get("v", "")
    if re.fullmatch(r"[1-9][0-9]{0,2}", version):
        params = migrations.migrate(params, int(version), state.VERSION)
    values: dict[str, Any] = {}
    for spec in FIELDS:
        raw = params.pop(spec.param, "")
        read = (lambda *_: ()) if raw and raw == spec.empty else _READERS[spec.kind]
        found = read(reading, spec, raw) if raw else None
        if found is not None:
            values[spec.name] = found
        if spec.name == "level":
            reading.level = values.get("level", DEFAULT.level)
    view = ViewState(**values)
    if view.metric != values.get("metric", view.metric):  # a figure of another mode
        reading.notice("bad_value", "metric", values["metric"])
    for name, value in params.items():
        reading.notice("unknown_parameter", name[:RAW_SHOWN], value)
    return view, tuple(reading.problems)
