"""What a workshop is called when nobody wrote a title: by its day."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from pixlearn.structures.store import Workshop
from pixlearn.web.i18n import day


def usual_title(starts_at: datetime) -> str:
    """« Atelier du 4 mai 2027 »."""
    return str(gettext("Workshop of %(day)s", day=day(starts_at)))


def title_again(workshop: Workshop, starts_at: datetime) -> str:
    """What the workshop is called on another day: a title made of its day follows the day."""
    usual = usual_title(workshop.starts_at)
    return usual_title(starts_at) if workshop.title == usual else workshop.title
