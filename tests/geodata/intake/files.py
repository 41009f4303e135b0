"""Files as offices send them, written anew for each test."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING
from typing import Any

import geopandas as gpd
import shapely
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def csv(rows: Iterable[Sequence[object]], mark: str = ";", encoding: str = "utf-8") -> bytes:
    """Return rows as delimited text; cells with the separator are quoted."""

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if mark in text or '"' in text else text

    return "\r\n".join(mark.join(cell(v) for v in row) for row in rows).encode(encoding)


def xlsx(rows: Iterable[Sequence[Any]], name: str = "Tabelle1") -> bytes:
    """Return rows as an Excel workbook, numbers as numbers and text as text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {**options, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for m, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(n, m, value)  # what begins with "=" is no formula
                elif value is not None:
                    sheet.write(n, m, value)
    return out.getvalue()


def ods(rows: Iterable[Sequence[Any]], *, repeat: int = 1, extra: str = "") -> bytes:
    """Return rows as an ODF spreadsheet, the last of them `repeat` times."""

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        text = str(value).replace("&", "&amp;").replace("<", "&lt;")
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    lines = ["".join(cell(v) for v in row) for row in rows]
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines[:-1])
    body += f'<table:table-row table:number-rows-repeated="{repeat}">{lines[-1]}</table:table-row>'
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blatt">{body}</table:table>'
        f"</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    members = {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed(members | ({extra: "Sub x"} if extra else {}))


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return members as a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def with_member(archive: bytes, name: str, body: bytes = b"x") -> bytes:
    """Return an archive with one more member."""
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as found:
        found.writestr(name, body)
    return out.getvalue()


def geojson(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return rows (the first has the heads, with lat and lon among them) as GeoJSON points."""
    heads = list(rows[0])
    features = []
    for row in rows[1:]:
        values = dict(zip(heads, row, strict=True))
        lat, lon = values.pop("lat"), values.pop("lon")
        point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
        features.append({"type": "Feature", "properties": values, "geometry": point})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return text.encode()


def points(rows: Sequence[Sequence[Any]]) -> gpd.GeoDataFrame:
    """Return rows as points in the metric system of the Land."""
    heads = list(rows[0])
    at = heads.index("lat"), heads.index("lon")
    shapes = [shapely.Point(row[at[1]], row[at[0]]) for row in rows[1:]]
    kept = [n for n in range(len(heads)) if n not in at]
    table = {heads[n]: [row[n] for row in rows[1:]] for n in kept}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326).to_crs(25832)


def gpkg(rows: Sequence[Sequence[Any]], folder: Path) -> bytes:
    """Return rows as a GeoPackage."""
    path = folder / "points.gpkg"
    points(rows).to_file(path, driver="GPKG")
    return path.read_bytes()


def shapefile(rows: Sequence[Sequence[Any]], folder: Path) -> bytes:
    """Return rows as a zipped Shapefile in a folder of its own."""
    path = folder / "shape"
    path.mkdir()
    points(rows).to_file(path / "Praxen.shp", encoding="utf-8")
    return packed({f"Praxen/{part.name}": part.read_bytes() for part in path.iterdir()})
