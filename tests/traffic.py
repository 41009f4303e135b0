"""Traffic on a running server: requests without end, and what was heard in their answers."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections import Counter

import pytest

THINKING_S = 0.1
TIMEOUT_S = 120  # a slow answer on a busy machine is no failed one
PATIENCE_S = 150  # other tests may take the processor; the promised 5 s are measured apart


class Traffic:
    """Asks several addresses all the time, each request on a connection of its own."""

    def __init__(self, address: str, paths: tuple[str, ...], threads: int = 2) -> None:
        self.address = address
        self.failed: list[str] = []
        self.versions: list[tuple[float, str]] = []
        self.count = 0
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(path,))
            for path in paths
            for _ in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def _ask(self, path: str) -> None:
        while not self._stop.is_set():
            try:
                with urllib.request.urlopen(self.address + path, timeout=TIMEOUT_S) as answer:
                    body = answer.read()
                if path == "/readyz":
                    self.versions.append((time.monotonic(), json.loads(body)["data_version"]))
            except OSError as error:
                self.failed.append(f"{path}: {error}")
            self.count += 1
            self._stop.wait(THINKING_S)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def settled(self, version: str, since: float) -> float:
        """Return the seconds after which nobody heard another version for two seconds."""
        while time.monotonic() < since + PATIENCE_S:
            others = [at for at, heard in list(self.versions) if heard != version and at > since]
            last = max(others, default=since)
            newest = self.versions[-1][0] if self.versions else since
            if newest - last > 2 and self.versions[-1][1] == version:
                return last - since
        pytest.fail(f"{version} was not taken over: {Counter(v for _, v in self.versions)}")
