"""The page's figures of the gaps: one shape, one truth, honest words, small and quick."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import plotly.graph_objects as go
import pytest

from layers import gaps
from layers import payload
from layers import scenes
from layers import spec
from layers import state
from layers.gaps import figures
from layers.gaps import page
from layers.state import LayerRef
from layers.state import ViewState
from tests.layers.gaps import land

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

FIRST, LAST = land.KEYS[0], land.KEYS[-2]
UELZEN = "03360025"
# Bytes of raw JSON and seconds of a new question whose sites are known
LIMITS = {"landkreise": (90_000, 0.15), "gemeinden": (700_000, 0.4)}
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"level": "gemeinden", "candidates": (UELZEN,), "name": "Test"},
    {"level": "aerl", "aerl": ("weser-ems",), "norm": "30km@80", "kind": "budget"},
    {"candidates": (UELZEN, "53.0805~10.5856"), "closed": ("rvz-05",), "programme": ("rvz",)},
    {"sites": (), "measure": "beeline", "years": (2021, 2022)},
    {"level": "zukunftsregionen", "candidates": ("54.2000~8.0000",), "norm": "0min"},
    {"sites": ("open", "planned", "study"), "travel": (2.95, 5.0, 30.0), "norm": "120min@99.95"},
)


def said(found: dict[str, Any]) -> str:
    headline = found["metrics"]["gap"]["headline"]
    return f"{headline['figure']} {''.join(run for run, _ in headline['text'])}"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def of(catalogue: Catalogue, **fields: Any) -> dict[str, Any]:
    return page.payload(land.asked(catalogue, **fields))


def test_the_query_is_echoed_in_the_order_the_browser_compares(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", sites=("planned", "open"), travel=(1.25, 50, 2))
    found = scenes.payload(view, shipped)
    assert list(found["query"]) == [
        "level", "programme", "kind", "years", "aerl", "lang", "mode", "norm", "measure",
        "supply", "sites", "candidates", "closed", "travel", "versus", "since",
        "year", "columns", "need", "weight",
    ]  # fmt: skip
    assert found["query"] == {name: state.to_store(view)[name] for name in found["query"]}


@pytest.mark.parametrize("lang", state.LANGS)
@pytest.mark.parametrize("fields", VIEWS)
def test_it_is_json_of_one_shape_whatever_is_asked(
    fields: dict[str, Any], lang: str, shipped: Catalogue
) -> None:
    explored = scenes.payload(ViewState(), shipped)
    found = scenes.payload(ViewState(mode="gaps", lang=lang, **fields), shipped)
    assert json.loads(payload.dumps(found))
    assert set(explored) <= set(found)
    assert set(explored["table"]) <= set(found["table"])
    assert set(explored["charts"]["areas"]) == set(found["charts"]["curve"])
    keys = found["areas"]["keys"]
    assert keys == list(shipped.areas[found["level"]].index)
    for name in ("labels", "sub"):
        assert len(found["areas"][name]) == len(keys)
    for name in ("cards", "card_notes"):
        assert len(found[name]) == len(keys)
    assert len(found["table"]["rows"]) == len(keys)
    for metric in found["metrics"].values():
        assert len(metric["classes"]) == len(metric["texts"]) == len(keys)
    for row, values in found["table"]["rows"]:
        assert len(row) == len(found["table"]["columns"])
        assert len(values) in (1, len(row))
    assert found["table"]["sort"] in [column["id"] for column in found["table"]["columns"]]


@pytest.mark.parametrize("fields", VIEWS)
def test_the_legend_counts_the_classes_on_the_map(
    fields: dict[str, Any], shipped: Catalogue
) -> None:
    found = scenes.payload(ViewState(mode="gaps", **fields), shipped)
    inside = found["areas"]["inside"] or [True] * len(found["areas"]["keys"])
    for metric in found["metrics"].values():
        drawn = [c for c, here in zip(metric["classes"], inside, strict=True) if here]
        assert sum(entry["count"] for entry in metric["legend"]) == len(drawn)
        for entry in metric["legend"]:
            assert drawn.count(entry["class"]) == entry["count"]
    assert [e["class"] for e in found["metrics"]["gap"]["legend"]][:5] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("level", ["landkreise", "aerl", "gemeinden"])
@pytest.mark.parametrize("offices", [(), ("lueneburg",)])
def test_rows_headline_curve_and_sites_tell_the_same(
    level: str, offices: tuple[str, ...], shipped: Catalogue
) -> None:
    view = ViewState(mode="gaps", level=level, aerl=offices, candidates=(UELZEN,))
    built = gaps.build(view, shipped)
    found = gaps.payload(built)
    at = [column["id"] for column in found["table"]["columns"]].index("inhabitants_unserved")
    inside = found["areas"]["inside"] or [True] * len(found["areas"]["keys"])
    rows = [row for row, here in zip(found["table"]["rows"], inside, strict=True) if here]
    unserved = sum(values[at] for _, values in rows if len(values) > 1)
    assert unserved == built.totals.unserved
    traces = {t.get("name"): t for t in found["charts"]["curve"]["figure"]["data"]}
    assert traces["mit Kandidat A"]["y"][20] == pytest.approx(built.totals.share, abs=0.01)
    served = sum(site["people"] for site in found["sites"] if site["people"])
    assert served == built.assessment.headline().served
    gain = next(site["gain"] for site in found["sites"] if site["letter"] == "A")
    if not offices:
        assert gain == built.totals.gain > 0
        assert plain(found["sites"][-1]["gain_text"]) in plain(said(found))


def test_a_candidate_changes_map_rows_headline_and_curve_together() -> None:
    data = land.land(land.centre("a", FIRST))
    today, then = of(data), of(data, candidates=(LAST,))
    at = today["areas"]["keys"].index(LAST)
    assert today["metrics"]["gap"]["classes"][at] == 4
    assert then["metrics"]["gap"]["classes"][at] == 0
    assert then["gained"] == [LAST]
    assert plain(said(today)).startswith("ca. 7.000 von ca. 8.000 Menschen leben mehr als 5 km")
    assert plain(said(then)).startswith("ca. 6.000 von")
    assert "ca. 1.000 weniger" in plain(said(then))
    assert "2 von 8 bewohnten Gemeinden, heute in 1" in plain(said(then))
    shares = [c["charts"]["curve"]["figure"]["data"] for c in (today, then)]
    assert [trace.get("name") for trace in shares[0]] == ["heute", None]
    assert [trace.get("name") for trace in shares[1][:2]] == ["heute", "mit Kandidat A"]
    assert (shares[1][0]["y"][5], shares[1][1]["y"][5]) == (12.5, 25.0)
    columns = [column["id"] for column in then["table"]["columns"]]
    assert "share_served_before" in columns
    assert "share_served_before" not in [c["id"] for c in today["table"]["columns"]]
    assert plain(then["cards"][at][1][1]) == "0 % → 100 %"


def test_two_scenarios_stand_side_by_side() -> None:
    data = land.land(land.centre("a", FIRST))
    today, other = of(data), of(data, candidates=(LAST,))
    both = of(data, candidates=(LAST, land.KEYS[3]), versus=(LAST,))
    assert today["versus"] is None
    shown = both["versus"]
    assert shown["classes"] == other["metrics"]["gap"]["classes"]
    assert shown["texts"] == other["metrics"]["gap"]["texts"]
    assert [site["id"] for site in shown["sites"]] == [LAST]
    assert plain(shown["rows"][0][1]) == "ca. 6.000"
    assert plain(shown["rows"][0][2]) == "ca. 5.000"
    assert plain(shown["rows"][0][3]) == "ca. −1.000"
    assert [row[1:] for row in shown["rows"][2:]] == [["2", "3", "+1"]]
    assert len(shown["areas"]) == 1
    traces = both["charts"]["curve"]["figure"]["data"]
    lines = {trace["name"]: trace["y"][5] for trace in traces if "name" in trace}
    assert (lines["heute"], lines["gemerkter Stand"], lines["im Szenario"]) == (12.5, 25.0, 37.5)


def test_a_comparison_with_today_shows_what_was_before() -> None:
    data = land.land(land.centre("a", FIRST), land.centre("b", land.KEYS[2]))
    then = of(data, candidates=(LAST,), closed=("b",), versus=("today",))
    shown = then["versus"]
    assert (shown["name"], shown["present"]) == ("heute", "Szenario")
    assert shown["classes"] == of(data)["metrics"]["gap"]["classes"]
    assert shown["sites"] == []
    closing = of(data, versus=("-b",))["versus"]
    assert [site["closed"] for site in closing["sites"]] == [True]


def test_a_glimpse_is_part_of_the_whole(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", level="gemeinden", candidates=(UELZEN,), versus=("today",))
    built = gaps.build(view, shipped)
    whole, part = gaps.payload(built), gaps.glimpse(built)
    metric = whole["metrics"]["gap"]
    assert {name: part[name] for name in ("classes", "texts", "legend", "marks", "headline")} == {
        name: metric[name] for name in ("classes", "texts", "legend", "marks", "headline")
    }
    shared = ("version", "query", "level", "flips", "gained", "sites", "supply", "versus")
    assert {name: part[name] for name in shared} == {name: whole[name] for name in shared}


def test_a_place_tells_what_a_site_there_would_add(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps")
    found = gaps.here(view, shipped, UELZEN)
    then = gaps.build(replace(view, candidates=(UELZEN,)), shipped)
    assert found["gained"] == then.totals.gain > 0
    assert "Menschen mehr in 20" in found["text"]
    assert gaps.here(view, shipped, "54.4~7.2")["gained"] is None
    assert "nicht in Niedersachsen" in gaps.here(view, shipped, "54.4~7.2")["text"]
    assert gaps.here(view, shipped, "Unsinn")["gained"] is None


def test_another_layer_serves(shipped: Catalogue) -> None:
    found = gaps.payload(gaps.build(ViewState(mode="gaps", supply="jobmessen"), shipped))
    assert found["supply"] == {"id": "jobmessen", "title": "Jobmessen", "own": False}
    assert "Pilotprogramm" not in plain(said(found))
    assert len(found["sites"]) > 15


@pytest.mark.parametrize(
    ("outside", "words", "short", "share"),
    [(51, "nicht erreicht", "nein", "94,9 %"), (50, "erreicht", "ja", "95,0 %")],
)
def test_words_of_the_verdict_at_its_edge(outside: int, words: str, short: str, share: str) -> None:
    data = land.land(land.centre("a", FIRST), outside={FIRST: outside})
    found = of(data)
    at = found["areas"]["keys"].index(FIRST)
    assert dict(found["cards"][at])["Ziel"] == words
    row = found["table"]["rows"][at][0]
    assert (plain(row[-2]), row[-1]) == (share, short)


def test_doubtful_verdicts_are_listed_counted_and_said() -> None:
    data = land.land(land.centre("a", FIRST), outside={FIRST: 100})
    found = of(data, norm="15min@95")
    assert found["flips"] == [FIRST]
    assert plain(found["flip_text"]) == "1 Gemeinde mit 1.000 Menschen: Urteil unsicher"
    assert [(m["id"], m["count"]) for m in found["metrics"]["gap"]["marks"]] == [("uncertain", 1)]
    at = found["areas"]["keys"].index(FIRST)
    assert dict(found["cards"][at])["Ziel"] == "erreicht, unsicher"
    assert found["table"]["rows"][at][0][-1] == "ja (?)"
    assert "Umwegfaktor" in found["card_notes"][at]


def test_the_headline_is_honest(shipped: Catalogue) -> None:
    german = said(scenes.payload(ViewState(mode="gaps"), shipped))
    english = said(scenes.payload(ViewState(mode="gaps", lang="en"), shipped))
    assert "kein rechtlicher Mangel" in german
    assert "no legal shortfall" in english
    assert "geschätzt" in german
    assert "1,8 %" in plain(german)
    assert plain(german).startswith(
        "rd. 7,49 Mio. von 7,98 Mio. Menschen leben mehr als 20 Minuten"
    )
    assert "nur mit Fähre" in german


def test_norm_and_method_are_named(shipped: Catalogue) -> None:
    found = scenes.payload(ViewState(mode="gaps"), shipped)
    assert plain(found["norm"]["words"]) == "95 % der Menschen in 20 Minuten mit dem Auto"
    assert found["norm"]["secondary"]
    assert "Sekundärquelle" in found["norm"]["note"]
    assert found["norm"]["url"].startswith("https://")
    assert found["method_line"] == "Näherung: Minuten = Weg über Land × 1,3 ÷ 60 km/h + 3 min"
    beeline = scenes.payload(ViewState(mode="gaps", measure="beeline", norm="15km@80"), shipped)
    assert beeline["method_line"] == "Näherung: Luftlinie in km, ohne Umwegfaktor"
    assert beeline["norm"]["note"].startswith("Eigenes Ziel, keine Norm.")
    lines = " ".join(found["attribution"]["metric:gap"])
    assert "Reiner Lemoine Institut" in lines
    assert "GSHHG" in lines
    assert "GSHHG" not in " ".join(beeline["attribution"]["metric:gap"])


def test_sites_of_today_stay_in_sight_when_closed(shipped: Catalogue) -> None:
    view = ViewState(
        mode="gaps", closed=("rvz-05",), candidates=(UELZEN,), programme=("jobmessen",)
    )
    found = scenes.payload(view, shipped)
    closed = [site for site in found["sites"] if site["closed"]]
    assert [(site["id"], site["people"], site["removable"]) for site in closed] == [
        ("rvz-05", None, False)
    ]
    assert [site["letter"] for site in found["sites"]] == [*[""] * 7, "A"]
    assert found["points"]["rvz"] == [site["id"] for site in found["sites"][:7]]
    assert found["counts"]["rvz"]["total"] == 16  # a filter of programmes hides no site
    assert found["points"]["zukunftsraeume"] == []


def test_the_name_of_the_site_is_the_nearest_in_the_card(shipped: Catalogue) -> None:
    found = scenes.payload(ViewState(mode="gaps", candidates=(UELZEN,)), shipped)
    cards = dict(zip(found["areas"]["keys"], found["cards"], strict=True))
    assert dict(cards["03360"])["nächster Standort"] == "A Uelzen"
    assert dict(cards["03257"])["nächster Standort"] == "RVZ Auetal"


def test_a_point_on_the_map_is_named_by_its_municipality(shipped: Catalogue) -> None:
    point = "53.0805~10.5856"
    for lang, name in (("de", "Punkt in Bad Bevensen"), ("en", "point in Bad Bevensen")):
        found = scenes.payload(ViewState(mode="gaps", lang=lang, candidates=(point,)), shipped)
        assert [s["name"] for s in found["sites"] if s["letter"]] == [name]
        label = "nächster Standort" if lang == "de" else "nearest site"
        at = found["areas"]["keys"].index("03360")
        assert dict(found["cards"][at])[label] == f"A {name}"


def test_islands_are_reached_by_ferry_only(shipped: Catalogue) -> None:
    found = scenes.payload(ViewState(mode="gaps", level="gemeinden"), shipped)
    at = found["areas"]["keys"].index("03452020")  # Norderney
    card = dict(found["cards"][at])
    assert card["nächster Standort"] == "nur mit Fähre"
    assert plain(card["Anteil in 20\u00a0min"]) == "0 %"
    assert found["metrics"]["gap"]["classes"][at] == 4
    assert found["metrics"]["gap"]["values"][at] is None


def test_what_the_browser_switches_does_not_change_it(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps")
    other = ViewState(
        mode="gaps", metric="fairs", area=("03454",), theme="dark", map=(52.0, 9.0, 8.0),
        layers=(LayerRef(id="rvz"),),
    )  # fmt: skip
    first, again = (payload.dumps(scenes.payload(one, shipped)) for one in (view, other))
    assert first == again
    assert page.key(view) == page.key(other)
    assert page.key(view) != page.key(ViewState(mode="gaps", closed=("rvz-05",)))


@pytest.mark.parametrize("level", LIMITS)
def test_it_is_small_and_quick(level: str, shipped: Catalogue) -> None:
    views = [
        ViewState(mode="gaps", level=level, candidates=(UELZEN,), norm=f"{limit}min@95")
        for limit in (20, 21, 22, 23)
    ]
    scenes.payload(views[0], shipped)
    times = []
    for view in views[1:]:
        start = time.process_time()
        found = scenes.payload(view, shipped)
        times.append(time.process_time() - start)
    most_bytes, most_seconds = LIMITS[level]
    assert len(payload.dumps(found)) < most_bytes
    assert min(times) < most_seconds


def test_charts_are_valid_plotly_figures(shipped: Catalogue) -> None:
    for fields in VIEWS:
        found = scenes.payload(ViewState(mode="gaps", **fields), shipped)
        for chart in found["charts"].values():
            assert go.Figure(chart["figure"]).data
            assert chart["alt"]
            assert chart["title"]
    assert "curve" not in spec.charts()  # charts of the map are another registry


def test_the_range_of_a_lone_candidate_is_that_of_the_headline(shipped: Catalogue) -> None:
    view = ViewState(mode="gaps", candidates=("03360002",))
    built = gaps.build(view, shipped)
    card = dict(gaps.payload(built)["sites"][-1]["card"])
    headline = built.assessment.headline()
    expected = figures.span(headline.gain_low, headline.gain_high, "de")
    assert card["Spanne (Umweg 1,2 bis 1,4)"] == expected
    assert "bis" in expected


def test_areas_outside_the_offices_have_no_class(shipped: Catalogue) -> None:
    found = scenes.payload(ViewState(mode="gaps", aerl=("weser-ems",)), shipped)
    pairs = zip(found["areas"]["inside"], found["metrics"]["gap"]["classes"], strict=True)
    assert all((step == -1) != here for here, step in pairs)


def test_people_near_the_border_and_on_islands_are_counted(shipped: Catalogue) -> None:
    built = gaps.build(ViewState(mode="gaps"), shipped)
    assert built.totals.border == sum(built.assessment.at_border().values()) > 0
    assert built.totals.unreachable == built.assessment.unreachable() > 0


def test_what_is_wrong_is_said_once_and_named(shipped: Catalogue) -> None:
    wrong = ("48.1000~11.5000", "54.4000~7.2000", "99999999")
    found = scenes.payload(ViewState(mode="gaps", candidates=(UELZEN, *wrong)), shipped)
    said = {problem["code"]: problem["text"] for problem in found["problems"]}
    assert len(said) == len(found["problems"])
    assert all(any(raw in text for text in said.values()) for raw in wrong)
    good = scenes.payload(ViewState(mode="gaps", candidates=(UELZEN,)), shipped)
    assert found["metrics"]["gap"]["headline"] == good["metrics"]["gap"]["headline"]
    nothing = scenes.payload(ViewState(mode="gaps", sites=()), shipped)
    assert [problem["code"] for problem in nothing["problems"]] == ["supply-empty"]
    assert set(nothing["metrics"]["gap"]["classes"]) == {4}
