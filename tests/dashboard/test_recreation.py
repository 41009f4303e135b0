"""An id of yesterday gives yesterday's picture, after new data and with another logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import app
from dashboard.settings import Settings
from geodata import catalogue
from geodata.versions import installation
from layers.picture import render

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.versions.draft import Draft

RVZ = "records/rvz.csv"
VIEW = "programme=rvz&metric=projects&size=social"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">'
LOGO = HEAD + '<path d="M0 0H9V3Z" fill="{}"/></svg>'


def shorter(draft: Draft) -> None:
    """Take a supply centre away, as an office does whose project has ended."""
    lines = (draft.folder / RVZ).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(b"rvz-01")]
    assert len(kept) == len(lines) - 1
    draft.write(RVZ, b"".join(kept))


def client(data: Path, cache: Path, logo: Path) -> FlaskClient:
    """Return the atlas as it is served from now on."""
    chosen = Settings(cache=cache, data=data, logo=logo)
    return app.create_app(chosen, catalogue.load(installation.current(data))).test_client()


@pytest.mark.parametrize("kept", [True, False], ids=["file kept", "drawn again"])
def test_an_old_id_gives_the_old_picture(kept: bool, tmp_path: Path) -> None:
    data, cache, logo = tmp_path / "atlas", tmp_path / "cache", tmp_path / "logo.svg"
    installation.begin(data)
    logo.write_text(LOGO.format("#0f766e"))
    before = client(data, cache, logo)
    first = {kind: before.get(f"/export.{kind}?{VIEW}") for kind in render.KINDS}
    id_ = first["svg"].headers["X-Atlas-Id"]
    caption = before.get(f"/caption?id={id_}").json

    installation.accept(data, shorter)
    other = tmp_path / "other.svg"
    other.write_text(LOGO.format("#b3123b"))
    if not kept:
        for path in (cache / "pictures").glob("ZA-*.*"):
            if path.suffix != ".json":
                path.unlink()
    after = client(data, cache, other)
    new = after.get(f"/export.svg?{VIEW}")
    assert new.headers["X-Atlas-Id"] != id_
    assert new.data != first["svg"].data
    for kind, answer in first.items():
        again = after.get(f"/export.{kind}?id={id_}")
        assert again.status_code == 200
        assert again.data == answer.data, kind
    assert after.get(f"/caption?id={id_}").json == caption
    assert f">{id_}<" in after.get(f"/bild/{id_}").text
