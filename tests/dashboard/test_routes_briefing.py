"""The briefing over HTTP: its pages, decks, news of the data, letters between windows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

STORIES = ("ankommen", "foerderbilanz", "versorgung")
STATE = {"story": "versorgung", "id": "heute", "paused": False, "elapsed": 5, "from": "lead-1"}


def boot(page: str) -> dict[str, Any]:
    found = re.search(r'id="boot">(.*?)</script>', page, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def test_the_wall_holds_the_whole_story(atlas: FlaskClient) -> None:
    answer = atlas.get("/?mode=briefing&story=foerderbilanz&scene=orte&distance=8")
    value = boot(answer.text)
    assert value["deck"]["story"] == "foerderbilanz"
    assert len(value["deck"]["scenes"]) >= 7
    assert all(scene["over"].startswith("<svg") for scene in value["deck"]["scenes"])
    assert value["scene"] == "orte"
    assert value["deck"]["type"] > 50
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_choice_names_every_story(atlas: FlaskClient) -> None:
    page = atlas.get("/?mode=briefing").text
    assert all(f'id="story-{name}"' in page for name in STORIES)
    english = atlas.get("/?mode=briefing&lang=en").text
    assert '<html lang="en"' in english
    assert "Show on the wall" in english


def test_an_unknown_story_is_told_in_a_sentence(atlas: FlaskClient) -> None:
    page = atlas.get("/?mode=briefing&story=<b>x").text
    assert "Die Story „&lt;b&gt;x“ gibt es nicht" in page


@pytest.mark.parametrize("bad", ["distance=nan", "distance=-3", "diagonal=x", "theme=pink"])
def test_broken_parts_keep_their_default_or_limit(atlas: FlaskClient, bad: str) -> None:
    answer = atlas.get(f"/?mode=briefing&story=ankommen&{bad}")
    assert answer.status_code == 200
    assert 24 <= boot(answer.text)["deck"]["type"] <= 32


def test_news_and_deck_bear_the_same_tag(atlas: FlaskClient) -> None:
    query = "story=ankommen&theme=light&lang=en"
    deck = atlas.get(f"/briefing/deck?{query}").get_json()
    news = atlas.get(f"/briefing/status?{query}")
    assert deck["tag"] == news.get_json()["tag"]
    assert news.headers["Cache-Control"] == "no-store"
    assert atlas.get("/briefing/status?story=ankommen").get_json()["tag"] != deck["tag"]
    assert atlas.get("/briefing/deck?story=nirgends").status_code == 404


def test_letters_go_through_a_box(atlas: FlaskClient) -> None:
    code = atlas.post("/briefing/remote").get_json()["code"]
    box = f"/briefing/remote/{code}"
    number = atlas.post(box, json=STATE).get_json()["number"]
    assert atlas.get(box.lower().replace("/briefing/remote", "/briefing/remote")).status_code == 200
    assert atlas.get(box).get_json() == {"number": number, "state": STATE}
    assert atlas.get(f"{box}?after={number}").status_code == 204
    newer = atlas.post(box, json=STATE | {"id": "pruefung", "from": "wall"}).get_json()["number"]
    beat = atlas.post(f"{box}?after={number}", json=STATE).get_json()
    assert beat["number"] == newer
    assert beat["state"]["id"] == "pruefung"
    assert atlas.get(box).get_json()["state"]["id"] == "pruefung"


def test_other_letters_are_refused_in_words(atlas: FlaskClient) -> None:
    code = atlas.post("/briefing/remote").get_json()["code"]
    box = f"/briefing/remote/{code}"
    form = atlas.post(box, data=json.dumps(STATE), content_type="text/plain")
    assert form.status_code == 400
    assert atlas.post(box, json={"story": 3}).status_code == 400
    assert atlas.post(box, json=STATE | {"id": "x" * 3000}).status_code == 400
    nowhere = atlas.get("/briefing/remote/ZZZZZZ?lang=en")
    assert nowhere.status_code == 404
    assert nowhere.get_json()["error"].startswith("There is no such code")


def test_files_to_take_away(atlas: FlaskClient) -> None:
    player = atlas.get("/briefing/ankommen.html")
    assert player.headers["Content-Disposition"].endswith('"ankommen.html"')
    assert "src=" not in re.sub(r"data:[^\"')]+", "", player.text.partition("<script>")[0])
    assert boot(player.text)["live"] is False
    assert atlas.get("/briefing/ankommen.pdf").data.startswith(b"%PDF")
    assert atlas.get("/briefing/ankommen.toml").data.startswith(b"#")
    assert atlas.get("/briefing/nirgends.pdf").status_code == 404
    assert atlas.get("/briefing/..%2fsettings.toml").status_code == 404
