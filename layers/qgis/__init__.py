"""Styles for QGIS: a file opens there with the colours, classes and signs of the atlas."""
