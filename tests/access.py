"""What axe, keyboard, narrow screens and contrast are tested for; `make access` writes the report.

It runs the tests of `make test` that ask whether everybody can use the atlas, and writes down what
they checked: rules and findings of axe for each view, and each journey with its outcome. Rules that
axe cannot decide by itself (`unsure`) are told, not counted as passed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from geodata import catalogue
from tests import support

REPORT = support.ROOT / "tests" / "reports" / "access.json"
AXE = "test_axe"
JOURNEYS = {
    "keyboard": "tests/browser/test_keyboard.py",
    "reflow at 320 x 256": "tests/browser/test_reflow.py",
    "contrast": "tests/test_contrast.py",
}


class Heard:
    """A plugin of pytest that remembers outcomes, and what tests recorded."""

    def __init__(self) -> None:
        self.axe: list[dict[str, Any]] = []
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the outcome of a test's call, or of what failed before or after it."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid] = report.outcome
        if report.when == "call":
            self.axe += [value for name, value in report.user_properties if name == "axe"]  # type: ignore[misc]  # any object


def views(heard: Heard) -> list[dict[str, Any]]:
    """Return one line a view: what it is, rules passed, findings, rules axe is not sure of."""
    return [
        {
            **{key: found[key] for key in ("page", "theme", "lang", "size")},
            "rules_passed": len(found["passed"]),
            "violations": len(found["violations"]),
            "unsure": found["unsure"],
        }
        for found in heard.axe
    ]


def journeys(heard: Heard) -> dict[str, dict[str, str]]:
    """Return each journey by its test's name, with its outcome, by kind."""
    return {
        kind: {
            node.partition("::")[2].removeprefix("test_").replace("_", " "): outcome
            for node, outcome in heard.outcomes.items()
            if node.startswith(file)
        }
        for kind, file in JOURNEYS.items()
    }


def report(heard: Heard) -> dict[str, Any]:
    """Return the report as plain values."""
    lines = views(heard)
    return {
        "command": "make access",
        "date": datetime.now(UTC).date().isoformat(),
        "data_version": catalogue.load().version,
        "axe": {
            "version": next((found["version"] for found in heard.axe), None),
            "views": len(lines),
            "rules": len({rule for found in heard.axe for rule in found["passed"]}),
            "violations": sum(line["violations"] for line in lines),
            "unsure": dict(Counter(rule for line in lines for rule in line["unsure"])),
            "tests": dict(Counter(o for node, o in heard.outcomes.items() if AXE in node)),
            "each": lines,
        },
        "journeys": journeys(heard),
    }


def main(arguments: list[str]) -> int:
    """Run as a command; return 1 if a test failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.access", description=__doc__)
    parser.add_argument("--out", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    heard = Heard()
    files = [f"tests/browser/{AXE}.py", *JOURNEYS.values()]
    failed = pytest.main(["-q", *files], plugins=[heard])
    text = json.dumps(report(heard), indent=1, ensure_ascii=False)
    options.out.write_text(text + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
