"""The register of norms: every norm has a source; free norms are read and written exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import errors
from geodata import norms

if TYPE_CHECKING:
    from pathlib import Path

REGISTER = norms.load()
GOOD = """
default = "a"
[[norm]]
id = "a"
title = "A"
title_en = "A"
minutes = 20
mode = "car"
source = "S"
address = "https://example.org"
kind = "secondary"
"""


def test_default_is_the_general_practitioner_and_marked_as_secondary() -> None:
    default = REGISTER.default
    assert (default.limit, default.unit, default.share) == (20, "min", 95)
    assert default.kind == "secondary"
    assert "Pilotprogramm" in default.note
    assert "kein rechtlicher Mangel" in default.note
    assert "pilot programme" in default.note_en


@pytest.mark.parametrize("norm", REGISTER.norms, ids=lambda norm: norm.id)
def test_every_norm_is_complete(norm: norms.Norm) -> None:
    assert norm.source
    assert norm.source_en
    assert norm.address.startswith("https://")
    assert norm.applies_to
    assert norm.applies_to_en
    assert norm.kind in ("primary", "secondary")
    assert bool(norm.note) == bool(norm.note_en)
    assert norm.computable or norm.note


def test_trade_press_is_never_primary() -> None:
    primary = [norm.id for norm in REGISTER.norms if norm.kind == "primary"]
    assert primary == ["rettungsdienst"]


@pytest.mark.parametrize(
    "line", ['source = "S"', 'address = "https://example.org"', "minutes = 20"]
)
def test_a_norm_without_its_source_fails(line: str, tmp_path: Path) -> None:
    path = tmp_path / "norms.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert norms.load(path).default.id == "a"
    worse = tmp_path / "worse.toml"
    worse.write_text(GOOD.replace(line, ""), encoding="utf-8")
    with pytest.raises(errors.DamagedFileError, match="Norm 'a' ohne") as caught:
        norms.load(worse)
    assert "norms.toml" in caught.value.hint


@pytest.mark.parametrize("change", [('"a"\n[', '"b"\n['), ("[[norm]]", "[[norm"), ("20", '"x"')])
def test_a_broken_register_is_refused(change: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "norms.toml"
    path.write_text(GOOD.replace(*change, 1), encoding="utf-8")
    with pytest.raises(errors.DamagedFileError):
        norms.load(path)
    with pytest.raises(errors.MissingFileError):
        norms.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "limit", "unit", "share", "canonical"),
    [
        ("20min@95", 20, "min", 95, "20min@95"),
        ("30km", 30, "km", 95, "30km"),
        ("30KM@95", 30, "km", 95, "30km"),
        (" 12.5min@99.5 ", 12.5, "min", 99.5, "12.5min@99.5"),
        ("20min", 20, "min", 95, "20min@95"),
    ],
)
def test_free_norms(text: str, limit: float, unit: str, share: float, canonical: str) -> None:
    norm = norms.parse(text)
    assert norm is not None
    assert (norm.limit, norm.unit, norm.share, norm.id) == (limit, unit, share, canonical)
    assert norm.kind == "free"


@pytest.mark.parametrize(
    "text", ["", "20", "min", "0min", "20min@0", "20min@101", "-5km", "20 min", "1e3km", "20min@"]
)
def test_no_norms(text: str) -> None:
    assert norms.parse(text) is None
    assert REGISTER.find(text) is None


@given(
    limit=st.integers(1, 99999).map(lambda n: n / 100),
    unit=st.sampled_from(["min", "km"]),
    share=st.integers(1, 10000).map(lambda n: n / 100),
)
def test_what_is_written_is_read_back(limit: float, unit: norms.Unit, share: float) -> None:
    text = norms.formatted(limit, unit, share)
    norm = norms.parse(text)
    assert norm is not None
    assert (norm.limit, norm.unit, norm.share) == (limit, unit, share)
    assert norm.id == norm.free == text


@given(st.text(max_size=20))
def test_any_text_is_read_without_an_error(text: str) -> None:
    norms.parse(text)


def test_the_verdict_is_exact_at_the_share() -> None:
    norm = norms.parse("20min@95")
    assert norm is not None
    assert not norm.passes(949, 1000)
    assert norm.passes(950, 1000)
    odd = norms.parse("20min@94.9")
    assert odd is not None
    assert odd.passes(949, 1000)
    assert not odd.passes(948, 1000)
