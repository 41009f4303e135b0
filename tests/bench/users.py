"""Users of a load: each opens pages as a browser does, thinks, and asks for scenes, files and gaps.

A user has an address, connections and a cache of their own. What is answered is looked at: a
picture of somebody else's view would be a failure like a status of 500.

How failures are counted. A question fails if no whole answer came (a connection that was cut, no
answer in time), if its status is an error, or if it answers something else than was asked. Then it
is put once more at once on a new connection, as a browser does whose connection was cut, or as a
person does who clicks again. `once` counts the first failure, `twice` the second one in a row to
the same question: what a user sees who tried again. Nothing is ever tried a third time.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import aiohttp

from layers import state

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

FILES = re.compile(r'"(/(?:en/)?(?:assets|geo|_dash-component-suites|_favicon)[^"\s]+)"')
UPDATE = "_dash-update-component"
FOREVER = "immutable"
CONNECTIONS = 6  # of a browser to one host
KEPT_S = 20.0  # idle connections; a browser resends by itself on one that was closed meanwhile
SILENT_S = 60.0  # without a byte on a connection; waiting for a free one is no failure
ERROR = 400
USUAL = state.to_store(state.ViewState())
LANDKREISE = ("03151", "03251", "03351", "03454", "03460", "03241", "03352", "03101")
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"level": "aerl", "metric": "money"},
    {"level": "gemeinden", "metric": "inhabitants"},
    {"level": "zukunftsregionen", "kind": "budget", "metric": "money"},
    {"metric": "projects", "programme": ["zukunftsraeume"]},
    {"metric": "density"},
    {"years": [2021, 2023]},
)
GAPS: tuple[dict[str, Any], ...] = (
    {"mode": "gaps"},
    {"mode": "gaps", "candidates": ["03360002"]},
    {"mode": "gaps", "level": "gemeinden"},
)


@dataclass(slots=True)
class Tally:
    """What all users saw."""

    took: dict[str, list[float]] = field(default_factory=dict)
    once: Counter[str] = field(default_factory=Counter)
    twice: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    bytes: int = 0
    kept: int = 0

    def note(self, kind: str, seconds: float) -> None:
        """Remember how long an answer took."""
        self.took.setdefault(kind, []).append(seconds)

    def fail(self, kind: str, attempt: int, why: str) -> None:
        """Count a failure."""
        (self.once if attempt == 0 else self.twice)[kind] += 1
        if len(self.said) < 40:
            self.said.append(f"{kind}, {'first' if attempt == 0 else 'second'} time: {why}"[:300])


class Wrong(Exception):  # noqa: N818  an answer, not an error of ours
    """An answer that a user would call an error."""


@dataclass(slots=True, kw_only=True)
class User:
    """One user.

    Parameters
    ----------
    address
        Of the server or the balancer.
    number
        Makes this user's own address in 127.0.0.0/8, and choices.
    think_s
        Shortest and longest pause between two things.
    """

    address: str
    number: int
    tally: Tally
    think_s: tuple[float, float]
    cache: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.number)

    @property
    def own(self) -> str:
        """Address of the user, among those of the machine itself."""
        return f"127.{1 + self.number // 60_000}.{self.number // 250 % 240}.{1 + self.number % 250}"

    async def live(self, until: Callable[[], bool]) -> None:
        """Open a page, and do one thing after the other."""
        connector = aiohttp.TCPConnector(
            limit=CONNECTIONS, local_addr=(self.own, 0), keepalive_timeout=KEPT_S
        )
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=SILENT_S, sock_read=SILENT_S)
        headers = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "same-origin"}
        async with aiohttp.ClientSession(
            self.address, connector=connector, timeout=timeout, headers=headers
        ) as http:
            await self.page(http)
            while not until():
                await asyncio.sleep(self.dice.uniform(*self.think_s))
                await self.something(http)

    async def something(self, http: aiohttp.ClientSession) -> None:
        """Do one of the things that users do, in about the shares of a working day."""
        what = self.dice.choices(
            (self.scene, self.page, self.gaps, self.pointer, self.table, self.picture, self.layer),
            (48, 12, 12, 14, 5, 1, 8),
        )
        await what[0](http)

    async def page(self, http: aiohttp.ClientSession) -> None:
        """Open a page with all that it names; what a browser keeps is not asked for again."""
        level = self.dice.choice(("", "level=aerl", "lang=en", "theme=dark&metric=projects"))
        found = await self.get(http, "page", f"/?{level}", self._is_page)
        files = dict.fromkeys(FILES.findall(found.decode())) if found else {}
        wanted = [name for name in files if name not in self.held]
        self.tally.kept += len(files) - len(wanted)
        await asyncio.gather(*(self.get(http, "static", name, bool) for name in wanted))

    async def scene(self, http: aiohttp.ClientSession) -> None:
        """Choose another level, metric, programme or years, and often an area."""
        view = {**self.dice.choice(VIEWS)}
        if self.dice.random() < 0.4 and "level" not in view:
            view["area"] = [self.dice.choice(LANDKREISE)]
        await self._callback(http, "scene", view)

    async def gaps(self, http: aiohttp.ClientSession) -> None:
        """Ask who is not served."""
        await self._callback(http, "gaps", self.dice.choice(GAPS))

    async def pointer(self, http: aiohttp.ClientSession) -> None:
        """Move the pointer over the map of gaps: some questions one after the other."""
        for _ in range(4):
            at = f"{self.dice.uniform(52.2, 53.3):.3f}~{self.dice.uniform(7.5, 11.0):.3f}"
            await self.get(http, "pointer", f"/gaps/here?mode=gaps&at={at}", _is_object)

    async def table(self, http: aiohttp.ClientSession) -> None:
        """Download the table."""
        await self.get(http, "table", "/export.csv?rows=records", _is_table)

    async def picture(self, http: aiohttp.ClientSession) -> None:
        """Download a picture."""
        size = self.dice.choice(("hd", "square", "newspaper"))
        await self.get(http, "picture", f"/export.png?size={size}", _is_picture)

    async def layer(self, http: aiohttp.ClientSession) -> None:
        """Ask as QGIS does."""
        await self.get(http, "ogc", "/ogc/collections/rvz/items?limit=20&f=json", _is_object)

    async def _callback(
        self, http: aiohttp.ClientSession, kind: str, view: Mapping[str, Any]
    ) -> None:
        body = {
            "output": "scene-answer.data",
            "outputs": {"id": "scene-answer", "property": "data"},
            "inputs": [{"id": "scene-query", "property": "data", "value": {**USUAL, **view}}],
            "state": [],
            "changedPropIds": ["scene-query.data"],
        }

        def is_mine(found: bytes) -> bool:
            query = json.loads(found)["response"]["scene-answer"]["data"]["query"]
            told = view.keys() & query.keys() - {"metric"}  # a scene has all but indicators
            return all(query[name] == view[name] for name in told)

        await self._twice(http, kind, f"/{UPDATE}", is_mine, body)

    async def get(
        self, http: aiohttp.ClientSession, kind: str, path: str, judge: Callable[[bytes], bool]
    ) -> bytes:
        """Ask for an address; return the body, empty if it failed twice or was known."""
        return await self._twice(http, kind, path, judge, None)

    async def _twice(
        self,
        http: aiohttp.ClientSession,
        kind: str,
        path: str,
        judge: Callable[[bytes], bool],
        body: Mapping[str, Any] | None,
    ) -> bytes:
        for attempt in (0, 1):
            begin = time.perf_counter()
            try:
                if attempt:  # idle ones may lead to the same process that is no more
                    found = await self._anew(http, path, judge, body)
                else:
                    found = await self._ask(http, path, judge, body)
            except (aiohttp.ClientError, TimeoutError, OSError, Wrong) as error:
                why = f"{path[:80]}: {type(error).__name__} {error}"
                self.tally.fail(kind, attempt, why)
            else:
                self.tally.note(kind, time.perf_counter() - begin)
                return found
        return b""

    async def _anew(
        self,
        http: aiohttp.ClientSession,
        path: str,
        judge: Callable[[bytes], bool],
        body: Mapping[str, Any] | None,
    ) -> bytes:
        connector = aiohttp.TCPConnector(local_addr=(self.own, 0), force_close=True)
        async with aiohttp.ClientSession(
            self.address, connector=connector, timeout=http.timeout, headers=http.headers
        ) as fresh:
            return await self._ask(fresh, path, judge, body)

    async def _ask(
        self,
        http: aiohttp.ClientSession,
        path: str,
        judge: Callable[[bytes], bool],
        body: Mapping[str, Any] | None,
    ) -> bytes:
        method = "GET" if body is None else "POST"
        known = {"If-None-Match": self.cache[path]} if path in self.cache else {}
        async with http.request(method, path, json=body, headers=known) as answer:
            found = await answer.read()
            self.tally.bytes += len(found)
            if answer.status >= ERROR:
                raise Wrong(f"{answer.status} {found[:80]!r}")
            if answer.status == 304:
                return b""
            if not judge(found):
                raise Wrong(f"{answer.status}, but not what was asked for")
            if FOREVER in answer.headers.get("Cache-Control", ""):
                self.held.add(path)
            elif method == "GET" and "ETag" in answer.headers:
                self.cache[path] = answer.headers["ETag"]
            return found

    def _is_page(self, found: bytes) -> bool:
        return b"</html>" in found and b"/geo/" in found


def _is_object(found: bytes) -> bool:
    return isinstance(json.loads(found), dict)


def _is_table(found: bytes) -> bool:
    return found.startswith("\ufeff".encode()) and found.count(b"\n") > 80


def _is_picture(found: bytes) -> bool:
    return found.startswith(b"\x89PNG") and found.endswith(b"IEND\xaeB`\x82")
