"""Scripts of the pages that the atlas is measured against: pinned packages, as folium names them.

They are fetched once with npm into the cache folder and served from there: no page of the
measurement asks another host for anything.
"""

from __future__ import annotations

from typing import Final

from geodata.build.fetch import Shelf
from geodata.build.packages import Package
from tests import support

LEAFLET: Final = Package(
    id="leaflet",
    registry="npm",
    name="leaflet",
    version="1.9.3",
    file="leaflet-1.9.3.tgz",
    sha256="10d016716b56048661eaf9cde004dc82e80bd3613b52c4f53cf5aec73088006c",
    about="map library of the plain page and of folium",
)
JQUERY: Final = Package(
    id="jquery",
    registry="npm",
    name="jquery",
    version="3.7.1",
    file="jquery-3.7.1.tgz",
    sha256="68a9f787516da47c680e09c187bcbac4536b6f85d90eb882844e12919e583f53",
    about="folium's page loads it",
)
BOOTSTRAP: Final = Package(
    id="bootstrap",
    registry="npm",
    name="bootstrap",
    version="5.2.2",
    file="bootstrap-5.2.2.tgz",
    sha256="6ae3403f9085283be866fd9bca04f3034ffc755e466e6a1ff9836e8c0a1340d4",
    about="folium's page loads it",
)
MARKERS: Final = Package(
    id="markers",
    registry="npm",
    name="leaflet.awesome-markers",
    version="2.0.5",
    file="leaflet.awesome-markers-2.0.5.tgz",
    sha256="b0180e6ae1c9bce3a212bb0b4f3a8c484cf8c15725958e930c68b7e3f7693aa7",
    about="folium's page loads it",
)
ICONS: Final = Package(
    id="icons",
    registry="npm",
    name="@fortawesome/fontawesome-free",
    version="6.2.0",
    file="fortawesome-fontawesome-free-6.2.0.tgz",
    sha256="627ba11e9f2923be8f4c3f8688b9b4f17d787ce02691f32837893f53e8276c2a",
    about="folium's page loads it",
)
# What folium's page asks other hosts for, by the name that folium gives it
FOLIUM_JS: Final = {
    "leaflet": (LEAFLET, "dist/leaflet.js"),
    "jquery": (JQUERY, "dist/jquery.min.js"),
    "bootstrap": (BOOTSTRAP, "dist/js/bootstrap.bundle.min.js"),
    "awesome_markers": (MARKERS, "dist/leaflet.awesome-markers.min.js"),
}
FOLIUM_CSS: Final = {
    "leaflet_css": (LEAFLET, "dist/leaflet.css"),
    "bootstrap_css": (BOOTSTRAP, "dist/css/bootstrap.min.css"),
    "awesome_markers_font_css": (ICONS, "css/all.min.css"),
    "awesome_markers_css": (MARKERS, "dist/leaflet.awesome-markers.css"),
}
CACHE: Final = support.ROOT / ".cache" / "bench"


def read(package: Package, member: str) -> bytes:
    """Return one file of a package, fetched the first time."""
    return Shelf(CACHE / "packages").read(package, member)
