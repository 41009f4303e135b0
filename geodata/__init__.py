"""The data room: areas, places, population, programme records, and where they come from."""
