"""The application for a WSGI server: `gunicorn wsgi:app`."""

import os
import sys

from pixlearn import create_app
from pixlearn.config import BadSettings, Settings
from pixlearn.content.catalogue import ContentError

os.umask(0o077)  # the database and its journals are for their owner alone
try:
    app = create_app(Settings.from_environ(os.environ))
except BadSettings as error:
    sys.exit(f"pixlearn cannot start: {error}")
except ContentError as error:
    sys.exit(f"pixlearn cannot start: {len(error.faults)} faults in the content.\n{error}")
