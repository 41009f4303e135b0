"""The stories of an installation: those that are shipped, and those of its own folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layers.briefing import story as stories

if TYPE_CHECKING:
    from dashboard.settings import Settings
    from layers.briefing.story import Story

SHIPPED = Path(__file__).resolve().parent.parent / "stories"
ENDING = ".toml"


def folders(settings: Settings) -> tuple[Path, ...]:
    """Return where stories are looked for; a story of the own folder stands for a shipped one."""
    return (SHIPPED,) if settings.stories is None else (settings.stories, SHIPPED)


def files(settings: Settings) -> dict[str, Path]:
    """Return the files of all stories by the name of the story."""
    found: dict[str, Path] = {}
    for folder in folders(settings):
        for path in sorted(folder.glob(f"*{ENDING}")):
            if stories.NAME.fullmatch(path.stem):
                found.setdefault(path.stem, path)
    return found


def load(path: Path) -> Story:
    """Return the story of a file as it is now, with what is wrong in it."""
    return stories.read(path.stem, path.read_bytes())


def find(name: str, settings: Settings) -> Story | None:
    """Return a story by its name; None if there is none, or its file went away."""
    path = files(settings).get(name) if stories.NAME.fullmatch(name) else None
    try:
        return load(path) if path else None
    except OSError:
        return None


def every(settings: Settings) -> list[Story]:
    """Return all stories, by title."""
    found = [story for name in files(settings) if (story := find(name, settings))]
    return sorted(found, key=lambda story: story.title("de").casefold())
