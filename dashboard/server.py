"""Server: gunicorn with a few processes and threads, started from one frozen Settings."""

from __future__ import annotations

import errno
import gc
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication

from dashboard import boot
from dashboard.fleet import Fleet
from dashboard.refusals import StartError

if TYPE_CHECKING:
    from dashboard.live import Live
    from dashboard.settings import Settings

BACKLOG = 512
# A connection that is closed while its user asks again is an error on the screen. Browsers open six
# each and think for longer than the usual 5 s; beyond so many a process keeps none open
KEEPALIVE_S = 30
CONNECTIONS = 2000  # of a process
FILES = 2 * CONNECTIONS
# A process whose first thread has not been heard of for so long is replaced. That thread answers
# nobody: long answers and takeovers of new data do not hold it up, see the README for what does
HANGS_S = 30
LAST_PORT = 65535
SHARED_MEMORY = "/dev/shm"  # noqa: S108  gunicorn makes its heartbeat files there safely


def serve(settings: Settings, started: float) -> None:
    """Serve until told to stop.

    The port is taken first, so that a taken one is told at once; browsers that come early wait,
    for nobody is let in before the application is warm.

    Parameters
    ----------
    settings
        The installation's choices.
    started
        `time.monotonic()` at the start of the program, in seconds.
    """
    door = listen(settings.host, settings.port)
    address = f"http://{_name(settings.host)}:{door.getsockname()[1]}"
    fleet = Fleet(settings.workers)
    application = boot.live(settings, fleet)

    def announce(_arbiter: object) -> None:
        seconds = time.monotonic() - started
        sys.stdout.write(f"Zukunftsatlas Niedersachsen: {address}  (bereit in {seconds:.1f} s)\n")
        sys.stdout.flush()
        _improve_in_background(settings.cache)

    options = {
        "bind": f"fd://{door.detach()}",
        "backlog": BACKLOG,
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": "gthread",
        "preload_app": True,  # one warm application, shared by all workers
        "timeout": HANGS_S,
        "graceful_timeout": 20,
        "keepalive": KEEPALIVE_S,
        "worker_connections": CONNECTIONS,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": announce,
        "post_worker_init": lambda _worker: application.follow(),
        "child_exit": lambda _arbiter, _worker: fleet.lose(),
    }
    allow_files(FILES)
    if Path(SHARED_MEMORY).is_dir():
        options["worker_tmp_dir"] = SHARED_MEMORY
    gc.freeze()  # the collector would otherwise write to, and so copy, every shared page
    Server(application, options).run()


def allow_files(number: int) -> int:
    """Raise the limit of open files as far as the system lets us; return what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn, given an application instead of a module's name."""

    def __init__(self, application: Live, options: dict[str, object]) -> None:
        self.application = application
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn; it looks for no files and no variables of its own."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Live:
        """Return the application, warm already."""
        return self.application


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address; 0 stands for a free port."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise StartError(
            f"Die Adresse {host} ist unbekannt.",
            f"The address {host} is unknown.",
            "HOST berichtigen, etwa HOST=127.0.0.1.",
            "Correct HOST, such as HOST=127.0.0.1.",
        ) from error
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(address)
        door.listen(BACKLOG)
    except OSError as error:
        door.close()
        raise _refusal(host, port, error) from error
    return door


def _refusal(host: str, port: int, error: OSError) -> StartError:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < LAST_PORT else port - 1
        return StartError(
            f"Port {port} auf {host} ist belegt.",
            f"Port {port} on {host} is taken.",
            f"Einen anderen wählen: make run PORT={other}",
            f"Choose another one: make run PORT={other}",
        )
    return StartError(
        f"Auf {host}, Port {port} lässt sich nicht lauschen ({error.strerror}).",
        f"Cannot listen on {host}, port {port} ({error.strerror}).",
        "HOST und PORT prüfen.",
        "Check HOST and PORT.",
    )


def _name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _improve_in_background(cache: Path) -> None:
    """Compress better what was compressed quickly, at low priority beside the running server."""
    if any(cache.glob("*.br5")):
        subprocess.Popen(  # noqa: S603  our own module on our own folder
            [sys.executable, "-m", "dashboard.compression", str(cache)],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
