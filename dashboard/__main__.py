"""Entry point of `python -m dashboard`."""

import sys

from dashboard import cli

sys.exit(cli.main())
