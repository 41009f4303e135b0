"""The parameters of the address: what each is called, how it is written and what it may be."""

from __future__ import annotations

from dataclasses import dataclass

from layers import state

CANDIDATE = r"[0-9]{8}|[0-9]{1,2}(?:\.[0-9]{1,5})?~[0-9]{1,2}(?:\.[0-9]{1,5})?"
VERSUS = rf"{CANDIDATE}|{state.TODAY}|-[a-z0-9:-]{{1,40}}"
DATE = r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
YEAR = r"(?:19|20)[0-9]{2}"
INDICATOR = r"i-[a-z0-9-]{1,40}"
MAX_NAME = 60
NOTHING = "none"
PARTS = (*state.PARTS, state.CLEAN, state.NO_PARTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One parameter of the address.

    Parameters
    ----------
    name
        Field of the view state and key of the browser's value.
    param
        Name in the address.
    kind
        How the value is written; see the module's text.
    choices
        The permitted values of a ``choice`` that do not depend on the data.
    known
        The attribute of `Known` that lists the permitted values otherwise.
    decimals
        Decimals of each number.
    pattern
        What a ``token`` must look like; whether it exists is found out where it is used.
    most
        Characters of a ``text``.
    empty
        How an empty list is written where its default is not empty.
    """

    name: str
    param: str
    kind: str
    choices: tuple[str, ...] = ()
    known: str = ""
    decimals: tuple[int, ...] = ()
    pattern: str = ""
    most: int = MAX_NAME
    empty: str = ""


FIELDS = (
    Field(name="version", param="v", kind="integer"),
    Field(name="mode", param="mode", kind="choice", choices=state.MODES),
    Field(name="level", param="level", kind="choice", choices=state.LEVELS),
    Field(name="metric", param="metric", kind="choice", known="metrics"),
    Field(name="year", param="year", kind="token", pattern=YEAR),
    Field(name="columns", param="columns", kind="keys", known="indicators"),
    Field(name="programme", param="programme", kind="sorted", known="programmes"),
    Field(name="kind", param="kind", kind="choice", choices=state.KINDS),
    Field(name="years", param="years", kind="years"),
    Field(name="aerl", param="aerl", kind="sorted", known="aerl"),
    Field(name="layers", param="layers", kind="layers", known="layers"),
    Field(name="area", param="area", kind="keys", known="areas"),
    Field(name="map", param="map", kind="numbers", decimals=state.MAP_DECIMALS),
    Field(name="norm", param="norm", kind="token", pattern=r"[a-z0-9.@-]{1,40}"),
    Field(name="measure", param="measure", kind="choice", choices=state.MEASURES),
    Field(name="supply", param="supply", kind="token", pattern=r"[a-z0-9_-]{1,40}"),
    Field(name="sites", param="sites", kind="sorted", choices=state.SITES, empty=NOTHING),
    Field(name="candidates", param="candidates", kind="tokens", pattern=CANDIDATE),
    Field(name="closed", param="closed", kind="sorted-tokens", pattern=r"[a-z0-9:-]{1,40}"),
    Field(name="travel", param="travel", kind="numbers", decimals=state.TRAVEL_DECIMALS),
    Field(name="versus", param="versus", kind="tokens", pattern=VERSUS),
    Field(name="name", param="name", kind="text"),
    Field(name="group", param="group", kind="choice", choices=state.GROUPS),
    Field(name="need", param="need", kind="token", pattern=rf"-?{INDICATOR}"),
    Field(name="weight", param="weight", kind="token", pattern=INDICATOR),
    Field(name="since", param="since", kind="token", pattern=DATE),
    Field(name="of", param="of", kind="choice", choices=state.SUBJECTS),
    Field(name="format", param="format", kind="choice", choices=state.PICTURES),
    Field(name="size", param="size", kind="token", pattern=r"[a-z0-9.@:-]{1,40}"),
    Field(name="title", param="title", kind="text", most=200),
    Field(name="subtitle", param="subtitle", kind="text", most=400),
    Field(name="show", param="show", kind="keys", choices=PARTS),
    Field(name="chart", param="chart", kind="token", pattern=r"[a-z_]{1,40}"),
    Field(name="stamp", param="stamp", kind="choice", choices=state.STAMPS),
    Field(name="until", param="until", kind="token", pattern=r"[0-9T:-]{10,16}"),
    Field(name="embed", param="embed", kind="choice", choices=("off", "on")),
    Field(name="theme", param="theme", kind="choice", choices=state.THEMES),
    Field(name="lang", param="lang", kind="choice", choices=state.LANGS),
)
