"""A lesson as it stands on paper: its steps as still pictures, its items with boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass

from pixlearn.activities import Item, ItemView, show_item, solution_in_words
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, TutorialStep, Word
from pixlearn.scenes.schema import Scenes
from pixlearn.scenes.view import SceneView, show_scene
from pixlearn.web.stills import still_of


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An activity or check: what is asked, the screens to draw on, and the answer, kept apart."""

    view: ItemView
    screens: tuple[SceneView, ...]
    """Screens on which a hand rings a button, in the order of the right way."""
    clue: ItemView | None
    """The second question about a message."""
    answer: tuple[str, ...]


def steps_on_paper(lesson: Lesson, scenes: Scenes) -> list[tuple[TutorialStep, SceneView | None]]:
    """Each step of the tutorial with its still picture."""
    return [(step, still_of(step, scenes)) for step in lesson.text.steps]


def items_on_paper(lesson: Lesson, scenes: Scenes) -> list[PaperItem]:
    """The activity, then the checks."""
    return [on_paper(item, scenes) for item in (lesson.activity, *lesson.checks)]


def words_of(lesson: Lesson) -> list[Word]:
    """The hard words of a lesson, explained."""
    return [catalogue().teaching.words[word] for word in lesson.text.words]


def skills_of(lesson: Lesson) -> list[str]:
    """The « Je sais … » of a lesson."""
    return [catalogue().framework.skill(skill).text for skill in lesson.text.skills]


def on_paper(item: Item, scenes: Scenes) -> PaperItem:
    """An item to do with a pen."""
    view = show_item(item, scenes)
    return PaperItem(
        view=view,
        screens=tuple(show_scene(scenes[name]) for name, _ in item.right_way(scenes)),
        clue=show_item(item, scenes, {"decision": "0"}) if view.stage == "decision" else None,
        answer=solution_in_words(item, scenes),
    )
