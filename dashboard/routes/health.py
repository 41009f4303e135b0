"""Health: does the process live, and what data does it serve."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Response
from flask import jsonify

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext
    from geodata.catalogue import Catalogue
    from geodata.errors import GeodataError

NO_STORE = "no-store"


def register(server: Flask, ctx: AppContext) -> None:
    """Register /healthz and /readyz."""

    def healthz() -> Response:
        response = Response("ok\n", mimetype="text/plain")
        response.headers["Cache-Control"] = NO_STORE
        return response

    def readyz() -> Response:
        answer = readiness(ctx.catalogue, datetime.now(UTC), ctx.trouble)
        response = jsonify(answer)
        response.status_code = 503 if answer["status"] == "unavailable" else 200
        response.headers["Cache-Control"] = NO_STORE
        return response

    server.add_url_rule("/healthz", "atlas_healthz", healthz)
    server.add_url_rule("/readyz", "atlas_readyz", readyz)


def readiness(
    catalogue: Catalogue, now: datetime, trouble: GeodataError | None = None
) -> dict[str, object]:
    """Return what a monitor wants to know.

    `status` is `ok`, `degraded` (records were left out, see `problems`, or the store does not
    answer or has a version that cannot be served, see `store`) or `unavailable` (no areas:
    nothing can be drawn); `age_seconds` counts from the loading of the data.
    """
    severities = Counter[str](problem.severity for problem in catalogue.problems)
    areas = {level: len(frame) for level, frame in catalogue.areas.items()}
    counts = catalogue.records["dataset"].value_counts()
    status = _status(areas, severities)
    return {
        "status": "degraded" if trouble is not None and status == "ok" else status,
        "store": "ok" if trouble is None else trouble.message_en,
        "data_version": catalogue.version,
        "areas": areas,
        "records": {str(dataset): int(n) for dataset, n in sorted(counts.items())},
        "age_seconds": round((now - catalogue.loaded_at).total_seconds(), 1),
        "loaded_at": catalogue.loaded_at.isoformat(timespec="seconds"),
        "problems": {name: severities[name] for name in ("error", "warning", "notice")},
    }


def _status(areas: dict[str, int], severities: Counter[str]) -> str:
    if not areas.get("landkreise"):
        return "unavailable"
    return "degraded" if severities["error"] else "ok"
