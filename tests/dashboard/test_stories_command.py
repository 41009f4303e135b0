"""`python -m dashboard stories`: check names file, scene and mistake; export writes two files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import cli

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """title = "Probe"
[[scene]]
id = "karte"
view = "layers=autobahnen"
headline = "Kopf"
sentence = "Satz."
[[scene]]
id = "zahl"
headline = "Kopf"
sentence = "{sume} Euro."
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_shipped_stories_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stories", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 3
    assert all(line.endswith("in Ordnung / scenes, in order") for line in lines)


def test_mistakes_are_named_by_file_and_scene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "probe.toml").write_text(FAULTY, encoding="utf-8")
    monkeypatch.setenv("ATLAS_STORIES", str(tmp_path))
    assert cli.main(["stories", "check", "probe"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("probe.toml, Szene „karte“: die Ansicht ist so nicht möglich.")
    assert "autobahnen" in first
    assert second.startswith("probe.toml, Szene „zahl“: den Platzhalter {sume}")


def test_an_unknown_story_is_refused_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stories", "check", "nirgends"]) == 2
    said = capsys.readouterr().err
    assert "Die Story „nirgends“ gibt es nicht" in said
    assert "There is no story 'nirgends'" in said


def test_export_writes_a_player_and_a_handout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["stories", "export", "ankommen", "--out", str(tmp_path / "neu")]) == 0
    player, handout = tmp_path / "neu" / "ankommen.html", tmp_path / "neu" / "ankommen.pdf"
    assert player.stat().st_size <= 15_000_000
    assert handout.read_bytes().startswith(b"%PDF")
    assert str(player) in capsys.readouterr().out
