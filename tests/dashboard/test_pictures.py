"""Pictures over HTTP: by view, by id, bounded, refused in words."""

from __future__ import annotations

import json
import shutil
import threading
import time
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pytest

from dashboard import context
from dashboard import pictures
from dashboard import settings
from geodata import catalogue
from geodata import folders
from layers import state
from layers.picture import manifest
from layers.picture import render
from layers.picture.refusal import PictureError

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue

SMALL = "size=600x450&show=clean&layers=aerl,rvz"
MAGIC = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}
TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return catalogue.load()


@pytest.fixture
def ctx(data: Catalogue, tmp_path: Path) -> context.AppContext:
    return context.AppContext(settings=settings.Settings(cache=tmp_path), catalogue=data)


def made(ctx: context.AppContext, **params: str) -> manifest.Manifest:
    return pictures.asked({"size": "600x450", **params}, state.ViewState(), ctx)


@pytest.mark.parametrize("kind", render.KINDS)
def test_a_view_becomes_a_file(kind: str, atlas: FlaskClient) -> None:
    answer = atlas.get(f"/export.{kind}?{SMALL}")
    assert answer.status_code == 200
    assert answer.data.startswith(MAGIC[kind])
    assert answer.content_type.startswith(TYPES[kind])
    id_ = answer.headers["X-Atlas-Id"]
    name = f"zukunftsatlas_money_per_inhabitant_600x450_{id_}.{kind}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    again = atlas.get(f"/export.{kind}?id={id_}")
    assert again.data == answer.data
    assert "immutable" in again.headers["Cache-Control"]
    asked = {"If-None-Match": again.headers["ETag"]}
    assert atlas.get(f"/export.{kind}?id={id_.lower()}", headers=asked).status_code == 304


@pytest.mark.parametrize("kind", render.KINDS)
def test_the_gaps_become_a_file_that_comes_again(kind: str, atlas: FlaskClient) -> None:
    view = "mode=gaps&candidates=03360002&norm=30min@90&name=Heide&size=600x450&show=clean"
    answer = atlas.get(f"/export.{kind}?{view}")
    assert answer.status_code == 200
    assert answer.data.startswith(MAGIC[kind])
    id_ = answer.headers["X-Atlas-Id"]
    assert f"zukunftsatlas_gaps_600x450_{id_}" in answer.headers["Content-Disposition"]
    assert atlas.get(f"/export.{kind}?id={id_}").data == answer.data
    plain = atlas.get(f"/export.{kind}?norm=30min@90&size=600x450&show=clean")
    assert plain.headers["X-Atlas-Id"] != id_


def test_the_id_names_the_view_for_its_data_too(atlas: FlaskClient) -> None:
    id_ = atlas.get(f"/export.svg?level=aerl&{SMALL}").headers["X-Atlas-Id"]
    by_id = atlas.get(f"/export.csv?id={id_}")
    assert by_id.status_code == 200
    assert by_id.data == atlas.get("/export.csv?level=aerl&layers=aerl,rvz").data


def test_a_sheet_bears_its_id(atlas: FlaskClient) -> None:
    answer = atlas.get("/export.svg?size=social&title=Mein%20Titel&lang=en")
    assert f">{answer.headers['X-Atlas-Id']}<" in answer.text
    assert ">Mein Titel<" in answer.text
    assert ">Picture ID<" in answer.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export.png?size=100000x100000", 400, "liegt außerhalb der Grenzen"),
        ("/export.png?size=poster&lang=en", 400, "The size “poster” is unknown"),
        (f"/export.pdf?title={'x' * 10_000}", 400, "hat 10000 Zeichen"),
        ("/export.png?layers=planets", 400, "„planets“ ist kein gültiger Wert für „layers“"),
        ("/export.png?metric=happiness&lang=en", 400, "“happiness”"),
        ("/export.png?show=all", 400, "kein gültiger Wert für show"),
        ("/export.png?id=ZA-00000-00000", 404, "ist hier nicht bekannt"),
        ("/export.svg?id=../../../etc/passwd", 404, "ist hier nicht bekannt"),
        ("/export.csv?id=nothing", 404, "ist hier nicht bekannt"),
        ("/export.png?level=gemeinden&show=table", 400, "passt in kein Bild"),
        ("/export.svg?size=300x300&chart=years&subtitle=" + "lang+" * 70, 400, "zu viel"),
        ("/export.gif", 404, "png"),
        ("/export.png?mode=gaps&chart=years", 400, "curve, need"),
        ("/export.svg?chart=curve", 400, "gehört nicht zu dieser Ansicht"),
        ("/export.pdf?mode=gaps&candidates=54.0~8.0", 400, "Wasser"),
        ("/export.png?mode=gaps&candidates=48.1~11.5&lang=en", 400, "Niedersachsen"),
        ("/export.png?mode=gaps&norm=wurst", 400, "wurst"),
        ("/export.png?mode=gaps&level=gemeinden&show=table", 400, "passt in kein Bild"),
        ("/export.png?metric=need", 400, "need"),
    ],
)
def test_refusals_are_sentences(address: str, status: int, words: str, atlas: FlaskClient) -> None:
    answer = atlas.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert words in answer.text
    assert len(answer.text) < 600
    assert "Traceback" not in answer.text


def test_markup_in_a_title_is_text(atlas: FlaskClient) -> None:
    title = "<script>alert(1)</script>%26%22"
    answer = atlas.get(f"/export.svg?size=social&title={title}")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in answer.text


def test_a_finished_file_is_not_drawn_again(
    ctx: context.AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = made(ctx)
    body = pictures.body(wanted, "svg", ctx)
    monkeypatch.setattr(render, "again", lambda *_: pytest.fail("drawn again"))
    assert pictures.body(wanted, "svg", ctx) == body


def test_requests_wait_in_a_queue_with_an_end(
    ctx: context.AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, drawn = threading.Event(), []

    def slow(wanted: manifest.Manifest, *_rest: object) -> bytes:
        drawn.append(wanted.id)
        gate.wait(10)
        return b"picture"

    monkeypatch.setattr(render, "again", slow)
    limit = ctx.settings.threads - ctx.settings.threads // pictures.FREE
    wanted = [made(ctx, title=str(n)) for n in range(limit + 3)]
    results: list[str] = []

    def ask(one: manifest.Manifest) -> None:
        try:
            results.append(pictures.body(one, "png", ctx).decode())
        except PictureError as error:
            results.append(error.reason)

    threads = [threading.Thread(target=ask, args=(one,)) for one in wanted]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 10
    while len(results) < 3 and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    assert results == ["busy"] * 3
    assert len(drawn) == 1
    gate.set()
    for thread in threads:
        thread.join(10)
    assert sorted(results) == ["busy"] * 3 + ["picture"] * limit


def test_nobody_waits_for_ever() -> None:
    queue = pictures.Queue(2)
    with queue.turn():
        with pytest.raises(PictureError) as refused, queue.turn(wait=0.01):
            pytest.fail("two at a time")
        assert refused.value.status == 503
    with queue.turn(wait=0.01):
        pass


def test_busy_is_told_with_a_time(atlas: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> bytes:
        raise PictureError("busy", 503)

    monkeypatch.setattr(pictures, "body", busy)
    answer = atlas.get(f"/export.png?{SMALL}&lang=en")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Too many pictures" in answer.text


def test_an_old_id_is_drawn_from_the_data_that_were_kept(
    ctx: context.AppContext, data: Catalogue, tmp_path: Path
) -> None:
    wanted = made(ctx)
    before = pictures.body(wanted, "svg", ctx)
    new = cast("Any", data)
    newer = type(new)(**{f: getattr(new, f) for f in new.__slots__} | {"version": "f" * 12})
    alone = context.AppContext(settings=ctx.settings, catalogue=newer)
    assert pictures.body(wanted, "svg", alone) == before  # the file itself was kept
    shutil.rmtree(tmp_path / "pictures")
    pictures.store(alone).keep(wanted)
    with pytest.raises(PictureError) as refused:
        pictures.body(wanted, "svg", alone)
    assert (refused.value.reason, refused.value.status) == ("id_gone", 410)
    kept = settings.Settings(cache=tmp_path, kept=(tmp_path / "nothing", folders.DATA))
    both = context.AppContext(settings=kept, catalogue=newer)
    assert pictures.body(wanted, "svg", both) == before


def test_another_version_of_the_atlas_says_so(
    ctx: context.AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = made(ctx)
    monkeypatch.setattr(manifest, "programme", lambda: "other")
    with pytest.raises(PictureError) as refused:
        pictures.body(wanted, "png", ctx)
    assert refused.value.status == 410
    new = str(refused.value.values["new"])
    assert pictures.recalled(new, ctx).options == wanted.options


def test_names_of_files_are_safe(ctx: context.AppContext) -> None:
    wanted = pictures.asked({"size": "297x210mm@300"}, state.ViewState(programme=("rvz",)), ctx)
    name = pictures.filename(wanted, state.ViewState(programme=("rvz",)), "pdf")
    assert name == f"zukunftsatlas_money_per_inhabitant_rvz_297x210mm@300_{wanted.id}.pdf"
    assert json.loads(wanted.text)["query"] == "programme=rvz"
