"""Downloads of a view: `/export.<format>?<view>&rows=areas|records&header=key|title`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Response
from flask import request

from dashboard import opening
from layers import export
from layers import scene
from layers import view as views
from layers import words

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.context import AppContext

ROWS = ("areas", "records")
HEADERS = ("key", "title")
OWN = re.compile(r"(?:^|&)(?:rows|header|size)=[^&]*")
