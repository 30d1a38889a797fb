"""Simulated screens as still pictures: of a tutorial step, of the right way through an item."""

from __future__ import annotations

from pixlearn.activities import Item
from pixlearn.content.lessons import TutorialStep
from pixlearn.scenes.schema import Scenes
from pixlearn.scenes.view import SceneView, scrolled_to_press, show_scene


def still_of(step: TutorialStep, scenes: Scenes) -> SceneView | None:
    """The screen that a step shows on paper, its zones ringed; none when it shows a gesture."""
    return show_scene(scenes[step.scene], rings=step.rings) if step.scene else None


def screen_of(step: TutorialStep, scenes: Scenes) -> SceneView | None:
    """The same on a screen: the zone that the step says to press is a real button."""
    if step.scene is None:
        return None
    view = show_scene(scenes[step.scene], rings=step.rings, pressed=step.pressed)
    return view if step.read else scrolled_to_press(view, step.text)


def stills_of_way(item: Item, scenes: Scenes) -> list[tuple[str, SceneView]]:
    """The right way over simulated screens: each word to press, and its screen with it ringed.

    The rings are numbered along the way.
    """
    return [
        (zone.word, show_scene(scenes[name], rings=(zone_id,), first=number))
        for number, (name, zone_id) in enumerate(item.right_way(scenes), start=1)
        if (zone := scenes[name].zone(zone_id)) is not None
    ]
