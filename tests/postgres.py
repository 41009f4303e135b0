"""A real PostgreSQL with PostGIS for tests: a cluster of its own, in a folder and on a port."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "postgres"
MISSING = (
    "PostgreSQL with PostGIS is not installed and .ci/services could not install it"
    " (Debian: postgresql-15 postgresql-15-postgis-3)"
)
OPTIONS = (
    "-c listen_addresses=127.0.0.1",
    "-c fsync=off",  # the cluster lives as long as the tests
    "-c max_connections=60",
    "-c shared_buffers=32MB",
)


def programs() -> Path | None:
    """Return the folder of the newest server that has PostGIS, None if there is none."""
    found = []
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        version = folder.parent.name
        extension = Path(f"/usr/share/postgresql/{version}/extension/postgis.control")
        if (folder / "initdb").is_file() and extension.is_file():
            found.append((int(version), folder))
    return max(found)[1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running server of one's own; `folder` holds its data, socket and log."""

    programs: Path
    folder: Path
    port: int

    def address(self, database: str = USER) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def run(self, name: str, *arguments: str) -> None:
        """Run one of the server's programs as a user that it accepts: it refuses root."""
        command = [str(self.programs / name), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = " ".join((*OPTIONS, f"-p {self.port}", f"-k {self.folder}"))
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it at once; what is connected is cut off."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def fresh(self, database: str, template: str = "template1") -> str:
        """Create a database like the template, gone before if need be; return its address."""
        assert re.fullmatch(r"[a-z_0-9]+", database + template)
        with psycopg.connect(self.address(), autocommit=True) as open_:
            open_.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)".encode())
            open_.execute(f"CREATE DATABASE {database} TEMPLATE {template}".encode())
        return self.address(database)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def running() -> Iterator[Cluster]:
    """Yield a cluster, and leave nothing behind; ask `programs` first whether there is any."""
    found = programs()
    assert found is not None, MISSING
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(USER)
        os.chown(folder, account.pw_uid, account.pw_gid)
    cluster = Cluster(programs=found, folder=folder, port=_free_port())
    try:
        cluster.run("initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8")
        cluster.start()
        yield cluster
    finally:
        if (folder / "data/postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
