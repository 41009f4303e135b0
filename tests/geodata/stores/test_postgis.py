"""The store in PostgreSQL: pushing, taking back, faults in words, and a database that goes away."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

from geodata import catalogue as catalogues
from geodata import cli
from geodata import folders
from geodata.collections.features import Query
from geodata.errors import DamagedFileError
from geodata.errors import UnknownKeyError
from geodata.stores import address
from geodata.stores import pushing
from geodata.stores.database import Database
from geodata.stores.database import NotReadyError
from geodata.stores.postgis import PostgisStore
from geodata.stores.store import StoreError
from geodata.stores.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from tests.geodata.stores.conftest import Case
    from tests.postgres import Cluster

RECOVERED_S = 10
BACK = "UPDATE atlas.file SET path = 'programmes.toml' WHERE path = '/tmp/outside.csv'; "
OTHER = (
    "UPDATE atlas.body SET content = 'other' WHERE sha256 ="
    " (SELECT sha256 FROM atlas.file WHERE path = 'areas.gpkg')"  # no part of the version
)


def said(watch: Watch) -> str:
    """Return what is wrong, in words; empty if nothing is."""
    return watch.trouble.message if watch.trouble else ""


def postgis_store(case: Case) -> PostgisStore:
    assert isinstance(case.store, PostgisStore)
    return case.store


def test_an_address_opens_the_store_it_names(tmp_path: Path) -> None:
    assert isinstance(address.opened("postgresql://u@h/d", tmp_path), PostgisStore)
    assert address.opened(str(tmp_path)).name == str(tmp_path)
    assert address.opened().name == str(folders.DATA)


def test_a_password_is_never_told() -> None:
    store = PostgisStore("postgresql://atlas:geheim@127.0.0.1:1/atlas", folders.DATA)
    with pytest.raises(StoreError) as found:
        store.version()
    told = f"{store.name} {found.value} {found.value.message_en}"
    assert "geheim" not in told
    assert store.name == "postgresql://127.0.0.1:1/atlas"
    assert "antwortet nicht" in told


def test_an_empty_database_says_what_to_do(cluster: Cluster, tmp_path: Path) -> None:
    database = Database(cluster.fresh("atlas_empty"))
    store = PostgisStore(database.address, tmp_path)
    with pytest.raises(NotReadyError, match="store init"):
        store.version()
    database.init()
    with pytest.raises(NotReadyError, match="store push"):
        store.version()


def test_init_may_be_run_again(postgis: Case) -> None:
    before = postgis.store.version()
    assert postgis.database is not None
    postgis.database.init()
    assert postgis.store.version() == before


def test_tables_of_another_form_are_refused(database: Database) -> None:
    with database.connection() as found:
        found.execute("UPDATE atlas.form SET number = 99")
    with pytest.raises(StoreError, match="anderen Fassung"):
        database.init()


def test_pushing_the_same_again_changes_nothing(postgis: Case) -> None:
    assert postgis.database is not None
    before = pushing.versions(postgis.database)
    pushing.push(postgis.database, postgis.data, "test")
    assert pushing.versions(postgis.database) == before


def test_a_mistake_is_taken_back_and_old_versions_are_tidied_up(postgis: Case) -> None:
    database = postgis.database
    assert database is not None
    first = postgis.store.version()
    postgis.change("Ein Irrtum")
    mistake = postgis.store.version()
    assert mistake != first
    pushing.use(database, first)
    assert postgis.store.version() == first
    with pytest.raises(UnknownKeyError, match="0123"):
        pushing.use(database, "0123")
    assert pushing.prune(database, 1) == (mistake,)
    assert [found.id for found in pushing.versions(database)] == [first]
    with database.connection() as open_:
        rows = open_.execute("SELECT DISTINCT version FROM atlas.feature").fetchall()
    assert rows == [(first,)]
    assert postgis.store.load().version == first


def test_data_that_no_server_starts_with_are_not_pushed(postgis: Case) -> None:
    path = postgis.data / "areas/landkreise.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    before = postgis.store.version()
    assert postgis.database is not None
    with pytest.raises(pushing.RefusedDataError, match="landkreise"):
        pushing.push(postgis.database, postgis.data, "test")
    assert postgis.store.version() == before


def test_a_push_that_breaks_off_leaves_the_version_before(
    postgis: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pushing.versions(postgis.database) if postgis.database else ()

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pushing, "_features", broken)
    with pytest.raises(KeyboardInterrupt):
        postgis.change("Halb")
    assert postgis.database is not None
    assert pushing.versions(postgis.database) == before


def test_files_stay_in_their_folder_and_are_whole(postgis: Case) -> None:
    store = postgis_store(postgis)
    for change in (
        "UPDATE atlas.file SET path = '../../outside.csv' WHERE path = 'programmes.toml'",
        "UPDATE atlas.file SET path = '/tmp/outside.csv' WHERE path = '../../outside.csv'",
        BACK + OTHER,
    ):
        with store.database.connection() as open_:
            open_.execute(change.encode())
        with pytest.raises(DamagedFileError):
            store.load()
        assert not list(store.cache.glob("*")), "nothing is left behind"


def test_many_processes_may_copy_at_once(postgis: Case) -> None:
    store = postgis_store(postgis)
    loaded: list[str] = []
    threads = [
        threading.Thread(target=lambda: loaded.append(store.load().version)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded == [store.version()] * 4
    assert [path.name for path in store.cache.iterdir() if path.is_dir()] == [store.version()]


def test_the_last_version_of_this_machine_serves_without_the_database(
    postgis: Case, tmp_path: Path
) -> None:
    store = postgis_store(postgis)
    assert store.last() is None
    version = store.load().version
    alone = PostgisStore("postgresql://u@127.0.0.1:1/gone", store.cache)
    found = alone.last()
    assert found is not None
    assert found.version == version
    assert PostgisStore(store.database.address, tmp_path / "other").last() is None


def test_an_older_version_is_found_for_pictures(postgis: Case) -> None:
    store = postgis_store(postgis)
    first = store.version()
    postgis.change("Neu")
    folder = store.find(first)
    assert folder is not None
    assert catalogues.load(folder).version == first
    assert store.find("0123456789ab") is None
    assert store.find("../..") is None
    away = PostgisStore("postgresql://u@127.0.0.1:1/gone", store.cache)
    assert away.find(first) == folder
    assert away.find("0123456789ab") is None


def test_copies_of_old_versions_are_dropped_but_not_the_one_before(postgis: Case) -> None:
    store = postgis_store(postgis)
    first = store.load().version
    os.utime(store.cache / first, (1, 1))
    for number in range(6):
        (store.cache / f"old{number}").mkdir()
    postgis.change("Neu")
    second = store.load().version
    held = {path.name for path in store.cache.iterdir() if path.is_dir()}
    assert {first, second} <= held
    assert len(held) <= 5


def test_features_of_a_version_that_was_deleted_come_from_memory(postgis: Case) -> None:
    store = postgis_store(postgis)
    features = store.features(store.load())
    whole = features.query("rvz", Query())
    postgis.change("Neu")
    assert features.query("rvz", Query()) == whole, "still those of its own version"
    pushing.prune(store.database, 1)
    assert features.query("rvz", Query()).matched == whole.matched


def test_a_database_that_goes_away_is_survived(cluster: Cluster, postgis: Case) -> None:
    store = postgis_store(postgis)
    watch = Watch(store, store.load())
    features = store.features(watch.served)
    whole = features.query("gemeinden", Query(limit=3))
    cluster.stop()
    try:
        assert watch.look() is None
        assert "antwortet nicht" in said(watch)
        assert features.query("gemeinden", Query(limit=3)).matched == whole.matched
        begin = time.monotonic()
        for _ in range(50):  # nobody waits for a database that is known to be down
            features.query("gemeinden", Query(limit=3))
        assert time.monotonic() - begin < 5
    finally:
        cluster.start()
    begin = time.monotonic()
    while said(watch) and time.monotonic() - begin < RECOVERED_S:
        watch.look()
        threading.Event().wait(0.1)
    assert said(watch) == ""
    postgis.change("Nach dem Neustart")
    assert watch.look() is not None


def test_the_commands_do_it_all(
    cluster: Cluster,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    assert cli.main(["store", "versions"]) == 1
    assert "keine Datenbank" in capsys.readouterr().err
    monkeypatch.setenv("ATLAS_DATA", cluster.fresh("atlas_commands"))
    where = ["--store", cluster.address("atlas_commands")]
    assert cli.main(["store", "push", *where]) == 1
    assert "store init" in capsys.readouterr().err
    assert cli.main(["store", "init", *where]) == 0
    assert cli.main(["store", "push", *where, "--from", str(data), "--note", "erste"]) == 0
    version = capsys.readouterr().out.split("Fassung ")[1].split()[0]
    assert cli.main(["store", "versions", *where]) == 0
    assert f"* {version}" in capsys.readouterr().out
    assert cli.main(["store", "use", *where, version]) == 0
    assert cli.main(["store", "use", *where, "zzz"]) == 1
    assert cli.main(["store", "prune", *where, "--keep", "1"]) == 0
    assert "0 Fassungen" in capsys.readouterr().out


def test_a_server_without_postgis_or_rights_says_so(cluster: Cluster) -> None:
    other = cluster.fresh("atlas_rights")
    with psycopg.connect(other, autocommit=True) as open_:
        open_.execute("DROP ROLE IF EXISTS reader")
        open_.execute("CREATE ROLE reader LOGIN")
    with pytest.raises(StoreError, match="Recht"):
        Database(other.replace("postgres@", "reader@")).init()


def test_a_cache_that_cannot_be_written_is_told(postgis: Case, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    store = PostgisStore(postgis_store(postgis).database.address, blocked)
    with pytest.raises(StoreError, match="nicht beschreibbar"):
        store.load()
