"""The OGC API, asked through the front door and by clients that planners use."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from typing import Any

import pytest
from owslib.ogcapi.features import Features as Client
from pygeoapi import api
from werkzeug.serving import make_server

from geodata import catalogue as catalogues
from geodata.collections import collection as collections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

READ = """
import json, sys
import pyogrio
address = sys.argv[1]
found = {}
for name, _ in pyogrio.list_layers(address):
    frame = pyogrio.read_dataframe(address, layer=name, **json.loads(sys.argv[2]))
    placed = 0 if "geometry" not in frame else int(frame.geometry.notna().sum())
    found[name] = {"rows": len(frame), "ids": int(frame["id"].nunique()), "placed": placed}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def address(atlas: FlaskClient) -> Iterator[str]:
    """Serve the application on a port of its own, for programs that speak HTTP."""
    server = make_server("127.0.0.1", 0, atlas.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    loaded = catalogues.load()
    sizes = {name: len(frame) for name, frame in loaded.areas.items()}
    for name, n in loaded.records["dataset"].value_counts().items():
        sizes[collections.RENAMED.get(str(name), str(name))] = int(n)
    places = int((loaded.instruments["kind"] == "central_place").sum())
    return sizes | {"central_places": places, "instruments": len(loaded.instruments) - places}


def get(atlas: FlaskClient, path: str, status: int = 200) -> Any:
    answer = atlas.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return json.loads(answer.data)


def links(answer: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in answer["links"]}


def test_the_landing_page_leads_everywhere_on_this_host(atlas: FlaskClient) -> None:
    answer = get(atlas, "/ogc/")
    found = links(answer)
    assert {"service-desc", "conformance", "data"} <= set(found)
    for link in answer["links"]:
        assert link["href"].startswith("http://localhost/"), link
        path = link["href"].removeprefix("http://localhost")
        assert atlas.get(path, follow_redirects=True).status_code == 200, link
    text = atlas.get("/ogc/openapi").get_data(as_text=True)
    assert "atlas.invalid" not in text


def test_it_claims_what_it_offers_only(atlas: FlaskClient) -> None:
    claims = get(atlas, "/ogc/conformance")["conformsTo"]
    assert any(claim.endswith("ogcapi-features-1/1.0/conf/core") for claim in claims)
    assert any(claim.endswith("ogcapi-features-1/1.0/conf/geojson") for claim in claims)
    assert not any("replace" in claim or claim.endswith("/html") for claim in claims)
    for method in ("post", "put", "delete", "patch"):
        assert getattr(atlas, method)("/ogc/collections/rvz/items/rvz-01").status_code == 405


def test_every_collection_pages_through_by_its_links(
    atlas: FlaskClient, counts: dict[str, int]
) -> None:
    listed = get(atlas, "/ogc/collections")["collections"]
    assert {found["id"] for found in listed} == set(counts)
    for found in listed:
        seen: list[str] = []
        path = f"/ogc/collections/{found['id']}/items?limit=150&skipGeometry=true"
        while path:
            page = get(atlas, path)
            seen += [feature["id"] for feature in page["features"]]
            assert page["numberMatched"] == counts[found["id"]]
            path = links(page).get("next", "").removeprefix("http://localhost")
        assert len(seen) == len(set(seen)) == counts[found["id"]]


def test_a_feature_has_an_address_of_its_own(atlas: FlaskClient) -> None:
    page = get(atlas, "/ogc/collections/rvz/items?limit=1")
    feature = page["features"][0]
    alone = get(atlas, f"/ogc/collections/rvz/items/{feature['id']}")
    assert alone["properties"] == feature["properties"]
    assert alone["geometry"] == feature["geometry"]
    answer = atlas.get("/ogc/collections/rvz/items?limit=1")
    assert answer.mimetype == "application/geo+json"
    assert answer.headers["X-Atlas-Data-Version"] == feature["properties"]["data_version"]
    again = atlas.get("/ogc/collections", headers={"If-None-Match": "x"})
    same = atlas.get("/ogc/collections", headers={"If-None-Match": again.headers["ETag"]})
    assert same.status_code == 304


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("items?farbe=rot", "farbe"),
        ("items?tolerance_m=weit", "tolerance_m"),
        ("items?tolerance_m=-1", "tolerance_m"),
        ("items?filter=year%3D2020", "filter"),
        ("items?bbox=1,2,3", "bbox"),
        ("items?limit=alle", "limit"),
        ("items?offset=-1", "offset"),
        ("items?crs=nirgends", "CRS"),
        ("items?sortby=farbe", "sort"),
        ("items?f=html", "format"),
        ("items?datetime=gestern", "datetime"),
    ],
)
def test_what_cannot_be_asked_is_told(atlas: FlaskClient, query: str, said: str) -> None:
    answer = get(atlas, f"/ogc/collections/rvz/{query}", 400)
    assert answer["code"]
    assert said.lower() in json.dumps(answer).lower() or answer["description"]
    assert "Traceback" not in json.dumps(answer)


@pytest.mark.parametrize("path", ["nix", "nix/items", "nix/schema", "rvz/items/nix"])
def test_what_is_not_there_is_told(atlas: FlaskClient, path: str) -> None:
    assert get(atlas, f"/ogc/collections/{path}", 404)["code"] == "NotFound"


def test_a_browser_gets_json_and_nothing_from_elsewhere(atlas: FlaskClient) -> None:
    answer = atlas.get("/ogc/collections", headers={"Accept": "text/html"})
    assert answer.mimetype == "application/json"


def test_metres_and_days_and_columns_can_be_asked_for(atlas: FlaskClient) -> None:
    system = "http://www.opengis.net/def/crs/EPSG/0/25832"
    page = get(atlas, f"/ogc/collections/rvz/items?limit=1&crs={system}&properties=title")
    feature = page["features"][0]
    x, y = feature["geometry"]["coordinates"][0]
    assert 300_000 < x < 700_000
    assert 5_600_000 < y < 6_000_000
    assert list(feature["properties"]) == ["title"]
    found = get(atlas, "/ogc/collections/jobmessen/items?datetime=2024-01-01/2024-12-31&limit=99")
    years = {f["properties"]["year"] for f in found["features"]}
    assert years - {None} == {2024}  # what is undated may fall into any year


def test_conformance_does_not_grow_with_every_question(atlas: FlaskClient) -> None:
    get(atlas, "/ogc/conformance")
    before = len(api.CONFORMANCE_CLASSES)
    get(atlas, "/ogc/conformance")
    assert len(api.CONFORMANCE_CLASSES) == before


def test_gdal_reads_every_collection_whole(address: str, counts: dict[str, int]) -> None:
    for options in ({}, {"PAGE_SIZE": "77"}):
        command = [sys.executable, "-c", READ, f"OAPIF:{address}/ogc", json.dumps(options)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert {name: layer["rows"] for name, layer in found.items()} == counts
        assert {name: layer["ids"] for name, layer in found.items()} == counts
        assert found["gemeinden"]["placed"] == counts["gemeinden"]
        assert 0 < found["rvz"]["placed"] < counts["rvz"]


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="ogrinfo is not installed (gdal-bin)")
def test_ogrinfo_reads_a_collection(address: str) -> None:
    command = ["ogrinfo", "-ro", "-so", f"OAPIF:{address}/ogc", "landkreise"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "Feature Count: 45" in done.stdout
    assert "Geometry: Multi Polygon" in done.stdout


def test_owslib_reads_and_pages(address: str, counts: dict[str, int]) -> None:
    client = Client(f"{address}/ogc/")
    assert set(client.feature_collections()) == set(counts)
    schema = client.collection_schema("gemeinden")
    assert schema["properties"]["inhabitants"]["type"] == "integer"
    seen: set[str] = set()
    for offset in range(0, counts["gemeinden"], 400):
        page = client.collection_items("gemeinden", limit=400, offset=offset)
        seen |= {feature["id"] for feature in page["features"]}
    assert len(seen) == counts["gemeinden"]
    assert client.collection_item("rvz", "rvz-01")["id"] == "rvz-01"
    near = client.collection_items("gemeinden", bbox=[9.8, 52.1, 10.1, 52.3], limit=100)
    assert 5 < near["numberMatched"] < 60
