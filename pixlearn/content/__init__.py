"""Loads and checks content files into frozen values."""

from pixlearn.content.catalogue import (
    Catalogue,
    ContentError,
    ContentFault,
    check_content,
    load_catalogue,
)

__all__ = ["Catalogue", "ContentError", "ContentFault", "check_content", "load_catalogue"]
