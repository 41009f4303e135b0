"""A routing engine, as recorded from the real ones: its answers, and all ways to fail."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import numpy as np
import pytest

from geodata import crs
from geodata.analysis import router
from geodata.analysis import travel
from geodata.analysis.analyst import Analyst
from geodata.analysis.scenario import Scenario
from geodata.analysis.supply import Supply
from tests.geodata.analysis import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from geodata.analysis.assessment import Assessment
    from geodata.analysis.demand import Demand
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import Columns
    from geodata.catalogue import Catalogue
    from geodata.norms import Unit

QUICK = router.Manners(retries=1, pause_s=0.0, valhalla_pairs=400)
IMPATIENT = router.Manners(read_s=0.1, retries=1, pause_s=0.0)
DEGREE_KM = 111.2


class Engine(BaseHTTPRequestHandler):
    """Answers like OSRM 26.9 and Valhalla 3.9: both were asked by hand for these shapes."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        fake: Fake = self.server.fake  # type: ignore[attr-defined]
        path = urlsplit(self.path)
        fake.asked[path.path.split("/")[1]] += 1
        if path.path == "/status":
            found = {"version": "3.9.1"} if fake.kind == "valhalla" else {
                "code": "InvalidUrl", "message": "URL string malformed close to position 1"
            }  # fmt: skip
            self.answer(200 if fake.kind == "valhalla" else 400, found)
            return
        query = parse_qs(path.query)
        if "exclude" in query and not fake.excludes:
            self.answer(400, {"code": "InvalidValue", "message": "Exclude flag combination"})
            return
        pairs = [one.split(",") for one in path.path.split("/")[-1].split(";")]
        spots = [(float(lon), float(lat)) for lon, lat in pairs]
        rows = [spots[int(n)] for n in query["sources"][0].split(";")]
        columns = [spots[int(n)] for n in query["destinations"][0].split(";")]
        name = query["annotations"][0]
        factor = 60.0 if name == "duration" else 1000.0
        table = [[fake.value(a, b, factor) for b in columns] for a in rows]
        self.answer(200, {"code": "Ok", f"{name}s": table})

    def do_POST(self) -> None:
        fake: Fake = self.server.fake  # type: ignore[attr-defined]
        fake.asked["sources_to_targets"] += 1
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert body["costing"] == "auto"
        rows, columns = ([(one["lon"], one["lat"]) for one in body[part]]
                         for part in ("sources", "targets"))  # fmt: skip
        cells = [
            [
                {"from_index": i, "to_index": j, "time": fake.value(a, b, 60.0),
                 "distance": fake.value(a, b, 1.0)}
                for j, b in reversed(list(enumerate(columns)))
            ]
            for i, a in enumerate(rows)
        ]  # fmt: skip
        self.answer(200, {"sources_to_targets": cells, "units": "kilometers"})

    def answer(self, status: int, value: Any) -> None:
        fake: Fake = self.server.fake  # type: ignore[attr-defined]
        trouble = fake.trouble.pop(0) if fake.trouble else fake.always
        if trouble == "slow":
            fake.wake.wait(5)
        status, body = fake.spoilt(trouble, status, value)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Quiet(ThreadingHTTPServer):
    """A server that does not mind clients who leave."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Fake:
    """A server of tests on the loopback: what it was asked, and how it misbehaves."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.excludes = True
        self.asked: Counter[str] = Counter()
        self.trouble: list[str] = []
        self.always = ""
        self.hole: tuple[float, float] | None = None
        self.wake = threading.Event()
        self.server = Quiet(("127.0.0.1", 0), Engine)
        self.server.fake = self  # type: ignore[attr-defined]
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def value(self, a: tuple[float, float], b: tuple[float, float], factor: float) -> float | None:
        """Return kilometres by right angles, times a factor; nothing at the hole."""
        if self.hole is not None and np.hypot(a[0] - self.hole[0], a[1] - self.hole[1]) < 1e-3:
            return None
        way = abs(a[0] - b[0]) * np.cos(np.radians(52.4)) + abs(a[1] - b[1])
        return float(way * DEGREE_KM * factor * 1.05)

    def spoilt(self, trouble: str, status: int, value: Any) -> tuple[int, bytes]:
        """Return status and body, as the trouble wants them."""
        body = json.dumps(value).encode()
        return {
            "busy": (503, b"later"),
            "broken": (500, b"{}"),
            "html": (200, b"<html>proxy</html>"),
            "list": (200, b"[]"),
            "short": (200, body.replace(b"[[", b"[[0],[")),
            "error": (400, b'{"code": "TooBig", "error": "too big"}'),
            "zero": (200, b'{"code": "Ok", "durations": []}'),
        }.get(trouble, (status, body))


@pytest.fixture(params=["osrm", "valhalla"])
def fake(request: pytest.FixtureRequest) -> Iterator[Fake]:
    """Return a running server of either kind."""
    made_one = Fake(request.param)
    thread = threading.Thread(target=made_one.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made_one
    made_one.wake.set()
    made_one.server.shutdown()
    made_one.server.server_close()


def asked(data: Catalogue, source: router.Router, norm: str = "12min@95") -> Assessment:
    sites = (made.site("a", 3, 4), made.site("b", 20, 25))
    analyst = Analyst(
        data,
        supplies={"made": Supply(sites=sites)},
        sources={"router": source},
        demands={"made": made.people(data)},
    )
    return analyst.assess(Scenario(layer="made", demand="made", measure="router", norm=norm))


def codes(found: Assessment) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("norm", ["12min@95", "12km@95"])
def test_answers_are_put_together_from_batches(fake: Fake, norm: str, island: Catalogue) -> None:
    found = asked(island, router.Router(address=fake.address, manners=QUICK), norm)
    assert found.method.id == "router"
    assert not found.method.is_approximate
    assert ("OSRM" if fake.kind == "osrm" else "Valhalla") in found.method.title
    assert codes(found) == ([] if fake.kind == "osrm" else ["router-ferries"])
    name = "table" if fake.kind == "osrm" else "sources_to_targets"
    assert fake.asked[name] == (10 if fake.kind == "osrm" else 5)
    grid = made.table()
    values = []
    for site in found.after.sites:
        east = (grid["x"] - site.x).abs()
        values.append((east + (grid["y"] - site.y).abs()) / 1000 * 1.05)
    np.testing.assert_allclose(found.values(), np.minimum(*values), rtol=0.03, atol=0.1)


def test_what_it_cannot_reach_is_infinite(fake: Fake, island: Catalogue) -> None:
    people = made.people(island)
    lon, lat = crs.degrees(people.x[:1], people.y[:1])[0]
    fake.hole = (float(lon), float(lat))
    found = asked(island, router.Router(address=fake.address, manners=QUICK))
    assert np.isinf(found.values()[0])
    assert np.isfinite(found.values()[1:]).all()


class NoRoad(travel.Beeline):
    """A built-in source that knows of no road to the first three points."""

    def __init__(self, _: Demand) -> None:
        super().__init__()

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        found = travel.Beeline().columns(sites, demand, unit)
        for column in found.columns:
            column[:3] = np.inf
        return found


def test_ferries_are_not_believed(fake: Fake, island: Catalogue) -> None:
    source = router.Router(address=fake.address, manners=QUICK, roads=NoRoad)
    found = asked(island, source)
    assert np.isinf(found.values()[:3]).all()
    assert np.isfinite(found.values()[3:]).all()


def test_an_engine_that_cannot_leave_out_ferries_is_noted(fake: Fake, island: Catalogue) -> None:
    fake.excludes = False
    found = asked(island, router.Router(address=fake.address, manners=QUICK))
    assert found.method.id == "router"
    assert codes(found) == ["router-ferries"]
    assert found.problems[0].severity == "notice"


def test_a_busy_engine_is_asked_again(fake: Fake, island: Catalogue) -> None:
    fake.trouble = ["", "busy", "busy"]
    manners = router.Manners(retries=2, pause_s=0.0, workers=1)
    found = asked(island, router.Router(address=fake.address, manners=manners))
    assert found.method.id == "router"


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ("busy", "router-answer"),
        ("broken", "router-answer"),
        ("html", "router-answer"),
        ("list", "router-answer"),
        ("short", "router-answer"),
        ("error", "router-answer"),
        ("zero", "router-answer"),
        ("slow", "router-slow"),
    ],
)
def test_a_failing_engine_is_replaced_as_a_whole_and_named(
    trouble: str, code: str, fake: Fake, island: Catalogue
) -> None:
    fake.trouble = [""]  # the first answer, of /status, is good
    fake.always = trouble
    kind = "osrm+" if fake.kind == "osrm" else "valhalla+"
    fake.trouble = [] if trouble in ("short", "zero") else fake.trouble
    address = kind + fake.address if trouble in ("short", "zero") else fake.address
    manners = IMPATIENT if trouble == "slow" else QUICK
    found = asked(island, router.Router(address=address, manners=manners))
    fake.wake.set()
    assert codes(found)[0] == code
    assert "Näherung" in found.problems[0].message
    assert found.method.is_approximate
    plain = asked(island, router.Router(address="http://127.0.0.1:9", manners=QUICK))
    np.testing.assert_array_equal(found.values(), plain.values())


def test_an_engine_that_is_not_there(island: Catalogue) -> None:
    source = router.Router(address="http://127.0.0.1:9", manners=QUICK)
    found = asked(island, source)
    assert codes(found)[0] == "router-down"
    assert found.headline().served > 0


def test_a_failing_engine_is_left_alone_for_a_while(fake: Fake, island: Catalogue) -> None:
    now = [100.0]
    source = router.Router(address=fake.address, manners=QUICK, clock=lambda: now[0])
    fake.always = "broken"
    assert codes(asked(island, source))[0] == "router-answer"
    fake.always = ""
    before = fake.asked.total()
    assert codes(asked(island, source))[0] == "router-down"
    assert fake.asked.total() == before
    now[0] += QUICK.rest_s + 1
    assert asked(island, source).method.id == "router"


def test_a_question_has_a_deadline(fake: Fake, island: Catalogue) -> None:
    ticks = iter(range(0, 100_000, 20))
    source = router.Router(address=fake.address, manners=QUICK, clock=lambda: float(next(ticks)))
    assert codes(asked(island, source))[0] == "router-slow"


def test_impossibly_short_ways_are_refused(
    fake: Fake, island: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "value", lambda *_: 0.5)
    found = asked(island, router.Router(address=fake.address, manners=QUICK))
    assert codes(found)[0] == "router-answer"
    assert "unmöglich" in found.problems[0].message


def test_addresses() -> None:
    assert router.parsed("http://a:5000/") == (None, "http://a:5000")
    assert router.parsed("valhalla+http://a:8002") == ("valhalla", "http://a:8002")
    assert router.parsed("osrm+https://a/b/") == ("osrm", "https://a/b")
