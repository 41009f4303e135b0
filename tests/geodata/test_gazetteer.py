"""Places found by name: the names of the records, the ambiguous ones, near misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata import areas
from geodata import crs
from geodata import errors
from geodata import folders
from geodata import gazetteer
from geodata import names

if TYPE_CHECKING:
    from pathlib import Path

BOOK = gazetteer.Gazetteer.load()

OF_THE_RECORDS = {
    "Nordholz": "03352061",
    "Nordenham": "03461007",
    "Alfeld (Leine)": "03254002",
    "Freden (Leine)": "03254042",
    "Baddeckenstedt": "03158002",
    "Burgdorf (LK Wolfenbüttel)": "03158004",
    "Auetal": "03257003",
    "Celle": "03351006",
    "Stadthagen": "03257035",
    "Seesen": "03153012",
    "Goslar": "03153017",
    "Stuhr": "03251037",
    "Bramsche": "03459014",
    "Osterholz-Scharmbeck": "03356007",
    "Sögel": "03454047",
    "Sickte": "03158030",
    "Hildesheim": "03254021",
    "Emden": "03402000",
    "Dannenberg (Elbe)": "03354004",
    "Thedinghausen": "03361013",
    "Winsen (Luhe)": "03353040",
    "Walsrode": "03358024",
    "Verden (Aller)": "03361012",
    "Uelzen": "03360025",
    "Wurster Nordseeküste": "03352061",
}
WRITTEN_OTHERWISE = {
    "Soegel": "03454047",
    "Hann. Münden": "03159017",
    "Hannoversch Muenden": "03159017",
    "Bad Münder": "03252002",
    "Nienburg/Weser": "03256022",
    "Hansestadt Lüneburg": "03355022",
    "Hude": "03458010",
    "Hude (Oldenburg)": "03458010",
    "Bomlitz": "03358024",
    "Stadt Oldenburg": "03403000",
    "Oldenburg": "03403000",
    "Landkreis Oldenburg": "03458",
    "Osnabrück": "03404000",
    "LK Osnabrück": "03459",
    "Region Hannover": "03241",
    "Samtgemeinde Sickte": "031585406",
    "Burgdorf (Region Hannover)": "03241003",
    "Burgdorf, Landkreis Wolfenbüttel": "03158004",
    "Greetsiel": "03452014",
}


@pytest.mark.parametrize(("name", "key"), [*OF_THE_RECORDS.items(), *WRITTEN_OTHERWISE.items()])
def test_a_name_finds_its_place(name: str, key: str) -> None:
    match = BOOK.find(name)
    assert match.status == "ok", match
    assert match.place is not None
    assert match.place.key == key


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Burgdorf", {"03158004", "03241003"}),
        ("Winsen", {"03351024", "03353040"}),
        ("Neuenkirchen", {"03251028", "03352042", "03358018", "03359033", "03459028"}),
    ],
)
def test_several_places_of_a_name_are_asked_about(name: str, keys: set[str]) -> None:
    match = BOOK.find(name)
    assert match.status == "ambiguous"
    assert match.place is None
    found = {p.key for p in match.candidates if p.kind == "gemeinde"}
    assert len(found) == len(keys)
    for place in match.candidates:
        decided = BOOK.find(name, kreis=place.kreis)
        assert place.kreis in {p.kreis for p in decided.candidates}


def test_a_kreis_decides_by_key_or_name() -> None:
    for kreis in ("03158", "Wolfenbüttel", "Landkreis Wolfenbüttel", "LK Wolfenbüttel"):
        place = BOOK.find("Burgdorf", kreis=kreis).place
        assert place is not None
        assert place.key == "03158004"
    assert BOOK.find("Burgdorf", kreis="Emsland").status == "unknown"
    hude = BOOK.find("Hude", kreis="Landkreis Oldenburg").place
    assert hude is not None
    assert hude.key == "03458010"
    assert BOOK.find("Hude", kreis="Stadt Oldenburg").status == "unknown"


def test_the_lesser_meaning_of_a_name_is_named_too() -> None:
    match = BOOK.find("Langen")
    assert match.status == "ok"
    assert [(p.kind, p.kreis) for p in match.candidates] == [
        ("gemeinde", "03454"),
        ("ortsteil", "03352"),
    ]


@pytest.mark.parametrize("name", ["Atlantis", "", "   ", "(LK Celle)", "ß", "Landkreis"])
def test_unknown_names_are_unknown(name: str) -> None:
    assert BOOK.find(name).status == "unknown"


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    assert BOOK.find(text).status in {"ok", "ambiguous", "unknown"}
    assert len(BOOK.suggest(text)) <= 5


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert names.folded(names.folded(text)) == names.folded(text)


def test_every_official_name_finds_itself() -> None:
    for place in BOOK.places:
        if place.kind in {"gemeinde", "samtgemeinde"}:
            found = BOOK.find(place.name, kreis=place.kreis)
            assert place.key in {p.key for p in found.candidates}, place


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Oldenbrug", "Oldenburg"),
        ("Hanover", "Hannover"),
        ("Lünebrug", "Lüneburg"),
        ("Sögl", "Sögel"),
    ],
)
def test_near_misses_are_suggested(typed: str, meant: str) -> None:
    suggested = BOOK.suggest(typed)
    assert meant in {p.name.split(" (")[0] for p in suggested}
    assert len({(p.kind, p.key, p.name) for p in suggested}) == len(suggested)


def test_counts_of_the_gazetteer() -> None:
    kinds = [p.kind for p in BOOK.places]
    assert {k: kinds.count(k) for k in gazetteer.ORDER} == {
        "gemeinde": 939,
        "samtgemeinde": 114,
        "former": 33,
        "ortsteil": 243,
        "kreisfreie_stadt": 8,
        "landkreis": 37,
        "gemeindefrei": 25,
    }
    assert len({(p.kind, p.key, p.name) for p in BOOK.places}) == len(kinds)


def test_every_point_lies_in_its_area() -> None:
    shapes = {
        level: areas.geometry(level).geometry
        for level in ("gemeinden", "samtgemeinden", "landkreise")
    }
    points = crs.to_metric(
        gpd.GeoSeries.from_xy(
            [p.lon for p in BOOK.places], [p.lat for p in BOOK.places], crs=crs.WGS84
        )
    )
    for place, point in zip(BOOK.places, points, strict=True):
        level = next(lv for lv, series in shapes.items() if place.key in series.index)
        off = shapely.distance(shapes[level][place.key], point)
        assert off < 2, (place, off)  # metres: five decimals of a degree
        if place.gemeinde:
            assert place.gemeinde[:5] == place.kreis


def test_better_points_replace_points_without_a_settlement() -> None:
    auetal = BOOK.find("Auetal").place
    assert auetal is not None
    assert auetal.source == "openego"
    assert not any(p.source == "inside" for p in BOOK.places if p.kind == "gemeinde")


def test_the_gazetteer_works_without_the_odbl_folder(tmp_path: Path) -> None:
    body = (folders.DATA / gazetteer.FILE).read_bytes()
    (tmp_path / gazetteer.FILE).write_bytes(body)
    place = gazetteer.Gazetteer.load(tmp_path).find("Auetal").place
    assert place is not None
    assert place.source == "inside"


def test_a_missing_or_damaged_gazetteer_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFileError, match=r"gazetteer\.csv"):
        gazetteer.Gazetteer.load(tmp_path)
    (tmp_path / gazetteer.FILE).write_text("name,kind\nCelle,gemeinde\n", encoding="utf-8")
    with pytest.raises(errors.DamagedFileError, match="Spalten fehlen: key"):
        gazetteer.Gazetteer.load(tmp_path)
