"""`python -m dashboard export`: one file, many files, and what is said when it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dashboard import cli
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SMALL = "level=aerl&layers=aerl,rvz"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_view_is_written_in_a_process_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "karte.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "export", SMALL, "--size", "a4", "--out", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert str(target) in done.stdout
    assert "ZA-" in done.stdout
    assert done.stderr == ""


def test_an_id_gives_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    address = f"https://atlas.example/?{SMALL}&lang=en"
    assert cli.main(["export", address, "--title", "A title", "--out", str(first)]) == 0
    id_ = capsys.readouterr().out.split()[-1]
    assert cli.main(["export", "--id", id_, "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert b">A title<" in first.read_bytes()


def test_a_batch_writes_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "list.txt"
    batch.write_text(
        "# pictures of the week\n"
        f'"{SMALL}" --size social --title "Erster Titel" --out {tmp_path}/1.svg\n'
        f"\n{SMALL} --rows records --out {tmp_path}/2.csv  # data\n"
        f"{SMALL} --size poster --out {tmp_path}/3.png\n",
        encoding="utf-8",
    )
    assert cli.main(["export", "--batch", str(batch)]) == 1
    said = capsys.readouterr()
    assert "Erster Titel" in (tmp_path / "1.svg").read_text("utf-8")
    assert (tmp_path / "2.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(said.out.splitlines()) == 2
    assert "„poster“ ist unbekannt" in said.err
    assert "“poster” is unknown" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([SMALL], "--out fehlt"),
        ([SMALL, "--out", "karte.gif"], "Dieses Format gibt es nicht"),
        ([SMALL, "--out", "karte.png", "--size", "1x1"], "liegt außerhalb der Grenzen"),
        ([SMALL, "--out", "karte.png", "--id", "ZA-0"], "ist hier nicht bekannt"),
        (["layers=planets", "--out", "karte.png"], "planets"),
        (["--batch", "nothing-here.txt"], "lässt sich nicht lesen"),
        (["layers=aerl", "--show", "clean", "--out", "/nowhere/karte.svg"], "nicht schreiben"),
    ],
)
def test_refusals_are_sentences(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Error:" in said
    assert "Traceback" not in said


def test_bad_lines_of_a_batch_are_named_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "list.txt"
    batch.write_text(f'{SMALL} --out {tmp_path}/1.svg\n"open\n--poster\n', encoding="utf-8")
    assert cli.main(["export", "--batch", str(batch)]) == 2
    said = capsys.readouterr().err
    assert "Zeile 2: " in said
    assert "3: " in said
    assert not (tmp_path / "1.svg").exists()
