"""The charts of a chosen indicator, one file each; found by `layers.spec.indicator_charts`."""
