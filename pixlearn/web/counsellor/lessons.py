"""The workshop kit: for each lesson a sheet to lead it, and the lesson itself on paper."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.on_paper import items_on_paper, skills_of, steps_on_paper


@bp.get("/lecons")
def lessons() -> ResponseReturnValue:
    """All lessons, by track."""
    return render("counsellor/lessons.html", tracks=catalogue().teaching.tracks.values())


@bp.get("/lecons/<lesson_id>")
def lesson_sheet(lesson_id: str) -> ResponseReturnValue:
    """One page to lead a lesson: the aim, what to talk about, what to bring, the answers."""
    track, lesson = _lesson_at(lesson_id)
    return render(
        "counsellor/lesson_sheet.html",
        track=track,
        lesson=lesson,
        skills=skills_of(lesson),
        items=items_on_paper(lesson, catalogue().scenes),
    )


@bp.get("/lecons/<lesson_id>/papier")
def lesson_paper(lesson_id: str) -> ResponseReturnValue:
    """The lesson itself, for paper or a day without network: two pages, without the answers."""
    track, lesson = _lesson_at(lesson_id)
    return render(
        "counsellor/lesson_paper.html",
        track=track,
        lesson=lesson,
        steps=steps_on_paper(lesson, catalogue().scenes),
        items=items_on_paper(lesson, catalogue().scenes),
    )


def _lesson_at(lesson_id: str) -> tuple[Track, Lesson]:
    for track in catalogue().teaching.tracks.values():
        for lesson in track.lessons:
            if lesson.id == lesson_id:
                return track, lesson
    abort(404)
