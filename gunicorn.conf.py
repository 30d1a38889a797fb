"""How gunicorn serves pixlearn: `gunicorn wsgi:app` reads this file by itself.

Two processes of four threads suit two cores and SQLite; WEB_CONCURRENCY sets another number of
processes. The application is loaded once, before they part: they share the content in memory, and
one that is killed is back at once.
"""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
control_socket_disable = True
