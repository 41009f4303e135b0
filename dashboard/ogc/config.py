"""The configuration that pygeoapi is given: our collections with titles, extents and licences."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from typing import Any

from dashboard.ogc import provider
from geodata.collections import collection as collections
from geodata.collections.features import Query

if TYPE_CHECKING:
    from dashboard.context import AppContext
    from geodata.collections.collection import Collection
    from geodata.collections.features import Features

EXTENT = (6.3, 51.2, 11.7, 54.2)  # degrees, round the Land with its islands
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
SYSTEMS = [
    CRS84,
    "http://www.opengis.net/def/crs/EPSG/0/4326",
    "http://www.opengis.net/def/crs/EPSG/0/25832",
    "http://www.opengis.net/def/crs/EPSG/0/3857",
]
USUAL, MOST = 100, 1000  # features on a page
TITLE = {"de": "Zukunftsatlas Niedersachsen", "en": "Zukunftsatlas Niedersachsen"}
ABOUT = {
    "de": "Gebiete und Programmdaten des Zukunftsatlas, nur zum Lesen.",
    "en": "Areas and programme records of the Zukunftsatlas, read-only.",
}
FEW = 1000


def of(ctx: AppContext, features: Features, address: str) -> dict[str, Any]:
    """Return the configuration of a data version.

    Parameters
    ----------
    ctx
        Settings and data.
    features
        Who answers.
    address
        Where the service is, without a slash at the end.
    """
    house = ctx.settings.house or TITLE["de"]
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 0},
            "url": address,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["de-DE", "en-US"],
            "gzip": False,
            "cors": False,
            "pretty_print": False,
            "admin": False,
            "limits": {"default_items": USUAL, "max_items": MOST, "on_exceed": "throttle"},
            "map": {"url": "", "attribution": ""},
        },
        "logging": {"level": "CRITICAL"},  # a wrong question is no event of the server
        "metadata": {
            "identification": {
                "title": TITLE,
                "description": ABOUT,
                "keywords": {"de": ["Niedersachsen", "Regionalentwicklung"]},
                "keywords_type": "theme",
                "terms_of_service": f"{address.removesuffix('/ogc')}/quellen",
                "url": f"{address.removesuffix('/ogc')}/quellen",
            },
            "license": {
                "name": ", ".join(dict.fromkeys(s.licence for s in ctx.catalogue.sources)),
                "url": f"{address.removesuffix('/ogc')}/quellen",
            },
            "provider": {"name": house, "url": f"{address.removesuffix('/ogc')}/"},
            "contact": {"name": house},
        },
        "resources": {
            found.id: resource(found, features) for found in collections.every(ctx.catalogue)
        },
    }


def resource(collection: Collection, features: Features) -> dict[str, Any]:
    """Return one collection in pygeoapi's words."""
    extents: dict[str, Any] = {"spatial": {"bbox": list(EXTENT), "crs": CRS84}}
    years = _years(collection, features)
    if years:
        first, last = (
            dt.datetime(*day, tzinfo=dt.UTC) for day in ((years[0], 1, 1), (years[1], 12, 31))
        )
        extents["temporal"] = {"begin": first, "end": last}
    title, title_en = collection.title, collection.title_en
    about = {"de": collection.about, "en": collection.about_en}
    note = collection.attribution
    return {
        "type": "collection",
        "title": {"de": title, "en": title_en},
        "description": {lang: f"{text} {note}".strip() for lang, text in about.items()},
        "keywords": {"de": [title], "en": [title_en]},
        "links": [
            {
                "type": "text/html",
                "rel": "license",
                "title": source.licence,
                "href": source.licence_url,
            }
            for source in collection.sources
            if source.licence_url
        ],
        "extents": extents,
        "providers": [
            {
                "type": "feature",
                "name": f"{provider.__name__}.CollectionProvider",
                "data": provider.Held(features=features, collection=collection),
                "id_field": "id",
                "title_field": "title",
                "crs": SYSTEMS,
                "storage_crs": CRS84,
                "include_extra_query_parameters": True,  # a wrong column is told, not left out
            }
        ],
    }


def _years(collection: Collection, features: Features) -> tuple[int, int] | None:
    """Return first and last year of the dated features."""
    if "year" not in {column.name for column in collection.columns}:
        return None
    page = features.query(collection.id, Query(limit=FEW, geometry=False))
    years = [f["properties"]["year"] for f in page.features if f["properties"]["year"]]
    return (min(years), max(years)) if years else None
