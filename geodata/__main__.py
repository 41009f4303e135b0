"""``python -m geodata``."""

from __future__ import annotations

import sys

from geodata import cli

if __name__ == "__main__":
    sys.exit(cli.main())
