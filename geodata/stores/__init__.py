"""Stores: where a data version comes from; a folder of files, or a PostgreSQL with PostGIS."""
