"""« Ma fiche »: a lesson to keep on one page, printed or shared from the phone's own menu."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.lessons import HERE, lesson_at
from pixlearn.web.on_paper import skills_of, steps_on_paper, words_of


@bp.get(f"{HERE}/fiche")
def lesson_keep(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """What one can do, the steps in small, what to remember, and the hard words."""
    track, lesson = lesson_at(track_slug, lesson_slug)
    return render(
        "learner/lesson_keep_print.html",
        track=track,
        lesson=lesson,
        skills=skills_of(lesson),
        steps=steps_on_paper(lesson, catalogue().scenes),
        words=words_of(lesson),
    )
