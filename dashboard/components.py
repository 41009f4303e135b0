"""Components: what the atlas is made of, as installed here, with licences and known advisories."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements.txt"
# What the browser gets beside the packages: name, version, licence, file
VENDORED = (
    ("plotly.js-basic-dist-min", "4.1.1", "MIT", "assets/vendor/plotly-basic-4.1.1.min.js"),
    ("regenerator-runtime", "0.14.1", "MIT", "assets/vendor/regenerator-runtime-0.14.1.js"),
    (
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "OFL-1.1",
        "assets/fonts/source-sans-3-latin-wght-normal.woff2",
    ),
)
# Licences that go together with the EUPL-1.2 of a server that is handed on
OPEN = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|HPND|Unlicense|Zlib"
    r"|0BSD|CC0|CC-BY-4.0|OFL|EUPL|Lesser General Public)",
    re.IGNORECASE,
)
MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy"
UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part, as it is installed.

    Parameters
    ----------
    name, version
        As its package is named.
    licence
        As its package states it; empty if it states none.
    kind
        ``pypi`` or ``npm``.
    """

    name: str
    version: str
    licence: str
    kind: str = "pypi"

    @property
    def is_open(self) -> bool:
        """Whether the licence is one of those that are known to fit."""
        return bool(OPEN.search(self.licence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """A known vulnerability of a part."""

    id: str
    component: Component
    summary: str


def installed() -> list[Component]:
    """Return the installed packages of the server, and what is shipped beside them."""
    found = []
    for line in PINS.read_text("utf-8").splitlines():
        text = line.split("#")[0].strip()
        if not text:
            continue
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        about = metadata.metadata(requirement.name)
        found.append(
            Component(
                name=about["Name"],
                version=metadata.version(requirement.name),
                licence=licence(about) or _by_text(requirement.name),
            )
        )
    found.sort(key=lambda one: one.name.lower())
    shipped = [
        Component(name=name, version=version, licence=terms, kind="npm")
        for name, version, terms, file in VENDORED
        if (ROOT / file).is_file()
    ]
    return [*found, *shipped]


def licence(about: metadata.PackageMetadata) -> str:
    """Return what a package says of its licence: the expression, the classifier, the first line."""
    if "License-Expression" in about:
        return str(about["License-Expression"])
    named = [
        line.rsplit(" :: ", 1)[-1]
        for line in about.get_all("Classifier", [])
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    if named:
        return ", ".join(dict.fromkeys(named))
    text = str(about["License"] or "").strip() if "License" in about else UNKNOWN
    return text.splitlines()[0][:80] if text else UNKNOWN


def _by_text(name: str) -> str:
    """Return the licence of a package that ships its text and names it nowhere."""
    for file in metadata.files(name) or []:
        if re.search(r"licen[cs]e", file.name, re.IGNORECASE):
            return "MIT" if MIT in " ".join(file.read_text().split()) else UNKNOWN
    return UNKNOWN


def bill(found: Iterable[Component]) -> dict[str, Any]:
    """Return a bill of materials in the format CycloneDX 1.6, which scanners read."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:{one.kind}/{_purl(one)}@{one.version}",
                "licenses": [{"license": {"name": one.licence}}] if one.licence else [],
            }
            for one in found
        ],
    }


def _purl(one: Component) -> str:
    return canonicalize_name(one.name) if one.kind == "pypi" else one.name.replace("@", "%40")


def advisories(found: Iterable[Component], archive: Path) -> list[Advisory]:
    """Return the entries of a vulnerability database that concern these versions.

    Parameters
    ----------
    found
        The parts.
    archive
        A zip file or a folder of entries in the OSV format, one JSON file each.
    """
    by_name = {(one.kind, canonicalize_name(one.name)): one for one in found}
    hits = []
    for entry in _entries(archive):
        if entry.get("withdrawn"):
            continue
        for affected in entry.get("affected", []):
            package = affected.get("package", {})
            kind = str(package.get("ecosystem", "")).lower()
            one = by_name.get((kind, canonicalize_name(str(package.get("name", "")))))
            if one is not None and concerns(affected, one.version):
                summary = str(entry.get("summary") or entry.get("details", ""))[:160]
                hits.append(Advisory(id=str(entry.get("id", "?")), component=one, summary=summary))
                break
    return hits


def _entries(archive: Path) -> Iterator[dict[str, Any]]:
    if archive.is_dir():
        for file in sorted(archive.rglob("*.json")):
            yield json.loads(file.read_text("utf-8"))
        return
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if name.endswith(".json"):
                yield json.loads(packed.read(name))


def concerns(affected: dict[str, Any], version: str) -> bool:
    """Tell whether an entry names a version, in its list or by one of its ranges."""
    if version in affected.get("versions", []):
        return True
    ranges = [r for r in affected.get("ranges", []) if r.get("type") in {"ECOSYSTEM", "SEMVER"}]
    return any(_within(r.get("events", []), version) for r in ranges)


def _within(events: Iterable[dict[str, str]], version: str) -> bool:
    """Follow the events of a range in their order: introduced, fixed, last affected."""
    try:
        mine = Version(version)
        inside = False
        for event in events:
            if "introduced" in event:
                start = event["introduced"]
                inside = inside or start == "0" or mine >= Version(start)
            elif _is_over(event, mine):
                inside = False
    except InvalidVersion:
        return False
    return inside


def _is_over(event: dict[str, str], mine: Version) -> bool:
    """Tell whether a range has ended before a version."""
    if "fixed" in event:
        return mine >= Version(event["fixed"])
    return "last_affected" in event and mine > Version(event["last_affected"])
