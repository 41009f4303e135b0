"""OGC API - Features: the collections for QGIS, GDAL and others, through pygeoapi, read-only."""
