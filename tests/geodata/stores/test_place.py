"""Accepting, listing and taking back: the same commands on a folder and on a database."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from geodata import catalogue
from geodata import cli
from geodata import errors
from geodata import folders
from geodata.stores import address
from geodata.stores import place as places
from geodata.stores import pushing
from geodata.stores.database import Database
from geodata.versions import installation
from tests.geodata.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.versions.draft import Draft
    from tests.postgres import Cluster

RVZ = "records/rvz.csv"
EMBEDDED = catalogue.version(folders.DATA)


@pytest.fixture(params=["folder", "database"])
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what ``ATLAS_DATA`` says: an installation with the embedded data only."""
    monkeypatch.setattr(address, "usual_cache", lambda: tmp_path / "cache")
    found = str(tmp_path / "atlas")
    if request.param == "database":
        cluster: Cluster = request.getfixturevalue("cluster")
        pushed: str = request.getfixturevalue("pushed")
        found = cluster.fresh("atlas_place", template=pushed.rpartition("/")[2])
    monkeypatch.setenv("ATLAS_DATA", found)
    return found


def shorter(draft: Draft) -> None:
    """Take the last record of a table away."""
    lines = (draft.folder / RVZ).read_bytes().splitlines(keepends=True)
    draft.write(RVZ, b"".join(lines[:-1]))


def served(where: str) -> str:
    return address.opened(where).version()


def fairs(folder: Path) -> Path:
    """Return a file with one more job fair."""
    file = folder / "messen.csv"
    file.write_text(
        "Titel;Ort;Landkreis;Datum;Quelle\nJobmesse am Hafen;Emden;Emden;2025-03-01;"
        "https://example.org/messe\n",
        encoding="utf-8",
    )
    return file


def test_an_import_is_accepted_listed_and_taken_back(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = fairs(tmp_path)
    assert cli.main(["import", str(file), "--dataset", "jobmessen", "--add", "--dry-run"]) == 0
    assert "1 neu" in capsys.readouterr().out
    asked = ["import", str(file), "--dataset", "jobmessen", "--add", "--who", "Amt"]
    assert cli.main(asked) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "password" not in said
    new = served(where)
    assert f"Version {new} in {places.chosen(where).name}" in said
    assert new != EMBEDDED
    loaded = address.opened(where).load()
    assert "Jobmesse am Hafen" in set(loaded.records["title"])
    assert cli.main(asked) == 0
    assert "Nichts zu ändern" in capsys.readouterr().out
    assert cli.main(["export", "--dataset", "jobmessen", "--out", str(tmp_path / "out.csv")]) == 0
    assert "Jobmesse am Hafen" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    capsys.readouterr()
    assert cli.main(["versions"]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("*")
    assert all(word in first for word in (new, "Amt", "messen.csv", "1 neu", "sha256"))
    assert cli.main(["rollback"]) == 0
    assert served(where) == EMBEDDED
    assert cli.main(["rollback", new[:6]]) == 0
    assert served(where) == new
    assert [e.action for e in places.chosen(where).entries()][-3:] == [
        "import", "rollback", "rollback",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "lang", "said"),
    [
        ("n\n", "de", "Nicht übernommen."),
        ("", "en", "Not accepted."),  # broken off
        ("vielleicht\n\n", "de", "Nicht übernommen."),
        ("ja\n", "de", "Übernommen: Version"),
    ],
)
def test_whoever_sits_at_the_terminal_is_asked(
    where: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    answer: str,
    lang: str,
    said: str,
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    order = ["import", str(fairs(tmp_path)), "--dataset", "jobmessen", "--add", "--lang", lang]
    yes = answer.startswith("j")
    assert cli.main(order) == (0 if yes else 1)
    out = capsys.readouterr().out
    assert out.count({"de": "Übernehmen? [j/N]", "en": "Accept? [y/N]"}[lang]) == (
        2 if answer.startswith("viel") else 1
    )
    assert said in out
    if yes:
        assert served(where) != EMBEDDED
    else:
        assert len(places.chosen(where).entries()) <= 1, "nothing is written"


def test_what_fails_while_it_writes_leaves_all_as_it_was(where: str) -> None:
    def broken(draft: Draft) -> None:
        shorter(draft)
        raise OSError(28, "No space left on device")

    place = places.chosen(where)
    with pytest.raises(OSError, match="No space"):
        place.accept(broken)
    assert (place.begin().version, len(place.entries())) == (EMBEDDED, 1)
    assert not list((place.ground().parent).glob(".draft-*"))
    with pytest.raises(errors.UnknownKeyError):
        place.rollback("ffffff")
    assert place.rollback(EMBEDDED) is None


def test_several_at_once_take_turns(where: str) -> None:
    numbers: list[int] = []

    def write() -> None:
        def changed(draft: Draft) -> None:
            body = (draft.folder / RVZ).read_bytes()
            draft.write(RVZ, body.replace(b"Wurster", b"Wurster Wurster", 1))

        entry = places.chosen(where).accept(changed)
        assert entry is not None
        numbers.append(entry.number)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [2, 3, 4]
    body = (places.chosen(where).ground() / RVZ).read_text(encoding="utf-8")
    assert "Wurster Wurster Wurster Wurster" in body, "each built upon the one before"


def test_a_database_without_data_begins_with_the_embedded(cluster: Cluster, tmp_path: Path) -> None:
    found = cluster.fresh("atlas_place_empty")
    database = Database(found)
    database.init()
    place = places.chosen(found, tmp_path / "cache")
    assert place.ground() == folders.DATA
    entry = place.accept(shorter, who="Amt", file="x.csv")
    assert entry is not None
    assert [e.action for e in place.entries()] == ["begin", "import"]
    assert [found.present for found in pushing.versions(database)] == [True, False]
    pushing.use(database, EMBEDDED)
    assert place.begin().action == "push", "what was chosen by hand is in the log too"
    with pytest.raises(installation.NoInstallationError):
        places.chosen("mysql://somewhere")
