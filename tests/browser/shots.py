"""Pictures of the atlas for README and review: `make shots` writes them to tests/screenshots/."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import support

FOLDER = support.ROOT / "tests" / "screenshots"
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "3840": (3840, 2160), "390": (390, 844)}
# The picture's name, its address, and the sizes in which it is taken
SHOTS = {
    "explore": ("/", tuple(SIZES)),
    "explore-dark": ("/?theme=dark", tuple(SIZES)),
    "emsland": ("/?programme=zukunftsraeume&area=03454", ("1920", "390")),
    "emsland-dark": ("/?programme=zukunftsraeume&area=03454&theme=dark", ("1366",)),
    "contrast": ("/?theme=contrast&level=aerl", ("1920",)),
    "english": ("/?lang=en&level=zukunftsregionen&kind=budget&metric=money", ("1920",)),
    "gemeinden": ("/?level=gemeinden&metric=inhabitants", ("1920",)),
    "gaps": (
        "/?mode=gaps&level=gemeinden&layers=gemeinden,landkreise,aerl,rvz&candidates=03360002",
        ("1366", "1920", "390"),
    ),
    "press": ("/?mode=press&programme=zukunftsraeume", ("1366", "1920", "390")),
    "press-dark": ("/?mode=press&theme=dark&lang=en&stamp=embargo&until=2026-12-01", ("1366",)),
    "embed": ("/?embed=on&programme=zukunftsraeume", ("1366", "390")),
    "programmes": ("/?mode=programmes", ("1366",)),
    "sources": ("/?mode=sources", ("1366",)),
}

# Pictures as the press gets them: name and address
PICTURES = {
    "hd": "programme=zukunftsraeume&size=hd",
    "newspaper": "mode=gaps&level=gemeinden&candidates=03360002&size=newspaper&lang=en",
    "portrait": "level=zukunftsregionen&kind=budget&metric=money&size=portrait",
}


def main(wanted: list[str]) -> None:
    """Take the named pictures, or all of them."""
    FOLDER.mkdir(exist_ok=True)
    server = support.start_server(Path(tempfile.mkdtemp()))
    try:
        with sync_playwright() as playwright:
            flags = list(support.CHROMIUM_FLAGS)
            browser = playwright.chromium.launch(executable_path=support.chromium(), args=flags)
            for name, (path, sizes) in SHOTS.items():
                for size in sizes if not wanted or name in wanted else ():
                    width, height = SIZES[size]
                    page = browser.new_page(viewport={"width": width, "height": height})
                    page.goto(server.address + path)
                    support.ready(page)
                    page.screenshot(path=FOLDER / f"{name}-{size}.png")
                    page.close()
            for name, query in PICTURES.items():
                if not wanted or "picture" in wanted:
                    page = browser.new_page()
                    answer = page.request.get(f"{server.address}/export.png?{query}")
                    (FOLDER / f"picture-{name}.png").write_bytes(answer.body())
                    page.close()
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
