"""Error pages: words in both languages, never a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.routes import errors

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize("address", ["/nowhere", "/en/nowhere", "/a/b/c", "/geo/x"])
def test_an_unknown_address_is_404_in_both_languages(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers=HTML)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert '<html lang="de">' in answer.text
    assert "Diese Seite gibt es nicht." in answer.text
    assert "This page does not exist." in answer.text


def test_a_fault_of_ours_shows_no_trace(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/broken", headers=HTML)
    assert answer.status_code == 500
    assert "Im Atlas ist ein Fehler aufgetreten." in answer.text
    assert "The atlas met an error." in answer.text
    for inside in ("secret", "Traceback", "RuntimeError", ".py"):
        assert inside not in answer.text
    assert "a secret of the inside" in caplog.text  # but the log has it


def test_a_wrong_method_is_told(client: FlaskClient) -> None:
    answer = client.post("/healthz", headers=HTML)
    assert answer.status_code == 405
    assert errors.WORDS[405][0] in answer.text


def test_programs_get_plain_text(client: FlaskClient) -> None:
    answer = client.get("/geo/x", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.text.startswith("404\nDiese Seite gibt es nicht.")


def test_a_code_without_words_of_its_own_has_general_ones(client: FlaskClient) -> None:
    answer = client.get("/_dash-update-component/x", headers=HTML)
    assert answer.status_code in errors.WORDS
    bad = client.post("/_dash-update-component", data="{", headers=HTML)
    assert bad.status_code in {400, 415, 500}
    assert "Traceback" not in bad.text


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_the_pages_themselves_are_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200
