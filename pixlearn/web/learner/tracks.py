"""« Mes parcours »: seven tracks, their lessons, all tutorials, and the hard words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import abort, request
from flask.typing import ResponseReturnValue

from pixlearn.activities.spelling import normalised
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track, Word
from pixlearn.content.search import meant
from pixlearn.mastery.rules import Mastery, SkillStatus
from pixlearn.progression.service import mastery_of, progression_of
from pixlearn.tracks.reviewing import items_offered
from pixlearn.tracks.service import finished
from pixlearn.tracks.store import LessonVisit, visits_of
from pixlearn.web.components import read_in_own_language, speak_in
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import visitor
from pixlearn.web.stones import of_track

ARTICLE = re.compile(r"^(l'|(le|la|les|un|une|des) )")


@dataclass(frozen=True, slots=True)
class Looked:
    """A search: the words asked for, those meant when they are others, the numbers found."""

    asked: str
    meant: str
    found: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in its track: where it stands, and what would help before it."""

    lesson: Lesson
    done: bool
    begun: bool
    before: tuple[str, ...]  # « Je sais … » that are useful first and not yet acquired


def track_at(slug: str) -> Track:
    """The track at this address; 404 when there is none."""
    track = catalogue().teaching.tracks.get(slug)
    if track is None:
        abort(404)
    return track


@bp.get("/parcours")
def tracks() -> ResponseReturnValue:
    """Seven cards, the proposed one first with its reason, with words for the progress."""
    person = visitor()
    proposed = (
        progression_of(person, person.learner_id, catalogue(), whole=False).proposals[:1]
        if person.learner_id
        else ()
    )
    reasons = {line.id: line.reason for line in proposed}
    ordered = sorted(
        catalogue().teaching.tracks.values(), key=lambda track: (track.id not in reasons, track.id)
    )
    done = finished(own_visits())
    rows = [(track, sum(lesson.id in done for lesson in track.lessons)) for track in ordered]
    review = bool(items_offered(visitor(), catalogue()))
    return render("learner/tracks.html", rows=rows, reasons=reasons, review=review)


@bp.get("/parcours/<track_slug>")
def track(track_slug: str) -> ResponseReturnValue:
    """One track: its situation and its lessons, in any order."""
    found = track_at(track_slug)
    visits, mastery = {visit.lesson_id: visit for visit in own_visits()}, _mastery()
    rows = [_row(lesson, visits.get(lesson.id), mastery) for lesson in found.lessons]
    done = {row.lesson.id for row in rows if row.done}
    under_way = (row.lesson.id for row in rows if row.begun and not row.done)
    stones = of_track(found, done, next(under_way, None))
    return render("learner/track.html", track=found, rows=rows, stones=stones, done=len(done))


@bp.get("/tutoriels")
def tutorials() -> ResponseReturnValue:
    """Every tutorial, searched by what one wants to do."""
    tracks = catalogue().teaching.tracks.values()
    lessons = [(track, lesson) for track in tracks for lesson in track.lessons]
    told = {at: _said(one) for at, (_, one) in enumerate(lessons)}
    looked = _look(request.args.get("q", ""), told)
    return render(
        "learner/tutorials.html",
        tracks=tracks,
        looked=looked,
        found=[lessons[at] for at in looked.found],
    )


@bp.get("/mots")
def words() -> ResponseReturnValue:
    """« Les mots difficiles », in the order of the alphabet, searched by a word or its meaning."""
    read_in_own_language()
    listed = sorted(catalogue().teaching.words.values(), key=_without_article)
    told = {at: f"{one.word} {one.meaning}" for at, one in enumerate(listed)}
    looked = _look(request.args.get("q", ""), told)
    letters = {
        letter: list(words)
        for letter, words in groupby(listed, key=lambda one: _without_article(one)[0].upper())
    }
    return render(
        "learner/words.html",
        letters=letters,
        looked=looked,
        found=[listed[at] for at in looked.found],
    )


@bp.get("/mots/<word_id>")
def word(word_id: str) -> ResponseReturnValue:
    """One hard word, explained."""
    read_in_own_language()
    found = catalogue().teaching.words.get(word_id)
    if found is None:
        abort(404)
    speak_in(found.language)
    return render("learner/word.html", word=found)


def _without_article(word: Word) -> str:
    return normalised(ARTICLE.sub("", word.word))


def _row(lesson: Lesson, visit: LessonVisit | None, mastery: Mastery) -> LessonRow:
    before = tuple(
        catalogue().framework.skill(skill).text
        for skill in lesson.text.needs
        if mastery.status(skill) is not SkillStatus.ACQUIRED
    )
    return LessonRow(
        lesson=lesson,
        done=visit is not None and visit.finished_at is not None,
        begun=visit is not None,
        before=before,
    )


def _said(lesson: Lesson) -> str:
    skills = [catalogue().framework.skill(skill).text for skill in lesson.text.skills]
    return " ".join([lesson.text.title, lesson.text.situation, *skills])


def _look(asked: str, texts: Mapping[int, str]) -> Looked:
    asked = asked.strip()[:80]
    found, instead = _holding(asked, texts), ""
    if asked and not found:
        instead = meant(asked, texts.values())
        found = _holding(instead, texts)
    return Looked(asked, instead if found else "", found)


def _holding(asked: str, texts: Mapping[int, str]) -> tuple[int, ...]:
    words = normalised(asked).split()
    return tuple(
        at for at, text in texts.items() if words and all(w in normalised(text) for w in words)
    )


def own_visits() -> list[LessonVisit]:
    """The lessons of the person who asks, begun or finished, in one statement."""
    person = visitor()
    return visits_of(person, person.learner_id) if person.learner_id else []


def _mastery() -> Mastery:
    return mastery_of(visitor(), catalogue())
