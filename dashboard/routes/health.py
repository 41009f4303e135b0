"""Health: does the process live, and what data does it serve."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flask import Response
from flask import jsonify

from dashboard.condition import Condition
from dashboard.condition import is_served

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

NO_STORE = "no-store"
UNAVAILABLE = "unavailable"


def register(server: Flask, ctx: AppContext) -> None:
    """Register /healthz and /readyz."""

    def healthz() -> Response:
        response = Response("ok\n", mimetype="text/plain")
        response.headers["Cache-Control"] = NO_STORE
        return response

    condition = Condition(ctx)

    def readyz() -> Response:
        answer = readiness(ctx, condition)
        response = jsonify(answer)
        response.status_code = 503 if answer["status"] == UNAVAILABLE else 200
        response.headers["Cache-Control"] = NO_STORE
        return response

    server.add_url_rule("/healthz", "atlas_healthz", healthz)
    server.add_url_rule("/readyz", "atlas_readyz", readyz)


def readiness(ctx: AppContext, condition: Condition) -> dict[str, object]:
    """Return what a monitor wants to know.

    `status` is `ok`, `degraded` (served, but `reasons` says what is wrong: records were left out,
    the store does not answer or has a version that cannot be served, the disk is nearly full, a
    server process ended, the router is gone) or `unavailable` (no areas: nothing can be drawn);
    `age_seconds` counts from when the data were taken over.
    """
    catalogue, trouble = ctx.catalogue, ctx.trouble
    severities = Counter[str](problem.severity for problem in catalogue.problems)
    counts = catalogue.records["dataset"].value_counts()
    reasons = condition.reasons()
    status = ("degraded" if reasons else "ok") if is_served(catalogue) else UNAVAILABLE
    return {
        "status": status,
        "reasons": reasons,
        "store": "ok" if trouble is None else trouble.message_en,
        "data_version": catalogue.version,
        "areas": {level: len(frame) for level, frame in catalogue.areas.items()},
        "records": {str(dataset): int(n) for dataset, n in sorted(counts.items())},
        "age_seconds": round(condition.age_s, 1),
        "loaded_at": catalogue.loaded_at.isoformat(timespec="seconds"),
        "problems": {name: severities[name] for name in ("error", "warning", "notice")},
        "workers": {
            "wanted": ctx.fleet.workers if ctx.fleet else 1,
            "replaced": ctx.fleet.lost if ctx.fleet else 0,
        },
    }
