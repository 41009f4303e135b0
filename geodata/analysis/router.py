"""Travel times of a routing engine of one's own, over its documented table service.

OSRM: ``GET /table/v1/driving/...``; Valhalla: ``POST /sources_to_targets``. The address is an
option of the installation (``ATLAS_ROUTER``), never a default. Either all figures of a question
come or none: what is missing is a problem, never a guess.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import Literal

import numpy as np
import urllib3

from geodata import crs
from geodata.analysis import notices
from geodata.analysis.travel import METRES
from geodata.analysis.travel import Columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.analysis.demand import Demand
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import TravelSource
    from geodata.norms import Unit
    from geodata.problems import Problem

    Floats = NDArray[np.float64]

Kind = Literal["osrm", "valhalla"]
KINDS: Final[tuple[Kind, ...]] = ("osrm", "valhalla")
MINUTE_S: Final = 60.0
OK: Final = 200
BAD_REQUEST: Final = 400
FASTEST_KMH: Final = 160.0
"""A way faster than this in the straight line is no car's: the answer is refused."""
SLACK_KM: Final = 2.0
NO_FERRY: Final = "&exclude=ferry"


class RouterError(Exception):
    """The engine did not answer as documented.

    Parameters
    ----------
    code
        ``router-down``, ``router-slow`` or ``router-answer``.
    """

    def __init__(self, code: str, message: str, message_en: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.message_en = message_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the engine is asked.

    Parameters
    ----------
    connect_s, read_s
        How long to wait for the connection, and for one answer.
    retries
        How often one request is tried again, with growing pauses of `pause_s`.
    deadline_s
        How long one question (many requests) may take in all: the page waits 20 s for a scene.
    rest_s
        How long a failing engine is left alone.
    workers
        Requests at the same time.
    osrm_places
        Coordinates of one OSRM request (its ``max-table-size`` is 100 by default).
    valhalla_pairs
        Pairs of one Valhalla request (``max_matrix_location_pairs`` is 2500 by default).
    """

    connect_s: float = 3.0
    read_s: float = 6.0
    retries: int = 1
    pause_s: float = 0.2
    deadline_s: float = 18.0
    rest_s: float = 30.0
    workers: int = 4
    osrm_places: int = 100
    valhalla_pairs: int = 2500


def parsed(address: str) -> tuple[Kind | None, str]:
    """Return engine and address: ``valhalla+http://...`` names it, a plain address does not."""
    for kind in KINDS:
        if address.startswith(f"{kind}+"):
            return kind, address.removeprefix(f"{kind}+").rstrip("/")
    return None, address.rstrip("/")


@dataclass(slots=True, kw_only=True, eq=False)
class Router:
    """A travel source that asks a routing engine.

    Parameters
    ----------
    address
        As in ``ATLAS_ROUTER``; which engine it is, is asked if it is not named.
    roads
        A built-in source that knows where no road leads (islands): there the engine's
        ferries are not believed. None trusts the engine.
    clock
        Seconds, for tests.
    """

    address: str
    roads: Callable[[Demand], TravelSource] | None = None
    manners: Manners = field(default_factory=Manners)
    clock: Callable[[], float] = time.monotonic
    id: str = "router"
    is_approximate: bool = False
    _rests_until: float = 0.0
    _kind: Kind | None = None

    @property
    def key(self) -> str:
        """The address: another engine has other figures."""
        return f"router-{self.address}"

    @property
    def title(self) -> str:
        """What it is, German."""
        return f"Fahrzeit über das Straßennetz ({self._engine()})"

    @property
    def title_en(self) -> str:
        """What it is, English."""
        return f"Driving time on the road network ({self._engine()})"

    def _engine(self) -> str:
        names = {"osrm": "OSRM", "valhalla": "Valhalla"}
        kind = self._kind or parsed(self.address)[0]
        return names[kind] if kind else "Routing"

    def base(self, unit: Unit) -> Unit:
        """Return the unit itself: the engine gives both."""
        return unit

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        """Return the figures of sites, or none with the reason."""
        if self.clock() < self._rests_until:
            words = ("Der Routing-Dienst antwortete eben nicht.", "The router just failed.")
            return Columns(columns=(), problems=(notices.fallback("router-down", "", *words),))
        try:
            values, problems = self._table(sites, demand, unit)
        except RouterError as error:
            self._rests_until = self.clock() + self.manners.rest_s
            problem = notices.fallback(error.code, "", error.message, error.message_en)
            return Columns(columns=(), problems=(problem,))
        if self.roads is not None:
            land = self.roads(demand).columns(sites, demand, unit).columns
            for row, way in zip(values, land, strict=True):
                row[~np.isfinite(way)] = np.inf
        return Columns(
            columns=tuple(row.astype(np.float32) for row in values), problems=tuple(problems)
        )

    def _table(
        self, sites: Sequence[Site], demand: Demand, unit: Unit
    ) -> tuple[Floats, list[Problem]]:
        """Return sites x points, and notices."""
        named, address = parsed(self.address)
        end = self.clock() + self.manners.deadline_s
        places = crs.degrees(demand.x, demand.y)
        goals = crs.degrees([s.x for s in sites], [s.y for s in sites])
        ask = _Asking(address=address, manners=self.manners, unit=unit, end=end, clock=self.clock)
        ask.kind = self._kind = named or self._kind or ask.engine()
        parts = ask.batches(len(sites), len(demand))
        out = np.full((len(sites), len(demand)), np.inf)
        pool = ThreadPoolExecutor(self.manners.workers)
        try:
            tables = pool.map(lambda part: ask.table(goals[part[0]], places[part[1]]), parts)
            for (rows, cols), table in zip(parts, tables, strict=True):
                out[rows, cols] = table
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # one failure ends the question
        plausible(out, sites, demand, unit)
        return out, ask.problems()


def plausible(values: Floats, sites: Sequence[Site], demand: Demand, unit: Unit) -> None:
    """Refuse answers that are shorter or faster than any way can be."""
    for site, row in zip(sites, values, strict=True):
        straight = np.hypot(demand.x - site.x, demand.y - site.y) / METRES - SLACK_KM
        least = straight if unit == "km" else straight / FASTEST_KMH * MINUTE_S
        if (row < least).any():
            raise RouterError(
                "router-answer",
                "Der Routing-Dienst nennt unmöglich kurze Wege.",
                "The router names impossibly short ways.",
            )


@dataclass(slots=True, kw_only=True, eq=False)
class _Asking:
    """One question, cut into requests."""

    address: str
    manners: Manners
    unit: Unit
    end: float
    clock: Callable[[], float]
    kind: Kind = "osrm"
    can_exclude: bool = True
    pool: urllib3.PoolManager = field(init=False)

    def __post_init__(self) -> None:
        retries = urllib3.Retry(
            total=self.manners.retries,
            backoff_factor=self.manners.pause_s,
            status_forcelist=(429, 502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        self.pool = urllib3.PoolManager(
            maxsize=self.manners.workers,
            retries=retries,
            timeout=urllib3.Timeout(connect=self.manners.connect_s, read=self.manners.read_s),
        )

    def engine(self) -> Kind:
        """Return which engine answers: only Valhalla tells its version under ``/status``."""
        return "valhalla" if "version" in self._get("GET", "/status") else "osrm"

    def batches(self, sites: int, points: int) -> list[tuple[slice, slice]]:
        """Return which sites and points go into which request."""
        if self.kind == "osrm":
            wide = min(sites, self.manners.osrm_places // 2)
            deep = self.manners.osrm_places - wide
        else:
            wide = min(sites, 50)
            deep = max(1, self.manners.valhalla_pairs // max(wide, 1))
        return [
            (slice(one, min(one + wide, sites)), slice(two, min(two + deep, points)))
            for one in range(0, sites, max(wide, 1))
            for two in range(0, points, deep)
        ]

    def problems(self) -> list[Problem]:
        """Return what is to be known about the answers."""
        if self.kind == "osrm" and self.can_exclude:
            return []
        words = (
            "Dieser Routing-Dienst schließt Fähren nicht sicher aus.",
            "This router does not surely leave out ferries.",
        )
        return [notices.of("router-ferries", "measure", self.kind, words, "notice")]

    def table(self, goals: Floats, places: Floats) -> Floats:
        """Return goals x places, infinite where there is no way."""
        if self.clock() > self.end:
            raise RouterError(
                "router-slow",
                "Der Routing-Dienst ist zu langsam.",
                "The router is too slow.",
            )
        raw = self._osrm(goals, places) if self.kind == "osrm" else self._valhalla(goals, places)
        values = np.array(raw, dtype=float).reshape(len(places), len(goals)).T
        return np.where(np.isfinite(values) & (values >= 0), values, np.inf)

    def _osrm(self, goals: Floats, places: Floats) -> list[list[float]]:
        spots = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in (*places, *goals))
        first = ";".join(map(str, range(len(places))))
        last = ";".join(map(str, range(len(places), len(places) + len(goals))))
        note = "duration" if self.unit == "min" else "distance"
        path = f"/table/v1/driving/{spots}?sources={first}&destinations={last}&annotations={note}"
        exclude = self.can_exclude
        answer = self._get("GET", path + (NO_FERRY if exclude else ""))
        if answer.get("code") in ("InvalidValue", "InvalidOptions") and exclude:
            self.can_exclude = False
            answer = self._get("GET", path)
        if answer.get("code") != "Ok":
            raise _strange(str(answer.get("code")))
        factor = MINUTE_S if self.unit == "min" else METRES
        return _rows(answer.get(f"{note}s"), factor, len(places), len(goals))

    def _valhalla(self, goals: Floats, places: Floats) -> list[list[float]]:
        body = {
            "sources": [{"lon": round(lon, 6), "lat": round(lat, 6)} for lon, lat in places],
            "targets": [{"lon": round(lon, 6), "lat": round(lat, 6)} for lon, lat in goals],
            "costing": "auto",
            "costing_options": {"auto": {"use_ferry": 0.0, "exclude_ferries": True}},
            "units": "kilometers",
        }
        answer = self._get("POST", "/sources_to_targets", body)
        cells = answer.get("sources_to_targets")
        if not isinstance(cells, list):
            raise _strange(str(answer.get("error", "")))
        name, factor = ("time", MINUTE_S) if self.unit == "min" else ("distance", 1.0)
        try:
            plain = [
                [cell.get(name) for cell in sorted(row, key=lambda one: one["to_index"])]
                for row in cells
            ]
        except (AttributeError, KeyError, TypeError) as fault:
            raise _strange("sources_to_targets") from fault
        return _rows(plain, factor, len(places), len(goals))

    def _get(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the JSON of an answer, or say what was wrong with it."""
        try:
            answer = self.pool.request(method, self.address + path, json=body)
        except urllib3.exceptions.HTTPError as fault:
            waited = isinstance(fault, urllib3.exceptions.MaxRetryError) and isinstance(
                fault.reason, urllib3.exceptions.ReadTimeoutError
            )
            if waited:
                raise RouterError(
                    "router-slow",
                    "Der Routing-Dienst antwortet nicht rechtzeitig.",
                    "The router does not answer in time.",
                ) from fault
            raise RouterError(
                "router-down",
                "Der Routing-Dienst ist nicht erreichbar.",
                "The router cannot be reached.",
            ) from fault
        if answer.status not in (OK, BAD_REQUEST):
            raise _strange(f"HTTP {answer.status}")
        try:
            value = json.loads(answer.data)
        except ValueError as fault:
            raise _strange("JSON") from fault
        if not isinstance(value, dict):
            raise _strange("JSON")
        return value


def _rows(raw: object, factor: float, rows: int, columns: int) -> list[list[float]]:
    """Return a table of the expected size in minutes or kilometres; null becomes infinite."""
    if not isinstance(raw, list) or len(raw) != rows:
        raise _strange("Zeilen")
    out = []
    for row in raw:
        if not isinstance(row, list) or len(row) != columns:
            raise _strange("Spalten")
        out.append([float("inf") if one is None else float(one) / factor for one in row])
    return out


def _strange(what: str) -> RouterError:
    return RouterError(
        "router-answer",
        f"Der Routing-Dienst antwortet nicht wie erwartet ({what}).",
        f"The router does not answer as expected ({what}).",
    )
