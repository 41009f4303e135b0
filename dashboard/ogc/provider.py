"""A collection as a provider of pygeoapi: its questions become ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

import pyproj
import shapely
from pygeoapi.provider.base import BaseProvider
from pygeoapi.provider.base import ProviderInvalidQueryError
from pygeoapi.provider.base import ProviderItemNotFoundError
from pygeoapi.provider.base import SchemaType
from shapely.geometry import mapping
from shapely.geometry import shape

from geodata import errors
from geodata.collections.features import ALWAYS
from geodata.collections.features import Query
from geodata.collections.features import days_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.collections.collection import Collection
    from geodata.collections.features import Feature
    from geodata.collections.features import Features
    from geodata.collections.features import Page
    from geodata.dataset import Column

TOLERANCE = "tolerance_m"
MOST_TOLERANCE_M = 50_000.0
TYPES = {"integer": "integer", "number": "number", "money": "number", "flag": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """What a provider asks; pygeoapi copies its configuration, but not this."""

    features: Features
    collection: Collection

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        """Return itself: a value needs no copy."""
        return self


class CollectionProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi has no types
    """Answers pygeoapi's questions about one collection."""

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        self.held: Held = provider_def["data"]
        self.get_fields()

    def get_fields(self) -> dict[str, Any]:
        """Return name, JSON type and title of every column."""
        self._fields = {c.name: _field(c) for c in self.held.collection.columns}
        return self._fields

    def get_schema(self, schema_type: SchemaType = SchemaType.item) -> tuple[str, dict[str, Any]]:
        """Return the JSON schema of the properties."""
        del schema_type
        return "application/schema+json", {"type": "object", "properties": self.fields}

    def query(self, **asked: Any) -> dict[str, Any]:
        """Return a page as a feature collection."""
        if asked.get("filterq") is not None or asked.get("q"):
            raise ProviderInvalidQueryError(user_msg=_both(NO_FILTER))
        hits = asked.get("resulttype") == "hits"
        question = _question(asked, limit=0 if hits else int(asked["limit"]))
        page = self._page(question)
        chosen = tuple(asked.get("select_properties") or ())
        system = asked.get("crs_transform_spec")
        features = [_only(_turned(feature, system), chosen) for feature in page.features]
        return {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": page.matched,
            "numberReturned": len(features),
        }

    def get(self, identifier: str, **asked: Any) -> dict[str, Any]:
        """Return one feature."""
        page = self._page(Query(ids=(str(identifier),), limit=1))
        if not page.features:
            raise ProviderItemNotFoundError(user_msg=_both(NOT_THERE))
        return _turned(page.features[0], asked.get("crs_transform_spec"))

    def _page(self, question: Query) -> Page:
        try:
            return self.held.features.query(self.held.collection.id, question)
        except errors.UnknownKeyError as error:
            raise ProviderInvalidQueryError(
                user_msg=f"{error.message} / {error.message_en}"
            ) from error


NO_FILTER = (
    "Filterausdrücke (filter, q) kennt dieser Dienst nicht; Spalte=Wert und bbox gehen.",
    "This service knows no filter expressions (filter, q); column=value and bbox work.",
)
NOT_THERE = ("Einen Eintrag mit dieser Kennung gibt es nicht.", "There is no such feature.")
BAD_TOLERANCE = (
    f"{TOLERANCE} ist keine Zahl von 0 bis {MOST_TOLERANCE_M:.0f} (Meter).",
    f"{TOLERANCE} is no number from 0 to {MOST_TOLERANCE_M:.0f} (metres).",
)


def _both(words: tuple[str, str]) -> str:
    return " / ".join(words)


def _field(column: Column) -> dict[str, Any]:
    found = {"type": TYPES.get(column.kind, "string"), "title": column.title}
    if column.choices:
        found["values"] = list(column.choices)  # type: ignore[assignment]  # a list among texts
    return found


def _question(asked: dict[str, Any], *, limit: int) -> Query:
    """Return pygeoapi's question as ours."""
    pairs = list(asked.get("properties") or ())
    bbox = [float(part) for part in asked.get("bbox") or ()]
    return Query(
        bbox=(bbox[0], bbox[1], bbox[-2], bbox[-1]) if len(bbox) == 4 else None,  # noqa: PLR2004  four corners
        where=tuple(pair for pair in pairs if pair[0] != TOLERANCE),
        between=_between(asked.get("datetime_")),
        sort=tuple((by["property"], by["order"] == "-") for by in asked.get("sortby") or ()),
        limit=limit,
        offset=int(asked.get("offset") or 0),
        tolerance_m=_tolerance([text for name, text in pairs if name == TOLERANCE]),
        geometry=not asked.get("skip_geometry"),
    )


def _between(text: str | None) -> tuple[str, str]:
    """Return first and last day of an instant or interval that pygeoapi has checked."""
    if not text:
        return ALWAYS
    first, _, last = text.partition("/")
    begin, end = first, last if "/" in text else first
    return (
        ALWAYS[0] if begin in ("", "..") else days_of(begin[:10])[0],
        ALWAYS[1] if end in ("", "..") else days_of(end[:10])[1],
    )


def _tolerance(texts: Sequence[str]) -> float:
    if not texts:
        return 0.0
    try:
        value = float(texts[-1])
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_TOLERANCE_M:
        raise ProviderInvalidQueryError(user_msg=_both(BAD_TOLERANCE))
    return value


def _only(feature: Feature, names: tuple[str, ...]) -> Feature:
    """Return a feature with the asked properties only."""
    if not names:
        return feature
    held = feature["properties"]
    return {**feature, "properties": {name: held[name] for name in names if name in held}}


def _turned(feature: Feature, system: Any) -> Feature:
    """Return a feature in the system that was asked for, its axes in the order of that system."""
    if system is None or feature["geometry"] is None:
        return feature
    turn = _transformer(system.target_crs_uri)
    moved = shapely.transform(shape(feature["geometry"]), turn.transform, interleaved=False)
    return {**feature, "geometry": mapping(moved)}


@lru_cache(maxsize=8)
def _transformer(uri: str) -> Any:
    return pyproj.Transformer.from_crs("OGC:CRS84", pyproj.CRS.from_user_input(uri))
