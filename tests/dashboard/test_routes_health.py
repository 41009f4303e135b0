"""Health: alive, and what is served."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pandas as pd
import pytest
from flask import Flask

from dashboard import context
from dashboard.condition import Condition
from dashboard.routes import health
from dashboard.settings import Settings
from geodata.problems import Problem
from tests.dashboard import conftest as mini

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.catalogue import Catalogue
    from geodata.problems import Severity


def problem(severity: Severity) -> Problem:
    return Problem(
        code="x", where="rvz.csv", raw="", message="m", message_en="m", severity=severity
    )


def test_the_process_says_that_it_lives(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_readiness_names_what_is_served(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.json or {}
    assert found["status"] == "ok"
    assert found["data_version"] == "0123456789ab"
    assert found["areas"] == {"landkreise": 2}
    assert found["records"] == {"jobmessen": 1, "rvz": 2}
    assert found["problems"] == {"error": 0, "warning": 0, "notice": 0}


def condition_of(
    data: Catalogue, clock: Callable[[], float] = time.monotonic, **changes: Any
) -> tuple[context.AppContext, Condition]:
    ctx = context.AppContext(settings=Settings(**changes), catalogue=data)
    return ctx, Condition(ctx, clock)


def test_age_counts_from_taking_over_whatever_the_clock_says(tmp_path: Path) -> None:
    now = [50.0]
    data = mini.catalogue(tmp_path, loaded_at=mini.LOADED + timedelta(days=900))
    ctx, condition = condition_of(data, lambda: now[0])
    now[0] += 120
    found = health.readiness(ctx, condition)
    assert found["age_seconds"] == 120.0
    assert found["loaded_at"] == "2029-05-10T12:00:00+00:00"


@pytest.mark.parametrize(
    ("severities", "status"),
    [((), "ok"), (("notice", "warning"), "ok"), (("error", "warning"), "degraded")],
)
def test_records_left_out_degrade(
    tmp_path: Path, severities: tuple[Severity, ...], status: str
) -> None:
    data = mini.catalogue(tmp_path, problems=tuple(map(problem, severities)))
    found = health.readiness(*condition_of(data, cache=tmp_path))
    assert found["status"] == status
    assert [reason["code"] for reason in found["reasons"]] == ["records"] * (status != "ok")  # type: ignore[attr-defined]
    assert sum(dict(found["problems"]).values()) == len(severities)  # type: ignore[call-overload]


@pytest.mark.parametrize("areas", [{}, {"landkreise": pd.DataFrame()}])
def test_without_areas_nothing_can_be_served(
    tmp_path: Path, areas: dict[str, pd.DataFrame]
) -> None:
    server = Flask("mini")
    data = mini.catalogue(tmp_path, areas=areas)
    health.register(server, context.AppContext(settings=Settings(), catalogue=data))
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 503
    assert (answer.json or {})["status"] == "unavailable"
