"""The tests, which mirror the rooms; a package, as a library brings one of this name along."""
