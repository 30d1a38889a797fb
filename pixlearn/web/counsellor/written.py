"""What a counsellor wrote on one line of a form."""

from __future__ import annotations

from flask import request


def written(field: str) -> str:
    """The text of a field on one line: spaces joined, signs that nobody can see left out."""
    text = " ".join(request.form.get(field, "").split())
    return "".join(sign for sign in text if sign.isprintable())
