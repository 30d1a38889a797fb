"""The `ui` namespace of the templates: component macros, icons, and addresses of static files."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from flask import Flask, g, url_for
from flask_babel import get_locale
from jinja2 import Environment
from markupsafe import Markup, escape

from pixlearn.badges.picture import badge_svg
from pixlearn.content.badges import Badge
from pixlearn.content.current import read_in
from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.scenes.words import FRENCH
from pixlearn.web.sending import fingerprint_of

_SVG = "{http://www.w3.org/2000/svg}"
_MACRO = re.compile(r"\{%-? macro (?!_)(\w+)\(")
_QUOTED = re.compile(r"(?<=[«“])([^»”]+)(?=[»”])")


class Components:
    """What templates reach as `ui`: one public macro a name, from the files of components/."""

    def __init__(self, environment: Environment, icons: Mapping[str, str]) -> None:
        self._environment = environment
        self._icons = icons
        self._files = _macro_files(environment)

    def __getattr__(self, name: str) -> Any:
        """Return the macro of that name; AttributeError (undefined in a template) if none."""
        file = self._files.get(name)
        if file is None:
            raise AttributeError(f"no component is called {name}")
        return getattr(self._environment.get_template(file).module, name)

    def icon(self, name: str, css_class: str = "icon") -> Markup:
        """Draw the pictogram of that French name; it decorates, the word beside it speaks.

        Raises KeyError for an unknown name.
        """
        return Markup(  # noqa: S704 - the drawing comes from our own file
            f'<svg class="{css_class}" viewBox="0 0 24 24" width="24" height="24" fill="none"'
            f' stroke="currentColor" aria-hidden="true">{self._icons[PICTOGRAMS[name]]}</svg>'
        )

    def badge(self, badge: Badge, size: str = "", alternative: bool = False) -> Markup:
        """Draw a badge, "" or "large"; its name stands beside it, unless its ``alternative`` is
        what screen readers say."""
        sign = self._icons[PICTOGRAMS[badge.picture.pictogram]]
        drawing = badge_svg(badge, sign, size=size, alternative=alternative)
        return Markup(drawing)  # noqa: S704 - our own drawing; its words are escaped there

    def hx(self, url: str) -> Markup:
        """Attributes that let htmx send a form to `url` and swap only <main> with the answer.

        A second send while one is under way is dropped.
        """
        return Markup(
            'data-hx-post="{}" data-hx-target="#main" data-hx-select="#main"'
            ' data-hx-swap="outerHTML" data-hx-push-url="true" data-hx-sync="this:drop"'
        ).format(url)

    def content(self, language: str | None = None) -> Markup:
        """Attribute of an element whose words come from the content, when the page is in another
        language (RGAA 8.7). ``language``: theirs, where it is not that of the page's lesson."""
        return _lang(language or content_language(), around=str(get_locale()))

    def said(self, words: str) -> Markup | str:
        """Words of the content inside a sentence of the page: marked when it is in another
        language."""
        mark = self.content()
        return Markup("<span{}>{}</span>").format(mark, words) if mark else words

    def copied(self, text: str) -> Markup:
        """Text whose quoted words are to be copied letter by letter: a browser's translation
        leaves them."""
        marked = '<span translate="no">\\1</span>'
        return Markup(_QUOTED.sub(marked, str(escape(text))))  # noqa: S704 - escaped just here

    def as_is(self, text: str) -> Markup:
        """A code, an address, a first name: what a browser's translation may not change."""
        return Markup('<span translate="no">{}</span>').format(text)

    def interface(self) -> Markup:
        """Attribute of what speaks the page's language again, inside an element of content."""
        return _lang(str(get_locale()), around=content_language())


def read_in_own_language() -> None:
    """From here on, lessons and words come in the language of the interface, where there are any.

    Lists of titles stay in French, all of them: pages of one lesson or one word call this.
    """
    read_in(str(get_locale()))


def speak_in(language: str) -> None:
    """From here on, the content of this page is in this language: that of its lesson."""
    g.content_language = language


def content_language() -> str:
    """The language of the content of this page; French unless a view said another."""
    found: str = g.get("content_language", FRENCH)
    return found


def _lang(language: str, *, around: str) -> Markup:
    """The attribute ` lang`, where the words are in another language than what is around."""
    return Markup("") if language == around else Markup(' lang="{}"').format(language)


def _macro_files(environment: Environment) -> Mapping[str, str]:
    """Name of each public macro → the template file it stands in."""
    found: dict[str, str] = {}
    for file in environment.list_templates(filter_func=lambda name: name.startswith("components/")):
        loader = environment.loader
        assert loader is not None  # noqa: S101 - list_templates() has just used it
        for name in _MACRO.findall(loader.get_source(environment, file)[0]):
            if name in found:
                raise ValueError(f"component {name} stands in {found[name]} and in {file}")
            found[name] = file
    return found


def read_sprite(path: Path) -> Mapping[str, str]:
    """Return the inside of each <symbol> of the sprite, by its id, as HTML."""
    symbols = ElementTree.parse(path).getroot().iter(f"{_SVG}symbol")  # noqa: S314 - our own file
    return {symbol.attrib["id"]: _inner(symbol) for symbol in symbols}


def _inner(symbol: ElementTree.Element) -> str:
    shapes = "".join(ElementTree.tostring(shape, encoding="unicode").strip() for shape in symbol)
    return re.sub(r' xmlns:ns0="[^"]+"', "", shapes).replace("ns0:", "").replace(" />", "/>")


def install(app: Flask) -> None:
    """Give the templates of `app` the globals `ui` and `static_url`."""
    static = Path(app.static_folder or "static")

    @cache
    def fingerprint(name: str) -> str:
        return fingerprint_of((static / name).read_bytes())

    def static_url(name: str) -> str:
        """Address of a static file with a print of its content: it may be kept for ever."""
        return url_for("static", filename=name, v=fingerprint(name))

    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals["ui"] = Components(environment, read_sprite(static / "sprite.svg"))
    environment.globals["static_url"] = static_url
