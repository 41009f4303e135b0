"""Imports again and again, each killed at a random moment; prints what was found afterwards."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from geodata import catalogue
from geodata import cli
from geodata import manifest
from geodata.versions import installation
from geodata.versions import log


def imported(file: Path) -> None:
    """Import in this process, silently."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        cli.main(["import", str(file), "--dataset", "zukunftsraeume", "--add"])


def main(folder: Path, file: Path, times: int) -> None:
    """Kill as often as asked; the folder is the installation of ``ATLAS_DATA``."""
    old = installation.begin(folder).version
    began = time.monotonic()
    imported(file)
    whole = time.monotonic() - began
    new = installation.rollback(folder)
    assert new is not None
    valid = {old, new.previous}
    dice = random.Random(7)
    outcomes = {"old": 0, "new": 0}
    for _ in range(times):
        child = os.fork()
        if child == 0:
            imported(file)
            os._exit(0)
        time.sleep(dice.uniform(0.02, whole * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = installation.current(folder)
        version = catalogue.version(now)
        assert version in valid, f"{version} is neither the old nor the new state"
        assert now.name == version
        assert manifest.check(now) == ()
        assert log.entries(folder)
        outcomes["old" if version == old else "new"] += 1
        if version != old:
            installation.rollback(folder, old)
    imported(file)
    assert catalogue.version(installation.current(folder)) == new.previous, "the next one works"
    left = [p.name for p in (folder / "versions").iterdir() if p.name not in valid]
    sys.stdout.write(json.dumps({**outcomes, "left": left}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
