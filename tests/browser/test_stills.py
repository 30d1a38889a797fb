"""What a tutorial's sentence says to press is in sight on a small phone, without scrolling."""

from __future__ import annotations

import pytest

from pixlearn.content.lessons import Track
from tests.browser.journeys.answering import catalogue
from tests.browser.visitor import Visitor

MIDDLE = """
const ring = document.querySelector(".ringed").getBoundingClientRect();
return (ring.top + ring.bottom) / 2
"""
SCREEN = "return document.documentElement.clientHeight"


@pytest.mark.parametrize(
    "track", list(catalogue().teaching.tracks.values()), ids=lambda track: track.text.slug
)
def test_the_zone_to_press_is_in_sight(track: Track, visitor: Visitor) -> None:
    visitor.hold(360, 640)
    visitor.enter_as_learner("Sonia")
    below = []
    for lesson in track.lessons:
        for at, step in enumerate(lesson.text.steps, 1):
            if step.pressed and not step.read:
                visitor.go(f"/parcours/{track.text.slug}/{lesson.text.slug}/tutoriel/{at}")
                if visitor.driver.execute_script(MIDDLE) > visitor.driver.execute_script(SCREEN):
                    below.append(visitor.path)
    assert below == []
