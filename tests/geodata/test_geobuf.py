"""Geobuf: what is written is what is read, and what the reference library writes is read too."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata import geobuf
from geodata import geobuf_read

# Written by the reference encoder (npm geobuf 4.0.0, pbf 4.0.1) from the shapes below
REFERENCE = bytes.fromhex(
    "0a0269640a046e616d65180522bd010a3f0a2a0804120204031a2280d46180e2fa04c09a0c0000c09a0cbf9a0c0"
    "0d0da64d0e8fd0400d08603d08603006a030a01616a060a0453c3bc647204000001010a3a0a2908051205020103"
    "01031a1ec0b95580e2fa04a08d060000f2c001809f49c0c7ee04a08d060000a08d066a030a01626a020a0072040"
    "00001010a3e0a280803120202031a2080d46180e2fa04a09c01c0b802c0ee6dc0fc8605a09c01a09c01a09c019f"
    "9c016a030a01636a070a055765736572720400000101"
)
SHAPES = [
    shapely.from_wkt(
        "POLYGON ((8 52, 9 52, 9 53, 8 53, 8 52), (8.25 52.25, 8.25 52.5, 8.5 52.5, 8.25 52.25))"
    ),
    shapely.from_wkt(
        "MULTIPOLYGON (((7 52, 7.5 52, 7.5 52.12345, 7 52)), ((6 51, 6.5 51, 6.5 51.5, 6 51)))"
    ),
    shapely.from_wkt("MULTILINESTRING ((8 52, 8.1 52.2), (9 53, 9.1 53.1, 9.2 53))"),
]
TEXTS = [{"id": "a", "name": "Süd"}, {"id": "b", "name": ""}, {"id": "c", "name": "Weser"}]


def test_the_reference_encoding_is_read() -> None:
    listed = geobuf_read.collection(REFERENCE)
    assert [t for _, t in listed] == TEXTS
    for (found, _), shape in zip(listed, SHAPES, strict=True):
        assert found.geom_type == shape.geom_type
        assert shapely.equals_exact(found, shape, 1e-9)


def test_features_are_written_as_the_reference_writes_them() -> None:
    ours = geobuf.collection(SHAPES, TEXTS)
    features = REFERENCE[REFERENCE.index(bytes.fromhex("22bd01")) :]
    assert ours.endswith(features)
    # the reference leaves out the dimension where it is two, the default
    assert ours[: -len(features)] == REFERENCE[: -len(features)].replace(
        bytes([0x18, 5]), bytes([0x10, 2, 0x18, 5])
    )


whole = st.integers(min_value=-1_800_000, max_value=1_800_000)


@st.composite
def squares(draw: st.DrawFn) -> shapely.Polygon:
    west, south = draw(whole), draw(whole)
    size = draw(st.integers(min_value=4, max_value=1000))
    edge = np.array([[0, 0], [size, 0], [size, size], [0, size], [0, 0]])
    hole = np.array([[1, 1], [1, 2], [2, 2], [1, 1]])
    start = np.array([west, south])
    holes = [(start + hole) / 1e5] if draw(st.booleans()) else []
    return shapely.Polygon((start + edge) / 1e5, holes)


shapes = st.one_of(
    squares(),
    st.lists(squares(), min_size=1, max_size=4).map(shapely.MultiPolygon),
    st.tuples(whole, whole).map(lambda p: shapely.Point(p[0] / 1e5, p[1] / 1e5)),
    st.lists(st.tuples(whole, whole), min_size=2, max_size=9).map(
        lambda ps: shapely.LineString(np.array(ps) / 1e5)
    ),
)
words = st.dictionaries(st.sampled_from(["id", "key", "name", "kind"]), st.text(max_size=20))


@given(st.lists(st.tuples(shapes, words), max_size=5))
def test_what_is_written_is_read_back(features: list[tuple[object, dict[str, str]]]) -> None:
    body = geobuf.collection([s for s, _ in features], [w for _, w in features])
    back = geobuf_read.collection(body)
    assert [t for _, t in back] == [w for _, w in features]
    for (found, _), (shape, _) in zip(back, features, strict=True):
        assert np.allclose(
            shapely.get_coordinates(found), shapely.get_coordinates(shape), rtol=0, atol=1e-9
        )
        assert shapely.get_type_id(found) == shapely.get_type_id(shape)


@pytest.mark.parametrize("body", [REFERENCE[:-7], b"\xff\xff\xff", b"PK\x03\x04 something else"])
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"Geobuf|field"):
        geobuf_read.collection(body)
