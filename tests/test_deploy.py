"""What is written for several machines fits the servers: names, limits, times."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from dashboard import server
from dashboard.routes import callbacks
from dashboard.routes import care
from dashboard.routes import scenario
from tests.support import ROOT

UNITS = {"k": 1024, "m": 1024**2}
NGINX = (ROOT / "dashboard/deploy/nginx.conf").read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def bytes_of(text: str) -> int:
    return int(text[:-1]) * UNITS[text[-1]]


def location(begin: str) -> str:
    """Return what stands in a location."""
    return NGINX.partition(f"location {begin}")[2].partition("}")[0]


def test_there_are_a_database_two_servers_and_a_balancer() -> None:
    services = compose()["services"]
    assert set(services) == {"database", "fill", "atlas-1", "atlas-2", "nginx"}
    for name in ("atlas-1", "atlas-2"):
        assert services[name]["environment"]["ATLAS_PROXIES"] == "1"
        assert services[name]["environment"]["ATLAS_DATA"].startswith("postgresql://")
        assert services[name]["read_only"] is True
        assert "ports" not in services[name], "nobody goes round the balancer"
        waits = services["nginx"]["depends_on"][name]
        assert waits["condition"] == "service_healthy", "by /readyz, as the Dockerfile says"
    assert "/readyz" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "/readyz" in " ".join(services["nginx"]["healthcheck"]["test"])
    mounted = {volume.split(":")[0] for s in services.values() for volume in s.get("volumes", ())}
    named = {name for name in mounted if not name.startswith(".")}
    assert named == set(compose()["volumes"])


def test_the_servers_have_the_names_that_nginx_asks() -> None:
    text = (ROOT / "dashboard/deploy/servers.conf").read_text(encoding="utf-8")
    hosts = re.findall(r"^server (\S+):8050 ", text, re.MULTILINE)
    assert hosts == ["atlas-1", "atlas-2"]
    assert text.count("max_fails=0;") == 2, (
        "killed processes would close whole servers, at worst both"
    )


def test_variables_are_those_that_the_readme_explains() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    given: set[str] = set()
    for service in compose()["services"].values():
        given |= {name for name in service.get("environment", ()) if name.startswith("ATLAS_")}
    assert given
    assert {name for name in given if f"`{name}`" not in readme} == set()


@pytest.mark.parametrize(
    ("begin", "most"),
    [("= /gaps/supply", scenario.LARGEST), ("/daten", care.LARGEST)],
)
def test_nginx_lets_through_what_the_servers_take(begin: str, most: int) -> None:
    found = re.search(r"client_max_body_size (\d+[km]);", location(begin))
    assert found is not None
    assert most <= bytes_of(found[1]) <= 1.3 * most


def test_callbacks_are_refused_by_the_server_first_for_it_has_the_words() -> None:
    found = re.search(r"client_max_body_size (\d+[km]);", NGINX)
    assert found is not None
    assert callbacks.MOST_BYTES < bytes_of(found[1]) <= 2 * callbacks.MOST_BYTES


def test_idle_connections_are_closed_by_nginx_before_the_server_does() -> None:
    found = re.search(r"keepalive 64;\s+keepalive_timeout (\d+)s;", NGINX)
    assert found is not None
    assert int(found[1]) < server.KEEPALIVE_S


def test_only_callbacks_are_asked_twice_though_they_are_posted() -> None:
    assert NGINX.count("non_idempotent") == 1
    assert "non_idempotent" in location("~ ^/(en/)?_dash-update-component$")
