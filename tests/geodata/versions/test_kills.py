"""An import that is killed at any moment leaves the old state or the new one, never a half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.geodata.intake import files
from tests.geodata.intake.test_imports import GOOD
from tests.geodata.intake.test_imports import HEADS
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 50


def test_killed_imports_leave_a_whole_state(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "neu.xlsx"
    file.write_bytes(files.xlsx([HEADS, GOOD]))
    done = subprocess.run(
        [sys.executable, "-m", "tests.geodata.versions.kills", folder, file, str(TIMES)],
        cwd=ROOT,
        env={**os.environ, "ATLAS_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["old"] + said["new"] == TIMES
    assert said["old"] > 0, "no import was killed in time"
    assert said["left"] == [], "drafts of killed imports are swept away by the next one"
