"""DCAT-AP: the metadata of all layers as JSON-LD, for open-data portals to harvest.

Follows DCAT-AP 2.1 (mandatory and recommended classes and properties) with the two additions of
DCAT-AP.de that name a licence's attribution and the level of administration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from geodata.collections import collection as collections
from layers import downloads

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.collections.collection import Collection
    from geodata.provenance import Source

MEDIA_TYPE = "application/ld+json"
IANA = "https://www.iana.org/assignments/media-types/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "geojson": "GEOJSON", "gpkg": "GPKG"}
NIEDERSACHSEN = "http://dcat-ap.de/def/politicalGeocoding/stateKey/03"
FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
SERVICE = "Zukunftsatlas: OGC API – Features"
BOX = "POLYGON((6.3 51.2,11.7 51.2,11.7 54.2,6.3 54.2,6.3 51.2))"  # degrees, round the Land
LANGUAGES = {"de": "DEU", "en": "ENG"}
THEMES = {"areas": ("REGI",), "records": ("REGI", "GOVE"), "instruments": ("REGI", "GOVE")}
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalog(catalogue: Catalogue, address: str, house: str) -> dict[str, Any]:
    """Return the metadata of a data version.

    Parameters
    ----------
    catalogue
        The data.
    address
        Where the atlas is, without a slash at the end.
    house
        Name of the publishing house; empty for the atlas itself.
    """
    publisher = {"@id": f"{address}/#publisher", "@type": "foaf:Agent"}
    service = _service(address, catalogue)
    datasets = [
        _dataset(catalogue, found, address) | {"dct:publisher": {"@id": publisher["@id"]}}
        for found in collections.every(catalogue)
    ]
    return {
        "@context": CONTEXT,
        "@id": f"{address}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _both("Zukunftsatlas Niedersachsen", "Zukunftsatlas Niedersachsen"),
        "dct:description": _both(
            "Gebiete, Programmdaten und Einwohner zur Regionalentwicklung in Niedersachsen.",
            "Areas, programme records and inhabitants on regional development in Niedersachsen.",
        ),
        "dct:language": [_authority("language", code) for code in LANGUAGES.values()],
        "dct:publisher": publisher | {"foaf:name": house or "Zukunftsatlas Niedersachsen"},
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}data-theme"},
        "foaf:homepage": {"@id": f"{address}/"},
        "dct:spatial": _place(),
        "dcat:dataset": datasets,
        "dcat:service": [service | {"dcat:servesDataset": [{"@id": d["@id"]} for d in datasets]}],
    }


def _dataset(catalogue: Catalogue, found: Collection, address: str) -> dict[str, Any]:
    about = f"{found.about} {found.attribution}", f"{found.about_en} {found.attribution}"
    out: dict[str, Any] = {
        "@id": f"{address}/ogc/collections/{found.id}",
        "@type": "dcat:Dataset",
        "dct:identifier": found.id,
        "dct:title": _both(found.title, found.title_en),
        "dct:description": _both(*about),
        "dcat:version": catalogue.version,
        "dcat:theme": [_authority("data-theme", theme) for theme in THEMES[found.kind]],
        "dcat:keyword": [
            *_both("Niedersachsen", "Lower Saxony"),
            *_both("Regionalentwicklung", "regional development"),
            *_both(found.title, found.title_en),
        ],
        "dct:language": [_authority("language", LANGUAGES["de"])],
        "dct:spatial": _place(),
        "dcatde:politicalGeocodingURI": {"@id": NIEDERSACHSEN},
        "dcat:landingPage": {"@id": f"{address}/quellen"},
        "dct:provenance": [_origin(source) for source in found.sources],
        "dcat:distribution": [*_files(found, address), _feed(found, address)],
    }
    out |= _dates(catalogue, found)
    return out


def _dates(catalogue: Catalogue, found: Collection) -> dict[str, Any]:
    """Return the newest source date, and the years that records speak of."""
    out: dict[str, Any] = {}
    newest = max((source.newest for source in found.sources if source.newest), default="")
    if newest:
        out["dct:modified"] = _typed(newest)
    if found.kind == "records":
        rows = catalogue.records
        years = rows.loc[rows["dataset"].isin(found.of), "year"].dropna()
        if len(years):
            out["dct:temporal"] = {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": _typed(f"{int(years.min())}-01-01"),
                "dcat:endDate": _typed(f"{int(years.max())}-12-31"),
            }
    return out


def _files(found: Collection, address: str) -> list[dict[str, Any]]:
    return [
        {
            "@id": f"{address}/download/{found.id}.{kind}",
            "@type": "dcat:Distribution",
            "dct:title": _both(
                f"{found.title} als {kind.upper()}", f"{found.title_en} as {kind.upper()}"
            ),
            "dcat:accessURL": {"@id": f"{address}/download/{found.id}.{kind}"},
            "dcat:downloadURL": {"@id": f"{address}/download/{found.id}.{kind}"},
            "dcat:mediaType": {"@id": IANA + media.partition(";")[0]},
            "dct:format": _authority("file-type", FILE_TYPES[kind]),
        }
        | _rights(found)
        for kind, media in downloads.FORMATS.items()
    ]


def _feed(found: Collection, address: str) -> dict[str, Any]:
    return {
        "@id": f"{address}/ogc/collections/{found.id}/items",
        "@type": "dcat:Distribution",
        "dct:title": _both(
            f"{found.title} über OGC API – Features", f"{found.title_en} by OGC API – Features"
        ),
        "dcat:accessURL": {"@id": f"{address}/ogc/collections/{found.id}/items"},
        "dcat:accessService": {"@id": f"{address}/ogc/"},
        "dcat:mediaType": {"@id": f"{IANA}application/geo+json"},
        "dct:format": _authority("file-type", "GEOJSON"),
    } | _rights(found)


def _rights(found: Collection) -> dict[str, Any]:
    """Return licence and attribution; one licence has an address, several are named in words."""
    licences = dict.fromkeys((s.licence, s.licence_url) for s in found.sources if s.licence)
    said = "; ".join(f"{name} ({url})" if url else name for name, url in licences)
    out: dict[str, Any] = {
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": said},
        "dcatde:licenseAttributionByText": found.attribution,
    }
    addresses = [url for _, url in licences]
    if len(addresses) == 1 and addresses[0]:
        out["dct:license"] = {"@id": addresses[0], "@type": "dct:LicenseDocument"}
    return out


def _origin(source: Source) -> dict[str, Any]:
    told = f"{source.publisher}, {source.reference_date}"
    texts = (
        f"{source.title}: {told}. {source.note}",
        f"{source.title_en}: {told}. {source.note_en}",
    )
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": _both(*texts)}


def _service(address: str, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "@id": f"{address}/ogc/",
        "@type": "dcat:DataService",
        "dct:title": _both(
            "Zukunftsatlas: OGC API – Features", "Zukunftsatlas: OGC API – Features"
        ),
        "dcat:endpointURL": {"@id": f"{address}/ogc/"},
        "dcat:endpointDescription": {"@id": f"{address}/ogc/openapi"},
        "dct:conformsTo": {"@id": FEATURES},
        "dcat:version": catalogue.version,
    }


def _place() -> dict[str, Any]:
    box = {"@value": BOX, "@type": "http://www.opengis.net/ont/geosparql#wktLiteral"}
    return {"@type": "dct:Location", "dcat:bbox": box}


def _both(german: str, english: str) -> list[dict[str, str]]:
    return [
        {"@value": german, "@language": "de"},
        {"@value": english, "@language": "en"},
    ]


def _typed(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _authority(table: str, code: str) -> dict[str, str]:
    return {"@id": f"{AUTHORITY}{table}/{code}"}
