"""The first picture never keeps a page from being answered, whatever its address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        ("", True),
        ("mode=gaps&level=gemeinden&layers=-gemeinden,landkreise", True),
        ("mode=gaps&level=zukunftsregionen", True),
        ("mode=gaps&metric=need&group=need-much&level=landkreise", True),
        ("level=gemeinden&layers=-gemeinden", True),
        ("layers=-landkreise&area=03454,nonsense", True),
        ("embed=on&title=%3Cscript%3E&mode=gaps", True),
        ("map=52,9,13", False),
        ("mode=press", False),
    ],
)
def test_every_view_is_answered(atlas: FlaskClient, query: str, drawn: bool) -> None:
    answer = atlas.get(f"/?{query}")
    assert answer.status_code == 200
    assert ('id="first"' in answer.text) is drawn
    assert "<h1><script>" not in answer.text
