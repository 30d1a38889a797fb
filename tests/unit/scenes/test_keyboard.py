"""The keyboard of a phone, and the zones in it."""

import pytest
from pydantic import ValidationError

from pixlearn.scenes.schema import Scene
from pixlearn.scenes.view import show_scene


def keyboard(*words: str) -> Scene:
    zones = [{"id": f"z{place}", "mot": word} for place, word in enumerate(words)]
    return Scene.model_validate({"genre": "clavier", "titre": "Clavier", "zones": zones})


def rows(*words: str) -> list[str]:
    keys = show_scene(keyboard(*words)).keyboard
    return ["".join(key.word for key in row if len(key.word) == 1) for row in keys]


def test_letters_stand_as_on_a_french_phone() -> None:
    assert rows("a", "Espace")[:3] == ["azertyuiop", "qsdfghjklm", "wxcvbn"]


def test_capitals_and_signs_have_their_own_keys() -> None:
    assert rows("A")[0] == "AZERTYUIOP"
    assert rows("abc", "@")[0] == "1234567890"


def test_only_the_keys_of_the_scene_are_zones() -> None:
    keys = [key for row in show_scene(keyboard("?123", "Effacer")).keyboard for key in row]
    assert [key.word for key in keys if key.zone] == ["Effacer", "?123"]


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="n'est pas une touche"):
        keyboard("a", "Envoyer")
