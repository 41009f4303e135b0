"""What tests of long-running walls share: a short story, a hard stop, a look at what is seen."""

from __future__ import annotations

import base64
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support import RunningServer

SCENES = (
    ("eins", "layers=landkreise,surroundings"),
    ("zwei", "programme=zukunftsraeume&layers=landkreise,surroundings,zukunftsraeume"),
    ("drei", "programme=zukunftsraeume&area=03454&map=52.72,7.6,8.8"),
    ("vier", "metric=fairs&level=aerl&layers=aerl,surroundings,jobmessen"),
)
# Shares of a screen: of one colour if it is blank, of white in a flash, of words on the left
EMPTY, WHITE, WORDS = 0.985, 0.4, 0.002
SEEN = """async (shot) => {
  const blob = await (await fetch('data:image/png;base64,' + shot)).blob();
  const image = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colours = new Map();
  let bright = 0, left = 0;
  for (let i = 0; i < data.length; i += 4) {
    const key = (data[i] >> 4) * 256 + (data[i + 1] >> 4) * 16 + (data[i + 2] >> 4);
    colours.set(key, (colours.get(key) || 0) + 1);
    const light = data[i] + data[i + 1] + data[i + 2];
    bright += light > 600;
    left += light > 300 && (i / 4) % image.width < image.width * 0.4;
  }
  const n = data.length / 4;
  return { common: Math.max(...colours.values()) / n, bright: bright / n, left: left / n };
}"""


def story(seconds: int, sentence: str = "Satz.") -> str:
    """Return a story of four scenes of some seconds each."""
    parts = ['title = "Probe"']
    for name, view in SCENES:
        parts.append(
            f'[[scene]]\nid = "{name}"\nview = "{view}"\nheadline = "Szene {name}"\n'
            f'sentence = "{sentence}"\nfigure = "{{zahl}}"\nseconds = {seconds}'
        )
    return "\n".join(parts) + "\n"


def killed(server: RunningServer) -> None:
    """End a server and its workers at once, as a power cut would."""
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (pid, *map(int, children)):
        os.kill(one, signal.SIGKILL)
    server.process.wait(timeout=10)
    if server.process.stdout is not None:
        server.process.stdout.close()


def seen(wall: Page, judge: Page) -> dict[str, Any]:
    """Return what is on the screen: share of the commonest colour, of bright pixels, and where."""
    shot = base64.b64encode(wall.screenshot()).decode("ascii")
    found: dict[str, Any] = judge.evaluate(SEEN, shot)
    return found | {
        "time": time.monotonic(),
        "scene": wall.evaluate("document.body.dataset.scene"),
        "banner": wall.evaluate("!document.querySelector('.banner').hidden"),
    }


def is_filled(found: dict[str, Any]) -> bool:
    """Tell whether a screen shows words on its left, and is neither blank nor white."""
    common, bright, left = (float(found[name]) for name in ("common", "bright", "left"))
    return common < EMPTY and bright < WHITE and left > WORDS
