"""Words searched for with a fault find what was meant."""

import pytest

from pixlearn.content.search import meant

TEXTS = (
    "Je sais choisir un mot de passe solide.",
    "Joindre un document à un e-mail",
    "Déclarer mes impôts, payer une amende",
    "Envoyer un message",
    "La page ne s'affiche pas. Une page, puis une autre page.",
)


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("mot de pase", "mot de passe"),  # « page » is as near, and used more, but not there
        ("mot de passse", "mot de passe"),  # one too many
        ("documnet", "document"),  # two swapped
        ("impotts", "impôts"),  # the proposal is written as in the texts
        ("DECLARRER", "déclarer"),
        ("mesage", "message"),
        ("enveyez", ""),  # two letters: a guess would mislead
        ("mot de passe", ""),  # known: nothing to propose
        ("impot", ""),  # the beginning of a word is known
        ("zzzz", ""),
        ("pse", ""),  # too short to guess
        ("", ""),
    ],
)
def test_a_word_unknown_becomes_its_neighbour(asked: str, instead: str) -> None:
    assert meant(asked, TEXTS) == instead
