"""From a scene to the bytes of a picture in a format; the rasteriser runs beside this process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import scenes
from layers import view as views
from layers.gaps import GapScene
from layers.picture import contents
from layers.picture import gapped
from layers.picture import manifest as manifests
from layers.picture import metadata
from layers.picture import options as choices
from layers.picture import pdf
from layers.picture import rasters
from layers.picture import sheet
from layers.picture import svg
from layers.picture.manifest import Manifest

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from layers.picture.contents import Contents
    from layers.picture.drawing import Picture
    from layers.picture.logo import Logo
    from layers.picture.options import Options
    from layers.scene import Scene
    from layers.state import Known
    from layers.state import ViewState

KINDS = ("png", "svg", "pdf")


def raster(picture: Picture, timeout: float = rasters.TIMEOUT) -> bytes:
    """Return a picture in pixels.

    Raises
    ------
    PictureError
        If it was not ready in time, or failed.
    """
    return rasters.run(svg.write(picture, quick=True), picture.pixels, timeout)


def encode(picture: Picture, kind: str, timeout: float = rasters.TIMEOUT) -> bytes:
    """Return a finished drawing as ``svg``, ``pdf`` or ``png``."""
    if kind == "svg":
        return svg.write(picture)
    if kind == "pdf":
        return pdf.write(picture)
    dpi = picture.pixels[0] / picture.inches[0] if picture.inches else None
    return metadata.into_png(raster(picture, timeout), picture.about, dpi)


def gathered(
    scene: Scene | GapScene, options: Options, house: str = "", identifier: str = ""
) -> Contents:
    """Return the words of a picture of a scene, whatever its mode."""
    if isinstance(scene, GapScene):
        return gapped.gather(scene, options, house, identifier)
    return contents.gather(scene, options, house, identifier)


def drawing(
    scene: Scene | GapScene, options: Options, house: str = "", identifier: str = ""
) -> Picture:
    """Return the drawing of a scene."""
    return sheet.compose(gathered(scene, options, house, identifier))


def _explored(view: ViewState) -> ViewState:
    """Return the view that pictures of all modes but the gaps show."""
    return replace(view, mode=type(view)().mode)


def described(view: ViewState, options: Options, house: str, version: str) -> Manifest:
    """Return the manifest of a picture.

    Parameters
    ----------
    view, options
        What is shown, and how.
    house
        Name of the publishing house.
    version
        Version of the data.
    """
    return Manifest(
        query=views.to_query(view if view.mode == scenes.GAPS else _explored(view)),
        options=choices.write(options),
        house=house,
        data=version,
        programme=manifests.programme(),
        logo=options.logo.name if options.logo else "",
    )


def file(
    scene: Scene | GapScene, kind: str, options: Options | None = None, house: str = ""
) -> bytes:
    """Return the file of a scene with the id of its manifest on it."""
    chosen = options or choices.Options()
    made = described(scene.view, chosen, house, scene.catalogue.version)
    return encode(drawing(scene, chosen, house, made.id), kind)


def again(
    manifest: Manifest, kind: str, catalogue: Catalogue, known: Known, logo: Logo | None = None
) -> bytes:
    """Return the file of a manifest, whose data version must be that of the catalogue.

    Parameters
    ----------
    manifest
        What is drawn.
    kind
        Format.
    catalogue, known
        The data, and the ids they know.
    logo
        Picture of the house that the manifest names.
    """
    view, _ = views.from_query(manifest.query, known)
    options = replace(choices.read(manifest.options), logo=logo)
    picture = drawing(scenes.of(view, catalogue), options, manifest.house, manifest.id)
    return encode(picture, kind)
