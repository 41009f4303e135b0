"""``info``: what the shipped data are: version, counts, deviations, packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata import areas
from geodata import audit
from geodata import folders
from geodata import manifest
from geodata import population
from geodata import state as states
from geodata.commands import Command
from geodata.versions import installation

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder."""
    parser.add_argument("--data", type=Path, default=folders.DATA, help="Datenordner")


def level_lines(folder: Path) -> Iterator[str]:
    """Yield one line a level: number of areas, inhabitants, km²."""
    for level, frame in areas.load_frames(folder).items():
        status = "/".join(sorted(set(frame.inhabitants_status)))
        yield (
            f"  {level:17} {len(frame):5}  {frame.inhabitants.sum():10} Einwohner ({status}),"
            f" {frame.area_km2.sum():9.2f} km²"
        )


def area_lines(folder: Path) -> Iterator[str]:
    """Yield the agreement with official areas and the outliers by name."""
    path = folder / "area_check.csv"
    frame = folders.table(path, ("label", "deviation_percent", "reason"), ("deviation_percent",))
    off = frame.deviation_percent.abs()
    yield (
        f"Flächen gegen amtliche: Median {off.median():.2f} %,"
        f" {int((off <= audit.AREA_LIMIT).sum())} von {len(frame)} innerhalb 0,25 %; Ausreißer:"
    )
    for row in frame[frame.reason != ""].itertuples():
        yield f"  {row.label:25} {row.deviation_percent:+5.2f} %  {row.reason}"


def lines(folder: Path) -> Iterator[str]:
    """Yield the whole report."""
    listed = manifest.load(folder)
    size = sum(e.size for e in listed.files.values())
    yield f"Datenfassung {listed.version()}: {len(listed.files)} Dateien, {size / 1e6:.1f} MB"
    state = states.load(folder)
    pending = f" {areas.PENDING}" if state == states.SHIPPED else ""
    yield f"Gebietsstand {state.territory}, Einwohner vom {state.inhabitants}.{pending}"
    yield "Ebenen:"
    yield from level_lines(folder)
    yield from area_lines(folder)
    error = population.error_statement(folder)
    yield (
        f"Einwohner der Gemeinden geschätzt zum {error['date']}: mittlere Abweichung"
        f" {error['mape_percent']} %, Median {error['median_percent']} %,"
        f" {error['wrong_gemeinde_percent']} % in der falschen Gemeinde"
    )
    yield "Quellpakete:"
    for package in listed.packages:
        name = f"{package['name']} {package['version']}"
        yield f"  {package['registry']:5} {name}: {package['about']}"


def run(options: argparse.Namespace) -> int:
    """Print the report."""
    for line in lines(installation.current(options.data)):
        print(line)
    return 0


COMMAND = Command(
    name="info",
    about="Fassung, Anzahlen und Quellen der Daten nennen",
    arguments=arguments,
    run=run,
)
