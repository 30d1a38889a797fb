"""Simulated screens as still pictures: of a tutorial step, of the right way through an item."""

from __future__ import annotations

from pixlearn.activities import Item
from pixlearn.content.lessons import TutorialStep
from pixlearn.scenes.schema import Scenes
from pixlearn.scenes.view import SceneView, show_scene


def still_of(step: TutorialStep, scenes: Scenes) -> SceneView | None:
    """The screen that a step shows, its zones ringed; none when it shows a gesture."""
    return show_scene(scenes[step.scene], rings=step.rings) if step.scene else None


def stills_of_way(item: Item, scenes: Scenes) -> list[SceneView]:
    """The right way over simulated screens, a still a tap, the zone to press ringed."""
    return [show_scene(scenes[name], rings=(zone,)) for name, zone in item.right_way(scenes)]
