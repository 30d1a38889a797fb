"""Pages that need nobody signed in: the door, the ways in, help, notices."""

from flask import Blueprint

bp = Blueprint("public", __name__)

from pixlearn.web.public import health, home, notices, reading, staff, ways_in  # noqa: E402, F401
