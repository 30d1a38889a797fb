"""The project's own content, read once for all the tests of a process."""

from __future__ import annotations

from functools import cache

from pixlearn.config import ROOT
from pixlearn.content import load_languages
from pixlearn.content.catalogue import Catalogue, load_catalogue

read_once = cache(load_catalogue)
languages_once = cache(load_languages)


def real_catalogue() -> Catalogue:
    """The catalogue that the app serves, in French."""
    return languages_once(ROOT / "content")[0]
