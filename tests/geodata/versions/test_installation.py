"""Accepted states: whole or not there, kept, found again, taken back."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

import pytest

from geodata import audit
from geodata import catalogue
from geodata import cli
from geodata import errors
from geodata import folders
from geodata.stores.folder import FolderStore
from geodata.versions import installation
from geodata.versions import log

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.versions.draft import Draft

RVZ = "records/rvz.csv"


def shorter(draft: Draft) -> None:
    """Take the last record of a table away."""
    lines = (draft.folder / RVZ).read_bytes().splitlines(keepends=True)
    draft.write(RVZ, b"".join(lines[:-1]))


def test_a_new_folder_begins_with_the_embedded_data(folder: Path) -> None:
    assert installation.ground(folder) == folders.DATA
    folder.mkdir()
    assert installation.current(folder) == folder, "an empty folder is no data"
    assert cli.main(["versions", "--begin", "--data", str(folder)]) == 0
    assert FolderStore(folder).load().version == catalogue.version(folders.DATA)
    assert installation.begin(folder).number == 1, "a second time nothing happens"


def test_a_state_is_accepted_kept_and_taken_back(folder: Path) -> None:
    before = catalogue.version(folders.DATA)
    entry = installation.accept(folder, shorter, who="Anna", file="x.csv", dataset="rvz")
    assert entry is not None
    assert entry.previous == before
    assert (entry.number, entry.who, entry.file) == (2, "Anna", "x.csv")
    store = FolderStore(folder)
    assert store.version() == entry.version == store.load().version
    assert len(store.load().records) == len(catalogue.load().records) - 1
    assert (folders.DATA / RVZ).read_bytes() == (folder / "versions" / before / RVZ).read_bytes(), (
        "the first version is the state before"
    )
    back = installation.rollback(folder)
    assert back is not None
    assert (back.version, back.action) == (before, "rollback")
    assert store.version() == before
    forth = installation.rollback(folder, entry.version[:6])
    assert forth is not None
    assert forth.version == entry.version
    assert [e.action for e in log.entries(folder)] == ["begin", "import", "rollback", "rollback"]
    assert installation.find(folder, before) == folder / "versions" / before


def test_a_version_passes_the_check_of_the_data(folder: Path) -> None:
    installation.accept(folder, shorter)
    assert audit.run(installation.current(folder)) == ()


def test_the_same_state_is_no_new_version(folder: Path) -> None:
    assert installation.accept(folder, shorter) is not None
    same = installation.accept(folder, lambda d: d.write(RVZ, (d.folder / RVZ).read_bytes()))
    assert same is None
    assert len(log.entries(folder)) == 2


def test_a_failure_while_writing_leaves_all_as_it_was(folder: Path) -> None:
    first = installation.accept(folder, shorter)
    assert first is not None

    def fail(draft: Draft) -> None:
        shorter(draft)
        raise errors.GeodataError("no")

    with pytest.raises(errors.GeodataError):
        installation.accept(folder, fail)
    assert catalogue.version(installation.current(folder)) == first.version
    assert len(list((folder / "versions").iterdir())) == 2, "no draft stays behind"


def test_a_folder_with_data_of_its_own_is_the_beginning(tmp_path: Path) -> None:
    from geodata.versions import draft  # noqa: PLC0415

    folder = tmp_path / "own"
    folder.mkdir()
    draft.copied(folders.DATA, folder, kept=False)
    (folder / "records/jobmessen.csv").unlink()
    own = catalogue.version(folder)
    assert installation.current(folder) == folder
    entry = installation.accept(folder, shorter)
    assert entry is not None
    assert entry.previous == own
    assert (folder / RVZ).read_bytes() == (folders.DATA / RVZ).read_bytes(), "left as it was"


def test_imports_at_the_same_time_follow_each_other(folder: Path) -> None:
    def one() -> None:
        installation.accept(folder, shorter)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = log.entries(folder)
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    for former, entry in itertools.pairwise(entries):
        assert entry.previous == former.version


@pytest.mark.parametrize("text", ["", "postgresql://db/x", str(folders.DATA), __file__])
def test_what_is_no_installation_is_told(text: str) -> None:
    with pytest.raises(installation.NoInstallationError) as caught:
        installation.chosen(text)
    assert "ATLAS_DATA" in caught.value.hint
    assert caught.value.message_en


def test_an_unknown_version_is_told_with_those_that_are_kept(folder: Path) -> None:
    with pytest.raises(errors.UnknownKeyError):
        installation.rollback(folder)
    installation.accept(folder, shorter)
    with pytest.raises(errors.UnknownKeyError, match=catalogue.version(folders.DATA)):
        installation.rollback(folder, "zzz")
    assert installation.find(folder, "../versions") is None


def test_a_deleted_version_is_told_with_the_way_out(folder: Path) -> None:
    import shutil  # noqa: PLC0415

    entry = installation.accept(folder, shorter)
    assert entry is not None
    shutil.rmtree(folder / "versions" / entry.version)
    with pytest.raises(errors.MissingFileError, match="log/"):
        installation.current(folder)


def test_the_commands_list_and_take_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["versions", "--data", str(folder)]) == 0
    assert "noch nichts eingelesen" in capsys.readouterr().out
    entry = installation.accept(folder, shorter, who="Anna", file="x.csv", sha256="ab" * 32)
    assert entry is not None
    assert cli.main(["versions", "--data", str(folder)]) == 0
    newest = capsys.readouterr().out.splitlines()[0]
    assert newest.startswith("*")
    assert all(part in newest for part in (entry.version, "Anna", "x.csv", "abababababab"))
    assert cli.main(["rollback", "--data", str(folder), "--lang", "en"]) == 0
    assert "valid again" in capsys.readouterr().out
    assert cli.main(["rollback", "--data", str(folder), "nope"]) == 1
    assert "Unbekannt" in capsys.readouterr().err
