"""Downloads of layers and their metadata, through the front door and as a portal reads them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from rdflib import Namespace
from rdflib.namespace import DCAT
from rdflib.namespace import DCTERMS
from rdflib.namespace import FOAF
from rdflib.namespace import RDF
from rdflib.namespace import RDFS

from geodata import catalogue as catalogues
from geodata.collections import collection as collections
from layers import downloads

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HOST = "http://localhost"
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")


@pytest.fixture(scope="module")
def graph(atlas: FlaskClient) -> Graph:
    """Return the metadata as a portal harvests them."""
    answer = atlas.get("/catalog.jsonld")
    assert answer.mimetype == "application/ld+json"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within rdflib 7.6
        return Graph().parse(data=answer.get_data(as_text=True), format="json-ld")


def test_a_layer_is_a_file_with_a_name_and_a_version(atlas: FlaskClient) -> None:
    for kind, media in downloads.FORMATS.items():
        answer = atlas.get(f"/download/rvz.{kind}")
        assert answer.status_code == 200
        assert answer.mimetype == media.partition(";")[0]
        version = answer.headers["X-Atlas-Data-Version"]
        assert f"rvz-{version}.{kind}" in answer.headers["Content-Disposition"]
        again = atlas.get(
            f"/download/rvz.{kind}", headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert again.status_code == 304


def test_all_layers_are_one_file(atlas: FlaskClient) -> None:
    answer = atlas.get("/download/zukunftsatlas.gpkg?lang=en")
    assert answer.status_code == 200
    assert answer.data.startswith(b"SQLite format 3")


@pytest.mark.parametrize("path", ["nirgends.csv", "rvz.pdf", "rvz.exe", "zukunftsatlas.csv"])
def test_what_is_not_there_is_told_with_what_there_is(atlas: FlaskClient, path: str) -> None:
    answer = atlas.get(f"/download/{path}?lang=en")
    assert answer.status_code == 404
    said = answer.get_data(as_text=True)
    assert path in said
    assert "landkreise" in said
    assert "xlsx" in said


@pytest.mark.parametrize("query", ["lang=fr", "header=beides"])
def test_what_cannot_be_chosen_is_told(atlas: FlaskClient, query: str) -> None:
    answer = atlas.get(f"/download/rvz.csv?{query}")
    assert answer.status_code == 400
    assert "header" in answer.get_data(as_text=True)


def test_metadata_have_what_the_profile_makes_mandatory(graph: Graph) -> None:
    found = list(graph.subjects(RDF.type, DCAT.Catalog))
    assert len(found) == 1
    for name in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset):
        assert list(graph.objects(found[0], name)), name
    publisher = graph.value(found[0], DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name)
    datasets = set(graph.objects(found[0], DCAT.dataset))
    known = collections.every(catalogues.load())
    assert {str(node).rpartition("/")[2] for node in datasets} == {c.id for c in known}
    for node in datasets:
        titles = {title.language for title in graph.objects(node, DCTERMS.title)}  # type: ignore[attr-defined]
        assert titles == {"de", "en"}
        for name in (DCTERMS.description, DCTERMS.publisher, DCAT.theme, DCTERMS.provenance):
            assert list(graph.objects(node, name)), (node, name)
        assert len(set(graph.objects(node, DCAT.distribution))) == len(downloads.FORMATS) + 1


def test_every_distribution_is_there_and_says_its_rights(graph: Graph, atlas: FlaskClient) -> None:
    nodes = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(nodes) == 5 * len(collections.every(catalogues.load()))
    for node in nodes:
        for name in (DCTERMS.rights, DCTERMS.format, DCAT.mediaType, DCAT.accessURL):
            assert graph.value(node, name) is not None, (node, name)
        assert str(graph.value(node, DCATDE.licenseAttributionByText))
        if "/landkreise" in str(node):
            path = str(graph.value(node, DCAT.accessURL)).removeprefix(HOST)
            assert atlas.get(path).status_code == 200, path


def test_one_licence_has_its_address_and_several_are_named(graph: Graph) -> None:
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        rights = str(graph.value(graph.value(node, DCTERMS.rights), RDFS.label))
        assert (graph.value(node, DCTERMS.license) is None) == (
            ";" in rights or "://" not in rights
        )
        if "/gemeinden" in str(node):
            assert "ODbL" in rights
            assert "GeoNutzV" in rights


def test_the_service_is_described(graph: Graph, atlas: FlaskClient) -> None:
    service = next(iter(graph.subjects(RDF.type, DCAT.DataService)))
    address = str(graph.value(service, DCAT.endpointURL)).removeprefix(HOST)
    assert atlas.get(address).status_code == 200
