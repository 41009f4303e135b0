"""The layers of the map, one file each; found by `layers.spec.layers`."""
