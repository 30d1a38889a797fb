"""How gunicorn serves pixlearn: `gunicorn wsgi:app` reads this file by itself.

Two processes of four threads suit two cores and SQLite; WEB_CONCURRENCY sets another number of
processes. The application is loaded once, before they part: they share the content in memory, and
one that is killed is back at once. When measures are asked for, each counts in files of a common
folder, which is new at each start.
"""

import os
import shutil
import tempfile

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
control_socket_disable = True

if os.environ.get("PIXLEARN_METRICS_TOKEN"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="pixlearn-measures-")


def on_exit(_server: object) -> None:
    """Gunicorn stops: what was counted goes with it."""
    shutil.rmtree(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""), ignore_errors=True)
