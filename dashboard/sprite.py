"""The sprite: map symbols, icons and hatches as one hidden SVG that legend and map refer to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from layers import spec

if TYPE_CHECKING:
    from layers.symbols import Symbol

# Drawn for this project on a grid of 24, stroke 1.8
ICONS = {
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.3 15.3L20 20",
    "share": "M7 12l10-5.5M7 12l10 5.5M6 9.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 0 0 0-4.8z"
    "M18 3.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 0 0 0-4.8z"
    "M18 15.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 0 0 0-4.8z",
    "download": "M12 4v11M7.5 11L12 15.5L16.5 11M5 19.5h14",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "home": "M4.5 11.5L12 5l7.5 6.5M7 10v9h10v-9",
    "left": "M14.5 6L8.5 12l6 6",
    "right": "M9.5 6l6 6l-6 6",
    "contrast": "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 4v16M12 8h5M12 12h8M12 16h5",
    "layers": "M12 4l8.5 4.5L12 13L3.5 8.5zM4 13l8 4.3l8-4.3",
    "chart": "M5 20v-8M12 20V5M19 20v-5",
    "table": "M4 5h16v14H4zM4 10h16M10 10v9",
    "map": "M4 6.5l5-2l6 2l5-2v13l-5 2l-6-2l-5 2zM9 4.5v13M15 6.5v13",
    "info": "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 11v5.5M12 7.6v.4",
    "more": "M5.5 12h.01M12 12h.01M18.5 12h.01",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "reset": "M5 9.5h9a5 5 0 0 1 0 10H9M5 9.5L9 5.5M5 9.5l4 4",
}
PIN = "M0 10C-6 2-7 0-7 -3.5A7 7 0 1 1 7 -3.5C7 0 6 2 0 10Z"
HATCHES = """<defs>
<pattern id="hatch-none" width="6" height="6" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)">
<rect class="hatch-ground" width="6" height="6"/><path class="hatch-line" d="M0 0V6"/></pattern>
<pattern id="dots-unknown" width="7" height="7" patternUnits="userSpaceOnUse">
<rect class="hatch-ground" width="7" height="7"/>
<circle class="hatch-dot" cx="2" cy="2" r="1.2"/></pattern>
<pattern id="hatch-flip" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><path class="hatch-flip-line" d="M0 0V7"/></pattern>
{stripes}
</defs>"""
# Areas of two regions show both classes: the fill of one, stripes of the other
CLASSES = ("c0", "c1", "c2", "c3", "c4", "none", "unknown")
STRIPE = """<pattern id="stripe-{name}" width="14" height="14" patternUnits="userSpaceOnUse"
 patternTransform="rotate(-45)"><rect class="stripe {name}" width="7" height="14"/></pattern>"""


@lru_cache(maxsize=1)
def svg() -> str:
    """Return the hidden SVG with a symbol per sign, icon and hatch."""
    parts = [f'<symbol id="icon-{name}">{_icon(path)}</symbol>' for name, path in ICONS.items()]
    for id_, layer in spec.layers().items():
        parts.append(_symbol(f"sym-{id_}", layer.symbol))
        parts.extend(_symbol(f"sym-{id_}-{kind}", s) for kind, s in layer.variants.items())
    stripes = "".join(STRIPE.format(name=name) for name in CLASSES)
    parts.append(_pin("search"))
    parts.append(_pin("candidate"))
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false">'
        f"{HATCHES.format(stripes=stripes)}{''.join(parts)}</svg>"
    )


def _pin(name: str) -> str:
    """Return the sign of a place that is no record: what was searched, a site on trial."""
    return (
        f'<symbol id="sym-{name}" overflow="visible"><path d="{PIN}" class="sym-{name}"/></symbol>'
    )


def _icon(path: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _paint(token: str) -> str:
    return f"var({token})" if token else "none"


def _symbol(id_: str, sign: Symbol) -> str:
    dash = f";stroke-dasharray:{sign.dash}" if sign.dash else ""
    casing = ""
    if sign.shape not in {"line", "plate"}:
        casing = (
            f'<path d="{sign.path}" style="fill:none;stroke:var(--case);'
            f'stroke-width:{sign.width + 2.4};stroke-linejoin:round"/>'
        )
    body = (
        f'<path d="{sign.path}" style="fill:{_paint(sign.fill)};stroke:{_paint(sign.stroke)};'
        f'stroke-width:{sign.width};stroke-linejoin:round{dash}"/>'
    )
    mark = (
        f'<path d="{sign.mark}" style="fill:none;stroke:{_paint(sign.mark_stroke)};'
        'stroke-width:2.2"/>'
        if sign.mark
        else ""
    )
    return f'<symbol id="{id_}" overflow="visible">{casing}{body}{mark}</symbol>'
