"""The workshop kit: for each lesson a sheet to lead it, and the lesson itself on paper."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from pixlearn.activities import show_item
from pixlearn.content.current import catalogue
from pixlearn.scenes.view import SceneView, show_scene
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render


@bp.get("/lecons")
def lessons() -> ResponseReturnValue:
    """All lessons, by track."""
    return render("counsellor/lessons.html", tracks=catalogue().teaching.tracks.values())


@bp.get("/lecons/<lesson_id>")
def lesson_sheet(lesson_id: str) -> ResponseReturnValue:
    """One lesson to print: how to lead it, then its steps, its exercise and what to keep."""
    found = catalogue().teaching.lessons.get(lesson_id)
    if found is None:
        abort(404)
    return render(
        "counsellor/lesson_sheet.html",
        lesson=found,
        skills=[catalogue().framework.skill(skill).text for skill in found.text.skills],
        steps=[(step, _still(step.scene, step.rings)) for step in found.text.steps],
        activity=show_item(found.activity, catalogue().scenes),
    )


def _still(scene: str | None, rings: tuple[str, ...]) -> SceneView | None:
    return show_scene(catalogue().scenes[scene], rings=rings) if scene else None
