"""Ask a whole application for generated addresses and bodies; `make fuzz` writes the report."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import unquote_to_bytes

from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from dashboard import app
from dashboard.settings import Settings
from geodata import catalogue as catalogues
from tests import support
from tests.fuzz import addresses
from tests.fuzz import bodies
from tests.fuzz import judge

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue

REPORT = support.ROOT / "tests" / "reports" / "fuzz.json"
CONTROL = "/?level=aerl&area=1&metric=money"  # asked again and again: nobody leaves a trace in it
EVERY = 200
MOST_FAULTS = 20


def client(catalogue: Catalogue, cache: Path) -> FlaskClient:
    """Return a client of the whole application, without a limit of requests."""
    return app.create_app(Settings(cache=cache, rate=0), catalogue).test_client()


def ask(http: FlaskClient, catalogue: Catalogue, seed: int, number: int) -> dict[str, Any]:
    """Ask for generated addresses; return counts and what was wrong."""
    statuses: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    found: list[str] = []
    control = _digest(http)
    for count, address in enumerate(addresses.addresses(seed, number), start=1):
        answer = Response.from_app(http.application, environ(address), buffered=True)
        statuses[answer.status_code] += 1
        kinds[answer.mimetype or "none"] += 1
        found += [f"{fault}: {address[:300]}" for fault in judge.faults(address, answer, catalogue)]
        if count % EVERY == 0 and _digest(http) != control:
            found.append(f"the control page changed after {address[:300]}")
    return {"asked": number, "status": _sorted(statuses), "types": _sorted(kinds), "faults": found}


def environ(address: str) -> dict[str, Any]:
    """Return an address as a server hands it in: the path decoded, the query as it came."""
    path, _, query = address.partition("?")
    return create_environ("/", headers={"Accept": "text/html,*/*"}) | {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
        "REQUEST_URI": address,
    }


def post(http: FlaskClient, seed: int, number: int) -> dict[str, Any]:
    """Post generated bodies to the callbacks of both languages."""
    statuses: Counter[int] = Counter()
    found: list[str] = []
    control = _digest(http)
    for prefix in ("/", "/en/"):
        callbacks = http.get(f"{prefix}_dash-dependencies").json or []
        for body in bodies.bodies(callbacks, seed, number // 2):
            answer = http.post(
                f"{prefix}_dash-update-component", data=body, content_type="application/json"
            )
            statuses[answer.status_code] += 1
            if answer.status_code >= judge.BAD:
                found.append(f"status {answer.status_code}: {body[:300]!r}")
    if _digest(http) != control:
        found.append("the control page changed")
    return {"asked": number // 2 * 2, "status": _sorted(statuses), "faults": found}


def _digest(http: FlaskClient) -> str:
    return hashlib.sha256(http.get(CONTROL).data).hexdigest()


def _sorted(counts: Counter[Any]) -> dict[str, int]:
    return {str(name): counts[name] for name in sorted(counts, key=str)}


def main(arguments: list[str]) -> int:
    """Run as a command; return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=100_000)
    parser.add_argument("--bodies", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, default=REPORT)
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    catalogue = catalogues.load()
    with tempfile.TemporaryDirectory() as cache:
        http = client(catalogue, Path(cache))
        asked = ask(http, catalogue, chosen.seed, chosen.addresses)
        posted = post(http, chosen.seed, chosen.bodies)
    report = {
        "command": f"make fuzz ADDRESSES={chosen.addresses} BODIES={chosen.bodies}",
        "date": datetime.now(UTC).date().isoformat(),
        "data_version": catalogue.version,
        "seed": chosen.seed,
        "seconds": round(time.monotonic() - began),
        "addresses": {**asked, "faults": len(asked["faults"])},
        "bodies": {**posted, "faults": len(posted["faults"])},
        "examples": [*asked["faults"], *posted["faults"]][:MOST_FAULTS],
    }
    chosen.out.parent.mkdir(exist_ok=True)
    chosen.out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return 1 if report["examples"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
