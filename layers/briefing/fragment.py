"""Part of a drawing as SVG for a page that holds many: ids are made distinct."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from layers.picture import svg
from layers.picture.drawing import About
from layers.picture.drawing import Group
from layers.picture.drawing import Picture

if TYPE_CHECKING:
    from layers.picture.drawing import Pattern

_GROUP = re.compile(r'<g id="([^"]*)"')
NOTHING = About(title="", description="", credit="", source="", date="", lang="", identifier="")


def write(
    group: Group, size: tuple[float, float], prefix: str, patterns: tuple[Pattern, ...] = ()
) -> str:
    """Return an svg element that is shown as a whole.

    Parameters
    ----------
    group
        What is drawn.
    size
        Width and height in units of the group.
    prefix
        Put before every id, so that several may stand in one page.
    patterns
        Patterns it uses.
    """
    picture = Picture(
        width=size[0],
        height=size[1],
        pixels=(1, 1),
        inches=None,
        ground="none",
        patterns=patterns,
        root=group,
        about=NOTHING,
    )
    writer = svg.Writer(picture)
    body = "".join(writer.group(group))
    used = "".join(svg.pattern(p) for p in patterns if f"url(#{p.name})" in body)
    body = _GROUP.sub(r'<g data-part="\1"', f"<defs>{used}</defs>{body}")
    body = body.replace(' id="', f' id="{prefix}').replace("url(#", f"url(#{prefix}")
    body = body.replace('href="#', f'href="#{prefix}')
    box = f"0 0 {svg.num(size[0])} {svg.num(size[1])}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" aria-hidden="true"'
        f' font-family="{escape(svg.FAMILY)}" fill="none" fill-rule="evenodd"'
        f' stroke-linejoin="bevel" preserveAspectRatio="none">{body}</svg>'
    )
