"""What a story may say, and how its mistakes are named: file, scene and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = 'title = "Probe"\n[[scene]]\nid = "eins"\nheadline = "Kopf"\nsentence = "Satz."\n'
CROWDED = (
    HEAD.replace("Kopf", "W" * 88).replace("Satz.", "W" * 418)
    + f'figure = "{{summe}}"\nsecond = "{{summe}}"\nsecond_label = "{"W" * 118}"'
)


def test_a_plain_story_has_no_mistake(troubles: Callable[..., list[str]]) -> None:
    assert troubles(HEAD) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "kein gültiges TOML"),
        ('titel = "x"\n' + HEAD, "„titel“ ist hier nicht bekannt"),
        ('title = "x"', "hat keine Szenen"),
        (HEAD.replace('title = "Probe"\n', ""), "hat keinen Titel"),
        (HEAD + 'view = "layers=erfunden"', "erfunden"),
        (HEAD + 'view = "mode=sources"', "mode=explore oder mode=gaps"),
        (HEAD + 'view = "mode=gaps&metric=need"', "gibt es auf der Wand nicht"),
        (HEAD.replace("Satz.", "{sume} Euro"), "{sume} in „sentence“ gibt es nicht"),
        (HEAD.replace("Satz.", "{gewinn} mehr"), "{gewinn} in „sentence“ hat in dieser Ansicht"),
        (HEAD.replace("Kopf", "84 Projekte"), "die Zahl 84"),
        (HEAD.replace("Satz.", "wort " * 200), "höchstens 420 sind auf der Wand lesbar"),
        (CROWDED, "passen auch in der kleinsten"),
        (HEAD + 'chart = "torte"', "das Diagramm „torte“ gibt es nicht"),
        (HEAD + 'chart = "reach"', "nichts zu zeigen"),
        (HEAD + "seconds = 3", "keine ganze Zahl von 5 bis 600"),
        (HEAD.replace("Satz.", "wort " * 60) + "seconds = 10", "sind zu kurz"),
        (HEAD.replace("Satz.", "漢字"), "Zeichen, die die Schrift nicht hat"),
        (HEAD + HEAD.partition("\n")[2], "doppelt"),
    ],
)
def test_mistakes_are_named(troubles: Callable[..., list[str]], text: str, said: str) -> None:
    lines = troubles(text)
    assert any(said in line for line in lines), lines
    assert all(line.startswith("probe.toml") for line in lines)


def test_mistakes_name_the_scene_in_both_languages(troubles: Callable[..., list[str]]) -> None:
    text = HEAD.replace("Satz.", "{sume}")
    assert troubles(text)[0].startswith("probe.toml, Szene „eins“: ")
    assert troubles(text, "en")[0].startswith("probe.toml, scene “eins”: ")


def test_years_are_no_bare_numbers(troubles: Callable[..., list[str]]) -> None:
    assert troubles(HEAD.replace("Satz.", "Seit 2019, bis Ende 2027.")) == []
