"""Packs: all of our scripts and sheets, nothing lost, and new as soon as a file is."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from dashboard import blobs
from dashboard import packs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from flask.testing import FlaskClient


def body(store: blobs.Store, address: str) -> str:
    blob = store.published(address.removeprefix("/geo/"))
    assert blob is not None
    return blob.raw.decode("utf-8")


def test_every_script_is_in_the_pack_and_it_can_be_read(tmp_path: Path) -> None:
    store = blobs.Store(tmp_path)
    text = body(store, packs.script(store))
    names = re.findall(r"dash_clientside\.(atlas_\w+)\s*=\s*\{", text)
    own = [re.findall(r"dash_clientside\.(atlas_\w+) = \{", f.read_text("utf-8")) for f in files()]
    assert sorted(names) == sorted(name for found in own for name in found)
    assert "regeneratorRuntime" in text
    file = tmp_path / "pack.js"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(["node", "--check", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def files() -> list[Path]:
    return packs.found(packs.SCRIPTS)


def test_the_sheet_keeps_every_rule_and_finds_the_fonts(tmp_path: Path) -> None:
    store = blobs.Store(tmp_path)
    text = body(store, packs.sheet(store))
    written = "".join(f.read_text("utf-8") for f in packs.found(packs.SHEETS))
    assert text.count("{") == re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL).count("{")
    fonts = re.findall(r"url\([\"']?(/assets/[^\"')]+)", text)
    assert fonts
    assert all((packs.ASSETS.parent / font.lstrip("/")).is_file() for font in fonts)
    assert "../" not in text


def test_a_changed_file_makes_a_new_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "css").mkdir()
    sheet = tmp_path / "css/10-own.css"
    sheet.write_text("a { color: red; } /* why */")
    monkeypatch.setattr(packs, "ASSETS", tmp_path)
    store = blobs.Store(tmp_path / "cache")
    before = packs.sheet(store)
    assert body(store, before) == "a{color:red}"
    sheet.write_text("a { color: blue; }")
    assert packs.sheet(store) != before
    assert body(store, before) == "a{color:red}", "open pages may still ask for it"


def test_the_page_names_both_packs_and_they_are_kept_for_good(atlas: FlaskClient) -> None:
    page = atlas.get("/").text
    for address in re.findall(r'(?:src|href)="(/geo/[^"]+\.(?:js|css))"', page):
        answer = atlas.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == blobs.FOREVER
    assert "/assets/js/" not in page.split('id="boot"')[0]
    assert page.count('.css"') == 1
