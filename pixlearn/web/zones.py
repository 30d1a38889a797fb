"""Where a structure may be, in words."""

from __future__ import annotations

from flask_babel import gettext

from pixlearn.structures.settings import TIME_ZONES


def zone_words() -> dict[str, str]:
    """Each time zone and the places that have it."""
    words = (
        gettext("Mainland France"),
        gettext("Guadeloupe"),
        gettext("Martinique"),
        gettext("French Guiana"),
        gettext("Reunion"),
        gettext("Mayotte"),
        gettext("Saint Martin, Saint Barthélemy"),
        gettext("Saint Pierre and Miquelon"),
        gettext("New Caledonia"),
        gettext("Tahiti, Society Islands"),
        gettext("Marquesas Islands"),
        gettext("Gambier Islands"),
        gettext("Wallis and Futuna"),
    )
    return dict(zip(TIME_ZONES, words, strict=True))
