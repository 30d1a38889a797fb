"""How gunicorn serves pixlearn: `gunicorn wsgi:app` reads this file by itself.

Two processes of four threads suit two cores and SQLite; WEB_CONCURRENCY sets another number of
processes.
"""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
control_socket_disable = True
