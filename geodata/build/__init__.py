"""The build: from pinned registry packages to the files under ``geodata/data``.

Nothing of the serving path imports this package.
"""
