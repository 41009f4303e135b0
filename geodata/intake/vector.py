"""Maps (GeoPackage, GeoJSON, zipped Shapefile): attributes as rows, points as lat and lon."""

from __future__ import annotations

import json
import math
import tempfile
from contextlib import contextmanager
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import pyogrio
import pyogrio.errors
import shapely

from geodata import crs
from geodata.intake import archive
from geodata.intake import refusal
from geodata.intake.sheet import Row
from geodata.intake.sheet import Sheet
from geodata.intake.sheet import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geodata.intake.limits import Limits
    from geodata.intake.sheet import Cell
    from geodata.intake.upload import Upload

SQLITE: Final = b"SQLite format 3\x00"
GPKG_IDS: Final = (b"GPKG", b"GP10", b"GP11")
APPLICATION_ID: Final = slice(68, 72)
PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED: Final = (".shp", ".dbf")
DIGITS: Final = 6
LAT, LON = "lat", "lon"


def sheet(upload: Upload, limits: Limits, wanted: str = "") -> Sheet:
    """Return a layer as a table; where a shape is, stands in ``lat`` and ``lon`` (WGS84).

    Raises
    ------
    RefusedFileError
    """
    if upload.size > limits.packed_bytes:
        most = limits.packed_bytes // 1024**2
        raise refusal.too_large(upload.name, f"über {most} MB", f"over {most} MB")
    kind = {".gpkg": "gpkg", ".zip": "shapefile"}.get(upload.suffix, "geojson")
    if kind == "geojson":
        names, rows = _geojson(upload)
        name, system = "", f"EPSG:{crs.WGS84}"
    else:
        name, system, names, rows = _layer(upload, kind, wanted, limits)
    if not rows:
        raise refusal.empty(upload.name)
    head = Row(1, tuple(names))
    listed = [head, *(Row(number, cells) for number, cells in enumerate(rows, 2))]
    return Sheet(
        file=upload.name,
        kind=kind,
        name=name,
        rows=lambda: iter(listed),
        typed=True,
        details=(("layer", name), ("crs", system)) if name else (("crs", system),),
    )


def frame(upload: Upload, limits: Limits, wanted: str = "") -> gpd.GeoDataFrame:
    """Return a layer of a GeoPackage or a zipped Shapefile with its shapes.

    Raises
    ------
    RefusedFileError
    """
    kind = "gpkg" if upload.suffix == ".gpkg" else "shapefile"
    with _on_disk(upload, kind, limits) as path:
        try:
            layers = [str(row[0]) for row in pyogrio.list_layers(path)]
            if not layers or (wanted and wanted not in layers):
                raise refusal.empty(upload.name)
            found = pyogrio.read_dataframe(path, layer=wanted or layers[0])
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as fault:
            if isinstance(fault, refusal.RefusedFileError):
                raise
            raise refusal.damaged(upload.name) from fault
    found.attrs["layer"] = wanted or layers[0]
    return found


def _layer(
    upload: Upload, kind: str, wanted: str, limits: Limits
) -> tuple[str, str, list[str], list[tuple[Cell, ...]]]:
    found = frame(upload, limits, wanted)
    name = str(found.attrs["layer"])
    if "geometry" not in found.columns:
        return name, "", list(found.columns), _plain(found)
    if found.crs is None:
        raise no_crs(upload.name)
    attributes = found.drop(columns="geometry")
    places = [_point(shape) for shape in found.geometry.to_crs(crs.WGS84)]
    names, rows = _joined(list(attributes.columns), _plain(attributes), places)
    system = ":".join(found.crs.to_authority() or (kind, found.crs.name))
    return name, system, names, rows


def _plain(found: Any) -> list[tuple[Cell, ...]]:
    return [tuple(_cell(v) for v in row) for row in found.itertuples(index=False, name=None)]


def _cell(value: Any) -> Cell:
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime() if value == value else None  # noqa: PLR0124  NaT
    elif hasattr(value, "item"):
        value = value.item()
    return tidy(value)


def _point(shape: Any) -> tuple[float, float] | None:
    """Return latitude and longitude of a shape: a point itself, else a point inside it."""
    if shape is None or shape.is_empty:
        return None
    at = shape if shape.geom_type == "Point" else shape.representative_point()
    if not (math.isfinite(at.x) and math.isfinite(at.y)):
        return None
    return round(at.y, DIGITS), round(at.x, DIGITS)


def _joined(
    names: list[str], rows: list[tuple[Cell, ...]], places: list[tuple[float, float] | None]
) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Put the point beside the attributes, where they do not name it themselves."""
    lower = {name.lower() for name in names}
    if {LAT, LON} <= lower:
        return names, rows
    places_ = [place or (None, None) for place in places]
    return [*names, LAT, LON], [(*row, *at) for row, at in zip(rows, places_, strict=True)]


def _geojson(upload: Upload) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Read GeoJSON by itself: a driver that guesses could follow addresses in the file."""
    try:
        with upload.open() as handle:
            raw = json.loads(handle.read().decode("utf-8-sig"))
        if raw.get("type") != "FeatureCollection":
            raise refusal.mismatch(upload.name, "keine FeatureCollection", "no FeatureCollection")
        features = list(raw["features"])
        shapes = [
            shapely.from_geojson(json.dumps(g)) if (g := feature.get("geometry")) else None
            for feature in features
        ]
        properties = [dict(feature.get("properties") or {}) for feature in features]
    except refusal.RefusedFileError:
        raise
    except (
        AttributeError, KeyError, RecursionError, TypeError, ValueError, shapely.errors.ShapelyError
    ) as fault:  # fmt: skip
        raise refusal.damaged(upload.name) from fault
    names = list(dict.fromkeys(name for row in properties for name in row))
    rows = [tuple(_value(row.get(name)) for name in names) for row in properties]
    return _joined(names, rows, [_point(shape) for shape in shapes])


def _value(value: Any) -> Cell:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return tidy(value)


@contextmanager
def _on_disk(upload: Upload, kind: str, limits: Limits) -> Iterator[Path]:
    """Give the file a place of its own under a name of ours while it is read."""
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        if kind == "shapefile":
            yield _unpacked(upload, Path(folder), limits)
            return
        head = upload.head(100)
        if not head.startswith(SQLITE) or head[APPLICATION_ID] not in GPKG_IDS:
            raise refusal.mismatch(upload.name, "kein GeoPackage", "no GeoPackage")
        path = Path(folder) / "layer.gpkg"
        with path.open("wb") as out:
            out.writelines(upload.chunks())
        yield path


def _unpacked(upload: Upload, folder: Path, limits: Limits) -> Path:
    """Unpack the parts of the one Shapefile of an archive, under names of ours."""
    with archive.opened(upload, limits) as found:
        archive.verify(found, upload.name)
        shapes = [n for n in found.namelist() if PurePosixPath(n).suffix.lower() == ".shp"]
        if len(shapes) != 1:
            raise _not_one(upload.name, len(shapes))
        stem = str(PurePosixPath(shapes[0]).with_suffix("")).lower()
        for member in found.namelist():
            part = PurePosixPath(member)
            if part.suffix.lower() in PARTS and str(part.with_suffix("")).lower() == stem:
                with found.open(member) as handle:
                    (folder / f"layer{part.suffix.lower()}").write_bytes(handle.read())
    if not all((folder / f"layer{part}").is_file() for part in NEEDED):
        raise refusal.damaged(upload.name)
    if not (folder / "layer.prj").is_file():
        raise no_crs(upload.name)
    return folder / "layer.shp"


def _not_one(name: str, n: int) -> refusal.RefusedFileError:
    return refusal.RefusedFileError(
        "shapefile-count",
        name,
        (
            f"Das Archiv enthält {n} Shapefiles; gelesen wird genau eines.",
            f"The archive holds {n} shapefiles; exactly one is read.",
            "Die Dateien .shp, .shx, .dbf, .prj eines Shapefiles zusammen packen.",
            "Pack the files .shp, .shx, .dbf, .prj of one shapefile together.",
        ),
    )


def no_crs(name: str) -> refusal.RefusedFileError:
    """Return the refusal of a map without its coordinate system."""
    return refusal.RefusedFileError(
        "crs-missing",
        name,
        (
            "Das Koordinatensystem ist nicht angegeben.",
            "The coordinate system is not stated.",
            "Beim Speichern angeben (Shapefile: die Datei .prj mit einpacken).",
            "State it when saving (shapefile: pack the file .prj too).",
        ),
    )
