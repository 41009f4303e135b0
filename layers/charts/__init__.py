"""The linked charts, one file each; found by `layers.spec.charts`."""
