"""The door of the callbacks: what no renderer wrote is refused, and told apart from our errors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import pytest

from dashboard.routes import callbacks

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

SCENE: dict[str, Any] = {
    "output": "scene-answer.data",
    "outputs": {"id": "scene-answer", "property": "data"},
    "inputs": [{"id": "scene-query", "property": "data", "value": {}}],
    "state": [],
    "changedPropIds": ["scene-query.data"],
}


def post(client: FlaskClient, body: Any, **headers: str) -> TestResponse:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(
        "/_dash-update-component", data=data, content_type="application/json", headers=headers
    )


def test_the_page_is_answered_in_both_languages(atlas: FlaskClient) -> None:
    assert post(atlas, SCENE).status_code == 200
    english = atlas.post("/en/_dash-update-component", json=SCENE)
    assert english.json is not None
    assert english.json["response"]["scene-answer"]["data"]["query"]["lang"] == "en"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_is_refused(atlas: FlaskClient, site: str) -> None:
    assert post(atlas, SCENE, **{"Sec-Fetch-Site": site}).status_code == 403
    assert post(atlas, SCENE, **{"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"[" * 100_000,
        {},
        {**SCENE, "output": "no-such.data"},
        {**SCENE, "output": "view.data"},  # the browser's own
        {**SCENE, "output": ["scene-answer.data"]},
        {**SCENE, "inputs": []},
        {**SCENE, "inputs": [{"id": "view", "property": "data", "value": {}}]},
        {**SCENE, "inputs": [5]},
        {**SCENE, "state": [{"id": "view", "property": "data"}]},
        {**SCENE, "outputs": {"id": "other", "property": "data"}},
        {**SCENE, "outputs": [SCENE["outputs"]]},
        {**SCENE, "changedPropIds": [["scene-query.data"]]},
    ],
    ids=range(16),
)
def test_what_no_renderer_wrote_is_a_bad_request(atlas: FlaskClient, body: Any) -> None:
    answer = post(atlas, body)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_body_has_a_largest_size(atlas: FlaskClient) -> None:
    big = {**SCENE, "inputs": [{**SCENE["inputs"][0], "value": "x" * callbacks.MOST_BYTES}]}
    assert post(atlas, big).status_code == 413


@pytest.mark.parametrize("value", [None, "x", [1], 5, {"level": {"a": 1}, "years": [1e999, 0]}])
def test_an_odd_query_is_the_usual_view(atlas: FlaskClient, value: Any) -> None:
    answer = post(atlas, {**SCENE, "inputs": [{**SCENE["inputs"][0], "value": value}]})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["response"]["scene-answer"]["data"]["query"]["level"] == "landkreise"


def test_patterns_take_one_value_or_many() -> None:
    wanted = {"id": '{"chart":["ALL"]}', "property": "figure"}
    one = {"id": {"chart": "a"}, "property": "figure", "value": 1}
    known = {
        "x.y": {"callback": print, "inputs": [wanted], "state": []},
    }
    body = {"output": "x.y", "outputs": {"id": "x", "property": "y"}, "changedPropIds": []}
    right: list[Any] = [one, [one, one], []]
    wrong: list[Any] = [{**one, "id": "a"}, [one, 5], {**one, "property": "data"}]
    for given in right:
        assert callbacks.is_askable({**body, "inputs": [given]}, known)
    for given in wrong:
        assert not callbacks.is_askable({**body, "inputs": [given]}, known)


def test_no_debug_mode_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from dashboard import app  # noqa: PLC0415  after the environment is set
    from dashboard.settings import Settings  # noqa: PLC0415
    from geodata import catalogue  # noqa: PLC0415

    for name in ("FLASK_DEBUG", "DASH_DEBUG", "DASH_UI", "DASH_HOT_RELOAD", "DASH_PROPS_CHECK"):
        monkeypatch.setenv(name, "1")
    server = app.create_app(Settings(cache=tmp_path), catalogue.load())
    assert server.debug is False
    page = server.test_client().get("/").text
    assert '"ui":true' not in page.replace(" ", "")
    assert '"hot_reload":{' not in page.replace(" ", "")
