"""What the analysis has to say about doubtful input: one function a finding, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from geodata.problems import Problem

if TYPE_CHECKING:
    from geodata.errors import GeodataError
    from geodata.problems import Severity

CANDIDATES: Final = "candidates"
PLACE_HINT: Final = "Einen Punkt auf dem Land in Niedersachsen wählen."
PLACE_HINT_EN: Final = "Choose a point on land in Niedersachsen."


def in_water(raw: str, where: str = CANDIDATES) -> Problem:
    """Return the finding: a site in the sea, a tidal river or a lake."""
    return Problem(
        code="site-in-water",
        where=where,
        raw=raw,
        message="Der Standort liegt im Wasser und wird nicht gerechnet.",
        message_en="The site lies in the water and is left out.",
        hint=PLACE_HINT,
        hint_en=PLACE_HINT_EN,
    )


def outside(raw: str, where: str = CANDIDATES) -> Problem:
    """Return the finding: a site outside the Land."""
    return Problem(
        code="site-outside",
        where=where,
        raw=raw,
        message="Der Standort liegt nicht in Niedersachsen und wird nicht gerechnet.",
        message_en="The site does not lie in Niedersachsen and is left out.",
        hint=PLACE_HINT,
        hint_en=PLACE_HINT_EN,
    )


def no_list(raw: str) -> Problem:
    """Return the finding: a layer or list that is not here."""
    return Problem(
        code="supply-unknown",
        where="supply",
        raw=raw,
        message="Dieses Angebot liegt hier nicht vor; gerechnet wird mit den RVZ.",
        message_en="That supply is not here; the RVZ are used.",
        hint="Eine eigene Liste noch einmal laden.",
        hint_en="Load a list of your own again.",
    )


def no_weight(raw: str) -> Problem:
    """Return the finding: an indicator that is not here."""
    return Problem(
        code="weight-unknown",
        where="weight",
        raw=raw,
        message="Diesen Indikator gibt es hier nicht; es zählen alle Einwohner.",
        message_en="There is no such indicator here; all inhabitants count.",
        hint="Einen Indikator aus der Liste wählen.",
        hint_en="Choose an indicator from the list.",
    )


def not_people(title: str, unit: str) -> Problem:
    """Return the finding: a figure that does not say how many inhabitants are meant."""
    return Problem(
        code="weight-no-people",
        where="weight",
        raw=title,
        message=f"„{title}“ ({unit}) nennt keine Zahl und keinen Anteil von Einwohnern;"
        " es zählen alle Einwohner.",
        message_en=f"'{title}' ({unit}) is no number and no share of inhabitants;"
        " all inhabitants count.",
        hint="Gewichtet wird mit der Einheit „Personen“ oder „% der Einwohner“.",
        hint_en="The unit has to be 'persons' or '% of inhabitants'.",
    )


def no_weight_year(title: str, year: str) -> Problem:
    """Return the finding: no values up to the chosen year."""
    return Problem(
        code="weight-year",
        where="weight",
        raw=year,
        message=f"„{title}“ hat bis {year} keine Werte; es zählen alle Einwohner.",
        message_en=f"'{title}' has no values up to {year}; all inhabitants count.",
        hint="Ein späteres Jahr wählen.",
        hint_en="Choose a later year.",
    )


def no_candidate(raw: str) -> Problem:
    """Return the finding: neither the key of a Gemeinde nor coordinates."""
    return Problem(
        code="candidate-unknown",
        where=CANDIDATES,
        raw=raw,
        message="Das ist weder ein Gemeindeschlüssel noch ein Punkt (Breite~Länge).",
        message_en="This is neither the key of a municipality nor a point (lat~lon).",
        hint="Eine Gemeinde aus der Liste wählen.",
        hint_en="Choose a municipality from the list.",
    )


def unreadable(raw: str, error: GeodataError) -> Problem:
    """Return the finding: a file that is needed to place a site cannot be read."""
    return Problem(
        code="candidate-unplaced",
        where=CANDIDATES,
        raw=raw,
        message=error.message,
        message_en=error.message_en,
        hint=error.hint,
        hint_en=error.hint_en,
    )


def too_many(count: int, most: int) -> Problem:
    """Return the finding: more candidates than one scenario takes."""
    return Problem(
        code="candidates-too-many",
        where=CANDIDATES,
        raw=str(count),
        message=f"Ein Szenario hat höchstens {most} Kandidaten; die übrigen bleiben weg.",
        message_en=f"A scenario has at most {most} candidates; the rest is left out.",
        severity="warning",
    )


def unplaced(layer: str, count: int) -> Problem:
    """Return the finding: records of the supply that have no place."""
    some = "1 Eintrag hat" if count == 1 else f"{count} Einträge haben"
    some_en = "1 record has" if count == 1 else f"{count} records have"
    return Problem(
        code="supply-unplaced",
        where=layer,
        raw=str(count),
        message=f"{some} keinen genauen Ort und fehlt in der Rechnung."
        if count == 1
        else f"{some} keinen genauen Ort und fehlen in der Rechnung.",
        message_en=f"{some_en} no exact place and is not computed with."
        if count == 1
        else f"{some_en} no exact place and are not computed with.",
        severity="notice",
    )


def beyond(count: int, source: str) -> Problem:
    """Return the finding: sites of a list that lie outside the Land and count nevertheless."""
    return Problem(
        code="supply-beyond",
        where=source,
        raw=str(count),
        message=f"Standorte außerhalb Niedersachsens: {count}. Sie zählen als Angebot mit.",
        message_en=f"Sites outside Niedersachsen: {count}. They count as supply.",
        severity="notice",
    )


def no_supply() -> Problem:
    """Return the finding: no site is left."""
    return Problem(
        code="supply-empty",
        where="sites",
        raw="",
        message="Kein Standort ausgewählt: Niemand ist versorgt.",
        message_en="No site chosen: nobody is served.",
        hint="Ein Angebot einschalten oder einen Kandidaten setzen.",
        hint_en="Switch on a supply or add a candidate.",
        severity="warning",
    )


def unknown(what: str, raw: str, message: str, message_en: str) -> Problem:
    """Return the finding: a part of the scenario that means nothing; the default stands."""
    return Problem(
        code=f"{what}-unknown",
        where=what,
        raw=raw,
        message=message,
        message_en=message_en,
        severity="warning",
    )


def not_computable(norm: str, message: str, message_en: str) -> Problem:
    """Return the finding: a norm that these data cannot answer."""
    return Problem(
        code="norm-not-computable",
        where="norm",
        raw=norm,
        message=message,
        message_en=message_en,
        severity="warning",
    )


def fallback(code: str, raw: str, message: str, message_en: str) -> Problem:
    """Return the finding: another source of travel times had to stand in."""
    return Problem(
        code=code,
        where="measure",
        raw=raw,
        message=f"{message} Gerechnet wird mit der eingebauten Näherung.",
        message_en=f"{message_en} The built-in approximation is used instead.",
        severity="warning",
    )


def of(
    code: str, where: str, raw: str, words: tuple[str, str], severity: Severity = "warning"
) -> Problem:
    """Return any other finding from its two sentences."""
    return Problem(
        code=code, where=where, raw=raw, message=words[0], message_en=words[1], severity=severity
    )
