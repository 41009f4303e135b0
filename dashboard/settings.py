"""Settings of one installation, read once from the environment and frozen."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dashboard.refusals import StartError
from geodata.problems import Problem
from geodata.stores import address
from geodata.stores import place as places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.stores.place import Place
    from geodata.stores.store import Store

WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
COPIES = "data"  # folder in the cache, for versions of a database
WEB = ("http", "https")
# A router may be named: an address alone does not say which engine answers there
ROUTERS = (*WEB, *(f"{kind}+{scheme}" for kind in ("osrm", "valhalla") for scheme in WEB))
TABLE_TYPES = (".csv", ".parquet")
MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
LOGO_TYPES = (".svg", ".png", ".webp")


class SettingsError(StartError):
    """Values in the environment that the atlas cannot start with, all of them at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            "\n        ".join(problem.line("de") for problem in problems),
            "\n        ".join(problem.line("en") for problem in problems),
        )
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may differ between two installations of the same version.

    Parameters
    ----------
    host, port
        Address to listen on; port 0 takes a free one.
    data
        Folder with the data; None stands for the embedded data.
    database
        Address of a PostgreSQL with PostGIS that holds the data instead of a folder; "" is none.
    house
        Name of the publishing house on the screen and on images; "" is neutral.
    logo
        Picture of the house, a local file; None shows none.
    basemap
        Address template of the installation's own map tiles; "" draws the shipped base map only.
    router
        Address of the installation's own router; "" asks none.
    matrix
        Table of ways that were computed elsewhere (CSV or Parquet); None for none.
    workers, threads
        Server processes, and threads in each.
    cache
        Folder for compressed copies of static files; may be emptied at any time.
    pictures
        Folder for pictures and their manifests, so that an id is known tomorrow; None stands
        for a folder in `cache`.
    kept
        Folders with older data, from which pictures of older ids are drawn again.
    stories
        Folder with the installation's own stories, beside those that are shipped; None = none.
    rate
        Downloads a minute for each client and process; 0 sets no limit.
    proxies
        Proxies before the server whose word on a client's address is taken.
    contact, conciliation
        Where barriers are reported, and the conciliation body: mail or web addresses.
    frame_ancestors
        Sites that may embed the atlas in a frame, as in the header Content-Security-Policy.
    accounts
        File with the accounts of those who may change the data; None = no page "Daten".
    """

    host: str = "127.0.0.1"
    port: int = 8050
    data: Path | None = None
    database: str = field(default="", repr=False)  # may hold a password
    house: str = ""
    logo: Path | None = None
    basemap: str = ""
    router: str = ""
    matrix: Path | None = None
    workers: int = 2
    threads: int = 24
    cache: Path = field(default_factory=lambda: _cache_folder({}))
    pictures: Path | None = None
    kept: tuple[Path, ...] = ()
    stories: Path | None = None
    rate: int = 240
    proxies: int = 0
    contact: str = ""
    conciliation: str = ""
    frame_ancestors: str = "'self'"
    accounts: Path | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read every setting, or raise one SettingsError that names all bad values."""
        read = _Reader(env)
        settings = cls(
            host=env.get("HOST", "").strip() or "127.0.0.1",
            port=read.number("PORT", 8050, 0, 65535),
            data=read.data("ATLAS_DATA"),
            database=read.database("ATLAS_DATA"),
            house=env.get("ATLAS_HOUSE", "").strip(),
            logo=read.logo("ATLAS_LOGO"),
            basemap=read.tiles("ATLAS_BASEMAP"),
            router=read.address("ATLAS_ROUTER", ROUTERS),
            matrix=read.table("ATLAS_MATRIX"),
            workers=read.number("ATLAS_WORKERS", 2, 1, 64),
            threads=read.number("ATLAS_THREADS", 24, 1, 64),
            cache=_cache_folder(env),
            pictures=read.folder("ATLAS_PICTURES"),
            kept=read.folders("ATLAS_DATA_KEPT"),
            stories=read.folder("ATLAS_STORIES"),
            rate=read.number("ATLAS_RATE", 240, 0, 100_000),
            proxies=read.number("ATLAS_PROXIES", 0, 0, 8),
            contact=read.contact("ATLAS_CONTACT"),
            conciliation=read.contact("ATLAS_CONCILIATION"),
            frame_ancestors=env.get("ATLAS_FRAME_ANCESTORS", "").strip() or "'self'",
            accounts=read.file("ATLAS_ACCOUNTS"),
        )
        if read.problems:
            raise SettingsError(tuple(read.problems))
        return settings

    def store(self) -> Store:
        """Return where the data come from."""
        return address.opened(self.database or str(self.data or ""), self.cache / COPIES)

    def place(self) -> Place | None:
        """Return where versions of the data are kept; None where there are only the embedded."""
        return places.possible(self.database or str(self.data or ""), self.cache / COPIES)


class _Reader:
    """Reads single values, and remembers what is wrong with them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.problems: list[Problem] = []

    def _refuse(self, name: str, message: str, message_en: str) -> None:
        self.problems.append(
            Problem(
                code="setting",
                where=name,
                raw=self.env[name],
                message=message,
                message_en=message_en,
                hint=f"{name} berichtigen oder weglassen.",
                hint_en=f"Correct {name} or leave it out.",
            )
        )

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self.env.get(name, "").strip()
        if not text:
            return default
        if WHOLE_NUMBER.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        self._refuse(
            name,
            f"ist keine ganze Zahl von {low} bis {high}.",
            f"is no whole number from {low} to {high}.",
        )
        return default

    def data(self, name: str) -> Path | None:
        text = self.env.get(name, "").strip()
        if not text:
            return None
        if address.is_database(text):
            return None
        if "://" in text:
            self._refuse(
                name,
                "ist weder ein Ordner noch eine Adresse mit postgresql://.",
                "is neither a folder nor an address with postgresql://.",
            )
            return None
        folder = Path(text).expanduser()
        if not folder.is_dir():
            self._refuse(name, "ist kein vorhandener Ordner.", "is no existing folder.")
        return folder

    def database(self, name: str) -> str:
        text = self.env.get(name, "").strip()
        return text if address.is_database(text) else ""

    def folder(self, name: str) -> Path | None:
        text = self.env.get(name, "").strip()
        if not text:
            return None
        folder = Path(text).expanduser()
        if folder.exists() and not folder.is_dir():
            self._refuse(name, "ist kein Ordner.", "is no folder.")
        return folder

    def file(self, name: str) -> Path | None:
        text = self.env.get(name, "").strip()
        if not text:
            return None
        path = Path(text).expanduser()
        if not path.is_file():
            self._refuse(name, "ist keine vorhandene Datei.", "is no existing file.")
        return path

    def folders(self, name: str) -> tuple[Path, ...]:
        text = self.env.get(name, "").strip()
        found = tuple(Path(part).expanduser() for part in text.split(os.pathsep) if part)
        if not all(folder.is_dir() for folder in found):
            self._refuse(
                name,
                "nennt einen Ordner, den es nicht gibt.",
                "names a folder that does not exist.",
            )
        return found

    def logo(self, name: str) -> Path | None:
        text = self.env.get(name, "").strip()
        if not text:
            return None
        file = Path(text).expanduser()
        if not file.is_file() or file.suffix.lower() not in LOGO_TYPES:
            kinds = ", ".join(LOGO_TYPES)
            self._refuse(
                name,
                f"ist keine vorhandene Bilddatei ({kinds}).",
                f"is no existing picture file ({kinds}).",
            )
        return file

    def table(self, name: str) -> Path | None:
        text = self.env.get(name, "").strip()
        if not text:
            return None
        file = Path(text).expanduser()
        if not file.is_file() or file.suffix.lower() not in TABLE_TYPES:
            kinds = ", ".join(TABLE_TYPES)
            self._refuse(
                name,
                f"ist keine vorhandene Tabelle ({kinds}).",
                f"is no existing table ({kinds}).",
            )
        return file

    def contact(self, name: str) -> str:
        text = self.env.get(name, "").strip()
        if MAIL.fullmatch(text):
            return text
        return self.address(name)

    def address(self, name: str, schemes: tuple[str, ...] = WEB) -> str:
        text = self.env.get(name, "").strip()
        parts = urlsplit(text)
        if text and (parts.scheme not in schemes or not parts.netloc):
            self._refuse(
                name,
                "ist keine Adresse mit http:// oder https://.",
                "is no address with http:// or https://.",
            )
        return text

    def tiles(self, name: str) -> str:
        text = self.env.get(name, "").strip()
        if text and not all(part in text for part in ("{z}", "{x}", "{y}")):
            self._refuse(
                name,
                "enthält nicht {z}, {x} und {y}.",
                "does not hold {z}, {x} and {y}.",
            )
            return text
        return text if text.startswith("/") else self.address(name)


def _cache_folder(env: Mapping[str, str]) -> Path:
    """Follow the XDG base directories; without a home folder use the system's temporary one."""
    base = env.get("XDG_CACHE_HOME", "").strip()
    if not base and env.get("HOME", "").strip():
        base = str(Path(env["HOME"]) / ".cache")
    return Path(base or tempfile.gettempdir()) / "zukunftsatlas"
