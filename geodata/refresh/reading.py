"""Reading: layers of an official delivery, whatever the edition called them and their columns.

A delivery is a ZIP with Shapefiles or a GeoPackage in sub-folders, or a GeoPackage itself.
VG250 has the layers LAN (Länder), KRS (Kreise), VWG (Samtgemeinden) and GEM (Gemeinden); the
Land's own survey has Gemeinden only.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import geopandas as gpd
import pandas as pd
import pyogrio
import pyogrio.errors

from geodata import crs
from geodata import geometry
from geodata.build import vg250
from geodata.intake import archive
from geodata.intake import refusal
from geodata.intake import vector
from geodata.refresh import obtaining

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from geodata.intake.upload import Upload

NI: Final = "03"
LAYERS: Final = {
    "lan": "lan", "bundeslaender": "lan", "krs": "krs", "kreise": "krs",
    "vwg": "vwg", "verwaltungsgemeinschaften": "vwg", "gem": "gem", "gemeinden": "gem",
}  # fmt: skip
LAYER: Final = re.compile(rf"(?:^|_)({'|'.join(LAYERS)})(?:$|_)")
STATED: Final = 1000  # characters in which the date is looked for
ALONE: Final = re.compile(r"gemeinde", re.IGNORECASE)
TIMELINESS: Final = "aktualitaet.txt"
DATE: Final = re.compile(
    r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b"
)
READ: Final = (*vector.PARTS, ".gpkg", ".txt")
SYSTEMS: Final = frozenset({25832, 25833, 4326, 4258, 4647, 3035, 3857, 31467, 31466, 31468})
KEY_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The layers of a delivery, EPSG:25832.

    Parameters
    ----------
    name, sha256
        Of the file.
    layers
        By short name (``gem`` is always there): columns of :data:`geodata.build.vg250.NAMES`,
        empty where the edition has none, and geometry.
    date
        ISO date of the boundaries that the delivery states, empty if it does not.
    """

    name: str
    sha256: str
    layers: dict[str, gpd.GeoDataFrame]
    date: str

    @property
    def survey(self) -> bool:
        """Whether it is the Land's own survey: Gemeinden without the layers above."""
        return "krs" not in self.layers


def delivery(upload: Upload) -> Delivery:
    """Return the layers of Niedersachsen, and the Länder around if the delivery has them.

    Raises
    ------
    RefusedFileError
        If it is no such delivery.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-") as name:
        folder = Path(name)
        date = _unpacked(upload, folder)
        found = dict(_found(folder))
        if "gem" not in found:
            raise _no_layers(upload.name)
        layers = {
            short: _frame(upload.name, path, layer, "" if short == "lan" else NI)
            for short, (path, layer) in found.items()
        }
    return Delivery(name=upload.name, sha256=upload.sha256(), layers=layers, date=date)


def _unpacked(upload: Upload, folder: Path) -> str:
    """Put what is read under names of ours into a folder; return the date that is stated."""
    head = upload.head(100)
    if head.lstrip()[:9].lower().startswith(obtaining.PAGES):
        raise refusal.mismatch(upload.name, "eine Internetseite", "a web page")
    if head.startswith(vector.SQLITE):
        if head[vector.APPLICATION_ID] not in vector.GPKG_IDS:
            raise refusal.mismatch(upload.name, "kein GeoPackage", "no GeoPackage")
        with (folder / "0.gpkg").open("wb") as out:
            out.writelines(upload.chunks())
        return ""
    if not head.startswith(b"PK"):
        raise _no_layers(upload.name)
    date = ""
    with archive.opened(upload, obtaining.LIMITS) as found:
        archive.verify(found, upload.name)
        for member in found.namelist():
            part = PurePosixPath(member)
            if part.name.lower() == TIMELINESS:
                with found.open(member) as stated:
                    date = date or dated(stated.read(STATED).decode("latin-1"))
            elif part.suffix.lower() in READ and part.suffix.lower() != ".txt":
                _extract(found, member, folder)
    return date


def _extract(found: zipfile.ZipFile, member: str, folder: Path) -> None:
    """Unpack a member in pieces, each folder of the archive into a numbered one."""
    part = PurePosixPath(member)
    parents = sorted({str(PurePosixPath(name).parent) for name in found.namelist()})
    inside = folder / str(parents.index(str(part.parent)))
    inside.mkdir(exist_ok=True)
    name = re.sub(r"[^a-z0-9_]", "_", part.stem.lower()) + part.suffix.lower()
    with found.open(member) as source, (inside / name).open("wb") as out:
        while chunk := source.read(archive.CHUNK):
            out.write(chunk)


def dated(text: str) -> str:
    """Return the first day that a text names, as ISO date; empty if it names none."""
    found = DATE.search(text)
    if not found:
        return ""
    day, month, year, year_, month_, day_ = found.groups()
    try:
        return dt.date(int(year or year_), int(month or month_), int(day or day_)).isoformat()
    except ValueError:
        return ""


def _found(folder: Path) -> Iterator[tuple[str, tuple[Path, str]]]:
    """Yield short name, file and layer; where there is one layer only it is the Gemeinden'."""
    seen: dict[str, tuple[Path, str]] = {}
    every = []
    for path in sorted((*folder.rglob("*.gpkg"), *folder.rglob("*.shp"))):
        try:
            listed = pyogrio.list_layers(path)
        except (pyogrio.errors.DataSourceError, ValueError):
            continue
        for layer, kind in listed:
            if kind is None or "Polygon" not in str(kind):
                continue
            every.append((path, str(layer)))
            match = LAYER.search(str(layer).lower())
            if match and not str(layer).lower().startswith("v_"):  # views repeat the tables
                seen.setdefault(LAYERS[match[1]], (path, str(layer)))
    alone = [one for one in every if ALONE.search(one[1])] or every
    if "gem" not in seen and len(alone) == 1:
        seen = {"gem": alone[0]}
    yield from seen.items()


def _frame(name: str, path: Path, layer: str, prefix: str) -> gpd.GeoDataFrame:
    """Return a layer with columns under our names, repaired, metric."""
    try:
        raw = pyogrio.read_dataframe(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as fault:
        raise refusal.damaged(name) from fault
    if raw.crs is None:
        raise vector.no_crs(name)
    if raw.crs.to_epsg(min_confidence=20) not in SYSTEMS:
        raise _strange_crs(name, raw.crs.name)
    out = vg250.columns(pd.DataFrame(raw.drop(columns=raw.geometry.name)))
    if "ars" not in out:
        raise _no_keys(name, layer)
    own = out["ars"].str.startswith(prefix) & ~raw.geometry.is_empty & raw.geometry.notna()
    shapes = gpd.GeoDataFrame(out[own], geometry=raw.geometry[own].to_numpy(), crs=raw.crs)
    shapes = crs.to_metric(shapes)
    shapes["geometry"] = geometry.repair(shapes.geometry.to_numpy())
    return shapes.reset_index(drop=True)


def _no_layers(name: str) -> refusal.RefusedFileError:
    return refusal.RefusedFileError(
        "boundaries-missing",
        name,
        (
            "Die Datei enthält keine Verwaltungsgrenzen (VG250_GEM oder Gemeindegrenzen).",
            "The file holds no administrative boundaries (VG250_GEM or municipalities).",
            "Die Lieferung des BKG (VG250 oder VG250-EW, „Ebenen“) ungeöffnet angeben.",
            "Give the delivery of BKG (VG250 or VG250-EW, 'Ebenen') as it came.",
        ),
    )


def _no_keys(name: str, layer: str) -> refusal.RefusedFileError:
    return refusal.RefusedFileError(
        "keys-missing",
        name,
        (
            f"Die Ebene {layer} hat keine Spalte mit amtlichen Schlüsseln (ARS, RS oder AGS).",
            f"The layer {layer} has no column with official keys (ARS, RS or AGS).",
            "Die Lieferung unverändert verwenden.",
            "Use the delivery unchanged.",
        ),
    )


def _strange_crs(name: str, found: Any) -> refusal.RefusedFileError:
    return refusal.RefusedFileError(
        "crs-unknown",
        name,
        (
            f"Das Koordinatensystem „{found}“ wird nicht gelesen.",
            f"The coordinate system '{found}' is not read.",
            "Die Lieferung in UTM 32 (EPSG:25832) verwenden.",
            "Use the delivery in UTM 32 (EPSG:25832).",
        ),
    )
