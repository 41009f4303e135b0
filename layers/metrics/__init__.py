"""The figures an area can be coloured by, one file each; found by `layers.spec.metrics`."""
