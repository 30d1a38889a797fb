"""Help in a walk, in words: where to look on the screen one is on."""

from __future__ import annotations

from flask_babel import gettext

from pixlearn.activities import Bearing


def words_of_bearing(bearing: Bearing, *, named: bool) -> str:
    """Where the right button stands; its word only when ``named``."""
    if bearing.word is None:
        return str(gettext("This screen leads no further. Start again at the first screen."))
    if bearing.back:
        return str(gettext("This screen is not the right one. Look for the arrow “Back”."))
    if named:
        return str(gettext("On this screen, look for “%(word)s”.", word=bearing.word))
    match bearing.third:
        case 0:
            return str(gettext("On this screen, look near the top. Read each word."))
        case 1:
            return str(gettext("On this screen, look in the middle. Read each word."))
        case _:
            return str(gettext("On this screen, look near the bottom. Read each word."))
