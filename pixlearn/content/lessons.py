"""Tracks and lessons as written: tutorial, activity, checks, what to keep, how to lead it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from pixlearn.activities import Item
from pixlearn.content.framework import SkillId
from pixlearn.scenes.schema import (
    Authored,
    Many,
    Pictogram,
    SceneRef,
    ShortId,
    Text,
    near_miss,
    refusal,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TrackId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d?$")]
LessonId = Annotated[str, StringConstraints(pattern=r"^P[1-9]\d?\.[1-9]\d?$")]


class TutorialStep(Authored):
    """One step: a sentence, and a still screen with its zones ringed, or a gesture of the hand.

    ``pressed`` is the zone that the sentence says to press: it is the way on. ``read``: the
    sentence asks to read the screen, which is shown from its top, that zone in sight or not.
    """

    text: Text = Field(alias="texte")
    speech: Text | None = Field(default=None, alias="lecture")
    scene: SceneRef | None = None
    shown: str | Many[str] | None = Field(default=None, alias="montrer")
    pressed: str | None = Field(default=None, alias="appuyer")
    read: bool = Field(default=False, alias="lire")
    gesture: Literal["appui", "glisser", "clavier"] | None = Field(default=None, alias="geste")

    @field_validator("gesture")
    @classmethod
    def _one_picture(cls, gesture: str | None, info: ValidationInfo) -> str | None:
        if gesture is not None and info.data.get("scene") is not None:
            raise refusal("une étape montre une « scene » ou un « geste », pas les deux.")
        return gesture

    @property
    def rings(self) -> tuple[str, ...]:
        """The zones to ring, in the order of their numbers."""
        shown = (self.shown,) if isinstance(self.shown, str) else self.shown or ()
        return shown if self.pressed in (None, *shown) else (*shown, str(self.pressed))


class Guide(Authored):
    """One sheet for the counsellor who leads this lesson in a room."""

    aim: Text = Field(alias="but")
    question: Text = Field(alias="discuter")
    mistakes: Many[Text] = Field(alias="erreurs", min_length=1)
    to_bring: Many[Text] = Field(alias="apporter", min_length=1)


class LessonText(Authored):
    """Everything of a lesson but what is done and answered."""

    id: LessonId
    slug: Slug = Field(alias="adresse")
    title: Text = Field(alias="titre")
    skills: Many[SkillId] = Field(alias="acquis", min_length=1)
    needs: Many[SkillId] = Field(default=(), alias="prerequis")
    minutes: Annotated[int, Field(ge=5, le=15)] = Field(alias="duree_min")
    situation: Text
    steps: Many[TutorialStep] = Field(alias="tutoriel", min_length=3, max_length=6)
    to_keep: Many[Text] = Field(alias="retenir", min_length=2, max_length=6)
    for_real: Text = Field(alias="en_vrai")
    words: Many[ShortId] = Field(default=(), alias="mots")
    guide: Guide = Field(alias="animer")


DRAWINGS = ("awa", "karim", "lucie", "mehdi", "nadia", "paul", "sonia")
"""The drawn people, static/personnes/<name>.svg."""


class Person(Authored):
    """Who the lessons of a track speak of, and the drawing that shows them."""

    name: Text = Field(alias="nom")
    drawing: str = Field(alias="dessin")

    @field_validator("drawing")
    @classmethod
    def _drawn(cls, drawing: str) -> str:
        if drawing not in DRAWINGS:
            hint = near_miss(drawing, DRAWINGS)
            raise refusal(f"le dessin « {drawing} » n'existe pas.{hint}")
        return drawing


class TrackText(Authored):
    """A track's card: for whom, in which situation."""

    id: TrackId
    slug: Slug = Field(alias="adresse")
    title: Text = Field(alias="titre")
    purpose: Text = Field(alias="pour")
    situation: Text
    person: Person = Field(alias="personne")
    pictogram: Pictogram = Field(alias="pictogramme")
    services: Many[Text] = Field(min_length=1)
    report_themes: Many[Text] = Field(alias="themes_du_compte_rendu", min_length=1)
    reason: Text = Field(alias="but")  # ends « Parce que … »


class Word(Authored):
    """A hard word that is needed, explained; ``speech`` when the voice must say it otherwise."""

    id: ShortId
    word: Text = Field(alias="mot")
    meaning: Text = Field(alias="sens")
    example: Text | None = Field(default=None, alias="exemple")
    speech: Text | None = Field(default=None, alias="lecture")  # the meaning and the example


_STEP = re.compile(r"\b(?:étapes?|steps?) (\d)")


def named_step(item: Item) -> int | None:
    """The first step that an item names for who does not know: « Regardez l'étape 3. »"""
    found = _STEP.search(item.feedback.dont_know)
    return int(found.group(1)) if found else None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson whole: its texts, its activity on simulated screens, its 1 to 3 checks."""

    text: LessonText
    activity: Item
    checks: tuple[Item, ...]

    @property
    def id(self) -> str:
        """The lesson's id, « P3.4 »."""
        return self.text.id

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.text.language

    def step_again(self, item: Item) -> int:
        """The number of the step that an item sends back to: the first that its words name."""
        return named_step(item) or 1


@dataclass(frozen=True)
class Track:
    """A track and its lessons in order."""

    text: TrackText
    lessons: tuple[Lesson, ...]

    @property
    def id(self) -> str:
        """The track's id, « P3 »."""
        return self.text.id

    @cached_property
    def skills(self) -> frozenset[str]:
        """Every skill that the track teaches."""
        return frozenset(skill for lesson in self.lessons for skill in lesson.text.skills)

    def lesson(self, slug: str) -> Lesson | None:
        """The lesson at this address, or none."""
        return next((one for one in self.lessons if one.text.slug == slug), None)


@dataclass(frozen=True)
class Teaching:
    """All tracks by address, and the glossary."""

    tracks: Mapping[str, Track] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """Every lesson by its id."""
        return {lesson.id: lesson for track in self.tracks.values() for lesson in track.lessons}

    @cached_property
    def lessons_on(self) -> Mapping[str, frozenset[str]]:
        """The ids of the lessons that teach each skill."""
        return {
            skill: frozenset(one.id for one in self.lessons.values() if skill in one.text.skills)
            for lesson in self.lessons.values()
            for skill in lesson.text.skills
        }

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every activity and check by its id."""
        return {
            item.id: item
            for lesson in self.lessons.values()
            for item in (lesson.activity, *lesson.checks)
        }
