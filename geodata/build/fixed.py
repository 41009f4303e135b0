"""Texts that the build ships: the statement of error, licences, notes beside the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

from geodata.build import packages
from geodata.build import write

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.build.fetch import Shelf

LICENCES: Final = {
    "odbl/LICENSE.txt": "ODbL-1.0",
    "licences/CC-BY-4.0.txt": "CC-BY-4.0",
    "licences/LGPL-3.0-or-later.txt": "LGPL-3.0-or-later",
    "licences/GPL-3.0-or-later.txt": "GPL-3.0-or-later",
}
ERROR: Final[dict[str, Any]] = {
    "what": "Geschätzte Einwohner je Gemeinde gegen amtliche Zahlen",
    "what_en": "Estimated inhabitants per municipality against official figures",
    "date": "2018-12-31",
    "total": 7_982_448,
    "exact": "Kreise, ÄrL, Land, Zukunftsregionen, kreisfreie Städte",
    "validated_against": "Destatis GV-ISys, 31.12.2020, 941 bewohnte Gemeinden und Gebiete",
    "mape_percent": 6.9,
    "median_percent": 4.2,
    "p90_percent": 14.9,
    "p95_percent": 20.7,
    "wrong_gemeinde_percent": 1.8,
    "samtgemeinden": {
        "units": 405,
        "mape_percent": 4.3,
        "median_percent": 2.7,
        "p90_percent": 8.1,
        "p95_percent": 12.7,
        "wrong_unit_percent": 1.5,
    },
    "mape_percent_by_size": {
        "over 20000": 2.9,
        "5000-20000": 4.4,
        "1000-5000": 7.6,
        "under 1000": 10.3,
    },
    "worst": {
        "Dissen am Teutoburger Wald": -86,
        "Lauenförde": -75,
        "Osterheide": -85,
    },
    "worst_unit": "percent",
    "note": (
        "Drei Stellwerte des Verfahrens wurden an denselben amtlichen Zahlen gewählt. Nach der"
        " Prüfung wurden 15 Gemeinden der Landkreise Harburg und Stade angehoben, deren Orte die"
        " Quelle in Hamburg zählt (Grünendeich war 0); damit wurde nicht neu geprüft."
        " Ein Teil der Abweichung ist wahre Veränderung 2011–2020. Nur gerundet zeigen."
    ),
    "note_en": (
        "Three parameters of the method were tuned on the same official figures. After the"
        " validation 15 municipalities of the districts Harburg and Stade were raised, whose"
        " settlements the source counts in Hamburg (Grünendeich was 0); this was not validated"
        " again. Part of the deviation is true change 2011-2020. Show rounded values only."
    ),
}
ODBL_NOTE: Final = """\
# Where people live: an ODbL database of its own

| file | content |
|---|---|
| `population_points.csv.gz` | settlement points: `x`, `y` (EPSG:25832, metres), `gemeinde`, `inhabitants` |
| `gemeinden_population.csv` | the sums of these points per Gemeinde |
| `gemeinde_points.csv` | the most populous settlement of Gemeinden whose name no settlement has |
| `population_error.json` | what is known about the error of these estimates |
| `LICENSE.txt` | the Open Database License 1.0 |

All figures are estimates for 31.12.2018. They sum exactly to the official inhabitants of each
Kreis (7,982,448 in all); below the Kreis they err by 6.9 % on average (median 4.2 %).

These files derive from the open_eGo load areas v0.2.10 and are available under the
[Open Database License 1.0](http://opendatacommons.org/licenses/odbl/1.0/). Whoever ships a
changed version of them must offer it under the same licence. Maps and charts made from them
only need the notice:

> Einwohnerverteilung: open_eGo load areas v0.2.10, © Reiner Lemoine Institut, ODbL 1.0;
> enthält © OpenStreetMap contributors (ODbL), © GeoBasis-DE / BKG 2016,
> © Statistisches Bundesamt (Zensus 2011), dl-de/by-2-0

Kreis totals: © Statistisches Bundesamt (Destatis), 2019 (GV-ISys, 31.12.2018), CC BY 4.0,
via landkreise-deutschland. Sizes of villages: © GeoNames, CC BY 4.0.
Everything outside this folder is no part of this database.
"""
LICENCES_NOTE: Final = """\
# Licences of the data

| data | files | licence |
|---|---|---|
| areas of Niedersachsen and its neighbours | `areas.gpkg`, `web/*.pbf` | GeoNutzV, © GeoBasis-DE / BKG 2016 (Daten verändert), <http://www.geodatenzentrum.de/docpdf/geonutzv.pdf> |
| rivers, lakes, IJsselmeer | inside `web/surroundings.pbf` | LGPL-3.0-or-later, GSHHG 2.3.6 (Wessel & Smith), clipped and simplified by `geodata/build/surroundings.py` |
| neighbouring countries | inside `web/surroundings.pbf` | public domain, Natural Earth 4.1 |
| places, towns | `gazetteer.csv`, `web/labels*.json`, `web/search.json` | CC BY 4.0, © GeoNames (changed: matched, filtered) |
| official area and inhabitants | `areas/*.csv` | CC BY 4.0, © Statistisches Bundesamt (Destatis), 2019 |
| estimated inhabitants | `odbl/` | ODbL 1.0, see there |
"""


def build(shelf: Shelf, folder: Path) -> None:
    """Write licences, the notes that go with them, and the statement of error."""
    for path, licence in LICENCES.items():
        raw = json.loads(shelf.read(packages.LICENCES, f"licenses/{licence}.json"))
        text = raw["licenseText"].rstrip() + "\n"
        write.made(folder / path).write_text(text, encoding="utf-8")
    write.made(folder / "odbl" / "README.md").write_text(ODBL_NOTE, encoding="utf-8")
    write.made(folder / "licences" / "README.md").write_text(LICENCES_NOTE, encoding="utf-8")
    write.dump(ERROR, folder / "odbl" / "population_error.json", lines=True)
