"""A real nginx with the repository's own configuration, before servers that tests started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests import support

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

CONFIGURATION = support.ROOT / "dashboard/deploy"
MISSING = "nginx is not installed and .ci/services could not install it (Debian: nginx-light)"
START_S = 20.0


def program() -> str | None:
    """Return nginx; Debian has it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def running(folder: Path, servers: Sequence[str]) -> Iterator[str]:
    """Start nginx before `servers` (`http://host:port`); yield its address, end it after.

    The configuration is the shipped one; only who is asked and where it listens are written here.
    """
    found = program()
    assert found, MISSING
    settings = folder / "conf"
    shutil.copytree(CONFIGURATION, settings)
    shipped = (settings / "servers.conf").read_text(encoding="utf-8")
    limits = next(line for line in shipped.splitlines() if line.startswith("server "))
    limits = limits.split(maxsplit=2)[2]
    hosts = (server.partition("//")[2] for server in servers)
    (settings / "servers.conf").write_text("".join(f"server {host} {limits}\n" for host in hosts))
    port = free_port()
    (settings / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    user = "user root;" if os.geteuid() == 0 else ""  # or its workers could not enter the folder
    with (folder / "nginx.log").open("w") as log:
        process = subprocess.Popen(
            [found, "-p", f"{folder}/", "-c", "conf/nginx.conf", "-g", f"daemon off; {user}"],
            stdout=log,
            stderr=log,
        )
    try:
        _await(port, process, folder)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + START_S
    while True:
        assert process.poll() is None, (folder / "nginx.log").read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end, "nginx does not listen"
            time.sleep(0.05)  # the open door is what is awaited
        else:
            return
