"""How much a request may carry: little, and a file where a page asks for one."""

from __future__ import annotations

from flask import Flask, request

from pixlearn.orientation.partner_import import MOST_BYTES
from pixlearn.structures import logos

FORM_AROUND = 64 * 1024
MOST_BYTES_OF_LIST = 2 * 1024 * 1024
READ_AT_ONCE = 256 * 1024  # a file is read by pieces of 64 kB, and what is left of the one before
FILES = {
    "referent.check_partner_file": MOST_BYTES + FORM_AROUND,
    "counsellor.check_new_people": MOST_BYTES_OF_LIST,
    "referent.keep_logo": logos.MOST_BYTES + FORM_AROUND,
}
"""Endpoint → bytes, for the pages to which a file is sent."""


def init_uploads(app: Flask) -> None:
    """Let the pages of `FILES` receive more than the others; before anything reads the form."""

    @app.before_request
    def make_room() -> None:
        if request.method == "POST" and request.endpoint in FILES:
            request.max_content_length = FILES[request.endpoint]
            request.max_form_memory_size = READ_AT_ONCE
