"""What comes in from a form or an address, read once for everybody: figures of any keyboard."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict


def with_plain_figures(text: str) -> str:
    """The same text, each decimal figure of another script as 0–9: « ٣ » and « ۳ » are « 3 »."""
    if text.isascii():
        return text
    return "".join(
        f"{unicodedata.decimal(sign)}" if sign.isdecimal() and not sign.isascii() else sign
        for sign in text
    )


class TypedFields(ImmutableMultiDict[str, Any]):
    """The fields of a form or of an address; a password stays to the letter."""

    def __init__(self, mapping: Any = None) -> None:
        given = MultiDict(mapping)
        super().__init__(
            (name, with_plain_figures(value) if _is_plain(name, value) else value)
            for name, value in given.items(multi=True)
        )


def _is_plain(name: str, value: object) -> bool:
    return isinstance(value, str) and "password" not in name


class TypedRequest(Request):
    """A request whose fields hold the figures that every reader of them knows."""

    parameter_storage_class = TypedFields
