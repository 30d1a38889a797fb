"""A still that is too long for a small phone stands scrolled to the zone to press."""

import pytest

from pixlearn.scenes.schema import Scene
from pixlearn.scenes.view import SceneView, scrolled_to_press, show_scene

SENTENCE = "Appuyez sur « Envoyer »."
FAR = "envoyer"


def still(lines: int, zones: int, *, back: bool = False, also: str | None = None) -> SceneView:
    """A form with these lines and buttons, then « Envoyer », which the sentence says to press."""
    above = [{"id": f"case_{at}", "mot": f"Case {at}"} for at in range(zones)]
    if back:
        above.insert(0, {"id": "retour", "mot": "Retour"})
    scene = Scene.model_validate(
        {
            "genre": "mail",
            "titre": "Nouveau message",
            "lignes": [f"Ligne {at}" for at in range(lines)],
            "zones": [*above, {"id": FAR, "mot": "Envoyer"}, {"id": "aide", "mot": "Aide"}],
        }
    )
    rings = [also, FAR] if also else [FAR]
    return show_scene(scene, rings=rings, pressed=FAR)


def ids(view: SceneView) -> list[str]:
    return [zone.id for zone in view.zones]


def test_a_short_screen_stays_whole():
    view = still(lines=1, zones=1)
    assert scrolled_to_press(view, SENTENCE) == view


def test_lines_leave_before_buttons():
    view = scrolled_to_press(still(lines=9, zones=1), SENTENCE)
    assert view.scrolled
    assert ids(view) == ["case_0", FAR, "aide"]
    assert [line.text for line in view.lines][-1] == "Ligne 8"


def test_buttons_leave_from_the_top_and_the_way_back_stays():
    view = scrolled_to_press(still(lines=0, zones=6, back=True), SENTENCE)
    assert ids(view)[0] == "retour"
    assert ids(view)[-3:] == ["case_5", FAR, "aide"]
    assert "case_0" not in ids(view)


def test_what_the_sentence_also_shows_stays():
    view = scrolled_to_press(still(lines=9, zones=7, also="case_0"), SENTENCE)
    assert ids(view) == ids(still(lines=9, zones=7))
    assert view.lines == ()


def test_a_longer_sentence_leaves_less_room():
    screen = still(lines=0, zones=7)
    short, long = scrolled_to_press(screen, "Appuyez."), scrolled_to_press(screen, SENTENCE * 4)
    assert len(long.zones) < len(short.zones)


def test_all_of_it_is_still_told():
    view = still(lines=9, zones=7)
    assert scrolled_to_press(view, SENTENCE).alternative == view.alternative


@pytest.mark.parametrize("rings", [[], [FAR]])
def test_what_is_only_shown_is_not_scrolled(rings):
    scene = Scene.model_validate(
        {
            "genre": "mail",
            "titre": "Reçus",
            "zones": [{"id": f"z_{at}", "mot": f"Message {at}"} for at in range(8)]
            + [{"id": FAR, "mot": "Envoyer"}],
        }
    )
    view = show_scene(scene, rings=rings)
    assert scrolled_to_press(view, SENTENCE) == view
