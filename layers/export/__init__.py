"""Downloads of a scene, one file a format; found by `layers.spec.exports`."""
