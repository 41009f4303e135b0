"""The page "Daten" of an installation with a database: two machines, as by the command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from dashboard import settings
from dashboard.care import accounts
from geodata import catalogue
from geodata import cli
from geodata import folders
from geodata.stores import address
from tests.dashboard import test_care as front
from tests.geodata.intake.test_imports import GOOD
from tests.geodata.intake.test_imports import HEADS
from tests.geodata.intake.test_imports import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from tests.postgres import Cluster

NAME = "atlas_care"
WAITING = "SELECT count(*) FROM atlas.shelf WHERE kind = 'inbox'"


@pytest.fixture
def database(cluster: Cluster, pushed: str) -> str:
    """Return the address of a database with the shipped data."""
    return cluster.fresh(NAME, template=pushed.rpartition("/")[2])


@pytest.fixture
def machines(database: str, tmp_path: Path) -> list[FlaskClient]:
    """Two machines that share nothing but the database and who may come in."""
    return [machine(database, tmp_path, name) for name in ("one", "two")]


def machine(database: str, folder: Path, name: str) -> FlaskClient:
    own = folder / name
    own.mkdir()
    file = own / "accounts"
    file.write_text(accounts.line("anna", front.PASSWORD))
    return front.made(settings.Settings(cache=own, database=database, accounts=file))


def follow(one: FlaskClient, two: FlaskClient) -> None:
    """Let the next machine be asked by the same browser."""
    cookie = one.get_cookie("atlas_care", path="/daten")
    assert cookie is not None
    two.set_cookie("atlas_care", cookie.value, path="/daten")


def waiting(database: str) -> int:
    with psycopg.connect(database) as found:
        row = found.execute(WAITING).fetchone()
    assert row is not None
    return int(row[0])


def test_a_file_given_to_one_machine_is_accepted_by_the_other(
    machines: list[FlaskClient],
    database: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    one, two = machines
    own = front.signed_in(one)
    follow(one, two)
    page = front.upload(one, own, [HEADS, GOOD]).get_data(as_text=True)
    assert "1 neu, 0 geändert, 0 entfallen, 84 unverändert" in page
    base = re.search(r'name="base" value="([^"]+)"', page)
    token = re.search(r'action="/daten/([0-9a-f]{16})/uebernehmen', page)
    assert base is not None
    assert token is not None
    assert waiting(database) == 2
    form = {"mark": own, "base": base[1]}
    done = two.post(f"/daten/{token[1]}/uebernehmen", data=form).get_data(as_text=True)
    new = address.opened(database, tmp_path / "cache").version()
    assert f"Übernommen als Version {new}." in done
    assert new != base[1]
    assert waiting(database) == 0, "nothing waits any longer"
    again = one.post(f"/daten/{token[1]}/uebernehmen", data=form)
    assert again.status_code == 400
    assert "Diese Datei liegt nicht mehr vor." in again.get_data(as_text=True)
    monkeypatch.setattr(address, "usual_cache", lambda: tmp_path / "command")
    assert cli.main(["versions", "--data", database]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert all(word in first for word in (new, "anna", "neu.xlsx", "1 neu")), "one log"
    assert cli.main(["rollback", "--data", database]) == 0, "one way back"
    assert f"<code>{new}</code>" in two.get("/daten").get_data(as_text=True)
    back = two.post("/daten/zurueck", data={"mark": own, "version": new})
    assert f"Es gilt wieder Version {new}." in back.get_data(as_text=True)
    assert one.get("/daten/stand/rvz.csv").data.startswith(b"\xef\xbb\xbfid,dataset")


def test_a_file_with_errors_changes_nothing(machines: list[FlaskClient], database: str) -> None:
    one, two = machines
    own = front.signed_in(one)
    follow(one, two)
    answer = front.upload(one, own, [HEADS, *(seed for seed, _, _ in SEEDS)])
    assert answer.status_code == 422
    link = re.search(r'href="(/daten/[0-9a-f]{16}/befunde\.xlsx)', answer.get_data(as_text=True))
    assert link is not None
    assert two.get(link[1]).data.startswith(b"PK"), "the other machine has the findings too"
    forced = two.post(
        f"/daten/{link[1].split('/')[2]}/uebernehmen", data={"mark": own, "base": "x"}
    )
    assert forced.status_code in (400, 409, 422)
    assert address.opened(database).version() == catalogue.version(folders.DATA)


def test_a_silent_database_is_told_in_a_sentence(
    machines: list[FlaskClient], cluster: Cluster, database: str, tmp_path: Path
) -> None:
    one, late = machines[0], machine(database, tmp_path, "late")
    own = front.signed_in(one)
    with psycopg.connect(cluster.address(), autocommit=True) as open_:
        open_.execute(f"DROP DATABASE {NAME} WITH (FORCE)".encode())
    answers = [
        one.get("/daten"),
        late.get("/daten?lang=en"),  # it does not even know the secret yet
        front.upload(one, own, [HEADS, GOOD]),
        one.post("/daten/zurueck", data={"mark": own, "version": "abc"}),
    ]
    assert [answer.status_code for answer in answers] == [503] * 4
    said = [answer.get_data(as_text=True) for answer in answers]
    assert all("antwortet nicht" in page for page in (said[0], *said[2:])), said
    assert "does not answer" in said[1]
    assert all("Traceback" not in page and "postgres@" not in page for page in said)
