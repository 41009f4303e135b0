"""The table ``layer_styles`` of a GeoPackage, from which QGIS takes the look of a layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WRITTEN = "2026-01-01T00:00:00.000Z"  # without a fixed date equal views would differ
TABLE = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
LISTED = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', ?)
"""
STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
    styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)
VALUES ('', '', ?, ?, 'Zukunftsatlas', ?, '', 1, 'Zukunftsatlas Niedersachsen', '', ?)
"""
GEOMETRY = "SELECT table_name, column_name FROM gpkg_geometry_columns"


def add(path: Path, styles: Mapping[str, str]) -> None:
    """Write the styles of a GeoPackage's layers into it; layers without geometry have none.

    Parameters
    ----------
    path
        The file.
    styles
        Name of a layer to its QML.
    """
    with closing(sqlite3.connect(path)) as file, file:
        columns = dict(file.execute(GEOMETRY).fetchall())
        file.execute(TABLE)
        file.execute(LISTED, (WRITTEN,))
        for layer, text in styles.items():
            if layer in columns:
                file.execute(STYLE, (layer, columns[layer], text, WRITTEN))
