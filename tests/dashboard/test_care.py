"""The page "Daten" through the front door: nobody unknown, no foreign form, nothing half done."""

from __future__ import annotations

import errno
import io
import re
from typing import TYPE_CHECKING
from typing import Any
from typing import get_args

import openpyxl
import pytest
from flask import Flask

from dashboard import context
from dashboard import settings
from dashboard.care import accounts
from dashboard.care import desk
from dashboard.care import screens
from dashboard.routes import care
from dashboard.routes import errors
from geodata import catalogue
from geodata import folders
from geodata.versions import installation
from geodata.versions import log
from tests.geodata.intake import files
from tests.geodata.intake.test_imports import GOOD
from tests.geodata.intake.test_imports import HEADS
from tests.geodata.intake.test_imports import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from geodata.versions.draft import Draft

PASSWORD = "ein langes Kennwort"  # noqa: S105  of a test
MARK = re.compile(r'name="mark" value="([^"]+)"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "atlas"
    installation.begin(place)
    return place


@pytest.fixture
def client(folder: Path, tmp_path: Path) -> FlaskClient:
    file = tmp_path / "accounts"
    file.write_text(accounts.line("anna", PASSWORD))
    return made(settings.Settings(cache=tmp_path, data=folder, accounts=file))


def made(chosen: settings.Settings) -> FlaskClient:
    server = Flask("care", static_folder=None)
    ctx = context.AppContext(settings=chosen, catalogue=catalogue.load())
    errors.register(server, ctx)
    care.register(server, ctx)
    return server.test_client()


def signed_in(client: FlaskClient) -> str:
    answer = client.post("/daten/anmelden", data={"name": "anna", "password": PASSWORD})
    assert answer.status_code == 303
    return mark(client.get("/daten"))


def mark(answer: TestResponse) -> str:
    found = MARK.search(answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def upload(client: FlaskClient, own: str, rows: list[Any], **fields: str) -> TestResponse:
    data = {"dataset": "zukunftsraeume", "mode": "add", "mark": own, **fields}
    body = io.BytesIO(files.xlsx(rows))
    return client.post("/daten/pruefen", data={**data, "file": (body, "neu.xlsx")})


def test_without_accounts_there_is_no_such_page(tmp_path: Path, folder: Path) -> None:
    for chosen in (
        settings.Settings(cache=tmp_path, data=folder),
        settings.Settings(cache=tmp_path, accounts=tmp_path / "accounts"),
    ):
        assert made(chosen).get("/daten").status_code == 404


def test_nobody_unknown_comes_in(client: FlaskClient, folder: Path) -> None:
    page = client.get("/daten")
    assert page.status_code == 200
    assert "Kennwort" in page.get_data(as_text=True)
    assert "Datei prüfen" not in page.get_data(as_text=True)
    for path in ("/daten/pruefen", "/daten/zurueck", "/daten/0123456789abcdef/uebernehmen"):
        assert client.post(path).status_code == 403
    for path in ("/daten/vorlage/rvz.xlsx", "/daten/stand/rvz.csv"):
        assert client.get(path).status_code == 403
    assert client.post("/daten/anmelden", data={"name": "anna", "password": "x"}).status_code == 403
    assert len(log.entries(folder)) == 1
    assert not (folder / "inbox").exists()


def test_too_many_attempts_are_stopped(client: FlaskClient) -> None:
    for _ in range(accounts.TRIES):
        client.post("/daten/anmelden", data={"name": "anna", "password": "x"})
    right = client.post("/daten/anmelden", data={"name": "anna", "password": PASSWORD})
    assert right.status_code == 429
    assert "fünf Minuten" in right.get_data(as_text=True)


def test_a_form_of_another_site_is_not_followed(client: FlaskClient, folder: Path) -> None:
    signed_in(client)
    for own in ("", "x", "IiI.ZZZ.ZZZ"):
        assert upload(client, own, [HEADS, GOOD]).status_code == 403
    assert not (folder / "inbox").exists()


def test_a_deleted_account_is_signed_out_at_once(client: FlaskClient, tmp_path: Path) -> None:
    own = signed_in(client)
    (tmp_path / "accounts").write_text("")
    assert upload(client, own, [HEADS, GOOD]).status_code == 403


def test_a_file_with_errors_shows_them_and_changes_nothing(
    client: FlaskClient, folder: Path
) -> None:
    own = signed_in(client)
    answer = upload(client, own, [HEADS, *(seed for seed, _, _ in SEEDS)])
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "13 Fehler, 0 Warnungen, 1 Hinweise in 15 Zeilen." in page
    assert "In ganzen Euro schreiben: 300000." in page
    assert "uebernehmen" not in page
    link = re.search(r'href="(/daten/[0-9a-f]{16}/befunde\.xlsx\?lang=de)"', page)
    assert link is not None
    book = openpyxl.load_workbook(io.BytesIO(client.get(link[1]).data))
    assert "300 T€" in [cell.value for cell in book["Daten"]["J"]]
    token = link[1].split("/")[2]
    forced = client.post(f"/daten/{token}/uebernehmen", data={"mark": own, "base": "x"})
    assert forced.status_code in (400, 409, 422)
    assert len(log.entries(folder)) == 1


def test_a_good_file_is_shown_accepted_and_taken_back(client: FlaskClient, folder: Path) -> None:
    own = signed_in(client)
    page = upload(client, own, [HEADS, GOOD]).get_data(as_text=True)
    assert "1 neu, 0 geändert, 0 entfallen, 84 unverändert" in page
    assert "Förderung" in page or "zukunftsraeume" in page
    base = re.search(r'name="base" value="([^"]+)"', page)
    token = re.search(r'action="/daten/([0-9a-f]{16})/uebernehmen', page)
    assert base is not None
    assert token is not None
    address = f"/daten/{token[1]}/uebernehmen"
    stale = client.post(address, data={"mark": own, "base": "000000000000"})
    assert stale.status_code == 409
    assert "seit der Prüfung geändert" in stale.get_data(as_text=True)
    done = client.post(f"{address}?lang=en", data={"mark": own, "base": base[1]})
    entry = log.last(folder)
    assert entry is not None
    assert (entry.action, entry.who, entry.file) == ("import", "anna", "neu.xlsx")
    assert f"Accepted as version {entry.version}." in done.get_data(as_text=True)
    assert list((folder / "inbox").iterdir()) == [], "nothing waits any longer"
    old = catalogue.version(folders.DATA)
    back = client.post("/daten/zurueck", data={"mark": own, "version": old})
    assert f"Es gilt wieder Version {old}." in back.get_data(as_text=True)
    assert log.last(folder) != entry


def test_refusals_are_sentences(client: FlaskClient, folder: Path) -> None:
    own = signed_in(client)
    data = {"dataset": "rvz", "mode": "add", "mark": own}
    macros = client.post(
        "/daten/pruefen", data={**data, "file": (io.BytesIO(b"PK"), "../../x.xlsm")}
    )
    assert macros.status_code == 400
    assert "x.xlsm: Die Arbeitsmappe enthält Makros." in macros.get_data(as_text=True)
    assert list((folder / "inbox").iterdir()) == []
    assert client.post("/daten/pruefen", data=data).status_code == 400
    unknown = {**data, "dataset": "../../etc", "file": (io.BytesIO(b"a;b"), "x.csv")}
    assert client.post("/daten/pruefen", data=unknown).status_code == 400
    large = {"CONTENT_LENGTH": str(care.LARGEST + 1)}
    told = client.post("/daten/pruefen", data=data, environ_overrides=large)
    assert told.status_code == 413
    assert "64 MB" in told.get_data(as_text=True)
    assert client.get("/daten/vorlage/nope.xlsx").status_code == 404
    assert client.get("/daten/stand/rvz.exe").status_code == 404
    assert client.get("/daten/stand/rvz.csv").data.startswith(b"\xef\xbb\xbfid,dataset")


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    answer = client.post("/daten/anmelden", data={"name": "anna", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/daten" in cookie
    assert answer.headers["Cache-Control"] == "no-store"
    own = mark(client.get("/daten"))
    assert client.post("/daten/abmelden", data={"mark": own}).status_code == 303
    assert "Datei prüfen" not in client.get("/daten").get_data(as_text=True)


def test_accounts_are_made_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dashboard import cli  # noqa: PLC0415

    monkeypatch.delenv("ATLAS_ACCOUNTS", raising=False)
    assert cli.main(["account", "anna"]) == 2
    file = tmp_path / "accounts"
    monkeypatch.setenv("ATLAS_ACCOUNTS", str(file))
    for password, code in (("kurz", 2), (PASSWORD, 0), (PASSWORD + "!", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        assert cli.main(["account", "anna"]) == code
    assert len(file.read_text().splitlines()) == 1
    assert file.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in file.read_text()
    assert accounts.Accounts(file).allowed("anna", PASSWORD + "!")
    assert "mindestens 12" in capsys.readouterr().err


def test_a_full_disk_is_told_in_words(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = signed_in(client)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desk.Desk, "take", full)
    form = {"mark": mark, "dataset": "rvz", "mode": "add", "file": (io.BytesIO(b"x"), "a.csv")}
    answer = client.post("/daten/pruefen", data=form)
    assert answer.status_code == 507
    assert "Eine Datei ließ sich nicht schreiben oder lesen: No space left" in answer.text
    assert "Traceback" not in answer.text


def test_every_action_of_the_log_has_its_word() -> None:
    for action in get_args(log.Action):
        assert all(screens.word(f"action_{action}", lang) for lang in ("de", "en")), action


def test_refreshed_boundaries_stand_among_the_versions(client: FlaskClient, folder: Path) -> None:
    def write(draft: Draft) -> None:
        draft.write("records/rvz.csv", (draft.folder / "records/rvz.csv").read_bytes() + b"\n")

    counts = {"new": 1, "changed": 945, "gone": 2}  # as a refresh writes them
    about = {"file": "vg250.zip", "dataset": "boundaries", "figures": {"counts": counts}}
    assert installation.accept(folder, write, action="boundaries", **about) is not None
    signed_in(client)
    page = client.get("/daten").get_data(as_text=True)
    assert "1 neu, 945 geändert, 2 entfallen" in page
    assert "vg250.zip" in page
    assert "1 new, 945 changed, 2 gone" in client.get("/daten?lang=en").get_data(as_text=True)
