"""Loads and checks content files into frozen values."""

from pixlearn.content.catalogue import (
    Catalogue,
    ContentError,
    ContentFault,
    check_content,
    load_catalogue,
)
from pixlearn.content.translation import check_languages, load_languages, told_of_languages

__all__ = [
    "Catalogue",
    "ContentError",
    "ContentFault",
    "check_content",
    "check_languages",
    "load_catalogue",
    "load_languages",
    "told_of_languages",
]
