"""The real engines: OSRM and Valhalla from their packages, on a small network made for it.

Their wheels hold the programs themselves, which need no Python of their own. They are fetched
with pip into .cache/engines once; where that is not possible the tests are skipped.
"""

from __future__ import annotations

import hashlib
import platform
import socket
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
import urllib3

from geodata import crs
from geodata.analysis import router
from geodata.analysis import travel
from tests.geodata.analysis import made
from tests.geodata.analysis import network
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.analysis.demand import Demand
    from geodata.analysis.supply import Site
    from geodata.analysis.travel import Columns
    from geodata.catalogue import Catalogue
    from geodata.norms import Unit

CACHE = ROOT / ".cache" / "engines"


class Wheel(NamedTuple):
    """A package with an engine, and the checksum of its file."""

    name: str
    version: str
    sha256: str


OSRM = Wheel(
    "osrm-bindings",
    "26.10.0",
    "840d6f82812eb9f9e17c71eb9083dfa15f3be2bfec4965c32aefa48b00d3a951",
)
VALHALLA = Wheel(
    "pyvalhalla",
    "3.9.1",
    "7b49c5e5f86cefd555b473aaaf34df3305889d30aa889b8abd3b4c2acc622271",
)


def unpacked(wheel: Wheel) -> Path:
    """Return the folder with the engine's programs; skip where they cannot be had."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("the wheels are for Linux on x86-64")
    folder = CACHE / f"{wheel.name}-{wheel.version}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0",
            "--only-binary", ":all:", "--implementation", "cp", "--abi", "abi3",
            "--python-version", "312", "--platform", "manylinux_2_28_x86_64",
            "--dest", str(CACHE), f"{wheel.name}=={wheel.version}",
        ]  # fmt: skip
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        found = list(CACHE.glob(f"{wheel.name.replace('-', '_')}-{wheel.version}-*.whl"))
        if run.returncode or not found:
            pytest.skip(f"{wheel.name} cannot be fetched: {run.stderr.strip()[-200:]}")
        assert hashlib.sha256(found[0].read_bytes()).hexdigest() == wheel.sha256
        part = folder.with_suffix(".part")
        with zipfile.ZipFile(found[0]) as archive:
            archive.extractall(part)
        for program in part.glob("*/bin/*"):
            program.chmod(0o755)
        part.rename(folder)
        found[0].unlink()
    return folder


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def run(*command: object, folder: Path) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def serving(command: list[object], address: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start a server and return it when it answers."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [str(one) for one in command], cwd=folder, stdout=log, stderr=log
        )
    retries = urllib3.Retry(total=100, backoff_factor=0.05, backoff_max=0.2)
    try:
        urllib3.request("GET", f"{address}/status", retries=retries, timeout=5)
    except urllib3.exceptions.HTTPError:
        process.kill()
        pytest.fail((folder / "server.log").read_text(errors="replace"))
    return process


@pytest.fixture(scope="module")
def osrm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an OSRM that knows the network."""
    programs = unpacked(OSRM) / "osrm"
    folder = tmp_path_factory.mktemp("osrm")
    network.write(folder / "net.osm.pbf")
    profile = programs / "share/profiles/car.lua"
    run(programs / "bin/osrm-extract", "-p", profile, "net.osm.pbf", folder=folder)
    run(programs / "bin/osrm-contract", "net.osrm", folder=folder)
    port = free_port()
    command = [programs / "bin/osrm-routed", "--ip", "127.0.0.1", "-p", port, "net.osrm"]
    process = serving(command, f"http://127.0.0.1:{port}", folder)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def valhalla(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a Valhalla that knows the network."""
    programs = unpacked(VALHALLA) / "valhalla"
    folder = tmp_path_factory.mktemp("valhalla")
    network.write(folder / "net.osm.pbf")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    config = subprocess.run(
        [
            sys.executable, str(programs / "valhalla_build_config.py"),
            "--mjolnir-tile-dir", str(folder / "tiles"), "--mjolnir-tile-extract", "",
            "--mjolnir-admin", "", "--mjolnir-timezone", "",
            "--httpd-service-listen", address.replace("http", "tcp"),
            "--httpd-service-loopback", f"ipc://{folder}/loopback",
            "--httpd-service-interrupt", f"ipc://{folder}/interrupt",
            "--loki-service-proxy", f"ipc://{folder}/loki",
            "--thor-service-proxy", f"ipc://{folder}/thor",
            "--odin-service-proxy", f"ipc://{folder}/odin",
        ],
        check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    (folder / "valhalla.json").write_bytes(config.stdout)
    (folder / "tiles").mkdir()
    run(programs / "bin/valhalla_build_tiles", "-c", "valhalla.json", "net.osm.pbf", folder=folder)
    command = [programs / "bin/valhalla_service", "valhalla.json", 1]
    process = serving(command, address, folder)
    yield address
    process.kill()
    process.wait(10)


def demand_of(data: Catalogue) -> Demand:
    """Return one person at each crossing, the island's two last."""
    lat, lon = zip(*network.nodes().values(), strict=True)
    metric = crs.points(lon, lat)
    rows = pd.DataFrame(
        {"x": metric[:, 0], "y": metric[:, 1], "gemeinde": made.UNITS[0], "inhabitants": 1}
    )
    return made.people(data, rows)


def site_at(row: int, column: int) -> Site:
    lat, lon = network.place(row, column)
    x, y = crs.points(lon, lat)[0]
    start = made.site("s", 0, 0)
    return type(start)(id=f"s{row}{column}", name="s", x=float(x), y=float(y), state="open")


class Roads(travel.Beeline):
    """Knows that no road leads to the island."""

    def __init__(self, _: Demand) -> None:
        super().__init__()

    def columns(self, sites: Sequence[Site], demand: Demand, unit: Unit) -> Columns:
        found = super().columns(sites, demand, unit)
        for column in found.columns:
            column[-2:] = np.inf
        return found


@pytest.mark.parametrize("engine", ["osrm", "valhalla"])
def test_ways_on_the_real_network(
    engine: str, island: Catalogue, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(engine)
    people = demand_of(island)
    sites = [site_at(0, 0), site_at(5, 2)]
    manners = router.Manners(osrm_places=30, valhalla_pairs=60)
    source = router.Router(address=address, manners=manners, roads=Roads)
    found = source.columns(sites, people, "km")
    assert {problem.code for problem in found.problems} <= {"router-ferries"}
    assert ("OSRM" if engine == "osrm" else "Valhalla") in source.title
    number = np.arange(network.SIZE**2)
    row, column = number // network.SIZE, number % network.SIZE
    for (home_row, home_column), got in zip(((0, 0), (5, 2)), found.columns, strict=True):
        want = abs(row - home_row) + abs(column - home_column)
        np.testing.assert_allclose(got[:-2], want, rtol=0.01, atol=0.02)
        assert np.isinf(got[-2:]).all()
    minutes = source.columns(sites, people, "min").columns
    for km, took in zip(found.columns, minutes, strict=True):
        far = np.flatnonzero(km[:-2] > 2)
        speed = km[far] / took[far] * 60
        assert (speed > 35).all()
        assert (speed < 65).all()


def test_osrm_leaves_out_the_ferry_itself(osrm: str, island: Catalogue) -> None:
    people = demand_of(island)
    found = router.Router(address=osrm).columns([site_at(3, 7)], people, "min")
    assert found.problems == ()
    assert np.isinf(found.columns[0][-2:]).all()
    assert np.isfinite(found.columns[0][:-2]).all()


def test_valhalla_may_take_the_ferry_and_that_is_said(valhalla: str, island: Catalogue) -> None:
    people = demand_of(island)
    found = router.Router(address=valhalla).columns([site_at(3, 7)], people, "min")
    assert [problem.code for problem in found.problems] == ["router-ferries"]
