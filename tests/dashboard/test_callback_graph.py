"""The callback graph as data: Dash tells such faults only in the browser, if at all."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard import app
from dashboard.settings import Settings
from geodata import catalogue
from layers import state
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

PREFIXES = {"de": "", "en": "/en"}


def make(cache: Path) -> FlaskClient:
    return app.create_app(Settings(cache=cache), catalogue.load()).test_client()


def callbacks(client: FlaskClient, lang: str = "de") -> list[dict[str, Any]]:
    found: Any = client.get(f"{PREFIXES[lang]}/_dash-dependencies").json
    return list(found)


def outputs(callback: dict[str, Any]) -> list[str]:
    """Return "id.property" of every output."""
    text = callback["output"]
    return text.strip(".").split("...") if text.startswith("..") else [text]


def inputs(callback: dict[str, Any]) -> list[str]:
    return [f"{part['id']}.{part['property']}" for part in callback["inputs"]]


def components(node: Any) -> Iterator[dict[str, Any]]:
    """Walk a layout."""
    if isinstance(node, list):
        for child in node:
            yield from components(child)
    elif isinstance(node, dict) and "props" in node:
        yield node["props"]
        yield from components(node["props"].get("children"))


def still_ids(node: Any) -> Iterator[str]:
    """Yield the ids in what goes to the browser as one piece, see `still`."""
    for props in components(node):
        waiting = list(props.get("tree") or ())
        while waiting:
            one = waiting.pop()
            if isinstance(one, list):
                yield from filter(None, [one[1].get("id")])
                waiting += one[2]


@pytest.mark.parametrize("lang", state.LANGS)
def test_every_output_has_one_writer(atlas: FlaskClient, lang: str) -> None:
    written = [output for callback in callbacks(atlas, lang) for output in outputs(callback)]
    assert sorted(written) == sorted(set(written))
    assert not any("@" in output for output in written), "allow_duplicate is not used"


def test_no_callback_reaches_itself_by_way_of_another(atlas: FlaskClient) -> None:
    found = callbacks(atlas)
    after = {
        i: [
            j
            for j, other in enumerate(found)
            if j != i and set(outputs(callback)) & set(inputs(other))
        ]
        for i, callback in enumerate(found)
    }

    def reach(start: int) -> set[int]:
        seen: set[int] = set()
        waiting = list(after[start])
        while waiting:
            step = waiting.pop()
            if step not in seen:
                seen.add(step)
                waiting += after[step]
        return seen

    loops = [found[i]["output"] for i in after if i in reach(i)]
    assert loops == []


@pytest.mark.parametrize("lang", state.LANGS)
def test_every_plain_id_is_in_the_layout(atlas: FlaskClient, lang: str) -> None:
    layout = atlas.get(f"{PREFIXES[lang]}/_dash-layout").json
    there = {props["id"] for props in components(layout) if isinstance(props.get("id"), str)}
    named = set()
    for callback in callbacks(atlas, lang):
        parts = [*outputs(callback), *inputs(callback)]
        parts += [f"{part['id']}.{part['property']}" for part in callback["state"]]
        named |= {part.rpartition(".")[0] for part in parts}
    missing = {id_ for id_ in named if not id_.startswith("{")} - there
    assert missing == set()
    places = [place for _, _, places in boot_of(atlas)["followers"] for place in places]
    assert {id_ for id_, _ in places} - there - set(still_ids(layout)) == set()


def test_every_browser_function_exists(atlas: FlaskClient) -> None:
    scripts = "".join(
        file.read_text("utf-8") for file in sorted((ROOT / "assets" / "js").glob("*.js"))
    )
    functions = [
        (function["namespace"], function["function_name"])
        for callback in callbacks(atlas)
        if (function := callback.get("clientside_function"))
    ]
    followers = boot_of(atlas)["followers"]
    for space, name in [*functions, *((space, name) for space, name, _ in followers)]:
        names = re.search(rf"dash_clientside\.{space} = \{{([^}}]*)\}}", scripts)
        assert names, space
        assert name in re.split(r"[,\s]+", names[1]), (space, name)


def test_what_follows_the_view_alone_is_one_callback(atlas: FlaskClient) -> None:
    followers = boot_of(atlas)["followers"]
    found = [c for c in callbacks(atlas) if inputs(c) == ["view.data", "scene.data"]]
    one = next(c for c in found if c["clientside_function"]["namespace"] == "atlas_follow")
    assert len(followers) > 10
    written = [f"{id_}.{prop}" for _, _, places in followers for id_, prop in places]
    assert sorted(written) == sorted(set(written)), "one writer each"
    assert outputs(one) == [place for place in written if place.endswith((".data", ".url"))]
    apart = [c for c in callbacks(atlas) if inputs(c) == ["view.data"] and not c["state"]]
    assert apart == []


def test_a_second_application_is_as_complete_as_the_first(
    atlas: FlaskClient, tmp_path: Path
) -> None:
    assert len(callbacks(make(tmp_path))) == len(callbacks(atlas))


def test_languages_have_the_same_callbacks(atlas: FlaskClient) -> None:
    assert [c["output"] for c in callbacks(atlas, "de")] == [
        c["output"] for c in callbacks(atlas, "en")
    ]


def boot_of(client: FlaskClient, path: str = "/") -> dict[str, Any]:
    """Return what the page brings along for its scripts."""
    page = client.get(path).text
    found: dict[str, Any] = json.loads(
        re.search(r'id="boot">(.*?)</script>', page, re.DOTALL)[1]  # type: ignore[index]
    )
    return found


def ask(client: FlaskClient, output: str, query: dict[str, Any], lang: str = "de") -> Any:
    """Call a server callback as the browser does."""
    callback = next(c for c in callbacks(client, lang) if output in outputs(c))
    part = callback["inputs"][0]
    several = callback["output"].startswith("..")
    names = [
        dict(zip(("id", "property"), o.rsplit(".", 1), strict=True)) for o in outputs(callback)
    ]
    body = {
        "output": callback["output"],
        "outputs": names if several else names[0],
        "inputs": [{**part, "value": query}],
        "changedPropIds": [f"{part['id']}.{part['property']}"],
        "state": [],
    }
    answer = client.post(f"{PREFIXES[lang]}/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    body_of_answer: Any = answer.json
    return body_of_answer["response"]


def test_scene_is_answered_for_any_query(atlas: FlaskClient) -> None:
    rubbish: list[Any] = [
        {},
        {"level": "planet", "programme": "x", "kind": 7, "years": ["a"], "aerl": [None]},
        {"level": "aerl", "years": [2025, 2019], "programme": ["zukunftsraeume", "<script>"]},
    ]
    for query in rubbish:
        scene = ask(atlas, "scene-answer.data", query)["scene-answer"]["data"]
        assert scene["areas"]["keys"]
    assert scene["query"]["programme"] == ["zukunftsraeume"]


def test_details_name_sources_in_the_language_of_the_page(atlas: FlaskClient) -> None:
    query = {"level": "landkreise", "kind": "award", "key": "03454", "ids": []}
    german = json.dumps(ask(atlas, "detail-tree.data", query), ensure_ascii=False)
    english = json.dumps(ask(atlas, "detail-tree.data", query, "en"), ensure_ascii=False)
    assert "Was gibt es hier?" in german
    assert "What is here?" in english
    assert german.count('"href": "http') > 10


def test_details_of_unknown_things_are_empty(atlas: FlaskClient) -> None:
    for query in ({"ids": ["nothing"], "key": ""}, {"ids": [], "key": "99999"}, {"key": None}):
        assert ask(atlas, "detail-tree.data", query)["detail-tree"]["data"] == []


def test_the_opening_holds_view_and_notices(atlas: FlaskClient) -> None:
    boot = boot_of(atlas, "/?level=aerl&wurst=1&metric=money")
    assert boot["view"]["level"] == boot["scene"]["query"]["level"] == "aerl"
    assert boot["view"]["metric"] == "money"
    assert len(boot["notices"]) == 1
    assert "<" not in json.dumps(boot["notices"])


def test_language_is_the_address_not_a_path(atlas: FlaskClient) -> None:
    assert '<html lang="en">' in atlas.get("/?lang=en").text
    assert '<html lang="de">' in atlas.get("/?lang=de").text
    assert '<html lang="de">' in atlas.get("/?lang=klingonisch").text
