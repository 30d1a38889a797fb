"""Language of the interface: French first; English on request."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import (
    Babel,
    format_datetime,
    get_locale,
    gettext,
    ngettext,
    to_user_timezone,
)

from pixlearn.config import ROOT
from pixlearn.content.current import read_in
from pixlearn.scenes.words import FRENCH
from pixlearn.structures.days import day_in_words, day_of
from pixlearn.web.display import current_display
from pixlearn.web.house import diagnostic_called, diagnostic_named, house, today_here, zone
from pixlearn.web.level_words import level_words


def init_i18n(app: Flask) -> None:
    """Set up translations and the date filters."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = "fr"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Paris"
    Babel(
        app,
        locale_selector=lambda: current_display().language,
        timezone_selector=lambda: zone().key,
    )
    app.before_request(lambda: read_in(FRENCH))  # until a page knows better
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.filters["hour"] = hour
    app.jinja_env.filters["elapsed"] = elapsed
    app.jinja_env.globals["level_in_words"] = level_words
    app.jinja_env.globals["house"] = house
    app.jinja_env.globals["diagnostic_called"] = diagnostic_called
    app.jinja_env.globals["diagnostic_named"] = diagnostic_named
    app.jinja_env.globals["language"] = lambda: str(get_locale())


def day(value: date | datetime) -> str:
    """A day in full words: « 4 mai 2027 », « 1er mai 2027 »."""
    if isinstance(value, datetime):
        value = to_user_timezone(value).date()
    return day_in_words(value, str(get_locale()))


def moment(value: datetime) -> str:
    """A moment in full words: « 4 mai 2027 à 14 h 30 »."""
    return f"{day(value)}{' à ' if str(get_locale()) == 'fr' else ', '}{hour(value)}"


def hour(value: datetime) -> str:
    """An hour of the day: « 14 h 30 »."""
    return str(format_datetime(value, "H 'h' mm" if str(get_locale()) == "fr" else "HH:mm"))


def elapsed(value: datetime) -> str:
    """How long ago, in words: today, yesterday, the number of days up to a month, else the day."""
    days = (today_here() - day_of(value, zone())).days
    if days <= 0:
        return str(gettext("today"))
    if days == 1:
        return str(gettext("yesterday"))
    if days <= 30:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", days))
    return day(value)
