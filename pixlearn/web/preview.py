"""« Aperçu »: a lesson as its files stand on the disk, for who writes it; never in production."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from pixlearn.activities import Item
from pixlearn.content.check import Content, read_content
from pixlearn.content.lessons import Lesson, Teaching, Track
from pixlearn.content.lessons_check import read_teaching
from pixlearn.scenes.view import SceneView
from pixlearn.web.htmx import render
from pixlearn.web.login import settings
from pixlearn.web.on_paper import PaperItem, items_on_paper, steps_on_paper
from pixlearn.web.stills import stills_of_way

LOCALE = "fr"

bp = Blueprint("preview", __name__, url_prefix="/apercu")


@dataclass(frozen=True, slots=True)
class Preview:
    """An activity or check: what is asked, the right way, and all that is said after a try."""

    item: Item
    paper: PaperItem
    way: list[tuple[str, SceneView]]


@bp.get("/")
def lessons() -> ResponseReturnValue:
    """Every lesson that can be read, and every fault of every file."""
    content, teaching = _as_written()
    return render("preview/lessons.html", tracks=teaching.tracks.values(), faults=content.faults)


@bp.get("/<lesson_id>")
def lesson(lesson_id: str) -> ResponseReturnValue:
    """The whole lesson on one page; with faults in its files, what to mend and where."""
    content, teaching = _as_written()
    found = _lesson_at(teaching, lesson_id)
    files = _files_of(lesson_id, found)
    own = [fault for fault in content.faults if fault.file in files]
    others = [fault for fault in content.faults if fault.file not in files]
    if found is None or own:
        if not own and not others:
            abort(404)
        return render(
            "preview/faults.html", lesson_id=lesson_id, faults=own or others, whole=bool(own)
        )
    track, written = found
    skills = content.framework.skills if content.framework else ()
    papers = items_on_paper(written, content.scenes)
    return render(
        "preview/lesson.html",
        track=track,
        lesson=written,
        skills=[skill.text for skill in skills if skill.id in written.text.skills],
        steps=steps_on_paper(written, content.scenes),
        words=[teaching.words[word] for word in written.text.words],
        items=[
            Preview(item, paper, stills_of_way(item, content.scenes))
            for item, paper in zip((written.activity, *written.checks), papers, strict=True)
        ],
        others=others,
    )


def _as_written() -> tuple[Content, Teaching]:
    """The content of the disk, read again after each change."""
    root = settings().content
    files = sorted((root / LOCALE).rglob("*.y*ml"))
    return _read(root, tuple((str(file), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _read(root: Path, _files: tuple[tuple[str, int], ...]) -> tuple[Content, Teaching]:
    content = read_content(root, LOCALE)
    return content, read_teaching(content)


def _lesson_at(teaching: Teaching, lesson_id: str) -> tuple[Track, Lesson] | None:
    return next(
        (
            (track, lesson)
            for track in teaching.tracks.values()
            for lesson in track.lessons
            if lesson.id == lesson_id
        ),
        None,
    )


def _files_of(lesson_id: str, found: tuple[Track, Lesson] | None) -> set[str]:
    """The file of a lesson, and those of the screens that it shows."""
    files = {f"{LOCALE}/lessons/{lesson_id.partition('.')[0].lower()}.yaml"}
    if found is not None:
        lesson = found[1]
        shown = [step.scene for step in lesson.text.steps if step.scene]
        for item in (lesson.activity, *lesson.checks):
            shown += item.scene_refs
        files |= {f"{LOCALE}/scenes/{name.partition('/')[0]}.yaml" for name in shown}
    return files
