"""What a picture shows besides the view: size, texts, parts, stamp; read from an address."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers import spec
from layers import state
from layers.picture import fonts
from layers.picture import sizes
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.picture.logo import Logo
    from layers.picture.sizes import Size

PARTS, USUAL, STAMPS = state.PARTS, state.USUAL_PARTS, state.STAMPS
CLEAN, NONE = state.CLEAN, state.NO_PARTS
LIMITS = {"title": 200, "subtitle": 400}
# Charts that a picture may have: those of the screen, in either mode
GAP_CHARTS = ("curve", "need")
NAMES = ("size", "title", "subtitle", "show", "chart", "stamp", "until")
_UNTIL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices for one picture.

    Parameters
    ----------
    size
        A preset or a free size, see `sizes.parse`.
    title, subtitle
        Own texts; empty = generated from the data.
    show
        What stands on it, of `PARTS`, in their order; ``("clean",)`` or ``("clean", "labels")``
        = the map alone.
    chart
        Id of the chart; empty = the one that goes with the metric.
    stamp
        Empty, ``draft`` or ``embargo``.
    until
        End of the embargo, ISO date or date and time; empty = not named.
    logo
        Picture of the house. No address chooses it: it comes with the house.
    """

    size: str = "hd"
    title: str = ""
    subtitle: str = ""
    show: tuple[str, ...] = USUAL
    chart: str = ""
    stamp: str = ""
    until: str = ""
    logo: Logo | None = None

    @property
    def clean(self) -> bool:
        """Whether the picture is the map alone."""
        return CLEAN in self.show

    def dimensions(self) -> Size:
        """Return the size in pixels."""
        return sizes.parse(self.size)


def _text(name: str, raw: str) -> str:
    if len(raw) > LIMITS[name]:
        raise PictureError("text_long", name=name, n=len(raw), most=LIMITS[name])
    text = fonts.plain(raw)
    if letters := fonts.unknown(text):
        raise PictureError("letters", name=name, letters=" ".join(letters[:20]))
    return text


def _one(name: str, raw: str, known: tuple[str, ...]) -> str:
    if raw and raw not in known:
        raise PictureError("option_unknown", name=name, got=raw[:40], known=", ".join(known))
    return raw


def _show(raw: str) -> tuple[str, ...]:
    """Return the parts in their order; ``none`` stands for no part but title and sources."""
    if not raw:
        return USUAL
    known = (*PARTS, CLEAN, NONE)
    asked = {_one("show", part.strip(), known) for part in raw.split(",")[: len(known)]}
    if CLEAN in asked:
        return (CLEAN, *(part for part in ("labels",) if part in asked))
    return tuple(part for part in PARTS if part in asked)


def _until(raw: str) -> str:
    if not raw:
        return ""
    match = _UNTIL.fullmatch(raw)
    try:
        if not match:
            raise ValueError(raw)  # noqa: TRY301  told in one place
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
    except ValueError as error:
        raise PictureError("until", got=raw[:40]) from error
    return raw.replace(" ", "T")


def read(params: Mapping[str, str]) -> Options:
    """Return the options of an address.

    Parameters
    ----------
    params
        Parameters by name; those of other things are left alone.

    Raises
    ------
    PictureError
        If one of them cannot be followed: a picture is never made differently from what was
        asked.
    """
    given = {name: params.get(name, "").strip() for name in NAMES}
    return Options(
        size=sizes.parse(given["size"] or Options().size).id,
        title=_text("title", given["title"]),
        subtitle=_text("subtitle", given["subtitle"]),
        show=_show(given["show"]),
        chart=_one(
            "chart", given["chart"], (*spec.charts(), *spec.indicator_charts(), *GAP_CHARTS)
        ),
        stamp=_one("stamp", given["stamp"], STAMPS),
        until=_until(given["until"]),
    )


def write(options: Options) -> dict[str, str]:
    """Return the parameters of options: only what differs from the usual."""
    usual = Options()
    texts = {
        name: getattr(options, name)
        for name in NAMES
        if name != "show" and getattr(options, name) != getattr(usual, name)
    }
    if options.show != usual.show:
        texts["show"] = ",".join(options.show) or NONE
    return texts
