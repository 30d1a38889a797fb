"""What authors may write of a screen, and what is said instead of its picture."""

import pytest
from pydantic import ValidationError

from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.scenes.schema import Scene
from pixlearn.scenes.view import show_scene

INBOX = {
    "genre": "mail",
    "titre": "Boîte de réception",
    "lignes": ["2 messages"],
    "zones": [
        {"id": "rdv", "mot": "Mission locale", "detail": "Votre rendez-vous", "vers": "rdv"},
        {"id": "pub", "mot": "Soldes Mode", "etiquette": "Publicité", "etat": "Lu"},
    ],
}


def test_the_alternative_says_everything_that_is_written():
    view = show_scene(Scene.model_validate(INBOX))
    assert view.alternative == (
        "Boîte de réception. 2 messages. "
        "Boutons : Mission locale, Votre rendez-vous ; Soldes Mode, Publicité, Lu."
    )
    assert not view.live


def test_ringed_zones_are_told_by_their_number():
    view = show_scene(Scene.model_validate(INBOX), rings=["pub", "rdv"])
    assert view.alternative.endswith(
        "2 messages. Au numéro 1, entouré : Soldes Mode, Publicité, Lu. "
        "Au numéro 2, entouré : Mission locale, Votre rendez-vous."
    )
    assert [zone.ring for zone in view.zones] == [2, 1]


def test_a_conversation_says_who_speaks():
    scene = Scene.model_validate(
        {
            "genre": "sms",
            "titre": "Sonia",
            "lignes": [{"texte": "Tu viens ?", "cote": "autre"}, {"texte": "Oui", "cote": "moi"}],
        }
    )
    assert show_scene(scene).alternative == "Sonia. Tu viens ? Moi : Oui."


def test_the_address_bar_is_read():
    page = Scene.model_validate(
        {"genre": "navigateur", "titre": "Mairie", "adresse": "mairie.example"}
    )
    assert show_scene(page).alternative == "Mairie. Adresse : mairie.example."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"adresse": "x.example"}, "barre d'adresse"),
        ({"lignes": [{"texte": "Oui", "cote": "moi"}]}, "cote"),
        ({"zones": [INBOX["zones"][0]] * 2}, "même id"),
        ({"zones": [{"id": "a", "mot": "A", "pictogramme": "wifi_coup"}]}, "wifi_coupe"),
        ({"genre": "telephone"}, "pictogramme"),
        ({"zones": [{"id": f"z{n}", "mot": "Z"} for n in range(10)]}, "at most 9"),
        ({"zones": [{"id": "a", "mot": "M" * 41}]}, "40"),
        ({"zones": [{"id": "É", "mot": "A"}]}, "pattern"),
        ({"title": "Boîte"}, "Extra inputs"),
        ({"titre": "  "}, "at least 1"),
    ],
)
def test_a_wrong_screen_is_refused(change, message):
    with pytest.raises(ValidationError, match=message):
        Scene.model_validate({**INBOX, **change})


def test_pictogram_names_have_an_icon():
    assert PICTOGRAMS["wifi_coupe"] == "wifi-off"
    assert all(name and icon for name, icon in PICTOGRAMS.items())
