"""Addresses: every view survives, no text breaks the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from layers import fields
from layers import state
from layers import view
from layers.state import LayerRef
from layers.state import ViewState
from tests.layers import toy

KNOWN = toy.known()


def ids(names: frozenset[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(names))


def lists(names: frozenset[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(ids(names), max_size=4).map(tuple)


years = st.tuples(st.integers(1990, 2100), st.integers(1990, 2100)).map(
    lambda pair: (min(pair), max(pair))
)
position = st.tuples(
    st.floats(-90, 90, allow_subnormal=False),
    st.floats(-180, 180, allow_subnormal=False),
    st.floats(0, 22, allow_subnormal=False),
)
refs = st.builds(LayerRef, id=ids(KNOWN.layers), opacity=st.integers(0, 100))
views = st.builds(
    ViewState,
    mode=st.sampled_from(state.MODES),
    level=st.sampled_from(state.LEVELS),
    metric=ids(KNOWN.metrics),
    programme=lists(KNOWN.programmes),
    kind=st.sampled_from(state.KINDS),
    years=st.none() | years,
    aerl=lists(KNOWN.aerl),
    layers=st.none() | st.lists(refs, max_size=5).map(tuple),
    area=lists(KNOWN.areas),
    year=st.sampled_from(["", "1999", "2022"]),
    columns=lists(KNOWN.indicators),
    need=st.sampled_from(["", "i-a", "-i-b-c"]),
    weight=st.sampled_from(["", "i-a"]),
    map=st.none() | position,
    of=st.sampled_from(state.SUBJECTS),
    format=st.sampled_from(state.PICTURES),
    size=st.sampled_from(["hd", "a4", "16:9", "1200x630", "297x210mm@300"]),
    title=st.text(alphabet="Aä „“&=+%#<>'~", max_size=30).map(lambda t: " ".join(t.split())),
    show=st.lists(st.sampled_from(fields.PARTS), max_size=6).map(tuple),
    stamp=st.sampled_from(["", *state.STAMPS]),
    embed=st.sampled_from(["off", "on"]),
    theme=st.sampled_from(state.THEMES),
    lang=st.sampled_from(state.LANGS),
)


@given(views)
@settings(max_examples=300, deadline=None)
def test_every_view_survives_its_address(original: ViewState) -> None:
    query = view.to_query(original)
    assert view.from_query(query, KNOWN) == (original, ())
    assert view.to_query(view.from_query(query, KNOWN)[0]) == query


broken = st.text(alphabet="levarp=&,~-%+;20193.é\ud800\x00", max_size=60)
params = st.sampled_from([field.param for field in view.FIELDS])
pairs = st.lists(st.tuples(params, st.text(max_size=12) | broken), max_size=6)


@given(st.text(max_size=80) | broken | pairs.map(lambda p: "&".join(f"{k}={v}" for k, v in p)))
@settings(max_examples=500, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    found, problems = view.from_query(text, KNOWN)
    assert view.from_query(view.to_query(found), KNOWN) == (found, ())
    assert all(problem.severity == "notice" for problem in problems)
    assert all(p.message and p.message_en and p.hint and p.hint_en for p in problems)


def test_the_default_view_has_a_bare_address() -> None:
    assert view.to_query(ViewState()) == ""
    assert view.from_query("", KNOWN) == (ViewState(), ())
    assert view.from_query("?", KNOWN) == (ViewState(), ())


@pytest.mark.parametrize(
    ("query", "code", "raw"),
    [
        ("level=bezirke", "view-bad-value", "bezirke"),
        ("metric=glueck", "view-bad-value", "glueck"),
        ("programme=rvz,unsinn", "view-bad-value", "unsinn"),
        ("years=2025-2019", "view-bad-value", "2025-2019"),
        ("years=20199", "view-bad-value", "20199"),
        ("years=1000", "view-bad-value", "1000"),
        ("area=99999", "view-bad-value", "99999"),
        ("map=52.8,9.1", "view-bad-value", "52.8,9.1"),
        ("map=nan,9,8", "view-bad-value", "nan,9,8"),
        ("map=95,9,8", "view-bad-value", "95,9,8"),
        ("layers=rvz~101", "view-bad-value", "rvz~101"),
        ("layers=-rvz", "view-bad-value", "-rvz"),
        ("theme=pink", "view-bad-value", "pink"),
        ("farbe=rot", "view-unknown-parameter", "rot"),
        ("level=aerl&level=gemeinden", "view-doubled", "gemeinden"),
        ("v=7", "view-newer-version", "7"),
        ("v=0", "view-bad-value", "0"),
        ("v=x", "view-bad-value", "x"),
    ],
)
def test_a_bad_part_keeps_its_default_and_is_named(query: str, code: str, raw: str) -> None:
    found, problems = view.from_query(query, KNOWN)
    assert [(p.code, p.raw) for p in problems] == [(code, raw)]
    assert found.metric == ViewState().metric
    assert found.years is None
    assert found.map is None


def test_good_parts_beside_bad_ones_are_kept() -> None:
    found, problems = view.from_query("programme=rvz,unsinn&level=aerl&farbe=rot", KNOWN)
    assert (found.programme, found.level) == (("rvz",), "aerl")
    assert len(problems) == 2


def test_the_message_says_what_and_where() -> None:
    _, (problem,) = view.from_query("level=bezirke", KNOWN)
    assert problem.message == (
        "„bezirke“ ist kein gültiger Wert für „level“; es gilt die Voreinstellung."
    )
    assert problem.message_en == "“bezirke” is not a valid value for “level”; the default holds."
    assert problem.where == "level"


@pytest.mark.parametrize(
    ("query", "layers"),
    [
        ("layers=rvz", "landkreise rvz"),
        ("layers=-landkreise,rvz", "rvz"),
        ("layers=rvz,landkreise", "rvz landkreise"),
        ("layers=-landkreise", ""),
        ("level=gemeinden&layers=rvz", "gemeinden rvz"),
        ("layers=rvz&level=gemeinden", "gemeinden rvz"),  # the order of parameters is free
        ("layers=unsinn", " ".join(state.BASE_LAYERS)),
        ("layers=", " ".join(state.BASE_LAYERS)),
    ],
)
def test_the_layer_of_the_level_is_drawn_unless_switched_off(query: str, layers: str) -> None:
    found, _ = view.from_query(query, KNOWN)
    assert " ".join(ref.id for ref in found.drawn()) == layers


def test_escaped_addresses_are_read() -> None:
    found, problems = view.from_query("?area=03001%2C03002&map=52.5%2C9%2C8", KNOWN)
    assert found.area == ("03001", "03002")
    assert found.map == (52.5, 9.0, 8.0)
    assert problems == ()


def test_endless_addresses_are_cut_and_said() -> None:
    long = "&".join(["level=aerl"] + [f"x{i}=1" for i in range(2000)])
    found, problems = view.from_query(long, KNOWN)
    assert found.level == "aerl"
    assert problems[0].code == "view-too-long"
    assert len(problems) < 60
    assert all(len(p.raw) < 100 for p in problems)


def test_a_supply_of_nothing_is_an_address_of_its_own() -> None:
    found, problems = view.from_query("mode=gaps&sites=none", KNOWN)
    assert (found.sites, problems) == ((), ())
    assert view.to_query(found) == "mode=gaps&sites=none"
    assert view.from_query("mode=gaps", KNOWN)[0].sites == ("branch", "open")
