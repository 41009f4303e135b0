"""Features: one file each, with `layout(ctx, lang)` and `register(app, ctx, lang)`."""

from __future__ import annotations

from dashboard.features import areacard
from dashboard.features import charts
from dashboard.features import details
from dashboard.features import embed
from dashboard.features import gaps
from dashboard.features import headline
from dashboard.features import layerpanel
from dashboard.features import mapview
from dashboard.features import pages
from dashboard.features import permalink
from dashboard.features import press
from dashboard.features import proposals
from dashboard.features import table
from dashboard.features import topbar

ALL = (
    permalink,
    topbar,
    layerpanel,
    mapview,
    areacard,
    gaps,
    proposals,
    headline,
    details,
    charts,
    table,
    pages,
    press,
    embed,
)
