"""Travel times from a file: both spellings of CSV, Parquet, what is missing, what is wrong."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geodata import errors
from geodata.analysis import matrix
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario
from geodata.analysis.supply import Supply
from tests.geodata.analysis import made

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.analysis.assessment import Assessment
    from geodata.catalogue import Catalogue

GOOD = "site,gemeinde,minutes\n" + "".join(
    f"a,{unit},{10 * n}\n" for n, unit in enumerate(made.UNITS)
)


def written(folder: Path, text: str, name: str = "wege.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def answer(data: Catalogue, source: matrix.Matrix, norm: str, *sites: str) -> Assessment:
    analyst = Analyst(
        data,
        supplies={"made": Supply(sites=tuple(made.site(one, 3, 4) for one in sites))},
        sources={"matrix": source},
        demands={"made": made.people(data)},
    )
    return analyst.assess(Scenario(layer="made", demand="made", measure="matrix", norm=norm))


@pytest.mark.parametrize(
    "text", [GOOD, "\ufeff" + GOOD.replace(",", ";"), GOOD.replace("10\n", "10.0\n")]
)
def test_minutes_by_gemeinde(text: str, island: Catalogue, tmp_path: Path) -> None:
    source = matrix.load(written(tmp_path, text))
    found = answer(island, source, "20min@95", "a")
    assert found.problems == ()
    assert not found.method.is_approximate
    assert "wege.csv" in found.method.title
    assert found.rows("gemeinden")["verdict"].tolist() == ["pass", "pass", "pass", "fail"]
    assert found.rows("gemeinden")["reach"].tolist() == [0, 10, 20, 30]
    assert not found.rows("gemeinden")["uncertain"].any()


def test_decimal_comma_and_points(island: Catalogue, tmp_path: Path) -> None:
    grid = made.table()
    lines = [
        f"a;{x:.0f};{y:.0f};{n % 40},5" for n, (x, y) in enumerate(grid[["x", "y"]].to_numpy())
    ]
    source = matrix.load(written(tmp_path, "site;x;y;km\n" + "\n".join(lines)))
    found = answer(island, source, "19.5km", "a")
    assert found.problems == ()
    want = np.arange(len(grid)) % 40 + 0.5
    np.testing.assert_allclose(found.values(), want)
    assert found.headline().served == grid["inhabitants"][want <= 19.5].sum()


def test_an_empty_figure_is_no_way(island: Catalogue, tmp_path: Path) -> None:
    source = matrix.load(written(tmp_path, GOOD.replace("03102002,30", "03102002,")))
    found = answer(island, source, "20min@95", "a")
    assert np.isinf(found.rows("gemeinden")["reach"].iloc[3])
    assert found.unreachable() == found.rows("gemeinden")["inhabitants"].iloc[3]
    assert found.problems == ()


def test_places_of_which_it_is_silent_are_said(island: Catalogue, tmp_path: Path) -> None:
    source = matrix.load(written(tmp_path, GOOD.replace("a,03102002,30\n", "")))
    found = answer(island, source, "20min@95", "a")
    assert [problem.code for problem in found.problems] == ["matrix-gaps"]


@pytest.mark.parametrize(("norm", "sites"), [("20min@95", ("a", "b")), ("20km", ("a",))])
def test_what_it_lacks_is_answered_by_the_built_in_source_as_a_whole(
    norm: str, sites: tuple[str, ...], island: Catalogue, tmp_path: Path
) -> None:
    source = matrix.load(written(tmp_path, GOOD))
    found = answer(island, source, norm, *sites)
    assert found.method.is_approximate
    assert found.method.id == "beeline"  # the made land has no waters
    assert found.problems[0].code in ("matrix-site", "matrix-unit")
    assert "Näherung" in found.problems[0].message


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is not None, reason="pyarrow is here")
def test_parquet_without_its_package_is_said(tmp_path: Path) -> None:
    with pytest.raises(errors.DamagedFileError, match="pyarrow"):
        matrix.load(written(tmp_path, "", "wege.parquet"))


def test_parquet_is_refused_clearly_without_pyarrow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(errors.DamagedFileError, match="pyarrow") as caught:
        matrix.load(written(tmp_path, "PAR1", "wege.parquet"))
    assert "CSV" in caught.value.hint


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="needs pyarrow")
def test_parquet_is_read(tmp_path: Path) -> None:
    plain = matrix.load(written(tmp_path, GOOD))
    path = tmp_path / "wege.parquet"
    plain.table.to_parquet(path)
    assert matrix.load(path).table.equals(plain.table)
    with pytest.raises(errors.DamagedFileError):
        matrix.load(written(tmp_path, "no parquet", "other.parquet"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "keine lesbare Tabelle"),
        ("gemeinde,minutes\n03101001,3\n", "es fehlt site"),
        ("site,gemeinde\na,03101001\n", "minutes, km"),
        ("site,minutes\na,3\n", "es fehlt x, y"),
        (GOOD.replace("20\n", "-20\n"), "Zeile 4, minutes: '-20'"),
        (GOOD.replace("20\n", "bald\n"), "Zeile 4, minutes: 'bald'"),
        (GOOD + "a,03102002,30\n", "doppelt"),
    ],
)
def test_bad_tables_are_refused_with_the_row(text: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(errors.DamagedFileError, match=word) as caught:
        matrix.load(written(tmp_path, text))
    assert "site" in caught.value.hint
    with pytest.raises(errors.MissingFileError):
        matrix.load(tmp_path / "none.csv")
