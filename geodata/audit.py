"""What must be true of the shipped data: files, counts, sums, nesting, coverage, areas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import shapely

from geodata import areas
from geodata import errors
from geodata import folders
from geodata import geobuf_read
from geodata import geometry
from geodata import manifest
from geodata import norms
from geodata import problems
from geodata import state as states
from geodata.analysis import waters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from geodata.state import State

PER_AERL: Final = {"braunschweig": 10, "leine-weser": 7, "lueneburg": 11, "weser-ems": 17}
NESTS: Final = (
    ("gemeinden", "landkreise"),
    ("landkreise", "aerl"),
    ("aerl", "land"),
)
TOLERANCE_M2: Final = 1.0
AREA_LIMIT: Final = 0.25
AREA_WITHIN: Final = 37
AREA_MEDIAN: Final = 0.1


def fault(where: str, message: str, message_en: str, raw: object = "") -> problems.Problem:
    """Return a finding that only a rebuild mends."""
    return problems.Problem(
        code="check",
        where=where,
        raw=str(raw),
        message=message,
        message_en=message_en,
        hint=errors.REBUILD,
        hint_en=errors.REBUILD_EN,
    )


def counts(frames: Mapping[str, pd.DataFrame], state: State) -> Iterator[problems.Problem]:
    """Compare the numbers of areas per level and of Kreise per ÄrL."""
    for level, frame in frames.items():
        if len(frame) != (want := state.rows(level)):
            yield fault(
                f"areas/{level}.csv",
                f"{want} Zeilen erwartet.",
                f"{want} rows expected.",
                len(frame),
            )
    free = int((frames["gemeinden"].title == "Gemeindefreies Gebiet").sum())
    if free != state.free:
        yield fault(
            "areas/gemeinden.csv",
            f"{state.free} gemeindefreie Gebiete erwartet.",
            f"{state.free} unincorporated areas expected.",
            free,
        )
    per = frames["landkreise"].groupby("aerl").size().to_dict()
    if per != PER_AERL:
        yield fault(
            "areas/landkreise.csv",
            f"Kreise je ÄrL: {PER_AERL} erwartet.",
            f"Kreise per ÄrL: {PER_AERL} expected.",
            per,
        )


def parents(frames: Mapping[str, pd.DataFrame]) -> Iterator[problems.Problem]:
    """Look up the keys by which one level names another."""
    for level, column in (
        ("gemeinden", "kreis"),
        ("samtgemeinden", "kreis"),
        ("landkreise", "aerl"),
    ):
        above = frames["landkreise" if column == "kreis" else "aerl"].index
        for key, parent in frames[level][column].items():
            if parent not in above:
                yield fault(
                    f"areas/{level}.csv, {key}, {column}",
                    "unbekannter Schlüssel.",
                    "Unknown key.",
                    parent,
                )
    named = set(frames["gemeinden"].samtgemeinde) - {""}
    for key in sorted(named ^ set(frames["samtgemeinden"].index)):
        yield fault(
            f"areas/gemeinden.csv, samtgemeinde {key}",
            "Samtgemeinde und Mitglieder passen nicht zusammen.",
            "Joint municipality and members do not match.",
        )


def inhabitants(frames: Mapping[str, pd.DataFrame], state: State) -> Iterator[problems.Problem]:
    """Sum the inhabitants: every level of the partition has the Land's total."""
    for level in ("land", "aerl", "landkreise", "gemeinden"):
        if (total := int(frames[level].inhabitants.sum())) != state.people:
            yield fault(
                f"areas/{level}.csv, inhabitants",
                f"Summe {state.people} erwartet.",
                f"Sum {state.people} expected.",
                total,
            )
    units = frames["gemeinden"].groupby("kreis").inhabitants.sum()
    official = frames["landkreise"].inhabitants
    for key in official.index[units.reindex(official.index, fill_value=0) != official]:
        yield fault(
            f"odbl/gemeinden_population.csv, {key}",
            "Summe der Gemeinden weicht von der amtlichen Zahl des Kreises ab.",
            "Sum of the municipalities differs from the official figure of the Kreis.",
            int(units.get(key, 0)),
        )


def coverage(shapes: Mapping[str, Mapping[str, Any]], where: str) -> Iterator[problems.Problem]:
    """Check that each partition has neither gaps nor overlaps, and fills the one above."""
    for level, _ in NESTS:
        for found in geometry.coverage_faults(list(shapes[level].values())):
            yield fault(
                f"{where} {level}",
                f"Lücken, Überlappungen oder ungültige Flächen: {found}.",
                f"Gaps, overlaps or invalid polygons: {found}.",
            )
    for below, above in NESTS:
        children = np.asarray(list(shapes[below].values()), dtype=object)
        outline = list(shapes[above].values())
        rest = geometry.nests(children, outline)
        if rest > TOLERANCE_M2:
            yield fault(
                f"{where} {below}",
                f"füllt die Ebene {above} nicht genau.",
                f"Does not fill the level {above} exactly.",
                rest,
            )


def kreis_parts(
    shapes: Mapping[str, Mapping[str, Any]], units: pd.DataFrame, where: str
) -> Iterator[problems.Problem]:
    """Check that each Kreis is exactly its Gemeinden."""
    for kreis, members in units.groupby("kreis").groups.items():
        whole = shapes["landkreise"][str(kreis)]
        parts = geometry.union([shapes["gemeinden"][k] for k in members])
        if shapely.area(shapely.symmetric_difference(whole, parts)) > TOLERANCE_M2:
            yield fault(
                f"{where} landkreise, {kreis}",
                "ist nicht die Summe seiner Gemeinden.",
                "Is not the sum of its municipalities.",
            )


def master(folder: Path) -> dict[str, dict[str, Any]]:
    """Return level to key to full geometry, metric."""
    return {
        level: dict(areas.geometry(level, folder).geometry.items())
        for level in ("land", "aerl", "landkreise", "gemeinden")
    }


def browser(folder: Path) -> dict[str, dict[str, Any]]:
    """Return level to key to the browser's geometry, degrees."""
    out = {}
    for level in ("land", "aerl", "landkreise", "gemeinden"):
        path = folders.existing(folder / "web" / f"{level}.pbf")
        try:
            listed = geobuf_read.collection(path.read_bytes())
            out[level] = {texts["key"]: shape for shape, texts in listed}
        except (ArithmeticError, LookupError, MemoryError, ValueError) as reason:  # any bytes
            raise errors.DamagedFileError(path, "keine Geobuf-Datei", "no Geobuf file") from reason
    return out


def official_areas(folder: Path) -> Iterator[problems.Problem]:
    """Check the agreement of computed and official areas."""
    name = "area_check.csv"
    frame = folders.table(folder / name, ("key", "deviation_percent"), ("deviation_percent",))
    off = frame.deviation_percent.abs()
    if (off <= AREA_LIMIT).sum() < AREA_WITHIN or off.median() > AREA_MEDIAN:
        yield fault(
            name,
            f"Flächen: mindestens {AREA_WITHIN} Kreise innerhalb {AREA_LIMIT} % erwartet.",
            f"Areas: at least {AREA_WITHIN} Kreise within {AREA_LIMIT} % expected.",
            int((off <= AREA_LIMIT).sum()),
        )


def run(folder: Path = folders.DATA) -> tuple[problems.Problem, ...]:
    """Return everything that is wrong with a data folder; nothing if it is whole."""
    found = list(manifest.check(folder))
    try:
        frames = areas.load_frames(folder)
        state = states.load(folder)
        found += [*counts(frames, state), *parents(frames), *inhabitants(frames, state)]
        full, small = master(folder), browser(folder)
        found += [*coverage(full, areas.MASTER), *coverage(small, "web")]
        found += kreis_parts(full, frames["gemeinden"], areas.MASTER)
        found += kreis_parts(small, frames["gemeinden"], "web")
        found += official_areas(folder)
        norms.load()
        waters.raw(folder)
    except errors.GeodataError as reason:
        found.append(
            problems.Problem(
                code="unreadable",
                where=str(folder),
                raw="",
                message=reason.message,
                message_en=reason.message_en,
                hint=reason.hint,
                hint_en=reason.hint_en,
            )
        )
    return tuple(found)
