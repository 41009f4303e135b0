"""The Land's other instruments, as one frame: strategies, cooperations, studies, offices."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from geodata import checks
from geodata import dataset
from geodata import records

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from geodata.gazetteer import Gazetteer
    from geodata.problems import Problem


def load(
    folder: Path, areas: Mapping[str, pd.DataFrame], gazetteer: Gazetteer
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return all instruments (index ``id``) and what is wrong with their tables.

    Parameters
    ----------
    folder
        Data folder; the tables are in ``records`` below it.
    areas
        Area frames by level: a row with an unknown area stays and loses that area.
    """
    kept: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    points = records.centres(gazetteer)
    for name in dataset.INSTRUMENT_FILES:
        path = folder / records.FOLDER / f"{name}.csv"
        lines, findings = checks.read(path, dataset.INSTRUMENT)
        for line in lines:
            values = dict(line.cells)
            for level, column in (("landkreise",) * 2, ("aerl",) * 2, ("gemeinden", "gemeinde")):
                held = values[column]
                keys = held if isinstance(held, tuple) else tuple(filter(None, (held,)))
                unknown = [key for key in keys if key not in areas[level].index]
                if not unknown:
                    continue
                fault = records.unknown_area(level, values["place_text"], gazetteer)
                findings.add(fault, row=line.row, column=column, raw=unknown[0], severity="warning")
                rest = tuple(key for key in keys if key not in unknown)
                values[column] = rest if isinstance(held, tuple) else ""
            if values["kind"] == "central_place":
                records.fill(values, points)
            if values["id"] in kept:
                findings.add(records.ELSEWHERE, row=line.row, column="id", raw=values["id"])
                continue
            kept[values["id"]] = values
        problems += findings.problems
    return records.frame(kept.values(), dataset.INSTRUMENT), tuple(problems)
