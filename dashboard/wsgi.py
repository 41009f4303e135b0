"""The application for a server of one's own: `gunicorn dashboard.wsgi:application`."""

import os

from dashboard import boot
from dashboard.settings import Settings

application = boot.live(Settings.from_env(os.environ))
