"""Sources: every shipped file has one, every line is the one that is prescribed."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata import dataset
from geodata import folders
from geodata import manifest
from geodata import provenance
from geodata.errors import DamagedFileError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.catalogue import Catalogue

# GEODATA.md section 8, word for word
PRESCRIBED = {
    "boundaries": "© GeoBasis-DE / BKG 2016 (Daten verändert)",
    "official": (
        "© Statistisches Bundesamt (Destatis), 2019 (GV-ISys, 31.12.2018), CC BY 4.0,"
        " via landkreise-deutschland"
    ),
    "population": (
        "Einwohnerverteilung: open_eGo load areas v0.2.10, © Reiner Lemoine Institut, ODbL 1.0;"
        " enthält © OpenStreetMap contributors (ODbL), © GeoBasis-DE / BKG 2016,"
        " © Statistisches Bundesamt (Zensus 2011), dl-de/by-2-0"
    ),
    "places": "© GeoNames, CC BY 4.0",
    "countries": "Made with Natural Earth",
    "waters": "GSHHG 2.3.6 (Wessel & Smith), LGPL-3.0-or-later",
}
OWN_FILES = ("sources.toml", "programmes.toml", "licences/*", "facts/words.csv",
             "facts/decisions.csv", "records/mended.csv", "records/places.csv")  # fmt: skip


def test_prescribed_lines(shipped: Catalogue) -> None:
    lines = {source.id: source.attribution for source in shipped.sources}
    assert {key: lines[key] for key in PRESCRIBED} == PRESCRIBED


def test_every_source_is_described(shipped: Catalogue) -> None:
    for source in shipped.sources:
        for name in ("title", "title_en", "publisher", "licence", "attribution"):
            assert getattr(source, name), (source.id, name)
        assert source.note, source.id
        assert source.note_en, source.id


def test_every_shipped_file_has_a_source_and_every_pattern_a_file(shipped: Catalogue) -> None:
    files = manifest.shipped(folders.DATA)
    patterns = [pattern for source in shipped.sources for pattern in source.files]
    foreign = [
        name for name in files if not any(fnmatch.fnmatch(name, p) for p in (*patterns, *OWN_FILES))
    ]
    assert foreign == []
    assert [p for p in patterns if not fnmatch.filter(files, p)] == []


def test_every_dataset_has_its_source(shipped: Catalogue) -> None:
    datasets = {source.dataset for source in shipped.sources}
    assert set(dataset.SCHEMAS) <= datasets


def test_dates_of_the_records_are_those_of_the_source(shipped: Catalogue) -> None:
    source = next(s for s in shipped.sources if s.id == "zukunftsraeume")
    own = shipped.records[shipped.records["dataset"] == "zukunftsraeume"]["source_date"]
    known = sorted(date for date in own if date)
    assert (source.oldest, source.newest) == (known[0], known[-1]) == ("2019-11-27", "2025-02-25")


def test_sources_without_dated_records_stay_undated() -> None:
    source = provenance.load()[0]
    assert provenance.dated((source,), pd.Series(["2020"], index=["other"])) == (source,)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("source = 1", "sources.toml"),
        ('[[source]]\nid = "a"\n', "sources.toml"),
        ("[[source", "sources.toml"),
    ],
)
def test_damaged_sources_are_refused(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFileError, match=match):
        provenance.load(tmp_path)


def test_a_double_id_is_refused(tmp_path: Path) -> None:
    text = (folders.DATA / "sources.toml").read_text("utf-8")
    (tmp_path / "sources.toml").write_text(text + text, encoding="utf-8")
    with pytest.raises(DamagedFileError, match="Kennung doppelt: boundaries"):
        provenance.load(tmp_path)
